"""Cast vote records as Dominion's systems export them to a folder of JSON files.

``ContestManifest.json`` and ``CandidateManifest.json`` say which contests there are and who stands
in each; ``CvrExport.json``, or ``CvrExport_1.json`` and so on, hold a session for each sheet that
was scanned. A session is as it was scanned, ``Original``, or, where that is no longer current, as
it was settled by hand, ``Modified``. Its marks name a candidate and a rank; those that the scanner
found too faint to count are ambiguous.

::

    {"Sessions": [{"RecordId": 7, "Original": {"IsCurrent": true, "Cards": [{"Contests": [
      {"Id": 1, "Marks": [{"CandidateId": 12, "Rank": 1, "IsAmbiguous": false}]}]}]}}]}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.elections.contests import chosen
from deliberation.io.elections.election import Election
from deliberation.io.elections.papers import Papers
from deliberation.io.elections.rows import bounded
from deliberation.io.files import read_bytes
from deliberation.voting.policy import Policy

RECORDS = re.compile(r"CvrExport(?:_([0-9]+))?\.json")
"""The names of files of records, which are read in the order of their numbers."""

SESSIONS = re.compile(r'"Sessions"\s*:\s*\[')
BETWEEN = re.compile(r"[\s,]*")
KEY = 100
"""Characters among which the key stands, where a block ends within it."""

BLOCK = 2**20
"""Characters that are read in one go."""

LONGEST = 2**24
"""Characters that one session can have at most."""


def read_dominion_folder(
    folder: str | Path, *, contest: str | None, kind: str | None, policy: Policy | None
) -> Election:
    """The ballots of one ranked *contest*; sheets that it is not on are passed over.

    Sessions are read one by one and kept only as different papers, however large the files are.
    Write-ins that nobody resolved stand as the candidate that the manifest makes of them.

    Args:
        contest: its name, or a part of it; not needed where there is only one.
        policy: how papers are read on which somebody has two ranks, or several share one; where
            there is none, the former are problems and the latter ties.

    Raises:
        InvalidInputError: there is no such contest, or several; there are no records; or with the
            first problems found, by the number of the session.
        OSError: a file cannot be opened.
    """
    folder = Path(folder)
    if not (folder / "ContestManifest.json").exists():
        text = "this folder holds no ContestManifest.json of Dominion's; name the file in it"
        raise InvalidInputError([Problem(text, file=folder.name)])
    contests = _listed(folder / "ContestManifest.json", ("Id", "Description", "NumOfRanks"))
    contests = [one for one in contests if one["NumOfRanks"]]
    number = chosen([tidy(one["Description"]) for one in contests], contest, folder.name)
    here = contests[number]
    people = _listed(folder / "CandidateManifest.json", ("Id", "Description", "ContestId"))
    names = {c["Id"]: tidy(c["Description"]) for c in people if c["ContestId"] == here["Id"]}
    files = sorted(
        (int(named[1] or 0), path)
        for path in folder.iterdir()
        if (named := RECORDS.fullmatch(path.name))
    )
    if not files:
        raise InvalidInputError([Problem("there is no CvrExport.json in it", file=folder.name)])
    papers = Papers(kind, policy)
    for _, path in files:
        before = len(papers.problems)
        for row, session in enumerate(_sessions(path), start=1):
            _read(session, here["Id"], names, papers, row)
        papers.problems[before:] = [
            Problem(p.text, p.row, p.column, path.name) for p in papers.problems[before:]
        ]
    papers.problems = bounded(papers.problems)
    profile = papers.profile([*dict.fromkeys(names.values())])
    return Election(tidy(here["Description"]), profile, int(here.get("VoteFor", 1)))


def _listed(path: Path, keys: Sequence[str]) -> list[Mapping[str, Any]]:
    """The entries of a manifest, each with these *keys*."""
    try:
        entries = json.loads(read_bytes(path))["List"]
        missing = [(i, key) for i, one in enumerate(entries, 1) for key in keys if key not in one]
    except (ValueError, TypeError, LookupError) as error:
        text = f"this is no manifest: {type(error).__name__} at {error}"
        raise InvalidInputError([Problem(text, file=path.name)]) from error
    if missing:
        raise InvalidInputError(
            bounded(Problem(f"{key} is missing", i, file=path.name) for i, key in missing)
        )
    listed: list[Mapping[str, Any]] = entries
    return listed


def _sessions(path: Path) -> Iterator[Any]:
    """The sessions of a file of records, one after the other, with few of them in memory."""
    decoder, text, at, number = json.JSONDecoder(), "", -1, 1
    try:
        with path.open(encoding="utf-8-sig") as file:
            while (block := file.read(BLOCK)) and len(text) < LONGEST:
                text += block
                if at < 0 and (begun := SESSIONS.search(text)):
                    at = begun.end()
                while at >= 0:
                    at = _place(text, at)
                    if text[at : at + 1] == "]":
                        return
                    try:
                        session, at = decoder.raw_decode(text, at)
                    except ValueError:  # it goes on in the next block, or not at all
                        break
                    yield session
                    number += 1
                text, at = (text[-KEY:], at) if at < 0 else (text[at:], 0)
    except UnicodeDecodeError as error:
        raise InvalidInputError([Problem("this is not UTF-8", file=path.name)]) from error
    said = "there are no Sessions in it" if at < 0 else "this session does not end, or is no JSON"
    raise InvalidInputError([Problem(said, None if at < 0 else number, file=path.name)])


def _place(text: str, at: int) -> int:
    """Where the next session begins, or the list ends."""
    between = BETWEEN.match(text, at)
    return between.end() if between else at


def _read(session: Any, contest: Any, names: Mapping[Any, str], papers: Papers, row: int) -> None:
    """Add the papers of one session, or say what is wrong with it."""
    try:
        now = session["Original"]
        if not now.get("IsCurrent", True):
            now = session["Modified"]
        on_sheet = [c for card in now.get("Cards", [now]) for c in card["Contests"]]
        for marks in [c["Marks"] for c in on_sheet if c["Id"] == contest]:
            filled = [(int(m["Rank"]), m["CandidateId"]) for m in marks if not m["IsAmbiguous"]]
            strangers = sorted({str(c) for _, c in filled if c not in names})
            for stranger in strangers:
                papers.wrong(row, f"candidate {stranger} is not in the manifest of this contest")
            if any(rank < 1 for rank, _ in filled):
                papers.wrong(row, "a rank begins with 1")
            elif not strangers:
                last = max((rank for rank, _ in filled), default=0)
                tiers = [[names[c] for r, c in filled if r == rank] for rank in range(1, last + 1)]
                papers.add(tiers, 1, row)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        papers.wrong(row, f"this is no cast vote record: {type(error).__name__} at {error}")
