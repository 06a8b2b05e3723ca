"""What a rule for committees answers, and its numbers in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from deliberation.voting.seats import by_total, fill
from deliberation.voting.tally import Tally
from deliberation.voting.ties import Tie, TieBreak


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a rule that elects one by one, or that removes one by one.

    Args:
        number: from 1.
        totals: what the rule compared, for the candidates whom it compared, in candidate order.
        elected: who was elected by it, in order.
        eliminated: who was removed by it.
    """

    number: int
    totals: Mapping[str, Fraction] = field(hash=False)
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Committee:
    """Those who are elected together, and how.

    Args:
        rule: the rule's name, a key of ``RULES``.
        seats: how many there were to fill; a rule that is asked not to complete may leave some.
        elected: in order of election, or in candidate order where the rule elects all at once.
        ties: those that had to be settled.
        because: what happened, one sentence a step.
        steps: of a rule that goes in steps.
        total: what the committee as a whole is worth to a rule that compares committees.
    """

    rule: str
    seats: int
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    total: Fraction | None = None


def sentence_number(number: Fraction) -> str:
    """A *number* as a sentence says it: exact where that is short.

    >>> sentence_number(Fraction(7, 2)), sentence_number(Fraction(1, 10**9 + 7))
    ('7/2', 'about 1e-09')
    """
    return str(number) if number.denominator < 10**6 else f"about {float(number):.6g}"


def tally_of(
    rule: str, totals: Mapping[str, Fraction], seats: int, break_tie: TieBreak, *, unit: str
) -> Tally:
    """The result of a *rule* that elects those with the greatest *totals*.

    Args:
        unit: what is counted.

    Raises:
        UnresolvedTieError: by the default tie-break, when the last seat is tied.
    """
    elected, ties = fill(by_total(totals), seats, break_tie)
    last = elected[-1]
    said = [
        f"Seat {seat}: {c}, with {sentence_number(totals[c])} {unit}."
        for seat, c in enumerate(elected, start=1)
    ]
    others = {c: total for c, total in totals.items() if c not in elected}
    if others:
        most = max(others.values())
        next_best = ", ".join(c for c, total in others.items() if total == most)
        gap = totals[last] - most
        behind = f"{sentence_number(gap)} behind {last}" if gap else f"as many as {last}"
        said.append(f"Not elected: {next_best}, with {sentence_number(most)}, {behind}.")
    return Tally(rule, totals, elected, ties, because=tuple(said))
