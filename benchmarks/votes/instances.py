"""The elections of the benchmark, by name: files that are made once, in ``build/benchmarks``.

==================  ==============================================================================
``minneapolis_N``   the mayor's election of 2013 from the shared data, each ballot N times
``million``         1,000,000 ballots that rank 1 to 6 of 15 candidates
``distinct``        1,000,000 ballots that rank all of 15, no two alike but by chance
``random_N``        301 ballots that rank all of N candidates, each ranking equally likely
``near_N``          25 ballots that rank all of N candidates, more or less around one order
``small``           100,000 elections of 100 voters who rank 5 candidates
``city``            90,494 voters who approve of some of 160 projects, with a budget
``committee``       10,000 voters who approve of some of 200 candidates
``few``             100 voters who approve of some of 15 candidates
``scores``          100,000 voters who give 10 candidates 0 to 5 stars
==================  ==============================================================================

Each reader gets the form that it reads: rankings are there as BLT and, where they are short, as a
table with a column for each place, approvals as PrefLib's ``.toi`` and as a table with a column for
each candidate.
``city`` has the size of the budget of Łódź in 2022, which is not part of the shared data.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np

from benchmarks.votes import electorates
from benchmarks.votes.electorates import Array

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED: Final = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data")) / "voting"
MINNEAPOLIS: Final = Path("rctab", "2013_minneapolis_mayor", "2013_minneapolis_mayor_cvr.xlsx")
SEED: Final = 20261127
BUDGET: Final = 10_000_000

Rankings = tuple[Iterable[Sequence[int]], Sequence[str]]
"""Each ballot's candidates by number, and the candidates' names."""


def files_of(name: str) -> dict[str, str]:
    """The files of the instance *name* by their form, made where they are not there.

    Raises:
        FileNotFoundError: it is made of shared data, and that is not beside the project.
        LookupError: no instance has this name.
    """
    forms = {suffix: write for (known, suffix), write in _MADE.items() if known == name}
    if not forms:
        raise LookupError(f"no instance is named {name!r}; benchmarks/votes/instances.py has all")
    return {suffix: str(_file(name + suffix, write)) for suffix, write in forms.items()}


def _file(name: str, write: Callable[[Path], None]) -> Path:
    """The file, which comes to its name when it is whole."""
    path = _folder() / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        begun = path.with_name(f"begun_{name}")
        write(begun)
        begun.rename(path)
    return path


def _folder() -> Path:
    """Where the files are that this code makes; other code makes others."""
    code = b"".join(Path(file).read_bytes() for file in (__file__, electorates.__file__))
    return ROOT / "build" / "benchmarks" / f"elections-{sha256(code).hexdigest()[:8]}"


def _minneapolis(times: int) -> Rankings:
    """The ballots: places left empty are skipped, and an overvote ends a ballot."""
    import openpyxl  # slow to import

    source = SHARED / MINNEAPOLIS
    if not source.exists():
        raise FileNotFoundError(2, "no such file", str(source))
    sheet = openpyxl.load_workbook(source, read_only=True).active
    rows = [row[1:4] for row in sheet.iter_rows(min_row=2, values_only=True)]
    names = sorted({name for row in rows for name in row} - {"undervote", "overvote"})
    numbers = {name: n for n, name in enumerate(names)}
    return ([numbers[name] for name in _marked(row)] for row in rows * times), names


def _marked(row: Sequence[str]) -> Iterator[str]:
    """Who is ranked by the marks of one ballot."""
    seen = {"undervote"}
    for name in row:
        if name == "overvote":
            return
        if name not in seen:
            seen.add(name)
            yield name


def _million() -> Rankings:
    places, lengths = electorates.big(1_000_000, 15, longest=6, seed=SEED)
    ballots = zip(places.tolist(), lengths.tolist(), strict=True)
    return (order[:length] for order, length in ballots), _numbered(15)


def _impartial(voters: int, candidates: int) -> Rankings:
    ballots = electorates.impartial(voters, candidates, seed=SEED)
    return ballots.tolist(), _numbered(candidates)


def _near(candidates: int, noise: float) -> Rankings:
    ballots = electorates.alike(25, candidates, noise=noise, seed=SEED)
    return ballots.tolist(), _numbered(candidates)


def _small(path: Path) -> None:
    """The rank of each candidate, for each voter of each election."""
    ranks = electorates.impartial(100_000 * 100, 5, seed=SEED)
    with path.open("wb") as file:
        np.save(file, ranks.astype(np.uint8).reshape(100_000, 100, 5))


def _city(path: Path) -> None:
    """A Pabulib file, the form of https://pabulib.org/format."""
    approved = electorates.approvals(90_494, 160, mean=4.5, classes=12, seed=SEED)
    costs = electorates.costs(160, budget=BUDGET, seed=SEED)
    meta = {
        "description": "made up",
        "num_projects": 160,
        "num_votes": len(approved),
        "budget": BUDGET,
        "vote_type": "approval",
        "rule": "greedy",
    }
    votes = approved.sum(axis=0).tolist()
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, delimiter=";", lineterminator="\n").writerow
        write(["META"])
        row: tuple[object, ...]
        for row in [("key", "value"), *meta.items()]:
            write(row)
        for row in [("PROJECTS",), ("project_id", "cost", "votes", "name")]:
            write(row)
        for p, (cost, n) in enumerate(zip(costs.tolist(), votes, strict=True)):
            write([p, cost, n, f"project {p}"])
        for row in [("VOTES",), ("voter_id", "vote")]:
            write(row)
        for voter, projects in enumerate(_sets(approved)):
            write([voter, ",".join(map(str, projects))])


