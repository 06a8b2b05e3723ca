// The way through a long list of answers: how many are given is counted as you go, a link leads to the next
// that is not, and one can be shown at a time. What is sent stands in the page already.
"use strict";

(() => {
  const form = document.getElementById("ballot");
  const purse = form?.querySelector(".purse");
  const ways = form?.querySelector(".ways");
  if (!purse || !ways) return;
  const rows = [...form.querySelectorAll(".ballot > li")];
  const say = form.querySelector("[role=status]");
  const [one, open, back, on] = ["one", "open", "back", "on"].map((what) => form.querySelector(`[data-do=${what}]`));
  const list = { shown: one.dataset.list, hidden: one.textContent };
  let at = 0; // the row that is looked at
  let single = false;

  const given = (row) => row.querySelector("input:checked")?.value;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function show() {
    const answered = rows.filter(given).length;
    say.textContent = fill(form.dataset.answered, { answered, all: rows.length });
    if (open) open.hidden = answered === rows.length;
    rows.forEach((row, i) => (row.hidden = single && i !== at));
    one.textContent = single ? list.shown : list.hidden;
    back.hidden = on.hidden = !single;
    back.setAttribute("aria-disabled", String(at === 0));
    on.setAttribute("aria-disabled", String(at === rows.length - 1));
  }

  function go(to) {
    at = Math.max(0, Math.min(to, rows.length - 1));
    show();
    rows[at].querySelector("input:checked").focus({ preventScroll: true });
    rows[at].scrollIntoView();
  }

  // The next without an answer behind the row that is looked at; after the last it begins anew.
  function unanswered() {
    const order = [...rows.keys()].map((i) => (at + 1 + i) % rows.length);
    return order.find((i) => !given(rows[i])) ?? at;
  }

  ways.hidden = false;
  form.querySelector("[value=check]").hidden = true;
  purse.classList.add("live");
  one.addEventListener("click", () => {
    single = !single;
    for (const more of form.querySelectorAll(".ballot details")) more.open = single;
    go(at);
  });
  back.addEventListener("click", () => go(at - 1));
  on.addEventListener("click", () => go(at + 1));
  open?.addEventListener("click", (event) => {
    event.preventDefault();
    go(unanswered());
  });
  form.addEventListener("change", (event) => {
    at = Math.max(0, rows.indexOf(event.target.closest(".ballot > li")));
    show();
  });
  at = Math.max(0, rows.findIndex((row) => !given(row)));
  show();
})();
