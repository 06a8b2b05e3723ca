"""The rules by name, for the record, the command line and the pages.

Each room says in its own ``RULES`` which functions are its rules; here they are gathered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import get_args, get_type_hints

from deliberation.voting.approval import RULES as APPROVAL
from deliberation.voting.approval import (
    approval,
    equal_shares,
    sequential_pav,
    sequential_phragmen,
)
from deliberation.voting.ballots import KINDS, Ballot
from deliberation.voting.budget import RULES as BUDGET
from deliberation.voting.budget import equal_shares_budget, greedy_budget
from deliberation.voting.quadratic import RULES as QUADRATIC
from deliberation.voting.quadratic import quadratic
from deliberation.voting.ranked import RULES as RANKED
from deliberation.voting.ranked import borda, copeland, irv, minimax, plurality, schulze
from deliberation.voting.rated import RULES as RATED
from deliberation.voting.rated import majority_judgment, score, star, support
from deliberation.voting.stv import RULES as STV
from deliberation.voting.stv import minneapolis_stv, prf_stv, scottish_stv, stv
from deliberation.voting.tally import Answer

Rule = Callable[..., Answer]

RULES: Mapping[str, Rule] = MappingProxyType(
    {f.__name__: f for f in (*RANKED, *STV, *APPROVAL, *RATED, *QUADRATIC, *BUDGET)}
)
"""Every rule by its name: ``RULES[name](profile, seats=..., break_tie=..., **options)``."""

_ASSEMBLY = (
    *(plurality, irv, schulze, copeland, minimax, borda),
    *(stv, scottish_stv, prf_stv, minneapolis_stv),
    *(approval, sequential_pav, sequential_phragmen, equal_shares),
    *(score, star, majority_judgment, support, quadratic),
    *(greedy_budget, equal_shares_budget),
)

PUBLISHED: Mapping[str, Rule] = MappingProxyType({f.__name__: f for f in _ASSEMBLY})
"""The rules of an assembly's own votes: those that the record keeps, the checker counts again and
the pages offer."""


def kinds_of(rule: Rule) -> tuple[type[Ballot], ...]:
    """The kinds of ballot that *rule* counts, by the hint of its first parameter.

    >>> [kind.__name__ for kind in kinds_of(RULES["quadratic"])]
    ['Credits']
    """
    (ballots,) = get_args(get_type_hints(rule)["profile"])
    return get_args(ballots) or (ballots,)


RULE_KINDS: Mapping[str, str] = MappingProxyType(
    {name: KINDS[kinds_of(rule)[0]] for name, rule in RULES.items()}
)
"""The kind of ballot that each rule counts, a value of ``KINDS``; where it counts several, the
first that its hint names."""
