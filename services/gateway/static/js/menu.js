// On small screens the menu link opens and closes the sidebar; small menus close by Escape or a click elsewhere.
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
    const copier = event.target.closest("[data-copies-link]");
    if (copier) navigator.clipboard.writeText(window.location.href.split("#")[0]).then(() => (copier.nextElementSibling.hidden = false));
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = menu.contains(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
