"""The rules by name, for the record, the command line and the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import get_args, get_type_hints

from deliberation.voting.quadratic import RULES as QUADRATIC
from deliberation.voting.ranked import RULES as RANKED
from deliberation.voting.seats import KINDS
from deliberation.voting.stv import RULES as STV
from deliberation.voting.tally import Result

Rule = Callable[..., Result]

RULES: Mapping[str, Rule] = MappingProxyType({f.__name__: f for f in (*RANKED, *STV, *QUADRATIC)})
"""Every rule by its name: ``RULES[name](profile, seats=..., break_tie=..., **options)``."""

RULE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        name: KINDS[ballot]
        for name, rule in RULES.items()
        for ballot in get_args(get_type_hints(rule)["profile"])
    }
)
"""The kind of ballot that each rule counts: ``"ranking"`` or ``"credits"``."""
