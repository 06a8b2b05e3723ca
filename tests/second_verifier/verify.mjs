// A second checker of bundles, written from the pages in docs/reference alone and in another
// language, so that a mistake in the first one, or a gap in the pages, shows as a difference.
//
//     node verify.mjs WORDS RECEIPTS BUNDLE [BUNDLE ...]
//
// WORDS is a file with the list of SLIP-39, RECEIPTS one with an array of codes. For each bundle comes
// a line of JSON: [true, what each receipt is] or [false, why].

import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

class Refusal extends Error {}
const need = (holds, why) => { if (!holds) throw new Refusal(why); };
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// ---- texts by code point, canonical JSON ------------------------------------------------------

const compare = (a, b) => Buffer.compare(Buffer.from(a, "utf8"), Buffer.from(b, "utf8"));
const sorted = (texts) => [...texts].sort(compare);
const rising = (items, order = compare) => items.every((x, i) => i === 0 || order(items[i - 1], x) < 0);
const numeric = (a, b) => a - b;

const write = (value) => {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    need(Number.isSafeInteger(value) && !Object.is(value, -0), "a number that is not whole");
    return String(value);
  }
  if (typeof value === "string") {
    need(value.isWellFormed(), "half a letter");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  return `{${sorted(Object.keys(value)).map((k) => `${write(k)}:${write(value[k])}`).join(",")}}`;
};
const digest = (value) => sha256(write(value));
const same = (a, b) => write(a) === write(b);

const parse = (name, bytes) => {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const value = JSON.parse(text);
  need(value !== null && typeof value === "object" && !Array.isArray(value), `${name} is no object`);
  need(write(value) + "\n" === text, `${name} is not canonical`);
  return value;
};

// ---- shapes -----------------------------------------------------------------------------------

const is = (type) => (v, at) => need(typeof v === type, `${at} is no ${type}`);
const text = is("string");
const whole = is("number");
const natural = (v, at) => need(typeof v === "number" && v >= 0, `${at} is no number from 0`);
const literal = (...values) => (v, at) => need(values.includes(v), `${at} is not one of ${values}`);
const orNull = (shape) => (v, at) => v === null || shape(v, at);
const object = (v, at) => need(v !== null && typeof v === "object" && !Array.isArray(v), `${at} is no object`);
const list = (shape) => (v, at) => {
  need(Array.isArray(v), `${at} is no array`);
  v.forEach((x, i) => shape(x, `${at}[${i}]`));
};
const pair = (...shapes) => (v, at) => {
  need(Array.isArray(v) && v.length === shapes.length, `${at} has another length`);
  shapes.forEach((shape, i) => shape(v[i], `${at}[${i}]`));
};
const names = (shape) => (v, at) => {
  object(v, at);
  for (const k of Object.keys(v)) shape(v[k], `${at}.${k}`);
};
const record = (shapes) => (v, at) => {
  object(v, at);
  need(same(sorted(Object.keys(v)), sorted(Object.keys(shapes))), `${at} has other names`);
  for (const k of Object.keys(shapes)) shapes[k](v[k], `${at}.${k}`);
};
const either = (...shapes) => (v, at) => {
  const fits = (shape) => { try { shape(v, at); return true; } catch (e) { if (e instanceof Refusal) return false; throw e; } };
  need(shapes.some(fits), `${at} has none of its forms`);
};
const equal = (a, b, why) => need(same(a, b), `${why}: ${write(a).slice(0, 80)} is not ${write(b).slice(0, 80)}`);

// ---- fractions --------------------------------------------------------------------------------

const abs = (n) => (n < 0n ? -n : n);
const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return abs(a); };
const frac = (n, d = 1n) => {
  [n, d] = [BigInt(n), BigInt(d)];
  const g = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / g, d: d / g };
};
const add = (a, b) => frac(a.n * b.d + b.n * a.d, a.d * b.d);
const sub = (a, b) => frac(a.n * b.d - b.n * a.d, a.d * b.d);
const mul = (a, b) => frac(a.n * b.n, a.d * b.d);
const div = (a, b) => frac(a.n * b.d, a.d * b.n);
const cmp = (a, b) => { const x = a.n * b.d - b.n * a.d; return x < 0n ? -1 : x > 0n ? 1 : 0; };
const sum = (all) => all.reduce(add, frac(0));
const shown = (a) => (a.d === 1n ? `${a.n}` : `${a.n}/${a.d}`);
const fraction = (written) => {
  const found = /^(0|-?[1-9][0-9]{0,19999})(?:\/([1-9][0-9]{0,19999}))?$/.exec(written);
  need(found !== null, `${written.slice(0, 50)} is no fraction`);
  const made = { n: BigInt(found[1]), d: BigInt(found[2] ?? "1") };
  need(gcd(made.n, made.d) === 1n && (found[2] === undefined || made.d > 1n), `${written.slice(0, 50)} is not in lowest terms`);
  return made;
};
const commonlyDivided = (fractions) => {
  let common = 1n;
  for (const { d } of fractions) {
    common = (common / gcd(common, d)) * d;
    need(common < 1n << (2n ** 17n - 1n), "a common denominator that is too large");
  }
  return fractions;
};

// ---- lots -------------------------------------------------------------------------------------

const lots = (seed, purpose) => {
  const [s, p] = [seed, purpose].map((t) => t.normalize("NFC"));
  for (const t of [s, p]) need(!/^\p{White_Space}*$/u.test(t) && !/[\p{Cc}\p{Cs}]/u.test(t), "a text that gives no lots");
  let block = 0;
  const below = (n) => {
    const size = 2n ** 256n;
    const limit = size - (size % BigInt(n));
    for (;;) {
      const drawn = BigInt("0x" + sha256(Buffer.from(`${s}\u001f${p}\u001f${block++}`, "utf8")));
      if (drawn < limit) return Number(drawn % BigInt(n));
    }
  };
  const shuffle = (items) => {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
    }
    return mixed;
  };
  return { below, shuffle };
};

// ---- the archive ------------------------------------------------------------------------------

