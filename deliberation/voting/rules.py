"""The rules by name, for the record, the command line and the pages.

Each room says in its own ``RULES`` which functions are its rules; here they are gathered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import get_args, get_type_hints

from deliberation.voting.quadratic import RULES as QUADRATIC
from deliberation.voting.quadratic import quadratic
from deliberation.voting.ranked import RULES as RANKED
from deliberation.voting.ranked import borda, irv, plurality, schulze
from deliberation.voting.seats import KINDS
from deliberation.voting.stv import RULES as STV
from deliberation.voting.stv import scottish_stv, stv
from deliberation.voting.tally import Result

Rule = Callable[..., Result]

RULES: Mapping[str, Rule] = MappingProxyType({f.__name__: f for f in (*RANKED, *STV, *QUADRATIC)})
"""Every rule by its name: ``RULES[name](profile, seats=..., break_tie=..., **options)``."""

PUBLISHED: Mapping[str, Rule] = MappingProxyType(
    {f.__name__: f for f in (plurality, borda, irv, stv, scottish_stv, schulze, quadratic)}
)
"""The rules of an assembly's own votes: those that the record keeps, the checker counts again and
the pages offer."""

RULE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        name: KINDS[ballot]
        for name, rule in RULES.items()
        for ballot in get_args(get_type_hints(rule)["profile"])
    }
)
"""The kind of ballot that each rule counts: ``"ranking"`` or ``"credits"``."""
