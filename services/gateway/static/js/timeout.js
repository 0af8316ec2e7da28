// Warns before the session ends, with the time that is left, and lets the person stay.
(() => {
  const body = document.body;
  const dialog = document.getElementById("session-ends");
  if (!body.dataset.sessionEnds || !dialog) return;
  const warnBefore = Number(body.dataset.sessionWarning) * 60000;
  const left = dialog.querySelector("[data-left]");
  // The server says how much is left, so that a wrong clock on this machine does not matter.
  let ends = performance.now() + Number(body.dataset.sessionEnds) * 1000;

  const tick = () => {
    const remaining = ends - performance.now();
    if (remaining <= 0) return void leave();
    if (remaining <= warnBefore && !dialog.open) dialog.showModal();
    if (dialog.open) left.textContent = `${Math.floor(remaining / 60000)}:${String(Math.floor(remaining / 1000) % 60).padStart(2, "0")}`;
  };

  const leave = () => window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname)}`);

  const stay = async () => {
    const headers = { "X-CSRF-Token": body.dataset.csrf };
    const answer = await fetch("/session/extend", { method: "POST", headers });
    if (!answer.ok) return void leave();
    ends = performance.now() + Number(answer.headers.get("X-Session-Seconds")) * 1000;
    dialog.close();
  };

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const seconds = event.detail.xhr.getResponseHeader("X-Session-Seconds");
    if (seconds) ends = performance.now() + Number(seconds) * 1000;
  });
  dialog.querySelector("[data-stay]").addEventListener("click", stay);
  setInterval(tick, 1000);
})();
