// Hints from the server: refresh what is marked as alive, or say that there is something new.
(() => {
  let source = null;
  let last = "";
  let news = 0;

  const concerns = (element, hint) =>
    hint.kind === "everything" ||
    element.dataset.live === hint.kind ||
    element.dataset.live === `${hint.kind}:${hint.id}`;

  const hear = (event) => {
    last = event.lastEventId || last;
    const hint = JSON.parse(event.data);
    for (const element of document.querySelectorAll("[data-live]")) {
      if (concerns(element, hint)) window.htmx.trigger(element, "live");
    }
    const list = document.querySelector("[data-live-list]");
    if (list && (hint.kind === "everything" || list.dataset.liveList === hint.kind)) announce(list);
  };

  const announce = (list) => {
    news += 1;
    const words = list.querySelector("[data-live-count]");
    words.textContent = list.dataset.sentence.replace("{n}", String(news));
    list.hidden = false;
  };

  const open = () => {
    if (source || document.visibilityState !== "visible") return;
    source = new EventSource(last ? `/live?after=${encodeURIComponent(last)}` : "/live");
    source.addEventListener("hint", hear);
  };

  const close = () => {
    if (source) source.close();
    source = null;
  };

  if (!document.body.dataset.signedIn) return;
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? open() : close()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  open();
})();
