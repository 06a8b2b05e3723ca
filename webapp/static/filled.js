// Reads a ballot form on the phone, where the server may not see it: what fits becomes a ballot, what
// does not is told beside its line. It says the same as webapp/participant/filled.py; a test compares.

const WHOLE = /^[+\-\u2212]?[0-9]{1,4}$/;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// What was written, in the order of the candidates. In the answer `said` is there only when nothing is
// wrong: a list of names, or a map from names to what they are given.
export function read(paper, written) {
  const lines = written.map((text) => text.trim());
  return { ranking, approval, scores: marks, grades: marks, credits }[paper.kind](paper, lines);
}

// A voter's own phrase as deliberation/urn/phrases.py tidies it: what has no shape, breaks the line or
// turns others about is dropped; none where nothing is left that is seen.
const SHAPELESS =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
export function phraseIn(text) {
  const line = text.normalize("NFC").replace(SHAPELESS, "").replace(/[\s\p{Cc}\p{Cs}]+/gu, " ").trim();
  return /[^\s\u200c\u200d]/u.test(line) ? line : "";
}

// What is wrong with a phrase: like every length of a text, it is counted in characters, which UTF-16 is not.
export const phraseProblem = (paper, phrase) =>
  [...phrase].length > paper.longestPhrase ? paper.words.longPhrase : "";

const wrong = (lines, problem) => ({ lines, problem, said: null });
const right = (said) => ({ lines: [], problem: "", said });
const given = (paper, lines, value) =>
  new Map(lines.flatMap((text, i) => (text ? [[paper.candidates[i], value(text)]] : [])));

function ranking(paper, lines) {
  const known = new Set(lines.map((_, i) => String(i + 1)));
  const times = (place) => lines.filter((text) => text === place).length;
  const problems = lines.map((place) => {
    if (!place) return "";
    if (!known.has(place)) return paper.words.noPlace;
    if (times(place) > 1) return fill(paper.words.placeTwice, { place });
    const gap = String(place - 1);
    return place > 1 && !times(gap) ? fill(paper.words.placeMissing, { gap }) : "";
  });
  if (problems.some(Boolean)) return wrong(problems, paper.words.mend);
  const placed = [...given(paper, lines, Number)].sort(([, a], [, b]) => a - b);
  return right(placed.map(([name]) => name));
}

function approval(paper, lines) {
  const spent = lines.reduce((sum, text, i) => sum + (text && paper.costs ? paper.costs[i] : 0), 0);
  const over = spent - paper.total;
  if (paper.costs && over > 0) {
    const number = new Intl.NumberFormat(`${paper.language}-u-nu-latn`).format(over);
    const sum = paper.currency ? `\u2068${number}\u00a0${paper.currency}\u2069` : number;
    return wrong([], fill(paper.words.tooDear, { over: sum }));
  }
  return right([...given(paper, lines, Boolean).keys()]);
}

function marks(paper, lines) {
  const marks = paper.grades ?? [...Array(paper.highest + 1).keys()];
  const known = new Set(["", ...marks.keys()].map(String));
  const problems = lines.map((text) => (known.has(text) ? "" : paper.words.noMark));
  if (problems.some(Boolean)) return wrong(problems, paper.words.mend);
  return right(given(paper, lines, (text) => marks[Number(text)]));
}

function credits(paper, lines) {
  const problems = lines.map((text) => (!text || WHOLE.test(text) ? "" : paper.words.noNumber));
  if (problems.some(Boolean)) return wrong(problems, paper.words.mend);
  const votes = given(paper, lines, (text) => Number(text.replace("\u2212", "-")));
  const over = [...votes.values()].reduce((sum, n) => sum + n ** 2, 0) - paper.credits;
  if (over > 0) return wrong([], fill(paper.words.overspent, { over }));
  return right(new Map([...votes].filter(([, n]) => n)));
}
