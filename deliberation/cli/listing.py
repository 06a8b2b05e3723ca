"""The rules that there are, each with its options."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from inspect import getdoc
from typing import Any

from deliberation.cli.rule_options import described
from deliberation.voting import RULES, kinds_of
from deliberation.voting.ballots import KINDS


class ListRules(argparse.Action):
    """Prints every rule, and ends the command."""

    def __init__(self, option_strings: Sequence[str], dest: str, **named: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **named)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Print them.

        Raises:
            SystemExit: always (0).
        """
        print("\n".join(listing()))
        parser.exit()


def listing() -> Iterator[str]:
    """A line for each rule, and one below it for each of its options."""
    for name, rule in RULES.items():
        kinds = " or ".join(KINDS[kind] for kind in kinds_of(rule))
        first = (getdoc(rule) or "").partition("\n")[0]
        yield f"{name} ({kinds}): {first}"
        yield from (f"    {option}" for option in described(name))
