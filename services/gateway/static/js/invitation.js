// Puts the code of an invitation's link, the part after "#" that is sent to nobody, into its field, and out of the address.
(() => {
  const field = document.getElementById("code");
  const take = () => {
    const code = location.hash.slice(1);
    if (!field || !/^[0-9A-Za-z-]{8,64}$/.test(code)) return;
    field.value = code;
    history.replaceState(null, "", location.pathname);
  };
  take();
  addEventListener("hashchange", take);
})();
