"""PrefLib's files of preferences: soc, soi, toc, toi and cat, as written since 2022 and before.

Source: Mattei & Walsh, "PrefLib: A Library for Preferences", ADT (2013), and the page on its data
formats.

::

    # TITLE: The square
    # NUMBER ALTERNATIVES: 3
    # ALTERNATIVE NAME 1: Trees
    # ALTERNATIVE NAME 2: Benches
    # ALTERNATIVE NAME 4: Fountain
    40: 1,{2,4}
    3: 4

Alternatives may be numbered with gaps; braces hold those who are tied. In a cat file they hold
those of a category, the first category first, and an empty category is ``{}``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.io.cells import tidy
from deliberation.io.elections.blt_lines import plain_ballots
from deliberation.io.elections.election import Election
from deliberation.io.elections.papers import Papers
from deliberation.voting.ballots import Approval, Grades, Ranking, WeakRanking
from deliberation.voting.policy import Policy
from deliberation.voting.profile import Profile

SUFFIXES = (".soc", ".soi", ".toc", ".toi", ".cat")
HEADER = re.compile(r"#\s*([A-Z ]+?)\s*(\d*)\s*:\s*(.*)")
BALLOTS = re.compile(r"(\d{1,30})\s*[:,]\s*(.*)")
PLACE = re.compile(r"\{([^{}]*)\}|([^,{}\s]+)")
PLAIN = re.compile(r"\d{1,18}: *\d{1,9}(,\d{1,9})*")
SHAPE = re.compile(r"(\s*(\{[^{}]*\}|[^,{}\s]+)\s*(,|$))*")

Line = tuple[int, str]


def parse_preflib(
    lines: Iterable[str], suffix: str, *, kind: str | None = None, policy: Policy | None = None
) -> Election:
    """The election in a PrefLib file.

    Args:
        suffix: one of ``SUFFIXES``.
        kind: what is asked for. A cat file gives ``"grades"``, or ``"approval"``: the alternatives
            of the first category.
        policy: how orders with ties are read as papers; where there is none, they are ties.

    Raises:
        InvalidInputError: with every problem found, by row.
    """
    reading = _Reading(Papers(kind, policy))
    numbered = [(row, line.strip()) for row, line in enumerate(lines, 1) if line.strip()]
    below = reading.head(numbered)
    if suffix == ".cat":
        return Election(reading.title, reading.categories(below, kind))
    if kind not in {None, "ranking", "weak ranking"}:
        raise InvalidInputError([f"a {suffix} file holds rankings, not {kind}"])
    plain, others = reading.plain(below)
    for row, times, places in reading.orders(others):
        reading.papers.add(places, times, row)
    return Election(reading.title, plain + reading.papers.profile([*reading.names.values()]))


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    papers: Papers
    title: str = ""
    names: dict[str, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)

    def head(self, lines: list[Line]) -> list[Line]:
        """The alternatives and categories; what stands below them."""
        if lines and not lines[0][1].startswith("#"):
            below = self._old_head(lines)
        else:
            below = [line for line in lines if not line[1].startswith("#")]
            for row, line in lines[: len(lines) - len(below)]:
                self._header(row, line)
        if not self.names and not self.papers.problems:
            self.papers.wrong(None, "no alternative is named; is this a file of PrefLib?")
        for name, n in Counter(self.names.values()).items():
            if n > 1:
                self.papers.wrong(None, f"{n} alternatives are called {name!r}")
        if self.papers.problems:
            raise InvalidInputError(self.papers.problems)
        return below

    def _header(self, row: int, line: str) -> None:
        if (found := HEADER.fullmatch(line)) is None:
            return
        key, number, text = found[1], found[2], tidy(found[3])
        if key == "TITLE":
            self.title = text
        elif key == "ALTERNATIVE NAME":
            if not text or number in self.names:
                self.papers.wrong(row, f"alternative {number} needs one name")
            self.names[number] = text
        elif key == "CATEGORY NAME":
            self.labels[int(number or 0)] = text

    def _old_head(self, lines: list[Line]) -> list[Line]:
        """How files began before 2022: how many alternatives, a line for each, and three sums."""
        count = int(lines[0][1]) if lines[0][1].isdecimal() and len(lines[0][1]) < 6 else 0
        for row, line in lines[1 : count + 1]:
            number, comma, name = line.partition(",")
            if not comma or not tidy(name):
                self.papers.wrong(row, "an alternative is written as a number, a comma and a name")
            self.names[number.strip()] = tidy(name)
        return lines[count + 2 :]

    def plain(self, lines: list[Line]) -> tuple[Profile[Any], list[Line]]:
        """The orders without ties or mistakes, which are read at once, and the other lines.

        Only where the alternatives are numbered from 1 without a gap.
        """
        names = [*self.names.values()]
        found = None
        others = lines
        if [*self.names] == [str(i) for i in range(1, len(names) + 1)]:
            as_numbers = {line: _numbers(line) for _, line in lines if PLAIN.fullmatch(line)}
            times = Counter(as_numbers[line] for _, line in lines if line in as_numbers)
            found, wrong = plain_ballots(times, len(names))
            left = {*wrong}
            others = [x for x in lines if as_numbers.get(x[1]) is None or as_numbers[x[1]] in left]
        if found is None:
            return Profile(names, {}), others
        return Profile.from_places(names, *found), others

    def orders(self, lines: Iterable[Line]) -> Iterator[tuple[int, int, list[list[str]]]]:
        """The row of each order, how many such there are, and the names at each place."""
        for row, line in lines:
            found = BALLOTS.fullmatch(line)
            if found is None or not int(found[1]) or not SHAPE.fullmatch(found[2]):
                self.papers.wrong(row, "an order is written as a number, a colon and alternatives")
                continue
            places = [
                [word.strip() for word in (braced or single).split(",") if word.strip()]
                for braced, single in PLACE.findall(found[2])
            ]
            strange = [word for place in places for word in place if word not in self.names]
            for word in strange:
                self.papers.wrong(row, f"{word!r} is the number of no alternative")
            if not strange:
                yield row, int(found[1]), [[self.names[word] for word in p] for p in places]

    def categories(
        self, lines: Iterable[Line], kind: str | None
    ) -> Profile[Grades] | Profile[Approval]:
        """The ballots of a file whose places are categories."""
        if kind not in {None, "grades", "approval"}:
            raise InvalidInputError([f"a .cat file holds categories, not {kind}"])
        grades: Counter[Grades] = Counter()
        approvals: Counter[Approval] = Counter()
        for row, times, places in self.orders(lines):
            named = Counter(name for place in places for name in place)
            for name, n in named.items():
                if n > 1:
                    self.papers.wrong(row, f"{name!r} stands in {n} categories; keep one")
            if self.papers.problems:
                continue
            graded = {
                name: self.labels.get(i, str(i))
                for i, place in enumerate(places, start=1)
                for name in place
            }
            grades[Grades(graded)] += times
            approvals[Approval(places[0] if places else [])] += times
        if self.papers.problems:
            raise InvalidInputError(self.papers.problems)
        names = [*self.names.values()]
        return Profile(names, approvals) if kind == "approval" else Profile(names, grades)


def _numbers(line: str) -> str:
    """A plain order as a plain ballot of a BLT file."""
    return f"{line.replace(':', ' ').replace(',', ' ')} 0"


def preflib_suffix(profile: Profile[Ranking] | Profile[Ranking | WeakRanking]) -> str:
    """The ending that says what the orders of a profile are: complete or not, with ties or not."""
    complete = all(len(ballot.candidates) == len(profile.candidates) for ballot in profile.counts)
    strict = profile.kinds <= {Ranking}
    return f".{'so' if strict else 'to'}{'c' if complete else 'i'}"


def preflib_text(election: Election) -> str:
    """The file of an election whose ballots are rankings or grades, with ties or without.

    Raises:
        InvalidInputError: they are other ballots.
    """
    profile = election.profile
    numbers = {name: str(i) for i, name in enumerate(profile.candidates, start=1)}
    labels: dict[str, int] = {}
    lines: list[str] = []
    if profile.kinds <= {Grades}:
        given = sorted({grade for ballot in profile.counts for _, grade in ballot.grades})
        labels = {label: i for i, label in enumerate(given, start=1)}
    elif not profile.kinds <= {Ranking, WeakRanking}:
        raise InvalidInputError(["PrefLib has files of rankings and of categories only"])
    for ballot, times in sorted(profile.counts.items(), key=lambda item: -item[1]):
        if isinstance(ballot, Grades):
            tiers = [[c for c, grade in ballot.grades if grade == label] for label in labels]
        else:
            tiers = [[*tier] for tier in ballot.tiers]
        lines.append(f"{times}: {','.join(_place([numbers[c] for c in t]) for t in tiers)}")
    head = [
        *(f"# TITLE: {election.title}" for _ in [0] if election.title),
        f"# DATA TYPE: {'cat' if labels else preflib_suffix(profile)[1:]}",
        f"# NUMBER ALTERNATIVES: {len(numbers)}",
        f"# NUMBER VOTERS: {profile.size}",
        f"# NUMBER UNIQUE {'PREFERENCES' if labels else 'ORDERS'}: {profile.distinct}",
        *(f"# NUMBER CATEGORIES: {len(labels)}" for _ in [0] if labels),
        *(f"# CATEGORY NAME {i}: {label}" for label, i in labels.items()),
        *(f"# ALTERNATIVE NAME {i}: {name}" for name, i in numbers.items()),
    ]
    return "\n".join([*head, *lines, ""])


def _place(numbers: list[str]) -> str:
    """Those at one place of an order."""
    return numbers[0] if len(numbers) == 1 else "{" + ",".join(numbers) + "}"
