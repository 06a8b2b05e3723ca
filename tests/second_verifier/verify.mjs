// A checker of the record of a citizens' assembly, written from its published pages alone:
//
//     node verify.mjs WORDS RECEIPTS BUNDLE [BUNDLE ...]
//
// WORDS is the word list of SLIP-39, a word a line; RECEIPTS a JSON array of receipt codes. For each bundle it prints
// one line: [true, [what each receipt is]], or [false, "why in one sentence"].

import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";

class Refused extends Error {}
const refuse = (why) => { throw new Refused(why); };
const need = (holds, why) => { if (!holds) refuse(why); };

// ---------------------------------------------------------------- formats.md: canonical JSON

const isText = (x) => typeof x === "string";
const isWhole = (x) => Number.isSafeInteger(x);
const isCount = (x) => isWhole(x) && x >= 0;
const isList = (x) => Array.isArray(x);
const isObject = (x) => x !== null && typeof x === "object" && !isList(x);
const isHex = (x) => isText(x) && /^[0-9a-f]{64}$/.test(x);
const isId = (x) => isText(x) && /^[A-Za-z0-9_-]{1,64}$/.test(x);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const hexOf = (bytes) => sha256(bytes).toString("hex");

const weightOfUnit = (u) => (u >= 0xe000 ? u - 0x800 : u >= 0xd800 ? u + 0x2000 : u);
function byCodePoint(a, b) {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i), y = b.charCodeAt(i);
    if (x !== y) return weightOfUnit(x) - weightOfUnit(y);
  }
  return a.length - b.length;
}
const sorted = (texts) => [...texts].sort(byCodePoint);
const ascends = (list, compare) => list.every((x, i) => i === 0 || compare(list[i - 1], x) < 0);
const isSet = (list) => new Set(list).size === list.length;

const ESCAPES = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r" };
const quote = (text) =>
  '"' + text.replace(/["\\\u0000-\u001f]/g, (c) => ESCAPES[c] ?? "\\u00" + c.charCodeAt(0).toString(16).padStart(2, "0")) + '"';

function canonical(x) {
  if (x === null || x === true || x === false) return String(x);
  if (isText(x)) return quote(x);
  if (typeof x === "number") {
    need(isWhole(x), "a number is not a whole number that every reader reads alike");
    return String(x);
  }
  if (isList(x)) return "[" + x.map(canonical).join(",") + "]";
  return "{" + sorted(Object.keys(x)).map((k) => quote(k) + ":" + canonical(x[k])).join(",") + "}";
}
const digest = (x) => hexOf(canonical(x));

const bare = (x) =>
  isList(x) ? x.map(bare) : isObject(x) ? Object.assign(Object.create(null), Object.fromEntries(Object.entries(x).map(([k, v]) => [k, bare(v)]))) : x;

function readJson(bytes, name) {
  let value;
  try {
    value = bare(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    refuse(`${name} is not JSON in UTF-8`);
  }
  need(Buffer.from(canonical(value) + "\n").equals(bytes), `${name} is not written canonically`);
  return value;
}

function hasKeys(x, keys, what) {
  need(isObject(x), `${what} is not an object`);
  const found = sorted(Object.keys(x)), wanted = sorted(keys);
  need(found.length === wanted.length && found.every((k, i) => k === wanted[i]), `${what} has other names than it may`);
}
const hasFormat = (x, format, keys, what) => {
  hasKeys(x, ["format", ...keys], what);
  need(x.format === format, `${what} is of another format`);
};
const equal = (a, b) => canonical(a) === canonical(b);

// A text is blank if it has nothing but white space (urn.md); lots.md refuses control characters and lone surrogates.
const isBlank = (text) => /^[\p{White_Space}\u001c-\u001f]*$/u.test(text);
const hasControls = (text) => /[\p{Cc}\p{Cs}]/u.test(text);
const isSeen = (text) => /[^\p{White_Space}\u200c\u200d]/u.test(text);
const hidesOrTurns = (text) => /[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u.test(text);

// ---------------------------------------------------------------- fractions: a text in lowest terms

const gcd = (a, b) => { a = a < 0n ? -a : a; while (b) [a, b] = [b, a % b]; return a; };
class Fraction {
  constructor(above, below = 1n) {
    if (below < 0n) [above, below] = [-above, -below];
    const g = gcd(above, below);
    this.above = g > 1n ? above / g : above;
    this.below = g > 1n ? below / g : below;
  }
  plus(b) { return new Fraction(this.above * b.below + b.above * this.below, this.below * b.below); }
  minus(b) { return new Fraction(this.above * b.below - b.above * this.below, this.below * b.below); }
  times(b) { return new Fraction(this.above * b.above, this.below * b.below); }
  over(b) { return new Fraction(this.above * b.below, this.below * b.above); }
  compare(b) { const d = this.above * b.below - b.above * this.below; return d < 0n ? -1 : d > 0n ? 1 : 0; }
  equals(b) { return this.above === b.above && this.below === b.below; }
  cut(places) { const unit = 10n ** BigInt(places); return new Fraction((this.above * unit) / this.below, unit); } // not below 0
  toString() { return this.below === 1n ? `${this.above}` : `${this.above}/${this.below}`; }
}
const whole = (n) => new Fraction(BigInt(n));
const ZERO = whole(0), ONE = whole(1);
const total = (list) => list.reduce((a, b) => a.plus(b), ZERO);
const smaller = (a, b) => (a.compare(b) <= 0 ? a : b);

const FRACTION = /^(-?)(0|[1-9][0-9]*)(?:\/([1-9][0-9]*))?$/;
function readFraction(text, what, digits = 20000) {
  const parts = isText(text) && text.length <= 2 * digits + 2 ? FRACTION.exec(text) : null;
  need(parts, `${what} is not a fraction`);
  need(parts[2].length <= digits && (parts[3] ?? "").length <= digits, `${what} has too many digits`);
  const f = new Fraction(BigInt(parts[1] + parts[2]), BigInt(parts[3] ?? "1"));
  need(f.toString() === text, `${what} is not in lowest terms`);
  return f;
}
function readBigWhole(text, what) {
  need(isText(text) && text.length <= 20001 && /^(0|-?[1-9][0-9]*)$/.test(text), `${what} is not a whole number`);
  need(text.replace("-", "").length <= 20000, `${what} has too many digits`);
  return BigInt(text);
}

// ---------------------------------------------------------------- formats.md: the bundle, a zip archive

const FIXED_ORDER = ["manifest.json", "ledger.json", "lottery.json", "certificate.json", "announcement.json", "numbering.json", "draw.json", "reserve.json", "replacement.json"];
const VOTE_FILE = /^votes\/([A-Za-z0-9_-]{1,64})(?:\.(urn|board|list|wording))?\.json$/;

function writeArchive(files) {
  const parts = [], central = [];
  let at = 0;
  for (const [name, content] of files) {
    const text = Buffer.from(name), common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed; no flags; stored; 00:00:00
    common.writeUInt16LE(0x21, 8); // 1980-01-01
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(text.length, 22); // and no extra field
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, text, content]);
    const tail = Buffer.alloc(14); // no comment, disk 0, no internal attributes
    tail.writeUInt32LE(0o100644 * 65536, 6);
    tail.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), common, tail, text);
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central), end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}

function readArchive(bytes) {
  need(bytes.length <= 2 ** 26, "the bundle is longer than a bundle may be");
  const files = [];
  let at = 0;
  while (at + 30 <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50) {
    const size = bytes.readUInt32LE(at + 18), start = at + 30 + bytes.readUInt16LE(at + 26);
    need(start + size <= bytes.length, "the archive is cut off");
    files.push([bytes.toString("latin1", at + 30, start), bytes.subarray(start, start + size)]);
    need(files.length < 65535, "the archive has too many entries");
    at = start + size;
  }
  const names = files.map(([name]) => name);
  for (const name of names) need(FIXED_ORDER.includes(name) || VOTE_FILE.test(name), "the archive holds a file that no bundle has");
  const place = (name) => (FIXED_ORDER.includes(name) ? FIXED_ORDER.indexOf(name) : FIXED_ORDER.length);
  need(ascends(names, (a, b) => place(a) - place(b) || byCodePoint(a, b)), "the files of the archive are not in their order, or one stands twice");
  need(names[0] === "manifest.json", "the archive has no manifest");
  need(writeArchive(files).equals(bytes), "the archive is not written as bundles are");
  return new Map(files);
}

function readBundle(bytes) {
  const raw = readArchive(bytes);
  const docs = new Map([...raw].map(([name, content]) => [name, readJson(content, name)]));
  for (const [name, doc] of docs) need(isObject(doc), `${name} is no object`);
  const manifest = docs.get("manifest.json");
  hasFormat(manifest, "deliberation bundle 1", ["title", "files"], "the manifest");
  need(isText(manifest.title), "the title of the manifest is no text");
  const others = [...raw.keys()].filter((name) => name !== "manifest.json");
  hasKeys(manifest.files, others, "the list of files in the manifest");
  for (const name of others) need(manifest.files[name] === hexOf(raw.get(name)), `${name} is not the file that the manifest names`);

  const has = (name) => docs.has(name);
  need(others.some((name) => name !== "ledger.json"), "the bundle has no file about a draw or a vote");
  need(has("lottery.json") === has("draw.json"), "lottery and draw are not there together");
  need(has("lottery.json") || !["certificate.json", "announcement.json", "numbering.json", "reserve.json", "replacement.json"].some(has), "a file about a draw has no lottery");
  for (const name of others) {
    const [, id, part] = VOTE_FILE.exec(name) ?? [];
    if (part === "board") need(has(`votes/${id}.urn.json`), `${name} has no urn`);
    if (id && !part && has(`votes/${id}.urn.json`)) need(has(`votes/${id}.board.json`), `${name} has an urn, and no board`);
  }
  return docs;
}

// ---------------------------------------------------------------- lots.md

