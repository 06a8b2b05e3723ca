// Keeps what is filled in on a ballot on this phone until it is cast, so that a closed tab, a lost answer or an
// empty battery loses nothing. It never leaves the phone. It runs before the other scripts read the form.
// A draft has the name of its card and its vote: that of another card is erased as soon as this one votes here.

const PREFIX = "draft ";
const LONGEST = 7 * 24 * 60 * 60 * 1000; // milliseconds, after which a draft is nobody's any more

function store() {
  try {
    localStorage.setItem(`${PREFIX}-`, "");
    localStorage.removeItem(`${PREFIX}-`);
    return localStorage;
  } catch {
    return null; // a browser that keeps nothing, as it was told
  }
}

const drafts = (kept) => Object.keys(kept).filter((key) => key.startsWith(PREFIX));
const written = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => name.startsWith("line-")));

function eraseOthers(kept, card) {
  for (const key of drafts(kept)) {
    const { at } = JSON.parse(kept.getItem(key));
    if (!key.startsWith(`${PREFIX}${card} `) || Date.now() - at > LONGEST) kept.removeItem(key);
  }
}

function fillIn(form, fields) {
  const values = new Map(fields);
  for (const field of [...form.elements].filter(({ name }) => name.startsWith("line-"))) {
    const text = values.get(field.name);
    if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === text;
    else field.value = text ?? "";
  }
}

function keepBallot(kept, form) {
  const { card, vote } = form.dataset;
  const key = `${PREFIX}${card} ${vote}`;
  const told = document.getElementById("kept");
  const erase = told.querySelector("button");
  const printed = written(form);
  eraseOthers(kept, card);
  const before = kept.getItem(key);
  if (before && form.dataset.handed !== "back") {
    fillIn(form, JSON.parse(JSON.parse(before).fields));
    told.querySelector("[data-back]").hidden = written(form) === printed;
  }

  const keep = () => {
    const fields = written(form);
    const same = fields === printed && form.dataset.handed !== "back";
    erase.hidden = same;
    if (same) kept.removeItem(key);
    else kept.setItem(key, JSON.stringify({ at: Date.now(), fields }));
  };
  if (before || form.dataset.handed === "back") keep();
  for (const what of ["input", "change", "click"]) form.addEventListener(what, keep);
  erase.addEventListener("click", () => {
    kept.removeItem(key);
    for (const what of ["input", "change", "click"]) form.removeEventListener(what, keep);
    location.replace(form.action);
  });
  told.hidden = false;
}

const kept = store();
if (kept) {
  const form = document.getElementById("ballot");
  const done = document.querySelector("[data-cast]");
  if (form) keepBallot(kept, form);
  if (done) kept.removeItem(`${PREFIX}${done.dataset.cast}`);
  document.querySelector("form.leave")?.addEventListener("submit", () => drafts(kept).forEach((key) => kept.removeItem(key)));
}
