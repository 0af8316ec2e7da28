// On small screens the menu link opens and closes the sidebar in place.
(() => {
  const link = document.querySelector(".menu-link");
  const nav = document.getElementById("menu");
  if (!link || !nav) return;
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    link.setAttribute("aria-expanded", String(nav.classList.toggle("is-open")));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-prints]")) window.print();
  });
})();