const ORDER = ["manifest", "ledger", "lottery", "certificate", "announcement", "numbering", "draw", "reserve"].map((n) => `${n}.json`);
const CRC = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n >>> 0; });
const crc32 = (bytes) => { let c = 0xffffffff; for (const b of bytes) c = CRC[(c ^ b) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
const little = (...pairs) => Buffer.concat(pairs.map(([size, n]) => { const b = Buffer.alloc(size); b.writeUIntLE(n, 0, size); return b; }));

const unpack = (bytes) => {
  need(bytes.length <= 2 ** 26, "the bundle is too long");
  const files = new Map();
  let at = 0;
  while (at + 30 <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50) {
    const [size, length] = [bytes.readUInt32LE(at + 22), bytes.readUInt16LE(at + 26)];
    const name = bytes.toString("latin1", at + 30, at + 30 + length);
    need(ORDER.includes(name) || /^votes\/[A-Za-z0-9_-]{1,64}(\.urn|\.board|\.list)?\.json$/.test(name), `${name} is no file of a bundle`);
    need(!files.has(name), `${name} stands twice`);
    files.set(name, bytes.subarray(at + 30 + length, at + 30 + length + size));
    at += 30 + length + size;
  }
  const order = [...ORDER.filter((n) => files.has(n)), ...sorted([...files.keys()].filter((n) => !ORDER.includes(n)))];
  equal([...files.keys()], order, "the order of the files");
  need(pack(files).equals(bytes), "the archive is not canonical");
  return files;
};

const pack = (files) => {
  const [bodies, directory] = [[], []];
  let offset = 0;
  for (const [name, content] of files) {
    const shared = little([2, 20], [2, 0], [2, 0], [2, 0], [2, 0x21], [4, crc32(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0]);
    const body = Buffer.concat([little([4, 0x04034b50]), shared, Buffer.from(name), content]);
    directory.push(little([4, 0x02014b50], [1, 20], [1, 3]), shared, little([2, 0], [2, 0], [2, 0], [4, 0o100644 * 65536], [4, offset]), Buffer.from(name));
    bodies.push(body);
    offset += body.length;
  }
  const listed = Buffer.concat(directory);
  const many = files.size % 65536;
  return Buffer.concat([...bodies, listed, little([4, 0x06054b50], [2, 0], [2, 0], [2, many], [2, many], [4, listed.length], [4, offset], [2, 0])]);
};

// ---- the lottery ------------------------------------------------------------------------------

const PERSON = record({ id: text, features: names(text), household: orNull(text), standing: literal("open", "in", "out") });
const LOTTERY = record({
  format: literal("deliberation lottery 2"), objective: text, size: whole, per_household: whole,
  people: either(list(PERSON), list(record({ id: text, digest: text }))),
  quotas: list(record({ answers: names(text), lower: whole, upper: whole })),
  panels: list(record({ members: list(text), tickets: whole })), marginals: names(text),
  digests: record({ people: text, quotas: text, lottery: text }), commitment: text,
});
const withheld = (lottery) => "digest" in lottery.people[0];
const has = (person, answers) => Object.keys(answers).every((f) => Object.hasOwn(person.features, f) && person.features[f] === answers[f]);
const tickets = (lottery) => lottery.panels.reduce((n, p) => n + BigInt(p.tickets), 0n);

const homesOf = (people) => {
  const homes = new Map();
  for (const p of people) if (p.household !== null) homes.set(p.household, [...(homes.get(p.household) ?? []), p]);
  return homes;
};

// whether a panel of these people meets every quota, with no household beyond its limit
const fitsTogether = (lottery, panel) =>
  lottery.quotas.every((q) => { const n = panel.filter((p) => has(p, q.answers)).length; return q.lower <= n && n <= q.upper; }) &&
  [...homesOf(panel).values()].every((home) => home.length <= lottery.per_household);

const checkLottery = (doc) => {
  LOTTERY(doc, "lottery.json");
  need(doc.people.length > 0 && doc.panels.length > 0 && doc.size > 0, "nobody to draw, or no panel");
  const ids = doc.people.map((p) => p.id);
  need(rising(ids), "people are not sorted");
  const personal = doc.people.map((p) => [p.id, p.digest ?? digest(["", p.id, p.features, p.household, p.standing])]);
  equal(doc.digests, {
    people: digest(personal),
    quotas: digest({ size: doc.size, per_household: doc.per_household, quotas: doc.quotas }),
    lottery: digest({ objective: doc.objective, panels: doc.panels }),
  }, "digests of the lottery");
  equal(doc.commitment, digest({ format: "deliberation commitment 1", ...doc.digests }), "commitment");
  const known = new Set(ids);
  for (const { members, tickets } of doc.panels) {
    need(members.length === doc.size && rising(members) && members.every((m) => known.has(m)), "a panel of other people");
    need(tickets > 0, "a panel without tickets");
  }
  const order = (a, b) => { const i = a.findIndex((x, k) => x !== b[k]); return i < 0 ? 0 : compare(a[i], b[i]); };
  need(rising(doc.panels.map((p) => p.members), order), "panels are not sorted and different");
  const held = new Map(ids.map((id) => [id, 0n]));
  for (const p of doc.panels) for (const m of p.members) held.set(m, held.get(m) + BigInt(p.tickets));
  equal(doc.marginals, Object.fromEntries([...held].map(([id, n]) => [id, shown(frac(n, tickets(doc)))])), "marginals");
  if (withheld(doc)) return;
  const keys = doc.quotas.map((q) => write(q.answers));
  need(new Set(keys).size === keys.length && !keys.includes("{}"), "quotas that are equal, or for everybody");
  const asked = sorted(new Set(doc.quotas.flatMap((q) => Object.keys(q.answers))));
  for (const p of doc.people) equal(sorted(Object.keys(p.features)), asked, `features of ${p.id}`);
  const homes = homesOf(doc.people);
  equal([...homes.keys()], [...homes.keys()].map((_, i) => `h${i + 1}`), "names of households");
  need([...homes.values()].every((home) => home.length > 1), "a household of one");
  const byId = new Map(doc.people.map((p) => [p.id, p]));
  const must = doc.people.filter((p) => p.standing === "in").map((p) => p.id);
  for (const { members } of doc.panels) {
    const panel = members.map((m) => byId.get(m));
    need(fitsTogether(doc, panel), `the panel ${members} breaks a quota or a household's limit`);
    need(must.every((id) => members.includes(id)) && panel.every((p) => p.standing !== "out"), "in or out");
  }
};

// ---- the certificate --------------------------------------------------------------------------

const CEILING = record({
  weights: list(pair(whole, text)), most: text,
  proof: list(either(record({ rows: list(pair(whole, text)) }), record({ type: whole, most: whole }))),
});
const CERTIFICATE = record({
  format: literal("deliberation certificate 1"), commitment: text, objective: literal("leximin", "maximin"),
  types: list(list(text)), panels: list(record({ weight: text, members: list(pair(whole, whole)) })),
  levels: list(record({ chance: text, types: list(whole), ceiling: orNull(CEILING) })),
});

const town = (lottery) => {
  const look = new Map(lottery.people.map((p) => [p.id, write([p.features, p.standing])]));
  const living = [...homesOf(lottery.people.filter((p) => p.standing !== "out")).values()];
  const full = living.filter((home) => home.length > lottery.per_household);
  const kindOf = new Map();
  const homesOfKind = new Map();
  for (const home of full) {
    const kind = write(sorted(home.map((p) => look.get(p.id))));
    homesOfKind.set(kind, (homesOfKind.get(kind) ?? 0) + 1);
    for (const p of home) kindOf.set(p.id, kind);
  }
  const types = new Map();
  for (const p of lottery.people) {
    const key = write([look.get(p.id), kindOf.get(p.id) ?? null]);
    types.set(key, [...(types.get(key) ?? []), p]);
  }
  const people = [...types.values()];
  const every = people.map((_, t) => t);
  const rows = new Map([[0, { low: lottery.size, high: lottery.size, types: every }]]);
  lottery.quotas.forEach((q, i) => rows.set(1 + i, { low: q.lower, high: q.upper, types: every.filter((t) => has(people[t][0], q.answers)) }));
  for (const [kind, many] of homesOfKind) {
    const types = every.filter((t) => kindOf.get(people[t][0].id) === kind);
    rows.set(1 + lottery.quotas.length + types[0], { low: 0, high: lottery.per_household * many, types });
  }
  const bounds = people.map((all) => ({ open: [0, all.length], in: [all.length, all.length], out: [0, 0] })[all[0].standing]);
  return { people, rows, bounds };
};

const checkCertificate = (doc, lottery) => {
  CERTIFICATE(doc, "certificate.json");
  equal([doc.commitment, doc.objective], [lottery.commitment, lottery.objective], "whose certificate");
  if (withheld(lottery)) return;
  const { people, rows, bounds } = town(lottery);
  equal(doc.types, people.map((all) => all.map((p) => p.id)), "types");
  const typed = (pairs) => need(rising(pairs.map(([t]) => t), numeric) && pairs.every(([t]) => t >= 0 && t < people.length), "types out of order");
  const weights = commonlyDivided(doc.panels.map((p) => fraction(p.weight)));
  need(weights.every((w) => w.n > 0n) && cmp(sum(weights), frac(1)) === 0, "weights that are no shares");
  const expected = people.map(() => frac(0));
  doc.panels.forEach(({ members }, i) => {
    typed(members);
    const held = people.map(() => 0);
    for (const [t, n] of members) { need(n > 0, "none of a type"); held[t] = n; }
    need(held.every((n, t) => bounds[t][0] <= n && n <= bounds[t][1]), "a standing is broken");
    for (const { low, high, types } of rows.values()) {
      const n = types.reduce((k, t) => k + held[t], 0);
      need(low <= n && n <= high, "a weighted panel breaks a row");
    }
    for (const [t, n] of members) expected[t] = add(expected[t], mul(weights[i], frac(n)));
  });
  const chances = expected.map((e, t) => div(e, frac(people[t].length)));
  const settled = new Map();
  for (const level of doc.levels) {
    const left = people.map((_, t) => t).filter((t) => !settled.has(t));
    const chance = fraction(level.chance);
    need(level.types.length > 0 && rising(level.types, numeric) && level.types.every((t) => left.includes(t)), "types of a level");
    need(level.types.every((t) => cmp(chances[t], chance) === 0) && left.every((t) => cmp(chances[t], chance) >= 0), "not the lowest chance left");
    if (level.ceiling !== null) {
      const { weights: pairs, most, proof } = level.ceiling;
      typed(pairs);
      const heavy = new Map(pairs.map(([t, w]) => [t, fraction(w)]));
      need([...heavy.values()].every((w) => w.d === 1n && w.n !== 0n), "weights that are not whole, or 0");
      equal([...heavy.keys()].filter((t) => !settled.has(t)), level.types, "types that have weights");
      need(level.types.every((t) => heavy.get(t).n > 0n), "weights that are not positive");
      const inner = bounds.map(([low, high], t) => [low, settled.has(t) && settled.get(t).n === 0n ? 0 : high]);
      need(cmp(heaviest(proof, heavy, inner, rows), fraction(most)) <= 0, "the proof leaves room");
      const weigh = (ts, by) => sum(ts.map((t) => mul(mul(heavy.get(t), frac(people[t].length)), by(t))));
      const s = weigh([...heavy.keys()].filter((t) => settled.has(t)), (t) => settled.get(t));
      need(cmp(div(sub(fraction(most), s), weigh(level.types, () => frac(1))), chance) === 0, "another chance is proven");
    }
    for (const t of level.types) settled.set(t, chance);
  }
  const above = doc.levels.filter((level) => level.chance !== "0").length;
  need(doc.objective === "leximin" ? settled.size === people.length : above === 1, "levels that settle too little, or too much");
};

const heaviest = (proof, heavy, bounds, rows) => {
  need(proof.length <= 50000, "a proof that is too long");
  const waiting = [bounds];
  const found = [];
  for (const node of proof) {
    need(waiting.length > 0 && waiting.length <= 1000, "a proof that goes on, or is too deep");
    const here = waiting.pop();
    if ("rows" in node) {
      need(new Set(node.rows.map(([r]) => r)).size === node.rows.length && node.rows.every(([r]) => rows.has(r)), "rows that are none");
      const times = commonlyDivided(node.rows.map(([, y]) => fraction(y)));
      const beyond = here.map((_, t) => heavy.get(t) ?? frac(0));
      let total = frac(0);
      node.rows.forEach(([r], i) => {
        const { low, high, types } = rows.get(r);
        total = add(total, mul(times[i], frac(times[i].n > 0n ? high : low)));
        for (const t of types) beyond[t] = sub(beyond[t], times[i]);
      });
      beyond.forEach((w, t) => { total = add(total, mul(w, frac(w.n > 0n ? here[t][1] : here[t][0]))); });
      found.push(total);
    } else {
      const { type, most } = node;
      need(type >= 0 && type < here.length, "a question about a type that is none");
      const [low, high] = here[type];
      waiting.push(here.with(type, [Math.max(low, most + 1), high]), here.with(type, [low, Math.min(high, most)]));
    }
  }
  need(waiting.length === 0, "a question left open");
  return found.reduce((a, b) => (cmp(a, b) < 0 ? b : a));
};

// ---- the draw ---------------------------------------------------------------------------------

const SEED = { commitment: text, seed: text, signature: orNull(text) };
const NUMBERING = record({ format: literal("deliberation numbering 1"), ...SEED, panels: list(list(whole)), people: names(list(whole)) });
const METHOD = literal("lots", "hand");
const DRAW = record({
  format: literal("deliberation draw 1"), ...SEED, announcement: orNull(text), numbering: orNull(text),
  method: METHOD, ticket: whole, panel: list(text), alternates: list(text),
});
const ANNOUNCEMENT = record({ format: literal("deliberation announcement 1"), commitment: text, numbering: orNull(text), draw: text, method: METHOD });
const ROUND = "drand quicknet round ";

const checkSeed = ({ seed, signature }) => {
  if (signature === null && !seed.startsWith(ROUND)) return;
  const found = /^drand quicknet round [1-9][0-9]* ([0-9a-f]{64})$/.exec(seed);
  need(found !== null && /^[0-9a-f]{96}$/.test(signature ?? ""), "no round of drand");
  need(sha256(Buffer.from(signature, "hex")) === found[1], "a round that does not follow from its signature");
};

const checkNumbering = (doc, lottery) => {
  NUMBERING(doc, "numbering.json");
  equal(doc.commitment, lottery.commitment, "the numbering's lottery");
  checkSeed(doc);
  need(tickets(lottery) <= 10000n, "more tickets than are numbered");
  const mixed = lots(doc.seed, `numbers ${doc.commitment}`).shuffle(Array.from({ length: Number(tickets(lottery)) }, (_, i) => i));
  let taken = 0;
  const panels = lottery.panels.map((p) => mixed.slice(taken, (taken += p.tickets)).sort(numeric));
  equal(doc.panels, panels, "numbers of the panels");
  const people = lottery.people.map(({ id }) => [id, lottery.panels.flatMap((p, i) => (p.members.includes(id) ? panels[i] : [])).sort(numeric)]);
  equal(doc.people, Object.fromEntries(people), "numbers of the people");
};

const lotsOf = (draw, numbering, purpose) =>
  numbering ? lots(numbering.seed, `${purpose} ${draw.commitment} ${draw.ticket}`) : lots(draw.seed, purpose);

const checkDraw = (doc, lottery, numbering, announcement) => {
  DRAW(doc, "draw.json");
  equal(doc.commitment, lottery.commitment, "the draw's lottery");
  equal(doc.numbering, numbering ? digest(numbering) : null, "the draw's numbering");
  equal(doc.announcement, announcement ? digest(announcement) : null, "the draw's announcement");
  checkSeed(doc);
  const total = tickets(lottery);
  if (doc.method === "lots") need(doc.ticket === lots(doc.seed, "panel").below(total), "another ticket");
  else need(numbering && doc.seed === String(doc.ticket).padStart(String(total - 1n).length, "0"), "another number was shown");
  let first = 0n;
  const drawn = lottery.panels.find((p, i) => {
    const own = numbering ? numbering.panels[i].includes(doc.ticket) : first <= doc.ticket && BigInt(doc.ticket) < first + BigInt(p.tickets);
    first += BigInt(p.tickets);
    return own;
  });
  need(drawn !== undefined, "a ticket that is none");
  equal(doc.panel, drawn.members, "the panel");
  const outside = lottery.people.filter((p) => !doc.panel.includes(p.id));
  if (withheld(lottery)) {
    const may = new Set(outside.map((p) => p.id));
    need(new Set(doc.alternates).size === doc.alternates.length && doc.alternates.every((id) => may.has(id)), "alternates that cannot be");
    return;
  }
  const panel = lottery.people.filter((p) => doc.panel.includes(p.id));
  const waiting = lotsOf(doc, numbering, "alternates").shuffle(outside.filter((p) => p.standing !== "out"));
  const standsFor = new Map(waiting.map((p) => [p, panel.filter((m) => fitsTogether(lottery, [...panel.filter((x) => x !== m), p]))]));
  const chosen = [];
  let marked = new Set();
  while (chosen.length < doc.alternates.length && waiting.length > 0) {
    const gain = (p) => standsFor.get(p).filter((m) => !marked.has(m)).length;
    const best = waiting.reduce((a, b) => (gain(b) > gain(a) ? b : a));
    if (gain(best) > 0) {
      chosen.push(best.id);
      waiting.splice(waiting.indexOf(best), 1);
      for (const m of standsFor.get(best)) marked.add(m);
    } else if (marked.size > 0) marked = new Set();
    else break;
  }
  equal(doc.alternates, chosen, "the alternates");
};

const checkAnnouncement = (doc, draw, numbering) => {
  ANNOUNCEMENT(doc, "announcement.json");
  equal([doc.commitment, doc.method], [draw.commitment, draw.method], "the announcement's draw");
  need((doc.numbering === null) === (numbering === undefined), "numbered, or not, against the announcement");
  for (const [source, made] of [[doc.numbering, numbering], [doc.draw, draw]]) {
    if (made && (source.startsWith(ROUND) || made.signature !== null)) need(made.seed.startsWith(`${source} `), "a seed from elsewhere");
  }
};

// ---- the reserve list -------------------------------------------------------------------------

const RESERVE = record({
  format: literal("deliberation reserve 1"), draw: text, rate: text, alternates: list(text), stand_ins: list(list(text)),
  missed: text, met: text, draw_missed: text, draw_met: text,
});

const checkReserve = (doc, draw, lottery, numbering) => {
  RESERVE(doc, "reserve.json");
  equal(doc.draw, digest(draw), "the reserve's draw");
  const byId = new Map(lottery.people.map((p) => [p.id, p]));
  const may = (id) => byId.has(id) && !draw.panel.includes(id) && byId.get(id).standing !== "out";
  need(new Set(doc.alternates).size === doc.alternates.length && doc.alternates.every(may), "reserves that cannot be");
  if (withheld(lottery)) return;
  const rate = /^([0-9]{1,15})(?:\/([0-9]{1,15}))?$/.exec(doc.rate);
  need(rate !== null, "no rate");
  const [above, below] = [Number(rate[1]), Number(rate[2] ?? "1")];
  need(above <= below && below > 0, "a rate above one");
  const chance = lotsOf(draw, numbering, "reserves measured");
  const missed = doc.stand_ins.map((coming) => {
    const stay = draw.panel.filter(() => chance.below(below) >= above);
    need(rising(coming) && coming.every((id) => doc.alternates.includes(id)), "others step in");
    const here = [...stay, ...coming].map((id) => byId.get(id));
    need(here.length <= lottery.size, "more people than seats");
    need([...homesOf(here).values()].every((home) => home.length <= lottery.per_household), "a household too many");
    const short = lottery.quotas.map((q) => {
      const n = here.filter((p) => has(p, q.answers)).length;
      return frac(Math.max(q.lower - n, n - q.upper, 0), q.upper === 0 ? 1 : q.upper);
    });
    return add(sum(short), frac(lottery.size - here.length, lottery.size));
  });
  need(missed.length > 0, "no scenario");
  equal(doc.missed, shown(div(sum(missed), frac(missed.length))), "what is missed");
  equal(doc.met, shown(frac(missed.filter((m) => m.n === 0n).length, missed.length)), "how often all is met");
};

// ---- urns, boards and receipts ----------------------------------------------------------------

const WORDS = readFileSync(process.argv[2], "ascii").split(/\s+/).filter((word) => word !== "");
const ALL_KINDS = ["ranking", "weak ranking", "approval", "scores", "grades", "credits"];
const boolean = is("boolean");
const hex = (v, at) => need(typeof v === "string" && /^[0-9a-f]{64}$/.test(v), `${at} is no 64 digits of HEX`);
const URN = record({
  format: literal("deliberation urn 1"), vote: text, kind: literal(...ALL_KINDS), candidates: list(text), most: orNull(whole),
  scores: orNull(pair(whole, whole)), grades: orNull(list(text)), credits: orNull(whole), against: boolean, phrases: boolean,
  key: hex, receipts: hex, split: literal("2 of 2", "2 of 3", "rehearsal"),
});
const BOARD = record({ format: literal("deliberation board 1"), vote: text, entries: list(pair(hex, hex)), root: hex });
const raw = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();

const checkUrn = (doc, name) => {
  URN(doc, name);
  need(name === `votes/${doc.vote}.urn.json`, `${name} is that of another vote`);
  const { kind, candidates, most, scores, grades, credits } = doc;
  const blank = (t) => /^[\p{White_Space}\u001c-\u001f]*$/u.test(t);
  const listed = (all) => all.length > 0 && new Set(all).size === all.length && !all.some(blank);
  need(listed(candidates), "candidates of an urn");
  if (most !== null) need(["ranking", "weak ranking", "approval"].includes(kind) && most >= 1 && most <= candidates.length, "most");
  for (const own of ["scores", "grades", "credits"]) need((doc[own] !== null) === (own === kind), `${own} without ${kind}`);
  if (scores !== null) need(scores[0] < scores[1], "scores");
  if (grades !== null) need(listed(grades), "grades");
  if (credits !== null) need(credits >= 1, "credits");
};

// RFC 6962, section 2.1: MTH over what are leaves already
const treeOf = (leaves) => {
  if (leaves.length === 0) return raw();
  if (leaves.length === 1) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return raw(Buffer.from([1]), treeOf(leaves.slice(0, k)), treeOf(leaves.slice(k)));
};

const wordsOf = (root) => {
  const bits = [...Buffer.from(root, "hex")].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return Array.from({ length: 8 }, (_, i) => WORDS[parseInt(bits.slice(10 * i, 10 * i + 10), 2)]).join(" ");
};

const checkBoard = (doc, name) => {
  BOARD(doc, name);
  need(name === `votes/${doc.vote}.board.json`, `${name} is that of another vote`);
  const leaves = doc.entries.map(([slot, ballot]) => raw(Buffer.from([0]), Buffer.from(slot + ballot, "hex")));
  need(rising(leaves, Buffer.compare), "entries that are not in the order of their leaves");
  need(new Set(doc.entries.map(([slot]) => slot)).size === leaves.length, "two ballots in a slot");
  need(treeOf(leaves).toString("hex") === doc.root, "another root");
};

const checkSealed = (vote, urn, board) => {
  need(board !== undefined, "a count from an urn without its board");
  const { kind, candidates, options, cast } = vote;
  const terms = { kind, candidates, scores: null, grades: null, credits: null };
  if (kind === "scores") terms.scores = [0, options.most];
  if (kind === "grades") terms.grades = options.scale;
  if (kind === "credits") terms.credits = options.credits ?? 100;
  for (const key of Object.keys(terms)) equal(urn[key], terms[key], `${key} of the urn`);
  need(cast <= board.entries.length, "more ballots than leaves");
};

const checkUrns = (files) => {
  for (const [name, file] of files) {
    if (name.endsWith(".board.json")) {
      checkBoard(file, name);
      need(files.has(`votes/${file.vote}.urn.json`), "a board without its urn");
    }
    if (name.endsWith(".urn.json")) {
      checkUrn(file, name);
      const vote = files.get(`votes/${file.vote}.json`);
      if (vote !== undefined) checkSealed(vote, file, files.get(`votes/${file.vote}.board.json`));
    }
  }
};

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LABEL = "RECEIPT:";
const encoded = (bytes) => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, "0"), 2)]).join("");
};
const decoded = (letters) => {
  const bits = [...letters].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
};
const read = (given) => {
  if (!/^[\x00-\x7f]*$/.test(given)) return null;
  const code = given.replace(/[\x09-\x0d\x1c-\x1f\x20]/g, "").toUpperCase();
  if (!code.startsWith(LABEL) || !/^[A-Z2-7]*$/.test(code.slice(LABEL.length))) return null;
  const bytes = decoded(code.slice(LABEL.length));
  const vote = bytes.toString("latin1", 128);
  if (bytes.length <= 128 || !/^[A-Za-z0-9_-]{1,64}$/.test(vote) || LABEL + encoded(bytes) !== code) return null;
  return { name: bytes.toString("hex", 0, 32), ballot: bytes.toString("hex", 32, 64), signature: bytes.subarray(64, 128), vote };
};
const ED25519 = Buffer.from("302a300506032b6570032100", "hex"); // what stands before 32 bytes in a DER key
const verdictOf = (code, files) => {
  const receipt = read(code);
  if (receipt === null) return "not a receipt";
  const { name, ballot, signature, vote } = receipt;
  const urn = files.get(`votes/${vote}.urn.json`);
  if (urn === undefined) return "not here";
  const key = createPublicKey({ key: Buffer.concat([ED25519, Buffer.from(urn.receipts, "hex")]), format: "der", type: "spki" });
  const said = write({ format: "deliberation receipt 1", name, ballot, vote });
  if (!verify(null, Buffer.from(said), key, signature)) return "not signed";
  const board = files.get(`votes/${vote}.board.json`);
  if (board === undefined) return "not closed";
  const shown = board.entries.find(([slot]) => slot === name);
  return shown === undefined ? "signed and missing" : shown[1] === ballot ? "fine" : "replaced";
};

