// Seals the ballot on this phone, where its browser can, so that the server never sees what it says: the
// form is checked here, and only the sealed bytes are sent. Where the browser cannot, the form is sent
// as it is, the server seals, and the page says so.
import { encode, hex, labelled, padded, seal, unhex } from "./urn.js";
import { keep, why } from "./draft.js";
import { phraseIn, phraseProblem, read } from "./filled.js";

const form = document.getElementById("ballot");
const envelope = document.getElementById("envelope");
const paper = JSON.parse(form.dataset.paper);
const PATIENCE = 30_000; // milliseconds, for an answer
const info = labelled("seal", paper.vote, paper.slot);
let asked = false; // whether a blank ballot is meant
let last = {}; // what was sealed last, so that the same ballot is sent again as the same bytes

const sealed = (text) => seal(padded(text, paper.length), unhex(paper.key), info);

const written = () => {
  const fields = new FormData(form);
  return paper.candidates.map((_, i) => fields.get(`line-${i}`) ?? "");
};

// Where the text of `sealer` stands in the page, it is true from now on.
function sealsHere(is) {
  document.querySelectorAll("[data-sealer]").forEach((part) => (part.hidden = (part.dataset.sealer === "phone") !== is));
}

function tell(problem) {
  const box = document.getElementById("trouble");
  box.hidden = !problem;
  box.textContent = problem;
  if (problem) box.focus();
}

function show(problems) {
  paper.candidates.forEach((_, i) => {
    const field = form.querySelector(`[name=line-${i}]`);
    mark(field.closest("fieldset") ?? field, `line-${i}-problem`, problems[i], field.closest("li"));
  });
}

// Say beside a field what is wrong with it; a hint that it has stays.
function mark(field, id, problem, place) {
  document.getElementById(id)?.remove();
  const hints = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((hint) => hint && hint !== id);
  if (problem) {
    const error = Object.assign(document.createElement("span"), { id, className: "error" });
    error.textContent = problem;
    place.append(error);
    hints.push(id);
    field.setAttribute("aria-invalid", "true");
  } else field.removeAttribute("aria-invalid");
  if (hints.length) field.setAttribute("aria-describedby", hints.join(" "));
  else field.removeAttribute("aria-describedby");
}

// The phrase, where this vote prints any; what is wrong with it stands beside it.
function phraseOn(field) {
  const phrase = phraseIn(field?.value ?? "");
  const problem = phraseProblem(paper, phrase);
  if (field) mark(field, "phrase-problem", problem, field.parentElement);
  return [phrase, problem];
}

async function cast(event) {
  event.preventDefault();
  event.stopPropagation(); // the form is not sent, and may be submitted again at once
  if (event.submitter?.name === "lang") {
    keep();
    return location.assign(`?lang=${event.submitter.value}`);
  }
  if (form.ariaBusy === "true") return;
  const { lines, problem, said } = read(paper, written());
  const [phrase, tooLong] = phraseOn(form.elements.phrase);
  show(lines);
  const wrong = problem || (tooLong && paper.words.mend);
  tell(wrong);
  if (wrong || event.submitter?.value === "check") return;
  if (!(said.size ?? said.length) && !asked) {
    asked = true;
    return tell(paper.words.blank);
  }
  form.ariaBusy = "true"; // while the ballot is on its way, which browsers do not show
  form.ariaBusy = String(await sealAndSend(encode(paper.kind, said, phrase)));
}

// Whether another page follows.
async function sealAndSend(text) {
  try {
    if (last.text !== text) last = { text, sealed: hex(await sealed(text)) };
  } catch {
    giveUp();
    return false;
  }
  envelope.elements.sealed.value = last.sealed;
  let answer;
  try {
    answer = await send(new URLSearchParams(new FormData(envelope)));
  } catch {
    answer = { status: 500 }; // cut off: nobody knows where
  }
  if (answer.status >= 500) {
    const { notSent, trouble } = paper.words;
    tell(answer.status === 503 ? trouble : notSent); // what is filled in stays, and may be sent again
    return false;
  }
  if (answer.type === "opaqueredirect") location.assign(form.dataset.receipt);
  else {
    if (answer.status !== 409) keep(paper.words.stale); // else the vote is closed, which the page says
    location.reload();
  }
  return true;
}

const send = (body) =>
  fetch(envelope.action, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });

// The next press sends the form to the server; the voter is told before.
function giveUp() {
  form.removeEventListener("submit", cast);
  sealsHere(false);
  tell(paper.words.cannotSeal);
}

async function begin() {
  try {
    await sealed("");
  } catch {
    return; // an old browser, or a page that is not secure: it says already that the server seals
  }
  form.addEventListener("submit", cast);
  sealsHere(true);
  if (why) tell(why);
}

// Going back after casting shows a new form, and not the ballot as it was filled in.
addEventListener("pageshow", (event) => event.persisted && location.reload());
begin();
