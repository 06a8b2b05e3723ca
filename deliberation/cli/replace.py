"""``deliberation replace``: a lottery over new members, given who of a drawn panel stays."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deliberation.cli.arguments import Subparsers, add_command, add_out, within
from deliberation.cli.columns import columns, percent
from deliberation.cli.lottery import write_lottery
from deliberation.cli.progress import progress
from deliberation.errors import InfeasibleQuotasError, InvalidInputError, Relaxation
from deliberation.io.documents import write_new_document
from deliberation.io.draws import Drawn, read_drawn
from deliberation.record.lottery import encode_lottery
from deliberation.record.replacement import encode_replacement
from deliberation.sortition import OBJECTIVES, Quotas, Replacement, replacement
from deliberation.sortition.pool import Standing
from deliberation.sortition.replacement import staying, still_needed, widened


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "replace",
        "Make a lottery over new members for the seats that have become free. Everybody else on "
        "the panel stays; the quotas are those of the whole panel, as before.",
        "deliberation replace draw --withdrawn c004 c017 --out replacement",
    )
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, help="where lottery.json and draw.json are"
    )
    parser.add_argument(
        "--withdrawn", metavar="ID", nargs="+", required=True, help="members who cannot come"
    )
    parser.add_argument(
        "--joined", metavar="ID", nargs="+", default=[], help="alternates who have taken a seat"
    )
    parser.add_argument(
        "--unavailable", metavar="ID", nargs="+", default=[], help="others who cannot be asked"
    )
    parser.add_argument(
        "--widen",
        action="store_true",
        help="where the quotas cannot be met any more, allow the smallest change that helps",
    )
    parser.add_argument(
        "--objective", choices=[*OBJECTIVES], help="what is made fair (default: as before)"
    )
    parser.add_argument(
        "--tickets",
        metavar="N",
        type=within(1, 1_000_000),
        help="how many tickets there are (default: as before)",
    )
    add_out(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write a new ``lottery.json`` and which draw it follows; print its commitment and chances."""
    before = read_drawn(arguments.folder)
    named = {"withdrawn": arguments.withdrawn, "joined": arguments.joined}
    stay = staying(before.draw.panel, **named)
    arguments.out.mkdir(parents=True, exist_ok=True)
    changed: tuple[Relaxation, ...] = ()
    try:
        found = _found(arguments, before, before.quotas, stay)
    except InfeasibleQuotasError as error:
        if not (arguments.widen and error.relaxations):
            raise
        changed = error.relaxations
        found = _found(arguments, before, widened(before.quotas, changed), stay)
    document = encode_lottery(found.pool, found.quotas, found.lottery)
    follows = encode_replacement(
        document,
        after=before.documents["draw"],
        before=before.documents["lottery"],
        **named,
    )
    write_new_document(arguments.out / "replacement.json", follows)
    written = write_lottery(arguments.out, found.pool, found.quotas, found.lottery, document)
    print(_summary(found, document, changed))
    print(f"\nPublish the commitment, then throw the dice. Written: {written}")
    return 0


def _found(
    arguments: argparse.Namespace, before: Drawn, quotas: Quotas, stay: Sequence[str]
) -> Replacement:
    """The new lottery, by the objective and with the tickets of the one *before*.

    Raises:
        InvalidInputError: somebody named does not fit, or the objective before is none of ours.
        InfeasibleQuotasError: the free seats cannot be filled within the quotas.
        SolverError: the optimiser stopped without an answer.
    """
    objective = arguments.objective or before.lottery.objective
    if objective not in OBJECTIVES:
        text = f"there is no objective {objective!r}; choose with --objective"
        raise InvalidInputError([text])
    with progress() as report:
        return replacement(
            before.pool,
            quotas,
            confirmed=stay,
            unavailable=[*arguments.withdrawn, *arguments.unavailable],
            objective=OBJECTIVES[objective],
            tickets=arguments.tickets or before.lottery.total,
            report=report,
        )


def _summary(
    found: Replacement, document: Mapping[str, Any], changed: tuple[Relaxation, ...]
) -> str:
    """The commitment, what each quota still needs, and the chances of those who may be drawn."""
    chances = found.lottery.marginals()
    free = [person for person in found.pool if person.standing is Standing.OPEN]
    members = [person for person in found.pool if person.standing is Standing.IN]
    rows, needed = [], still_needed(found.quotas, found.pool)
    counted = found.quotas.counted(members)
    for quota, n, (low, high) in zip(found.quotas, counted, needed, strict=True):
        spread = [chances[person.id] for person in free if quota.counts(person)]
        shown = [percent(min(spread)), percent(max(spread))] if spread else ["", ""]
        rows.append(
            [quota.name, f"{quota.lower}-{quota.upper}", n, f"{low}-{high}", len(spread), *shown]
        )
    return "\n".join(
        [
            f"commitment  {document['commitment']}",
            f"confirmed   {len(members)} of {found.quotas.size} seats; {found.seats} are drawn for",
            *(f"widened     {relaxation}" for relaxation in changed),
            f"panels      {len(found.lottery.panels)} with {found.lottery.total} tickets",
            f"no chance   {sum(not chances[person.id] for person in free)} of {len(free)} people",
            "",
            columns(["value", "seats", "confirmed", "free", "people", "lowest", "highest"], rows),
        ]
    )
