// Counts down to the moment in data-due, by the server's clock, in every element that has one, and up from
// the moment in data-since. Without a script such an element says the minutes or the moment itself.
"use strict";

(() => {
  let ahead = 0; // of the server's clock before this one, in milliseconds

  const two = (n) => String(n).padStart(2, "0");

  const until = (moment) => Math.ceil((Date.parse(moment) - Date.now() - ahead) / 1000);

  function show(timer) {
    const { due, since } = timer.dataset;
    const left = due ? until(due) : Math.max(-until(since), 0);
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

  const tick = () => document.querySelectorAll("[data-due], [data-since]").forEach(show);
  compare().then(tick);
  tick();
  setInterval(tick, 250);
})();