class Lots {
  constructor(seed, purpose) {
    [seed, purpose] = [seed.normalize("NFC"), purpose.normalize("NFC")];
    for (const text of [seed, purpose]) need(!isBlank(text) && !hasControls(text), "a seed is blank, or has characters that no seed has");
    this.start = `${seed}\u001f${purpose}\u001f`;
    this.next = 0;
  }
  below(n) {
    n = BigInt(n);
    const limit = 2n ** 256n - (2n ** 256n % n);
    for (;;) {
      const block = BigInt("0x" + hexOf(this.start + this.next++));
      if (block < limit) return block % n;
    }
  }
  shuffle(items) {
    const list = [...items];
    for (let i = list.length - 1; i >= 1; i--) {
      const j = Number(this.below(i + 1));
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list;
  }
}

// ---------------------------------------------------------------- ledger.md

const VOTE_KINDS = ["vote", "mode", "worded", "opened", "urn", "closed", "board", "unsealed", "listed", "tie", "count", "abandoned", "purged"];
const DRAW_KINDS = ["replacement", "pool", "lottery", "announcement", "numbering", "draw", "replaced"];
const PAYLOADS = {
  assembly: ["id", "title", "question", "at"],
  replacement: ["document", "at"],
  pool: ["people", "quotas", "at"],
  lottery: ["commitment", "document", "at"],
  announcement: ["document", "at"],
  numbering: ["seed", "document", "at"],
  draw: ["seed", "document", "at"],
  replaced: ["commitment", "at"],
  vote: ["vote", "terms"],
  mode: ["vote", "mode"],
  worded: ["vote", "document"],
  opened: ["vote", "cards", "roll", "at"],
  urn: ["vote", "key", "document", "at"],
  closed: ["vote", "ballots", "at"],
  board: ["vote", "root", "words", "leaves", "document", "at"],
  unsealed: ["vote", "counted", "spoiled", "at"],
  listed: ["vote", "document"],
  tie: ["vote", "seed"],
  count: ["vote", "document"],
  abandoned: ["vote", "reason", "at"],
  purged: ["vote", "at"],
  cards: ["issued", "revoked"],
  correction: ["entry", "reason", "at"],
};
const NUMBERS = ["entry", "cards", "ballots", "issued", "revoked", "leaves", "counted"];
const isPayloadValue = (name, value) =>
  name === "vote" ? isId(value) : NUMBERS.includes(name) ? isCount(value) : name === "spoiled" ? isObject(value) && Object.values(value).every(isCount) : isText(value);

function checkChain(ledger) {
  hasFormat(ledger, "deliberation ledger 1", ["entries"], "the ledger");
  need(isList(ledger.entries) && ledger.entries.length > 0, "the ledger has no entries");
  let previous = "0".repeat(64);
  ledger.entries.forEach((entry, i) => {
    const what = `entry ${i} of the ledger`;
    hasKeys(entry, ["index", "kind", "payload", "previous", "digest"], what);
    need(entry.index === i && entry.previous === previous, `${what} does not follow from the one before it`);
    need(entry.digest === digest({ index: i, kind: entry.kind, payload: entry.payload, previous }), `${what} has another digest`);
    previous = entry.digest;
    need(isText(entry.kind) && Object.hasOwn(PAYLOADS, entry.kind), `${what} is of an unknown kind`);
    hasKeys(entry.payload, PAYLOADS[entry.kind], `the payload of ${what}`);
    for (const [name, value] of Object.entries(entry.payload)) need(isPayloadValue(name, value), `${name} in ${what} is not what it should be`);
    need((entry.kind === "assembly") === (i === 0), "the assembly is not the first entry, or stands twice");
    if (entry.kind === "correction") need(entry.payload.entry < i, `${what} corrects what is not before it`);
  });
}

function inTurn(kinds, order, what) {
  need(ascends(kinds.map((k) => order.indexOf(k)), (a, b) => a - b), `${what}: something is out of its turn`);
}

function checkTurns(entries) {
  const draw = new Map(), votes = new Map();
  for (const { kind, payload } of entries) {
    if (DRAW_KINDS.includes(kind)) {
      need(!draw.has(kind), `the ledger has two entries of the kind ${kind}`);
      draw.set(kind, payload);
    }
    if (VOTE_KINDS.includes(kind)) {
      if (!votes.has(payload.vote)) votes.set(payload.vote, new Map());
      const vote = votes.get(payload.vote);
      need(!vote.has(kind), `a vote has two entries of the kind ${kind}`);
      vote.set(kind, payload);
    }
  }
  inTurn([...draw.keys()], DRAW_KINDS, "the draw");
  need(!draw.has("lottery") || draw.has("pool"), "a lottery comes before its pool");
  for (const kind of ["announcement", "numbering", "draw"]) need(!draw.has(kind) || draw.has("lottery"), `the ${kind} comes before its lottery`);
  need(!draw.has("replaced") || draw.has("draw"), "members are replaced before they are drawn");
  for (const [id, vote] of votes) checkTurnsOfVote(`vote ${id}`, vote);
  return { draw, votes };
}

function checkTurnsOfVote(what, vote) {
  const after = (kind, ...before) => { if (vote.has(kind)) need(before.some((k) => vote.has(k)), `${what}: ${kind} comes out of its turn`); };
  inTurn([...vote.keys()], VOTE_KINDS, what); // so whatever has an entry before it by kind has it before by index, too
  after("mode", "vote");
  for (const kind of ["worded", "opened"]) after(kind, "vote");
  for (const kind of ["closed", "urn"]) after(kind, "opened");
  for (const kind of ["tie", "count", "board"]) after(kind, "closed");
  after("board", "urn");
  for (const kind of ["unsealed", "abandoned", "purged"]) after(kind, "board");
  after("purged", "unsealed", "abandoned");
  need(!(vote.has("abandoned") && vote.has("count")), `${what} is counted, and given up`);
  if (vote.has("urn")) {
    for (const kind of ["tie", "count"]) after(kind, "unsealed");
    after("closed", "board");
  }
  const closed = vote.get("closed"), board = vote.get("board"), unsealed = vote.get("unsealed"), mode = vote.get("mode")?.mode;
  if (closed) need(closed.ballots <= vote.get("opened").cards, `${what} has more ballots than cards`);
  if (board) need(board.leaves === closed.ballots, `${what} has other leaves than ballots`);
  if (unsealed) {
    const opened = Object.values(unsealed.spoiled).reduce((a, b) => a + BigInt(b), BigInt(unsealed.counted));
    need(opened === BigInt(closed.ballots), `${what} has other ballots in its urn than were cast`);
  }
  need(mode === undefined || ["sealed", "phrases", "roll call"].includes(mode), `${what} has an unknown mode`);
  if (mode === "roll call") {
    need(!vote.has("urn"), `${what} is a roll call with an urn`);
    after("listed", "closed");
    after("count", "listed");
  } else if (mode) {
    if (vote.has("closed")) need(vote.has("urn"), `${what} is sealed, and has no urn`);
  }
  if (mode === "phrases") {
    after("listed", "unsealed");
    if (unsealed && unsealed.counted >= 5) after("count", "listed");
  } else if (mode !== "roll call") need(!vote.has("listed"), `${what} lists ballots, and is not of a mode that does`);
}

const TERMS = ["id", "title", "question", "kind", "candidates", "rule", "seats", "options"];

function checkLedger(docs, words) {
  const ledger = docs.get("ledger.json");
  if (!ledger) return;
  checkChain(ledger);
  const { entries } = ledger, { draw, votes } = checkTurns(entries);
  need(entries[0].payload.title === docs.get("manifest.json").title, "ledger and manifest have other titles");
  const sealed = new Set(["manifest.json", "ledger.json", "certificate.json", "reserve.json"]);
  const seals = (name, payload) => {
    if (!docs.has(name)) return;
    need(payload?.document === digest(docs.get(name)), `${name} is not what the ledger seals`);
    sealed.add(name);
  };
  for (const kind of DRAW_KINDS.filter((kind) => kind !== "pool" && kind !== "replaced")) {
    seals(`${kind}.json`, draw.get(kind));
    if (draw.has("draw") && draw.has(kind)) need(docs.has(`${kind}.json`), `${kind}.json is sealed, and not in the bundle`);
  }
  const lottery = docs.get("lottery.json");
  if (lottery) {
    const pool = draw.get("pool");
    need(pool.people === lottery.digests?.people && pool.quotas === lottery.digests?.quotas, "the pool is not the one that was frozen");
    need(draw.get("lottery").commitment === lottery.commitment, "the commitment is not the one on the ledger");
  }
  for (const kind of ["numbering", "draw"])
    if (docs.has(`${kind}.json`)) need(draw.get(kind).seed === docs.get(`${kind}.json`).seed, `the seed of the ${kind} is not the one on the ledger`);

  for (const [id, vote] of votes) {
    const files = { urn: `votes/${id}.urn.json`, board: `votes/${id}.board.json`, listed: `votes/${id}.list.json`, count: `votes/${id}.json`, worded: `votes/${id}.wording.json` };
    for (const [kind, name] of Object.entries(files)) {
      seals(name, vote.get(kind));
      if (vote.has(kind)) need(docs.has(name), `${name} is sealed, and not in the bundle`);
    }
    const [urn, board, list, count] = Object.values(files).map((name) => docs.get(name));
    const mode = vote.get("mode")?.mode, closed = vote.get("closed"), unsealed = vote.get("unsealed");
    if (urn) {
      need(vote.get("urn").key === urn.key, `the key of ${id} is not the one on the ledger`);
      if (mode) need(urn.phrases === (mode === "phrases"), `the urn of ${id} is of another mode`);
    }
    if (board) {
      const said = vote.get("board");
      need(said.root === board.root && said.leaves === board.entries.length, `the board of ${id} is not the one on the ledger`);
      need(said.words === eightWords(board.root, words).join(" "), `the words of the board of ${id} are others`);
    }
    if (list) {
      need(list.by === (mode === "phrases" ? "phrase" : "card"), `the list of ${id} is of another mode`);
      need(list.ballots.length === (mode === "phrases" ? unsealed.counted : closed.ballots), `the list of ${id} has other ballots than were cast`);
    }
    if (count) {
      need(vote.get("vote").terms === digest(Object.fromEntries(TERMS.map((k) => [k, count[k]]))), `the terms of ${id} are others`);
      need(count.cast === (vote.has("urn") ? unsealed.counted : closed.ballots), `${id} has other ballots than were cast`);
      need(vote.has("tie") || count.break_tie.by !== "lot", `no seed for ties of ${id} is on the ledger`);
      if (vote.has("tie")) need(count.break_tie.by === "lot" && count.break_tie.seed === vote.get("tie").seed, `the seed for ties of ${id} is another`);
    }
  }
  for (const name of docs.keys()) need(sealed.has(name), `no entry of the ledger seals ${name}`);
}

// ---------------------------------------------------------------- urn.md

const eightWords = (root, words) => [...Array(8).keys()].map((i) => words[Number((BigInt("0x" + root.slice(0, 20)) >> BigInt(70 - 10 * i)) & 1023n)]);
const BALLOT_KINDS = ["ranking", "weak ranking", "approval", "scores", "grades", "credits"];

function checkUrn(urn, id) {
  const what = `the urn of ${id}`, { kind } = urn;
  hasFormat(urn, "deliberation urn 1", ["vote", "kind", "candidates", "most", "scores", "grades", "credits", "against", "phrases", "key", "receipts", "split"], what);
  need(urn.vote === id, `${what} is of another vote`);
  need(BALLOT_KINDS.includes(kind), `${what} is of an unknown kind`);
  const names = (list) => isList(list) && list.length > 0 && list.every((x) => isText(x) && !isBlank(x)) && isSet(list);
  need(names(urn.candidates), `the candidates in ${what} are not distinct names`);
  need(urn.most === null || (["ranking", "weak ranking", "approval"].includes(kind) && isWhole(urn.most) && urn.most >= 1 && urn.most <= urn.candidates.length), `most in ${what} is wrong`);
  if (kind === "scores") need(isList(urn.scores) && urn.scores.length === 2 && urn.scores.every(isWhole) && urn.scores[0] < urn.scores[1], `the scores in ${what} are wrong`);
  else need(urn.scores === null, `${what} has scores`);
  need(kind === "grades" ? names(urn.grades) : urn.grades === null, `the grades in ${what} are wrong`);
  need(kind === "credits" ? isWhole(urn.credits) && urn.credits >= 1 : urn.credits === null, `the credits in ${what} are wrong`);
  need(typeof urn.against === "boolean" && typeof urn.phrases === "boolean", `${what} does not say what ballots may hold`);
  need(isHex(urn.key) && isHex(urn.receipts), `the keys of ${what} are not 64 digits`);
  need(["2 of 2", "2 of 3", "rehearsal"].includes(urn.split), `the key of ${what} is split in an unknown way`);
}

const leafOf = ([name, ballot]) => sha256(Buffer.concat([Buffer.from([0]), Buffer.from(name + ballot, "hex")]));

function merkleRoot(leaves) {
  if (leaves.length === 0) return sha256("");
  if (leaves.length === 1) return leaves[0];
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return sha256(Buffer.concat([Buffer.from([1]), merkleRoot(leaves.slice(0, left)), merkleRoot(leaves.slice(left))]));
}

function checkBoard(board, id) {
  const what = `the board of ${id}`;
  hasFormat(board, "deliberation board 1", ["vote", "entries", "root"], what);
  need(board.vote === id, `${what} is of another vote`);
  need(isList(board.entries) && board.entries.every((e) => isList(e) && e.length === 2 && e.every(isHex)), `${what} has entries of another form`);
  const leaves = board.entries.map(leafOf);
  need(ascends(leaves, Buffer.compare), `the entries of ${what} are not in their order`);
  need(isSet(board.entries.map(([name]) => name)), `a slot stands twice on ${what}`);
  need(merkleRoot(leaves).toString("hex") === board.root, `${what} has another root`);
}

function checkVoteBesideUrn(vote, urn, board) {
  const { options } = vote;
  need(vote.kind === urn.kind && equal(vote.candidates, urn.candidates), `${vote.id} counts other ballots than were sealed`);
  if (vote.kind === "scores") need(equal(urn.scores, [0, options.most]), `${vote.id} has other scores than were sealed`);
  if (vote.kind === "grades") need(equal(urn.grades, options.scale), `${vote.id} has other grades than were sealed`);
  if (vote.kind === "credits") need(urn.credits === (options.credits ?? 100), `${vote.id} has other credits than were sealed`);
  need(vote.cast <= board.entries.length, `${vote.id} counts more ballots than were cast`);
}

// ---------------------------------------------------------------- urn.md: receipts

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function writeBase32(bytes) {
  let text = "", bits = 0, value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(value >> (bits - 5)) & 31];
    value &= 255;
  }
  return bits ? text + BASE32[(value << (5 - bits)) & 31] : text;
}

function readReceipt(code) {
  if (!isText(code) || /[^\x00-\x7f]/.test(code)) return null;
  const text = code.replace(/[\x09-\x0d\x1c-\x1f\x20]/g, "").toUpperCase();
  const bytes = [];
  if (!/^RECEIPT:[A-Z2-7]*$/.test(text) || text.length > 400) return null;
  let bits = 0, value = 0;
  for (const c of text.slice(8)) {
    value = (value << 5) | BASE32.indexOf(c);
    bits += 5;
    if (bits >= 8) bytes.push((value >> (bits -= 8)) & 255);
    value &= 255;
  }
  const all = Buffer.from(bytes), vote = all.subarray(128).toString("latin1");
  if (!isId(vote) || "RECEIPT:" + writeBase32(all) !== text) return null;
  return { name: all.toString("hex", 0, 32), ballot: all.toString("hex", 32, 64), signature: all.subarray(64, 128), vote };
}

function isSigned(receipt, key) {
  const message = canonical({ format: "deliberation receipt 1", vote: receipt.vote, name: receipt.name, ballot: receipt.ballot });
  try {
    const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(key, "hex")]);
    return verifySignature(null, Buffer.from(message), createPublicKey({ key: der, format: "der", type: "spki" }), receipt.signature);
  } catch {
    return false;
  }
}

function verdict(code, docs) {
  const receipt = readReceipt(code);
  if (!receipt) return "not a receipt";
  const urn = docs.get(`votes/${receipt.vote}.urn.json`), board = docs.get(`votes/${receipt.vote}.board.json`);
  if (!urn) return "not here";
  if (!isSigned(receipt, urn.receipts)) return "not signed";
  if (!board) return "not closed";
  const entry = board.entries.find(([name]) => name === receipt.name);
  return !entry ? "signed and missing" : entry[1] === receipt.ballot ? "fine" : "replaced";
}

// ---------------------------------------------------------------- formats.md: the lottery

