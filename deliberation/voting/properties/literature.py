"""Profiles that were published as counterexamples, and what is known of rules.

``KNOWN`` says of a rule and a property whether the literature has it that the one keeps the other;
where it is silent, or depends on how the rule treats ties and short ballots, there is no entry. The
entries were gathered from common knowledge of the field, and each still has to be compared with its
paper; the searches for counterexamples contradict none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile

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
        "Moulin (1988), with those who come": Profile.ranked(
            {
                tuple("adbc"): 3,
                tuple("adcb"): 3,
                tuple("dbca"): 5,
                tuple("bcad"): 4,
                tuple("cabd"): 4,
            }
        ),
    }
)
"""The profiles by where they were published."""

_SETS = "condorcet_winner condorcet_loser majority mutual_majority smith"

_KEPT = {
    "plurality": "majority monotonicity participation consistency later_no_harm later_no_help",
    "two_round": "condorcet_loser majority",
    "irv": "condorcet_loser majority mutual_majority clones later_no_harm later_no_help",
    "borda": "condorcet_loser monotonicity participation consistency reversal_symmetry",
    "bucklin": "majority mutual_majority monotonicity",
    "coombs": "majority condorcet_loser",
    "baldwin": _SETS,
    "nanson": _SETS + " reversal_symmetry",
    "copeland": _SETS + " isda monotonicity reversal_symmetry",
    "minimax": "condorcet_winner majority monotonicity",
    "kemeny_young": _SETS + " isda monotonicity reversal_symmetry liia",
    "ranked_pairs": _SETS + " isda clones monotonicity reversal_symmetry liia",
    "river": _SETS + " isda clones monotonicity",
    "schulze": _SETS + " isda clones monotonicity reversal_symmetry",
    "split_cycle": _SETS + " isda clones monotonicity reversal_symmetry",
    "stable_voting": _SETS + " isda",
    "smith_irv": _SETS + " isda clones",
    "tideman_alternative": _SETS + " isda clones",
    "black": "condorcet_winner condorcet_loser majority monotonicity reversal_symmetry",
    "dodgson": "condorcet_winner majority",
    "young": "condorcet_winner majority monotonicity",
}

_BROKEN = {
    "plurality": "condorcet_winner condorcet_loser mutual_majority smith clones reversal_symmetry",
    "two_round": "condorcet_winner mutual_majority smith clones monotonicity participation",
    "irv": "condorcet_winner smith isda monotonicity participation reversal_symmetry consistency",
    "borda": "condorcet_winner majority mutual_majority smith clones liia later_no_harm",
    "bucklin": "condorcet_winner condorcet_loser smith clones participation consistency",
    "coombs": "condorcet_winner smith monotonicity participation",
    "baldwin": "monotonicity participation later_no_harm",
    "nanson": "monotonicity participation later_no_harm",
    "copeland": "clones participation consistency later_no_harm",
    "minimax": "condorcet_loser mutual_majority smith clones participation later_no_help",
    "kemeny_young": "clones participation later_no_harm",
    "ranked_pairs": "participation consistency later_no_harm",
    "schulze": "participation consistency liia later_no_harm later_no_help",
    "smith_irv": "monotonicity participation consistency later_no_harm",
    "tideman_alternative": "monotonicity participation consistency later_no_harm",
    "black": "mutual_majority smith clones participation consistency later_no_harm",
    "dodgson": "smith clones participation",
    "young": "smith participation",
}

KNOWN: Mapping[tuple[str, str], bool] = MappingProxyType(
    {
        (rule, name): kept
        for table, kept in ((_KEPT, True), (_BROKEN, False))
        for rule, names in table.items()
        for name in names.split()
    }
)
"""Whether a rule keeps a property, by the names of both.

Sources: Tideman, "Collective Decisions and Voting" (2006), chapter 13; Nurmi, "Voting Procedures
under Uncertainty" (2002) and "Comparing Voting Systems" (1987); Fishburn, "Condorcet Social Choice
Functions", SIAM Journal on Applied Mathematics 33 (1977); Young (1974, 1975, 1995); Moulin (1988);
Woodall (1994, 1997); Schulze (2011); Holliday and Pacuit (2023).
"""
