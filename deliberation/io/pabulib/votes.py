"""A cell of votes as a ballot, and a ballot as cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Approval, Ranking, Scores

BudgetBallot = Approval | Scores | Ranking

KINDS: dict[str, type[BudgetBallot]] = {
    "approval": Approval,
    "choose-1": Approval,
    "ordinal": Ranking,
    "cumulative": Scores,
    "scoring": Scores,
}
"""The class of ballot that each ``vote_type`` means."""

NUMBER = re.compile(r"-?\d{1,15}([.,]\d{1,12})?")


def number(text: str) -> int | Fraction | None:
    """The number that *text* writes, exactly; ``None`` if it writes none.

    >>> number("361677.8"), number("12,50"), number("12"), number("many")
    (Fraction(1808389, 5), Fraction(25, 2), 12, None)
    """
    if not NUMBER.fullmatch(plain := "".join(text.split())):
        return None
    exact = Fraction(plain.replace(",", "."))
    return int(exact) if exact.denominator == 1 else exact


def written(amount: int | Fraction) -> str:
    """An *amount* as the format writes it; fractions as decimals where they are.

    Raises:
        ValueError: it is no decimal fraction.
    """
    for places in range(13):
        if (scaled := Fraction(amount) * 10**places).denominator == 1:
            digits = str(abs(int(scaled))).rjust(places + 1, "0")
            text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
            return f"-{text}" if amount < 0 else text
    raise ValueError(f"{amount} is no decimal fraction")


def ballot_of(
    kind: type[BudgetBallot], vote: str, points: str, projects: Mapping[str, object]
) -> BudgetBallot:
    """The ballot that two cells write.

    Raises:
        InvalidInputError: with every problem found.
    """
    names = _parts(vote)
    problems = list(_problems(kind, names, _parts(points), projects))
    if problems:
        raise InvalidInputError(problems)
    if kind is Approval:
        return Approval(names)
    if kind is Ranking:
        return Ranking(tuple(names))
    return Scores((n, number(p) or 0) for n, p in zip(names, _parts(points), strict=True))


def _parts(cell: str) -> list[str]:
    """What stands between the commas of a cell."""
    return [name for part in cell.split(",") if (name := part.strip())]


def _problems(
    kind: type[BudgetBallot], names: list[str], points: list[str], projects: Mapping[str, object]
) -> Iterator[str]:
    """What is wrong with a ballot."""
    for name, times in Counter(names).items():
        if name not in projects:
            yield f"the vote names {name!r}, which is no project"
        elif times > 1:
            yield f"the vote names {name!r} {times} times; keep one"
    if kind is Scores:
        if len(points) != len(names):
            yield f"the vote names {len(names)} projects, but gives points to {len(points)}"
        for text in points:
            if number(text) is None:
                yield f"{text!r} is no number of points"


def cells_of(ballot: BudgetBallot) -> tuple[str, str]:
    """The votes and the points of a ballot."""
    if isinstance(ballot, Approval):
        return ",".join(ballot.approved), ""
    if isinstance(ballot, Ranking):
        return ",".join(ballot.order), ""
    names = ",".join(name for name, _ in ballot.scores)
    return names, ",".join(written(points) for _, points in ballot.scores)
