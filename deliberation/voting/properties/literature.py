"""Profiles that were published as counterexamples.

Sources: those in the names. Moulin's proof is known from accounts of it (Schulze, 2002), as is the
example that Nurmi, "Comparing Voting Systems" (1987), has for Dodgson's rule (LeGrand, 2002); what
the profiles are said to do is tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile


def _moulin(*more: tuple[str, int]) -> Profile[Ranking]:
    """The fifteen voters with whom the proof begins, and those who come."""
    cast = [("adbc", 3), ("adcb", 3), ("bcad", 4), ("dbca", 5), *more]
    return Profile.ranked({tuple(order): times for order, times in cast}, candidates="abcd")


MOULIN: Mapping[str, Profile[Ranking]] = MappingProxyType(
    {
        "1": _moulin(),
        "2": _moulin(("bdac", 6)),
        "3": _moulin(("cbad", 8)),
        "4": _moulin(("dabc", 4)),
        "5": _moulin(("cabd", 4)),
        "6": _moulin(("cabd", 4), ("acbd", 6)),
        "7": _moulin(("cabd", 4), ("cbad", 4)),
    }
)
"""The situations of the proof that whoever elects Condorcet's winner breaks participation: Moulin,
"Condorcet's Principle Implies the No Show Paradox", Journal of Economic Theory 45 (1988)."""

PUBLISHED_PROFILES: Mapping[str, Profile[Ranking]] = MappingProxyType(
    {
        "Borda, Mémoire (1781)": Profile.ranked(
            {tuple("abc"): 1, tuple("acb"): 7, tuple("bca"): 7, tuple("cba"): 6}
        ),
        "Condorcet, Essai (1785), 60 voters": Profile.ranked(
            {
                tuple("abc"): 23,
                tuple("bac"): 2,
                tuple("bca"): 17,
                tuple("cab"): 10,
                tuple("cba"): 8,
            }
        ),
        "Condorcet, Essai (1785), 81 voters": Profile.ranked(
            {
                tuple("abc"): 30,
                tuple("acb"): 1,
                tuple("cab"): 10,
                tuple("cba"): 1,
                tuple("bac"): 29,
                tuple("bca"): 10,
            }
        ),
        **{f"Moulin (1988), situation {number}": votes for number, votes in MOULIN.items()},
        "Nurmi (1987), of Dodgson's rule": Profile.ranked(
            {
                tuple("abcde"): 5,
                tuple("badec"): 2,
                tuple("bedac"): 4,
                tuple("daceb"): 8,
            }
        ),
    }
)
"""The profiles by where they were published."""
