"""ABIF, the aggregated ballot information format, for rankings with ties and for scores.

Source: the grammar of version 0.31 of the format.

::

    # The square, 2026
    {"title": "The square"}
    =T:[Trees]
    =B:[Benches]
    27: T > B = [Fountain (new)]
    13: T/5, B/3

A name stands bare, in brackets or in quotation marks. ``>`` ranks before, ``=`` and ``,`` side by
side; ``/5`` is a score. A line is a ballot of scores where all its names have one and no ``>``
parts them, or where scores are asked for.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from deliberation.errors import InvalidInputError
from deliberation.io.cells import tidy
from deliberation.io.elections.election import Election
from deliberation.io.elections.papers import Papers
from deliberation.voting.ballots import Ranking, Scores, WeakRanking
from deliberation.voting.policy import Policy
from deliberation.voting.profile import Profile

NAME = r'(?:\[[^\]]+\]|"[^"]*"|[^\s\[\]"{}>=,/:*#]+)'
CANDIDATE = re.compile(rf"(?:=\s*({NAME})|([A-Za-z]\w*))\s*:\s*({NAME})")
BALLOTS = re.compile(r"(\d{1,30})\s*[:*]\s*(.*)")
MARK = re.compile(rf"\s*({NAME})\s*(?:/\s*(\d{{1,9}}))?\s*([>=,]|$)")
COMMENT = re.compile(r'^((?:[^"#\[]|"[^"]*"|\[[^\]]*\])*)#.*$')


def parse_abif(
    lines: Iterable[str], *, kind: str | None = None, policy: Policy | None = None
) -> Election:
    """The election in an ABIF file.

    Args:
        kind: what is asked for; by default scores, where every ballot gives them, or rankings.
        policy: how ballots that rank several equally are read; where there is none, they are ties.

    Raises:
        InvalidInputError: with every problem found, by row.
    """
    if kind not in {None, "ranking", "weak ranking", "scores"}:
        raise InvalidInputError([f"an ABIF file holds rankings or scores, not {kind}"])
    reading = _Reading(Papers(kind, policy))
    for row, line in enumerate(lines, start=1):
        said = COMMENT.sub(r"\1", line).strip()
        if said:
            reading.line(row, said)
    if not reading.ballots and not reading.papers.problems:
        reading.papers.wrong(None, "there is no ballot; write lines such as 27: T > B")
    if reading.papers.problems:
        raise InvalidInputError(reading.papers.problems)
    scored = all(b.scored for b in reading.ballots)
    return reading.election(scores=kind == "scores" or (kind is None and scored))


@dataclass(frozen=True, slots=True)
class _Ballot:
    """One line of ballots: the names at each place, and their scores."""

    row: int
    times: int
    tiers: list[list[str]]
    scores: list[tuple[str, int]]

    @property
    def scored(self) -> bool:
        """Whether it gives scores, and no order beside them."""
        return len(self.tiers) < 2 and len(self.scores) == sum(map(len, self.tiers))


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    papers: Papers
    title: str = ""
    names: dict[str, str] = field(default_factory=dict)
    ballots: list[_Ballot] = field(default_factory=list)

    def line(self, row: int, line: str) -> None:
        """One line, whatever it holds."""
        if line.startswith("{"):
            self._facts(row, line)
        elif candidate := CANDIDATE.fullmatch(line):
            token, name = _plain(candidate[1] or candidate[2]), _plain(candidate[3])
            if token in self.names or name in self.names.values():
                self.papers.wrong(row, f"{name!r} is a candidate already; take one line out")
            self.names[token] = name
        elif ballots := BALLOTS.fullmatch(line):
            self._ballot(row, int(ballots[1]), ballots[2])
        elif not line.startswith("ABIF"):
            self.papers.wrong(row, "this is no ballot, no candidate and no fact about the vote")

    def _facts(self, row: int, line: str) -> None:
        try:
            facts = json.loads(line)
        except ValueError:
            return self.papers.wrong(row, 'facts are written as {"title": "..."}')
        self.title = tidy(str(facts.get("title", self.title)))
        return None

    def _ballot(self, row: int, times: int, text: str) -> None:
        tiers: list[list[str]] = []
        scores: list[tuple[str, int]] = []
        place, before = 0, ">"
        while place < len(text):
            if (mark := MARK.match(text, place)) is None or not times:
                return self.papers.wrong(row, f"{text!r} cannot be read as a ballot")
            name = self.names.setdefault(_plain(mark[1]), _plain(mark[1]))
            if before == ">":
                tiers.append([])
            tiers[-1].append(name)
            if mark[2]:
                scores.append((name, int(mark[2])))
            place, before = mark.end(), mark[3]
        if text and before:
            return self.papers.wrong(row, f"{text!r} ends with {before}")
        self.ballots.append(_Ballot(row, times, tiers, scores))
        return None

    def election(self, *, scores: bool) -> Election:
        """The ballots, of one kind."""
        names = [*dict.fromkeys(self.names.values())]
        if not scores:
            for ballot in self.ballots:
                self.papers.add(ballot.tiers, ballot.times, ballot.row)
            return Election(self.title, self.papers.profile(names))
        counts: Counter[Scores] = Counter()
        for ballot in self.ballots:
            repeated = [c for c, n in Counter(c for c, _ in ballot.scores).items() if n > 1]
            if repeated or len(ballot.scores) < sum(map(len, ballot.tiers)):
                self.papers.wrong(ballot.row, "every name of this ballot needs one score")
            else:
                counts[Scores(ballot.scores)] += ballot.times
        if self.papers.problems:
            raise InvalidInputError(self.papers.problems)
        return Election(self.title, Profile(names, counts))


def _plain(name: str) -> str:
    """A name without what it stands in."""
    return tidy(name[1:-1] if name[:1] in {"[", '"'} else name)


def abif_text(election: Election) -> str:
    """The file of an election whose ballots are rankings or whole scores from 0.

    Raises:
        InvalidInputError: they are other ballots, or a name holds what its marks need.
    """
    profile = election.profile
    if not (profile.kinds <= {Ranking, WeakRanking} or profile.kinds <= {Scores}):
        raise InvalidInputError(["ABIF holds rankings and scores only"])
    tokens = {name: f"C{i}" for i, name in enumerate(profile.candidates, start=1)}
    lines = [json.dumps({"title": election.title}, ensure_ascii=False)] if election.title else []
    for name, token in tokens.items():
        if "]" in name and '"' in name:
            raise InvalidInputError([f"{name!r} holds both ] and quotation marks; write another"])
        lines.append(f'={token}:"{name}"' if "]" in name else f"={token}:[{name}]")
    for ballot, times in sorted(profile.counts.items(), key=lambda item: -item[1]):
        if isinstance(ballot, Scores):
            if wrong := [score for _, score in ballot.scores if not _is_score(score)]:
                raise InvalidInputError([f"ABIF holds whole scores from 0 only, not {wrong[0]}"])
            said = ", ".join(f"{tokens[c]}/{score}" for c, score in ballot.scores)
        else:
            said = " > ".join(" = ".join(tokens[c] for c in tier) for tier in ballot.tiers)
        lines.append(f"{times}: {said}".rstrip())
    return "\n".join([*lines, ""])


def _is_score(score: object) -> bool:
    return isinstance(score, int) and 0 <= score < 10**9
