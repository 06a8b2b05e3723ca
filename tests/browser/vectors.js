// Follows the test vectors of the urn with the script that seals on the pages, and what only a test needs
// beside it: to seal with a given key, to open, and to read receipts and boards. Written from
// docs/reference/urn.md and RFC 9180.
import { bytes, cipher, hex, hmac, join, labelled, padded, unhex } from "/urn.js";

const subtle = crypto.subtle;
const sha256 = async (data) => new Uint8Array(await subtle.digest("SHA-256", data));

// A private key of 32 bytes in the frame that WebCrypto reads (RFC 8410).
const frame = (secret) => join(unhex("302e020100300506032b656e04220420"), secret);

async function exchange(secret, theirs) {
  const own = await subtle.importKey("pkcs8", frame(secret), "X25519", false, ["deriveBits"]);
  const other = await subtle.importKey("raw", theirs, "X25519", false, []);
  return new Uint8Array(await subtle.deriveBits({ name: "X25519", public: other }, own, 256));
}

async function unseal(sealed, secret, recipient, info) {
  const enc = sealed.slice(0, 32);
  const shared = await exchange(secret, enc);
  const found = await subtle.decrypt(...(await cipher(shared, enc, recipient, info)), sealed.slice(32));
  return new Uint8Array(found);
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
export async function differences(vectors) {
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
