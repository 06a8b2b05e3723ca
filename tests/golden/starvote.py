"""The elections of starvote's tests, with the winners, or the tie, that each is to have."""

import csv
import re
from pathlib import Path
from typing import NamedTuple

from deliberation.voting import Profile, Scores


class Election(NamedTuple):
    """One election, and either its winners or who is tied.

    Args:
        order: what ties are broken by, where it is a published order.
    """

    method: str
    profile: Profile
    seats: int
    most: int
    order: tuple[str, ...]
    winners: tuple[str, ...]
    tied: tuple[str, ...]


def read(folder: Path, name: str) -> Election:
    """The election called *name*, and what is expected of it."""
    if (folder / f"{name}.csv").exists():
        options, ballots = {"method": "star"}, _poll(folder / f"{name}.csv")
    else:
        options, ballots = _sections(folder, name)
    expected = (folder / f"{name}.txt").read_text(encoding="utf-8")
    winners = re.search(r": Winners?\]\n((?: +\S.*\n?)+)", expected)
    tie = re.search(r"Unbreakable Tie\]\n *Tie between (.*)\.", expected)
    order = options.get("tiebreaker", "none")
    return Election(
        options["method"],
        Profile.of(ballots, candidates=sorted({c for b in ballots for c in b.candidates})),
        int(options.get("seats", 1)),
        int(options.get("maximum score", 5)),
        tuple(order.split("|")) if "|" in order else (),
        tuple(line.strip() for line in winners[1].splitlines()) if winners else (),
        tuple(re.split(r", and | and |, ", tie[1])) if tie else (),
    )


def _poll(path: Path) -> list[Scores]:
    """The ballots of a poll on star.vote: behind three columns a score for each candidate."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return [
        Scores({c: int(s or 0) for c, s in zip(header[3:], row[3:], strict=True) if c})
        for row in rows
    ]


def _sections(folder: Path, name: str) -> tuple[dict[str, str], list[Scores]]:
    """The options, and the ballots, perhaps out of another file.

    A tie-break that is a list of names, one a line, comes as these names with bars.
    """
    text = (folder / f"{name}.starvote").read_text(encoding="utf-8")
    text = re.sub(r"^ *#.*$", "", text, flags=re.MULTILINE)
    _, given, *cast = re.split(r"^\[(?:options|ballots)\]$", text, flags=re.MULTILINE)
    given = re.sub(
        r"\[([^\]]*)\]", lambda m: "|".join(filter(None, map(str.strip, m[1].splitlines()))), given
    )
    options = {k.strip(): v.strip() for k, v in re.findall(r"^(.*?)=(.*)$", given, re.MULTILINE)}
    ballots: list[Scores] = []
    for block in re.split(r"\n\s*\n", "".join(cast)):
        many = re.search(r"(\d+) ballots?:", block)
        scores = {k.strip(): int(v) for k, v in re.findall(r"^(.*)=(.*)$", block, re.MULTILINE)}
        if scores:
            ballots += [Scores(scores)] * (int(many[1]) if many else 1)
    if poll := options.pop("csv_path", None):
        return options, _poll(folder / poll)
    if other := options.pop("starvote_path", None):
        inherited, ballots = _sections(folder, other.removesuffix(".starvote"))
        options = {**inherited, **options}
    return options, ballots
