// Hints from the server: what is marked as alive is told that it is stale, lists say that there is something new.
(() => {
  const body = document.body;
  if (!body.dataset.signedIn) return;
  const LONGEST_PAUSE = 60000;
  let source = null;
  let reopening = null;
  let pause = 1000;
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
      if (concerns(element, hint)) element.dispatchEvent(new CustomEvent("stale", { bubbles: true }));
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
    source = new EventSource(`/live?after=${encodeURIComponent(last)}`);
    source.addEventListener("hint", hear);
    source.addEventListener("open", () => (pause = 1000));
    source.addEventListener("error", reopen);
  };

  // A lost line is taken up again by the browser; an answer that is no stream (a proxy's 502) ends it for good.
  const reopen = () => {
    if (!source || source.readyState !== EventSource.CLOSED) return;
    close();
    reopening = setTimeout(open, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  };

  const close = () => {
    clearTimeout(reopening);
    if (source) source.close();
    source = null;
  };

  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? open() : close()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  open();
})();
