// Seals a ballot with the browser's own cryptography (WebCrypto) and nothing else, to the byte as
// docs/reference/urn.md and RFC 9180 say. The test vectors check it: tests/browser/test_urn.py.
// Browsers have this cryptography on https pages and on the machine itself only.

const subtle = globalThis.crypto?.subtle;
export const bytes = (text) => new TextEncoder().encode(text);
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const hex = (data) => Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
export const labelled = (...parts) => bytes(["deliberation urn 1", ...parts].join("\x1f"));
const NOTHING = new Uint8Array();

export async function hmac(secret, data) {
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", secret, how, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", key, data));
}

// --- HPKE: base mode, X25519, HKDF-SHA256, AES-128-GCM, one message ---

const KEM = join(bytes("KEM"), [0, 0x20]);
const SUITE = join(bytes("HPKE"), [0, 0x20, 0, 1, 0, 1]);

const extract = (suite, salt, label, data) =>
  hmac(salt.length ? salt : new Uint8Array(32), join(bytes("HPKE-v1"), suite, bytes(label), data));

async function expand(suite, secret, label, info, length) {
  const data = join([0, length], bytes("HPKE-v1"), suite, bytes(label), info, [1]);
  return (await hmac(secret, data)).slice(0, length);
}

// What AES needs, from the secret that both sides share.
export async function cipher(shared, enc, recipient, info) {
  const prk = await extract(KEM, NOTHING, "eae_prk", shared);
  const kem = await expand(KEM, prk, "shared_secret", join(enc, recipient), 32);
  const context = join(
    [0],
    await extract(SUITE, NOTHING, "psk_id_hash", NOTHING),
    await extract(SUITE, NOTHING, "info_hash", info),
  );
  const secret = await extract(SUITE, kem, "secret", NOTHING);
  const raw = await expand(SUITE, secret, "key", context, 16);
  const key = await subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  return [{ name: "AES-GCM", iv: await expand(SUITE, secret, "base_nonce", context, 12) }, key];
}

// With an ephemeral key that the browser makes and forgets.
export async function seal(plain, recipient, info) {
  const pair = await subtle.generateKey("X25519", false, ["deriveBits"]);
  const enc = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  const theirs = await subtle.importKey("raw", recipient, "X25519", false, []);
  const how = { name: "X25519", public: theirs };
  const shared = new Uint8Array(await subtle.deriveBits(how, pair.privateKey, 256));
  const sealed = await subtle.encrypt(...(await cipher(shared, enc, recipient, info)), plain);
  return join(enc, new Uint8Array(sealed));
}

// --- the ballot, written in the one way in which ballots are written ---

const order = (name) => hex(bytes(name)); // as code points are ordered, which UTF-16 is not
const sorted = (names) => [...names].sort((a, b) => (order(a) < order(b) ? -1 : 1));

// A ballot of this kind: a list of names, or a map from names to what they are given; and the voter's
// own phrase beside it, in a vote that prints them.
export function encode(kind, said, phrase = "") {
  const parts = new Map([[kind, said instanceof Map ? object(said) : list(kind, said)]]);
  if (phrase) parts.set("phrase", JSON.stringify(phrase));
  return `{${sorted(parts.keys()).map((name) => `${JSON.stringify(name)}:${parts.get(name)}`)}}`;
}

const list = (kind, names) => JSON.stringify(kind === "approval" ? sorted(names) : names);

// By hand, because an object of JavaScript puts names that are numbers first.
function object(said) {
  const pairs = sorted(said.keys()).map((name) => `${JSON.stringify(name)}:${JSON.stringify(said.get(name))}`);
  return `{${pairs.join(",")}}`;
}

// All ballots of a vote have one length before they are sealed.
export function padded(text, length) {
  const plain = bytes(text);
  return join(plain, new Array(Math.max(0, length - plain.length)).fill(0x20));
}
