"""``deliberation report``: a published bundle, told in words and pictures."""

from __future__ import annotations

import argparse
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command, add_language
from deliberation.errors import InvalidInputError
from deliberation.figures import REPORT, printed_report, report
from deliberation.io.files import read_bytes, write_bytes
from deliberation.io.pdf import pdf_of
from deliberation.record.bundle import unbundle
from deliberation.record.canonical import from_file
from deliberation.record.reasons import Given, decode_reasons


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "report",
        "Tell a published bundle in words and pictures, as a page or as a PDF: the draw, every "
        "vote, and how to check them.",
        "deliberation report bundle.zip report.pdf --language da",
    )
    parser.add_argument("bundle", metavar="BUNDLE", type=Path, help="the file bundle.zip")
    parser.add_argument("into", metavar="INTO", type=Path, help="a name in .html or .pdf")
    parser.add_argument(
        "--reasons",
        metavar="FILE",
        type=Path,
        help="reasons.json, which is published beside the bundle: reasons and minority statements",
    )
    add_language(parser, REPORT)


def run(arguments: argparse.Namespace) -> int:
    """Write the report."""
    ending = arguments.into.suffix.lower()
    if ending not in (".html", ".pdf"):
        raise InvalidInputError([f"a report is written as .html or .pdf, not as {ending!r}"])
    documents = unbundle(read_bytes(arguments.bundle))
    how = {"bundle": arguments.bundle.name, "language": arguments.language}
    reasons = _reasons(arguments.reasons)
    page = (
        report(documents, reasons=reasons, **how).encode()
        if ending == ".html"
        else pdf_of(printed_report(documents, reasons=reasons, **how))
    )
    write_bytes(arguments.into, page)
    print(f"Written: {arguments.into}")
    return 0


def _reasons(path: Path | None) -> Given:
    """What the file of reasons says; nothing where none is named."""
    if path is None:
        return {}
    return decode_reasons(from_file(read_bytes(path), name=path.name))
