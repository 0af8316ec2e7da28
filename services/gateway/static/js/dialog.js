// Opens and closes dialogs by name, and moves the focus to what a person should read next.
(() => {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.opens);
      if (dialog) {
        event.preventDefault();
        dialog.showModal();
      }
    }
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog").close();
  });

  const attend = (root) => {
    const wanted = root.querySelector("[data-attend]");
    if (wanted) wanted.focus();
  };
  document.body.addEventListener("htmx:afterSettle", (event) => attend(event.detail.elt));
  attend(document);
})();
