"""``deliberation lottery``: a fair lottery over panels, and the commitment to publish."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from deliberation.cli.arguments import Subparsers, add_command, add_out
from deliberation.cli.columns import columns, percent, seats
from deliberation.cli.objectives import (
    Willingness,
    add_objective,
    journey_lines,
    lottery_by,
    readiness_to_answer,
    require_fitting,
)
from deliberation.cli.progress import progress
from deliberation.cli.recruiting import add_people_and_quotas, add_tickets
from deliberation.errors import InvalidInputError
from deliberation.io.documents import write_new_document
from deliberation.io.recruitment import Asked, read_people_and_quotas
from deliberation.record.certificate import encode_certificate
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import (
    APPORTIONMENTS,
    Guarantee,
    Lottery,
    Pool,
    Quotas,
    Standing,
    by_quota,
    evenness,
    whose_chances,
)


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "lottery",
        "Make a fair lottery over panels and print the commitment to publish before the draw.",
        "deliberation lottery people.csv quotas.csv --size 12 --household address --out draw",
    )
    add_people_and_quotas(parser)
    add_tickets(parser)
    add_objective(parser)
    add_out(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write ``lottery.json`` and its certificate; print its commitment and the chances."""
    pool, quotas, lottery, answers = make_lottery(arguments)
    document = encode_lottery(pool, quotas, lottery)
    written = write_lottery(arguments.out, pool, quotas, lottery, document)
    print(summary(pool, quotas, lottery, document))
    if answers is not None:
        print("\n".join(journey_lines(pool, lottery, answers)))
    print(f"\nPublish the commitment, then throw the dice. Written: {written}")
    return 0


def write_lottery(
    out: Path, pool: Pool, quotas: Quotas, lottery: Lottery, document: Mapping[str, Any]
) -> str:
    """Write ``lottery.json``, and ``certificate.json`` where there is one; say what was written.

    Raises:
        InvalidInputError: another lottery or certificate is there already.
        OSError: a file cannot be written.
    """
    certificate = encode_certificate(pool, quotas, lottery, commitment=document["commitment"])
    write_new_document(out / "lottery.json", document)
    if certificate is None:
        return f"{out}/lottery.json"
    write_new_document(out / "certificate.json", certificate)
    return f"{out}/lottery.json and certificate.json"


def make_lottery(
    arguments: argparse.Namespace,
) -> tuple[Pool, Quotas, Lottery, Willingness | None]:
    """The lottery that the command line asks for; the folder for it is made first.

    Beside it, how readily people like each in the pool answer, where that is known.

    Raises:
        InvalidInputError: the people or the quotas hold problems.
        InfeasibleQuotasError: no panel meets every quota.
        SolverError: the optimiser stopped without an answer.
        OSError: a file cannot be read, or the folder not be made.
    """
    require_fitting(arguments)
    pool, quotas = read(arguments)
    answers = readiness_to_answer(arguments, pool)
    arguments.out.mkdir(parents=True, exist_ok=True)
    with progress() as report:
        lottery = lottery_by(arguments, pool, quotas, answers, report)
    return pool, quotas, lottery, answers


def read(arguments: argparse.Namespace) -> tuple[Pool, Quotas]:
    """The pool and the quotas that the command line names.

    Raises:
        InvalidInputError: the people or the quotas hold problems, or homes are limited that no
            column tells.
        OSError: a file cannot be read.
    """
    return read_people_and_quotas(arguments.people, arguments.quotas, **asked(arguments))


def asked(arguments: argparse.Namespace) -> Asked:
    """What the command line says of how to read them.

    Raises:
        InvalidInputError: homes are limited that no column tells.
    """
    if arguments.per_household > 1 and not arguments.household:
        text = "--per-household needs --household COLUMN, which is equal for people of one home"
        raise InvalidInputError([text])
    return Asked(
        size=arguments.size,
        id=arguments.id,
        household=arguments.household,
        per_household=arguments.per_household,
        status=arguments.status,
        must_include=arguments.must_include,
        must_exclude=arguments.must_exclude,
        how=APPORTIONMENTS[arguments.shares],
        slack=arguments.slack,
    )