// A pool is what the other checks of a draw ask of a lottery; where answers are withheld, `open` is false.
function readLottery(lottery) {
  hasFormat(lottery, "deliberation lottery 2", ["objective", "size", "per_household", "people", "quotas", "panels", "marginals", "digests", "commitment"], "the lottery");
  const { size, per_household, people, quotas, panels, marginals } = lottery;
  need(isText(lottery.objective), "the objective is no text");
  need(isWhole(size) && size >= 1 && isWhole(per_household) && per_household >= 1, "the seats, or the people of a household, are no whole number from 1");

  need(isList(quotas), "the quotas are no array");
  for (const quota of quotas) {
    hasKeys(quota, ["answers", "lower", "upper"], "a quota");
    need(isObject(quota.answers) && Object.keys(quota.answers).length > 0 && Object.values(quota.answers).every(isText), "a quota has no answers");
    need(isCount(quota.lower) && isCount(quota.upper) && quota.lower <= quota.upper, "a quota has no lower and upper number");
  }
  need(isSet(quotas.map((q) => canonical(q.answers))), "two quotas have the same answers");

  need(isList(people) && people.length > 0, "there are no people");
  const open = !people.every((p) => isObject(p) && "digest" in p);
  for (const person of people) {
    hasKeys(person, open ? ["id", "features", "household", "standing"] : ["id", "digest"], "a person");
    need(isText(person.id) && (open || isHex(person.digest)), "a person has no id, or no digest");
  }
  need(ascends(people.map((p) => p.id), byCodePoint), "the people are not sorted by their ids");
  if (open) checkPeople(people, quotas);

  const ids = new Set(people.map((p) => p.id));
  need(isList(panels) && panels.length > 0, "there are no panels");
  for (const panel of panels) {
    hasKeys(panel, ["members", "tickets"], "a panel");
    need(isList(panel.members) && panel.members.every((id) => isText(id) && ids.has(id)), "a panel has a member who is not in the pool");
    need(ascends(panel.members, byCodePoint), "the members of a panel are not sorted, or one stands twice");
    need(panel.members.length === size, "a panel has another size");
    need(isWhole(panel.tickets) && panel.tickets >= 1, "a panel has no tickets");
  }
  const byMembers = (a, b) => {
    for (let i = 0; i < size; i++) {
      const c = byCodePoint(a.members[i], b.members[i]);
      if (c) return c;
    }
    return 0;
  };
  need(ascends(panels, byMembers), "the panels are not sorted, or one stands twice");

  const pool = {
    open, size, per_household, quotas, panels, lottery, ids: people.map((p) => p.id), commitment: lottery.commitment,
    person: new Map(people.map((p) => [p.id, p])),
    tickets: panels.reduce((sum, p) => sum + BigInt(p.tickets), 0n),
  };
  if (open) for (const panel of panels) checkPanel(panel.members, pool);

  hasKeys(marginals, pool.ids, "the chances");
  const tickets = new Map(pool.ids.map((id) => [id, 0n]));
  for (const panel of panels) for (const id of panel.members) tickets.set(id, tickets.get(id) + BigInt(panel.tickets));
  for (const id of pool.ids) need(marginals[id] === String(new Fraction(tickets.get(id), pool.tickets)), `the chance of ${id} is another`);

  const digests = {
    people: digest(people.map((p) => [p.id, open ? digest(["", p.id, p.features, p.household, p.standing]) : p.digest])),
    quotas: digest({ size, per_household, quotas }),
    lottery: digest({ objective: lottery.objective, panels }),
  };
  need(equal(digests, lottery.digests), "a digest of the lottery is another");
  need(lottery.commitment === digest({ format: "deliberation commitment 1", ...digests }), "the commitment is another");
  return pool;
}

function checkPeople(people, quotas) {
  const features = sorted(new Set(quotas.flatMap((q) => Object.keys(q.answers)))), homes = new Map();
  for (const { features: answers, household, standing } of people) {
    hasKeys(answers, features, "what a person answered");
    need(Object.values(answers).every(isText), "an answer is no text");
    need(["in", "out", "open"].includes(standing), "a person has an unknown standing");
    if (household === null) continue;
    if (!homes.has(household)) need(household === `h${homes.size + 1}`, "the households are not named in their order");
    homes.set(household, (homes.get(household) ?? 0) + 1);
  }
  need([...homes.values()].every((n) => n > 1), "a household of one person has a name");
}

const counts = (quota, person) => Object.keys(quota.answers).every((f) => person.features[f] === quota.answers[f]);
const counted = (quota, ids, pool) => ids.reduce((n, id) => n + (counts(quota, pool.person.get(id)) ? 1 : 0), 0);

function homesHaveRoom(ids, pool) {
  const homes = new Map();
  for (const id of ids) {
    const home = pool.person.get(id).household;
    if (home !== null) homes.set(home, (homes.get(home) ?? 0) + 1);
  }
  return [...homes.values()].every((n) => n <= pool.per_household);
}
const isAllowed = (ids, pool) =>
  homesHaveRoom(ids, pool) && pool.quotas.every((q) => { const n = counted(q, ids, pool); return q.lower <= n && n <= q.upper; });

function checkPanel(members, pool) {
  need(isAllowed(members, pool), "a panel does not meet the quotas, or has too many of a household");
  const on = new Set(members);
  for (const [id, { standing }] of pool.person)
    need(standing === "open" || (standing === "in") === on.has(id), `${id} is on a panel, or not, against what is said of this person`);
}

// ---------------------------------------------------------------- formats.md: announcement, numbering, draw

const DRAND = "drand quicknet round ";

function checkSeed(doc, announced, what) {
  const { seed, signature } = doc;
  need(isText(seed) && !isBlank(seed.normalize("NFC")) && !hasControls(seed.normalize("NFC")), `the seed of the ${what} is none`);
  if (signature === null) need(!seed.startsWith(DRAND), `the seed of the ${what} names a round of drand, without its signature`);
  else {
    need(isText(signature) && /^[0-9a-f]{96}$/.test(signature), `the signature of the ${what} is none`);
    const round = /^drand quicknet round ([1-9][0-9]{0,15}) ([0-9a-f]{64})$/.exec(seed);
    need(round && round[2] === hexOf(Buffer.from(signature, "hex")), `the seed of the ${what} is not that round of drand`);
  }
  if (announced === undefined) return;
  if (announced.startsWith(DRAND)) need(signature !== null && seed.startsWith(announced + " "), `the ${what} did not use the round that was announced`);
  else need(signature === null, `the ${what} used a round of drand that was not announced`);
}

function checkAnnouncement(announcement, pool) {
  hasFormat(announcement, "deliberation announcement 1", ["commitment", "numbering", "draw", "method"], "the announcement");
  const { numbering, draw, method } = announcement;
  need(announcement.commitment === pool.commitment, "the announcement is of another lottery");
  need(isText(draw) && (numbering === null || isText(numbering)), "the announcement names no sources");
  for (const source of [draw, numbering ?? ""]) {
    need(!source.startsWith(DRAND) || /^[1-9][0-9]{0,15}$/.test(source.slice(DRAND.length)), "the announcement names no round of drand");
  }
  need(method === "lots" || (method === "hand" && numbering !== null), "the announcement names no method");
}

function checkNumbering(numbering, pool, announcement) {
  hasFormat(numbering, "deliberation numbering 1", ["commitment", "seed", "signature", "panels", "people"], "the numbering");
  need(numbering.commitment === pool.commitment, "the numbering is of another lottery");
  need(pool.tickets <= 10000n, "there are too many tickets to be numbered");
  checkSeed(numbering, announcement ? announcement.numbering ?? "" : undefined, "numbering");
  const numbers = new Lots(numbering.seed, `numbers ${pool.commitment}`).shuffle([...Array(Number(pool.tickets)).keys()]);
  const people = Object.fromEntries(pool.ids.map((id) => [id, []])), panels = [];
  let at = 0;
  for (const { members, tickets } of pool.panels) {
    const own = numbers.slice(at, (at += tickets)).sort((a, b) => a - b);
    panels.push(own);
    for (const id of members) people[id].push(...own);
  }
  for (const list of Object.values(people)) list.sort((a, b) => a - b);
  need(equal(numbering.panels, panels), "the numbers of the panels do not follow from the seed");
  need(equal(numbering.people, people), "the numbers of the people do not follow from the panels");
}

function panelOfTicket(ticket, pool, numbering) {
  if (numbering) return pool.panels[numbering.panels.findIndex((own) => own.includes(ticket))].members;
  let left = ticket;
  return pool.panels.find(({ tickets }) => (left -= tickets) < 0).members;
}

function replaceable(draw, pool) { // of somebody outside the panel: the members for whom this person can stand in
  const answers = new Map([...pool.person].map(([id, person]) => [id, pool.quotas.map((q) => (counts(q, person) ? 1 : 0))]));
  const now = pool.quotas.map((q) => counted(q, draw.panel, pool));
  const home = (id) => pool.person.get(id).household;
  return (id) => {
    const own = answers.get(id), housemates = home(id) === null ? [] : draw.panel.filter((m) => home(m) === home(id));
    return draw.panel.filter((member) => {
      const left = answers.get(member);
      if (housemates.length - (housemates.includes(member) ? 1 : 0) + 1 > pool.per_household) return false;
      return pool.quotas.every((q, i) => { const n = now[i] - left[i] + own[i]; return q.lower <= n && n <= q.upper; });
    });
  };
}

function alternatesOf(draw, pool, numbering) {
  const lots = numbering ? new Lots(numbering.seed, `alternates ${pool.commitment} ${draw.ticket}`) : new Lots(draw.seed, "alternates");
  const outside = pool.ids.filter((id) => !draw.panel.includes(id) && pool.person.get(id).standing !== "out");
  const order = lots.shuffle(outside), forWhom = replaceable(draw, pool), members = new Map(order.map((id) => [id, forWhom(id)]));
  const chosen = [];
  let marked = new Set();
  while (chosen.length < draw.alternates.length) {
    let first = null, most = 0;
    for (const id of order) {
      if (chosen.includes(id)) continue;
      const unmarked = members.get(id).filter((m) => !marked.has(m)).length;
      if (unmarked > most) [first, most] = [id, unmarked];
    }
    if (first !== null) {
      chosen.push(first);
      for (const m of members.get(first)) marked.add(m);
    } else if (marked.size > 0) marked = new Set();
    else break;
  }
  return chosen;
}

function areOutside(ids, draw, pool) {
  return isList(ids) && isSet(ids) && ids.every((id) => isText(id) && pool.person.has(id) && !draw.panel.includes(id) && pool.person.get(id).standing !== "out");
}

const DRAW_FIELDS = ["commitment", "announcement", "numbering", "method", "seed", "signature", "ticket", "panel", "alternates"];

function checkDraw(docs) {
  const pool = readLottery(docs.get("lottery.json")), draw = docs.get("draw.json");
  const announcement = docs.get("announcement.json"), numbering = docs.get("numbering.json");
  hasFormat(draw, "deliberation draw 1", DRAW_FIELDS, "the draw");
  need(draw.commitment === pool.commitment, "the draw is of another lottery");
  for (const [name, doc] of [["announcement", announcement], ["numbering", numbering]])
    need(draw[name] === (doc ? digest(doc) : null), `the draw does not go with its ${name}`);
  if (announcement) {
    checkAnnouncement(announcement, pool);
    need(draw.method === announcement.method, "the draw was not made by the method that was announced");
    need((announcement.numbering !== null) === (numbering !== undefined), "the tickets were numbered, or not, against what was announced");
  }
  if (numbering) checkNumbering(numbering, pool, announcement);

  checkSeed(draw, announcement?.draw, "draw");
  let ticket;
  if (draw.method === "lots") ticket = new Lots(draw.seed, "panel").below(pool.tickets);
  else {
    need(draw.method === "hand" && numbering, "the draw has no method that it may have");
    need(/^[0-9]+$/.test(draw.seed) && draw.seed.length === String(pool.tickets - 1n).length && draw.signature === null, "the seed is not the number of a ticket");
    ticket = BigInt(draw.seed);
    need(ticket < pool.tickets, "there is no such ticket");
  }
  need(isCount(draw.ticket) && BigInt(draw.ticket) === ticket, "the ticket does not follow from the seed");
  need(equal(draw.panel, panelOfTicket(draw.ticket, pool, numbering)), "the panel is not that of the ticket");
  need(areOutside(draw.alternates, draw, pool), "the alternates are not people outside the panel");
  if (pool.open) need(equal(draw.alternates, alternatesOf(draw, pool, numbering)), "the alternates do not follow from the seed");

  if (docs.has("certificate.json")) checkCertificate(docs.get("certificate.json"), pool);
  if (docs.has("reserve.json")) checkReserve(docs.get("reserve.json"), draw, pool, numbering);
  if (docs.has("replacement.json")) checkReplacement(docs.get("replacement.json"), docs.get("lottery.json"));
}

// ---------------------------------------------------------------- formats.md: the replacement

function checkReplacement(replacement, lottery) {
  hasFormat(replacement, "deliberation replacement 1", ["commitment", "after", "digests", "withdrawn", "joined"], "the replacement");
  const { after, digests, withdrawn, joined } = replacement;
  need(replacement.commitment === lottery.commitment, "the replacement is of another lottery");
  hasFormat(after, "deliberation draw 1", DRAW_FIELDS, "the draw before the replacement");
  const textOrNull = (value) => value === null || isText(value);
  need([after.commitment, after.seed, after.method].every(isText) && [after.announcement, after.numbering, after.signature].every(textOrNull) && Number.isSafeInteger(after.ticket), "the draw before the replacement lacks something");
  need(["lots", "hand"].includes(after.method), "the draw before the replacement has no method");
  for (const ids of [withdrawn, joined, after.panel, after.alternates]) need(isList(ids) && ids.every(isText), "the replacement names people by something that is no text");
  hasKeys(digests, ["people", "quotas", "lottery"], "the digests of the lottery before");
  need(Object.values(digests).every(isText), "a digest of the lottery before is no text");
  need(after.commitment === digest({ ...digests, format: "deliberation commitment 1" }), "the digests before do not give the commitment before");
  for (const ids of [withdrawn, joined]) need(ascends(ids, byCodePoint), "those who withdrew or joined are not sorted, or one stands twice");
  need(!joined.some((id) => after.panel.includes(id)), "somebody joined who was a member");
  const members = new Set([...after.panel, ...joined]);
  need(withdrawn.every((id) => members.has(id)), "somebody withdrew who was no member");
  for (const id of withdrawn) members.delete(id);
  for (const panel of lottery.panels) {
    const there = new Set(panel.members);
    need([...members].every((id) => there.has(id)) && members.size < there.size, "a panel lacks somebody who stays, or has no free seat");
    need(!withdrawn.some((id) => there.has(id)), "a panel holds somebody who withdrew");
  }
}

