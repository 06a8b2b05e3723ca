"""What keeps a ballot from being counted: told to the voter in full, and to the count in a word.

The reasons are few and fixed: what is published of a spoiled ballot must not carry a sign by which
its voter could show how they voted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from deliberation.urn.phrases import LONGEST_PHRASE, can_be_printed
from deliberation.urn.terms import Terms
from deliberation.voting.ballots import KINDS, Ballot, Credits, Grades, Scores

UNOPENED: Final = "it does not open"
UNREADABLE: Final = "it is not written as ballots are"
KIND: Final = "it is of another kind"
STRANGER: Final = "it names somebody who does not stand"
MANY: Final = "it names more candidates than it may"
SCORE: Final = "it gives a score that this vote does not have"
GRADE: Final = "it gives a grade that this vote does not have"
AGAINST: Final = "it votes against somebody"
OVERSPENT: Final = "it spends more credits than there are"
PHRASE: Final = "its phrase is none that can be printed"
DEAR: Final = "it costs more than the budget"

REASONS: Final = (
    *(UNOPENED, UNREADABLE, KIND, STRANGER, MANY, SCORE, GRADE, AGAINST, OVERSPENT, PHRASE, DEAR),
)
"""Every reason for which a ballot is spoiled; of several, the first counts."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a ballot.

    Args:
        reason: one of ``REASONS``.
        text: a sentence for the voter, which may quote the ballot.
    """

    reason: str
    text: str


def faults(ballot: Ballot, terms: Terms, phrase: str | None = None) -> Iterator[Fault]:
    """What keeps *ballot* from being cast on these *terms*, in the order of ``REASONS``.

    A blank ballot may be cast.
    """
    kind = KINDS[type(ballot)]
    if kind != terms.kind:
        yield Fault(KIND, f"this vote takes ballots of the kind {terms.kind!r}, not {kind!r}")
        return
    for candidate in sorted(ballot.candidates - set(terms.candidates)):
        yield Fault(STRANGER, f"{candidate!r} does not stand in this vote")
    if terms.most is not None and len(ballot.candidates) > terms.most:
        named = len(ballot.candidates)
        yield Fault(MANY, f"this ballot names {named} candidates; name at most {terms.most}")
    match ballot:
        case Scores():
            yield from _of_scores(ballot, terms.scores or (0, 0))
        case Grades():
            yield from _of_grades(ballot, terms.grades or ())
        case Credits():
            yield from _of_credits(ballot, terms.credits or 0, terms.against)
    if phrase is not None:
        yield from _of_phrase(phrase, terms)


def _of_scores(ballot: Scores, allowed: tuple[int, int]) -> Iterator[Fault]:
    lowest, highest = allowed
    for candidate, score in ballot.scores:
        if not isinstance(score, int) or not lowest <= score <= highest:
            text = f"{candidate!r} has the score {score}; give a whole one, {lowest} to {highest}"
            yield Fault(SCORE, text)


def _of_grades(ballot: Grades, words: tuple[str, ...]) -> Iterator[Fault]:
    for candidate, grade in ballot.grades:
        if grade not in words:
            yield Fault(GRADE, f"{candidate!r} is graded {grade!r}; choose of {', '.join(words)}")


def _of_credits(ballot: Credits, credits: int, against: bool) -> Iterator[Fault]:
    for candidate, votes in ballot.votes:
        if not isinstance(votes, int):
            yield Fault(UNREADABLE, f"{candidate!r} gets {votes} votes; give a whole number")
    for candidate, votes in ballot.votes:
        if votes < 0 and not against:
            yield Fault(AGAINST, f"{candidate!r} gets {votes} votes; nobody can vote against")
    if ballot.cost > credits:
        text = f"this ballot spends {ballot.cost} credits, and there are {credits}"
        yield Fault(OVERSPENT, f"{text}; take back {ballot.cost - credits}")


def _of_phrase(phrase: str, terms: Terms) -> Iterator[Fault]:
    if not terms.phrases:
        yield Fault(PHRASE, "this vote prints no phrases; leave it out")
    elif not phrase.strip() or len(phrase) > LONGEST_PHRASE:
        yield Fault(PHRASE, f"a phrase has 1 to {LONGEST_PHRASE} characters, not {len(phrase)}")
    elif not can_be_printed(phrase):
        yield Fault(PHRASE, "the phrase holds what cannot be printed; retype it on one line")
