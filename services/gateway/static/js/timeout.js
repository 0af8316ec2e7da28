// Warns before the session ends and lets the person stay. What is left is asked of the server, since another tab may
// have extended the session. A form that is half filled in is handed to the server before the page is left.
(() => {
  const body = document.body;
  const dialog = document.getElementById("session-ends");
  if (!body.dataset.sessionEnds || !dialog) return;
  const ASK_AGAIN = 10000;
  const warnBefore = Number(body.dataset.sessionWarning) * 60000;
  const left = dialog.querySelector("[data-left]");
  // Lengths, not times, so that a wrong clock on this machine does not matter.
  let ends = performance.now() + Number(body.dataset.sessionEnds) * 1000;
  let final = Boolean(body.dataset.sessionFinal);
  let over = false;
  let askAfter = 0;
  let touched = null;

  const learn = (headers) => {
    const seconds = Number(headers.get("X-Session-Seconds") || 0);
    ends = performance.now() + seconds * 1000;
    final = headers.has("X-Session-Final");
    over = seconds <= 0;
  };

  const ask = async () => {
    if (performance.now() < askAfter) return;
    askAfter = performance.now() + ASK_AGAIN;
    try {
      learn((await fetch("/session?live=1")).headers);
    } catch {
      // The server cannot be reached: better to stay with what was typed than to leave for a page that is not there.
    }
  };

  const tick = async () => {
    if (ends - performance.now() <= warnBefore) await ask();
    const remaining = Math.max(0, ends - performance.now());
    const soon = remaining <= warnBefore;
    if (over) return void leave();
    document.getElementById("session-last").hidden = !(soon && final);
    if (soon && !final && !dialog.open) dialog.showModal();
    if ((!soon || final) && dialog.open) dialog.close();
    left.textContent = `${Math.floor(remaining / 60000)}:${String(Math.floor(remaining / 1000) % 60).padStart(2, "0")}`;
  };

  const leave = () => {
    clearInterval(ticking);
    const shown = document.querySelector(".error-summary") ? "main form[novalidate]" : "main form[data-keep]";
    const form = touched && touched.isConnected ? touched : document.querySelector(shown);
    const here = window.location.pathname + window.location.search;
    if (!form) return void window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
    for (const file of form.querySelectorAll("input[type=file]")) file.disabled = true;
    const to = new URL(form.getAttribute("action") || here, window.location.href);
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_to", value: to.pathname + to.search }));
    form.setAttribute("action", "/saved-form");
    form.enctype = "application/x-www-form-urlencoded";
    HTMLFormElement.prototype.submit.call(form);
  };

  const stay = async () => {
    const answer = await fetch("/session/extend", { method: "POST", headers: { "X-CSRF-Token": body.dataset.csrf } });
    learn(answer.headers);
    await tick();
  };

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const seconds = event.detail.xhr.getResponseHeader("X-Session-Seconds");
    if (seconds) ends = performance.now() + Number(seconds) * 1000;
  });
  document.addEventListener("input", (event) => (touched = event.target.closest("main form[novalidate]") || touched));
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  const ticking = setInterval(tick, 1000);
})();