// ---------------------------------------------------------------- formats.md: the reserve

function checkReserve(reserve, draw, pool, numbering) {
  hasFormat(reserve, "deliberation reserve 1", ["draw", "rate", "alternates", "stand_ins", "missed", "met", "draw_missed", "draw_met"], "the reserve");
  need(reserve.draw === digest(draw), "the reserve is of another draw");
  const rate = readFraction(reserve.rate, "the share of drop-outs", 15);
  need(rate.above >= 0n && rate.compare(ONE) <= 0, "the share of drop-outs is none");
  need(areOutside(reserve.alternates, draw, pool), "the reserves are not people outside the panel");
  const { stand_ins } = reserve;
  need(isList(stand_ins) && stand_ins.length > 0, "the reserve has no scenarios");
  for (const name of ["missed", "draw_missed"]) need(readFraction(reserve[name], name, 1000).above >= 0n, `${name} is below 0`);
  for (const name of ["met", "draw_met"]) {
    const share = readFraction(reserve[name], name);
    need(share.above >= 0n && share.compare(ONE) <= 0 && BigInt(stand_ins.length) % share.below === 0n, `${name} is no share of the scenarios`);
  }
  const lots = numbering ? new Lots(numbering.seed, `reserves measured ${pool.commitment} ${draw.ticket}`) : new Lots(draw.seed, "reserves measured");
  let missed = ZERO, met = 0;
  for (const coming of stand_ins) {
    need(isList(coming) && coming.every((id) => isText(id) && reserve.alternates.includes(id)), "somebody steps in who is no reserve");
    need(ascends(coming, byCodePoint), "those who step in are not sorted, or one stands twice");
    const there = [...draw.panel.filter(() => lots.below(rate.below) >= rate.above), ...coming];
    need(there.length <= pool.size, "more people step in than seats are empty");
    if (!pool.open) continue;
    need(homesHaveRoom(there, pool), "too many of a household step in");
    let misses = new Fraction(BigInt(pool.size - there.length), BigInt(pool.size));
    for (const quota of pool.quotas) {
      const n = counted(quota, there, pool);
      misses = misses.plus(new Fraction(BigInt(Math.max(quota.lower - n, n - quota.upper, 0)), BigInt(quota.upper || 1)));
    }
    missed = missed.plus(misses);
    if (misses.above === 0n) met++;
  }
  if (!pool.open) return;
  const scenarios = whole(stand_ins.length);
  need(reserve.missed === String(missed.over(scenarios)), "what the reserve misses is another number");
  need(reserve.met === String(whole(met).over(scenarios)), "how often the reserve misses nothing is another number");
}

// ---------------------------------------------------------------- formats.md: the certificate

function checkCertificate(certificate, pool) {
  hasFormat(certificate, "deliberation certificate 1", ["commitment", "objective", "types", "panels", "levels"], "the certificate");
  const { objective } = pool.lottery;
  need(certificate.commitment === pool.commitment && certificate.objective === objective, "the certificate is of another lottery");
  need(["leximin", "maximin"].includes(objective), "there is no certificate for this objective");
  checkForm(certificate);
  if (!pool.open) return;
  const homes = fullHomes(pool), withHomes = typesOf(pool, homes), without = typesOf(pool, new Map());
  const same = (types) => equal(types.map((t) => t.ids), certificate.types);
  need(same(withHomes) || same(without), "the types of the certificate are others");
  if (same(withHomes)) checkLevels(certificate, pool, withHomes, kindsOf(pool, homes, withHomes), null);
  else checkLevels(certificate, pool, without, [], homes);
}

function checkForm({ types, panels, levels }) { // all that is asked where the answers are withheld
  const list = (x, good) => need(isList(x) && x.every(good), "the certificate is of another form");
  const pairs = (x, good) => list(x, (p) => isList(p) && p.length === 2 && isWhole(p[0]) && good(p[1]));
  list(types, isList);
  for (const ids of types) list(ids, isText);
  list(panels, isObject);
  for (const panel of panels) {
    hasKeys(panel, ["weight", "members"], "a panel of the certificate");
    list([panel.weight], isText);
    pairs(panel.members, isWhole);
  }
  list(levels, isObject);
  for (const level of levels) {
    hasKeys(level, ["chance", "types", "ceiling"], "a level");
    list([level.chance], isText);
    list(level.types, isWhole);
    if (level.ceiling === null) continue;
    const rests = "on" in level.ceiling;
    hasKeys(level.ceiling, ["weights", "most", ...(rests ? ["on", "times", "own", "elsewhere"] : ["proof"])], "a ceiling");
    list([level.ceiling.most], isText);
    pairs(level.ceiling.weights, isText);
    if (rests) {
      list([level.ceiling.on], isWhole);
      list([level.ceiling.times], isText);
      pairs(level.ceiling.own, isList);
    }
    const proofs = rests ? [level.ceiling.elsewhere, ...level.ceiling.own.map(([, proof]) => proof)] : [level.ceiling.proof];
    for (const proof of proofs) {
      list(proof, isObject);
      for (const node of proof) {
        if ("rows" in node) {
          hasKeys(node, ["rows"], "a node");
          pairs(node.rows, isText);
        } else {
          hasKeys(node, ["type", "most"], "a node");
          list([node.type, node.most], isWhole);
        }
      }
    }
  }
}

const alike = (person) => canonical([person.features, person.standing]);

function fullHomes(pool) { // by the name of each full home: its people who are not out, and what it is alike in
  const homes = new Map();
  for (const person of pool.person.values()) {
    if (person.household === null || person.standing === "out") continue;
    if (!homes.has(person.household)) homes.set(person.household, []);
    homes.get(person.household).push(person);
  }
  const full = [...homes].filter(([, people]) => people.length > pool.per_household);
  return new Map(full.map(([name, people]) => [name, { people, kind: canonical(sorted(people.map(alike))) }]));
}

function typesOf(pool, homes) {
  const types = new Map();
  for (const id of pool.ids) {
    const person = pool.person.get(id);
    const kind = person.standing === "out" ? null : homes.get(person.household)?.kind ?? null;
    const key = canonical([alike(person), kind]);
    if (!types.has(key)) types.set(key, { ids: [], person, kind });
    types.get(key).ids.push(id);
  }
  return [...types.values()];
}

function kindsOf(pool, homes, types) {
  const kinds = new Map();
  types.forEach(({ kind }, t) => {
    if (kind === null) return;
    if (!kinds.has(kind)) kinds.set(kind, { first: t, types: [], most: pool.per_household * [...homes.values()].filter((h) => h.kind === kind).length });
    kinds.get(kind).types.push(t);
  });
  return [...kinds.values()];
}

function checkLevels(certificate, pool, types, kinds, ignored) {
  const people = types.map((t) => t.ids.length);
  const rows = new Map(); // number of a row: { lower, upper, types }
  const everybody = types.map((_, t) => t);
  rows.set(0, { lower: pool.size, upper: pool.size, types: everybody });
  pool.quotas.forEach((q, i) => rows.set(1 + i, { lower: q.lower, upper: q.upper, types: everybody.filter((t) => counts(q, types[t].person)) }));
  for (const kind of kinds) rows.set(1 + pool.quotas.length + kind.first, { lower: 0, upper: kind.most, types: kind.types });
  const fewest = types.map((t, i) => (t.person.standing === "in" ? people[i] : 0));
  const most = types.map((t, i) => (t.person.standing === "out" ? 0 : people[i]));

  const { panels, levels } = certificate;
  need(isList(panels) && isList(levels), "the certificate has no panels, or no levels");
  const sums = types.map(() => ZERO), widest = types.map(() => 0);
  const weights = panels.map((panel) => {
    hasKeys(panel, ["weight", "members"], "a panel of the certificate");
    const weight = readFraction(panel.weight, "the weight of a panel"), { members } = panel;
    need(weight.above > 0n, "a panel of the certificate weighs nothing");
    need(isList(members) && members.every((m) => isList(m) && m.length === 2 && isCount(m[0]) && m[0] < types.length && isWhole(m[1]) && m[1] >= 1), "a panel of the certificate is of another form");
    need(ascends(members, (a, b) => a[0] - b[0]), "the types of a panel are not in their order");
    const numbers = types.map(() => 0);
    for (const [t, n] of members) numbers[t] = n;
    numbers.forEach((n, t) => need(fewest[t] <= n && n <= most[t], "a panel of the certificate has too many or too few of a type"));
    for (const row of rows.values()) {
      const n = row.types.reduce((sum, t) => sum + numbers[t], 0);
      need(row.lower <= n && n <= row.upper, "a panel of the certificate is not allowed");
    }
    for (const [t, n] of members) {
      sums[t] = sums[t].plus(weight.times(whole(n)));
      widest[t] = Math.max(widest[t], n);
    }
    return weight;
  });
  commonDenominator(weights);
  need(total(weights).equals(ONE), "the weights of the panels do not add up to 1");
  const chances = sums.map((sum, t) => sum.over(whole(people[t])));
  if (ignored) checkRoom(ignored, types, widest, pool);

  const settled = types.map(() => false), proofs = new Map(); // what proofs of levels before show, by the number of the level
  for (const [number, level] of levels.entries()) {
    hasKeys(level, ["chance", "types", "ceiling"], "a level");
    const chance = readFraction(level.chance, "the chance of a level"), own = level.types;
    need(isList(own) && own.length > 0 && own.every((t) => isCount(t) && t < types.length) && ascends(own, (a, b) => a - b), "the types of a level are of another form");
    const left = everybody.filter((t) => !settled[t]);
    need(own.every((t) => !settled[t] && chances[t].equals(chance)), "a level has types of another chance, or of a level before");
    need(left.every((t) => chances[t].compare(chance) >= 0), "a level does not have the lowest chance");
    if (level.ceiling !== null) checkCeiling(level.ceiling, own, chance, { number, proofs, rows, fewest, most, settled, chances, people });
    for (const t of own) settled[t] = true;
  }
  const left = everybody.filter((t) => !settled[t]);
  if (pool.lottery.objective === "leximin") need(left.length === 0, "the levels do not settle everybody");
  else {
    const above = levels.filter((level) => level.chance !== "0").length;
    need(left.every((t) => chances[t].above > 0n), "the levels do not settle all who have no chance");
    need(above === 1 || (above === 0 && left.length === 0), "the certificate has other levels than those of maximin");
  }
}

function checkRoom(homes, types, widest, pool) {
  const typeOf = new Map(types.flatMap((type, t) => type.ids.map((id) => [id, t])));
  for (const { people } of homes.values()) {
    const shares = people.map(({ id }) => new Fraction(BigInt(widest[typeOf.get(id)]), BigInt(types[typeOf.get(id)].ids.length)));
    need(total(shares).compare(whole(pool.per_household)) <= 0, "a home that was left out of account may be too full");
  }
}

function commonDenominator(fractions) {
  let common = 1n;
  for (const { below } of fractions) {
    common = (common / gcd(common, below)) * below;
    need(common < 1n << 131071n, "fractions that are added up have too large a denominator");
  }
  return common;
}

function checkCeiling(ceiling, own, chance, { number, proofs, rows, fewest, most, settled, chances, people }) {
  const weights = people.map(() => 0n), ceilingMost = readBigWhole(ceiling.most, "the most of a ceiling");
  need(isList(ceiling.weights) && ceiling.weights.every((w) => isList(w) && w.length === 2 && isCount(w[0]) && w[0] < people.length), "the weights of a ceiling are of another form");
  need(ascends(ceiling.weights, (a, b) => a[0] - b[0]), "the weights of a ceiling are not in their order");
  for (const [t, text] of ceiling.weights) {
    weights[t] = readBigWhole(text, "a weight");
    need(weights[t] !== 0n, "a weight is 0");
  }
  const level = new Set(own);
  weights.forEach((w, t) => need(settled[t] || (level.has(t) ? w > 0n : w === 0n), "a ceiling does not weigh exactly the types of its level"));
  const before = total(weights.map((w, t) => (settled[t] && w ? chances[t].times(new Fraction(w * BigInt(people[t]))) : ZERO)));
  const share = own.reduce((sum, t) => sum + weights[t] * BigInt(people[t]), 0n);
  need(new Fraction(ceilingMost).minus(before).equals(chance.times(new Fraction(share))), "a chance is not what its ceiling leaves");

  const low = [...fewest], high = most.map((n, t) => (settled[t] && chances[t].above === 0n ? 0 : n));
  let heaviest;
  if ("on" in ceiling) {
    heaviest = restingOn(proofs.get(ceiling.on), ceiling, weights, rows, low, high);
  } else {
    const places = placesOf(ceiling.proof, weights, rows, low, high);
    proofs.set(number, { weights, places });
    heaviest = greatest(places.map(({ sum }) => sum));
  }
  // Weights are whole, so panels weigh whole numbers.
  need(heaviest.compare(new Fraction(ceilingMost + 1n)) < 0, "a panel could weigh more than a proof says");
}

const greatest = (fractions) => fractions.reduce((a, b) => (a.compare(b) < 0 ? b : a));

// A ceiling that rests on the proof of a level before: some places of it have a proof of their own, all others one together.
function restingOn(before, ceiling, weights, rows, low, high) {
  need(before !== undefined, "a ceiling rests on a level without a proof of its own");
  const times = readBigWhole(ceiling.times, "how often an earlier proof counts");
  need(times > 0n, "an earlier proof does not count above nought times");
  const own = new Map(ceiling.own);
  need(own.size === ceiling.own.length && [...own.keys()].every((i) => isCount(i) && i < before.places.length), "a ceiling rests on places that are none, or on one twice");
  const sums = [...own].flatMap(([i, proof]) => placesOf(proof, weights, rows, before.places[i].low, before.places[i].high).map(({ sum }) => sum));
  const rest = before.places.filter((_, i) => !own.has(i)).map(({ sum }) => sum);
  if (rest.length) {
    const over = weights.map((w, t) => w - times * before.weights[t]);
    const added = greatest(placesOf(ceiling.elsewhere, over, rows, low, high).map(({ sum }) => sum));
    sums.push(greatest(rest).times(new Fraction(times)).plus(added));
  }
  return greatest(sums);
}

