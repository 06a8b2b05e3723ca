// Counts down to the moment in data-due, by the server's clock, in every element that has one. Without
// a script such an element says how many minutes there are, and the page is loaded anew.
"use strict";

(() => {
  let ahead = 0; // of the server's clock before this one, in milliseconds

  const two = (n) => String(n).padStart(2, "0");

  function show(timer) {
    const left = Math.ceil((Date.parse(timer.dataset.due) - Date.now() - ahead) / 1000);
    const [seconds, minutes] = [Math.abs(left) % 60, Math.floor(Math.abs(left) / 60)];
    const hours = Math.floor(minutes / 60);
    const clock = hours ? `${hours}:${two(minutes % 60)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
    const text = left < 0 ? `+${clock}` : clock;
    if (timer.textContent !== text) timer.textContent = text;
    timer.classList.toggle("over", left < 0);
  }

  async function compare() {
    try {
      const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
      const told = Date.parse(answer.headers.get("Date"));
      // The header has no parts of a second, so that it is half a second behind on average.
      if (told && Math.abs(told + 500 - Date.now()) > 2000) ahead = told + 500 - Date.now();
    } catch {
      // The network is away for a moment: this clock has to do.
    }
  }

  const tick = () => document.querySelectorAll("[data-due]").forEach(show);
  compare().then(tick);
  tick();
  setInterval(tick, 250);
})();