def _approved() -> Array:
    return electorates.approvals(10_000, 200, mean=8, classes=20, seed=SEED)


def _few() -> Array:
    return electorates.approvals(100, 15, mean=4, classes=10, seed=SEED)


def _approved_toi(made: Callable[[], Array], path: Path) -> None:
    """Rankings of one tied place, as PrefLib writes incomplete orders with ties."""
    rows, counts = np.unique(made(), axis=0, return_counts=True)
    with path.open("w", encoding="utf-8") as file:
        for line in (
            f"FILE NAME: {path.name}",
            "TITLE: made up",
            "DATA TYPE: toi",
            f"NUMBER ALTERNATIVES: {rows.shape[1]}",
            f"NUMBER VOTERS: {counts.sum()}",
            f"NUMBER UNIQUE ORDERS: {len(rows)}",
            *(
                f"ALTERNATIVE NAME {n}: {name}"
                for n, name in enumerate(_numbered(rows.shape[1]), 1)
            ),
        ):
            file.write(f"# {line}\n")
        for count, who in zip(counts.tolist(), _sets(rows), strict=True):
            named = ",".join(str(c + 1) for c in who)
            file.write(f"{count}: {named if len(who) == 1 else f'{{{named}}}'}\n")


def _approved_table(made: Callable[[], Array], path: Path) -> None:
    """A column for each candidate, marked by who approves of them."""
    approved = made()
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(_numbered(approved.shape[1]))
        table.writerows([["x" if mark else "" for mark in row] for row in approved.tolist()])


def _scores(path: Path) -> None:
    """A table with a column for each candidate and a row for each voter."""
    given = electorates.scores(100_000, 10, most=5, seed=SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(_numbered(10))
        table.writerows(given.tolist())


def _blt(made: Callable[[], Rankings], path: Path) -> None:
    """One ballot a line, as they come; candidates are counted from 1."""
    ballots, names = made()
    words = [str(n + 1) for n in range(len(names))]
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{len(names)} 1\n")
        file.writelines(f"1 {' '.join([*(words[c] for c in who), '0'])}\n" for who in ballots)
        file.write("0\n")
        file.writelines(f'"{name}"\n' for name in names)
        file.write('"made up"\n')


def _places(made: Callable[[], Rankings], longest: int, path: Path) -> None:
    """A column for each place, with the candidates by name."""
    ballots, names = made()
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([f"rank{n + 1}" for n in range(longest)])
        table.writerows([*(names[c] for c in who), *[""] * (longest - len(who))] for who in ballots)


def _sets(approved: Array) -> Iterator[list[int]]:
    """The places of yes in each row."""
    for row in approved:
        yield np.flatnonzero(row).tolist()


def _numbered(candidates: int) -> list[str]:
    return [f"c{n}" for n in range(candidates)]


_RANKED: Final[Mapping[str, tuple[Callable[[], Rankings], int]]] = {
    "minneapolis_1": (partial(_minneapolis, 1), 3),
    "minneapolis_13": (partial(_minneapolis, 13), 3),
    "million": (_million, 6),
    "distinct": (partial(_impartial, 1_000_000, 15), 15),
    **{f"random_{n}": (partial(_impartial, 301, n), n) for n in (200, 500, 1000)},
    **{f"near_{n}": (partial(_near, n, noise), n) for n, noise in ((10, 30), (18, 54), (40, 20))},
}
"""The rankings, and the most places that one of them has."""

_MADE: Final[Mapping[tuple[str, str], Callable[[Path], None]]] = MappingProxyType(
    {
        **{(name, ".blt"): partial(_blt, made) for name, (made, _) in _RANKED.items()},
        **{
            (name, ".csv"): partial(_places, made, n)
            for name, (made, n) in _RANKED.items()
            if n < 100  # so many places a table may have
        },
        ("small", ".npy"): _small,
        ("city", ".pb"): _city,
        ("committee", ".toi"): partial(_approved_toi, _approved),
        ("committee", ".csv"): partial(_approved_table, _approved),
        ("few", ".toi"): partial(_approved_toi, _few),
        ("few", ".csv"): partial(_approved_table, _few),
        ("scores", ".csv"): _scores,
    }
)
