"""Stage one: whom to write to, out of a register of every address.

1. Share the letters out over the areas: in proportion to their households (or adults), times a
   factor for the areas that are to be over-sampled, divided by the response that is expected.
   Largest remainder makes whole numbers of it; no area gets more letters than it has households.
2. In each area, choose the households by lot (``Lots.choose``), each with the same chance.
3. Where several addresses are one household, choose one of them by lot.

So every chance is a fraction that anybody can work out: the letters of an area divided by its
households. ``docs/reference/lots.md`` says to the byte which lots are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from deliberation.errors import InvalidInputError, Problem
from deliberation.exact import apportion
from deliberation.randomness import Lots
from deliberation.sortition.letters.register import Register


@dataclass(frozen=True, slots=True)
class AreaLetters:
    """How many *letters* go to an area.

    Args:
        factor: how much more (or less) likely its households are to get one than the plain ones.
        response: the share of letters that is expected to bring a volunteer, where that counted.
    """

    area: str
    households: int
    letters: int
    factor: Fraction = Fraction(1)
    response: Fraction | None = None

    @property
    def chance(self) -> Fraction:
        """The chance of each household of the area to get a letter."""
        return Fraction(self.letters, self.households)


@dataclass(frozen=True, slots=True)
class Invitations:
    """The letters of each of the *areas*, and the *addresses* that the *seed* chose, sorted."""

    seed: str
    areas: tuple[AreaLetters, ...]
    addresses: tuple[tuple[str, ...], ...]

    @property
    def letters(self) -> int:
        """How many there are."""
        return sum(area.letters for area in self.areas)


def letters_by_area(
    households: Mapping[str, int],
    letters: int,
    *,
    adults: Mapping[str, int] | None = None,
    factors: Mapping[str, Fraction] | None = None,
    responses: Mapping[str, Fraction] | None = None,
) -> tuple[AreaLetters, ...]:
    """How many letters go to each area, in whole numbers that add up to *letters*.

    Nothing is guessed: without factors and responses, letters are in proportion.

    >>> homes = {"North": 600, "South": 400}
    >>> [area.letters for area in letters_by_area(homes, 100)]
    [60, 40]
    >>> twice = letters_by_area(homes, 100, factors={"South": Fraction(2)})
    >>> [(area.letters, area.chance) for area in twice]
    [(43, Fraction(43, 600)), (57, Fraction(57, 400))]

    Args:
        households: of each area; no area gets more letters.
        adults: of each area, where letters are to be in proportion to them.
        factors: 2 makes a letter twice as likely there; areas that are not named have 1.
        responses: expected volunteers per letter, for every area; half of it doubles the letters.

    Raises:
        InvalidInputError: with every problem found, such as a factor for an unknown area or more
            letters than households.
    """
    factors = factors or {}
    problems = [
        *_wrong_numbers(households, letters, adults),
        *_wrong_rates(households, factors, "factor", None),
        *_wrong_rates(households, responses or {}, "response", 1),
    ]
    if responses is not None:
        missing = [name for name in sorted(households) if name not in responses]
        problems += [Problem(f"the area {name!r} has no response; add it") for name in missing]
    if problems:
        raise InvalidInputError(problems)
    weights = {
        name: (adults or households)[name]
        * factors.get(name, Fraction(1))
        / (responses[name] if responses is not None else 1)
        for name in sorted(households)
    }
    given = _apportioned(weights, households, letters)
    return tuple(
        AreaLetters(
            name,
            households[name],
            given[name],
            Fraction(factors.get(name, 1)),
            None if responses is None else Fraction(responses[name]),
        )
        for name in weights
    )


def invite(register: Register, areas: Sequence[AreaLetters], *, seed: str) -> Invitations:
    """The addresses that get a letter, by a public *seed*; at most one in a household.

    Args:
        areas: what ``letters_by_area`` gave for this register.

    Raises:
        InvalidInputError: the areas are not those of the register, or the seed is none.
    """
    if {area.area: area.households for area in areas} != register.households:
        raise InvalidInputError(["the letters were shared out over another register"])
    return Invitations(
        seed, tuple(areas), tuple(_addresses(register, area, seed) for area in areas)
    )


def chance_of_a_letter(register: Register, areas: Sequence[AreaLetters], id: str) -> Fraction:
    """The exact chance that the letter of a household goes to the address *id*.

    Raises:
        InvalidInputError: there is no such address in these areas.
    """
    mates = next((ids for ids in register.shared.values() if id in ids), (id,))
    for area in areas:
        if mates[0] in register.areas.get(area.area, ()):
            return area.chance / len(mates)
    raise InvalidInputError([f"there is no address {id!r} in these areas"])


def _addresses(register: Register, area: AreaLetters, seed: str) -> tuple[str, ...]:
    """The addresses of one area that get a letter, sorted."""
    households = register.areas[area.area]
    chosen = Lots(seed, f"letters: {area.area}").choose(households, area.letters)
    within = Lots(seed, f"letters within households: {area.area}")
    addresses = [
        ids[within.below(len(ids))] if (ids := register.shared.get(first)) else first
        for first in sorted(chosen)
    ]
    return tuple(sorted(addresses))


def _apportioned(
    weights: Mapping[str, Fraction], room: Mapping[str, int], letters: int
) -> dict[str, int]:
    """Letters in proportion to *weights*; what an area has no *room* for goes to the others."""
    given: dict[str, int] = {}
    while True:
        open = {name: weight for name, weight in weights.items() if name not in given}
        left, whole = letters - sum(given.values()), sum(open.values())
        full = {name: room[name] for name, w in open.items() if w * left > room[name] * whole}
        if not full:
            break
        given |= full
    if open:
        given |= dict(zip(open, apportion([*open.values()], left), strict=True))
    return given


def _wrong_numbers(
    households: Mapping[str, int], letters: int, adults: Mapping[str, int] | None
) -> Iterator[Problem]:
    """What keeps the letters from being shared out at all."""
    if letters < 1:
        yield Problem(f"there must be at least one letter, not {letters}")
    if letters > sum(households.values()):
        homes = sum(households.values())
        yield Problem(
            f"{letters} letters are too many for {homes} households, which get at most one each"
        )
    for name in sorted(households):
        if households[name] < 1:
            yield Problem(f"the area {name!r} has no household; leave it out")
        if adults is not None and adults.get(name, 0) < 1:
            yield Problem(f"nobody is said to live in the area {name!r}; count its adults")


def _wrong_rates(
    households: Mapping[str, int], rates: Mapping[str, Fraction], word: str, most: int | None
) -> Iterator[Problem]:
    """Rates for areas that are not there, or that are out of range."""
    for name, rate in sorted(rates.items()):
        if name not in households:
            known = ", ".join(sorted(households)[:10]) + (", ..." if len(households) > 10 else "")
            yield Problem(f"there is no area {name!r} for the {word} {rate}; there are {known}")
        elif rate <= 0 or (most is not None and rate > most):
            limit = "" if most is None else f" and at most {most}"
            yield Problem(f"the {word} of the area {name!r} must be above 0{limit}, not {rate}")