// What no panel outweighs, within the bounds of each leaf of a proof.
function placesOf(proof, weights, rows, low, high) {
  const places = [];
  need(isList(proof) && proof.length > 0 && proof.length <= 50000, "a proof is none, or too long");
  const waiting = [{ depth: 0, low, high }]; // the branches whose proof is still to come, the next one last
  for (const node of proof) {
    need(waiting.length > 0, "a proof goes on behind its end");
    const { depth, low, high } = waiting.pop();
    need(depth <= 1000, "a proof has too many branches above a node");
    need(isObject(node), "a node of a proof is of another form");
    if ("type" in node) {
      hasKeys(node, ["type", "most"], "a branch of a proof");
      const { type, most } = node;
      need(isCount(type) && type < weights.length && isCount(most), "a branch of a proof is of another form");
      waiting.push({ depth: depth + 1, low: low.with(type, Math.max(low[type], most + 1)), high });
      waiting.push({ depth: depth + 1, low, high: high.with(type, Math.min(high[type], most)) });
      continue;
    }
    hasKeys(node, ["rows"], "a node of a proof");
    need(isList(node.rows) && node.rows.every((r) => isList(r) && r.length === 2 && isWhole(r[0]) && rows.has(r[0])), "a node of a proof names other rows than there are");
    need(isSet(node.rows.map(([r]) => r)), "a node of a proof names a row twice");
    const factors = node.rows.map(([, y]) => readFraction(y, "a multiplier"));
    const unit = commonDenominator(factors), beyond = weights.map((w) => w * unit);
    let sum = 0n;
    node.rows.forEach(([r], i) => {
      const row = rows.get(r), y = factors[i].above * (unit / factors[i].below);
      sum += y * BigInt(y > 0n ? row.upper : row.lower);
      for (const t of row.types) beyond[t] -= y;
    });
    beyond.forEach((b, t) => { sum += b * BigInt(b > 0n ? high[t] : low[t]); });
    places.push({ low, high, sum: new Fraction(sum).over(new Fraction(unit)) });
  }
  need(waiting.length === 0, "a proof ends too early");
  return places;
}

// ---------------------------------------------------------------- formats.md: votes/ID.json, its terms

const COMPARE_PAIRS = ["schulze", "copeland", "minimax"]; // rules whose result holds pairs
const ROUNDS = ["irv", "stv", "scottish_stv", "prf_stv", "minneapolis_stv"];
const BUDGETS = ["greedy_budget", "equal_shares_budget"];
const WHOLE_BALLOTS_ONLY = ["sequential_pav", "sequential_phragmen", "equal_shares", "equal_shares_budget"];
const KIND_OF_RULE = Object.fromEntries([
  ...["plurality", "borda", ...COMPARE_PAIRS, ...ROUNDS].map((rule) => [rule, "ranking"]),
  ...["approval", ...WHOLE_BALLOTS_ONLY, "greedy_budget"].map((rule) => [rule, "approval"]),
  ["score", "scores"], ["star", "scores"], ["majority_judgment", "grades"], ["support", "grades"], ["quadratic", "credits"],
]);
const isOption = (x, from) => isWhole(x) && x >= from && x <= 10 ** 12;
const isScale = (x) => isList(x) && x.length > 1 && x.every(isText) && isSet(x);

function checkOptions(vote, what) {
  const { rule, options, candidates } = vote;
  const holds = (keys) => hasKeys(options, keys, `the options of ${what}`);
  const good = (test) => need(test, `an option of ${what} is none that it may have`);
  need(isObject(options), `the options of ${what} are no object`);
  const optional = { stv: "places", quadratic: "credits" }[rule];
  if (optional) {
    if (Object.keys(options).length === 0) return;
    holds([optional]);
    good(rule === "stv" ? isCount(options.places) && options.places <= 30 : isOption(options.credits, 1));
  } else if (vote.kind === "scores") {
    holds(["most"]);
    good(isOption(options.most, 1));
  } else if (rule === "majority_judgment") {
    holds(["scale"]);
    good(isScale(options.scale));
  } else if (rule === "support") {
    const given = ["above", "near", "texts", "revises"].filter((key) => Object.hasOwn(options, key));
    const { scale, supporting, share, of, above, near, texts, revises, members } = options;
    const counted = ["present", "members"].includes(of);
    holds(["scale", "supporting", "share", "of", ...given, ...(counted ? ["members"] : [])]);
    good(isScale(scale) && isWhole(supporting) && supporting >= 1 && supporting < scale.length && (counted || ["answers", "ballots"].includes(of)));
    good(!counted || (isOption(members, 1) && (of === "present" || vote.cast <= members)));
    good((above ?? true) === true && (near === undefined || isCount(near)) && (revises === undefined || (isText(revises) && /^[A-Za-z0-9_-]{1,64}$/.test(revises))));
    good(texts === undefined || (isObject(texts) && Object.entries(texts).every(([name, text]) => candidates.includes(name) && isText(text))));
    good(isList(share) && share.length === 2 && share.every((n) => isOption(n, 1)) && share[0] <= share[1]);
  } else if (BUDGETS.includes(rule)) {
    const priced = Object.hasOwn(options, "currency");
    holds(["total", "costs", "within", ...(rule === "equal_shares_budget" ? ["completion"] : []), ...(priced ? ["currency"] : [])]);
    good(!priced || isText(options.currency));
    hasKeys(options.costs, candidates, `the costs of ${what}`);
    good(isOption(options.total, 1) && Object.values(options.costs).every((n) => isOption(n, 1)) && typeof options.within === "boolean");
    good(rule === "greedy_budget" || options.completion === "greedy");
  } else holds([]);
}

function checkTerms(vote, id) {
  const what = `the vote ${id}`;
  hasFormat(vote, "deliberation vote 1", ["id", "title", "question", "kind", "candidates", "rule", "seats", "options", "break_tie", "cast", "evidence", "result"], what);
  need(vote.id === id, `${what} has another id than its file`);
  need(isText(vote.title) && isText(vote.question), `${what} has no title, or no question`);
  const { candidates, rule, seats, break_tie } = vote;
  need(isList(candidates) && candidates.length >= 1 && candidates.length <= 500 && candidates.every(isText) && isSet(candidates), `the candidates of ${what} are not 1 to 500, each named once`);
  need(isText(rule) && Object.hasOwn(KIND_OF_RULE, rule) && vote.kind === KIND_OF_RULE[rule], `${what} has no rule that a vote may have, or ballots of another kind`);
  need(isWhole(seats) && seats >= 1 && seats <= candidates.length, `the seats of ${what} are too few, or too many`);
  need(rule !== "irv" || seats === 1, `${what} fills more than one seat by a rule for one`);
  need((rule !== "support" && !BUDGETS.includes(rule)) || seats === candidates.length, `the seats of ${what} are not as many as candidates`);
  checkOptions(vote, what);
  need(isCount(vote.cast), `${what} does not say how many ballots were cast`);
  need(isObject(break_tie) && ["refuse", "order", "lot"].includes(break_tie.by), `${what} does not say how ties are broken`);
  hasKeys(break_tie, ["by", ...{ refuse: [], order: ["order"], lot: ["seed"] }[break_tie.by]], `what breaks the ties of ${what}`);
  if (break_tie.by === "order") need(isList(break_tie.order) && break_tie.order.every(isText), `the order of ${what} is none`);
  if (break_tie.by === "lot") need(isText(break_tie.seed), `the seed of ${what} is none`);
}

// ---------------------------------------------------------------- formats.md: ballots, and lists of them

// Refuses a ballot that no voter of this kind could cast. `limits` holds candidates (or null), most, grades, credits, budget.
function checkBallot(ballot, kind, limits, what) {
  const stands = (name) => isText(name) && (limits.candidates === null || limits.candidates.has(name));
  if (kind === "ranking" || kind === "approval") {
    need(isList(ballot) && ballot.every(stands) && isSet(ballot), `${what} is not an array of candidates`);
    if (kind === "approval") need(ascends(ballot, byCodePoint), `${what} is not sorted`);
    if (limits.budget) {
      const cost = ballot.reduce((sum, name) => sum + BigInt(limits.budget.costs[name]), 0n);
      need(cost <= BigInt(limits.budget.total), `${what} costs more than the total`);
    }
    return;
  }
  need(isObject(ballot) && Object.keys(ballot).every(stands), `${what} is not an object of candidates`);
  for (const n of Object.values(ballot)) need(isNumberOfBallot(n, kind, limits), `${what} gives a number that no ballot may`);
  if (kind === "credits" && limits.credits !== null) {
    const spent = Object.values(ballot).reduce((sum, n) => sum + BigInt(n) ** 2n, 0n);
    need(spent <= BigInt(limits.credits), `${what} spends more credits than there are`);
  }
}

function isNumberOfBallot(n, kind, { lowest = 0, most, grades, credits }) {
  if (!isWhole(n)) return false;
  if (kind === "scores") return n >= lowest && n <= most;
  if (kind === "grades") return n >= 0 && n < grades;
  if (kind === "credits") return n !== 0 && BigInt(n) ** 2n <= BigInt(credits);
  return n === 1; // a preference, or an approval
}

const limitsOf = ({ candidates, options, rule, kind }) => ({
  candidates: new Set(candidates), most: options.most, grades: options.scale?.length,
  credits: kind === "credits" ? options.credits ?? 100 : null, budget: options.within === true ? options : null,
});

const isBlankBallot = (ballot) => (isList(ballot) ? ballot : Object.keys(ballot)).length === 0;

function checkList(list, id, docs) {
  const what = `the list of ballots of ${id}`, urn = docs.get(`votes/${id}.urn.json`), vote = docs.get(`votes/${id}.json`);
  hasFormat(list, "deliberation ballot list 1", ["vote", "by", "ballots"], what);
  need(list.vote === id, `${what} is of another vote`);
  need(list.by === "card" || list.by === "phrase", `${what} is by neither card nor phrase`);
  need(isList(list.ballots) && list.ballots.every((b) => isList(b) && b.length === 2), `${what} is of another form`);
  if (list.by === "card") {
    need(!urn, `${what} is by card, and has an urn`);
    need(list.ballots.every(([card]) => isWhole(card) && card >= 1), `a card of ${what} is no number from 1`);
    need(ascends(list.ballots, (a, b) => a[0] - b[0]), `the cards of ${what} are not sorted, or one stands twice`);
  } else {
    need(urn?.phrases === true && docs.has(`votes/${id}.board.json`), `${what} is by phrase, and no urn of phrases was closed`);
    need(list.ballots.length >= 5, `${what} shows fewer than five ballots`);
    need(list.ballots.length <= docs.get(`votes/${id}.board.json`).entries.length, `${what} has more ballots than were cast`);
    for (const [phrase] of list.ballots)
      need(isText(phrase) && [...phrase].length <= 40 && !hasControls(phrase) && !hidesOrTurns(phrase) && (phrase === "" || isSeen(phrase)), `a phrase of ${what} cannot be printed`);
    const keys = list.ballots.map(([phrase, ballot]) => [phrase, canonical(ballot)]);
    need(keys.every((k, i) => i === 0 || (byCodePoint(keys[i - 1][0], k[0]) || byCodePoint(keys[i - 1][1], k[1])) <= 0), `${what} is not sorted`);
  }
  let kind, limits;
  if (vote) [kind, limits] = [vote.kind, limitsOf(vote)];
  else if (urn) {
    kind = urn.kind;
    limits = { candidates: new Set(urn.candidates), lowest: urn.scores?.[0], most: urn.scores?.[1], grades: urn.grades?.length, credits: urn.credits, budget: null };
    need(kind !== "weak ranking", `${what} has ballots for which there is no form`);
  } else {
    const form = list.ballots.length > 0 && !isList(list.ballots[0][1]) ? "scores" : "ranking"; // no file says the kind
    [kind, limits] = [form, { candidates: null, lowest: -Infinity, most: Infinity, credits: null, budget: null }];
  }
  for (const [, ballot] of list.ballots) {
    checkBallot(ballot, kind, limits, `a ballot of ${what}`);
    if (urn && isList(ballot)) need(ballot.length <= (urn.most ?? Infinity), `a ballot of ${what} names more than it may`);
    if (urn && urn.kind === "credits" && !urn.against) need(Object.values(ballot).every((n) => n > 0), `a ballot of ${what} votes against somebody`);
  }
}

// ---------------------------------------------------------------- formats.md: the evidence of a vote

const evidenceKinds = ({ rule, kind }) => ["ballots", ...(
  ROUNDS.includes(rule) ? ["used preferences", "transfers"]
  : rule === "plurality" || kind === "approval" || rule === "majority_judgment" ? ["tallies"]
  : kind === "ranking" ? ["pairwise"]
  : rule === "star" ? ["tallies and pairs", "sums and pairs"]
  : ["tallies", "sums"])];

// What the rules count: `ballots` (whole ones that are not blank), or what stands in their place.
function readEvidence(vote) {
  const { evidence, cast } = vote, what = `the evidence of ${vote.id}`;
  need(isObject(evidence) && isText(evidence.kind), `${what} has no kind`);
  need(evidenceKinds(vote).includes(evidence.kind), `${what} is of a kind that does not go with its rule`);
  const parts = {
    ballots: ["ballots"], "used preferences": ["ballots"], tallies: ["tallies", "blank"], pairwise: ["pairwise", "blank"], sums: ["sums", "blank"],
    "tallies and pairs": ["tallies", "pairwise", "blank"], "sums and pairs": ["sums", "pairwise", "blank"], transfers: ["first", "transfers", "blank"],
  }[evidence.kind];
  hasKeys(evidence, ["kind", ...parts], what);
  if (parts.includes("ballots")) return readBallots(vote, evidence.ballots, what);
  need(isCount(evidence.blank) && evidence.blank < cast, `${what} has no valid ballot`);
  const counted = { valid: cast - evidence.blank, cast };
  if ("tallies" in evidence) counted.tallies = readTallies(vote, evidence.tallies, counted.valid, what);
  if ("sums" in evidence) counted.sums = readSums(vote, evidence.sums, counted.valid, what);
  if ("pairwise" in evidence) counted.pairs = readPairs(vote, evidence.pairwise, counted.valid, what);
  if ("transfers" in evidence) Object.assign(counted, readTransfers(vote, evidence, what));
  return counted;
}

