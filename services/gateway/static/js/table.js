// A whole row answers to a click on it; the link in its first cell stays the one for keyboard and screen reader.
(() => {
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (!row || event.target.closest("a, button, input, label, summary") || String(window.getSelection())) return;
    const link = row.querySelector("a[href]");
    if (link) link.click();
  });
})();

// On a phone the filters of a list fold away until they are asked for; without this script they stand open.
(() => {
  if (!window.matchMedia("(max-width: 700px)").matches) return;
  for (const fold of document.querySelectorAll("details[data-folds-narrow]")) fold.open = false;
})();
