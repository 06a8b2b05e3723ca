"""``deliberation invite``: letters by area, and the addresses that get one, by a public seed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command, positive, text
from deliberation.cli.columns import columns
from deliberation.io.cells import rate, tidy
from deliberation.io.documents import write_new_document
from deliberation.io.files import write_bytes
from deliberation.io.rates import read_responses
from deliberation.io.registers import read_area_list, read_register
from deliberation.io.spreadsheets import csv_bytes
from deliberation.randomness import Lots
from deliberation.record.invitations import encode_invitations, letters_commitment
from deliberation.sortition import AreaLetters, Register, invite, letters_by_area


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "invite",
        "Share letters out over areas and print the commitment; with a seed, choose the addresses.",
        "deliberation invite register.csv --letters 20 --seed 'dice 6 1 4' --out invitations",
    )
    parser.add_argument(
        "register", metavar="REGISTER", type=Path, help="every address, a CSV or .xlsx file"
    )
    parser.add_argument(
        "--letters", metavar="N", type=positive, required=True, help="how many letters there are"
    )
    _add_columns(parser)
    parser.add_argument(
        "--factor",
        metavar="AREA=F",
        type=_factor,
        action="append",
        default=[],
        help="make a letter F times as likely in this area; may be given several times",
    )
    parser.add_argument(
        "--response",
        metavar="FILE",
        type=Path,
        help="how many letters are answered in each area: a table with area and response",
    )
    parser.add_argument(
        "--seed", metavar="TEXT", type=text, help="what the dice showed, in quotation marks"
    )
    parser.add_argument("--out", metavar="DIR", type=Path, help="the folder to write into")


def _add_columns(parser: argparse.ArgumentParser) -> None:
    """Which columns of the register say what."""
    for option, help in {
        "--id": "the column that tells addresses apart (by default id, code, nr or address)",
        "--area": "the column of the areas (by default area)",
        "--household": "the column that is equal for addresses of one household",
        "--adults": "the column of how many adults live there: letters in proportion to them",
        "--households": "the column of how many households an area has, in a file with a row for "
        "each area",
    }.items():
        parser.add_argument(option, metavar="COLUMN", help=help)


def run(arguments: argparse.Namespace) -> int:
    """Print the letters of each area; with a seed, write who gets one."""
    if arguments.households is not None:
        return _run_on_a_list(arguments)
    if (arguments.seed is None) != (arguments.out is None):
        arguments.refuse("a seed needs a folder to write into, and a folder a seed (--seed, --out)")
    if arguments.seed is not None:
        Lots(arguments.seed, "letters")  # refuses a seed that is none, before the long work
    file = read_register(
        arguments.register,
        area=arguments.area,
        id=arguments.id,
        household=arguments.household,
        adults=arguments.adults,
    )
    areas = _letters(arguments, file.register.households, file.register.adults)
    if arguments.seed is None:
        print(_beginning(file.register, letters_commitment(file.register, areas)))
        print(summary(areas))
        print("\nPublish the commitment, then throw the dice: --seed 'dice ...' --out DIR")
        return 0
    chosen = invite(file.register, areas, seed=arguments.seed)
    document = encode_invitations(file.register, chosen)
    rows = file.rows_of([id for ids in chosen.addresses for id in ids])
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_new_document(arguments.out / "invitations.json", document)
    write_bytes(arguments.out / "invitations.csv", csv_bytes(file.table.head.columns, rows))
    print(_beginning(file.register, document["commitment"]))
    print(f"seed        {chosen.seed}")
    print(summary(areas))
    print(f"\nWritten: invitations.csv and invitations.json in {arguments.out}")
    return 0


def summary(areas: Sequence[AreaLetters]) -> str:
    """How many letters there are, and the chance of each household."""
    chances = [area.chance for area in areas]
    rows = [
        [area.area, area.households, area.letters, area.chance, _fine(area.chance)]
        for area in areas
    ]
    return "\n".join(
        [
            f"letters     {sum(area.letters for area in areas)}",
            f"chances     {_fine(min(chances))} to {_fine(max(chances))}",
            "",
            columns(["area", "households", "letters", "chance", ""], rows),
        ]
    )


def _run_on_a_list(arguments: argparse.Namespace) -> int:
    """Print the letters of each area of a list, from which no address can be chosen."""
    if given := [
        o for o in ("seed", "out", "id", "household") if getattr(arguments, o) is not None
    ]:
        arguments.refuse(f"a list of areas has no addresses to choose from: leave out --{given[0]}")
    households, adults = read_area_list(
        arguments.register,
        area=arguments.area,
        households=arguments.households,
        adults=arguments.adults,
    )
    print(summary(_letters(arguments, households, adults)))
    return 0


def _letters(
    arguments: argparse.Namespace, households: dict[str, int], adults: Mapping[str, int] | None
) -> tuple[AreaLetters, ...]:
    """The letters of each area, as the options ask for."""
    factors = dict(arguments.factor)
    if len(factors) < len(arguments.factor):
        arguments.refuse("an area has two factors; keep one (--factor)")
    return letters_by_area(
        households,
        arguments.letters,
        adults=adults,
        factors=factors,
        responses=None if arguments.response is None else read_responses(arguments.response),
    )


def _beginning(register: Register, commitment: str) -> str:
    """What is published, and how many addresses it is about."""
    households = sum(register.households.values())
    return f"commitment  {commitment}\naddresses   {len(register)} in {households} households"


def _fine(chance: Fraction) -> str:
    """A small chance as people read it."""
    return f"{float(100 * chance):.2f} %"


def _factor(word: str) -> tuple[str, Fraction]:
    """The area and the number in ``AREA=F``."""
    area, _, number = word.rpartition("=")
    factor = rate(number.strip())
    if not area.strip() or factor is None:
        raise argparse.ArgumentTypeError(f"{word!r} is not written like 'Old Town=2'")
    return tidy(area), factor