function readBallots(vote, ballots, what) {
  need(isList(ballots), `${what} is no array`);
  for (const b of ballots) {
    hasKeys(b, ["ballot", "times"], `a ballot in ${what}`);
    need(isWhole(b.times) && b.times >= 5, `${what} shows a ballot that is too rare`);
    checkBallot(b.ballot, vote.kind, limitsOf(vote), `a ballot in ${what}`);
  }
  need(ballots.length > 1, `${what} shows that all ballots are the same`);
  need(ascends(ballots.map((b) => canonical(b.ballot)), byCodePoint), `the ballots in ${what} are not sorted, or one stands twice`);
  need(ballots.reduce((sum, b) => sum + BigInt(b.times), 0n) === BigInt(vote.cast), `${what} has other ballots than were cast`);
  return fromBallots(ballots, vote);
}

function fromBallots(ballots, vote) {
  const valid = ballots.filter((b) => !isBlankBallot(b.ballot));
  need(valid.length > 0, `the vote ${vote.id} has no valid ballot`);
  return { ballots: valid, valid: valid.reduce((sum, b) => sum + b.times, 0), cast: vote.cast };
}

function readTallies(vote, tallies, valid, what) {
  const limits = limitsOf(vote), V = BigInt(valid);
  hasKeys(tallies, vote.candidates, `the tallies in ${what}`);
  let named = 0n, spent = 0n, paid = 0n;
  for (const candidate of vote.candidates) {
    const tally = tallies[candidate];
    need(isList(tally) && tally.every((t) => isList(t) && t.length === 2), `a tally in ${what} is of another form`);
    for (const [n, voters] of tally) need(isNumberOfBallot(n, vote.kind, limits) && isWhole(voters) && voters >= 1, `a tally in ${what} has a number that no ballot gives, or no voters`);
    need(ascends(tally, (a, b) => a[0] - b[0]), `a tally in ${what} is not sorted`);
    const voters = tally.reduce((sum, t) => sum + BigInt(t[1]), 0n);
    need(voters <= V, `a tally in ${what} has more voters than there are`);
    named += voters;
    for (const [n, times] of tally) spent += BigInt(n) ** 2n * BigInt(times);
    if (limits.budget) paid += BigInt(limits.budget.costs[candidate]) * voters;
    if (["score", "quadratic", "support", "star"].includes(vote.rule)) {
      const cells = [...tally.map((t) => BigInt(t[1])), V - voters].filter((n) => n > 0n);
      need(cells.length > 1 && cells.every((n) => n >= 5n), `a tally in ${what} may not be shown`);
    }
  }
  need(vote.rule === "plurality" ? named === V : named >= V, `the tallies in ${what} do not have as many voters as there are`);
  if (vote.kind === "credits") need(spent <= BigInt(limits.credits) * V, `the tallies in ${what} spend more credits than there are`);
  if (limits.budget) need(paid <= BigInt(limits.budget.total) * V, `the tallies in ${what} spend more money than there is`);
  return tallies;
}

function readSums(vote, sums, valid, what) {
  const { rule, options } = vote, V = BigInt(valid), length = ["star", "support"].includes(rule) ? 2 : 1;
  hasKeys(sums, vote.candidates, `the sums in ${what}`);
  const fits = (test) => need(test, `the sums in ${what} are none that so many ballots add up to`);
  let squares = 0n, answers = 0n;
  for (const candidate of vote.candidates) {
    need(isList(sums[candidate]) && sums[candidate].length === length && sums[candidate].every(isWhole), `a sum in ${what} is of another form`);
    const [first, second] = sums[candidate].map(BigInt);
    if (rule === "score") fits(first >= 0n && first <= V * BigInt(options.most));
    if (rule === "star") {
      const most = BigInt(options.most), rest = first - second * most;
      fits(second >= 0n && second <= V && rest >= 0n && rest <= (V - second) * (most - 1n));
    }
    if (rule === "support") {
      fits(first >= 0n && first <= second && second <= V);
      answers += second;
    }
    if (rule === "quadratic") squares += first ** 2n;
  }
  if (rule === "support") fits(answers >= V);
  if (rule === "quadratic") fits(squares <= BigInt(options.credits ?? 100) * V * V);
  return sums;
}

function readPairs(vote, pairs, valid, what) {
  const m = vote.candidates.length;
  need(isList(pairs) && pairs.length === m && pairs.every((row) => isList(row) && row.length === m && row.every(isCount)), `the pairs in ${what} are of another form`);
  let all = 0n;
  for (let i = 0; i < m; i++) {
    need(pairs[i][i] === 0, `${what} puts somebody above themselves`);
    for (let j = 0; j < m; j++) {
      need(BigInt(pairs[i][j]) + BigInt(pairs[j][i]) <= BigInt(valid), `${what} compares a pair on more ballots than there are`);
      all += BigInt(pairs[i][j]);
    }
  }
  if (vote.kind === "ranking") need(all >= BigInt(valid) * BigInt(m - 1), `${what} has too few pairs for so many ballots`);
  return pairs;
}

function readTransfers(vote, { first, transfers, blank }, what) {
  const { candidates } = vote;
  hasKeys(first, candidates, `the first preferences in ${what}`);
  need(candidates.every((c) => isCount(first[c])), `the first preferences in ${what} are no numbers`);
  need(candidates.reduce((sum, c) => sum + BigInt(first[c]), BigInt(blank)) === BigInt(vote.cast), `the first preferences in ${what} do not add up`);
  need(isList(transfers) && transfers.every((t) => isList(t) && t.length === 4), `the transfers in ${what} are of another form`);
  const read = transfers.map(([source, target, papers, value]) => {
    need(candidates.includes(source) && (target === null || candidates.includes(target)), `a transfer in ${what} names somebody who does not stand`);
    need(isWhole(papers) && papers >= 1, `a transfer in ${what} moves no papers`);
    return { source, target, papers, value: readFraction(value, `the value of a transfer in ${what}`) };
  });
  return { first, transfers: read };
}

// ---------------------------------------------------------------- rules.md: ties

function breakTie(vote, tied, decision) {
  const { break_tie } = vote;
  need(break_tie.by !== "refuse", `a tie of ${vote.id} is not broken`);
  if (break_tie.by === "lot") {
    return { chosen: tied[Number(new Lots(break_tie.seed, `tie: ${decision}`).below(tied.length))], how: `lot:${break_tie.seed}` };
  }
  need(tied.every((name) => break_tie.order.includes(name)), `the order of ${vote.id} does not name all who are tied`);
  return { chosen: break_tie.order.find((name) => tied.includes(name)), how: `order:${break_tie.order.join(",")}` };
}

class Ties {
  constructor(vote) { this.vote = vote; this.list = []; }
  add(tied, decision, chosen, how) {
    this.list.push({ tied: sorted(tied), decision, chosen, how });
    return chosen;
  }
  ask(tied, decision) {
    const names = sorted(tied), { chosen, how } = breakTie(this.vote, names, decision);
    return this.add(names, decision, chosen, how);
  }
}

// A result that cannot be counted again: fewer than five ballots, or whole ballots that are withheld.
function checkOutcome(vote) {
  const { result, candidates, rule, seats } = vote, what = `the result of ${vote.id}`;
  hasKeys(result, ["rule", "seats", "elected", "ties"], what);
  need(result.rule === rule && result.seats === seats, `${what} is of another rule, or for other seats`);
  const { elected, ties } = result, free = rule === "support" || BUDGETS.includes(rule);
  need(isList(elected) && elected.every((c) => candidates.includes(c)) && isSet(elected), `${what} elects others than different candidates`);
  need(free || elected.length === seats, `${what} does not fill the seats`);
  if (BUDGETS.includes(rule))
    need(elected.reduce((sum, c) => sum + BigInt(vote.options.costs[c]), 0n) <= BigInt(vote.options.total), `${what} spends more than the total`);
  need(isList(ties) && ties.every(isObject), `${what} has no ties`);
  if (vote.cast < 5) return; // its ties follow from a list, or there are none
  for (const tie of ties) {
    hasKeys(tie, ["tied", "decision", "chosen", "how"], `a tie in ${what}`);
    const { tied, decision, chosen, how } = tie;
    const wrong = (test) => need(test, `a tie in ${what} cannot have come up so`);
    wrong(isList(tied) && tied.length >= 2 && tied.every((c) => candidates.includes(c)) && ascends(tied, byCodePoint) && tied.includes(chosen));
    const found = isText(decision) ? /^(fill seat|choose project) ([1-9][0-9]*)$/.exec(decision) : null;
    wrong(found && found[1] === (BUDGETS.includes(rule) ? "choose project" : "fill seat") && elected[found[2] - 1] === chosen);
    const settled = breakTie(vote, tied, decision);
    wrong(settled.chosen === chosen && settled.how === how);
    wrong(ties.filter((other) => other.decision === decision).length === 1);
  }
}

// ---------------------------------------------------------------- the vote as a whole

function checkVote(vote, list) {
  const { rule, seats, result } = vote, what = `the result of ${vote.id}`;
  need(vote.cast >= 1, `nobody voted in ${vote.id}`);
  need(!list || list.ballots.length === vote.cast, `${vote.id} and its list have other numbers of ballots`);
  const listed = list && fromBallots(list.ballots.map(([, ballot]) => ({ ballot, times: 1 })), vote);
  const count = (evidence) => {
    const ties = new Ties(vote), answer = RULES[rule](vote, evidence, ties);
    return { rule, seats, ties: ties.list, ...answer };
  };
  if (vote.cast < 5) {
    hasKeys(vote.evidence, ["kind"], `the evidence of ${vote.id}`);
    need(vote.evidence.kind === "outcome", `the evidence of ${vote.id} shows ballots that are too few`);
    checkOutcome(vote);
    need(listed || result.ties.length === 0, `${what} names who was equal among fewer than five`);
    if (listed) {
      const { elected, ties } = count(listed);
      need(equal({ rule, seats, elected, ties }, result), `${what} does not follow from the list`);
    }
    return;
  }
  const evidence = readEvidence(vote);
  if (listed) need(equal(count(listed), result), `${what} does not follow from the list`);
  if (WHOLE_BALLOTS_ONLY.includes(rule) && !evidence.ballots) checkOutcome(vote);
  else need(equal(count(evidence), result), `${what} does not follow from its evidence`);
}

// ---------------------------------------------------------------- rules.md: what the rules count

const without = (list, x) => list.filter((y) => y !== x);
const best = (names, worth) => { // all with the greatest worth, in the order in which they stand
  let found = [];
  for (const name of names) {
    const c = found.length ? worth(name).compare(worth(found[0])) : 0;
    found = c > 0 ? [name] : c < 0 ? found : [...found, name];
  }
  return found;
};
const groupsBy = (names, compare) => { // best first
  const groups = [];
  for (const name of [...names].sort(compare)) {
    if (groups.length && compare(groups.at(-1)[0], name) === 0) groups.at(-1).push(name);
    else groups.push([name]);
  }
  return groups;
};
const texts = (totals) => Object.fromEntries([...totals].map(([name, t]) => [name, String(t)]));

function talliesOf(vote, evidence) {
  if (evidence.tallies) return evidence.tallies;
  const found = Object.fromEntries(vote.candidates.map((c) => [c, new Map()]));
  Object.setPrototypeOf(found, null);
  for (const { ballot, times } of evidence.ballots) {
    const named = !isList(ballot) ? Object.entries(ballot) : (vote.kind === "ranking" ? ballot.slice(0, 1) : ballot).map((c) => [c, 1]);
    for (const [c, n] of named) found[c].set(n, (found[c].get(n) ?? 0) + times);
  }
  return Object.assign(Object.create(null), Object.fromEntries(vote.candidates.map((c) => [c, [...found[c]]])));
}
const votersOf = (tally, holds = () => true) => tally.reduce((sum, [n, times]) => sum + (holds(n) ? BigInt(times) : 0n), 0n);
const pointsOf = (tally) => tally.reduce((sum, [n, times]) => sum + BigInt(n) * BigInt(times), 0n);

function pairsOf(vote, evidence) {
  if (evidence.pairs) return evidence.pairs;
  const { candidates } = vote, pairs = candidates.map(() => candidates.map(() => 0));
  for (const { ballot, times } of evidence.ballots) {
    const place = new Map(isList(ballot) ? ballot.map((c, i) => [c, -i]) : Object.entries(ballot));
    const least = isList(ballot) ? -Infinity : 0;
    const worth = candidates.map((c) => place.get(c) ?? least);
    for (let i = 0; i < worth.length; i++) for (let j = 0; j < worth.length; j++) if (worth[i] > worth[j]) pairs[i][j] += times;
  }
  return pairs;
}

// ---------------------------------------------------------------- rules.md: rules with totals

function fillSeats(vote, groups, ties) {
  const elected = [];
  for (let group of groups) {
    while (elected.length < vote.seats && group.length > vote.seats - elected.length) {
      const chosen = ties.ask(group, `fill seat ${elected.length + 1}`);
      elected.push(chosen);
      group = without(group, chosen);
    }
    if (elected.length < vote.seats) elected.push(...group);
  }
  return elected;
}

