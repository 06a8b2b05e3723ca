// Makes a ballot easier to fill in; every control that is sent stands in the page already.
// A ranking's menus become buttons: next, up, down, away; a spending's number fields
// get a minus and a plus, and the credits left are counted as you go. The words are the page's.
"use strict";

(() => {
  const form = document.getElementById("ballot");
  if (!form) return;
  const list = form.querySelector(".ballot");
  const say = form.querySelector("[role=status]");
  const words = form.dataset;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const controls = () => form.querySelector("template").content.cloneNode(true);

  const name = (button, row) => {
    const does = button.getAttribute("aria-label") || button.textContent;
    button.setAttribute("aria-label", `${does}: ${row.dataset.name}`);
  };

  function ranking() {
    const printed = [...list.children];
    const menu = (row) => row.querySelector("select");
    const placed = () => [...list.children].filter((row) => menu(row).value);

    function show(order) {
      const rest = printed.filter((row) => !order.includes(row));
      order.forEach((row, i) => (menu(row).value = String(i + 1)));
      rest.forEach((row) => (menu(row).value = ""));
      list.append(...order, ...rest);
      for (const row of printed) {
        const place = order.indexOf(row);
        row.classList.toggle("placed", place >= 0);
        row.querySelector(".place").textContent = place >= 0 ? place + 1 : "";
        const next = row.querySelector("[data-do=next]");
        next.hidden = place >= 0;
        next.textContent = fill(words.next, { place: order.length + 1 });
        next.setAttribute("aria-label", `${next.textContent}: ${row.dataset.name}`);
        for (const move of ["up", "down", "away"]) {
          row.querySelector(`[data-do=${move}]`).hidden = place < 0;
        }
        block(row.querySelector("[data-do=up]"), place === 0);
        block(row.querySelector("[data-do=down]"), place === order.length - 1);
      }
    }

    const block = (button, is) => button.setAttribute("aria-disabled", String(is));

    function move(row, what) {
      const order = placed();
      const from = order.indexOf(row);
      if (from >= 0) order.splice(from, 1);
      const last = order.length;
      const to = { next: last, up: Math.max(from - 1, 0), down: Math.min(from + 1, last), away: -1 }[what];
      if (to >= 0) order.splice(to, 0, row);
      show(order);
      const values = { name: row.dataset.name, place: to + 1, count: order.length };
      say.textContent = fill(to >= 0 ? words.placed : words.away, values);
      const again = row.querySelector(`[data-do=${what}]`);
      (again.hidden ? row.querySelector("button:not([hidden])") : again).focus();
    }

    form.querySelectorAll(".by-menu").forEach((part) => (part.hidden = true));
    form.querySelectorAll(".by-button").forEach((part) => (part.hidden = false));
    for (const row of printed) {
      const part = controls();
      row.prepend(part.querySelector(".place"));
      row.querySelector("label").after(part);
      row.classList.add("pick");
      for (const button of row.querySelectorAll("button")) {
        name(button, row);
        button.addEventListener("click", () => move(row, button.dataset.do));
      }
    }
    show(placed().sort((a, b) => menu(a).value - menu(b).value));
  }

  function credits() {
    const purse = form.querySelector(".purse");
    const fields = [...list.querySelectorAll("input")];
    const granted = Number(words.credits);
    const votes = (field) => Math.trunc(Number(field.value)) || 0;
    const spent = () => fields.reduce((sum, field) => sum + votes(field) ** 2, 0);

    function show() {
      const left = granted - spent();
      for (const field of fields) {
        field.closest("li").querySelector(".cost").textContent = fill(words.cost, { cost: votes(field) ** 2 });
      }
      purse.classList.toggle("over", left < 0);
      say.textContent = fill(left < 0 ? words.over : words.left, { left, over: -left });
    }

    for (const field of fields) {
      const step = (by) => {
        const to = votes(field) + by;
        const more = to ** 2 - votes(field) ** 2;
        if (more > 0 && spent() + more > granted) return (say.textContent = words.short);
        field.value = to;
        show();
      };
      const part = controls();
      const [minus, plus] = part.querySelectorAll("button");
      minus.addEventListener("click", () => step(-1));
      plus.addEventListener("click", () => step(1));
      for (const button of [minus, plus]) name(button, field.closest("li"));
      field.before(minus);
      field.after(plus);
      field.addEventListener("input", show);
    }
    form.querySelector("[value=check]").hidden = true;
    purse.classList.add("live");
    show();
  }

  function budget() {
    const ticks = [...list.querySelectorAll("input")];
    const total = Number(words.total);
    const number = new Intl.NumberFormat(`${words.lang}-u-nu-latn`).format;
    const write = (n) => (words.currency ? `\u2068${number(n)}\u00a0${words.currency}\u2069` : number(n));

    function show() {
      const spent = ticks.reduce((sum, tick) => sum + (tick.checked ? Number(tick.dataset.cost) : 0), 0);
      const over = Boolean(words.within) && spent > total;
      form.querySelector(".purse").classList.toggle("over", over);
      const values = { spent: write(spent), total: write(total), over: write(spent - total) };
      say.textContent = fill(over ? words.over : words.spent, values);
    }

    for (const tick of ticks) tick.addEventListener("change", show);
    form.querySelector("[value=check]").hidden = true;
    form.querySelector(".purse").classList.add("live");
    show();
  }

  ({ ranking, credits, budget })[words.kind]?.();
})();
