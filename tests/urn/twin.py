"""The protocol of the urn written again from ``docs/reference/urn.md``, sharing no code with it.

It makes the test vectors: ``python -m tests.urn.twin > tests/golden/urn.json``. All that is taken
from chance elsewhere follows from a label here, so that each run makes the same file. Which ballots
are spoiled, and why, is written down by hand.
"""

import hmac
import json
import sys
from base64 import b32encode
from hashlib import sha256
from math import isqrt
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from shamir_mnemonic.wordlist import WORDLIST

from tests.urn import hpke, slip39

HOLDERS = {
    "2 of 2": ["facilitator", "observer"],
    "2 of 3": ["facilitator", "observer", "safe"],
    "rehearsal": ["rehearsal"],
}
BIRDS = "\N{BIRD}" * 40
UNOPENED, UNREADABLE = "it does not open", "it is not written as ballots are"

# An urn: what its document says besides the defaults, how its key is split, and what was cast, each
# with the reason for which it is spoiled.
PLAN: list[tuple[dict[str, Any], str, list[tuple[str, str | None]]]] = [
    (
        {
            "vote": "lamps",
            "kind": "ranking",
            "candidates": ["lamps", "trees", 'a "bench"'],
            "most": 2,
        },
        "2 of 2",
        [
            ('{"ranking":["trees","lamps"]}', None),
            ('{"ranking":["trees","lamps"]}', None),
            ('{"ranking":["a \\"bench\\"","trees"]}', None),
            ('{"ranking":[]}', None),
            ('{"ranking":["moon"]}', "it names somebody who does not stand"),
            ('{"ranking":["lamps","moon","trees"]}', UNREADABLE),  # a byte more than L
            ('{"ranking": ["lamps"]}', UNREADABLE),
            ('{"ranking":["lamps","lamps"]}', UNREADABLE),
            ('{"approval":["lamps"]}', "it is of another kind"),
            ('{"phrase":"me","ranking":[]}', "its phrase is none that can be printed"),
        ],
    ),
    (
        {"vote": "Tour_2-a", "kind": "weak ranking", "candidates": ["sø", "hav", "\N{BIRD}"]},
        "2 of 3",
        [
            ('{"weak ranking":[["hav"],["sø","\N{BIRD}"]]}', None),
            ('{"weak ranking":[["hav"],["sø"],["\N{BIRD}"]]}', None),
            ('{"weak ranking":[["sø","hav"]]}', UNREADABLE),
            ('{"weak ranking":[[]]}', UNREADABLE),
        ],
    ),
    (
        {
            "vote": "marks",
            "kind": "approval",
            "candidates": ["a", "b", "c"],
            "phrases": True,
            "most": 2,
        },
        "rehearsal",
        [
            ('{"approval":["a","b"],"phrase":"wild goose"}', None),
            ('{"approval":["c"],"phrase":"blå hejre"}', None),
            ('{"approval":["c"]}', None),
            ('{"approval":[],"phrase":"' + BIRDS + '"}', None),
            ('{"approval":["a","b","c"]}', "it names more candidates than it may"),
            ('{"approval":["a"],"phrase":"noreh"}', None),
            ('{"approval":["a"],"phrase":"\u202enoreh"}', "its phrase is none that can be printed"),
            ('{"approval":[],"phrase":"a\u200bfox"}', "its phrase is none that can be printed"),
            ('{"approval":[],"phrase":" "}', "its phrase is none that can be printed"),
            ('{"approval":[],"phrase":"\u200d "}', "its phrase is none that can be printed"),
            ('{"approval":["b","a"]}', UNREADABLE),
        ],
    ),
    (
        {"vote": "points", "kind": "scores", "candidates": ["a", "bb"], "scores": [-10, 5]},
        "2 of 2",
        [
            ('{"scores":{"a":-10,"bb":0}}', None),
            ('{"scores":{"bb":5}}', None),
            ('{"scores":{"a":6}}', "it gives a score that this vote does not have"),
            ('{"scores":{"a":true}}', UNREADABLE),
            ('{"scores":{"a":1.0}}', UNREADABLE),
        ],
    ),
    (
        {
            "vote": "words",
            "kind": "grades",
            "candidates": ["a", "bb"],
            "grades": ["good", "poor", "né"],
        },
        "2 of 3",
        [
            ('{"grades":{"a":"good","bb":"né"}}', None),
            ('{"grades":{}}', None),
            ('{"grades":{"a":"bad"}}', "it gives a grade that this vote does not have"),
        ],
    ),
    (
        {
            "vote": "purse",
            "kind": "credits",
            "candidates": ["a", "bb", "ccc"],
            "credits": 99,
            "against": False,
        },
        "2 of 2",
        [
            ('{"credits":{"a":9,"bb":3,"ccc":3}}', None),
            ('{"credits":{}}', None),
            ('{"credits":{"a":-1}}', "it votes against somebody"),
            ('{"credits":{"a":9,"bb":5}}', "it spends more credits than there are"),
            ('{"credits":{"a":0}}', UNREADABLE),
        ],
    ),
]


