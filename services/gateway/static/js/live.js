// Hints from the server: refresh what is marked as alive, or say that there is something new.
(() => {
  const body = document.body;
  if (!body.dataset.signedIn) return;
  const PAUSES = [1000, 2000, 4000, 8000, 15000];
  let source = null;
  let last = body.dataset.liveAfter;
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

  // The service that owns the page may hear of an event a moment after us: look again while something is in hand.
  const lookAgain = (element, tries) => {
    if (tries >= PAUSES.length || !element.querySelector(".waiting")) return;
    setTimeout(() => {
      if (document.visibilityState === "visible") window.htmx.trigger(element, "live");
      lookAgain(element, tries + 1);
    }, PAUSES[tries]);
  };

  const open = () => {
    if (source || document.visibilityState !== "visible") return;
    source = new EventSource(`/live?after=${encodeURIComponent(last)}`);
    source.addEventListener("hint", hear);
  };

  const close = () => {
    if (source) source.close();
    source = null;
  };

  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? open() : close()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  open();
  for (const element of document.querySelectorAll("[data-live]")) lookAgain(element, 0);
})();