// ---- the ledger -------------------------------------------------------------------------------

const KINDS = {
  assembly: { id: text, title: text, question: text, at: text },
  pool: { people: text, quotas: text, at: text },
  lottery: { commitment: text, document: text, at: text },
  announcement: { document: text, at: text },
  numbering: { seed: text, document: text, at: text },
  draw: { seed: text, document: text, at: text },
  vote: { vote: text, terms: text },
  mode: { vote: text, mode: literal("sealed", "phrases", "roll call") },
  opened: { vote: text, cards: natural, roll: text, at: text },
  urn: { vote: text, key: text, document: text, at: text },
  closed: { vote: text, ballots: natural, at: text },
  board: { vote: text, root: text, words: text, leaves: natural, document: text, at: text },
  unsealed: { vote: text, counted: natural, spoiled: names(natural), at: text },
  listed: { vote: text, document: text },
  tie: { vote: text, seed: text },
  count: { vote: text, document: text },
  abandoned: { vote: text, reason: text, at: text },
  purged: { vote: text, at: text },
  cards: { issued: natural, revoked: natural },
  correction: { entry: natural, reason: text, at: text },
};
const STEPS = {
  draw: ["pool", "lottery", "announcement", "numbering", "draw"],
  vote: ["vote", "mode", "opened", "urn", "closed", "board", "unsealed", "listed", "tie", "count", "abandoned", "purged"],
};
const NEEDS = {
  lottery: ["pool"], announcement: ["lottery"], numbering: ["lottery"], draw: ["lottery"],
  mode: ["vote"], listed: ["mode", "closed"],
  opened: ["vote"], closed: ["opened"], tie: ["closed"], count: ["closed"],
  urn: ["opened"], board: ["urn", "closed"], unsealed: ["board"], abandoned: ["board"], purged: ["board"],
};
const TERMS = ["id", "title", "question", "kind", "candidates", "rule", "seats", "options"];
const ENTRY = record({ index: whole, kind: literal(...Object.keys(KINDS)), payload: object, previous: text, digest: text });

