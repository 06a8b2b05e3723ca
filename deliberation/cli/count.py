"""``deliberation count``: a file of ballots, by any rule, or by several side by side."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from inspect import signature
from pathlib import Path
from typing import Any

from deliberation.cli.answering import print_json
from deliberation.cli.arguments import Subparsers, add_command, positive, text, whole
from deliberation.cli.compared import agree, compared
from deliberation.cli.counts import told
from deliberation.cli.every_way import Within, outcomes_as_json, outcomes_told, parse_every_way
from deliberation.cli.listing import ListRules
from deliberation.cli.reached import reached
from deliberation.cli.reading import add_reading, read_for
from deliberation.cli.rule_options import options_of
from deliberation.cli.vacancy import add_vacancy, filled, refuse_unfit
from deliberation.errors import InvalidInputError
from deliberation.io.elections.election import Election
from deliberation.voting import (
    RULES,
    Answer,
    all_outcomes,
    parse_tie_break,
    result_to_json,
)


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "count",
        "Count a file of ballots by a rule, and show how the result comes about; or by several "
        "rules, and show whether another would have changed it.",
        "deliberation count proposals.blt --rule stv --seats 3 --break-tie 'lot:dice 3 3 5'",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="ballots, in any known format")
    parser.add_argument("--rules", action=ListRules, help="list the rules with their options")
    parser.add_argument(
        "--rule",
        required=True,
        action="append",
        metavar="RULE",
        choices=[*RULES],
        help="how they are counted; may be given several times",
    )
    parser.add_argument(
        "--seats",
        metavar="N",
        type=positive,
        help="how many are elected (default: the file's, or 1)",
    )
    parser.add_argument(
        "--places", metavar="P", type=whole, help="decimals kept, where a statute says so"
    )
    parser.add_argument(
        "--credits", metavar="C", type=positive, help="what every voter had to spend (default: 100)"
    )
    parser.add_argument(
        "--option",
        metavar="NAME=VALUE",
        action="append",
        type=text,
        default=[],
        help="another option of the rule; --rules lists them",
    )
    parser.add_argument(
        "--break-tie",
        metavar="SPEC",
        type=text,
        default="refuse",
        help="refuse (the default), order:NAME,NAME,... or lot:SEED, each also after earlier: or "
        "earliest:; or all, for everything that ties can come to",
    )
    add_reading(parser)
    add_vacancy(parser)
    parser.add_argument("--explain", action="store_true", help="say in sentences why")
    parser.add_argument(
        "--figure", metavar="PATH", type=Path, help="write a picture (.svg) or a page (.html) too"
    )
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Count and print the result."""
    rules = [*dict.fromkeys(arguments.rule)]
    options = options_of(rules, _given(arguments))
    every_way = parse_every_way(arguments.break_tie)
    if arguments.figure and (len(rules) > 1 or every_way):
        raise InvalidInputError(["a picture shows one result; take one rule and settle its ties"])
    refuse_unfit(arguments, rules, every_way is not None)
    elections = {rule: read_for(rule, arguments, options[rule]) for rule in rules}
    if every_way:
        return _print_every_way(arguments, elections, options, every_way)
    break_tie = parse_tie_break(arguments.break_tie)
    given = {rule: _all(arguments, rule, options, elections[rule]) for rule in rules}
    results = [
        RULES[rule](elections[rule].profile, break_tie=break_tie, **given[rule]) for rule in rules
    ]
    other_ways = [
        reached(result, RULES[rule], elections[rule].profile, break_tie, given[rule])
        for rule, result in zip(rules, results, strict=True)
        if arguments.figure or not arguments.json
    ]
    if arguments.figure:
        _draw(arguments.figure, results[0], elections[rules[0]], other_ways[0])
    vacancy = filled(arguments, elections[rules[0]].profile, results[0], break_tie)
    if arguments.json:
        print_json(vacancy.as_json(results[0]) if vacancy else _results_as_json(results))
        return 0
    _print(results, other_ways, elections[rules[0]])
    if vacancy:
        print(f"\n{vacancy.told()}")
        results, other_ways = [*results, vacancy.filled], [*other_ways, vacancy.other_ways]
    if arguments.explain:
        from deliberation.cli.explained import why  # has the words of the figures

        print("\n".join(why(results, other_ways)))
    return 0


def _draw(path: Path, result: Answer, election: Election, other_ways: str) -> None:
    """Write the picture or the page of a *result*."""
    from deliberation.cli.pictures import write_picture  # most counts draw nothing

    write_picture(path, result, election.profile, title=election.title, reached=other_ways)


def _given(arguments: argparse.Namespace) -> Mapping[str, str]:
    """The options of rules that were given, as they were written.

    Raises:
        InvalidInputError: one is not written as a name and a value, or is given twice.
    """
    named = {"places": arguments.places, "credits": arguments.credits}
    given = {name: str(value) for name, value in named.items() if value is not None}
    for written in arguments.option:
        name, equals, value = written.partition("=")
        if not equals or name in given:
            raise InvalidInputError([f"{written!r} must be NAME=VALUE, and each name once"])
        given[name.strip()] = value
    return given


def _all(
    arguments: argparse.Namespace,
    rule: str,
    options: Mapping[str, Mapping[str, Any]],
    election: Election,
) -> Mapping[str, Any]:
    """Every option of a *rule*, with the seats if it takes them."""
    takes = signature(RULES[rule]).parameters
    seats = {"seats": arguments.seats or election.seats or 1} if "seats" in takes else {}
    return {**seats, **options[rule]}


def _print_every_way(
    arguments: argparse.Namespace,
    elections: Mapping[str, Election],
    options: Mapping[str, Mapping[str, Any]],
    every_way: tuple[int, Within],
) -> int:
    """Everything that ties can come to."""
    limit, within = every_way
    found = {
        rule: all_outcomes(
            RULES[rule],
            election.profile,
            limit=limit,
            within=within,
            **_all(arguments, rule, options, election),
        )
        for rule, election in elections.items()
    }
    if arguments.json:
        plain = [outcomes_as_json(rule, outcomes) for rule, outcomes in found.items()]
        print_json(plain[0] if len(plain) == 1 else {"results": plain})
    else:
        told = (outcomes_told(rule, found[rule], elections[rule]) for rule in found)
        print("\n\n".join(told))
    return 0


def _results_as_json(results: Sequence[Answer]) -> Mapping[str, Any]:
    """One result, or several with whether they agree."""
    plain = [result_to_json(result) for result in results]
    together = {"results": plain, "agree": agree(results)}
    return plain[0] if len(plain) == 1 else together


def _print(results: Sequence[Answer], other_ways: Sequence[str], election: Election) -> None:
    """One result, or several side by side, with what *other_ways* to settle ties lead to."""
    if len(results) == 1:
        print(told(results[0], election, other_ways[0]))
    else:
        print(compared(results, election, other_ways))
