"""The profiles that ``benchmarks.properties`` asks about, by the property that is to be broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from deliberation.voting.ballots import Approval, Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.properties import (
    made_up_profiles,
    profiles_of_margins,
    varied,
    with_clones,
)
from deliberation.voting.properties.literature import PUBLISHED_PROFILES

SEED = 1785

SHAPES = {
    "participation": [(4, 6, 6), (4, 8, 9), (3, 6, 15), (5, 6, 5)],
    "consistency": [(3, 5, 9), (3, 6, 9), (4, 5, 7), (3, 4, 5), (4, 6, 5)],
    "later_no_harm": [(3, 6, 7), (3, 9, 9), (4, 6, 5)],
    "later_no_help": [(3, 6, 7), (3, 9, 9), (4, 6, 5)],
    "psc_droop": [(4, 4, 5), (5, 5, 4), (5, 6, 9), (6, 7, 7)],
    "psc_hare": [(4, 4, 5), (5, 5, 4), (5, 6, 9), (6, 7, 7)],
}
"""How many candidates, how many ballots, and how often each is cast at most; where many must be
asked of one profile, the profiles are small."""

USUAL = [(3, 4, 7), (3, 6, 20), (4, 6, 6), (4, 8, 9), (5, 8, 5), (5, 10, 9)]
CLONED = [(3, 5, 7, 2), (3, 5, 5, 3), (4, 6, 5, 2), (4, 6, 5, 3)]
APPROVED = [(4, 4, 4), (5, 5, 4), (5, 6, 3), (6, 7, 5), (6, 8, 2)]

CROWDED = Profile.ranked(
    {
        tuple("abcde"): 18,
        tuple("bcade"): 18,
        tuple("cabde"): 18,
        tuple("deabc"): 23,
        tuple("edabc"): 23,
    }
)
"""Three share a majority, and two others are ahead of each of them."""

SOLID = Profile.ranked({tuple("abcde"): 10, tuple("deabc"): 3})
"""10 of 13 voters are more than 3/4, and less than three times the whole Droop quota of 4."""

WHOLE = Profile.ranked(
    {
        ("a1", "a2", "a3", "b1", "b2", "b3", "b4"): 4,
        **{
            (one, *(b for b in ("b1", "b2", "b3", "b4") if b != one), "a1", "a2", "a3"): 1
            for one in ("b1", "b2", "b3", "b4")
        },
    }
)
"""Six seats, eight voters: half of them deserve three, and have two whole quotas of 2, so that a3
has nothing left where b1 to b4 have one vote each."""


def _rounded(quarter: int) -> Profile[Ranking]:
    """Three seats: one more than three quarters of the voters deserve all of them.

    Exactly, what is left for c is a hair more than a quarter, and x has one less than a quarter.
    """
    return Profile.ranked({tuple("abcx"): 3 * quarter + 1, tuple("xabc"): quarter - 1})


ROUNDED = tuple(_rounded(quarter) for quarter in (200, 25_000, 10**12))
"""Of what is left for c, two, four or nine decimals of each ballot are kept: too little, where
there are so many ballots."""

SOLIDS = ((SOLID, 3), (WHOLE, 6), *((votes, 3) for votes in ROUNDED))
"""Made by hand, each with the seats to be filled."""

ELEVEN = Profile(
    [f"c{n:02}" for n in range(1, 12)],
    {
        **{Approval([f"c{a:02}", f"c{b:02}"]): 81 for a, b in ((1, 2), (1, 3), (4, 5), (4, 6))},
        **{Approval([f"c{n:02}"]): 80 for n in (2, 3, 5, 6)},
        **{Approval(["c07", f"c{n:02}"]): 49 for n in (8, 9, 10)},
        **{Approval([f"c{n:02}"]): 96 for n in (8, 9, 10)},
        Approval(["c11"]): 120,
    },
)
"""1,199 voters for ten seats: 120 of them, who are more than a tenth, approve c11 alone. Known from
accounts of Aziz and others, "Justified Representation" (2017)."""


DIVERSE = Profile("abcde", {Approval("abc"): 4, Approval("d"): 1, Approval("e"): 1})
"""Three seats: four of six deserve two, where one each would represent everybody."""

SPREAD = Profile("abcdef", {Approval("abcd"): 2, Approval("e"): 1, Approval("f"): 1})
"""Two seats: two of four deserve one, and have a quarter of a vote for each of theirs."""

PERFECT = Profile(
    "abcdxy",
    {**{Approval(c): 1 for c in "abcd"}, **{Approval([c, "x", "y"]): 1 for c in "abcd"}},
)
"""Four seats: a, b, c, d stand for two each, and four who agree on x and y have one each. After
Sánchez-Fernández and others, "Proportional Justified Representation" (2017)."""

WELFARE = Profile(
    ["c1", "c2", "c3", "l1", "l2", "r1", "r2", "r3"],
    {
        Approval(["c1", "c2", "c3", "l1"]): 1,
        Approval(["c1", "c2", "c3", "l2"]): 1,
        Approval(["r1", "r2", "r3"]): 1,
    },
)
"""Six seats: with three for everybody, one voter pays as much as two. After the first figure of
Peters and Skowron, "Proportionality and the Limits of Welfarism" (2020)."""

CONSTRUCTED = ((DIVERSE, 3), (SPREAD, 2), (PERFECT, 4))
"""Made by hand, each with the seats to be filled."""

REMAINDER = Profile(
    [*(f"a{n}" for n in range(1, 5)), *(f"b{n}" for n in range(1, 5))],
    {
        Approval([f"a{n}" for n in range(1, 5)]): 6,
        **{Approval([f"b{n}"]): 1 for n in range(1, 5)},
    },
)
"""Seven seats, ten voters: six of them deserve four. But three members stand for two voters each
and four for one, so that three of theirs stand for all six, and one for each of the others."""

_TWELVE = [f"c{n:02}" for n in range(1, 13)]

LOADS = Profile(
    ["a", "b", *_TWELVE],
    {
        **{Approval(["a", "b", one]): 82 for one in _TWELVE[:2]},
        Approval(_TWELVE): 240,
        Approval(_TWELVE[1:]): 200,
        Approval(_TWELVE[2:]): 360,
        **{Approval(_TWELVE[2:last]): 1 for last in range(4, 12)},
    },
)
"""Twelve seats: 164 of 972 voters deserve two for a and b, and have c01 or c02 only. After an
example of 24 voters of Brill, Freeman, Janson and Lackner, "Phragmén's Voting Methods and Justified
Representation" (2017): forty times these, a few more, and eight who order the others."""

