"""Contests as RCTab's configuration files describe them, with the cast vote records they point to.

Source: "Configuration File Parameters" of RCTab's documentation.

A configuration says where the records are, who stands, and how papers are read; its rules of
counting are for RCTab, and only the number of winners is taken from them. Undeclared write-ins and
excluded candidates are no candidates here: they are taken out of the papers once these are read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import folded, tidy
from deliberation.io.elections.cdf import parse_cdf
from deliberation.io.elections.columns import Columns, by_candidate
from deliberation.io.elections.election import Election
from deliberation.io.elections.names import Names
from deliberation.io.elections.places import by_place
from deliberation.io.elections.rows import rows_of
from deliberation.io.files import read_bytes
from deliberation.voting.policy import Policy
from deliberation.voting.profile import Profile

OVERVOTES: Mapping[str, Any] = {
    "alwaysSkipToNextRank": "skip",
    "exhaustImmediately": "stop",
    "exhaustIfMultipleContinuing": "tie",
}
SKIPS: Mapping[str, Any] = {"0": "stop", "1": "stop after two", "2": "stop after three"}
WRITE_INS = "Undeclared Write-ins"


@dataclass(frozen=True, slots=True)
class Contest:
    """What a configuration says.

    Args:
        candidates: those declared and not excluded.
        others: those excluded, and the write-ins that are no candidates.
        aliases: other ways in which a name is written, folded, and the name.
        places: how many places of a paper are read; nothing is all of them.
        sources: the files of records, as the configuration describes them.
    """

    title: str
    seats: int
    candidates: tuple[str, ...]
    others: tuple[str, ...]
    aliases: Mapping[str, str]
    policy: Policy
    places: int | None
    sources: tuple[Mapping[str, Any], ...]


def read_rctab(path: str | Path) -> Election:
    """The election that a configuration file describes, with the records beside it.

    Raises:
        InvalidInputError: the configuration asks for something that is not known here, or with the
            first problems of the records.
        OSError: a file cannot be opened.
    """
    path = Path(path)
    contest = parse_config(read_bytes(path), path.name)
    profiles = [_profile(contest, source, path.parent) for source in contest.sources]
    together: Profile[Any] = reduce(add, profiles)
    return Election(contest.title, together.restricted(contest.candidates), contest.seats)


def parse_config(data: bytes, name: str) -> Contest:
    """What the bytes of a configuration file say.

    Raises:
        InvalidInputError: with every problem found.
    """
    try:
        config = json.loads(data)
        rules, sources = config["rules"], tuple(config["cvrFileSources"])
        listed = [(tidy(c["name"]), c) for c in config["candidates"]]
        title = tidy(config["outputSettings"]["contestName"])
        files = [(str(source["provider"]), str(source["filePath"])) for source in sources]
    except (ValueError, TypeError, LookupError) as error:
        text = f"this is no configuration of RCTab: {type(error).__name__} at {error}"
        raise InvalidInputError([Problem(text, file=name)]) from error
    problems = [
        f"records of {provider} ({file}) cannot be read here"
        for provider, file in files
        if provider not in PROVIDERS
    ]
    overvotes, skips = str(rules.get("overvoteRule")), str(rules.get("maxSkippedRanksAllowed"))
    if overvotes not in OVERVOTES:
        problems.append(f"overvoteRule {overvotes!r} is not known")
    places, winners = str(rules.get("maxRankingsAllowed")), str(rules.get("numberOfWinners"))
    if not (skips.isdecimal() or skips == "unlimited"):
        problems.append(f"maxSkippedRanksAllowed {skips!r} is no number, and not unlimited")
    if not (places.isdecimal() or places == "max"):
        problems.append(f"maxRankingsAllowed {places!r} is no number, and not max")
    if problems or not sources:
        wrong = problems or ["it points to no records"]
        raise InvalidInputError(Problem(text, file=name) for text in wrong)
    return Contest(
        title,
        int(winners) if winners.isdecimal() and int(winners) else 1,
        tuple(candidate for candidate, c in listed if not c.get("excluded")),
        (*(candidate for candidate, c in listed if c.get("excluded")), WRITE_INS),
        {folded(alias): name for name, c in listed for alias in _also(c)},
        Policy(
            SKIPS.get(skips, "skip"),
            OVERVOTES[overvotes],
            "stop" if rules.get("exhaustOnDuplicateCandidate") else "skip",
        ),
        int(places) if places.isdecimal() else None,
        sources,
    )


def _also(candidate: Mapping[str, Any]) -> list[str]:
    """The other ways in which a candidate is written."""
    return [*candidate.get("aliases", []), *([candidate["code"]] if candidate.get("code") else [])]


def _profile(contest: Contest, source: Mapping[str, Any], folder: Path) -> Profile[Any]:
    """The ballots of one file of records."""
    return PROVIDERS[source["provider"]](contest, source, folder / source["filePath"])


def _ess(contest: Contest, source: Mapping[str, Any], path: Path) -> Profile[Any]:
    """Records whose columns are places."""
    rows = rows_of(path, path.name)
    first = _index(source, "firstVoteColumnIndex") - 1
    last = len(rows.head.columns)
    if contest.places is not None:
        last = min(last, first + contest.places)
    blank = [source.get("skippedRankLabel") or source.get("undervoteLabel") or ""]
    aliases = dict(contest.aliases)
    if source.get("undeclaredWriteInLabel"):
        aliases[folded(source["undeclaredWriteInLabel"])] = WRITE_INS
    if source.get("treatBlankAsUndeclaredWriteIn"):
        aliases[""] = WRITE_INS
    names = Names(
        rows.text,
        blank=map(folded, blank),
        overvote=[folded(label) for label in [source.get("overvoteLabel")] if label],
        delimiter=source.get("overvoteDelimiter") or "",
        aliases=aliases,
        known=(*contest.candidates, *contest.others),
    )
    standing = (*contest.candidates, *contest.others)
    read = by_place(
        rows, range(first, last), None, names, policy=contest.policy, candidates=standing
    )
    return read.profile


def _generic(contest: Contest, source: Mapping[str, Any], path: Path) -> Profile[Any]:
    """Records whose columns are candidates."""
    rows = rows_of(path, path.name)
    columns = range(_index(source, "firstVoteColumnIndex") - 1, len(rows.head.columns))
    read = by_candidate(Columns(rows, columns, None), "ranking", policy=contest.policy)
    label = tidy(source.get("undeclaredWriteInLabel") or WRITE_INS)
    names = {
        name: contest.aliases.get(folded(name), name) if name != label else WRITE_INS
        for name in read.profile.candidates
    }
    return read.profile.relabelled(names)


def _index(source: Mapping[str, Any], key: str) -> int:
    """A column's number, from 1."""
    text = str(source.get(key, ""))
    if not (text.isdecimal() and int(text)):
        raise InvalidInputError([f"{key} of {source['filePath']} is {text!r}, which is no column"])
    return int(text)


def _cdf(contest: Contest, source: Mapping[str, Any], path: Path) -> Profile[Any]:
    """Records in the common data format."""
    return parse_cdf(
        read_bytes(path),
        path.name,
        contest=source.get("contestId"),
        candidates=(*contest.candidates, *contest.others),
        policy=contest.policy,
    ).profile


PROVIDERS = {"ess": _ess, "genericCsv": _generic, "cdf": _cdf}
"""By the word for a vendor: how its records are read."""