// the urn and the list of a vote are those of its mode
const checkMode = (before, files) => {
  const noted = before.get("mode");
  if (noted === undefined) return;
  const urn = files.get(`votes/${noted.vote}.urn.json`);
  const ballots = files.get(`votes/${noted.vote}.list.json`);
  if (urn !== undefined) need(urn.phrases === (noted.mode === "phrases"), "phrases in another mode");
  if (ballots === undefined) return;
  need(noted.mode !== "sealed" && ballots.by === (noted.mode === "phrases" ? "phrase" : "card"), "a list of another mode");
  const number = noted.mode === "phrases" ? before.get("unsealed").counted : before.get("closed").ballots;
  need(ballots.ballots.length === number, "another number of ballots than were counted");
};

const checkLedger = (doc, files) => {
  record({ format: literal("deliberation ledger 1"), entries: list(ENTRY) })(doc, "ledger.json");
  need(doc.entries.length > 0, "an empty ledger");
  const done = new Map();
  let last = "0".repeat(64);
  doc.entries.forEach((entry, place) => {
    const { index, kind, payload, previous } = entry;
    need(index === place && previous === last, `entry ${place} does not follow`);
    last = digest({ index, kind, payload, previous });
    need(entry.digest === last, `entry ${place} has another digest`);
    record(KINDS[kind])(payload, `entry ${place}`);
    need((place === 0) === (kind === "assembly"), "the assembly comes first and once");
    if (kind === "correction") need(payload.entry < place, "a correction of what is not before it");
    const steps = STEPS.draw.includes(kind) ? STEPS.draw : STEPS.vote.includes(kind) ? STEPS.vote : [];
    const about = steps === STEPS.vote ? `votes/${payload.vote}.json` : "";
    const before = done.get(about) ?? new Map();
    if (steps.length > 0) {
      need([...before.keys()].every((k) => steps.indexOf(k) < steps.indexOf(kind)), `entry ${place} comes late or again`);
      need((NEEDS[kind] ?? []).every((k) => before.has(k)), `entry ${place} comes early`);
      if (before.has("urn") && (kind === "tie" || kind === "count")) need(before.has("unsealed"), `entry ${place}: an urn that was not opened`);
      const mode = before.get("mode")?.mode ?? null;
      if (kind === "urn") need(mode !== "roll call", "a roll call with an urn");
      if (kind === "closed") need(mode === null || mode === "roll call" || before.has("urn"), "sealed without an urn");
      if (kind === "listed") need(mode === "roll call" || (mode === "phrases" && before.has("unsealed")), "a list that there is not");
      if (kind === "count" && (mode === "roll call" || (mode === "phrases" && before.get("unsealed").counted >= 5))) need(before.has("listed"), "counted and not listed");
      if (kind === "abandoned") need(!before.has("count"), "given up though it was counted");
      if (kind === "purged") need(before.has("unsealed") || before.has("abandoned"), "purged, neither opened nor given up");
      done.set(about, before.set(kind, payload));
    }
    if (kind === "closed") need(payload.ballots <= before.get("opened").cards, "more ballots than cards");
    if (kind === "board") need(payload.leaves === before.get("closed").ballots, "other leaves than ballots");
    if (kind === "unsealed") {
      const all = Object.values(payload.spoiled).reduce((n, more) => n + more, payload.counted);
      need(all === before.get("closed").ballots, "other ballots in the urn than were cast");
    }
  });
  for (const before of done.values()) need(!(before.has("urn") && before.has("closed")) || before.has("board"), "closed without a board");
  const drawn = done.get("")?.has("draw") ?? false;
  const sealed = new Set();
  for (const { kind, payload } of doc.entries) {
    const name = kind === "assembly" ? "manifest.json" : kind === "pool" ? "lottery.json" : STEPS.draw.includes(kind) ? `${kind}.json` : kind === "listed" ? `votes/${payload.vote}.list.json` : kind === "urn" || kind === "board" ? `votes/${payload.vote}.${kind}.json` : `votes/${payload.vote}.json`;
    const file = files.get(name);
    if ("document" in payload) {
      sealed.add(name);
      need(file !== undefined || !(drawn || ["urn", "board", "listed", "count"].includes(kind)), `${name} is missing`);
    }
    if (kind === "closed" && done.get(`votes/${payload.vote}.json`).has("urn")) {
      const board = files.get(`votes/${payload.vote}.board.json`);
      need(board === undefined || board.entries.length === payload.ballots, "another number of ballots than leaves");
      continue;
    }
    if (file === undefined) continue;
    const says = {
      key: file.key, root: file.root, leaves: file.entries?.length, counted: file.cast, words: kind === "board" ? wordsOf(file.root) : undefined,
      title: file.title, people: file.digests?.people, quotas: file.digests?.quotas, commitment: file.commitment,
      seed: kind === "tie" ? file.break_tie.seed : file.seed, ballots: file.cast, document: digest(file),
      terms: kind === "vote" ? digest(Object.fromEntries(TERMS.map((t) => [t, file[t]]))) : undefined,
    };
    for (const key of Object.keys(payload)) if (key in says) need(payload[key] === says[key], `${name} says another ${key}`);
  }
  const free = ["manifest.json", "ledger.json", "certificate.json", "reserve.json"];
  for (const name of files.keys()) need(free.includes(name) || sealed.has(name), `${name} is not sealed`);
  for (const before of done.values()) checkMode(before, files);
};

// ---- counting ---------------------------------------------------------------------------------

const tieBreaker = (how) => {
  const settled = [];
  const note = (tied, decision, chosen, by) => { settled.push({ tied: sorted(tied), decision, chosen, how: by }); return chosen; };
  const choose = (tied, decision) => {
    if (tied.length === 1) return tied[0];
    need(how.by !== "refuse", `a tie that nothing settles: ${decision}`);
    if (how.by === "lot") return note(tied, decision, sorted(tied)[lots(how.seed, `tie: ${decision}`).below(tied.length)], `lot:${how.seed}`);
    need(tied.every((c) => how.order.includes(c)), "an order that lacks somebody tied");
    return note(tied, decision, how.order.find((c) => tied.includes(c)), `order:${how.order.join(",")}`);
  };
  return { settled, note, choose };
};

// candidates in groups of equal totals, the highest first; totals are fractions by candidate
const grouped = (candidates, totals) => {
  const groups = [];
  for (const c of candidates) {
    const group = groups.find(([first]) => cmp(totals.get(first), totals.get(c)) === 0);
    if (group) group.push(c); else groups.push([c]);
  }
  return groups.sort(([a], [b]) => cmp(totals.get(b), totals.get(a)));
};

