// The protocol of the urn in a browser's own cryptography (WebCrypto) and nothing else: a third
// program for the test vectors, and the proof that a page can seal with the same bytes. Written from
// docs/reference/urn.md and RFC 9180.
"use strict";

const subtle = crypto.subtle;
const bytes = (text) => new TextEncoder().encode(text);
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (data) => Array.from(data, (byte) => byte.toString(16).padStart(2, "0")).join("");
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const labelled = (...parts) => bytes(["deliberation urn 1", ...parts].join("\x1f"));
const sha256 = async (data) => new Uint8Array(await subtle.digest("SHA-256", data));
const NOTHING = new Uint8Array();

async function hmac(secret, data) {
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

// A private key of 32 bytes in the frame that WebCrypto reads (RFC 8410).
const frame = (secret) => join(unhex("302e020100300506032b656e04220420"), secret);

async function exchange(secret, theirs) {
  const own = await subtle.importKey("pkcs8", frame(secret), "X25519", false, ["deriveBits"]);
  const other = await subtle.importKey("raw", theirs, "X25519", false, []);
  return new Uint8Array(await subtle.deriveBits({ name: "X25519", public: other }, own, 256));
}

async function cipher(shared, enc, recipient, info) {
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

// As a page seals: with an ephemeral key that the browser makes and forgets.
async function seal(plain, recipient, info) {
  const pair = await subtle.generateKey("X25519", false, ["deriveBits"]);
  const enc = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  const theirs = await subtle.importKey("raw", recipient, "X25519", false, []);
  const how = { name: "X25519", public: theirs };
  const shared = new Uint8Array(await subtle.deriveBits(how, pair.privateKey, 256));
  return join(enc, new Uint8Array(await subtle.encrypt(...(await cipher(shared, enc, recipient, info)), plain)));
}

async function unseal(sealed, secret, recipient, info) {
  const enc = sealed.slice(0, 32);
  const shared = await exchange(secret, enc);
  const found = await subtle.decrypt(...(await cipher(shared, enc, recipient, info)), sealed.slice(32));
  return new Uint8Array(found);
}

// --- the parts of an urn ---

// Some of the test vectors are too long on purpose; they have no spaces.
function padded(text, length) {
  const plain = bytes(text);
  return join(plain, new Array(Math.max(0, length - plain.length)).fill(0x20));
}

function unbase32(text) {
  const bits = Array.from(text, (c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0"));
  return Uint8Array.from(bits.join("").match(/.{8}/g), (byte) => parseInt(byte, 2));
}

async function root(leaves) {
  if (leaves.length === 1) return leaves[0];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  const [left, right] = [await root(leaves.slice(0, half)), await root(leaves.slice(half))];
  return sha256(join([1], left, right));
}

async function signed(code, vote, key) {
  const data = unbase32(code.slice("RECEIPT:".length));
  const [name, ballot, signature] = [data.slice(0, 32), data.slice(32, 64), data.slice(64, 128)];
  const said = { ballot: hex(ballot), format: "deliberation receipt 1", name: hex(name), vote };
  const how = await subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  return subtle.verify("Ed25519", how, signature, bytes(JSON.stringify(said)));
}

// What is not as the test vectors say, a line each.
async function differences(vectors) {
  const found = [];
  const same = (what, ours, theirs) => ours === theirs || found.push(`${what}: ${ours}, not ${theirs}`);
  for (const { document, length, private: secret, cast, board } of vectors.urns) {
    const [vote, key] = [document.vote, unhex(document.key)];
    const leaves = [];
    for (const one of cast) {
      const [slot, sealed] = [unhex(one.slot), unhex(one.sealed)];
      const info = labelled("seal", vote, one.slot);
      const plain = padded(one.ballot, length);
      const shared = await exchange(unhex(one.ephemeral), key);
      const how = await cipher(shared, sealed.slice(0, 32), key, info);
      same("ciphertext", hex(new Uint8Array(await subtle.encrypt(...how, plain))), hex(sealed.slice(32)));
      same("plain", hex(await unseal(sealed, unhex(secret), key, info)), hex(plain));
      const name = await hmac(slot, labelled("name", vote));
      same("name", hex(name), one.name);
      const ballot = await sha256(sealed);
      same("receipt", hex(unbase32(one.receipt.slice(8)).slice(0, 64)), hex(join(name, ballot)));
      same("signature", await signed(one.receipt, vote, unhex(document.receipts)), true);
      leaves.push(hex(await sha256(join([0], name, ballot))));
    }
    same("root", hex(await root(leaves.sort().map(unhex))), board.document.root);
  }
  for (const { how, receipt } of vectors.altered.receipts) {
    const { vote, receipts } = vectors.urns[0].document;
    same(how, await signed(receipt, vote, unhex(receipts)), false);
  }
  for (const { how, urn, slot, sealed } of vectors.altered.sealed) {
    const { document, private: secret } = vectors.urns[urn];
    const info = labelled("seal", document.vote, slot);
    const opened = unseal(unhex(sealed), unhex(secret), unhex(document.key), info);
    same(how, await opened.then(() => "opened", () => "refused"), "refused");
  }
  return found;
}
