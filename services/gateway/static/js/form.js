// Forms lose nothing: there is always one empty row more, and a date that is only half typed is asked about.
(() => {
  const another = (row) => {
    const next = row.cloneNode(true);
    for (const part of next.querySelectorAll("input, select, label")) {
      for (const name of ["id", "name", "for"]) {
        const said = part.getAttribute(name);
        if (said) part.setAttribute(name, said.replace(/-(\d+)-/, (_, number) => `-${Number(number) + 1}-`));
      }
      if (part.matches("label")) part.firstChild.data = part.firstChild.data.replace(/\d+$/, (number) => Number(number) + 1);
      if (part.matches("input")) part.value = "";
      if (part.matches("select")) part.selectedIndex = 0;
    }
    row.after(next);
  };

  document.addEventListener("input", (event) => {
    const row = event.target.closest("[data-repeats]");
    const next = row && row.nextElementSibling;
    if (row && event.target.matches("input, select") && !(next && next.matches("[data-repeats]"))) another(row);
  });

  // The buttons for language and text size take along what is typed beside them.
  let touched = null;
  document.addEventListener("input", (event) => (touched = event.target.closest("main form[novalidate]") || touched));
  document.addEventListener("submit", (event) => {
    const fields = event.target.querySelector("input[name=_fields]");
    if (!fields || !touched || !touched.isConnected) return;
    const texts = [...new FormData(touched)].filter(([, value]) => typeof value === "string");
    const to = new URL(touched.getAttribute("action") || "", window.location.href);
    fields.value = new URLSearchParams(texts).toString();
    event.target.querySelector("input[name=_to]").value = to.pathname + to.search;
  });

  // The answer to a form is kept nowhere: whoever goes on from it and comes back is asked by the form anew, not by an error.
  const answers = document.body.dataset.posted;
  const forget = () => answers && window.history.replaceState(null, "", window.location.href);
  document.addEventListener("submit", forget);
  document.addEventListener("click", (event) => event.target.closest("a[href]") && forget());

  // A browser sends such a date as if nothing had been typed.
  document.addEventListener("submit", (event) => {
    const half = [...event.target.elements].find((field) => field.validity && field.validity.badInput);
    if (!half) return;
    event.preventDefault();
    half.reportValidity();
  });
})();