_NINE = [f"e{n}" for n in range(1, 10)]

LEFT_OUT = Profile(
    ["c", "d1", "d2", *_NINE],
    {
        **{Approval(["c", d]): 8 for d in ("d1", "d2")},
        **{Approval([d, e]): 1 for d in ("d1", "d2") for e in _NINE},
        **{Approval([e]): 12 for e in _NINE},
    },
)
"""Nine seats, 142 voters: c has 16 of them, more than a ninth, and is missed by half of each, 8.
d1 and d2 are missed by 8/2 + 9/2 and the others by 13, so c is removed; d1 then by 8 + 9/2, which
is less than 13, and d2 after it. That the rule breaks JR is known from accounts of Aziz, "A Note on
Justified Representation Under the Reverse Sequential PAV Rule" (2017)."""

HUNDREDTHS = Profile.ranked(
    {
        (*(f"a{n:02}" for n in range(1, 14)), "b1", "b2", "b3"): 91,
        **{
            (
                one,
                *(b for b in ("b1", "b2", "b3") if b != one),
                *(f"a{n:02}" for n in range(1, 14)),
            ): n
            for one, n in (("b1", 5), ("b2", 5), ("b3", 4))
        },
    }
)
"""Fifteen seats, 105 voters: 91 of them deserve 13, and would have 12 votes left for a13, were it
not that hundredths are cut off 91 papers at each of twelve transfers."""

OWN: Mapping[tuple[str, str], tuple[Profile[Any], int]] = {
    ("ers97", "psc_hare"): (HUNDREDTHS, 15),
    ("monroe", "pjr"): (REMAINDER, 7),
    **{("greedy_monroe", name): (REMAINDER, 7) for name in ("pjr", "ejr", "ejr_plus")},
    **{("sequential_phragmen", name): (LOADS, 12) for name in ("ejr", "ejr_plus")},
    **{
        ("reverse_sequential_pav", name): (LEFT_OUT, 9) for name in ("jr", "pjr", "ejr", "ejr_plus")
    },
}
"""Made by hand for one rule and property, each with the seats to be filled: with many candidates
others would be asked for too long."""


def from_rankings(property: str, broken: Sequence[Profile[Any]]) -> Iterator[Profile[Any]]:
    """Published profiles, those *broken* by other rules, and made-up ones of several sizes in turn.

    Without end. Every other one of the made-up ones is near one that other rules broke.
    """
    rng = np.random.default_rng(SEED)
    short = property.startswith("later")
    endless: list[Iterator[Profile[Any]]]
    if property == "clones":
        endless = [
            with_clones(
                made_up_profiles(rng=rng, candidates=c, ballots=b, most=n), rng=rng, clones=k
            )
            for c, b, n, k in CLONED
        ]
    else:
        endless = [
            made_up_profiles(rng=rng, candidates=c, ballots=b, most=n, short=short)
            for c, b, n in SHAPES.get(property, USUAL)
        ]
    if property not in SHAPES and property != "clones":
        endless.append(profiles_of_margins(rng=rng, candidates=4, most=5))
    if broken and property != "clones":
        near = varied(broken, rng=rng)
        endless = [one for plain in endless for one in (plain, near)]
    published = [] if short else [*PUBLISHED_PROFILES.values(), CROWDED]
    return chain(broken, published, _in_turn(endless))


def from_approvals(broken: Sequence[Profile[Any]]) -> Iterator[Profile[Any]]:
    """Those *broken* by other rules, and made-up ones of several sizes in turn, without end."""
    rng = np.random.default_rng(SEED)
    endless = [_approvals(rng, c, b, n) for c, b, n in APPROVED]
    return chain(broken, _in_turn(endless))


def _approvals(
    rng: np.random.Generator, candidates: int, ballots: int, most: int
) -> Iterator[Profile[Approval]]:
    """Profiles in which a ballot approves a few, or nearly those whom another approves."""
    names = "abcdefgh"[:candidates]
    while True:
        counts = Counter[Approval]()
        for _ in range(ballots):
            if counts and rng.integers(2):
                like = list(counts)[int(rng.integers(len(counts)))]
                approved = like.candidates ^ {names[int(rng.integers(candidates))]}
            else:
                few = min(int(rng.geometric(0.4)), candidates)
                size = few if rng.integers(2) else int(rng.integers(1, candidates))
                approved = frozenset(names[i] for i in rng.permutation(candidates)[:size])
            if approved:
                counts[Approval(approved)] += int(rng.integers(1, most + 1))
        yield Profile(names, counts)


def _in_turn(endless: Iterable[Iterator[Profile[Any]]]) -> Iterator[Profile[Any]]:
    return chain.from_iterable(zip(*endless, strict=True))