function byTotals(vote, totals, ties, lowestFirst = false) {
  const groups = groupsBy(vote.candidates, (a, b) => (lowestFirst ? 1 : -1) * totals.get(a).compare(totals.get(b)));
  return { elected: fillSeats(vote, groups, ties), totals: texts(totals) };
}
const totalsFrom = (vote, f) => new Map(vote.candidates.map((c, i) => [c, f(c, i)]));

function tallied(count) { // a rule whose totals are a number of each tally, or the first of each sum
  return (vote, evidence, ties) => {
    const tallies = evidence.sums ? null : talliesOf(vote, evidence);
    return byTotals(vote, totalsFrom(vote, (c) => new Fraction(tallies ? count(tallies[c]) : BigInt(evidence.sums[c][0]))), ties);
  };
}

function borda(vote, evidence, ties) {
  const pairs = pairsOf(vote, evidence);
  return byTotals(vote, totalsFrom(vote, (_, i) => new Fraction(pairs[i].reduce((sum, n) => sum + BigInt(n), 0n))), ties);
}

function copeland(vote, evidence, ties) {
  const pairwise = pairsOf(vote, evidence);
  const worth = (i, j) => (i === j ? 0n : pairwise[i][j] > pairwise[j][i] ? 2n : pairwise[i][j] === pairwise[j][i] ? 1n : 0n);
  const totals = totalsFrom(vote, (_, i) => new Fraction(pairwise.reduce((sum, __, j) => sum + worth(i, j), 0n), 2n));
  return { ...byTotals(vote, totals, ties), pairwise };
}

function minimax(vote, evidence, ties) {
  const pairwise = pairsOf(vote, evidence);
  const totals = totalsFrom(vote, (_, i) => whole(Math.max(0, ...pairwise.map((row, j) => (row[i] > pairwise[i][j] ? row[i] : 0)))));
  return { ...byTotals(vote, totals, ties, true), pairwise };
}

function schulze(vote, evidence, ties) {
  const pairwise = pairsOf(vote, evidence), n = pairwise.length;
  const path = pairwise.map((row, i) => row.map((x, j) => (x > pairwise[j][i] ? x : 0)));
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++)
      if (path[i][k] > 0)
        for (let j = 0; j < n; j++) {
          const through = Math.min(path[i][k], path[k][j]);
          if (i !== j && through > path[i][j]) path[i][j] = through;
        }
  const beats = (i, j) => path[i][j] > path[j][i];
  const totals = totalsFrom(vote, (_, i) => whole(path.filter((__, j) => beats(i, j)).length));
  const groups = [];
  let left = [...path.keys()];
  while (left.length) {
    const group = left.filter((i) => !left.some((j) => beats(j, i)));
    groups.push(group.map((i) => vote.candidates[i]));
    left = left.filter((i) => !group.includes(i));
  }
  return { elected: fillSeats(vote, groups, ties), totals: texts(totals), pairwise };
}

// ---------------------------------------------------------------- rules.md: star, majority_judgment, support

function star(vote, evidence, ties) {
  const { candidates, seats } = vote, pairs = pairsOf(vote, evidence), place = new Map(candidates.map((c, i) => [c, i]));
  const tallies = evidence.sums ? null : talliesOf(vote, evidence);
  const points = new Map(candidates.map((c) => [c, new Fraction(tallies ? pointsOf(tallies[c]) : BigInt(evidence.sums[c][0]))]));
  const highest = new Map(candidates.map((c) => [c, new Fraction(tallies ? votersOf(tallies[c], (n) => n === vote.options.most) : BigInt(evidence.sums[c][1]))]));
  const higher = (a, b) => BigInt(pairs[place.get(a)][place.get(b)]);
  const descending = (worth) => (a, b) => worth.get(b).compare(worth.get(a));
  const elected = [];

  function finalists(left) {
    const found = [];
    for (const group of groupsBy(left, descending(points))) {
      const places = 2 - found.length;
      if (places <= 0) break;
      found.push(...(group.length <= places ? group : advance(group, places)));
    }
    return found;
  }
  // One step after the other; where a later one parts the tied, it alone stands in the ties.
  function advance(tied, places) {
    const decision = `advance for seat ${elected.length + 1}`, before = ties.list.length;
    const preferred = new Map(tied.map((a) => [a, new Fraction(tied.reduce((sum, b) => sum + higher(a, b), 0n))]));
    const asked = (last, wanted) => {
      const found = [];
      for (let rest = last; found.length < wanted; rest = without(rest, found.at(-1)))
        found.push(ties.ask(rest, wanted === 1 ? decision : `${decision}, ${found.length + 1} of ${wanted}`));
      return found;
    };
    const parted = (among, wanted, worth, how, next) => {
      const found = [];
      for (const level of groupsBy(among, descending(worth))) {
        const room = wanted - found.length;
        if (room > 0) found.push(...(level.length <= room ? level : next(level, room)));
      }
      if (ties.list.length === before) for (const name of found) ties.add(among, decision, name, how);
      return found;
    };
    return parted(tied, places, preferred, "preferences", (level, room) => parted(level, room, highest, "highest scores", asked));
  }
  function runoff(two) {
    const decision = `fill seat ${elected.length + 1}`, [a, b] = two;
    if (two.length === 1) return a;
    if (higher(a, b) !== higher(b, a)) return higher(a, b) > higher(b, a) ? a : b;
    for (const [worth, how] of [[points, "points"], [highest, "highest scores"]]) {
      const c = worth.get(a).compare(worth.get(b));
      if (c !== 0) return ties.add(two, decision, c > 0 ? a : b, how);
    }
    return ties.ask(two, decision);
  }
  while (elected.length < seats) elected.push(runoff(finalists(candidates.filter((c) => !elected.includes(c)))));
  return { elected };
}

// The grades of a candidate in order are runs of equal grades; medians are taken off from the middle, by turns on the
// side of the worse and of the better.
function majorityJudgment(vote, evidence, ties) {
  const tallies = talliesOf(vote, evidence), V = BigInt(evidence.valid), worst = vote.options.scale.length - 1;
  const ends = new Map(vote.candidates.map((c) => { // behind which place, from 0, each grade ends
    const counts = vote.options.scale.map((_, g) => votersOf(tallies[c], (n) => n === g));
    counts[worst] += V - votersOf(tallies[c]);
    let at = 0n;
    return [c, counts.map((n) => (at += n))];
  }));
  const gradeAt = (c, place) => ends.get(c).findIndex((end) => place < end);
  const middle = V / 2n; // of an even number the worse of the two in the middle
  const turn = (place) => V % 2n === 0n
    ? (place >= middle ? 2n * (place - middle) : 2n * (middle - 1n - place) + 1n)
    : (place === middle ? 0n : place > middle ? 2n * (place - middle) - 1n : 2n * (middle - place));
  function compare(a, b) {
    const places = new Set([middle]); // where the first difference on either side can be
    for (const end of [...ends.get(a), ...ends.get(b)]) for (const place of [end - 1n, end]) if (place >= 0n && place < V) places.add(place);
    if (V % 2n === 0n) places.add(middle - 1n);
    for (const place of [...places].sort((x, y) => (turn(x) < turn(y) ? -1 : turn(x) > turn(y) ? 1 : 0))) {
      const d = gradeAt(a, place) - gradeAt(b, place);
      if (d !== 0) return d;
    }
    return 0;
  }
  return { elected: fillSeats(vote, groupsBy(vote.candidates, compare), ties) };
}

function support(vote, evidence) {
  const { candidates, options } = vote, [above, below] = options.share.map(BigInt);
  const tallies = evidence.sums ? null : talliesOf(vote, evidence);
  const shares = new Map();
  for (const c of candidates) {
    const [supporters, answers] = tallies ? [votersOf(tallies[c], (n) => n < options.supporting), votersOf(tallies[c])] : evidence.sums[c].map(BigInt);
    const base = options.of === "answers" ? answers : BigInt(Math.max(options.members ?? 0, evidence.cast));
    const beyond = supporters * below - above * base;
    if (supporters > 0n && (options.above ? beyond > 0n : beyond >= 0n)) shares.set(c, new Fraction(supporters, base));
  }
  return { elected: groupsBy(shares.keys(), (a, b) => shares.get(b).compare(shares.get(a))).flat() };
}

// ---------------------------------------------------------------- rules.md: rules with rounds

const unitOf = (places) => new Fraction(1n, 10n ** BigInt(places));
const notTooFine = (value) => need(value.below < 1n << 13000n, "the values of papers have too large denominators");

class Papers { // the papers themselves
  constructor(vote, { ballots }) {
    this.candidates = vote.candidates;
    this.piles = new Map(vote.candidates.map((c) => [c, []]));
    for (const { ballot, times } of ballots) this.piles.get(ballot[0]).push({ ballot, at: 0, times: BigInt(times), value: ONE });
  }
  total(c) { return total(this.piles.get(c).map((p) => p.value.times(new Fraction(p.times)))); }
  move(source, share, places, continuing) {
    const moved = new Map();
    for (const paper of this.piles.get(source)) {
      let { value, at } = paper;
      if (share !== null) value = places === null ? value.times(share) : value.times(share).cut(places);
      notTooFine(value);
      do at++; while (at < paper.ballot.length && !continuing.has(paper.ballot[at]));
      const target = paper.ballot[at] ?? null, sum = moved.get(target) ?? { papers: 0n, value: ZERO };
      moved.set(target, { papers: sum.papers + paper.times, value: sum.value.plus(value.times(new Fraction(paper.times))) });
      if (target !== null) this.piles.get(target).push({ ...paper, at, value });
    }
    this.piles.set(source, []);
    return [...this.candidates, null].filter((t) => moved.has(t)).map((target) => ({ source, target, ...moved.get(target) }));
  }
  finish() {}
}

class Transfers { // how many papers moved, and their value, as the evidence says
  constructor(vote, { first, transfers }) {
    this.candidates = vote.candidates;
    this.piles = new Map(vote.candidates.map((c) => [c, { papers: BigInt(first[c]), value: whole(first[c]) }]));
    this.waiting = [...transfers].reverse();
  }
  total(c) { return this.piles.get(c).value; }
  move(source, share, places, continuing) {
    const pile = this.piles.get(source), moved = [], part = share ?? ONE;
    while (this.waiting.at(-1)?.source === source) moved.push({ ...this.waiting.at(-1), papers: BigInt(this.waiting.pop().papers) });
    this.piles.set(source, { papers: 0n, value: ZERO });
    need(moved.reduce((sum, t) => sum + t.papers, 0n) === pile.papers, `other papers of ${source} move than lay on the pile`);
    const order = (t) => (t.target === null ? this.candidates.length : this.candidates.indexOf(t.target));
    need(ascends(moved, (a, b) => order(a) - order(b)), `the transfers of ${source} are not in their order`);
    const cuts = share !== null && places !== null;
    for (const { target, papers, value } of moved) {
      need(target === null || continuing.has(target), `papers of ${source} move to somebody who does not continue`);
      need(value.above >= 0n && value.compare(part.times(new Fraction(papers))) <= 0, `papers of ${source} move with more than they are worth`);
      if (places === null) notTooFine(value);
      else need(10n ** BigInt(places) % value.below === 0n, `papers of ${source} have more decimals than there are`);
      if (target === null) continue;
      const to = this.piles.get(target);
      this.piles.set(target, { papers: to.papers + papers, value: to.value.plus(value) });
    }
    const lost = pile.value.times(part).minus(total(moved.map((t) => t.value)));
    const fits = cuts ? lost.above === 0n || (lost.above > 0n && lost.compare(unitOf(places).times(new Fraction(pile.papers))) < 0) : lost.above === 0n;
    need(fits, `the papers of ${source} do not move with what they are worth`);
    return moved;
  }
  finish() { need(this.waiting.length === 0, "a transfer is of somebody whose papers do not move"); }
}

class Count {
  constructor(vote, evidence, quota) {
    Object.assign(this, { vote, quota, valid: whole(evidence.valid), elected: [], rounds: [], passed: new Set() });
    this.continuing = new Set(vote.candidates);
    this.piles = evidence.transfers ? new Transfers(vote, evidence) : new Papers(vote, evidence);
  }
  get free() { return this.vote.seats - this.elected.length; }
  begin() {
    const totals = new Map(this.vote.candidates.map((c) => [c, this.passed.has(c) ? this.quota : this.piles.total(c)]));
    const exhausted = this.valid.minus(total([...totals.values()]));
    this.round = { number: this.rounds.length + 1, totals, exhausted, elected: [], eliminated: [], transfers: [] };
    this.rounds.push(this.round);
    return totals;
  }
  hopefuls() { return this.vote.candidates.filter((c) => this.continuing.has(c)); } // in candidate order
  highestFirst(names) { return [...names].sort((a, b) => this.round.totals.get(b).compare(this.round.totals.get(a))); }
  elect(names) {
    for (const c of names) {
      this.elected.push(c);
      this.round.elected.push(c);
      this.continuing.delete(c);
    }
  }
  eliminate(names) {
    this.round.eliminated.push(...names);
    for (const c of names) this.continuing.delete(c);
    for (const c of this.vote.candidates) if (names.includes(c)) this.round.transfers.push(...this.piles.move(c, null, this.places ?? null, this.continuing));
  }
  pass(c, share) {
    this.passed.add(c);
    this.round.transfers.push(...this.piles.move(c, share, this.places ?? null, this.continuing));
  }
  answer() {
    this.piles.finish();
    const rounds = this.rounds.map((r) => ({
      ...r, totals: texts(r.totals), exhausted: String(r.exhausted),
      transfers: r.transfers.map((t) => ({ source: t.source, target: t.target, papers: Number(t.papers), value: String(t.value) })),
    }));
    return { elected: this.elected, quota: this.quota === null ? null : String(this.quota), rounds };
  }
}

