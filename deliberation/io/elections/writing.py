"""Elections as files: in every format that is read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from io import StringIO
from pathlib import Path, PurePath

from deliberation.errors import InvalidInputError
from deliberation.io.cells import folded, tidy
from deliberation.io.elections.abif import abif_text
from deliberation.io.elections.blt import blt_text
from deliberation.io.elections.election import Election
from deliberation.io.elections.preflib import SUFFIXES, preflib_suffix, preflib_text
from deliberation.io.elections.record_writing import cdf_text
from deliberation.io.elections.tables import COUNT, PASSED_OVER, WITHIN, place_of
from deliberation.io.files import write_bytes
from deliberation.io.spreadsheets import escaped
from deliberation.voting.ballots import (
    Approval,
    Ballot,
    Credits,
    Grades,
    Ranking,
    Scores,
    WeakRanking,
)


def write_ballots(path: str | Path, election: Election) -> None:
    """Write an *election* in the format that the ending of the name says: BLT, PrefLib, ABIF, CSV,
    or cast vote records in the common data format (``.json``).

    Spoiled ballots are in none of these formats.

    Raises:
        InvalidInputError: the format cannot hold these ballots or names, or is not known.
        OSError: the file cannot be written.
    """
    ending = PurePath(path).suffix.lower()
    if ending in SUFFIXES:
        _require_suffix(election, ending)
    elif ending not in WRITERS:
        known = ", ".join([*WRITERS, *SUFFIXES])
        raise InvalidInputError([f"{ending!r} is no ending that can be written; take {known}"])
    text = WRITERS.get(ending, preflib_text)(election)
    write_bytes(path, text.encode())


def csv_text(election: Election) -> str:
    """A table with a column for each candidate, and a column ``count``.

    A name or a grade that a spreadsheet would run gets an apostrophe, which is taken away when the
    table is read again.

    Raises:
        InvalidInputError: a candidate's name would be read as another column's, or a score has no
            end as a decimal.
    """
    profile = election.profile
    if wrong := [name for name in profile.candidates if _is_a_column(name)]:
        raise InvalidInputError(
            f"{name!r} would not be read as a candidate's column; write another" for name in wrong
        )
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*map(escaped, profile.candidates), "count"])
    for ballot, times in sorted(profile.counts.items(), key=lambda item: -item[1]):
        cells = _cells(ballot)
        writer.writerow([*(cells.get(name, "") for name in profile.candidates), times])
    return text.getvalue()


def write_rctab(folder: str | Path, election: Election) -> Path:
    """Write cast vote records, a row a ballot, and the configuration of RCTab that points to them.

    Those who are tied share a rank, and the configuration stops there only where several of them
    still stand.

    Returns:
        The path of the configuration.

    Raises:
        InvalidInputError: the ballots are no rankings.
        OSError: a file cannot be written.
    """
    profile = election.profile
    if not profile.kinds <= {Ranking, WeakRanking}:
        raise InvalidInputError(["RCTab counts rankings only"])
    folder = Path(folder)
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["ballot", *map(escaped, profile.candidates)])
    numbers = iter(range(1, profile.size + 1))
    for ballot, times in sorted(profile.counts.items(), key=lambda item: -item[1]):
        cells = _cells(ballot)
        row = [cells.get(name, "") for name in profile.candidates]
        writer.writerows([next(numbers), *row] for _ in range(times))
    write_bytes(folder / "records.csv", text.getvalue().encode())
    config = folder / "config.json"
    write_bytes(config, json.dumps(_config(election), indent=2).encode())
    return config


def _config(election: Election) -> Mapping[str, object]:
    """What RCTab must know."""
    return {
        "tabulatorVersion": "1.3.2",
        "outputSettings": {"contestName": election.title or "Contest"},
        "cvrFileSources": [
            {
                "provider": "genericCsv",
                "filePath": "records.csv",
                "firstVoteColumnIndex": "2",
                "firstVoteRowIndex": "2",
                "idColumnIndex": "1",
            }
        ],
        "candidates": [*map(_candidate, election.profile.candidates)],
        "rules": {
            "tiebreakMode": "stopCountingAndAsk",
            "overvoteRule": "exhaustIfMultipleContinuing",
            "winnerElectionMode": "singleWinnerMajority",
            "numberOfWinners": str(election.seats or 1),
            "maxSkippedRanksAllowed": "unlimited",
            "maxRankingsAllowed": "max",
        },
    }


def _candidate(name: str) -> Mapping[str, object]:
    """One who stands, and how the head of the records writes them where that is not the same."""
    return {"name": name} | ({"aliases": [escaped(name)]} if escaped(name) != name else {})


def _require_suffix(election: Election, ending: str) -> None:
    """Refuse an ending that promises what the orders do not keep."""
    if election.profile.kinds <= {Ranking, WeakRanking} and ending != ".cat":
        needed = preflib_suffix(election.profile)
        wider = {".soc": SUFFIXES[:4], ".soi": (".soi", ".toi"), ".toc": (".toc", ".toi")}
        if ending not in wider.get(needed, (needed,)):
            raise InvalidInputError([f"these orders make a {needed} file, not a {ending} file"])
    elif ending != ".cat" or not election.profile.kinds <= {Grades}:
        raise InvalidInputError([f"a {ending} file cannot hold these ballots"])


def _is_a_column(name: str) -> bool:
    """Whether a table's reader would take a candidate's name for something else."""
    special = folded(name) in {*COUNT, *PASSED_OVER} or place_of(name) or WITHIN.search(name)
    return bool(special) or tidy(name) != name


def _cells(ballot: Ballot) -> Mapping[str, str]:
    """What stands below each candidate."""
    match ballot:
        case Ranking() | WeakRanking():
            return {c: str(i) for i, tier in enumerate(ballot.tiers, 1) for c in tier}
        case Approval():
            return dict.fromkeys(ballot.approved, "x")
        case Scores():
            return {candidate: _decimal(score) for candidate, score in ballot.scores}
        case Grades():
            return {candidate: escaped(grade) for candidate, grade in ballot.grades}
        case Credits():
            return {candidate: str(votes) for candidate, votes in ballot.votes}


def _decimal(score: int | Fraction) -> str:
    """A score with all its decimals."""
    for places in range(13):
        shifted = Fraction(score) * 10**places
        if shifted.denominator == 1:
            digits = str(abs(shifted.numerator)).rjust(places + 1, "0")
            whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
            return f"{'-' * (shifted < 0)}{whole}{'.' * (places > 0)}{part}"
    raise InvalidInputError([f"the score {score} has no end as a decimal; multiply all scores"])


WRITERS: Mapping[str, Callable[[Election], str]] = {
    ".blt": blt_text,
    ".abif": abif_text,
    ".csv": csv_text,
    ".json": cdf_text,
}
"""By the ending of a name; those of PrefLib have one writer together."""
