"""Properties of rules, and proofs that a rule does not have one.

===================================== ======================================================
condorcet_winner condorcet_loser      whoever beats everybody, or loses to everybody
majority mutual_majority              what more than half put on top
smith isda                            the smallest group that beats everybody else
clones                                several alike
monotonicity                          the winner is raised
participation                         voters who stay away
reversal_symmetry                     every ballot turned round
consistency                           two parts of the electorate
liia                                  without the first or the last
later_no_harm later_no_help           preferences further down
psc_droop psc_hare                    several seats: solid coalitions get their share
jr pjr ejr ejr_plus                   committees from approvals: large groups who agree
priceability                          committees from approvals: what equal budgets can pay for
===================================== ======================================================

Each is a function ``property(rule, profile, *, seats=1, **options)`` that gives a
``Counterexample``, or nothing. A property counts as broken only where it is broken whichever way
ties fall. That nothing comes back says something of this profile alone: ``search`` asks about
many, ``smaller`` takes away what a counterexample does not need, and ``THEOREMS`` says of our rules
which properties they are known to keep. No rule comes in here.

>>> from deliberation.voting import Profile, irv
>>> votes = Profile.ranked({("a", "b", "c"): 39, ("b", "c", "a"): 35, ("c", "a", "b"): 26})
>>> print(monotonicity(irv, votes).happened)
a is elected; once 10 voters rank a > b > c instead of b > c > a, c is.
"""

from collections.abc import Mapping
from types import MappingProxyType

from deliberation.voting.properties.clones import clone_sets, clones
from deliberation.voting.properties.condorcet import condorcet_loser, condorcet_winner
from deliberation.voting.properties.consistency import consistency
from deliberation.voting.properties.counterexample import (
    Case,
    Counterexample,
    from_json,
    to_json,
)
from deliberation.voting.properties.justified import ejr, ejr_plus, jr, pjr
from deliberation.voting.properties.later import later_no_harm, later_no_help
from deliberation.voting.properties.liia import liia
from deliberation.voting.properties.majority import majority, mutual_majority
from deliberation.voting.properties.monotonicity import monotonicity
from deliberation.voting.properties.nearby import smaller, varied
from deliberation.voting.properties.participation import participation
from deliberation.voting.properties.priceability import priceability
from deliberation.voting.properties.prices import NoPrices, Prices, prices
from deliberation.voting.properties.proportional import psc_droop, psc_hare
from deliberation.voting.properties.reversal_symmetry import reversal_symmetry
from deliberation.voting.properties.search import (
    Property,
    every_profile,
    made_up_profiles,
    profiles_of_margins,
    search,
    with_clones,
)
from deliberation.voting.properties.smith import isda, smith
from deliberation.voting.properties.solid import solid
from deliberation.voting.properties.theorems import THEOREMS

ONE_WINNER = (
    condorcet_winner,
    condorcet_loser,
    majority,
    mutual_majority,
    smith,
    isda,
    clones,
    monotonicity,
    participation,
    reversal_symmetry,
    consistency,
    liia,
    later_no_harm,
    later_no_help,
)
"""The properties of rules that elect one from rankings."""

COMMITTEES = (psc_droop, psc_hare, jr, pjr, ejr, ejr_plus, priceability)
"""The properties of rules that fill several seats: the first two from rankings."""

PROPERTIES: Mapping[str, Property] = MappingProxyType(
    {f.__name__: f for f in (*ONE_WINNER, *COMMITTEES)}
)
"""Every property by its name."""

__all__ = [
    "COMMITTEES",
    "ONE_WINNER",
    "PROPERTIES",
    "THEOREMS",
    "Case",
    "Counterexample",
    "NoPrices",
    "Prices",
    "Property",
    "clone_sets",
    "clones",
    "condorcet_loser",
    "condorcet_winner",
    "consistency",
    "ejr",
    "ejr_plus",
    "every_profile",
    "from_json",
    "isda",
    "jr",
    "later_no_harm",
    "later_no_help",
    "liia",
    "made_up_profiles",
    "majority",
    "monotonicity",
    "mutual_majority",
    "participation",
    "pjr",
    "priceability",
    "prices",
    "profiles_of_margins",
    "psc_droop",
    "psc_hare",
    "reversal_symmetry",
    "search",
    "smaller",
    "smith",
    "solid",
    "to_json",
    "varied",
    "with_clones",
]