def chance(label: str) -> bytes:
    return sha256(f"test vector of the urn: {label}".encode()).digest()


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def labelled(use: str, *rest: str) -> bytes:
    return "\x1f".join(["deliberation urn 1", use, *rest]).encode()


def words(digest: bytes) -> list[str]:
    bits = "".join(f"{byte:08b}" for byte in digest)
    return [WORDLIST[int(bits[i : i + 10], 2)] for i in range(0, 80, 10)]


def length(document: dict[str, Any]) -> int:
    """L: the sum of the parts of the longest ballot."""
    kind, names = document["kind"], [len(canonical(name)) for name in document["candidates"]]
    if kind in ("ranking", "approval", "weak ranking"):
        told = sorted(names)[-(document["most"] or len(names)) :]
        inside = sum(told) + len(told) - 1 + (2 * len(told) if kind == "weak ranking" else 0)
    else:
        match kind:
            case "scores":
                mark = max(len(str(score)) for score in document["scores"])
            case "grades":
                mark = max(len(canonical(grade)) for grade in document["grades"])
            case _:
                mark = len(str(isqrt(document["credits"]))) + document["against"]
        inside = sum(names) + (1 + mark) * len(names) + len(names) - 1
    whole = len('{"":[]}') + len(kind) + inside
    return whole + (len('"phrase":"",') + 160 if document["phrases"] else 0)


def tree(leaves: list[bytes]) -> bytes:
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha256(b"\x01" + tree(leaves[:k]) + tree(leaves[k:])).digest()


def path(index: int, leaves: list[bytes]) -> list[str]:
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if index < k:
        return [*path(index, leaves[:k]), tree(leaves[k:]).hex()]
    return [*path(index - k, leaves[k:]), tree(leaves[:k]).hex()]


def cast(
    vote: str, number: int, text: str, size: int, public: bytes, signing: Ed25519PrivateKey
) -> dict[str, Any]:
    """One ballot, sealed and receipted."""
    slot, ephemeral = chance(f"slot {vote} {number}"), chance(f"ephemeral {vote} {number}")
    plain = text.encode() + b" " * (size - len(text.encode()))
    sealed = hpke.seal(plain, public, labelled("seal", vote, slot.hex()), ephemeral)
    name, ballot = hmac.digest(slot, labelled("name", vote), "sha256"), sha256(sealed).digest()
    said = {
        "format": "deliberation receipt 1",
        "vote": vote,
        "name": name.hex(),
        "ballot": ballot.hex(),
    }
    receipt = name + ballot + signing.sign(canonical(said)) + vote.encode()
    return {
        "slot": slot.hex(),
        "ephemeral": ephemeral.hex(),
        "ballot": text,
        "sealed": sealed.hex(),
        "name": name.hex(),
        "receipt": "RECEIPT:" + b32encode(receipt).decode().replace("=", ""),
    }


