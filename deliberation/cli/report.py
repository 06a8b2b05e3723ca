"""``deliberation report``: a published bundle, told in words and pictures."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deliberation.cli.arguments import Subparsers, add_command, add_language
from deliberation.errors import InvalidInputError
from deliberation.figures import (
    REPORT,
    printed_report,
    printed_session_report,
    report,
    session_report,
)
from deliberation.io.files import read_bytes, write_bytes
from deliberation.io.pdf import pdf_of
from deliberation.io.rates import read_shares
from deliberation.record.bundle import unbundle
from deliberation.record.canonical import from_file
from deliberation.record.meeting import MEETING_FORMAT
from deliberation.record.reasons import decode_reasons


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
    parser.add_argument(
        "--population",
        metavar="FILE",
        type=Path,
        help="the columns feature, value and share: of the population for which the panel stands",
    )
    parser.add_argument(
        "--session",
        metavar="FILE",
        type=Path,
        help="session.json, which is published of a session: tell of this session only",
    )
    add_language(parser, REPORT)


def run(arguments: argparse.Namespace) -> int:
    """Write the report."""
    ending = arguments.into.suffix.lower()
    if ending not in (".html", ".pdf"):
        raise InvalidInputError([f"a report is written as .html or .pdf, not as {ending!r}"])
    documents = unbundle(read_bytes(arguments.bundle))
    page = _source(arguments, documents, printed=ending == ".pdf")
    write_bytes(arguments.into, pdf_of(page) if ending == ".pdf" else page.encode())
    print(f"Written: {arguments.into}")
    return 0


def _source(
    arguments: argparse.Namespace, documents: Mapping[str, Mapping[str, Any]], *, printed: bool
) -> str:
    """The report that was asked for, as a page or as the source of a print."""
    if arguments.session is not None:
        told = _document(arguments.session)
        if told.get("format") != MEETING_FORMAT:
            raise InvalidInputError([f"{arguments.session.name} tells of no session"])
        tell = printed_session_report if printed else session_report
        return tell(told, documents, language=arguments.language)
    reasons = {} if arguments.reasons is None else decode_reasons(_document(arguments.reasons))
    population = {} if arguments.population is None else read_shares(arguments.population)
    write = printed_report if printed else report
    return write(
        documents,
        reasons=reasons,
        population=population,
        bundle=arguments.bundle.name,
        language=arguments.language,
    )


def _document(path: Path) -> dict[str, Any]:
    """The document in a file that is published beside the bundle."""
    return from_file(read_bytes(path), name=path.name)
