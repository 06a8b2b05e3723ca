"""What there is to see of a result: its pictures, and the numbers of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from deliberation.figures import (
    ENGLISH,
    Spent,
    Table,
    budget,
    budget_table,
    flow,
    flow_table,
    grades,
    grades_table,
    pairwise,
    pairwise_table,
    rounds,
    rounds_table,
    spending,
    spending_table,
    totals,
    totals_table,
)
from deliberation.figures.totals import in_order
from deliberation.figures.words import say
from deliberation.voting import (
    Answer,
    Approval,
    Count,
    Credits,
    Profile,
    Ranking,
    Round,
    Scores,
    Tally,
    WeakRanking,
)
from deliberation.voting.approval.committee import Committee
from deliberation.voting.ballots import CastBallot
from deliberation.voting.budget import Allocation
from deliberation.voting.ranked.results import Stages
from deliberation.voting.rated import Judgment, StarCount, SupportCount
from deliberation.voting.stv.keep import KeepCount
from deliberation.voting.stv.preferential_block import BlockCount

Drawn = tuple[str, Table]


def drawn(result: Answer, profile: Profile[Any]) -> Iterator[Drawn]:
    """Each picture of a *result*, and the numbers of it; none where nothing is to be seen.

    Args:
        profile: the ballots that it was counted from.
    """
    yield from _in_rounds(result)
    match result:
        case Committee():
            yield _committee(result, profile)
        case Allocation():
            yield _budget(result)
        case Judgment():
            yield _judgment(result)
        case SupportCount():
            yield _support(result)
        case StarCount():
            points = Tally(result.rule, result.runoffs[0].totals, result.elected)
            yield totals(points), totals_table(points)
    yield from _compared(result)
    if isinstance(result, Tally):
        yield totals(result), totals_table(result)
        if profile.kinds <= {Credits}:
            votes, elected = _votes(profile), result.elected
            yield spending(votes, elected=elected), spending_table(votes, elected=elected)


def _in_rounds(result: Answer) -> Iterator[Drawn]:
    """Every count in rounds, stages or passes; what moved, where that is known."""
    match result:
        case Count():
            yield flow(result), flow_table(result)
            yield rounds(result), rounds_table(result)
        case KeepCount():
            held = _held(result)
            yield _rounds(Count(result.rule, result.seats, None, held, result.elected))
        case Stages():
            count = Count(result.rule, 1, None, _stages(result), result.elected)
            yield _rounds(count, title=STAGES.get(result.rule, ENGLISH["rounds"]))
        case BlockCount():
            for seat, count in enumerate(result.passes, start=1):
                yield _rounds(count, id=f"seat-{seat}", title=f"Seat {seat}, round by round")


STAGES: Mapping[str, str] = {
    "baldwin": "Borda points, stage by stage",
    "bucklin": "Ballots that rank each so high, stage by stage",
    "coombs": "Ballots that put each last, stage by stage",
    "nanson": "Borda points, stage by stage",
}
"""What a rule compares in its stages, where that is not the ballots that count for each."""


def _rounds(count: Count, *, id: str = "rounds", title: str = ENGLISH["rounds"]) -> Drawn:
    """The rounds of a *count*, without what moved."""
    words = {**ENGLISH, "rounds": title}
    return rounds(count, id=id, words=words), rounds_table(count, words=words)


def _held(result: KeepCount) -> tuple[Round, ...]:
    """What each candidate held at the end of each round."""
    return tuple(
        Round(step.number, step.totals, step.exhausted, step.elected, step.eliminated)
        for step in result.rounds
    )


def _stages(result: Stages) -> tuple[Round, ...]:
    """The stages as rounds, in which those who are out have nothing."""
    nothing = dict.fromkeys(result.stages[0].totals, Fraction(0))
    return tuple(
        Round(step.number, nothing | dict(step.totals), Fraction(0), step.elected, step.eliminated)
        for step in result.stages
    )


def _committee(result: Committee, profile: Profile[Any]) -> Drawn:
    """What the ballots say of each candidate by itself, and who is on the committee."""
    given = dict.fromkeys(profile.candidates, Fraction(0))
    for ballot, times in profile.counts.items():
        for name, points in _given(ballot):
            given[name] += points * times
    kind = next(iter(profile.kinds), Ranking)
    tally = Tally(result.rule, given, result.elected)
    return totals(tally, counted=COUNTED.get(kind, COUNTED[Ranking])), totals_table(tally)


COUNTED: Mapping[type, str] = {
    Approval: ENGLISH["total of whole ballots"],
    Scores: ENGLISH["total of score"],
    Ranking: ENGLISH["total of plurality"],
}
"""What stands beside each candidate of a committee, by the kind of ballot."""


def _given(ballot: CastBallot) -> Iterator[tuple[str, int | Fraction]]:
    """What a *ballot* gives each candidate whom it names; a ranking, those whom it puts first."""
    match ballot:
        case Approval():
            yield from ((name, 1) for name in ballot.approved)
        case Scores():
            yield from ballot.scores
        case Ranking():
            yield from ((name, 1) for name in ballot.order[:1])
        case WeakRanking():
            for first in ballot.tiers[:1]:
                yield from ((name, Fraction(1, len(first))) for name in first)


def _budget(result: Allocation) -> Drawn:
    costs = {name: verdict.cost for name, verdict in result.verdicts.items()}
    voters = {name: verdict.supporters for name, verdict in result.verdicts.items()}
    spent = Spent(result.total, costs, result.elected, voters)
    return budget(spent), budget_table(spent)


def _judgment(result: Judgment) -> Drawn:
    given, scale, elected = result.grades, result.scale, result.elected
    told = (say(ENGLISH, "middle grade"), result.medians)
    svg = grades(given, scale, told=result.medians, elected=elected)
    return svg, grades_table(given, scale, told=told, elected=elected)


def _support(result: SupportCount) -> Drawn:
    """How many support each, of those with whom they are compared, and how many it takes."""
    words = {**ENGLISH, "grades": ENGLISH["answers"]}
    scale = (say(words, "in favour"), say(words, "not in favour"))
    found = {name: each for name, each in result.support.items() if each.of}
    given = {name: (each.supporters, each.of - each.supporters) for name, each in found.items()}
    line = {name: Fraction(each.needed, each.of) for name, each in found.items()}
    told = {
        name: say(words, "part of", part=each.supporters, whole=each.of)
        for name, each in found.items()
    }
    svg = grades(given, scale, line=line, told=told, elected=result.elected, words=words)
    return svg, grades_table(given, scale, elected=result.elected, words=words)


def _compared(result: Answer) -> Iterator[Drawn]:
    """The pairs that a rule compares."""
    pairs = getattr(result, "pairwise", None)
    if pairs:
        order = [*result.elected]
        order += [name for name, _ in in_order(result)] if isinstance(result, Tally) else []
        yield pairwise(pairs, order=order), pairwise_table(pairs, order=order)


def _votes(profile: Profile[Credits]) -> dict[str, Counter[int | Fraction]]:
    """For each candidate, by number of votes, how many voters gave so many."""
    voters: dict[str, Counter[int | Fraction]] = {name: Counter() for name in profile.candidates}
    for ballot, times in profile.counts.items():
        for candidate, n in ballot.votes:
            voters[candidate][n] += times
    return voters