const fillSeats = (groups, seats, ties) => {
  const elected = [];
  for (let group of groups) {
    while (elected.length < seats && group.length > seats - elected.length) {
      const chosen = ties.choose(group, `fill seat ${elected.length + 1}`);
      elected.push(chosen);
      group = group.filter((c) => c !== chosen);
    }
    if (elected.length < seats) elected.push(...group);
  }
  return elected;
};

const byTotals = (candidates, totals, seats, ties, groups = grouped(candidates, totals)) => ({
  elected: fillSeats(groups, seats, ties),
  totals: Object.fromEntries(candidates.map((c) => [c, shown(totals.get(c))])),
});

const schulze = (candidates, d, seats, ties) => {
  const n = candidates.map((_, i) => i);
  const p = n.map((i) => n.map((j) => (i !== j && d[i][j] > d[j][i] ? d[i][j] : 0)));
  for (const k of n) for (const i of n) for (const j of n) if (i !== j) p[i][j] = Math.max(p[i][j], Math.min(p[i][k], p[k][j]));
  const beats = (i, j) => p[i][j] > p[j][i];
  const totals = new Map(n.map((i) => [candidates[i], frac(n.filter((j) => beats(i, j)).length)]));
  const groups = [];
  for (let left = n; left.length > 0; ) {
    const best = left.filter((i) => !left.some((j) => beats(j, i)));
    groups.push(best.map((i) => candidates[i]));
    left = left.filter((i) => !best.includes(i));
  }
  return { ...byTotals(candidates, totals, seats, ties, groups), pairwise: d };
};

// papers on piles, for the rules with rounds
const piles = (candidates, evidence) => {
  const ballots = evidence.ballots ?? candidates.map((c) => ({ ballot: [c], times: evidence.first[c] }));
  const sheet = evidence.transfers ? new Map(candidates.map((c) => [c, evidence.transfers.filter(([source]) => source === c)])) : null;
  const valid = ballots.filter(({ ballot }) => ballot.length > 0);
  const many = valid.reduce((n, { times }) => n + BigInt(times), 0n);
  const on = new Map(candidates.map((c) => [c, valid.filter(({ ballot }) => ballot[0] === c).map(({ ballot, times }) => ({ ballot, place: 0, times: BigInt(times), value: frac(1) }))]));
  const kept = new Map();
  const [rounds, history] = [[], []];
  let continuing = [...candidates];
  const worth = (papers) => sum(papers.map((p) => frac(p.value.n * p.times, p.value.d)));
  const begin = () => {
    const totals = new Map(candidates.map((c) => [c, add(kept.get(c) ?? frac(0), worth(on.get(c)))]));
    history.push(totals);
    rounds.push({
      number: rounds.length + 1, totals: Object.fromEntries([...totals].map(([c, t]) => [c, shown(t)])),
      exhausted: shown(sub(frac(many), sum([...totals.values()]))), elected: [], eliminated: [], transfers: [],
    });
    return totals;
  };
  const leave = (gone, how) => { rounds.at(-1)[how].push(...gone); continuing = continuing.filter((c) => !gone.includes(c)); };
  // what the sheet says of one who passes papers on: it need not say which papers
  const told = (source, share, places) => {
    const papers = on.get(source);
    const [held, wanted] = [papers.reduce((n, p) => n + p.times, 0n), mul(worth(papers), share)];
    const entries = sheet.get(source).map(([, target, n, value]) => ({ target, n: BigInt(n), value: fraction(value) }));
    const places_ = [...candidates.filter((c) => continuing.includes(c)), null];
    need(rising(entries.map(({ target }) => places_.indexOf(target)), numeric) && entries.every(({ target }) => places_.includes(target)), "papers that moved to others");
    need(entries.every(({ n, value }) => n > 0n && value.n >= 0n && cmp(value, mul(share, frac(n))) <= 0), "papers that are worth too much");
    need(entries.reduce((sum, { n }) => sum + n, 0n) === held, "other papers moved than there were");
    const lost = sub(wanted, sum(entries.map(({ value }) => value)));
    const unit = frac(1n, 10n ** BigInt(places ?? 0));
    const cut = places !== null && lost.n > 0n && cmp(lost, mul(unit, frac(held))) < 0;
    need(lost.n === 0n || cut, "worth that was lost");
    if (places !== null) need(entries.every(({ value }) => div(value, unit).d === 1n), "a worth with more places");
    on.set(source, []);
    sheet.set(source, []);
    for (const { target, n, value } of entries) {
      if (target !== null) on.get(target).push({ ballot: [], place: 0, times: n, value: div(value, frac(n)) });
      rounds.at(-1).transfers.push({ source, target, papers: Number(n), value: shown(value) });
    }
  };
  const end = () => need(sheet === null || [...sheet.values()].every((left) => left.length === 0), "transfers that nobody made");
  const move = (sources, share = frac(1), places = null) => {
    const revalue = (v) => {
      const w = mul(v, share);
      return places === null ? w : frac((w.n * 10n ** BigInt(places)) / w.d, 10n ** BigInt(places));
    };
    for (const source of candidates.filter((c) => sources.includes(c))) {
      if (sheet !== null) { told(source, share, places); continue; }
      const moved = new Map();
      for (const paper of on.get(source)) {
        let place = paper.place + 1;
        while (place < paper.ballot.length && !continuing.includes(paper.ballot[place])) place++;
        const target = paper.ballot[place] ?? null;
        moved.set(target, [...(moved.get(target) ?? []), { ...paper, place, value: revalue(paper.value) }]);
      }
      on.set(source, []);
      for (const target of [...candidates, null].filter((c) => moved.has(c))) {
        const papers = moved.get(target);
        if (target !== null) on.get(target).push(...papers);
        const count = papers.reduce((n, p) => n + p.times, 0n);
        rounds.at(-1).transfers.push({ source, target, papers: Number(count), value: shown(worth(papers)) });
      }
    }
  };
  return { many, rounds, history, kept, begin, leave, move, end, left: () => continuing };
};

const irv = (candidates, evidence, seats, ties) => {
  const { rounds, begin, leave, move, end, left } = piles(candidates, evidence);
  for (;;) {
    const totals = begin();
    const standing = left();
    const groups = grouped(standing, totals);
    const [top, bottom] = [groups[0], groups.at(-1)];
    if (standing.length <= 2) { leave([ties.choose(top, `elect in round ${rounds.length}`)], "elected"); break; }
    const none = standing.filter((c) => totals.get(c).n === 0n);
    if (none.length > 0 && standing.length - none.length >= 2) { leave(none, "eliminated"); move(none); continue; }
    const all = sum(standing.map((c) => totals.get(c)));
    if (bottom.length > 1 && cmp(add(totals.get(top[0]), totals.get(top[0])), all) > 0) { leave(top, "elected"); break; }
    const gone = [ties.choose(bottom, `eliminate in round ${rounds.length}`)];
    leave(gone, "eliminated");
    move(gone);
  }
  end();
  return { quota: null, rounds, elected: rounds.flatMap((r) => r.elected) };
};

const stv = (candidates, evidence, seats, ties, places, { scottish = false, oneByOne = scottish, unit = 1n } = {}) => {
  const { many, rounds, history, kept, begin, leave, move, end, left } = piles(candidates, evidence);
  const quota = frac((many * unit) / BigInt(seats + 1) + 1n, unit);
  const elected = [];
  const elect = (some) => { leave(some, "elected"); elected.push(...some); };
  const one = (equal, words, most) => {
    const decision = `${words} in round ${rounds.length}`;
    let tied = equal;
    if (scottish && tied.length > 1) {
      for (const totals of history.slice(0, -1).reverse()) tied = grouped(tied, totals).at(most ? 0 : -1);
      if (tied.length === 1) return ties.note(equal, decision, tied[0], "earlier rounds");
    }
    return ties.choose(tied, decision);
  };
  for (;;) {
    const totals = begin();
    const ranked = grouped(left(), totals).flat();
    elect(ranked.filter((c) => cmp(totals.get(c), quota) >= 0));
    if (elected.length === seats) break;
    if (left().length === seats - elected.length) { elect(ranked.filter((c) => left().includes(c))); break; }
    const over = elected.filter((c) => cmp(totals.get(c), quota) > 0);
    if (over.length > 0) {
      const source = one(grouped(over, totals)[0], "transfer first", true);
      const surplus = sub(totals.get(source), quota);
      kept.set(source, quota);
      move([source], div(surplus, totals.get(source)), places);
      continue;
    }
    const none = left().filter((c) => totals.get(c).n === 0n);
    const empty = !oneByOne && none.length > 0 && left().length - none.length >= seats - elected.length;
    const gone = empty ? none : [one(grouped(left(), totals).at(-1), "eliminate", false)];
    leave(gone, "eliminated");
    move(gone);
  }
  end();
  return { quota: shown(quota), rounds, elected: rounds.flatMap((r) => r.elected) };
};

const minneapolis = (candidates, evidence, seats, ties) => {
  const { many, rounds, kept, begin, leave, move, end, left } = piles(candidates, evidence);
  const threshold = frac(many / BigInt(seats + 1) + 1n);
  for (let free = seats; ; ) {
    const totals = begin();
    const groups = grouped(left(), totals);
    const ranked = groups.flat();
    const reached = ranked.filter((c) => cmp(totals.get(c), threshold) >= 0);
    if (reached.length >= free) { leave(reached, "elected"); break; }
    if (reached.length === 0 && ranked.length <= free) { leave(ranked, "elected"); break; }
    // from the lowest group upwards: do they all, with every surplus, stay below the next group?
    let [below, sure, some] = [sum(reached.map((c) => sub(totals.get(c), threshold))), [], []];
    for (let i = groups.length - 1; i > 0; i--) {
      some = [...some, ...groups[i]];
      if (ranked.length - some.length < free) break;
      below = add(below, sum(groups[i].map((c) => totals.get(c))));
      if (cmp(below, totals.get(groups[i - 1][0])) < 0) sure = some;
    }
    if (sure.length === 0 && reached.length > 0) {
      const source = ties.choose(grouped(reached, totals)[0], `transfer first in round ${rounds.length}`);
      const over = div(sub(totals.get(source), threshold), totals.get(source));
      leave([source], "elected");
      kept.set(source, threshold);
      move([source], frac((over.n * 10000n) / over.d, 10000n), 4);
      free -= 1;
      continue;
    }
    if (sure.length === 0) sure = [ties.choose(groups.at(-1), `eliminate in round ${rounds.length}`)];
    const gone = left().filter((c) => sure.includes(c));
    leave(gone, "eliminated");
    move(gone);
  }
  end();
  return { quota: shown(threshold), rounds, elected: rounds.flatMap((r) => r.elected) };
};

