"""Reading a ballot form: what was written stays, and what is wrong stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isqrt

from deliberation.assembly import Vote
from deliberation.procedures.terms import grades_of
from deliberation.voting.ballots import Approval, CastBallot, Credits, Grades, Ranking, Scores
from webapp.participant import wrong
from webapp.words import money

TICKED = "1"
_WHOLE = re.compile(r"[+\-\u2212]?\d{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate's line of the form: what was *written* there, and what is wrong with it."""

    candidate: str
    written: str = ""
    problem: str = ""
    cost: int | Fraction = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as the voter left it; ``ballot`` is there only when nothing is wrong with it.

    Args:
        problem: what is wrong with the ballot as a whole.
        spent: the credits, or the money, that the lines cost together.
        asks: whether the voter is asked if a blank ballot is meant.
    """

    lines: tuple[Line, ...]
    ballot: CastBallot | None = None
    problem: str = ""
    spent: int | Fraction = 0
    asks: bool = False

    @property
    def answered(self) -> int:
        """On how many lines something is written."""
        return sum(bool(line.written) for line in self.lines)

    @property
    def unanswered(self) -> int | None:
        """The number of the first line on which nothing is written, if there is one."""
        return next((i for i, line in enumerate(self.lines) if not line.written), None)


def credits_of(vote: Vote) -> int:
    """How many credits each voter has in *vote*."""
    return int(vote.options["credits"])


def most_votes(vote: Vote) -> int:
    """The most votes that the credits of *vote* buy for one candidate."""
    return isqrt(credits_of(vote))


def read(vote: Vote, form: Mapping[str, str]) -> Filled:
    """The form sent for *vote*: fields ``line-0``, ``line-1``, ... in the order of candidates."""
    written = [form.get(f"line-{i}", "").strip() for i in range(len(vote.candidates))]
    match vote.kind:
        case "ranking":
            return _read_ranking(vote, written)
        case "approval":
            return _read_approval(vote, written)
        case "credits":
            return _read_credits(vote, written)
    return _read_marks(vote, written)


def questioned(form: Filled) -> Filled:
    """*form*, handed back with a question where its ballot is blank.

    Once it is sealed, no page can say so any more.
    """
    if form.ballot is None or form.ballot.candidates:
        return form
    return replace(form, ballot=None, problem=wrong.blank(), asks=True)


def show(vote: Vote, ballot: CastBallot | None) -> Filled:
    """The form for *vote*, filled in with the *ballot* cast before, or empty."""
    written = dict.fromkeys(vote.candidates, "0" if vote.kind == "credits" else "")
    match ballot:
        case Ranking():
            written |= {candidate: str(i) for i, candidate in enumerate(ballot.order, 1)}
        case Approval():
            written |= dict.fromkeys(ballot.approved, TICKED)
        case Scores():
            written |= {candidate: str(score) for candidate, score in ballot.scores}
        case Grades():
            places = {grade: str(i) for i, grade in enumerate(grades_of(vote))}
            written |= {candidate: places[grade] for candidate, grade in ballot.grades}
        case Credits():
            written |= {candidate: str(votes) for candidate, votes in ballot.votes}
    lines = tuple(Line(c, text, cost=_cost(vote, c, text)) for c, text in written.items())
    return Filled(lines, ballot, spent=_spent(vote, lines))


def marks_of(vote: Vote) -> list[str]:
    """What a voter can write beside a candidate, as the form sends it, where there are a few."""
    match vote.kind:
        case "ranking":
            return [str(place) for place in range(1, len(vote.candidates) + 1)]
        case "scores":
            return [str(n) for n in range(vote.options["most"] + 1)]
        case "grades":
            return [str(n) for n in range(len(grades_of(vote)))]
    return [TICKED]


def _cost(vote: Vote, candidate: str, text: str) -> int:
    """What a line costs, that is known to be written well."""
    if vote.kind == "credits":
        return int(text) ** 2
    return int(vote.options["costs"][candidate]) if "costs" in vote.options else 0


def _spent(vote: Vote, lines: tuple[Line, ...]) -> int | Fraction:
    """What is spent: all that credits buy, and all projects that are ticked."""
    return sum(line.cost for line in lines if vote.kind == "credits" or line.written)


def _read_ranking(vote: Vote, written: list[str]) -> Filled:
    """Places from 1 without a gap, each once; an empty field is no place."""
    known = {str(place) for place in range(1, len(vote.candidates) + 1)}
    given = Counter(place for place in written if place)
    lines = []
    for candidate, place in zip(vote.candidates, written, strict=True):
        if place and place not in known:
            problem = wrong.no_place()
        elif given[place] > 1:
            problem = wrong.place_twice(place)
        elif place and (gap := _gap_before(int(place), given)):
            problem = wrong.place_missing(gap)
        else:
            problem = ""
        lines.append(Line(candidate, place, problem))
    if any(line.problem for line in lines):
        return Filled(tuple(lines), problem=wrong.mend())
    placed = sorted((line for line in lines if line.written), key=lambda line: int(line.written))
    return Filled(tuple(lines), Ranking(tuple(line.candidate for line in placed)))


def _gap_before(place: int, given: Counter[str]) -> int:
    """The place before *place* that nobody has, or 0."""
    return place - 1 if place > 1 and not given[str(place - 1)] else 0


def _read_approval(vote: Vote, written: list[str]) -> Filled:
    """What is ticked; where ballots keep to the budget, it may cost no more than there is."""
    lines = tuple(
        Line(c, text and TICKED, cost=_cost(vote, c, text))
        for c, text in zip(vote.candidates, written, strict=True)
    )
    spent = _spent(vote, lines)
    over = spent - vote.options["total"] if vote.options.get("within") else 0
    if over > 0:
        too_much = money(int(over), vote.options.get("currency"))
        return Filled(lines, problem=wrong.too_dear(too_much), spent=spent)
    return Filled(lines, Approval(line.candidate for line in lines if line.written), spent=spent)


def _read_marks(vote: Vote, written: list[str]) -> Filled:
    """A score or a grade of those offered beside each candidate; nothing is no answer."""
    known = {"", *marks_of(vote)}
    lines = tuple(
        Line(c, text, "" if text in known else wrong.no_mark())
        for c, text in zip(vote.candidates, written, strict=True)
    )
    if any(line.problem for line in lines):
        return Filled(lines, problem=wrong.mend())
    given = {line.candidate: int(line.written) for line in lines if line.written}
    if vote.kind == "scores":
        return Filled(lines, Scores(given))
    grades = grades_of(vote)
    return Filled(lines, Grades({candidate: grades[n] for candidate, n in given.items()}))


def _read_credits(vote: Vote, written: list[str]) -> Filled:
    """Whole numbers whose squares add up to no more than the credits."""
    lines, votes = [], {}
    for candidate, text in zip(vote.candidates, written, strict=True):
        if text and not _WHOLE.fullmatch(text):
            lines.append(Line(candidate, text, wrong.no_number()))
            continue
        number = int(text.replace("\u2212", "-") or 0)
        votes[candidate] = number
        lines.append(Line(candidate, str(number), cost=number**2))
    spent = sum(line.cost for line in lines)
    over = spent - credits_of(vote)
    if any(line.problem for line in lines):
        return Filled(
            tuple(lines),
            problem=wrong.mend(),
            spent=spent,
        )
    if over > 0:
        return Filled(tuple(lines), problem=wrong.overspent(str(over)), spent=spent)
    return Filled(tuple(lines), Credits(votes), spent=spent)
