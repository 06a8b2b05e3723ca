"""A sealed vote: what was fixed when its urn opened, and the board that was shown at the close."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from .documents import ascending, fit, need

COUNTED, OWN = ("ranking", "weak ranking", "approval"), ("scores", "grades", "credits")
URN: Any = {"format": "deliberation urn 1", "vote": str, "kind": (*COUNTED, *OWN), "key": str}
URN |= {"candidates": [str, ...], "most": (int, None), "scores": ([int, int], None)}
URN |= {"grades": ([str, ...], None), "credits": (int, None), "against": (True, False)}
URN |= {"phrases": (True, False), "receipts": str, "split": ("2 of 2", "2 of 3", "rehearsal")}
BOARD: Any = {"format": "deliberation board 1", "vote": str, "root": str}
BOARD |= {"entries": [[str, str], ...]}
HEX = re.compile("[0-9a-f]{64}")
VOTE_FILE, URN_FILE, BOARD_FILE = (f"votes/{{vote}}{part}.json" for part in ("", ".urn", ".board"))


def check_boards(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of the urns and the boards, beside votes that do."""
    for name in [name for name in docs if name.endswith(".board.json")]:
        _check_board(docs[name], name)
        urn, number = URN_FILE.format(**docs[name]), len(docs[name]["entries"])
        need(urn in docs, f"{name} is there without {urn}")
        yield f"holds: {name}, {number} sealed ballots under one root; its eight words:"
        yield f"holds: {words_of(docs[name]['root'])}"
        yield "not checked: that these words were shown before the urn was opened; compare them"
    for name in [name for name in docs if name.endswith(".urn.json")]:
        _check_urn(docs[name], name)
        split, vote = docs[name]["split"], VOTE_FILE.format(**docs[name])
        yield f"holds: {name}, an urn for ballots of the kind {docs[name]['kind']}, key {split}"
        if split == "rehearsal":
            yield f"not checked: who saw what is in {name}; in a rehearsal one person can open it"
        if vote in docs:
            _check_vote(docs[vote], vote, docs[name], docs.get(BOARD_FILE.format(**docs[name])))
            yield f"not checked: that {vote} counts what was sealed; only who opened the urn saw it"


def words_of(root: str) -> str:
    """The first 80 bits of a root as eight words, ten bits each."""
    words = Path(__file__).with_name("words.txt").read_text("ascii").split()
    return " ".join(words[int(root[:20], 16) >> 10 * n & 1023] for n in range(7, -1, -1))


def root_of(leaves: list[bytes]) -> str:
    """The root of the Merkle tree of RFC 6962, in whose levels an odd one goes up alone."""
    while len(leaves) > 1:
        odd, pairs = leaves[len(leaves) // 2 * 2 :], zip(leaves[::2], leaves[1::2], strict=False)
        leaves = [sha256(b"\1" + left + right).digest() for left, right in pairs] + odd
    return (leaves or [sha256().digest()])[0].hex()


def _check_urn(doc: Any, name: str) -> None:
    """Its form, its name, and that there can be such ballots."""
    fit(doc, URN, name)
    fit(URN_FILE.format(**doc), name, "the name of an urn's file")
    keys = HEX.fullmatch(doc["key"]) and HEX.fullmatch(doc["receipts"])
    need(bool(keys), f"{name}: a key is not 64 digits (0-9, a-f)")
    kind, names, most = doc["kind"], doc["candidates"], doc["most"]
    sound = all((doc[what] is None) == (what != kind) for what in OWN)
    for each in (names, doc["grades"] or ["-"]):
        sound = sound and len(each) == len({*each}) > 0 and all(map(str.strip, each))
    low, high = doc["scores"] or (0, 1)
    sound = sound and low < high and (doc["credits"] is None or doc["credits"] > 0)
    sound = sound and (most is None or (kind in COUNTED and 0 < most <= len(names)))
    need(sound and doc["grades"] != [], f"{name}: there can be no such ballots")


def _check_vote(vote: Any, name: str, urn: Any, board: Any) -> None:
    """The ballots that were counted are such as were sealed, and no more than the leaves."""
    need(board is not None, f"{name} was counted, but the board of its urn is missing")
    kind, options = vote["kind"], vote["options"]
    asked = {"kind": kind, "candidates": vote["candidates"]} | dict.fromkeys(OWN)
    own = {"scores": [0, options.get("most")], "grades": options.get("scale")}
    own["credits"] = options.get("credits", 100)
    asked |= {what: own[what] for what in OWN if what == kind}
    fit({what: urn[what] for what in asked}, asked, f"the urn of {name}")
    need(vote["cast"] <= len(board["entries"]), f"{name} counts more ballots than its board shows")


def _check_board(doc: Any, name: str) -> None:
    """The leaves are in order, each slot has one, and the root is theirs."""
    fit(doc, BOARD, name)
    fit(BOARD_FILE.format(**doc), name, "the name of a board's file")
    for entry in doc["entries"]:
        need(all(map(HEX.fullmatch, entry)), f"{name}: an entry is not twice 64 digits (0-9, a-f)")
    leaves = [sha256(b"\0" + bytes.fromhex(a + b)).digest() for a, b in doc["entries"]]
    need(ascending(leaves), f"{name}: the entries are not in the order of their leaves, each once")
    slots = {slot for slot, _ in doc["entries"]}
    need(len(slots) == len(leaves), f"{name}: a slot has two ballots")
    fit(doc["root"], root_of(leaves), f"{name}, root")
