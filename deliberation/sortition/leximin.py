"""Leximin: the lowest chance as high as it can be, then the next lowest, and so on.

1. Find the leximin chances over fractional panels, proven in fractions (``fractional``).
2. Make a lottery over real panels of them: list the panels on their face where these are few
   (``face``), or else walk (``walk``). If that succeeds the chances are the optimum, since
   no real lottery can beat the fractional ones.
3. Otherwise leave those out who are on no panel, and look for panels where most is missing
   (``projecting``); what cannot be had makes place for what can: generate panels until none
   improves any level (``columns``).
   Where few seats are free for many types, this comes before any walk, and panels are found beside
   others (``neighbours``).
4. Round to whole tickets (``rounding``) and check every panel in whole numbers.

Somebody who can be on no panel at all has chance 0 and is left out of the minimum.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from deliberation.sortition.chances.columns import leximin_by_columns
from deliberation.sortition.chances.covering import covering
from deliberation.sortition.chances.few_seats import on_the_face
from deliberation.sortition.chances.fractional import Fractional, fractional_leximin, proofs
from deliberation.sortition.chances.projecting import project
from deliberation.sortition.chances.supplying import supply
from deliberation.sortition.objective import objective
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.panels.making import Wholes
from deliberation.sortition.panels.near import Near
from deliberation.sortition.panels.neighbours import Neighbours, few_seats, tight_rows
from deliberation.sortition.proofs.certificate import Certificate, require_whole_proof
from deliberation.sortition.proofs.guarantee import Ground, Guarantee
from deliberation.sortition.proofs.leaving_out import LeavingOut
from deliberation.sortition.solution import Report, Solution, finding_panels
from deliberation.sortition.tickets.attaining import attain, walks_before_projecting
from deliberation.sortition.tickets.face import (
    every_panel,
    holding_all,
    mixed,
    whole_face,
)
from deliberation.sortition.tickets.mixture import Mixture

PROOFS = 150_000  # linear programmes in search of proofs, after which levels are left unproven


@objective
def leximin(panels: Panels, near: Near, tell: Report) -> Solution:
    """The lottery whose lowest chance is highest, then the second lowest, and so on.

    The chances by the tickets differ from the exact ``optimum`` by less than one ticket, or where
    no whole tickets do that, by no more than one; should every attempt to round them so closely
    fail, by a few.
    """
    known: list[Panel] = []
    certificate, bound = _optimum(panels, near, known, tell)
    require_whole_proof(panels, certificate)
    guarantee = _guarantee(certificate, bound)
    return Solution(certificate.mixture, guarantee, certificate, others=tuple(known))


def _guarantee(certificate: Certificate, bound: Fraction) -> Guarantee:
    """How good the lowest chance is: proven at its level, or else by fractional panels' *bound*."""
    place, level = next((i, v) for i, v in enumerate(certificate.levels) if v.chance)
    barred = all(other.proven for other in certificate.levels[:place])
    measured, lowest = "the lowest chance", level.chance
    if barred and level.proven:
        return Guarantee(measured, lowest, lowest, Ground.PROOF)
    return Guarantee(measured, lowest, bound, Ground.ROWS if barred else Ground.SEARCH)


def _optimum(
    panels: Panels, near: Near, known: list[Panel], tell: Report
) -> tuple[Certificate, Fraction]:
    """The leximin chances over real panels, with a lottery that has them and the proof of both.

    And the lowest chance above 0 over fractional panels, which bounds that over real ones.

    Args:
        known: panels met on the way are added to it.
    """
    fractional = fractional_leximin(panels)
    few, progress = few_seats(panels), finding_panels(tell)
    best, beside, listed = BestPanel(panels), None, False
    if few:
        known += on_the_face(panels, fractional.chances, near)
        beside = _neighbours(panels, fractional)
        mixture = supply(
            panels,
            fractional.chances,
            best,
            known,
            barred=_never(fractional),
            beside=beside,
            progress=progress,
        )
    else:
        listed, mixture = _attained(panels, fractional.chances, near, known, progress)
    if mixture is not None:
        return Certificate(mixture, proofs(fractional)), _lowest(fractional)
    every = every_panel(panels) if listed else None
    known += [] if every is None else holding_all(every)
    covered = covering(panels, best, known, diving=not few and every is None)
    known += covered.panels
    if covered.level is None:
        certificate = _over_real(panels, fractional, best, known, few, listed, every, tell)
        return certificate, _lowest(fractional)
    left = LeavingOut.of(panels, covered.barred)
    inside, best = left.inside(known), BestPanel(left.panels)
    known.clear()  # they come back with the others, so that a panel is in memory once
    fractional = fractional_leximin(left.panels)
    every = None if every is None else every[:, left.kept]
    certificate = _over_real(left.panels, fractional, best, inside, few, False, every, tell)
    known += left.outside(inside)
    return left.of_all(certificate, covered.level), _lowest(fractional)


def _over_real(
    panels: Panels,
    fractional: Fractional,
    best: BestPanel,
    known: list[Panel],
    few: bool,
    listed: bool,
    every: Wholes | None,
    tell: Report,
) -> Certificate:
    """The leximin chances where every type is on some panel, with the proof of both.

    Args:
        few: whether few seats are free for many types.
        listed: whether the face of the fractional chances was, and is without a lottery.
        every: all panels there are, where these are listed.
    """
    beside, mixture, progress = None, None, finding_panels(tell)
    if few:
        beside, barred = _neighbours(panels, fractional), frozenset[int]()
        mixture = supply(
            panels, fractional.chances, best, known, barred=barred, beside=beside, progress=progress
        )
    elif not listed:
        face = whole_face(panels, fractional.chances)
        mixture = (
            project(panels, fractional.chances, best, known, progress=progress)
            if face is None
            else mixed(panels, fractional.chances, face, known, progress=progress)
        )
    if mixture is not None:
        return Certificate(mixture, proofs(fractional))
    lowest = next(
        (level for level in fractional.levels if level.multipliers and level.chance), None
    )
    return leximin_by_columns(
        panels,
        best,
        known,
        (),
        lowest=lowest,
        beside=beside,
        every=every,
        limit=PROOFS,
        report=progress,
    )


def _lowest(fractional: Fractional) -> Fraction:
    """The lowest chance above 0."""
    return min(filter(None, fractional.chances))


def _attained(
    panels: Panels,
    chances: Sequence[Fraction],
    near: Near,
    known: list[Panel],
    progress: Callable[[float], None],
) -> tuple[bool, Mixture | None]:
    """Whether the face of these *chances* is listed, and a lottery that has them, if one is found.

    It is over the face if that is listed, or else by walks.
    """
    face = whole_face(panels, chances)
    if face is not None:
        return True, mixed(panels, chances, face, known, progress=progress)
    walks = walks_before_projecting(panels)
    return False, attain(panels, chances, near, known, walks=walks, progress=progress)


def _neighbours(panels: Panels, fractional: Fractional) -> Neighbours:
    """What finds panels beside others for these chances."""
    return Neighbours(panels, tight_rows(panels, fractional.chances), _never(fractional))


def _never(fractional: Fractional) -> frozenset[int]:
    """The types that no fractional panel holds."""
    return frozenset(t for t, chance in enumerate(fractional.chances) if not chance)