def urn(given: dict[str, Any], split: str, ballots: list[tuple[str, str | None]]) -> dict[str, Any]:
    """The whole life of one urn."""
    vote, private = given["vote"], chance(f"key {given['vote']}")
    signing = Ed25519PrivateKey.from_private_bytes(chance(f"signing {vote}"))
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    document = {
        "format": "deliberation urn 1",
        "most": None,
        "scores": None,
        "grades": None,
        "credits": None,
        "against": True,
        "phrases": False,
        **given,
        "key": public.hex(),
        "receipts": signing.public_key().public_bytes_raw().hex(),
        "split": split,
    }
    digest, size = sha256(canonical(document)), length(document)
    identifier = int.from_bytes(sha256(labelled("share") + public).digest()[:2], "big") // 2
    holders = HOLDERS[split]
    told = slip39.shares(
        private, identifier, min(2, len(holders)), len(holders), chance(f"share {vote}")[:28]
    )
    kept = [cast(vote, n, text, size, public, signing) for n, (text, _) in enumerate(ballots)]
    entries = {}
    for one in kept:
        entry = [one["name"], sha256(bytes.fromhex(one["sealed"])).hexdigest()]
        entries[sha256(b"\x00" + bytes.fromhex("".join(entry))).digest()] = entry
    leaves = sorted(entries)
    return {
        "document": document,
        "digest": digest.hexdigest(),
        "words": words(digest.digest()),
        "private": private.hex(),
        "signing": signing.private_bytes_raw().hex(),
        "shares": [f"urn share 1 {vote} {h} {w}" for h, w in zip(holders, told, strict=True)],
        "length": size,
        "cast": kept,
        "board": {
            "document": {
                "format": "deliberation board 1",
                "vote": vote,
                "entries": [entries[leaf] for leaf in leaves],
                "root": tree(leaves).hex(),
            },
            "words": words(tree(leaves)),
        },
        "proofs": [path(index, leaves) for index in range(len(leaves))],
        "count": count(ballots),
    }


def count(ballots: list[tuple[str, str | None]]) -> dict[str, Any]:
    """What is counted, told from the texts: a phrase is cut out of them."""
    counted: dict[str, int] = {}
    spoiled: dict[str, int] = {}
    phrases = []
    for text, reason in ballots:
        if reason is not None:
            spoiled[reason] = spoiled.get(reason, 0) + 1
            continue
        said = json.loads(text)
        phrase = said.pop("phrase", None)
        alone = canonical(said).decode()
        counted[alone] = counted.get(alone, 0) + 1
        if phrase is not None:
            phrases.append([phrase, alone])
    return {
        "ballots": [[text, counted[text]] for text in sorted(counted, key=str.encode)],
        "spoiled": dict(sorted(spoiled.items())),
        "phrases": sorted(phrases),
    }


def altered(urns: list[dict[str, Any]]) -> dict[str, Any]:
    """What does not open, and what is not signed, in the first urn."""
    first, second, *_ = urns[0]["cast"]
    sealed = bytes.fromhex(first["sealed"])
    forged = {
        "copied into another slot": [second["slot"], first["sealed"]],
        "first bit": [first["slot"], (bytes([sealed[0] ^ 0x80]) + sealed[1:]).hex()],
        "last bit": [first["slot"], (sealed[:-1] + bytes([sealed[-1] ^ 1])).hex()],
        "a byte short": [first["slot"], sealed[:-1].hex()],
        "a byte more": [first["slot"], sealed.hex() + "00"],
        "degenerate ephemeral key": [first["slot"], bytes(len(sealed)).hex()],
        "nothing": [first["slot"], ""],
    }
    code = first["receipt"]
    return {
        "sealed": [
            {"how": how, "urn": 0, "slot": slot, "sealed": text}
            for how, (slot, text) in forged.items()
        ],
        "receipts": [
            {"how": "another name", "receipt": code[:8] + swapped(code[8]) + code[9:]},
            {"how": "another ballot", "receipt": code[:70] + swapped(code[70]) + code[71:]},
            {"how": "another signature", "receipt": code[:150] + swapped(code[150]) + code[151:]},
            {"how": "of another urn", "receipt": urns[1]["cast"][0]["receipt"]},
        ],
    }


def swapped(character: str) -> str:
    return "B" if character == "A" else "A"


def vectors() -> dict[str, Any]:
    """The whole file. The numbers of the standard are facts of RFC 9180, appendix A.1.1."""
    urns = [urn(*planned) for planned in PLAN]
    return {
        "format": "deliberation urn test vectors 1",
        "hpke": {
            "private": "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
            "public": "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
            "ephemeral": "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
            "info": b"Ode on a Grecian Urn".hex(),
            "aad": b"Count-0".hex(),
            "plain": b"Beauty is truth, truth beauty".hex(),
            "enc": "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
            "ciphertext": (
                "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
                "6d8770ac83d07bea87e13c512a"
            ),
        },
        "urns": urns,
        "altered": altered(urns),
    }


if __name__ == "__main__":
    json.dump(vectors(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
