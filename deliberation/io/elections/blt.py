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
from deliberation.io.elections.blt_lines import (
    Lines,
    Plain,
    plain_ballots,
    rows_of_lines,
    without_comment,
)
from deliberation.io.elections.election import Election
from deliberation.io.elections.papers import Papers
from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.policy import Policy
from deliberation.voting.profile import Profile

QUOTED = re.compile(r'"(.*)"')
OPTION = re.compile(r"\[(\w+)\s*(.*?)\s*\]")
LONGEST = 1000  # candidates


def parse_blt(
    text: str | Iterable[str], *, kind: str | None = None, policy: Policy | None = None
) -> Election:
    r"""The election that a text describes; withdrawn candidates are taken out of the ballots.

    >>> election = parse_blt('2 1\n3 1 2 0\n1 2 0\n0\n"Ann"\n"Bo"\n"Mayor"')
    >>> election.title, election.seats, election.profile.candidates, election.profile.size
    ('Mayor', 1, ('Ann', 'Bo'), 4)

    Args:
        text: the text, or its blocks of whole lines, which can be read again to find a row.
        kind: what is asked for; a ``"ranking"`` has no ties.
        policy: how ballots that rank several equally, or leave a place empty, are read; where there
            is none, the former are ties and the latter are passed over.

    Raises:
        InvalidInputError: with every problem found, by row; an equal line is told once.
    """
    if kind not in {None, "ranking", "weak ranking"}:
        raise InvalidInputError([f"a BLT file holds rankings, not {kind}; use a table"])
    blocks = ["".join(f"{line}\n" for line in text.splitlines())] if isinstance(text, str) else text
    lines = Lines(blocks)
    reading = _Reading(kind, policy)
    reading.head(*lines.first())
    counted, ended = lines.ballots()
    reading.ballots(counted)
    if not ended:
        reading.wrong(None, "the ballots do not end with a line that holds only 0")
    reading.tail(lines.rest())
    reading.refuse(blocks)
    election = reading.election()
    reading.refuse(blocks)
    return election


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what was wrong with it, by the row or the line."""

    kind: str | None
    policy: Policy | None
    candidates: int = 0
    seats: int = 0
    nicks: Mapping[str, int] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    plain: Plain | None = None
    orders: dict[tuple[tuple[int, ...], ...], tuple[str, int]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    problems: list[tuple[int | str | None, str]] = field(default_factory=list)

    def head(self, row: int, first: str) -> None:
        """The numbers of candidates and seats: without them nothing else can be read."""
        if not re.fullmatch(r"\d{1,4} +\d{1,4}", " ".join(first.split())):
            text = "the file must begin with the numbers of candidates and seats, such as 5 2"
            raise InvalidInputError([Problem(text, row)])
        self.candidates, self.seats = map(int, first.split())
        if not 1 <= self.seats <= self.candidates <= LONGEST:
            text = f"{self.seats} seats cannot be filled from {self.candidates} candidates"
            raise InvalidInputError([Problem(text, row)])

    def ballots(self, counted: Counter[str]) -> None:
        """Options, withdrawals and ballots: how often each line stands there."""
        self.plain, others = plain_ballots(counted, self.candidates)
        said = [(line, without_comment(line)) for line in others]
        for line, text in said:
            if option := OPTION.fullmatch(text):
                self.option(line, option[1].lower(), option[2].split())
        for line, text in said:
            if re.fullmatch(r"(-\d+\s*)+", text):
                self.withdrawn.update(self.known(line, [word[1:] for word in text.split()]))
            elif text and not OPTION.fullmatch(text):
                self.ballot(line, text, counted[line])

    def option(self, row: str, name: str, words: list[str]) -> None:
        """A line in square brackets."""
        if name == "nick":
            self.nicks = {nick: number for number, nick in enumerate(words, start=1)}
            if not len(words) == len(self.nicks) == self.candidates:
                self.wrong(row, f"[nick ...] must give {self.candidates} different names")
        elif name == "withdrawn":
            self.withdrawn.update(self.known(row, words))
        elif name not in {"tie", "droop"}:
            self.wrong(row, f"[{name} ...] is not known; take the line out")

    def ballot(self, row: str, line: str, lines: int) -> None:
        """A line of equal ballots, of which there are several *lines*."""
        numbered = re.match(r"\([^)]*\)\s*", line)
        words = line[numbered.end() :].split() if numbered else line.split()
        times = "1" if numbered else words.pop(0)
        if not re.fullmatch(r"0*[1-9]\d{0,29}", times):
            return self.wrong(row, f"{times!r} does not say how many such ballots there are")
        if not words or words.pop() != "0":
            return self.wrong(row, "a ballot must end with 0")
        places = tuple(tuple(self.known(row, p.split("="))) if p != "-" else () for p in words)
        if self.policy is None:
            for number, n in Counter(number for place in places for number in place).items():
                if n > 1:
                    return self.wrong(row, f"candidate {number} is ranked {n} times; keep one")
        first, before = self.orders.get(places, (row, 0))
        self.orders[places] = first, before + int(times) * lines
        return None

    def tail(self, lines: Iterator[tuple[int, str]]) -> None:
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

    def known(self, row: str, words: list[str]) -> list[int]:
        """The numbers of the candidates that *words* name, by number or short name."""
        numbers = []
        for word in words:
            number = int(word) if re.fullmatch(r"\d{1,9}", word) else self.nicks.get(word, 0)
            if 1 <= number <= self.candidates:
                numbers.append(number)
            else:
                self.wrong(row, f"{word!r} is none of the {self.candidates} candidates")
        return numbers

    def wrong(self, row: int | str | None, text: str) -> None:
        """Remember a problem, by its row or by the line where it stands first."""
        self.problems.append((row, text))

    def refuse(self, blocks: Iterable[str]) -> None:
        """Say what is wrong, if something is, by the rows of the text.

        Raises:
            InvalidInputError: with every problem, in order.
        """
        if not self.problems:
            return
        rows = rows_of_lines(blocks, {where for where, _ in self.problems})
        told = [Problem(text, rows.get(where)) for where, text in self.problems]
        last = len(rows) + 1 + max(rows.values(), default=0)
        told.sort(key=lambda problem: problem.row or last)
        raise InvalidInputError(told)

    def election(self) -> Election:
        """What was read, once nothing is wrong with it."""
        names = self.texts[: self.candidates]
        standing = [names[i] for i in range(self.candidates) if i + 1 not in self.withdrawn]
        papers = Papers(self.kind, self.policy)
        for number_of_order, (places, (_, times)) in enumerate(self.orders.items()):
            left = [[number for number in p if number not in self.withdrawn] for p in places]
            # A place where all have withdrawn is none; one that was empty before stays so.
            tiers = [now for now, before in zip(left, places, strict=True) if now or not before]
            named = [[names[number - 1] for number in tier] for tier in tiers]
            papers.add(named, times, number_of_order)
        lines = [line for line, _ in self.orders.values()]
        self.problems += [(lines[p.row or 0], p.text) for p in papers.problems]
        if self.problems:
            return Election("", Profile(standing, {}))  # it is refused
        profile = papers.profile(standing)
        if self.plain is not None:
            plain = Profile.from_places(names, *self.plain)
            profile = plain.restricted(standing) + profile
        title = self.texts[self.candidates] if len(self.texts) > self.candidates else ""
        return Election(title, profile, self.seats)


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
