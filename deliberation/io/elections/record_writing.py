"""Rankings as cast vote records: in the common data format, and as Dominion's folders hold them.

Every ballot is a record of its own, and those who are tied share a rank. Spoiled ballots are in
neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.io.elections.election import Election
from deliberation.io.files import write_bytes
from deliberation.voting.ballots import Ranking, WeakRanking

Marks = Sequence[tuple[int, int]]
"""The number of a candidate, from 1, and the rank that somebody gives it."""


def cdf_text(election: Election) -> str:
    """A report of cast vote records; how many are elected is not in this format.

    Raises:
        InvalidInputError: the ballots are no rankings.
    """
    names = election.profile.candidates
    people = [{"@id": f"c{i}", "Name": name} for i, name in enumerate(names, start=1)]
    offered = [{"@id": f"s{i}", "CandidateIds": [f"c{i}"]} for i in range(1, len(names) + 1)]
    contest = {"@id": "contest", "Name": election.title, "ContestSelection": offered}
    report = {
        "@type": "CVR.CastVoteRecordReport",
        "Version": "1.0.0",
        "Election": [{"@id": "election", "Candidate": people, "Contest": [contest]}],
        "CVR": [*map(_cdf_record, _marks(election))],
    }
    return json.dumps(report)


def write_dominion_folder(folder: str | Path, election: Election) -> Path:
    """Write the two manifests and ``CvrExport.json`` into a *folder* that is there.

    Returns:
        The folder.

    Raises:
        InvalidInputError: the ballots are no rankings.
        OSError: a file cannot be written.
    """
    folder = Path(folder)
    names = election.profile.candidates
    ranks = max((rank for marks in _marks(election) for _, rank in marks), default=1)
    contest = {
        "Id": 1,
        "Description": election.title,
        "VoteFor": election.seats or 1,
        "NumOfRanks": ranks,
    }
    people = [{"Id": i, "Description": c, "ContestId": 1} for i, c in enumerate(names, start=1)]
    files: Mapping[str, object] = {
        "ContestManifest.json": {"List": [contest]},
        "CandidateManifest.json": {"List": people},
        "CvrExport.json": {"Sessions": [*map(_session, _marks(election))]},
    }
    for name, content in files.items():
        write_bytes(folder / name, json.dumps(content).encode())
    return folder


def marks_on(election: Election) -> Iterator[tuple[Marks, int]]:
    """The marks on each different ballot, and how many such there are, the most frequent first.

    Raises:
        InvalidInputError: the ballots are no rankings.
    """
    profile = election.profile
    if not profile.kinds <= {Ranking, WeakRanking}:
        raise InvalidInputError(["cast vote records are written of rankings only"])
    numbers = {name: i for i, name in enumerate(profile.candidates, start=1)}
    for ballot, times in sorted(profile.counts.items(), key=lambda item: -item[1]):
        tiers = enumerate(ballot.tiers, start=1)
        yield [(numbers[c], rank) for rank, tier in tiers for c in sorted(tier)], times


def _marks(election: Election) -> Iterator[Marks]:
    """The same, ballot by ballot."""
    for marks, times in marks_on(election):
        for _ in range(times):
            yield marks


def _cdf_record(marks: Marks) -> Mapping[str, Any]:
    selections = [
        {
            "ContestSelectionId": f"s{number}",
            "SelectionPosition": [{"HasIndication": "yes", "NumberVotes": 1, "Rank": rank}],
        }
        for number, rank in marks
    ]
    contest = {"ContestId": "contest", "CVRContestSelection": selections}
    snapshot = {"@id": "scanned", "Type": "original", "CVRContest": [contest]}
    return {"CurrentSnapshotId": "scanned", "CVRSnapshot": [snapshot]}


def _session(marks: Marks) -> Mapping[str, Any]:
    told = [
        {"CandidateId": number, "Rank": rank, "IsAmbiguous": False, "IsVote": True}
        for number, rank in marks
    ]
    on_sheet = {"Id": 1, "Marks": told}
    return {"Original": {"IsCurrent": True, "Cards": [{"Id": 1, "Contests": [on_sheet]}]}}