function irv(vote, evidence, ties) {
  const count = new Count(vote, evidence, null);
  for (;;) {
    const totals = count.begin(), worth = (c) => totals.get(c), left = count.hopefuls(), { number } = count.round;
    if (left.length <= 2) {
      const first = best(left, worth);
      count.elect([first.length > 1 ? ties.ask(first, `elect in round ${number}`) : first[0]]);
      return count.answer();
    }
    const empty = left.filter((c) => worth(c).above === 0n);
    if (empty.length > 0 && left.length - empty.length >= 2) {
      count.eliminate(empty);
      continue;
    }
    const last = best(left, (c) => ZERO.minus(worth(c))), sum = total(left.map(worth));
    const majority = last.length > 1 ? left.find((c) => worth(c).times(whole(2)).compare(sum) > 0) : undefined;
    if (majority !== undefined) {
      count.elect([majority]);
      return count.answer();
    }
    count.eliminate([last.length > 1 ? ties.ask(last, `eliminate in round ${number}`) : last[0]]);
  }
}

const droop = (vote, evidence) => new Fraction(BigInt(evidence.valid) / BigInt(vote.seats + 1) + 1n);
const droopTo4 = (vote, evidence) => new Fraction(BigInt(evidence.valid), BigInt(vote.seats + 1)).cut(4).plus(unitOf(4));

function stv({ quotaOf = droop, placesOf, emptyTogether = false, earlier = false }) {
  return (vote, evidence, ties) => {
    const quota = quotaOf(vote, evidence), count = new Count(vote, evidence, quota);
    count.places = placesOf(vote);
    function settle(tied, decision, sign) {
      if (tied.length === 1) return tied[0];
      const question = `${decision} in round ${count.round.number}`;
      let still = tied;
      for (let r = count.rounds.length - 2; earlier && r >= 0; r--) {
        const { totals } = count.rounds[r];
        still = best(still, (c) => totals.get(c).times(sign));
        if (still.length === 1) return ties.add(tied, question, still[0], "earlier rounds");
      }
      return ties.ask(still, question);
    }
    for (;;) {
      const totals = count.begin(), worth = (c) => totals.get(c);
      count.elect(count.highestFirst(count.hopefuls().filter((c) => worth(c).compare(quota) >= 0)));
      if (count.free <= 0) return count.answer();
      const left = count.hopefuls();
      if (left.length <= count.free) {
        count.elect(count.highestFirst(left));
        return count.answer();
      }
      const above = vote.candidates.filter((c) => count.elected.includes(c) && worth(c).compare(quota) > 0);
      if (above.length > 0) {
        const first = settle(best(above, worth), "transfer first", ONE);
        count.pass(first, worth(first).minus(quota).over(worth(first)));
        continue;
      }
      const empty = left.filter((c) => worth(c).above === 0n);
      if (emptyTogether && empty.length > 0 && left.length - empty.length >= count.free) count.eliminate(empty);
      else count.eliminate([settle(best(left, (c) => ZERO.minus(worth(c))), "eliminate", whole(-1))]);
    }
  };
}

function minneapolis(vote, evidence, ties) {
  const quota = droop(vote, evidence), count = new Count(vote, evidence, quota);
  count.places = 4;
  const one = (tied, decision) => (tied.length > 1 ? ties.ask(tied, `${decision} in round ${count.round.number}`) : tied[0]);
  for (;;) {
    const totals = count.begin(), worth = (c) => totals.get(c), left = count.hopefuls();
    const reached = count.highestFirst(left.filter((c) => worth(c).compare(quota) >= 0));
    if (reached.length >= count.free) {
      count.elect(reached);
      return count.answer();
    }
    const surplus = total(reached.map((c) => worth(c).minus(quota))), upwards = [...left].sort((a, b) => worth(a).compare(worth(b)));
    let hopeless = 0, sum = surplus;
    for (let k = 1; k < upwards.length && left.length - k >= count.free; k++) {
      sum = sum.plus(worth(upwards[k - 1]));
      if (sum.compare(worth(upwards[k])) < 0) hopeless = k;
    }
    if (hopeless > 0) {
      const out = upwards.slice(0, hopeless);
      count.eliminate(left.filter((c) => out.includes(c)));
    } else if (reached.length > 0) {
      const first = one(best(left.filter((c) => reached.includes(c)), worth), "transfer first");
      count.elect([first]);
      count.pass(first, worth(first).minus(quota).over(worth(first)).cut(4));
    } else if (left.length <= count.free) {
      count.elect(count.highestFirst(left));
      return count.answer();
    } else count.eliminate([one(best(left, (c) => ZERO.minus(worth(c))), "eliminate")]);
  }
}

// ---------------------------------------------------------------- rules.md: committees from approvals

const approves = (ballots, c) => ballots.filter((b) => b.ballot.includes(c));
const sharesBallot = (ballots, names) => ballots.some((b) => b.ballot.filter((c) => names.includes(c)).length > 1);
const timesOf = (b) => new Fraction(BigInt(b.times));

// Step by step the candidate of the greatest total is taken; `totalOf` gives null where there is none.
function committee(vote, ballots, ties, totalsOf, taken) {
  const elected = [];
  while (elected.length < vote.seats) {
    const left = vote.candidates.filter((c) => !elected.includes(c)), free = vote.seats - elected.length;
    const totals = totalsOf(left), having = left.filter((c) => totals.get(c) !== null);
    const tied = having.length ? best(having, (c) => totals.get(c)) : left;
    const idle = left.length <= free || (tied.length <= free && !sharesBallot(ballots, tied));
    const chosen = tied.length === 1 || idle ? tied[0] : ties.ask(tied, `fill seat ${elected.length + 1}`);
    elected.push(chosen);
    taken(chosen, totals.get(chosen));
  }
  return { elected };
}
const totalsOver = (f) => (left) => new Map(left.map((c) => [c, f(c)]));

function sequentialPav(vote, { ballots }, ties) {
  const own = ballots.map((b) => ({ ...b, seated: 0 }));
  return committee(vote, ballots, ties,
    totalsOver((c) => total(approves(own, c).map((b) => new Fraction(BigInt(b.times), BigInt(b.seated + 1))))),
    (c) => { for (const b of approves(own, c)) b.seated++; });
}

const negative = (x) => (x === null ? null : ZERO.minus(x)); // where the least is taken
function phragmenTotal(voters, c) {
  const own = approves(voters, c), number = total(own.map(timesOf));
  return own.length === 0 ? null : negative(ONE.plus(total(own.map((b) => b.load.times(timesOf(b))))).over(number));
}

function sequentialPhragmen(vote, { ballots }, ties) {
  const voters = ballots.map((b) => ({ ...b, load: ZERO }));
  return committee(vote, ballots, ties, totalsOver((c) => phragmenTotal(voters, c)),
    (c, most) => { for (const b of approves(voters, c)) b.load = negative(most); });
}

// The least that each supporter has to give, or all that is left, to pay a cost; null where they cannot.
function leastPayment(supporters, cost) {
  let rest = cost, voters = total(supporters.map(timesOf));
  for (const b of [...supporters].sort((a, c) => a.purse.compare(c.purse))) {
    if (b.purse.times(voters).compare(rest) >= 0) return rest.over(voters);
    rest = rest.minus(b.purse.times(timesOf(b)));
    voters = voters.minus(timesOf(b));
  }
  return null;
}
const pay = (supporters, price) => { for (const b of supporters) b.purse = b.purse.minus(smaller(b.purse, price)); };

function equalShares(vote, { ballots, valid }, ties) {
  const voters = ballots.map((b) => ({ ...b, purse: new Fraction(BigInt(vote.seats), BigInt(valid)) }));
  let completing = false;
  function totalsOf(left) {
    if (!completing) {
      const totals = totalsOver((c) => negative(leastPayment(approves(voters, c), ONE)))(left);
      if ([...totals.values()].some((x) => x !== null)) return totals;
      completing = true;
      for (const b of voters) b.load = ZERO.minus(b.purse);
    }
    return totalsOver((c) => phragmenTotal(voters, c))(left);
  }
  return committee(vote, ballots, ties, totalsOf, (c, most) => {
    if (most === null) return;
    if (completing) for (const b of approves(voters, c)) b.load = negative(most);
    else pay(approves(voters, c), negative(most));
  });
}

// ---------------------------------------------------------------- rules.md: budgets

function spendGreedily(vote, points, elected, money, ties) {
  const costs = vote.options.costs;
  let left = vote.candidates.filter((c) => points.get(c) > 0n && !elected.includes(c));
  while (left.length > 0) {
    const group = best(left, (c) => new Fraction(points.get(c))), fitting = group.filter((c) => BigInt(costs[c]) <= money);
    if (fitting.length === 0) {
      left = left.filter((c) => !group.includes(c));
      continue;
    }
    const all = fitting.reduce((sum, c) => sum + BigInt(costs[c]), 0n) <= money;
    for (const c of all ? fitting : [ties.ask(fitting, `choose project ${elected.length + 1}`)]) {
      elected.push(c);
      money -= BigInt(costs[c]);
      left = without(left, c);
    }
  }
  return { elected };
}

function approvalsOf(vote, evidence) {
  const tallies = talliesOf(vote, evidence);
  return new Map(vote.candidates.map((c) => [c, votersOf(tallies[c])]));
}

const greedyBudget = (vote, evidence, ties) => spendGreedily(vote, approvalsOf(vote, evidence), [], BigInt(vote.options.total), ties);

function equalSharesBudget(vote, evidence, ties) {
  const { costs, total: all } = vote.options, elected = [];
  const voters = evidence.ballots.map((b) => ({ ...b, purse: new Fraction(BigInt(all), BigInt(evidence.valid)) }));
  let money = BigInt(all);
  for (;;) {
    const prices = new Map(), left = vote.candidates.filter((c) => !elected.includes(c));
    for (const c of left) {
      const supporters = approves(voters, c), price = supporters.length ? leastPayment(supporters, whole(costs[c])) : null;
      if (price !== null) prices.set(c, price);
    }
    if (prices.size === 0) return spendGreedily(vote, approvalsOf(vote, evidence), elected, money, ties);
    const tied = best(prices.keys(), (c) => ZERO.minus(prices.get(c).over(whole(costs[c]))));
    const ask = tied.length > 1 && sharesBallot(voters, tied);
    for (const c of ask ? [ties.ask(tied, `choose project ${elected.length + 1}`)] : tied) {
      pay(approves(voters, c), prices.get(c));
      elected.push(c);
      money -= BigInt(costs[c]);
    }
  }
}

const RULES = {
  plurality: tallied((tally) => votersOf(tally)),
  approval: tallied((tally) => votersOf(tally)),
  score: tallied(pointsOf),
  quadratic: tallied(pointsOf),
  borda, copeland, minimax, schulze, star, support, irv,
  majority_judgment: majorityJudgment,
  stv: stv({ placesOf: (vote) => vote.options.places ?? null, emptyTogether: true }),
  scottish_stv: stv({ placesOf: () => 5, earlier: true }),
  prf_stv: stv({ quotaOf: droopTo4, placesOf: () => 4 }),
  minneapolis_stv: minneapolis,
  sequential_pav: sequentialPav,
  sequential_phragmen: sequentialPhragmen,
  equal_shares: equalShares,
  greedy_budget: greedyBudget,
  equal_shares_budget: equalSharesBudget,
};

// ---------------------------------------------------------------- formats.md: votes/ID.wording.json

function checkWording(doc, id) {
  const what = `the wording of ${id}`, texts = (x) => isObject(x) && Object.values(x).every(isText);
  hasFormat(doc, "deliberation wording 1", ["vote", "language", "said"], what);
  need(doc.vote === id, `${what} is of another vote`);
  need(isText(doc.language) && isObject(doc.said) && Object.values(doc.said).every(texts), `${what} does not say texts by language`);
}

// ---------------------------------------------------------------- all of it

function check(bytes, words, receipts) {
  const docs = readBundle(bytes);
  const forms = [...docs.keys()].map((name) => [docs.get(name), ...(VOTE_FILE.exec(name) ?? []).slice(1)]).filter(([, id]) => id);
  for (const [doc, id, part] of forms) if (part === "urn") checkUrn(doc, id);
  for (const [doc, id, part] of forms) if (part === "board") checkBoard(doc, id);
  for (const [doc, id, part] of forms) if (!part) checkTerms(doc, id);
  for (const [doc, id, part] of forms) if (part === "list") checkList(doc, id, docs);
  for (const [doc, id, part] of forms) if (part === "wording") checkWording(doc, id);
  if (docs.has("lottery.json")) checkDraw(docs);
  checkLedger(docs, words);
  for (const [doc, id, part] of forms) {
    if (part) continue;
    if (docs.has(`votes/${id}.urn.json`)) checkVoteBesideUrn(doc, docs.get(`votes/${id}.urn.json`), docs.get(`votes/${id}.board.json`));
    checkVote(doc, docs.get(`votes/${id}.list.json`));
  }
  return receipts.map((code) => verdict(code, docs));
}

function answer(path, words, receipts) {
  try {
    return [true, check(readFileSync(path), words, receipts)];
  } catch (problem) {
    return [false, problem instanceof Refused ? problem.message : "the bundle cannot be read as one"];
  }
}

function main([wordsPath, receiptsPath, ...bundles]) {
  let words, receipts;
  try {
    words = readFileSync(wordsPath, "utf8").split(/\r?\n/).filter((word) => word !== "");
    receipts = JSON.parse(readFileSync(receiptsPath, "utf8"));
  } catch {
    words = [];
  }
  if (words.length !== 1024 || !isList(receipts) || bundles.length === 0) {
    console.error("node verify.mjs WORDS RECEIPTS BUNDLE [BUNDLE ...]");
    process.exitCode = 2;
    return;
  }
  for (const path of bundles) console.log(JSON.stringify(answer(path, words, receipts)));
}

main(process.argv.slice(2));
