// Refreshes what has become stale, but never under the hands of the person; what failed is tried again later.
(() => {
  const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000, 60000];
  const failures = new WeakMap();
  const told = new WeakSet();

  const newsOf = (element) => {
    const before = element.previousElementSibling;
    return before && before.matches("[data-live-news]") ? before : null;
  };
  const inUse = (element) => element.contains(document.activeElement) || element.querySelector("details[open]") !== null;
  const refresh = (element) => window.htmx.trigger(element, "live");

  document.addEventListener("stale", (event) => {
    const element = event.target;
    const news = newsOf(element);
    if (news && inUse(element)) {
      news.querySelector("[data-live-offer]").hidden = false;
      return;
    }
    told.add(element);
    refresh(element);
  });

  document.addEventListener("click", (event) => {
    const news = event.target.closest("[data-live-refresh]") && event.target.closest("[data-live-news]");
    if (!news) return;
    const element = news.nextElementSibling;
    news.querySelector("[data-live-offer]").hidden = true;
    element.tabIndex = -1;
    element.focus();
    told.add(element);
    refresh(element);
  });

  const say = (news) => {
    const said = news.querySelector("[data-live-said]");
    news.querySelector("[data-live-offer]").hidden = true;
    said.textContent = "";
    setTimeout(() => (said.textContent = said.dataset.sentence), 100);
  };

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { elt: element, xhr } = event.detail;
    if (!element.matches("[data-live]")) return;
    const tries = failures.get(element) || 0;
    if (xhr.status === 0 || xhr.status >= 500) {
      failures.set(element, tries + 1);
      setTimeout(() => element.isConnected && refresh(element), PAUSES[Math.min(tries + 2, PAUSES.length - 1)]);
      return;
    }
    failures.delete(element);
    const news = newsOf(element);
    if (xhr.status === 200 && news && told.delete(element)) say(news);
  });

  // The service that owns the page may hear of an event a moment after us: look again while something is in hand.
  const lookAgain = (element, tries) => {
    if (tries >= PAUSES.length || !element.querySelector(".waiting")) return;
    setTimeout(() => {
      if (document.visibilityState === "visible" && !inUse(element)) refresh(element);
      lookAgain(element, tries + 1);
    }, PAUSES[tries]);
  };
  for (const element of document.querySelectorAll("[data-live]")) lookAgain(element, 0);
})();