// star: the two with most points, of whom more ballots prefer the elected; ties are parted step by step
const star = (candidates, { points, tops, d, seats }, ties) => {
  const preferred = (among) => new Map(among.map((a) => [a, frac(among.reduce((n, b) => n + d[candidates.indexOf(a)][candidates.indexOf(b)], 0))]));
  const measures = { points: () => points, preferences: preferred, "highest scores": () => tops };
  const best = (among, many, [by, ...rest], decision) => {
    const found = [];
    for (const group of grouped(among, measures[by](among))) {
      const room = many - found.length;
      if (room === 0) break;
      if (group.length <= room) { found.push(...group); continue; }
      if (rest.length > 0) {
        const asked = ties.settled.length;
        const parted = best(group, room, rest, decision);
        if (ties.settled.length === asked) for (const c of parted) ties.note(group, decision, c, rest[0]);
        found.push(...parted);
        continue;
      }
      let left = group;
      for (let n = 1; n <= room; n++) {
        const one = ties.choose(left, room > 1 ? `${decision}, ${n} of ${room}` : decision);
        found.push(one);
        left = left.filter((c) => c !== one);
      }
    }
    return found;
  };
  const elected = [];
  for (let seat = 1; seat <= seats; seat++) {
    const two = best(candidates.filter((c) => !elected.includes(c)), 2, ["points", "preferences", "highest scores"], `advance for seat ${seat}`);
    elected.push(...best(two, 1, ["preferences", "points", "highest scores"], `fill seat ${seat}`));
  }
  return elected;
};
const pointsOf = (candidates, tallies) => new Map(candidates.map((c) => [c, sum([...tallies.get(c)].map(([n, times]) => frac(BigInt(n) * BigInt(times))))]));

// medians: one is taken off each, again and again; the place of a grade is 0 for the best
const judged = (candidates, tallies, worst, valid, seats, ties) => {
  const medians = (c) => {
    const grades = [...tallies.get(c)].flatMap(([n, times]) => Array(times).fill(n));
    grades.push(...Array(valid - grades.length).fill(worst));
    grades.sort(numeric);
    const taken = [];
    while (grades.length > 0) taken.push(...grades.splice(Math.floor(grades.length / 2), 1)); // of two the worse
    return taken;
  };
  const keys = new Map(candidates.map((c) => [c, medians(c)]));
  const before = (a, b) => { const [x, y] = [keys.get(a), keys.get(b)]; const i = x.findIndex((g, k) => g !== y[k]); return i < 0 ? 0 : x[i] - y[i]; };
  const groups = [];
  for (const c of [...candidates].sort(before)) if (groups.length > 0 && before(groups.at(-1)[0], c) === 0) groups.at(-1).push(c); else groups.push([c]);
  return fillSeats(groups, seats, ties);
};

const answersOf = (candidates, tallies, supporting) => new Map(candidates.map((c) => {
  const all = [...tallies.get(c)];
  return [c, [all.reduce((n, [answer, times]) => (answer < supporting ? n + times : n), 0), all.reduce((n, [, times]) => n + times, 0)]];
}));

const supported = (candidates, answers, { share, of }, cast) => {
  const shares = new Map();
  for (const c of candidates) {
    const [yes, all] = answers.get(c);
    const base = of === "ballots" ? cast : all;
    if (base > 0) shares.set(c, frac(yes, base));
  }
  const carried = [...shares.keys()].filter((c) => cmp(shares.get(c), frac(...share)) >= 0);
  return grouped(carried, shares).flat();
};

const greedyBudget = (candidates, points, { total, costs }, ties, chosen = []) => {
  let left = total - chosen.reduce((n, c) => n + costs[c], 0);
  const wanted = candidates.filter((c) => points.get(c).n > 0n && !chosen.includes(c));
  const bought = [...chosen];
  for (const group of grouped(wanted, points)) {
    for (;;) {
      const fit = group.filter((c) => !bought.includes(c) && costs[c] <= left);
      if (fit.length === 0) break;
      const all = fit.reduce((n, c) => n + costs[c], 0) <= left;
      const one = all ? fit[0] : ties.choose(fit, `choose project ${bought.length + 1}`);
      bought.push(one);
      left -= costs[one];
    }
  }
  return bought;
};

// step by step: whoever has the best total is taken, and what the ballots hold changes
const committee = (candidates, ballots, chosen, held, { many, total, after, decision, whole }, ties) => {
  const supporters = (c) => ballots.map((b, i) => ({ ...b, held: held[i], i })).filter(({ ballot }) => ballot.includes(c));
  while (chosen.length < many) {
    const standing = candidates.filter((c) => !chosen.includes(c));
    const totals = new Map(standing.map((c) => [c, total(supporters(c), c)]));
    const some = standing.filter((c) => totals.get(c) !== null);
    if (some.length === 0 && !whole) return;
    let tied = some.length > 0 ? grouped(some, totals)[0] : standing;
    const room = many - chosen.length;
    const apart = ballots.every(({ ballot }) => ballot.filter((c) => tied.includes(c)).length < 2);
    if ((tied.length <= room && apart) || (whole && room === standing.length)) tied = tied.slice(0, 1);
    const one = ties.choose(tied, `${decision} ${chosen.length + 1}`);
    if (totals.get(one) !== null) for (const { i, held: h } of supporters(one)) held[i] = after(h, totals.get(one), one);
    chosen.push(one);
  }
};

const negative = (a) => ({ n: -a.n, d: a.d });
const byApprovals = (doc, ties) => {
  const { rule, candidates, seats, options, evidence } = doc;
  const ballots = evidence.ballots.filter(({ ballot }) => ballot.length > 0);
  const voters = ballots.reduce((n, { times }) => n + times, 0);
  const count = (some) => some.reduce((n, { times }) => n + times, 0);
  const [chosen, filling] = [[], { many: seats, decision: "fill seat", whole: true }];
  let held = ballots.map(() => frac(0));
  if (rule === "sequential_pav") {
    const total = (some) => sum(some.map(({ held: j, times }) => div(frac(times), add(j, frac(1)))));
    committee(candidates, ballots, chosen, held, { ...filling, total, after: (j) => add(j, frac(1)) }, ties);
    return chosen;
  }
  const load = { // minus the load, because the least is best
    ...filling,
    total: (some) => (some.length === 0 ? null : negative(div(add(frac(1), sum(some.map(({ held: x, times }) => mul(x, frac(times))))), frac(count(some))))),
    after: (_, best) => negative(best),
  };
  if (rule !== "sequential_phragmen") {
    held = ballots.map(() => frac(options.total ?? seats, voters));
    const cost = (c) => frac(options.costs?.[c] ?? 1);
    const total = (some, c) => { // minus what each pays for each of the cost
      let [missing, paying] = [cost(c), count(some)];
      for (const { held: purse, times } of [...some].sort((a, b) => cmp(a.held, b.held))) {
        if (cmp(mul(purse, frac(paying)), missing) >= 0) return negative(div(div(missing, frac(paying)), cost(c)));
        missing = sub(missing, mul(purse, frac(times)));
        paying -= times;
      }
      return null;
    };
    const after = (purse, best, c) => { const rest = add(purse, mul(best, cost(c))); return rest.n < 0n ? frac(0) : rest; };
    const budget = rule === "equal_shares_budget";
    const [many, decision] = budget ? [candidates.length, "choose project"] : [seats, "fill seat"];
    committee(candidates, ballots, chosen, held, { many, decision, whole: false, total, after }, ties);
    if (budget) return greedyBudget(candidates, pointsOf(candidates, tallied(doc).tallies), options, ties, chosen);
    held = held.map(negative);
  }
  committee(candidates, ballots, chosen, held, load, ties);
  return chosen;
};

// ---- votes ------------------------------------------------------------------------------------

const NONE = record({});
const SCORES = record({ most: natural });
const SCALE = { scale: list(text) };
const SUPPORT = record({ ...SCALE, supporting: natural, share: pair(natural, natural), of: literal("answers", "ballots") });
const MONEY = { total: natural, costs: names(natural), within: is("boolean") };
const WHOLE = ["sequential_pav", "sequential_phragmen", "equal_shares", "equal_shares_budget"]; // counted from whole ballots alone
const FREE = ["support", "greedy_budget", "equal_shares_budget"]; // choose as many as it comes to
const RULES = { // the kind of ballot, the evidence where whole ballots are withheld, the options
  plurality: ["ranking", "tallies", NONE],
  borda: ["ranking", "pairwise", NONE],
  copeland: ["ranking", "pairwise", NONE],
  minimax: ["ranking", "pairwise", NONE],
  schulze: ["ranking", "pairwise", NONE],
  irv: ["ranking", "used preferences", NONE],
  scottish_stv: ["ranking", "used preferences", NONE],
  prf_stv: ["ranking", "used preferences", NONE],
  minneapolis_stv: ["ranking", "used preferences", NONE],
  stv: ["ranking", "used preferences", either(NONE, record({ places: natural }))],
  approval: ["approval", "tallies", NONE],
  score: ["scores", "tallies", SCORES],
  quadratic: ["credits", "tallies", either(NONE, record({ credits: natural }))],
  star: ["scores", "tallies and pairs", SCORES],
  majority_judgment: ["grades", "tallies", record(SCALE)],
  support: ["grades", "tallies", SUPPORT],
  sequential_pav: ["approval", "tallies", NONE],
  sequential_phragmen: ["approval", "tallies", NONE],
  equal_shares: ["approval", "tallies", NONE],
  greedy_budget: ["approval", "tallies", record(MONEY)],
  equal_shares_budget: ["approval", "tallies", record({ ...MONEY, completion: literal("greedy") })],
};
const BREAK_TIE = either(
  record({ by: literal("refuse") }),
  record({ by: literal("order"), order: list(text) }),
  record({ by: literal("lot"), seed: text }),
);
const VOTE = record({
  format: literal("deliberation vote 1"), id: text, title: text, question: text, kind: text, candidates: list(text),
  rule: literal(...Object.keys(RULES)), seats: natural, options: object, break_tie: BREAK_TIE, cast: natural, evidence: object, result: object,
});
const ballotsOf = (ballot) => list(record({ ballot, times: natural }));
const TALLIES = names(list(pair(whole, natural)));
const moved = pair(text, orNull(text), natural, text);
const COARSER = { tallies: "sums", "tallies and pairs": "sums and pairs", "used preferences": "transfers" };
const FINE = ["score", "star", "quadratic", "support"]; // sums are enough for them
const evidenceOf = (kind, ballot) => record({
  kind: literal(kind),
  ...{
    ballots: { ballots: ballotsOf(ballot) },
    "used preferences": { ballots: ballotsOf(ballot) },
    tallies: { tallies: TALLIES, blank: natural },
    pairwise: { pairwise: list(list(natural)), blank: natural },
    "tallies and pairs": { tallies: TALLIES, pairwise: list(list(natural)), blank: natural },
    sums: { sums: names(list(whole)), blank: natural },
    "sums and pairs": { sums: names(list(whole)), pairwise: list(list(natural)), blank: natural },
    transfers: { first: names(natural), transfers: list(moved), blank: natural },
    outcome: {},
  }[kind],
});

