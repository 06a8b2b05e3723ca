"""The rules by name, for the record, the command line and the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import get_args, get_type_hints

from deliberation.voting.borda import borda
from deliberation.voting.irv import irv
from deliberation.voting.plurality import plurality
from deliberation.voting.quadratic import quadratic
from deliberation.voting.schulze import schulze
from deliberation.voting.scottish_stv import scottish_stv
from deliberation.voting.seats import KINDS
from deliberation.voting.stv import stv
from deliberation.voting.tally import Result

Rule = Callable[..., Result]

RULES: Mapping[str, Rule] = MappingProxyType(
    {f.__name__: f for f in (plurality, borda, irv, stv, scottish_stv, schulze, quadratic)}
)
"""Every rule by its name: ``RULES[name](profile, seats=..., break_tie=..., **options)``."""

RULE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        name: KINDS[ballot]
        for name, rule in RULES.items()
        for ballot in get_args(get_type_hints(rule)["profile"])
    }
)
"""The kind of ballot that each rule counts: ``"ranking"`` or ``"credits"``."""
