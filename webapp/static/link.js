// A QR code's link carries a code after "#", which browsers never send. Here it is put into the form and
// sent by POST, and taken out of the address, so that going back does not show it.
// The browser's list of pages visited keeps the link all the same; the page of votes says so.
"use strict";

(() => {
  const form = document.querySelector("form[data-from-link]");

  function send() {
    const code = location.hash.slice(1);
    if (!code || code === "main") return;
    history.replaceState(null, "", location.pathname + location.search);
    form.elements.code.value = code;
    form.requestSubmit();
  }

  // Too many came at once. Each phone waits for another while, so that they do not come together again.
  // Whoever types meanwhile sends the form themselves: half a code is none.
  if ("again" in form.dataset) {
    const again = setTimeout(() => form.requestSubmit(), 1000 + 2000 * Math.random());
    form.addEventListener("input", () => clearTimeout(again));
  }

  addEventListener("hashchange", send);
  send();
})();
