"""What a ballot of one vote may say, fixed before the first is sealed; and how long it can be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Any, Final

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import LARGEST, canonical
from deliberation.urn.phrases import LONGEST_PHRASE
from deliberation.voting.ballots import KINDS

VOTE_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")

_WIDEST: Final = "\N{BIRD}"  # no character takes more bytes than the four of this one
_COUNTED: Final = frozenset({"ranking", "weak ranking", "approval"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What a ballot of one vote may say.

    >>> Terms("lamps", "ranking", ("lamps", "trees")).length
    29

    Args:
        vote_id: 1 to 64 letters (a-z, A-Z), digits, hyphens and low lines.
        kind: a value of ``voting.ballots.KINDS``.
        candidates: who stands, in the order in which results name them.
        most: how many candidates a ranking or an approval may name; by default all of them.
        scores: the lowest and the highest score, whole numbers; of a vote with scores only.
        grades: the words that grade, of a vote with grades only.
        credits: what each voter has to spend, of a vote with credits only; votes are whole.
        against: whether credits may buy votes against a candidate.
        phrases: whether a voter may add a phrase that is printed beside the counted ballot.

    Raises:
        InvalidInputError: no vote can be held on these terms; with every reason.
    """

    vote_id: str
    kind: str
    candidates: tuple[str, ...]
    most: int | None = None
    scores: tuple[int, int] | None = None
    grades: tuple[str, ...] | None = None
    credits: int | None = None
    against: bool = True
    phrases: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "candidates", tuple(self.candidates))
        if problems := [*_problems(self)]:
            raise InvalidInputError(problems)

    @property
    def length(self) -> int:
        """The bytes of every ballot of this vote before it is sealed: those of the longest.

        It is that of a ballot as ``encoding`` writes it that says as much as these terms allow, and
        of spendings as if the whole purse could go to each candidate.
        """
        longest: dict[str, Any] = {self.kind: _LONGEST[self.kind](self)}
        if self.phrases:
            longest["phrase"] = _WIDEST * LONGEST_PHRASE
        return len(canonical(longest))


def _longest_names(terms: Terms) -> list[str]:
    """As many candidates as a ballot may name, those that take most bytes."""
    return sorted(terms.candidates, key=_bytes, reverse=True)[: terms.most]


def _longest_scores(terms: Terms) -> dict[str, Any]:
    return dict.fromkeys(terms.candidates, max(terms.scores or (0,), key=_bytes))


def _longest_grades(terms: Terms) -> dict[str, Any]:
    return dict.fromkeys(terms.candidates, max(terms.grades or (), key=_bytes))


def _longest_credits(terms: Terms) -> dict[str, Any]:
    most = isqrt(terms.credits or 0)
    return dict.fromkeys(terms.candidates, -most if terms.against else most)


_LONGEST: Final[Mapping[str, Callable[[Terms], object]]] = {
    "ranking": _longest_names,
    "weak ranking": lambda terms: [[name] for name in _longest_names(terms)],
    "approval": _longest_names,
    "scores": _longest_scores,
    "grades": _longest_grades,
    "credits": _longest_credits,
}


def _bytes(value: str | int) -> int:
    return len(canonical(value))


def _problems(terms: Terms) -> Iterator[str]:
    if not VOTE_ID.fullmatch(terms.vote_id):
        yield f"{terms.vote_id!r} is no id of a vote; use at most 64 of a-z, A-Z, 0-9, - and _"
    if terms.kind not in KINDS.values():
        yield f"there are no ballots of the kind {terms.kind!r}; take {', '.join(KINDS.values())}"
    yield from _name_problems("candidate", terms.candidates)
    if terms.most is not None and terms.kind not in _COUNTED:
        yield f"a ballot of the kind {terms.kind!r} has no limit on how many it names; leave it out"
    elif terms.most is not None and not 1 <= terms.most <= len(terms.candidates):
        yield f"a ballot can name 1 to {len(terms.candidates)} candidates, not {terms.most}"
    for kind in ("scores", "grades", "credits"):
        if (getattr(terms, kind) is not None) != (kind == terms.kind):
            which = "none are given" if kind == terms.kind else f"this is one with {terms.kind}"
            yield f"{kind} belong to a vote with {kind}, and {which}"
    if terms.scores is not None and not _is_range(terms.scores):
        yield f"scores go from a whole number to a higher one, not from {terms.scores!r}"
    if terms.grades is not None:
        yield from _name_problems("grade", terms.grades)
    if terms.credits is not None and not 1 <= terms.credits <= LARGEST:
        yield f"credits are a whole number from 1, not {terms.credits!r}"


def _name_problems(what: str, names: tuple[str, ...]) -> Iterator[str]:
    """What is wrong with the *names* of candidates, or of grades."""
    if not names:
        yield f"there is no {what}"
    for name, times in Counter(names).items():
        if not name.strip() or any("\ud800" <= character <= "\udfff" for character in name):
            yield f"{name!r} is no name for a {what}; write one that can be read"
        if times > 1:
            yield f"the {what} {name!r} stands {times} times; keep one"


def _is_range(scores: tuple[int, ...]) -> bool:
    return len(scores) == 2 and -LARGEST <= scores[0] < scores[1] <= LARGEST
