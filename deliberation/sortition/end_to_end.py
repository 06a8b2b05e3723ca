"""End to end: whoever in the town is like whoever, as equal a chance of a seat as quotas allow.

A seat is reached by a letter, an answer and the draw. Those who answer less readily are fewer in
the pool, so with equal chances in the draw people like them have less of a chance from the start.
Here the draw makes up for it: its chances are in proportion to 1 / q, where q is the chance that
somebody like this came into the pool, as far as the quotas allow. What is made fair is the product
of both, by leximin: the lowest chance from letter to seat is raised first, then the next.

1. Weigh each type by 1 / q, in whole numbers of which the smallest is 1000.
2. Find the chances over fractional panels that are leximin by weight, proven in fractions
   (``fractional``); walk them into real panels, or else generate panels until none improves a level
   (``columns``).
3. Round to whole tickets and check every panel, as for any objective.

The paper aims at chances in proportion to 1 / q too, and then rounds to quotas that are met nearly;
here quotas are met exactly, and what cannot be in proportion is leximin.

Source: Flanigan, Gölz, Gupta, Procaccia, "Neutralizing self-selection bias in sampling for
sortition", NeurIPS 2020.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from deliberation.errors import InvalidInputError, Problem, SolverError
from deliberation.sortition.chances.columns import leximin_by_columns
from deliberation.sortition.chances.covering import covering
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.chances.projecting import project
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.panels.near import Near
from deliberation.sortition.pool import Pool
from deliberation.sortition.proofs.guarantee import Ground, Guarantee
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.solution import Report, Solution, finding_panels, lottery_of
from deliberation.sortition.tickets.attaining import attain, walks_before_projecting
from deliberation.sortition.tickets.mixture import Mixture

MEASURED = "the lowest chance from letter to seat"
HEAVIEST = 2**26  # weighted people altogether, so that sums of products fit 64 bits
UNIT = 1000  # the smallest weight, so that weights are right to a twentieth of a percent


def end_to_end(
    pool: Pool,
    quotas: Quotas,
    *,
    willingness: Mapping[str, Fraction],
    letters: Mapping[str, Fraction] | None = None,
    tickets: int = 1000,
    report: Report | None = None,
) -> Lottery:
    """The lottery whose lowest chance from letter to seat is highest, then the next, and so on.

    Args:
        willingness: for each person's id, the chance that somebody like this answers a letter
            (``response`` estimates it). Only how the chances compare matters.
        letters: likewise the chance that a letter reached somebody like this; by default it was
            the same for all.
        tickets: how many there are.
        report: is told the share of the work done, from 0 to 1, and what is being done.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool, there is no ticket, or
            a chance of somebody is missing, out of range, or differs from that of somebody whom
            the quotas cannot tell apart.
        InfeasibleQuotasError: no panel meets every quota; carries the widenings that help.
        SolverError: the optimiser stopped without an answer.
    """
    problems = [*_problems(pool, willingness, "willingness")]
    problems += _problems(pool, letters, "chance of a letter") if letters is not None else []
    if problems:
        raise InvalidInputError(problems)
    came = {id: willingness[id] * (1 if letters is None else letters[id]) for id in pool.ids}
    return lottery_of(
        pool,
        quotas,
        objective=end_to_end.__name__,
        tickets=tickets,
        report=report,
        solve=lambda panels, near, tell: _solution(panels, came, near, tell),
    )


def _solution(panels: Panels, came: Mapping[str, Fraction], near: Near, tell: Report) -> Solution:
    """The chances that are leximin by weight, and how good they are by q itself.

    Weights are rounded, so that the bound by weight is one by q only times the most that a weight
    can be too great.
    """
    weights, known = _weights(panels, came), list[Panel]()
    mixture, ground = _optimum(panels, weights, near, known, tell)
    q = [came[type.members[0]] for type in panels.types]
    seated = [t for t, chance in enumerate(mixture.chances) if chance]
    by_weight = min(mixture.chances[t] / weights[t] for t in seated)
    return Solution(
        mixture,
        Guarantee(
            MEASURED,
            min(mixture.chances[t] * q[t] for t in seated),
            by_weight * max(weights[t] * q[t] for t in seated),
            ground,
        ),
        others=tuple(known),
    )


def _optimum(
    panels: Panels, weights: tuple[int, ...], near: Near, known: list[Panel], tell: Report
) -> tuple[Mixture, Ground]:
    """The chances over real panels that are leximin by weight, and what says so.

    Args:
        known: panels met on the way are added to it.
    """
    chances = fractional_leximin(panels, weights=weights).chances
    walks = walks_before_projecting(panels)
    mixture = attain(panels, chances, near, known, walks=walks, progress=finding_panels(tell))
    if mixture is not None:
        return mixture, Ground.ROWS
    best = BestPanel(panels)
    covered = covering(panels, best, known)
    known += covered.panels
    levels = () if covered.level is None else (covered.level,)
    proven = all(level.proven for level in levels)
    if levels:
        chances = fractional_leximin(panels, barred=covered.barred, weights=weights).chances
    barred, progress = covered.barred, finding_panels(tell)
    mixture = project(panels, chances, best, known, barred=barred, progress=progress)
    if mixture is None:
        if sum(m * w for m, w in zip(panels.sizes, weights, strict=True)) > HEAVIEST:
            raise SolverError("the weights lie too far apart; join values that few people have")
        found = leximin_by_columns(panels, best, known, levels, shares=weights, report=progress)
        mixture, proven = found.mixture, found.proven
    return mixture, Ground.PROOF if proven else Ground.SEARCH


def _weights(panels: Panels, came: Mapping[str, Fraction]) -> tuple[int, ...]:
    """1 / q for each type, in whole numbers, where q is the chance of having come into the pool.

    Raises:
        InvalidInputError: two of one type differ.
    """
    problems = []
    for type in panels.types:
        first = type.members[0]
        others = [id for id in type.members if came[id] != came[first]]
        if others:
            problems.append(
                f"{first!r} and {others[0]!r} are alike to the quotas, but not in willingness or "
                "letters; give the feature in which they differ quotas too, from 0 to all seats"
            )
    if problems:
        raise InvalidInputError(problems)
    chances = [came[type.members[0]] for type in panels.types]
    ratios = [max(chances) / q for q in chances]
    return tuple(round(UNIT * ratio) for ratio in ratios)


def _problems(pool: Pool, chances: Mapping[str, Fraction], word: str) -> Iterator[Problem]:
    """People for whom a chance is missing or out of range."""
    for id in pool.ids:
        if id not in chances:
            yield Problem(f"person {id!r} has no {word}")
        elif not 0 < chances[id] <= 1:
            yield Problem(f"the {word} of {id!r} must be above 0 and at most 1, not {chances[id]}")
