"""How a file of ballots is read: for which rule, by which policy, and who is left out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, get_args, get_type_hints

from deliberation.cli.arguments import text
from deliberation.cli.rule_options import own_options
from deliberation.errors import InvalidInputError
from deliberation.io.ballots import read_ballots
from deliberation.io.elections.election import Election
from deliberation.io.pabulib import read_budget_vote
from deliberation.voting import RULE_KINDS, RULES, Policy, WeakRanking, kinds_of

POLICY = {
    "skips": "a place without a name",
    "overvotes": "a place with several names",
    "repeats": "somebody who has a place already",
}


def add_reading(parser: argparse.ArgumentParser) -> None:
    """The options that say how papers are read, and which."""
    hints = get_type_hints(Policy)
    for name, at in POLICY.items():
        words = get_args(hints[name])
        parser.add_argument(
            f"--{name}", choices=words, help=f"what is done at {at}: {', '.join(words)}"
        )
    parser.add_argument(
        "--contest", metavar="NAME", type=text, help="which contest of the file, or a part of it"
    )
    parser.add_argument(
        "--without",
        metavar="NAME",
        action="append",
        type=text,
        default=[],
        help="somebody who is taken out of the ballots; may be given several times",
    )


def read_for(rule: str, arguments: argparse.Namespace, options: dict[str, Any]) -> Election:
    """The file, as ballots of the kind that a *rule* counts with its *options*.

    The budget of a .pb file goes into the options of a rule that spends one.

    Raises:
        InvalidInputError: the file cannot be read so, or somebody left out does not stand.
    """
    own = own_options(rule)
    if _spends(arguments):
        vote = read_budget_vote(arguments.file)
        if "budget" in own:
            options.setdefault("budget", vote.budget)
        return _without(Election(vote.title, vote.profile), arguments.without)
    credits = options.get("credits", own["credits"].default) if "credits" in own else None
    kind = "weak ranking" if WeakRanking in kinds_of(RULES[rule]) else RULE_KINDS[rule]
    return _read(arguments, kind, credits)


def read_any(arguments: argparse.Namespace, *, kind: str | None) -> Election:
    """The file, as ballots of a *kind*, by default of the only one that it can mean.

    Raises:
        InvalidInputError: the file cannot be read so, or somebody left out does not stand.
    """
    if _spends(arguments):
        vote = read_budget_vote(arguments.file)
        return _without(Election(vote.title, vote.profile), arguments.without)
    return _read(arguments, kind, None)


def _spends(arguments: argparse.Namespace) -> bool:
    """Whether the file is one of a vote on a budget."""
    return bool(arguments.file.suffix.lower() == ".pb")


def _read(arguments: argparse.Namespace, kind: str | None, credits: int | None) -> Election:
    """The file by the policy that was given, without those who are left out."""
    said = {name: getattr(arguments, name) for name in POLICY if getattr(arguments, name)}
    election = read_ballots(
        arguments.file,
        kind=kind,
        credits=credits,
        policy=Policy(**said) if said else None,
        contest=arguments.contest,
    )
    return _without(election, arguments.without)


def _without(election: Election, out: Sequence[str]) -> Election:
    """The same where those who are *out* do not stand."""
    standing = election.profile.candidates
    if strange := [name for name in out if name not in standing]:
        raise InvalidInputError(f"{name!r} does not stand, to be left out" for name in strange)
    left = [name for name in standing if name not in out]
    if left == [*standing]:
        return election
    return Election(election.title, election.profile.restricted(left), election.seats)
