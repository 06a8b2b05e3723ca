"""Every outcome that ties can still lead to: the parallel universes of a count.

Source: Conitzer, Rognlie & Xia, "Preference Functions That Score Rankings and Maximum Likelihood
Estimation", IJCAI (2009), section 3: a count with ties answers with whoever some way of settling
them elects.

Any rule can be asked, because a rule settles no tie by itself: it is counted again with another
answer at each tie that it asks about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.voting.profile import Profile
from deliberation.voting.rules import Rule
from deliberation.voting.ties import Tie, TieBreak


@dataclass(frozen=True, slots=True)
class Outcome:
    """Some of the candidates elected together, and how ties lead there.

    Args:
        elected: in the profile's order.
        ties: one way to settle the ties that leads here; of those that were looked at, a likeliest.
        ways: how many of the ways that were looked at lead here.
        chance: of this outcome, where every tie is settled by a fair lot among the tied; where not
            all ways were looked at, the least that it can be.
    """

    elected: tuple[str, ...]
    ties: tuple[Tie, ...]
    ways: int
    chance: Fraction


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Everything that a count with ties can come to.

    Args:
        outcomes: the likeliest first.
        complete: whether every way to settle the ties was looked at.
        reached: by each answer to the first tie that mattered, which *outcomes* can follow;
            empty where nothing was tied.
    """

    outcomes: tuple[Outcome, ...]
    complete: bool
    reached: Mapping[str, tuple[tuple[str, ...], ...]]

    @property
    def certain(self) -> tuple[str, ...]:
        """Those elected however the ties that were looked at are settled."""
        first, *others = (outcome.elected for outcome in self.outcomes)
        return tuple(c for c in first if all(c in other for other in others))

    @property
    def possible(self) -> tuple[str, ...]:
        """Those elected in some outcome, each once."""
        return tuple(dict.fromkeys(c for outcome in self.outcomes for c in outcome.elected))


ALL = "all outcomes"
"""How a tie was settled whose every answer is looked at."""

Script = tuple[str, ...]
"""The answers to the ties of a count, in the order in which it asks."""


def all_outcomes(
    rule: Rule,
    profile: Profile[Any],
    *,
    limit: int = 1000,
    within: Callable[[TieBreak], TieBreak] = lambda every_way: every_way,
    **options: Any,
) -> Outcomes:
    """What *rule* can make of *profile*, over every way to settle its ties.

    >>> from deliberation.voting.ranked import plurality
    >>> tied = Profile.ranked({("a",): 2, ("b",): 2, ("c",): 1})
    >>> for outcome in all_outcomes(plurality, tied).outcomes: print(*outcome.elected)
    a
    b

    Args:
        limit: how many counts may be made at most; likelier ways are counted first.
        within: what is asked before every way is tried; ``by_earlier_rounds`` leaves only the ties
            that earlier rounds do not part.
        options: for the rule: ``seats`` and its own.

    Raises:
        InvalidInputError: *limit* is less than one, or the rule refuses the profile.
    """
    if limit < 1:
        raise InvalidInputError([f"at least one count must be made, not {limit}"])
    found: dict[tuple[str, ...], list[tuple[Fraction, tuple[Tie, ...]]]] = {}
    order = count()
    waiting: list[tuple[Fraction, int, Script]] = [(Fraction(-1), next(order), ())]
    for _ in range(limit):
        if not waiting:
            break
        less, _, script = heappop(waiting)
        chance, asked, elected = _counted(rule, profile, script, within, options)
        found.setdefault(elected, []).append((chance, tuple(asked)))
        for other, likely in _branches(asked, script, -less):
            heappush(waiting, (-likely, next(order), other))
    outcomes = [
        Outcome(elected, max(ways, key=lambda way: way[0])[1], len(ways), _sum(ways))
        for elected, ways in found.items()
    ]
    outcomes.sort(key=lambda outcome: -outcome.chance)
    return Outcomes(tuple(outcomes), not waiting, _reached(found))


def _sum(ways: Iterable[tuple[Fraction, object]]) -> Fraction:
    return sum((chance for chance, _ in ways), Fraction(0))


def _counted(
    rule: Rule,
    profile: Profile[Any],
    script: Script,
    within: Callable[[TieBreak], TieBreak],
    options: Mapping[str, Any],
) -> tuple[Fraction, list[Tie], tuple[str, ...]]:
    """One count whose first ties are settled by *script*, and the later ones by the alphabet."""
    asked: list[Tie] = []

    def choose(tied: tuple[str, ...], decision: str) -> str:
        chosen = script[len(asked)] if len(asked) < len(script) else tied[0]
        asked.append(Tie(tied, decision, chosen, ALL))
        return chosen

    result = rule(profile, break_tie=within(TieBreak(ALL, choose)), **options)
    chance = Fraction(1)
    for tie in asked:
        chance /= len(tie.tied)
    elected = {*result.elected}
    return chance, asked, tuple(c for c in profile.candidates if c in elected)


def _branches(
    asked: list[Tie], script: Script, likely: Fraction
) -> Iterator[tuple[Script, Fraction]]:
    """The scripts that part from this count at a tie that its own script did not settle."""
    answers = tuple(tie.chosen for tie in asked)
    for place, tie in enumerate(asked[len(script) :], start=len(script)):
        likely /= len(tie.tied)
        for other in tie.tied[1:]:
            yield (*answers[:place], other), likely


def _reached(
    found: Mapping[tuple[str, ...], list[tuple[Fraction, tuple[Tie, ...]]]],
) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The outcomes that can follow each answer to the first tie."""
    reached: dict[str, dict[tuple[str, ...], None]] = {}
    for elected, ways in found.items():
        for _, ties in ways:
            for tie in ties[:1]:
                reached.setdefault(tie.chosen, {})[elected] = None
    return {chosen: tuple(outcomes) for chosen, outcomes in sorted(reached.items())}
