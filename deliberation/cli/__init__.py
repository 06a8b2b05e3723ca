"""The command line: one file a command, each with ``add_parser`` and ``run``.

===============  =============================================================================
``letters``      how many letters bring enough volunteers for every quota
``invite``       letters by area, and the addresses that get one, by a public seed
``feasibility``  whether the quotas can be met, why not, and what each costs the lowest chance
``lottery``      a fair lottery over panels, and the commitment to publish
``fairness``     how even its chances are, and how well the panel mirrors pool and population
``announce``     how its draw will be done, said before any public value exists
``number``       numbers on its tickets, by a public seed after the commitment
``sheet``        a page to print: how the draw goes, and whose every ticket is
``draw``         a panel from a lottery, by a public seed or by hand
``reserve``      the alternates that make up best for drop-outs
``replace``      a lottery over new members, given who of a panel stays
``select``       both at once, for rehearsals
``count``        a file of ballots, by any rule
``convert``      a file of ballots, in another format
``apportion``    seats for parties in proportion to their votes
``match``        a pot of money that matches what people gave
``spend``        the votes that credits are best spent on
``verify``       a published bundle, by the stranger's checker
``report``       the same told in words and pictures, as a page or a PDF
``demo``         a whole assembly on a made-up town
``serve``        the pages
``facilitator``  one more who may sign in
``backup``       everything in a database, in one file
``restore``      such a file, into a new database of either kind
``retention``    what is due to be deleted, and deleting it
``doctor``       what could go wrong before the evening
===============  =============================================================================

Beside them: ``arguments``, ``recruiting``, ``seeds``, ``kept``, ``answering`` and ``columns`` (what
commands read and print), ``checkup`` (what the doctor looks at), ``progress``, and ``failures``
(every error as one sentence). A command answers 0, or 1 with a sentence on the standard error.
Nothing is decided here.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from deliberation import __version__
from deliberation.cli.arguments import Parser
from deliberation.cli.failures import failing_with_a_sentence

COMMANDS = (
    *("letters", "invite", "feasibility", "lottery", "fairness", "announce", "number", "sheet"),
    *("draw", "reserve", "replace", "select", "count", "convert", "apportion", "match", "spend"),
    *("verify", "report", "demo", "serve", "facilitator", "backup", "restore"),
    *("retention", "doctor"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in *argv* (by default that of the shell), and answer its exit code.

    Raises:
        SystemExit: help or the version was asked for (0).
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name must not stop a result
    return failing_with_a_sentence(_run, words)


def _run(words: list[str]) -> int:
    arguments, strange = _parser(words).parse_known_args(words)
    if strange:
        arguments.refuse(
            f"unrecognized arguments: {' '.join(strange)} (a text with spaces stands in quotation "
            "marks)"
        )
    code: int = import_module(f"{__name__}.{arguments.command}").run(arguments)
    sys.stdout.flush()  # a full disk or a closed pipe shows here, where it can be said
    return code


def _parser(words: list[str]) -> Parser:
    """The parser, with the one command that is asked for, or else with all."""
    parser = Parser(
        prog="deliberation",
        description="Draw a citizens' assembly by lot, count its votes, check what is published.",
        epilog="example:\n"
        "  deliberation select people.csv quotas.csv --size 12 --seed 'dice 6 1 4' --out rehearsal",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"deliberation {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in [word for word in words[:1] if word in COMMANDS] or COMMANDS:
        import_module(f"{__name__}.{command}").add_parser(subparsers)
    return parser


def _open_what_is_closed() -> None:
    """Lead an output that nobody opened nowhere, lest a file that is written take its place."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - to the end