// no part of the voters is small, and none is everybody
const mayBeShown = (cells) => { const parts = cells.filter((n) => n !== 0); return parts.length > 1 && parts.every((n) => n >= 5); };

const checkBallots = (doc, shared = true) => {
  const { ballots } = doc.evidence;
  need(rising(ballots.map(({ ballot }) => write(ballot))), "ballots are not sorted and distinct");
  need((!shared || mayBeShown(ballots.map(({ times }) => times))) && ballots.every(({ times }) => times > 0), "a ballot that too few voters cast, or all");
  for (const { ballot } of ballots) {
    const named = Array.isArray(ballot) ? ballot : Object.keys(ballot);
    need(new Set(named).size === named.length && named.every((c) => doc.candidates.includes(c)), "a ballot for others");
    if (doc.kind === "approval") need(rising(ballot), "approvals are not sorted");
  }
  need(ballots.reduce((n, { times }) => n + times, 0) === doc.cast, "another number of ballots");
  need(ballots.some(({ ballot }) => Object.keys(ballot).length > 0), "nobody chose anything");
};

// how many voters gave each candidate each number, and how many ballots were blank
const tallied = ({ evidence, kind, candidates }) => {
  if (!("ballots" in evidence)) return { tallies: new Map(Object.entries(evidence.tallies).map(([c, pairs]) => [c, new Map(pairs)])), blank: evidence.blank };
  const tallies = new Map(candidates.map((c) => [c, new Map()]));
  let blank = 0;
  for (const { ballot, times } of evidence.ballots) {
    const given = !Array.isArray(ballot) ? Object.entries(ballot) : (kind === "ranking" ? ballot.slice(0, 1) : ballot).map((c) => [c, 1]);
    if (given.length === 0) blank += times;
    for (const [c, n] of given) tallies.get(c).set(n, (tallies.get(c).get(n) ?? 0) + times);
  }
  return { tallies, blank };
};

const checkTallies = (doc, { tallies, blank }) => {
  const { kind, cast, candidates, options, evidence } = doc;
  const cost = (c) => (options.within ? BigInt(options.costs[c]) : 0n);
  let money = 0n;
  equal(sorted(tallies.keys()), sorted(candidates), "who has tallies");
  if ("tallies" in evidence) for (const pairs of Object.values(evidence.tallies)) need(rising(pairs.map(([n]) => n), numeric), "tallies are not sorted");
  const [valid, credits] = [cast - blank, BigInt(options.credits ?? 100)];
  const allowed = {
    ranking: (n) => n === 1, approval: (n) => n === 1, scores: (n) => n >= 0 && n <= options.most,
    grades: (n) => n >= 0 && n < options.scale.length,
    credits: (n) => n !== 0 && BigInt(n) ** 2n <= credits,
  }[kind];
  let [named, spent] = [0, 0n];
  for (const [c, given] of tallies) {
    let voters = 0;
    for (const [n, times] of given) {
      need(allowed(n) && times > 0, "a number that no ballot holds");
      voters += times;
      spent += BigInt(n) ** 2n * BigInt(times);
    }
    need(voters <= valid, "more voters than ballots");
    if (FINE.includes(doc.rule) && "tallies" in evidence) need(mayBeShown([...given.values(), valid - voters]), "tallies that tell too much");
    money += cost(c) * BigInt(voters);
    if (options.within && voters > 0) need(cost(c) <= BigInt(options.total), "a project beyond the total");
    named += voters;
  }
  if (kind === "credits") {
    need(spent <= credits * BigInt(valid), "more credits than all had");
    for (const { ballot } of evidence.ballots ?? []) need(Object.values(ballot).reduce((s, n) => s + BigInt(n) ** 2n, 0n) <= credits, "a ballot that is too dear");
  }
  if (options.within) {
    need(money <= BigInt(options.total) * BigInt(valid), "more money than all had");
    for (const { ballot } of evidence.ballots ?? []) need(ballot.reduce((n, c) => n + cost(c), 0n) <= BigInt(options.total), "a ballot that is too dear");
  }
  need(valid > 0 && (kind === "ranking" ? named === valid : named >= valid), "tallies and blank ballots do not add up");
};

// what all ballots together gave is no more than so many can give
const checkSums = ({ evidence, rule, candidates, cast, options }) => {
  const { sums, blank } = evidence;
  const valid = cast - blank;
  equal(sorted(Object.keys(sums)), sorted(candidates), "who has sums");
  need(valid > 0, "only blank ballots");
  const parts = rule === "star" || rule === "support" ? 2 : 1;
  const all = Object.values(sums);
  need(all.every((some) => some.length === parts), "sums of another shape");
  const most = options.most ?? 0;
  if (rule === "score") need(all.every(([x]) => x >= 0 && BigInt(x) <= BigInt(most) * BigInt(valid)), "scores that no ballots add up to");
  if (rule === "star") for (const [x, top] of all) {
    need(top >= 0 && top <= valid, "more who gave the most than ballots");
    const rest = BigInt(x) - BigInt(top) * BigInt(most);
    need(rest >= 0n && rest <= BigInt(valid - top) * BigInt(Math.max(0, most - 1)), "scores that no ballots add up to");
  }
  if (rule === "support") {
    need(all.every(([yes, n]) => yes >= 0 && yes <= n && n <= valid), "answers that no ballots hold");
    need(all.reduce((n, [, answers]) => n + answers, 0) >= valid, "fewer answers than ballots");
  }
  if (rule === "quadratic") {
    const squares = all.reduce((n, [x]) => n + BigInt(x) ** 2n, 0n);
    need(squares <= BigInt(options.credits ?? 100) * BigInt(valid) ** 2n, "more votes than all could buy");
  }
};

const checkFirst = ({ evidence, candidates, cast }) => {
  const { first, transfers, blank } = evidence;
  equal(sorted(Object.keys(first)), sorted(candidates), "who is first");
  need(transfers.every(([source]) => candidates.includes(source)), "transfers of others");
  need(blank < cast && Object.values(first).reduce((a, b) => a + b, 0) + blank === cast, "first preferences do not add up");
};

const pairsOf = ({ evidence, candidates, cast, kind }) => {
  if ("ballots" in evidence) {
    const above = (ballot, a, b) => {
      if (kind === "scores") return (ballot[a] ?? 0) > (ballot[b] ?? 0);
      const [i, j] = [ballot.indexOf(a), ballot.indexOf(b)];
      return a !== b && i >= 0 && (j < 0 || i < j);
    };
    return candidates.map((a) => candidates.map((b) => evidence.ballots.reduce((n, { ballot, times }) => (above(ballot, a, b) ? n + times : n), 0)));
  }
  const { pairwise, blank } = evidence;
  const [n, valid] = [candidates.length, cast - blank];
  need(pairwise.length === n && pairwise.every((row) => row.length === n), "pairs of others");
  const sound = pairwise.every((row, i) => row.every((x, j) => (i === j ? x === 0 : x + pairwise[j][i] <= valid)));
  need(valid > 0 && sound, "pairs that no ballots have");
  if (kind === "ranking") need(pairwise.flat().reduce((a, b) => a + b, 0) >= valid * (n - 1), "each first beats all others");
  return pairwise;
};

const pairTotals = {
  borda: (d, i) => frac(d[i].reduce((a, b) => a + b, 0)),
  copeland: (d, i) => sum(d[i].map((x, j) => (j === i || x < d[j][i] ? frac(0) : x > d[j][i] ? frac(1) : frac(1, 2)))),
  minimax: (d, i) => frac(Math.max(0, ...d.map((row, j) => (row[i] > d[i][j] ? row[i] : 0)))),
};

const counted = (doc, ties) => {
  const { rule, candidates, seats, options, evidence } = doc;
  if (rule === "irv") return irv(candidates, evidence, seats, ties);
  if (rule === "stv") return stv(candidates, evidence, seats, ties, options.places ?? null);
  if (rule === "scottish_stv") return stv(candidates, evidence, seats, ties, 5, { scottish: true });
  if (rule === "prf_stv") return stv(candidates, evidence, seats, ties, 4, { oneByOne: true, unit: 10000n });
  if (rule === "minneapolis_stv") return minneapolis(candidates, evidence, seats, ties);
  if (RULES[rule][1] === "pairwise") {
    const d = pairsOf(doc);
    if (rule === "schulze") return schulze(candidates, d, seats, ties);
    const totals = new Map(candidates.map((c, i) => [c, pairTotals[rule](d, i)]));
    const groups = grouped(candidates, totals);
    if (rule === "minimax") groups.reverse(); // the least loss is best
    return { ...byTotals(candidates, totals, seats, ties, groups), ...(rule === "borda" ? {} : { pairwise: d }) };
  }
  if (WHOLE.includes(rule)) return { elected: byApprovals(doc, ties) };
  if ("sums" in evidence) return bySums(doc, new Map(Object.entries(evidence.sums)), ties);
  const { tallies, blank } = tallied(doc);
  if (rule === "star") {
    const tops = new Map(candidates.map((c) => [c, frac(tallies.get(c).get(options.most) ?? 0)]));
    return { elected: star(candidates, { points: pointsOf(candidates, tallies), tops, d: pairsOf(doc), seats }, ties) };
  }
  if (rule === "majority_judgment") return { elected: judged(candidates, tallies, options.scale.length - 1, doc.cast - blank, seats, ties) };
  if (rule === "support") return { elected: supported(candidates, answersOf(candidates, tallies, options.supporting), options, doc.cast) };
  const totals = pointsOf(candidates, tallies);
  if (rule === "greedy_budget") return { elected: greedyBudget(candidates, totals, options, ties) };
  return byTotals(candidates, totals, seats, ties);
};

