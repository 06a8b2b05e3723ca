"""The BLT format for ranked ballots, line by line.

Source: Wichmann, "Producing plausible party election data", Voting matters 5 (1996), with the
additions of OpaVote and of droop.

::

    4 2                     candidates, seats
    [nick ann bo cy di]     short names that ballots may use
    -3                      withdrawn; also several in a row, or [withdrawn cy]
    3 1 4 0                 three ballots: the first candidate, then the fourth
    (b17) bo 0              one ballot, with its number
    1 0                     a blank ballot
    0                       end of the ballots
    "Ann"                   the names in order
    ...
    "The title"

``#`` begins a comment, ``-`` in a ballot is a place left empty. ``[tie ...]`` and ``[droop ...]``
tell other programs how to count, and are passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy
from deliberation.io.elections.election import Election
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile

COMMENT = re.compile(r'^((?:[^"#]|"[^"]*")*)#.*$')
QUOTED = re.compile(r'"(.*)"')
OPTION = re.compile(r"\[(\w+)\s*(.*?)\s*\]")
LONGEST = 1000  # candidates

Line = tuple[int, str]


def parse_blt(text: str) -> Election:
    r"""The election that *text* describes; withdrawn candidates are taken out of the ballots.

    >>> election = parse_blt('2 1\n3 1 2 0\n1 2 0\n0\n"Ann"\n"Bo"\n"Mayor"')
    >>> election.title, election.seats, election.profile.candidates, election.profile.size
    ('Mayor', 1, ('Ann', 'Bo'), 4)

    Raises:
        InvalidInputError: with every problem found, by row.
    """
    lines = iter(_lines(text))
    reading = _Reading()
    reading.head(lines)
    reading.ballots(lines)
    reading.tail(lines)
    if reading.problems:
        raise InvalidInputError(reading.problems)
    return reading.election()


def _lines(text: str) -> Iterator[Line]:
    """Each line that says something, with its number."""
    for row, line in enumerate(text.splitlines(), start=1):
        if said := COMMENT.sub(r"\1", line).strip():
            yield row, said


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what was wrong with it."""

    candidates: int = 0
    seats: int = 0
    nicks: Mapping[str, int] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    orders: Counter[tuple[int, ...]] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

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
        for row, line in lines:
            if line == "0":
                return
            if option := OPTION.fullmatch(line):
                self.option(row, option[1].lower(), option[2].split())
            elif re.fullmatch(r"(-\d+\s*)+", line):
                self.withdrawn.update(self.known(row, [word[1:] for word in line.split()]))
            else:
                self.ballot(row, line)
        self.problems.append(Problem("the ballots do not end with a line that holds only 0"))

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

    def ballot(self, row: int, line: str) -> None:
        """One line of equal ballots."""
        numbered = re.match(r"\([^)]*\)\s*", line)
        words = line[numbered.end() :].split() if numbered else line.split()
        times = "1" if numbered else words.pop(0)
        if not re.fullmatch(r"0*[1-9]\d{0,29}", times):
            return self.wrong(row, f"{times!r} does not say how many such ballots there are")
        if not words or words.pop() != "0":
            return self.wrong(row, "a ballot must end with 0")
        order = self.known(row, [word for word in words if word != "-"])
        for number, n in Counter(order).items():
            if n > 1:
                self.wrong(row, f"candidate {number} is ranked {n} times; keep one")
        self.orders[tuple(order)] += int(times)
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
            self.problems.append(Problem(f"the names of {missing} candidates are missing"))
        for name, n in Counter(names).items():
            if not name:
                self.problems.append(Problem("a candidate has no name"))
            elif n > 1:
                self.problems.append(Problem(f"{n} candidates are called {name!r}"))

    def known(self, row: int, words: list[str]) -> list[int]:
        """The numbers of the candidates that *words* name, by number or short name."""
        numbers = []
        for word in words:
            number = int(word) if re.fullmatch(r"\d{1,9}", word) else self.nicks.get(word, 0)
            if 1 <= number <= self.candidates:
                numbers.append(number)
            elif "=" in word:
                self.wrong(row, f"{word!r} ranks several equally, which is not counted here")
            else:
                self.wrong(row, f"{word!r} is none of the {self.candidates} candidates")
        return numbers

    def wrong(self, row: int, text: str) -> None:
        """Remember a problem."""
        self.problems.append(Problem(text, row))

    def election(self) -> Election:
        """What was read, once nothing is wrong with it."""
        names = self.texts[: self.candidates]
        standing = [i for i in range(self.candidates) if i + 1 not in self.withdrawn]
        counts: Counter[Ranking] = Counter()
        for order, times in self.orders.items():
            named = (names[number - 1] for number in order if number not in self.withdrawn)
            counts[Ranking(tuple(named))] += times
        title = self.texts[self.candidates] if len(self.texts) > self.candidates else ""
        profile = Profile(tuple(names[i] for i in standing), counts)
        return Election(title, profile, self.seats)
