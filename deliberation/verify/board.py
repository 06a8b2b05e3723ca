"""A sealed vote: what was fixed when its urn opened, and the board that was shown at the close."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from .ballots import COUNTED, OWN, terms_of
from .documents import HEX, SOME, ascending, fit, need

URN: Any = {"format": "deliberation urn 1", "vote": str, "kind": (*COUNTED, *OWN), "key": HEX}
URN |= {"candidates": [str, ...], "most": (SOME, None), "scores": ([int, int], None)}
URN |= {"grades": ([str, ...], None), "credits": (SOME, None), "against": (True, False)}
URN |= {"phrases": (True, False), "receipts": HEX, "split": ("2 of 2", "2 of 3", "rehearsal")}
BOARD: Any = {"format": "deliberation board 1", "vote": str, "root": str}
BOARD |= {"entries": [[HEX, HEX], ...]}
PARTS = ("", ".urn", ".board", ".list")
VOTE_FILE, URN_FILE, BOARD_FILE, LIST_FILE = (f"votes/{{vote}}{part}.json" for part in PARTS)


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
    """That there can be such ballots."""
    kind, names, grades = doc["kind"], doc["candidates"], doc["grades"]
    sound = all((doc[what] is None) == (what != kind) for what in OWN)
    for each in (names, grades if grades is not None else ["-"]):
        sound = sound and len(each) == len({*each}) > 0 and all(map(str.strip, each))
    sound = sound and ascending(doc["scores"] or ())
    sound = sound and (doc["most"] is None or (kind in COUNTED and doc["most"] <= len(names)))
    need(sound, f"{name}: there can be no such ballots")


def _check_vote(vote: Any, name: str, urn: Any, board: Any) -> None:
    """The ballots that were counted are such as were sealed, and no more than the leaves."""
    need(board is not None, f"{name} was counted, but the board of its urn is missing")
    asked = terms_of(vote)
    fit({what: urn[what] for what in asked}, asked, f"the urn of {name}")
    need(vote["cast"] <= len(board["entries"]), f"{name} counts more ballots than its board shows")


def _check_board(doc: Any, name: str) -> None:
    """The leaves are in order, each slot has one, and the root is theirs."""
    leaves = [sha256(b"\0" + bytes.fromhex(a + b)).digest() for a, b in doc["entries"]]
    need(ascending(leaves), f"{name}: the entries are not in the order of their leaves, each once")
    need(len(dict(doc["entries"])) == len(leaves), f"{name}: a slot has two ballots")
    fit(doc["root"], root_of(leaves), f"{name}, root")
