"""``deliberation feasibility``: whether the quotas can be met, why not, and what each costs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import wrap

from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.columns import columns, listed, percent, seats
from deliberation.cli.lottery import asked
from deliberation.cli.progress import progress
from deliberation.cli.recruiting import add_people_and_quotas
from deliberation.errors import Conflict, Relaxation
from deliberation.io.recruitment import read_people_and_demands
from deliberation.sortition import Demands, Feasibility, Pool, explain
from deliberation.sortition.limits.locked_out import LockedOut
from deliberation.sortition.limits.prices import Prices
from deliberation.sortition.limits.repairs import Repair

WIDE = 100
PROVEN = {
    "smallest": "No conflict of this pool has fewer quotas.",
    "irreducible": "Each of these is needed for the conflict; another conflict may have fewer.",
    "conflicting": "Perhaps fewer of these conflict already; that was not found out in time.",
}


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "feasibility",
        "Say whether the quotas can be met, which conflict and what would help, or what each costs "
        "the lowest chance and whom they lock out.",
        "deliberation feasibility people.csv quotas.csv --size 12 --household address",
    )
    add_people_and_quotas(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what can be said before a lottery; answer 1 if there can be none."""
    people, quotas_file = arguments.people, arguments.quotas
    pool, quotas = read_people_and_demands(people, quotas_file, **asked(arguments))
    with progress() as report:
        found = explain(pool, quotas, report=report)
    print("\n".join(summary(pool, quotas, found)))
    if found.conflict is None:
        return 0
    sys.stdout.flush()
    print("deliberation: no panel from this pool meets every quota", file=sys.stderr)
    return 1


def summary(pool: Pool, quotas: Demands, found: Feasibility) -> Iterator[str]:
    """Everything that was *found*, line by line."""
    yield f"people      {len(pool)} for {seats(quotas.size)}"
    if found.conflict is not None:
        yield "panels      none meets every quota"
        yield from _conflict_lines(found.conflict)
        yield from _repair_lines(found.repairs)
    if found.prices is not None:
        yield "panels      there are some that meet every quota"
        people = sum(len(group.people) for group in found.locked_out)
        yield f"locked out  {people or 'nobody'}"
        lowest = found.prices.lowest
        more = "gives more to everybody else" if people else "gives everybody more"
        yield f"lowest      {lowest} ({percent(lowest)}); no lottery {more}"
        yield from _price_lines(found.prices)
        for group in found.locked_out:
            yield from _locked_out_lines(group)


def _conflict_lines(conflict: Conflict) -> Iterator[str]:
    """What conflicts, and how sure it is that nothing smaller does."""
    yield ""
    yield from wrap(f"{_sentence(conflict)} {PROVEN[conflict.proven]}", WIDE)


def _repair_lines(repairs: Sequence[Repair]) -> Iterator[str]:
    """Each repair, and then the chances of every group under each."""
    for number, repair in enumerate(repairs, 1):
        places = f"{repair.places} place{'s' if repair.places > 1 else ''}"
        yield ""
        yield f"repair {number}: {places} more"
        yield from (f"  {relaxation}" for relaxation in repair.widened)
        yield f"  the lowest chance is then {_percent(repair.lowest)} at most{_without(repair)}"
    if repairs:
        groups = [spread.quota for spread in repairs[0].spreads]
        rows = [
            [group, spreads[0].people, *(_range(s.lowest, s.highest) for s in spreads)]
            for group, spreads in zip(
                groups, zip(*(r.spreads for r in repairs), strict=True), strict=True
            )
        ]
        yield ""
        yield "Chances from the lowest to the highest:"
        yield ""
        yield columns(["group", "people", *(f"repair {n + 1}" for n in range(len(repairs)))], rows)


def _price_lines(prices: Prices) -> Iterator[str]:
    """What the lowest chance would be with less of a promise, where that makes a difference."""
    rows = [
        [str(price.bound), *map(_percent, (price.shadow, price.wider, price.dropped))]
        for price in prices.of_bounds
        if price.dropped > prices.lowest
    ]
    rows += [
        [
            f"all of {' and '.join(price.features)}",
            "",
            _percent(price.wider),
            _percent(price.dropped),
        ]
        for price in prices.of_features
        if price.dropped > prices.lowest
    ]
    yield ""
    if not rows:
        yield "No quota costs the lowest chance anything."
        return
    yield "The lowest chance if a quota were one place wider, or dropped:"
    yield ""
    yield columns(["quota", "by place", "wider", "dropped"], rows)


def _locked_out_lines(group: LockedOut) -> Iterator[str]:
    """Who is on no panel, what keeps them off, and what would free them."""
    one_of = "one of them" if len(group.people) > 1 else "them"
    yield ""
    yield from wrap(f"On no panel: {listed(group.people)}", WIDE, subsequent_indent="  ")
    said = f"With {one_of} on it, {_sentence(group.conflict)} {PROVEN[group.conflict.proven]}"
    yield from wrap(said, WIDE, initial_indent="  ", subsequent_indent="  ")
    yield from wrap(
        f"Freed by: {_change(group.freed_by)}", WIDE, initial_indent="  ", subsequent_indent="  "
    )


def _sentence(conflict: Conflict) -> str:
    return f"{conflict}."


def _change(freed_by: Sequence[Relaxation]) -> str:
    return ", and ".join(map(str, freed_by)) or "no change of quotas"


def _without(repair: Repair) -> str:
    """How many have no chance at all, and are left out of the lowest."""
    if not repair.without:
        return ""
    who = "1 person has" if repair.without == 1 else f"{repair.without} people have"
    return f"; {who} none at all"


def _percent(chance: Fraction) -> str:
    return percent(chance, 2)


def _range(lowest: Fraction, highest: Fraction) -> str:
    return f"{100 * float(lowest):.1f}-{percent(highest)}"
