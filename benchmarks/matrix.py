"""The pages of rules and properties, and of counterexamples: what is asked, and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.markdown import markdown
from deliberation.errors import InvalidInputError
from deliberation.voting.approval import RULES as APPROVAL
from deliberation.voting.approval import expanding_approvals
from deliberation.voting.profile import Profile
from deliberation.voting.properties import COMMITTEES, ONE_WINNER, THEOREMS, Counterexample
from deliberation.voting.properties.counterexample import Option
from deliberation.voting.properties.search import Property
from deliberation.voting.ranked import RULES as RANKED
from deliberation.voting.rules import Rule
from deliberation.voting.stv import RULES as STV
from deliberation.voting.ties import by_order

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Rules and properties of one kind.

    Args:
        seats: how many are to be filled, one number after the other.
    """

    title: str
    rules: tuple[Rule, ...]
    properties: tuple[Property, ...]
    seats: tuple[int, ...]


FROM_APPROVALS = frozenset(p.__name__ for p in COMMITTEES if not p.__name__.startswith("psc"))

TABLES = (
    Table("One winner from rankings", RANKED, ONE_WINNER, (1,)),
    Table(
        "Several seats from rankings",
        (*STV, expanding_approvals),
        tuple(p for p in COMMITTEES if p.__name__ not in FROM_APPROVALS),
        (2, 3, 4),
    ),
    Table(
        "Committees from approvals",
        tuple(rule for rule in APPROVAL if rule is not expanding_approvals),
        tuple(p for p in COMMITTEES if p.__name__ in FROM_APPROVALS),
        (2, 3, 4),
    ),
)

OPTIONS: Mapping[str, Mapping[str, Option]] = {"dail_stv": {"seed": "a public seed"}}
"""What a rule has to be given."""

TRIES: Mapping[bool, int] = {True: 150, False: 400}
"""How many profiles are asked about where there is a theorem, and where there is none."""


def defined(rule: Rule, property: str) -> bool:
    """Whether the *property* can be asked of the *rule*: it fills several seats, or takes short
    ballots, where the property speaks of them."""
    small = Profile.ranked({("a", "b", "c"): 3, ("b",): 2, ("c", "b", "a"): 2}, candidates="abc")
    whole = Profile.ranked({("a", "b", "c"): 4, ("b", "a", "c"): 3})
    try:
        if property == "liia":
            rule(whole, seats=2, break_tie=by_order("abc"))
        if property.startswith("later"):
            rule(small, break_tie=by_order("abc"))
    except InvalidInputError:
        return False
    return True


def page(found: Mapping[Cell, Counterexample], asked: Mapping[Cell, int]) -> str:
    """One table a kind of rule, what the properties ask, and why each *yes*."""
    lines = [INTRODUCTION]
    for table in TABLES:
        names = [property.__name__ for property in table.properties]
        head = [("rule", ""), *((name.replace("_", " "), "") for name in names)]
        rows = [
            [f"`{rule.__name__}`", *(_cell(rule, name, found) for name in names)]
            for rule in table.rules
        ]
        lines += [f"## {table.title}", "", *markdown(head, rows), ""]
    lines += ["## What they ask", "", *_meanings(found), ""]
    lines += ["## Why yes", "", *_reasons(lambda cell: cell in THEOREMS, asked), ""]
    lines += ["## What was not broken", "", NOT_BROKEN]
    return "\n".join([*lines, *_reasons(lambda cell: cell not in THEOREMS, asked), ""])


def _cell(rule: Rule, name: str, found: Mapping[Cell, Counterexample]) -> str:
    cell = rule.__name__, name
    if cell in found:
        return f"[no](counterexamples.md#{rule.__name__}-{name})"
    if not defined(rule, name):
        return "–"
    return "yes" if cell in THEOREMS else "."


def _meanings(found: Mapping[Cell, Counterexample]) -> list[str]:
    """What each property asks, and whose it is."""
    told = {one.breaks: f"{one.demand} ({one.source})" for one in found.values()}
    names = [property.__name__ for table in TABLES for property in table.properties]
    return [f"- **{name.replace('_', ' ')}**: {told[name]}" for name in names]


def _reasons(wanted: Callable[[Cell], bool], asked: Mapping[Cell, int]) -> list[str]:
    """What is known of the cells in which nothing was found, rule by rule."""
    lines = []
    for table in TABLES:
        for rule in table.rules:
            cells = [(rule.__name__, property.__name__) for property in table.properties]
            told = [
                f"**{cell[1].replace('_', ' ')}** ({THEOREMS.get(cell, 'none')}; {asked[cell]:,})"
                for cell in cells
                if cell in asked and wanted(cell)
            ]
            lines += [f"- `{rule.__name__}`: {'; '.join(told)}."] if told else []
    return lines


def counterexamples(found: Mapping[Cell, Counterexample]) -> str:
    """The page with every counterexample."""
    parts = ["# Counterexamples", "", "Each *no* of the [table of properties](properties.md)."]
    for table in TABLES:
        for rule in table.rules:
            names = [property.__name__ for property in table.properties]
            broken = [found[rule.__name__, n] for n in names if (rule.__name__, n) in found]
            parts += ["", f"## {rule.__name__}"] if broken else []
            for one in broken:
                title = f"### {rule.__name__} {one.breaks}"
                parts += ["", title, "", "```text", str(one), "```"]
    return "\n".join([*parts, ""])


INTRODUCTION = """# Which rule keeps which property

Written by `python -m benchmarks.properties`. Rules take their default options; ballots rank
everybody, except where later preferences are asked about. A property counts as broken only where it
is broken whichever way ties fall.

*no*: here is a counterexample, from which no voter can be taken away unless it was made by hand,
and the tests ask the engine about it again. *yes*: a theorem or a short reason, told below, and no
counterexample was found.
*.*: none was found, which proves nothing; below is among how many. *–*: not to be asked, because
the rule fills one seat only, or takes no short ballots. Each property is a function of
`deliberation.voting.properties` that can be asked about any profile.

A rule that rounds is asked as it rounds, which shows where the last vote decides and voters are
very many: `prf_stv`, with four decimals, breaks Droop's share here with 100,000 voters, `meek` and
`nz_meek`, with nine, with four million million.
"""

NOT_BROKEN = """Nothing is claimed here: so many profiles were asked about, those that break other
rules, their neighbours, and made-up ones.
"""
