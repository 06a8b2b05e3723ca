"""Cast vote records in the common data format, as JSON.

Source: NIST SP 1500-103, "Cast Vote Records Common Data Format Specification" 1.0 (2020).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.elections.contests import chosen
from deliberation.io.elections.election import Election
from deliberation.io.elections.papers import Papers
from deliberation.voting.policy import Policy


def parse_cdf(
    data: bytes,
    name: str,
    *,
    contest: str | None = None,
    candidates: Sequence[str] | None = None,
    kind: str | None = None,
    policy: Policy | None = None,
) -> Election:
    """The ballots of one *contest*; papers that it is not on are passed over.

    Args:
        contest: its name, its id, or a part of its name; not needed where there is only one.
        candidates: who stands; by default the selections of the contest, in their order.
        policy: how papers are read on which somebody has two ranks, or several share one; where
            there is none, the former are problems and the latter ties.

    Raises:
        InvalidInputError: the file is no such report, there is no such contest, or several; or
            somebody is named who does not stand.
    """
    papers = Papers(kind, policy)
    try:
        report = json.loads(data)
        contests = [one for e in report["Election"] for one in e["Contest"]]
        titles = [tidy(one.get("Name", one["@id"])) for one in contests]
        by_id = [i for i, one in enumerate(contests) if one["@id"] == contest]
        here = contests[by_id[0] if by_id else chosen(titles, contest or None, name)]
        names = _selections(report, here)
        for number, record in enumerate(report["CVR"], start=1):
            for tiers in _papers(record, here["@id"], names):
                papers.add(tiers, 1, number)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        if isinstance(error, InvalidInputError):
            raise
        text = f"this is no report of cast vote records: {type(error).__name__} at {error}"
        raise InvalidInputError([Problem(text, file=name)]) from error
    standing = [*dict.fromkeys(names.values())] if candidates is None else [*candidates]
    return Election(tidy(here.get("Name", "")), papers.profile(standing))


def _selections(report: Mapping[str, Any], contest: Mapping[str, Any]) -> dict[str, str]:
    """The name that each selection of the contest stands for."""
    people = {c["@id"]: tidy(c["Name"]) for e in report["Election"] for c in e.get("Candidate", [])}
    return {
        selection["@id"]: ", ".join(people[id] for id in selection.get("CandidateIds", []))
        or selection["@id"]
        for selection in contest["ContestSelection"]
    }


def _papers(
    record: Mapping[str, Any], contest: str, names: Mapping[str, str]
) -> Collection[Sequence[Sequence[str]]]:
    """The names at each rank of a record, if the contest is on it."""
    snapshots = record["CVRSnapshot"]
    now = [s for s in snapshots if s["@id"] == record.get("CurrentSnapshotId")] or snapshots[-1:]
    papers = []
    for on_paper in (c for s in now for c in s.get("CVRContest", []) if c["ContestId"] == contest):
        marked: dict[int, list[str]] = {}
        for selection in on_paper.get("CVRContestSelection", []):
            for position in selection.get("SelectionPosition", []):
                if position.get("HasIndication") != "no":
                    rank = int(position.get("Rank", 1))
                    marked.setdefault(rank, []).append(names[selection["ContestSelectionId"]])
        papers.append([marked.get(rank, []) for rank in range(1, max(marked, default=0) + 1)])
    return papers
