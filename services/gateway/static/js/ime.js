// While Chinese is being composed, searches wait: one input event when the word is there instead of one per letter.
(() => {
  const composing = (event) => {
    if (event.isComposing) event.stopImmediatePropagation();
  };
  const done = (event) => {
    if (event.target.matches("input, textarea")) {
      event.target.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  };
  document.addEventListener("input", composing, true);
  document.addEventListener("compositionend", done, true);
})();