def summary(pool: Pool, quotas: Quotas, lottery: Lottery, document: Mapping[str, Any]) -> str:
    """The commitment, and how the chances are spread."""
    among = whose_chances(pool, lottery)
    marginals = lottery.marginals()
    chances = [marginals[id] for id in among]
    lowest, highest = min(chances), max(chances)
    even = evenness(lottery, among=among)
    rows = []
    for quota, group in zip(quotas, by_quota(pool, quotas, lottery, among=among), strict=True):
        spread = [group.lowest, group.mean, group.highest] if group else []
        people, bounds = group.people if group else 0, f"{quota.lower}-{quota.upper}"
        shown = [percent(chance) for chance in spread] or ["", "", ""]
        rows.append([*quota.labels, people, bounds, *shown])
    head = ["feature", "value", "people", "seats", "lowest", "mean", "highest"]
    return "\n".join(
        [
            f"commitment  {document['commitment']}",
            f"people      {len(pool)} for {seats(quotas.size)}",
            *_standings(pool),
            *([_homes(pool, quotas)] if any(person.household for person in pool) else []),
            f"panels      {len(lottery.panels)} with {lottery.total} tickets",
            f"objective   {lottery.objective}{_promise(lottery.guarantee)}",
            *_proof(lottery),
            f"chances     {lowest} ({percent(lowest)}) to {highest} ({percent(highest)})",
            f"evenness    Gini {float(even.gini):.3f} (0 where all are equal)",
            *_rounding(lottery),
            *_left_out(pool, lottery),
            "",
            columns(head, rows),
        ]
    )


def _promise(guarantee: Guarantee | None) -> str:
    """What was measured, what it came to, and how much better any lottery could be."""
    if guarantee is None:
        return ""
    said = f": {guarantee.measured}: {_short(guarantee.attained)}"
    if guarantee.bound is None:
        return f"{said}; for comparison only, nothing is proven"
    if guarantee.best:
        return f"{said}; none is better, by {guarantee.ground.value}"
    gap = "no known share" if guarantee.gap is None else f"{float(guarantee.gap):.1g} of it"
    return f"{said}; none is better by more than {gap}, by {guarantee.ground.value}"


def _proof(lottery: Lottery) -> Iterator[str]:
    """How much of it a stranger can check without a solver."""
    if lottery.certificate is not None:
        levels = lottery.certificate.levels
        proven = sum(level.proven for level in levels)
        which = f"{proven} of {len(levels)} levels of chances"
        if proven == len(levels):
            leximin = lottery.objective == "leximin"
            which = "every level of chances" if leximin else "the lowest chance"
        yield f"certificate proves {which}; anybody can check it, without a solver"


def _short(number: Fraction) -> str:
    """A fraction as such where that is short, otherwise rounded."""
    return str(number) if number.denominator < 10_000 else f"{float(number):.6g}"


def _standings(pool: Pool) -> Iterator[str]:
    """Who must be in or out, for their chances are not what was balanced."""
    for standing, words in ((Standing.IN, "certain    "), (Standing.OUT, "left out   ")):
        if ids := [person.id for person in pool if person.standing is standing]:
            yield f"{words} {len(ids)}, who must be {standing.value}: {_some(sorted(ids))}"


def _rounding(lottery: Lottery) -> Iterator[str]:
    """What whole tickets cost."""
    if shifts := [abs(shift) for shift in lottery.shifts().values()]:
        most = max(shifts) * lottery.total
        yield f"rounding    {ceil(most * 100) / 100:.2f} tickets at most from the exact chance"


def _homes(pool: Pool, quotas: Quotas) -> str:
    """How many homes are shared: far too many, or none, if the column was not that of homes."""
    people = Counter(person.household for person in pool if person.household)
    shared = [n for n in people.values() if n > 1]
    if not shared:
        return "households  nobody shares one"
    limit = quotas.per_household
    most = f", of whom at most {limit} are drawn" if limit > 1 else ""
    return f"households  {len(shared)} shared, by {max(shared)} people at most{most}"


def _left_out(pool: Pool, lottery: Lottery) -> Iterator[str]:
    """Who has no chance, which nobody should find out afterwards, and why."""
    best, chances = lottery.optimum or {}, lottery.marginals()
    without = [p.id for p in pool if p.standing is not Standing.OUT and not chances[p.id]]
    if barred := [id for id in without if best.get(id) == 0]:
        yield f"no chance   {len(barred)}, whom the quotas leave no seat: {_some(barred)}"
    if unlucky := [id for id in without if best.get(id) != 0]:
        few = f"{lottery.total} tickets are too few (--tickets)"
        yield f"no ticket   {len(unlucky)}, for whom {few}: {_some(unlucky)}"


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (", ..." if len(ids) > 5 else "")
