"""How open a vote is, and the list of its ballots where they are public: by card, or by phrase."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .board import BOARD_FILE, COUNTED, URN_FILE, VOTE_FILE
from .documents import ascending, canonical, each_once, fit, need, show
from .votes import recount

LIST_FILE = "votes/{vote}.list.json"
BALLOT: Any = ([str, ...], {...: int})
LIST: Any = {"format": "deliberation ballot list 1", "vote": str, "by": ("card", "phrase")}
LIST |= {"ballots": [[(int, str), BALLOT], ...]}
BY = {"roll call": "card", "phrases": "phrase", "sealed": None}  # what a mode publishes ballots by
ENOUGH, LONGEST = 5, 40  # ballots that there are before phrases are printed; characters of one
UNSEEN = re.compile(r"[\s\u200c\u200d]+")
UNPRINTED = re.compile(
    r"[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def check_lists(docs: Any) -> Iterator[str]:
    """One line for each list of ballots that holds, beside votes that do."""
    for name in [name for name in docs if name.endswith(".list.json")]:
        doc = docs[name]
        fit(doc, LIST, name)
        fit(LIST_FILE.format(**doc), name, "the name of a list's file")
        labels = [label for label, _ in doc["ballots"]]
        if doc["by"] == "card":
            right = all(type(card) is int and card > 0 for card in labels) and ascending(labels)
            need(right, f"{name}: the cards are not sorted and distinct")
        else:
            right = all(type(text) is str and _printable(text) for text in labels)
            pairs = (
                [(label, canonical(ballot)) for label, ballot in doc["ballots"]] if right else []
            )
            need(right and pairs == sorted(pairs), f"{name}: the phrases are not sorted")
            need(len(labels) >= ENOUGH, f"{name} prints phrases beside {len(labels)} ballots")
        _check_ballots(doc, name, *(docs.get(f.format(**doc)) for f in (URN_FILE, BOARD_FILE)))
        vote = VOTE_FILE.format(**doc)
        if vote in docs:
            papers = Counter(canonical(ballot) for _, ballot in doc["ballots"])
            recount(docs[vote], vote, papers, name)
            yield f"holds: {vote}, counted again from the {len(labels)} ballots in {name}"
        yield f"not checked: whose each {doc['by']} in {name} is; its voter knows"
        for phrase, times in Counter(labels).items():
            if phrase and times > 1:
                yield f"not checked: which of {times} ballots beside {show(phrase)} is whose"


def _printable(phrase: str) -> bool:
    """Whether it is short, is seen, and holds nothing that hides or turns; none is a phrase too."""
    short = len(phrase) <= LONGEST and not UNPRINTED.search(phrase)
    return short and (not phrase or not UNSEEN.fullmatch(phrase))


def _check_ballots(doc: Any, name: str, urn: Any, board: Any) -> None:
    """By card there is no urn; by phrase there is one, closed, that could take these ballots."""
    ballots = [ballot for _, ballot in doc["ballots"]]
    if doc["by"] == "card":
        need(urn is None, f"{name} is by card, and there is an urn")
        same = len({*map(type, ballots)}) < 2 and all(len({*b}) == len(b) for b in ballots)
        need(same, f"{name} has ballots of two kinds, or one that names somebody twice")
        return
    closed = urn is not None and urn["phrases"] and board is not None
    need(closed, f"{name} is by phrase, and no urn that takes phrases was closed")
    need(len(ballots) <= len(board["entries"]), f"{name} has more ballots than the board shows")
    for ballot in ballots:
        need(_fits_in(urn, ballot), f"{name}: the urn takes no ballot such as {show(ballot)}")


def _fits_in(urn: Any, ballot: Any) -> bool:
    """Whether such a ballot could be sealed and counted."""
    kind, names = urn["kind"], urn["candidates"]
    if isinstance(ballot, list) != (kind in COUNTED) or not each_once(ballot, names):
        return False
    match kind:
        case "scores":
            return all(urn["scores"][0] <= n <= urn["scores"][1] for n in ballot.values())
        case "grades":
            return all(0 <= n < len(urn["grades"]) for n in ballot.values())
        case "credits":
            right = all(n > 0 or (n < 0 and urn["against"]) for n in ballot.values())
            return right and sum(n * n for n in ballot.values()) <= urn["credits"]
    right = len(ballot) <= (urn["most"] or len(names)) and (kind == "ranking" or ascending(ballot))
    return right and kind != "weak ranking"  # which no rule of a vote counts


def require_mode(kind: str, said: Any, before: Any, where: str) -> None:
    """Refuse what cannot come in a vote of its mode; none was chosen in those from before modes."""
    mode = before.get("mode", {"mode": None})["mode"]
    need(mode in (None, *BY), f"{where}: {show(mode)} is no mode")
    match kind, mode:
        case "urn", "roll call":
            need(False, f"{where}: a roll call has no urn")
        case "closed", "sealed" | "phrases":
            need("urn" in before, f"{where}: the ballots were to be sealed, and there is no urn")
        case "listed", _:
            due = "unsealed" if mode == "phrases" else "closed"
            need(BY[mode] is not None and due in before, f"{where}: no ballots are listed")
        case "count", "roll call":
            need("listed" in before, f"{where}: a roll call is listed before it is counted")
        case "count", "phrases":
            few = before["unsealed"]["counted"] < ENOUGH
            need(few or "listed" in before, f"{where}: phrases are listed before the count")


def check_mode(docs: Any, vote: Any, done: Any) -> Iterator[str]:
    """The mode of a vote, and that its urn and its list, which entries sealed, are of that mode."""
    if "mode" not in done:
        return
    mode, urn, listed = done["mode"]["mode"], *(f.format(vote=vote) for f in (URN_FILE, LIST_FILE))
    if urn in docs:
        fit(docs[urn]["phrases"], mode == "phrases", f"{urn}, phrases")
    if listed in docs:
        fit(docs[listed]["by"], BY[mode], f"{listed}, by")
        counted = done["unsealed"]["counted"] if mode == "phrases" else done["closed"]["ballots"]
        fit(len(docs[listed]["ballots"]), counted, f"{listed}, the number of ballots")
    yield f"holds: {show(vote)} was to be held as {mode}, before anybody could cast"
