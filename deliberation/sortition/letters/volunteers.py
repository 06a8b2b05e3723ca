"""How many letters it takes until there are enough volunteers for every quota.

The model: each letter, independently of the others, reaches somebody of a group with the chance
that is the group's share, and brings a volunteer with the chance that is the group's response. So
the volunteers of a group are binomial, and their lower tail is enclosed exactly (``binomial``).

All groups together: the chance that some group has too few is at most the sum of the chances of
each (the union bound), whatever the features have to do with each other. So the letters found are
enough for certain, and seldom more than a few too many; nothing is taken to be independent that
is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from deliberation.errors import InvalidInputError, Problem
from deliberation.sortition.letters.binomial import BITS, chance_of_fewer
from deliberation.sortition.quotas import Quotas

ROUNDING = Fraction(1, 100)  # by how much published shares may add up to more than one
LARGEST = 10**9  # letters: nobody writes more


@dataclass(frozen=True, slots=True)
class Group:
    """People who have *value*, and how many volunteers of them are needed.

    Args:
        share: of the letters, how many reach one of them; with over-sampling not their share of
            the town.
        response: of the letters that reach one of them, how many bring a volunteer.

    Raises:
        InvalidInputError: the share or the response is not above 0 and at most 1.
    """

    feature: str
    value: str
    share: Fraction
    response: Fraction
    need: int

    def __post_init__(self) -> None:
        for word, rate in (("share", self.share), ("response", self.response)):
            if not 0 < rate <= 1:
                text = f"the {word} of {self.feature} = {self.value} must be above 0 and at most 1"
                raise InvalidInputError([text])

    @property
    def chance(self) -> Fraction:
        """Of any one letter to bring a volunteer who has the value."""
        return self.share * self.response


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a number of letters brings one *group*.

    Args:
        expected: volunteers, on average.
        probability: that they are enough; rounded down to six decimals.
        alone: the letters that would do if this group were the only one.
    """

    group: Group
    expected: Fraction
    probability: Fraction
    alone: int


@dataclass(frozen=True, slots=True)
class LettersNeeded:
    """The fewest *letters* that are enough, what they bring each group, and how surely.

    Args:
        probability: that every group has enough volunteers: at least this, by the union bound;
            rounded down to six decimals.
    """

    letters: int
    probability: Fraction
    groups: tuple[Outlook, ...]


def groups_of(
    quotas: Quotas,
    shares: Mapping[tuple[str, str], Fraction],
    responses: Mapping[tuple[str, str], Fraction],
    *,
    times: Fraction = Fraction(3),
) -> tuple[Group, ...]:
    """The groups that have a quota, each in need of its lower bound *times* so many volunteers.

    Args:
        shares: by feature and value; see ``Group``.
        responses: likewise.
        times: how many volunteers there should be to choose from, for each seat.

    Raises:
        InvalidInputError: with every problem found, such as a quota without a response.
    """
    problems = [*_wrong_shares(shares), *_wrong_responses(responses)]
    if times <= 0:
        problems.append(Problem(f"there must be some volunteers for each seat, not {times}"))
    for quota in quotas:
        key, name = (quota.feature, quota.value), quota.name
        if quota.also:
            text = "is a joint quota, for which letters cannot be planned; leave it out here"
            problems.append(Problem(f"{name} {text}"))
        elif quota.lower and (key not in shares or key not in responses):
            problems.append(Problem(f"{name} has a quota, but no share and response; add them"))
    if problems:
        raise InvalidInputError(problems)
    return tuple(
        Group(q.feature, q.value, shares[key], responses[key], ceil(times * q.lower))
        for q in quotas
        if (key := (q.feature, q.value)) in shares and key in responses
    )


def letters_needed(
    groups: Sequence[Group], *, probability: Fraction = Fraction(19, 20)
) -> LettersNeeded:
    """The fewest letters with which every group has what it needs, with this *probability*.

    >>> groups = [Group("age", "16-29", Fraction(1, 5), Fraction(1, 100), 12)]
    >>> found = letters_needed(groups)
    >>> found.letters, float(found.groups[0].expected), float(found.probability)
    (9101, 18.202, 0.950038)

    Raises:
        InvalidInputError: there is no group, no such probability, or no number of letters is
            enough.
    """
    problems = [] if groups else ["there is no group to find volunteers for"]
    if not 0 < probability < 1:
        problems.append(f"a probability between 0 and 1 is needed, not {probability}")
    problems += [
        f"nobody of {group.feature} = {group.value} ever volunteers, but {group.need} are needed"
        for group in groups
        if group.chance * LARGEST < 2 * group.need
    ]
    if problems:
        raise InvalidInputError(problems)
    risk = 1 - probability
    return outlook(groups, _fewest(groups, risk), risk=risk)


def outlook(
    groups: Sequence[Group], letters: int, *, risk: Fraction = Fraction(1, 20)
) -> LettersNeeded:
    """What so many *letters* bring each group.

    Args:
        risk: that a group alone may have too few, for the letters that it needs alone.
    """
    tails = [chance_of_fewer(group.need, letters, group.chance) for group in groups]
    return LettersNeeded(
        letters,
        _rounded_down(max(Fraction(0), 1 - sum((tail.high for tail in tails), Fraction(0)))),
        tuple(
            Outlook(
                group, letters * group.chance, _rounded_down(1 - tail.high), _fewest([group], risk)
            )
            for group, tail in zip(groups, tails, strict=True)
        ),
    )


def _fewest(groups: Sequence[Group], risk: Fraction) -> int:
    """The fewest letters with which the tails of all *groups* add up to *risk* at most.

    More letters never make a tail heavier, so the number is found by halving.
    """
    enough = 1
    while not _are_enough(groups, enough, risk):
        enough *= 2
    few = enough // 2  # too few, or none at all
    while enough - few > 1:
        middle = (few + enough) // 2
        if _are_enough(groups, middle, risk):
            enough = middle
        else:
            few = middle
    return enough if any(group.need for group in groups) else 0


def _are_enough(groups: Sequence[Group], letters: int, risk: Fraction) -> bool:
    """Whether the tails add up to *risk* at most; looked at more closely until it is decided."""
    bits = BITS
    while True:
        tails = [chance_of_fewer(g.need, letters, g.chance, bits=bits) for g in groups]
        if sum(tail.high for tail in tails) <= risk:
            return True
        if sum(tail.low for tail in tails) > risk:
            return False
        bits *= 2


def _rounded_down(chance: Fraction) -> Fraction:
    return Fraction(chance * 10**6 // 1, 10**6)


def _wrong_shares(shares: Mapping[tuple[str, str], Fraction]) -> Iterator[Problem]:
    """Shares out of range, and shares of a feature that add up to too much."""
    sums: dict[str, Fraction] = {}
    for (feature, value), share in shares.items():
        sums[feature] = sums.get(feature, Fraction(0)) + share
        if not 0 < share <= 1:
            yield Problem(f"the share of {feature} = {value} must be above 0 and at most 1")
    for feature, total in sums.items():
        if total > 1 + ROUNDING:
            yield Problem(f"the shares of {feature!r} add up to {float(total):.3f}, more than one")


def _wrong_responses(responses: Mapping[tuple[str, str], Fraction]) -> Iterator[Problem]:
    for (feature, value), response in responses.items():
        if not 0 < response <= 1:
            yield Problem(f"the response of {feature} = {value} must be above 0 and at most 1")
