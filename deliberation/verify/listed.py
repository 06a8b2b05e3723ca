"""The list of all ballots of a vote, where they are public: by card, or by phrase."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .ballots import ENOUGH, takes
from .board import BOARD_FILE, URN_FILE, VOTE_FILE
from .documents import ascending, canonical, each_once, need, show
from .votes import recount

BALLOT: Any = ([str, ...], {...: int})
LIST: Any = {"format": "deliberation ballot list 1", "vote": str, "by": ("card", "phrase")}
LIST |= {"ballots": [[(int, str), BALLOT], ...]}
LONGEST = 40  # characters of a phrase
UNSEEN = re.compile(r"[\s\u200c\u200d]+")
UNPRINTED = re.compile(
    r"[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def check_lists(docs: Any) -> Iterator[str]:
    """One line for each list of ballots that holds, beside votes that do."""
    for name in [name for name in docs if name.endswith(".list.json")]:
        doc = docs[name]
        vote, urn, board = (file.format(**doc) for file in (VOTE_FILE, URN_FILE, BOARD_FILE))
        if doc["by"] == "card":
            need(urn not in docs, f"{name} is by card, and there is an urn")
            _check_cards(doc["ballots"], name)
        else:
            closed = urn in docs and docs[urn]["phrases"] and board in docs
            need(closed, f"{name} is by phrase, and no urn that takes phrases was closed")
            most = len(docs[board]["entries"])
            need(len(doc["ballots"]) <= most, f"{name} has more ballots than the board shows")
            _check_phrases(doc["ballots"], docs[urn], name)
        if vote in docs:
            recount(docs[vote], vote, [ballot for _, ballot in doc["ballots"]], name)
            yield f"holds: {vote}, counted again from the {len(doc['ballots'])} ballots in {name}"
        yield f"not checked: whose each {doc['by']} in {name} is; its voter knows"
        for phrase, times in Counter(label for label, _ in doc["ballots"]).items():
            if phrase and times > 1:
                yield f"not checked: which of {times} ballots beside {show(phrase)} is whose"


def _check_cards(pairs: Any, name: str) -> None:
    """Each card once, and what can be seen of its ballot without the vote."""
    cards, ballots = [card for card, _ in pairs], [ballot for _, ballot in pairs]
    right = {*map(type, cards)} <= {int} and ascending([0, *cards])
    need(right, f"{name}: the cards are not sorted and distinct")
    same = len({*map(type, ballots)}) < 2 and all(each_once(one, one) for one in ballots)
    need(same, f"{name} has ballots of two kinds, or one that names somebody twice")


def _check_phrases(pairs: Any, urn: Any, name: str) -> None:
    """Enough of them, sorted, each beside a ballot that the urn takes."""
    right = all(type(phrase) is str and _printable(phrase) for phrase, _ in pairs)
    keys = [(phrase, canonical(ballot)) for phrase, ballot in pairs if right]
    need(right and keys == sorted(keys), f"{name}: the phrases are not sorted")
    need(len(pairs) >= ENOUGH, f"{name} prints phrases beside {len(pairs)} ballots")
    for _, ballot in pairs:
        need(takes(urn, ballot), f"{name}: the urn takes no ballot such as {show(ballot)}")


def _printable(phrase: str) -> bool:
    """Whether it is short, is seen, and holds nothing that hides or turns; none is a phrase too."""
    short = len(phrase) <= LONGEST and not UNPRINTED.search(phrase)
    return short and (not phrase or not UNSEEN.fullmatch(phrase))
