// At a shared tablet: nothing that pages have kept in the browser stays for the next person, and whoever
// goes away without a word is asked, and then forgotten. Without a script the server forgets, later.
"use strict";

(() => {
  const QUIET = 120_000; // milliseconds without a touch, after which it is asked who is there
  const ANSWER = 30_000; // for the answer
  const form = document.getElementById("next-person");

  function eraseDrafts() {
    for (const kept of [() => localStorage, () => sessionStorage]) {
      try {
        kept().clear();
      } catch {
        // A browser that keeps nothing, as it was told.
      }
    }
  }

  function watch() {
    const dialog = form.querySelector("dialog");
    let timer;
    let told = Date.now();

    function wait() {
      clearTimeout(timer);
      timer = setTimeout(ask, QUIET);
    }
    function ask() {
      dialog.showModal();
      timer = setTimeout(() => form.requestSubmit(), ANSWER);
    }
    function touched() {
      if (dialog.open) return;
      wait();
      if (Date.now() - told < QUIET) return;
      told = Date.now();
      fetch(form.dataset.here, { credentials: "same-origin", cache: "no-store" }).catch(() => {});
    }

    for (const what of ["pointerdown", "keydown", "scroll", "input"]) addEventListener(what, touched, { passive: true });
    dialog.querySelector("[data-do=stay]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", touched);
    wait();
  }

  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.querySelector("button").addEventListener("click", () => window.print());
  }
  if (form) watch();
  else eraseDrafts();
  // A page that the browser kept as it was left is not shown again: the server says what is there now.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
