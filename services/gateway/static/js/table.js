// A whole row answers to a click on it; the link in its first cell stays the one for keyboard and screen reader.
(() => {
  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (!row || event.target.closest("a, button, input, label, summary") || String(window.getSelection())) return;
    const link = row.querySelector("a[href]");
    if (link) link.click();
  });
})();
