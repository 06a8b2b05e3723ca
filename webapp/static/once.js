// A form that was sent is not sent again by a second press on its button, while its answer is on the
// way: making cards takes seconds. Without a script the server refuses what must not happen twice.
"use strict";

(() => {
  const PATIENCE = 60_000; // milliseconds, for an answer that never comes
  let sent = new WeakSet();

  addEventListener("submit", (event) => {
    const form = event.target;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    setTimeout(() => sent.delete(form), PATIENCE);
  });

  // Going back shows a page as it was left; its forms may be sent anew.
  addEventListener("pageshow", () => (sent = new WeakSet()));
})();
