// Keeps marked parts of a page fresh: <section id="x" data-poll="5"> is fetched again every five
// seconds and replaced when the server has something new. Without JavaScript the page offers a
// reload. The server ends it by answering with a part that no longer carries data-poll.
"use strict";

(() => {
  const tags = new Map();

  async function refresh(part) {
    const url = part.dataset.url || location.href;
    const headers = tags.has(url) ? { "If-None-Match": tags.get(url) } : {};
    const answer = await fetch(url, { headers, credentials: "same-origin", cache: "no-store" });
    if (!answer.ok) return part;
    if (answer.headers.get("ETag")) tags.set(url, answer.headers.get("ETag"));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(part.id);
    if (!fresh) location.reload();
    if (!fresh || fresh.outerHTML === part.outerHTML || part.contains(document.activeElement)) return part;
    part.replaceWith(fresh);
    return fresh;
  }

  function watch(part) {
    setTimeout(async () => {
      try {
        if (!document.hidden) part = await refresh(part);
      } catch {
        // The network is away for a moment: the page stays as it is, and asks again.
      }
      if (part.dataset.poll) watch(part);
    }, Number(part.dataset.poll) * 1000);
  }

  document.querySelectorAll("[data-poll][id]").forEach(watch);
})();
