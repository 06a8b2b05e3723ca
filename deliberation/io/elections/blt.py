"""The BLT format for ranked ballots, line by line.

Source: Wichmann, "Producing plausible party election data", Voting matters 5 (1996), with the
additions of OpaVote and of droop.

::

    4 2                     candidates, seats
    [nick ann bo cy di]     short names that ballots may use
    -3                      withdrawn; also several in a row, or [withdrawn cy]
    3 1 4 0                 three ballots: the first candidate, then the fourth
    (b17) bo 0              one ballot, with its number
    1 2=3 1 0               two candidates ranked equally
    1 0                     a blank ballot
    0                       end of the ballots
    "Ann"                   the names in order
    ...
    "The title"

``#`` begins a comment, ``-`` in a ballot is a place left empty. Equal lines are read once, so that
a million are quick. ``[tie ...]`` and ``[droop ...]``
tell other programs how to count, and are passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.elections.election import Election
from deliberation.io.elections.papers import Papers
from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.policy import Policy

COMMENT = re.compile(r'^((?:[^"#]|"[^"]*")*)#.*$')
QUOTED = re.compile(r'"(.*)"')
OPTION = re.compile(r"\[(\w+)\s*(.*?)\s*\]")
LONGEST = 1000  # candidates

Line = tuple[int, str]


def parse_blt(
    lines: str | Iterable[str], *, kind: str | None = None, policy: Policy | None = None
) -> Election:
    r"""The election that a text describes; withdrawn candidates are taken out of the ballots.

    >>> election = parse_blt('2 1\n3 1 2 0\n1 2 0\n0\n"Ann"\n"Bo"\n"Mayor"')
    >>> election.title, election.seats, election.profile.candidates, election.profile.size
    ('Mayor', 1, ('Ann', 'Bo'), 4)

    Args:
        lines: of the text, or the text.
        kind: what is asked for; a ``"ranking"`` has no ties.
        policy: how ballots that rank several equally, or leave a place empty, are read; where there
            is none, the former are ties and the latter are passed over.

    Raises:
        InvalidInputError: with every problem found, by row; an equal line is told once.
    """
    if kind not in {None, "ranking", "weak ranking"}:
        raise InvalidInputError([f"a BLT file holds rankings, not {kind}; use a table"])
    said = _said(lines.splitlines() if isinstance(lines, str) else lines)
    reading = _Reading(Papers(kind, policy))
    reading.head(said)
    reading.ballots(said)
    reading.tail(said)
    if reading.papers.problems:
        raise InvalidInputError(reading.papers.problems)
    return reading.election()


def _said(lines: Iterable[str]) -> Iterator[Line]:
    """Each line that says something, with its number."""
    for row, line in enumerate(lines, start=1):
        if said := (COMMENT.sub(r"\1", line) if "#" in line else line).strip():
            yield row, said


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what was wrong with it."""

    papers: Papers
    candidates: int = 0
    seats: int = 0
    nicks: Mapping[str, int] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    orders: dict[tuple[tuple[int, ...], ...], tuple[int, int]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def head(self, lines: Iterator[Line]) -> None:
        """The numbers of candidates and seats: without them nothing else can be read."""
        row, first = next(lines, (1, ""))
        if not re.fullmatch(r"\d{1,4} +\d{1,4}", " ".join(first.split())):
            text = "the file must begin with the numbers of candidates and seats, such as 5 2"
            raise InvalidInputError([Problem(text, row)])
        self.candidates, self.seats = map(int, first.split())
        if not 1 <= self.seats <= self.candidates <= LONGEST:
            text = f"{self.seats} seats cannot be filled from {self.candidates} candidates"
            raise InvalidInputError([Problem(text, row)])

    def ballots(self, lines: Iterator[Line]) -> None:
        """Options, withdrawals and ballots, down to the line that is 0."""
        rows: dict[str, int] = {}
        times: Counter[str] = Counter()
        ended = False
        for row, line in lines:
            if ended := line == "0":
                break
            times[line] += 1
            if times[line] == 1:
                rows[line] = row
        for line, row in rows.items():
            if option := OPTION.fullmatch(line):
                self.option(row, option[1].lower(), option[2].split())
            elif re.fullmatch(r"(-\d+\s*)+", line):
                self.withdrawn.update(self.known(row, [word[1:] for word in line.split()]))
            else:
                self.ballot(row, line, times[line])
        if not ended:
            self.wrong(None, "the ballots do not end with a line that holds only 0")

    def option(self, row: int, name: str, words: list[str]) -> None:
        """A line in square brackets."""
        if name == "nick":
            self.nicks = {nick: number for number, nick in enumerate(words, start=1)}
            if not len(words) == len(self.nicks) == self.candidates:
                self.wrong(row, f"[nick ...] must give {self.candidates} different names")
        elif name == "withdrawn":
            self.withdrawn.update(self.known(row, words))
        elif name not in {"tie", "droop"}:
            self.wrong(row, f"[{name} ...] is not known; take the line out")

    def ballot(self, row: int, line: str, lines: int) -> None:
        """A line of equal ballots, of which there are several *lines*."""
        numbered = re.match(r"\([^)]*\)\s*", line)
        words = line[numbered.end() :].split() if numbered else line.split()
        times = "1" if numbered else words.pop(0)
        if not re.fullmatch(r"0*[1-9]\d{0,29}", times):
            return self.wrong(row, f"{times!r} does not say how many such ballots there are")
        if not words or words.pop() != "0":
            return self.wrong(row, "a ballot must end with 0")
        places = tuple(tuple(self.known(row, p.split("="))) if p != "-" else () for p in words)
        if self.papers.policy is None:
            for number, n in Counter(number for place in places for number in place).items():
                if n > 1:
                    return self.wrong(row, f"candidate {number} is ranked {n} times; keep one")
        first, before = self.orders.get(places, (row, 0))
        self.orders[places] = first, before + int(times) * lines
        return None

    def tail(self, lines: Iterator[Line]) -> None:
        """The names, the title, and what some programs write after it."""
        for row, line in lines:
            if quoted := QUOTED.fullmatch(line):
                self.texts.append(tidy(quoted[1]))
            else:
                self.wrong(row, "a name or a title must stand in quotation marks")
        names = self.texts[: self.candidates]
        if (missing := self.candidates - len(names)) > 0:
            self.wrong(None, f"the names of {missing} candidates are missing")
        for name, n in Counter(names).items():
            if not name:
                self.wrong(None, "a candidate has no name")
            elif n > 1:
                self.wrong(None, f"{n} candidates are called {name!r}")

    def known(self, row: int, words: list[str]) -> list[int]:
        """The numbers of the candidates that *words* name, by number or short name."""
        numbers = []
        for word in words:
            number = int(word) if re.fullmatch(r"\d{1,9}", word) else self.nicks.get(word, 0)
            if 1 <= number <= self.candidates:
                numbers.append(number)
            else:
                self.wrong(row, f"{word!r} is none of the {self.candidates} candidates")
        return numbers

    def wrong(self, row: int | None, text: str) -> None:
        """Remember a problem."""
        self.papers.wrong(row, text)

    def election(self) -> Election:
        """What was read, once nothing is wrong with it."""
        names = self.texts[: self.candidates]
        standing = [i for i in range(self.candidates) if i + 1 not in self.withdrawn]
        for places, (row, times) in self.orders.items():
            left = [[number for number in p if number not in self.withdrawn] for p in places]
            # A place where all have withdrawn is none; one that was empty before stays so.
            tiers = [now for now, before in zip(left, places, strict=True) if now or not before]
            self.papers.add([[names[number - 1] for number in tier] for tier in tiers], times, row)
        title = self.texts[self.candidates] if len(self.texts) > self.candidates else ""
        return Election(title, self.papers.profile([names[i] for i in standing]), self.seats)


def blt_text(election: Election) -> str:
    """The file of an election whose ballots are rankings, with ties or without.

    Raises:
        InvalidInputError: they are other ballots, or a name holds a quotation mark and ``#``.
    """
    profile = election.profile
    if not profile.kinds <= {Ranking, WeakRanking}:
        raise InvalidInputError(["a BLT file holds rankings only"])
    texts = [*profile.candidates, election.title]
    if wrong := [text for text in texts if '"' in text and "#" in text]:
        raise InvalidInputError(
            f"{text!r} holds a quotation mark and #; write another" for text in wrong
        )
    numbers = {name: str(i) for i, name in enumerate(profile.candidates, start=1)}
    lines = [f"{len(numbers)} {election.seats or 1}"]
    for ballot, times in sorted(profile.counts.items(), key=lambda item: -item[1]):
        places = ["=".join(numbers[c] for c in tier) for tier in ballot.tiers]
        lines.append(" ".join([str(times), *places, "0"]))
    return "\n".join([*lines, "0", *(f'"{text}"' for text in texts), ""])