const bySums = (doc, sums, ties) => {
  const { rule, candidates, seats, options } = doc;
  if (rule === "support") return { elected: supported(candidates, sums, options, doc.cast) };
  const [points, tops] = [0, 1].map((i) => new Map(candidates.map((c) => [c, frac(sums.get(c)[i] ?? 0)])));
  if (rule === "star") return { elected: star(candidates, { points, tops, d: pairsOf(doc), seats }, ties) };
  return byTotals(candidates, points, seats, ties);
};

const OUTCOME = record({
  rule: text, seats: whole, elected: list(text),
  ties: list(record({ tied: list(text), decision: text, chosen: text, how: text })),
});

// of fewer than five ballots: who may be elected, and which ties can have come up and been settled so
const checkOutcome = ({ result, rule, seats, candidates, break_tie }) => {
  OUTCOME(result, "result");
  equal([result.rule, result.seats], [rule, seats], "whose outcome");
  const { elected } = result;
  need((FREE.includes(rule) || elected.length === seats) && new Set(elected).size === elected.length && elected.every((c) => candidates.includes(c)), "who is elected");
  const numbered = (words, n) => Array.from({ length: n }, (_, i) => `${words} ${i + 1}`);
  const decided = RULES[rule][1] === "used preferences"
    ? (decision, chosen) =>
        (numbered(rule === "irv" ? "elect in round" : "transfer first in round", candidates.length).includes(decision) && elected.includes(chosen)) ||
        (numbered("eliminate in round", candidates.length).includes(decision) && !elected.includes(chosen))
    : (decision, chosen) =>
        numbered(FREE.includes(rule) ? "choose project" : "fill seat", elected.length).some((words, i) => words === decision && elected[i] === chosen) ||
        (rule === "star" && advances.has(decision));
  const advances = new Set(numbered("advance for seat", seats).flatMap((words) => [words, `${words}, 1 of 2`, `${words}, 2 of 2`]));
  const own = { scottish_stv: ["earlier rounds"], star: ["preferences", "points", "highest scores"] }[rule] ?? [];
  const ties = tieBreaker(break_tie);
  const seen = new Set();
  for (const { tied, decision, chosen, how } of result.ties) {
    need(tied.length > 1 && rising(tied) && tied.includes(chosen) && tied.every((c) => candidates.includes(c)), "a tie of others");
    const once = rule === "star" ? `${decision} ${chosen}` : decision; // one decision can be about two who advance
    need(!seen.has(once) && decided(decision, chosen), "a tie that cannot have come up");
    seen.add(once);
    if (own.includes(how)) ties.note(tied, decision, chosen, how);
    else ties.choose(tied, decision);
  }
  equal(result.ties, ties.settled, "ties");
};

const checkOptions = ({ options, candidates }) => {
  const { costs, scale, supporting, share } = options;
  const numbers = [...Object.values(options), ...Object.values(costs ?? {}), ...(share ?? [])].filter((n) => typeof n === "number");
  need(numbers.every((n) => n <= 1e12), "an option that is too large");
  if (scale) need(new Set(scale).size === scale.length && scale.length > 1, "a scale that is none");
  if (share) need(supporting > 0 && supporting < scale.length && share[0] > 0 && share[0] <= share[1], "a share that is none");
  if (costs) {
    equal(sorted(Object.keys(costs)), sorted(candidates), "who costs what");
    need(options.total > 0 && Object.values(costs).every((n) => n > 0), "costs below 1");
  }
};

const checkVote = (doc, name) => {
  VOTE(doc, name);
  need(name === `votes/${doc.id}.json`, "the name of the file");
  const { candidates, seats, rule, cast, options, evidence, result } = doc;
  const [kind, least, shape] = RULES[rule];
  need(candidates.length > 0 && candidates.length <= 500 && new Set(candidates).size === candidates.length, "candidates");
  need(seats > 0 && seats <= (rule === "irv" ? 1 : candidates.length), "seats");
  need(doc.kind === kind, "the kind of ballot");
  shape(options, "options");
  need((options.places ?? 0) <= 30, "places");
  checkOptions(doc);
  need(cast > 0, "no ballots");
  const coarser = FINE.includes(rule) || least === "used preferences" ? [COARSER[least]] : [];
  need((cast < 5 ? ["outcome"] : ["ballots", least, ...coarser]).includes(evidence.kind), "evidence of another kind");
  evidenceOf(evidence.kind, kind === "ranking" || kind === "approval" ? list(text) : names(whole))(evidence, "evidence");
  if (evidence.kind === "outcome") return checkOutcome(doc);
  if ("ballots" in evidence) checkBallots(doc);
  if ("first" in evidence) checkFirst(doc);
  if ("sums" in evidence) checkSums(doc);
  else if (least.startsWith("tallies")) checkTallies(doc, tallied(doc));
  if (WHOLE.includes(rule) && evidence.kind !== "ballots") return checkOutcome(doc); // it cannot be counted
  const ties = tieBreaker(doc.break_tie);
  const made = counted(doc, ties);
  equal(result, { rule, seats, ties: ties.settled, ...made }, "the result");
};

// ---- ballots that are public ------------------------------------------------------------------

const LIST = record({
  format: literal("deliberation ballot list 1"), vote: text, by: literal("card", "phrase"),
  ballots: list(pair(either(text, natural), either(list(text), names(whole)))),
});

const checkList = (doc, name, vote) => {
  LIST(doc, name);
  need(name === `votes/${doc.vote}.list.json`, `${name} is that of another vote`);
  const labels = doc.ballots.map(([label]) => label);
  if (doc.by === "card") need(labels.every((n) => typeof n === "number" && n > 0) && rising(labels, numeric), "cards");
  else {
    need(labels.every((t) => typeof t === "string" && [...t].length <= 40), "a phrase that is none");
    const order = ([a, b], [c, d]) => compare(a, c) || compare(write(b), write(d));
    need(doc.ballots.every((x, i) => i === 0 || order(doc.ballots[i - 1], x) <= 0), "the phrases are not sorted");
    need(labels.length >= 5, "phrases beside fewer than five ballots");
  }
  if (vote === undefined) return;
  const times = new Map();
  for (const [, ballot] of doc.ballots) times.set(write(ballot), (times.get(write(ballot)) ?? 0) + 1);
  const ballots = sorted(times.keys()).map((written) => ({ ballot: JSON.parse(written), times: times.get(written) }));
  const [kind, least] = RULES[vote.rule];
  list(kind === "ranking" || kind === "approval" ? list(text) : names(whole))(doc.ballots.map(([, ballot]) => ballot), name);
  const all = { ...vote, evidence: { kind: "ballots", ballots } };
  checkBallots(all, false);
  if (least.startsWith("tallies")) checkTallies(all, tallied(all));
  const ties = tieBreaker(vote.break_tie);
  const made = { rule: vote.rule, seats: vote.seats, ...counted(all, ties), ties: ties.settled };
  for (const key of Object.keys(vote.result)) equal(vote.result[key], made[key], `another ${key} by all ballots`);
};

const checkLists = (files) => {
  for (const [name, file] of files) if (name.endsWith(".list.json")) checkList(file, name, files.get(name.replace(".list.json", ".json")));
};

// ---- the bundle -------------------------------------------------------------------------------

const MANIFEST = record({ format: literal("deliberation bundle 1"), title: text, files: names(text) });

const checkBundle = (bytes) => {
  const archived = unpack(bytes);
  need(archived.has("manifest.json"), "no manifest");
  const files = new Map([...archived].map(([name, content]) => [name, parse(name, content)]));
  const [manifest, ledger, lottery, certificate, announcement, numbering, draw, reserve] = ORDER.map((name) => files.get(name));
  MANIFEST(manifest, "manifest.json");
  const others = [...archived].filter(([name]) => name !== "manifest.json");
  equal(manifest.files, Object.fromEntries(others.map(([name, content]) => [name, sha256(content)])), "the manifest");
  need(others.some(([name]) => name !== "ledger.json"), "nothing to check");
  need((lottery === undefined) === (draw === undefined), "a lottery without its draw, or a draw without its lottery");
  need(lottery || ![certificate, announcement, numbering, reserve].some((file) => file), "files about no lottery");
  if (lottery) checkLottery(lottery);
  if (certificate) checkCertificate(certificate, lottery);
  if (numbering) checkNumbering(numbering, lottery);
  if (draw) checkDraw(draw, lottery, numbering, announcement);
  if (announcement) checkAnnouncement(announcement, draw, numbering);
  if (reserve) checkReserve(reserve, draw, lottery, numbering);
  for (const [name, file] of files) if (/^votes\/[^.]*\.json$/.test(name)) checkVote(file, name);
  checkUrns(files);
  checkLists(files);
  if (ledger) checkLedger(ledger, files);
  return files;
};

const receipts = JSON.parse(readFileSync(process.argv[3], "utf8"));

const verdict = (path) => {
  try {
    const files = checkBundle(readFileSync(path));
    return [true, receipts.map((code) => verdictOf(code, files))];
  } catch (error) {
    // what is no UTF-8, no JSON, or nested beyond all measure is refused like anything else
    if (error instanceof Refusal || error instanceof TypeError && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA" || error instanceof SyntaxError || error instanceof RangeError) return [false, error.message];
    throw error;
  }
};

for (const path of process.argv.slice(4)) console.log(JSON.stringify(verdict(path)));
