"""Which rule keeps which property, and how that is known.

Each entry is the source of a theorem, or a reason that is short enough to be followed here. Where
the table has no entry, nothing is claimed. The rules take their default options, and ballots rank
everybody except where later preferences are asked about.

Sources: Fishburn, "Condorcet Social Choice Functions", SIAM Journal on Applied Mathematics 33
(1977), for what the Smith set does; those that the entries name. Table 3.1 to 3.3 of Felsenthal,
"Review of Paradoxes Afflicting Procedures for Electing a Single Candidate" (2012), and table 2 of
Schulze, Social Choice and Welfare 36 (2011), are known from accounts of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deliberation.voting.properties.guarantees import GUARANTEES

FELSENTHAL = "Felsenthal (2012), tables 3.1 to 3.3"
SCHULZE = "Schulze (2011), table 2"
SMITH = {
    "condorcet_winner": "follows from Smith: whoever beats everybody is the Smith set",
    "condorcet_loser": "follows from Smith: whoever loses to everybody is not in the set",
    "majority": "follows from Smith: whom a majority puts first is the Smith set",
    "mutual_majority": "follows from Smith: each of the group beats everybody outside it",
}
NO_CYCLE = "no win over somebody outside the Smith set is part of a cycle"
FIRSTS = "only first preferences count"
RESTS = "a later preference is read only once the earlier ones are out"
SECOND = "first preferences choose the two, and whom a ballot adds is behind whom it has"
CONDORCET = {
    "condorcet_winner": "by its definition",
    "majority": "follows from Condorcet's winner",
}

_THEOREMS: Mapping[str, Mapping[str, str]] = {
    "plurality": {
        "majority": "nobody has more than a majority",
        "monotonicity": FELSENTHAL,
        "participation": "Moulin (1988), for all rules that give points to places",
        "consistency": "Young (1975), for all rules that give points to places",
        "later_no_harm": FIRSTS,
        "later_no_help": FIRSTS,
    },
    "two_round": {
        "condorcet_loser": "whoever wins the second round beats the other in it",
        "majority": "whoever has a majority of first preferences wins both rounds",
        "later_no_harm": SECOND,
        "later_no_help": SECOND,
    },
    "irv": {
        "condorcet_loser": "whoever wins the last round beats the other in it",
        "majority": "a majority of first preferences is never last, and wins",
        "mutual_majority": "the ballots of the majority stay with the group while one of it is in",
        "clones": "Tideman (1987)",
        "later_no_harm": f"Woodall (1994): {RESTS}",
        "later_no_help": f"Woodall (1994): {RESTS}",
    },
    "weak_irv": {
        "condorcet_loser": "as irv, where no ballot has ties",
        "majority": "as irv, where no ballot has ties",
        "mutual_majority": "as irv, where no ballot has ties",
        "clones": "Delemazure and Peters (2024)",
        "later_no_harm": "as irv, where no ballot has ties",
        "later_no_help": "as irv, where no ballot has ties",
    },
    "borda": {
        "condorcet_loser": FELSENTHAL,
        "monotonicity": FELSENTHAL,
        "participation": "Moulin (1988), for all rules that give points to places",
        "reversal_symmetry": "Saari (1994): turned round, most points become fewest",
        "consistency": "Young (1974, 1975)",
        "later_no_help": "a later preference gives points to that candidate alone",
    },
    "bucklin": {
        "majority": "whom a majority puts first has one at once, and nobody else can",
        "mutual_majority": "when the majority's first g places count, with g in the group, all of"
        " these have a majority, and nobody else yet",
        "monotonicity": FELSENTHAL,
        "later_no_help": "a later preference adds to that candidate alone",
    },
    "coombs": {
        "condorcet_loser": "whoever is elected has a majority against each of those still in",
        "majority": "the count stops there",
        "mutual_majority": "of the group's members the last one left would have a majority of first"
        " preferences, and nobody outside can before",
    },
    "baldwin": {
        **SMITH,
        "smith": "members of the Smith set win more than half of their pairs with those outside, so"
        " that the last of them is never last of all",
    },
    "nanson": {
        **SMITH,
        "smith": "while others are in, members of the Smith set have more than the average"
        " together, so that never all of them are out",
        "reversal_symmetry": "whoever is above the average at first is below it turned round",
    },
    "copeland": {
        **SMITH,
        "smith": "a member beats all outside the Smith set, and nobody outside beats as many",
        "isda": "everybody outside the Smith set gives one point to each member",
        "monotonicity": FELSENTHAL,
        "reversal_symmetry": "turned round, the one with most points has fewest",
    },
    "minimax": {**CONDORCET, "monotonicity": SCHULZE},
    "kemeny_young": {
        **SMITH,
        "smith": "Truchon (1998): the Smith set stands first in every best ranking",
        "isda": "Truchon (1998): the others stand behind it, in whatever order",
        "monotonicity": SCHULZE,
        "reversal_symmetry": "the best rankings are turned round",
        "liia": "Young (1995)",
    },
    "ranked_pairs": {
        **SMITH,
        "smith": f"{NO_CYCLE}, so that all are locked",
        "isda": NO_CYCLE,
        "clones": "Zavist and Tideman (1989)",
        "monotonicity": SCHULZE,
        "reversal_symmetry": "the same wins are locked, turned round",
        "liia": "no chain of locked wins leads through the first or the last",
    },
    "river": {
        **SMITH,
        "smith": f"{NO_CYCLE}, so that some win over each of these is locked",
        "isda": NO_CYCLE,
        "clones": "Döring, Brill and Heitzig (2025)",
        "monotonicity": "Heitzig (2004); a win that comes earlier, and a loss later, only add to"
        " the tree that grows from the winner, and the others' trees lose only what it takes",
        "reversal_symmetry": "the first pair of the winner's that is looked at is a win, as"
        " nothing could keep a loss from being locked; turned round it is such a loss",
    },
    "schulze": {
        **SMITH,
        "smith": "Schulze (2011), 4.7",
        "isda": "Schulze (2011), 4.7",
        "clones": "Schulze (2011), 4.6",
        "monotonicity": "Schulze (2011), 4.5",
        "reversal_symmetry": "Schulze (2011), 4.4",
    },
    "split_cycle": {
        **SMITH,
        "smith": "Holliday and Pacuit (2023)",
        "isda": "Holliday and Pacuit (2023)",
        "clones": "Holliday and Pacuit (2023)",
        "monotonicity": "Holliday and Pacuit (2023)",
        "reversal_symmetry": "defeats are turned round, and whoever alone is undefeated defeats"
        " somebody, as defeats make no cycle",
    },
    "stable_voting": {
        **SMITH,
        "smith": "only who is undefeated by Split Cycle can win",
    },
    "smith_irv": {
        **SMITH,
        "smith": "the others are eliminated first",
        "isda": "the others are eliminated first",
        "clones": "the Smith set lies within the clones, or has all or none of them; then as irv",
    },
    "tideman_alternative": {
        **SMITH,
        "smith": "the others are eliminated first",
        "isda": "the others are eliminated first",
        "clones": "as smith_irv, again and again",
    },
    "black": {
        **CONDORCET,
        "condorcet_loser": "neither beats everybody nor has most points by Borda",
        "monotonicity": FELSENTHAL,
        "reversal_symmetry": "whoever beats everybody loses to everybody turned round, and most of"
        " Borda's points become fewest",
    },
    "dodgson": CONDORCET,
    "young": {
        **CONDORCET,
        "condorcet_winner": "loses to nobody on all ballots, and whoever loses must leave some out",
        "monotonicity": "whoever is raised needs no fewer ballots, and the others no more",
    },
}

THEOREMS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (rule, name): why
        for rule, kept in (*_THEOREMS.items(), *GUARANTEES.items())
        for name, why in kept.items()
    }
)
"""Why a rule keeps a property, by the names of both; several seats from ``guarantees``."""
