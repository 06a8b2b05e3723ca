"""The made-up assembly of the demonstration, step by step through the real procedures.

Each step is told as it happens, in lines of at most 80 characters; every number is computed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

import numpy as np

from deliberation.assembly import JobState, Reply
from deliberation.cli.first_session import ASSEMBLY, FACILITATOR, Left, first_session
from deliberation.cli.tellings import Tell, panel_lines, tell_all, willingness_lines
from deliberation.errors import SolverError
from deliberation.figures import ENGLISH
from deliberation.figures.words import number, percent
from deliberation.lab import Town, albertslund
from deliberation.procedures import accounts, drawing, publish, recruit
from deliberation.procedures.confirming import note_replies
from deliberation.store import Begin

TOWN = 2020  # the seed of the town that is made up
DICE = "Albertslund town hall, dice 6 1 4 4 2 5"
RESERVES = 10


@dataclass(frozen=True, slots=True)
class Played:
    """What is left when the story is told: to publish, and to go on with."""

    commitment: str
    bundle: bytes
    left: Left


def play(
    begin: Begin, *, password_hash: str, random_bytes: Callable[[int], bytes], tell: Tell
) -> Played:
    """Hold the whole assembly in the database, telling each step."""
    tell("A town's assembly. The town and its people are made up; everything else is real.")
    town = _invite(tell)
    with begin() as store:
        accounts.add_facilitator(
            store, name=FACILITATOR, password_hash=password_hash, id=FACILITATOR
        )
        recruit.create_assembly(
            store,
            title="Albertslund (made up): the climate assembly",
            question="How should the town live so that it emits no more than it takes up?",
            by=FACILITATOR,
            now=_now(),
            id=ASSEMBLY,
        )
        recruit.replace_pool(store, ASSEMBLY, town.pool, town.quotas, by=FACILITATOR)
    commitment = _commit(begin, tell)
    _draw(begin, town, tell)
    left = first_session(begin, random_bytes=random_bytes, tell=tell)
    with begin.reading() as store:
        return Played(commitment, publish.assembly_bundle(store, ASSEMBLY), left)


def _invite(tell: Tell) -> Town:
    """The town, its volunteers and its quotas."""
    town = albertslund(rng=np.random.default_rng(TOWN))
    tell(
        f"\n1. {number(ENGLISH, town.size)} people aged 16 and up are invited; "
        f"{len(town.pool)} volunteer, and they are not like the town:"
    )
    tell_all(willingness_lines(town), tell)
    quotas = [quota for quota in town.quotas if quota.feature == "age"]
    bounds = ", ".join(f"{quota.value}: {quota.lower}-{quota.upper}" for quota in quotas)
    tell(
        f"\n2. So quotas say what a panel of {town.quotas.size} must look like: "
        f"{len(town.quotas.quotas)} of them,\n"
        f"   on {', '.join(town.quotas.features)}.\n"
        f"   By age, for example: {bounds}."
    )
    return town


def _commit(begin: Begin, tell: Tell) -> str:
    """A fair lottery over panels, and its commitment."""
    began = monotonic()
    with begin() as store:
        job = recruit.begin_lottery(store, ASSEMBLY, by=FACILITATOR, id="lottery")
    recruit.compute_lottery(begin, job.id)
    with begin() as store:
        job = store.job(job.id)
        if job.state is not JobState.DONE:
            raise SolverError(job.words)
        lottery = store.lottery(ASSEMBLY)
        commitment = recruit.publish_commitment(
            store, ASSEMBLY, publish_people=True, salt="", by=FACILITATOR, now=_now()
        )
    chances = sorted(lottery.marginals().values())
    tell(
        f"\n3. A lottery: {number(ENGLISH, lottery.total)} tickets, "
        f"{number(ENGLISH, len(lottery.panels))} different panels, each meeting every quota\n"
        f"   (computed in {monotonic() - began:.1f} s). The lowest chance of a seat is as high as "
        "it can be:\n"
        f"   {percent(ENGLISH, chances[0])}; the median is "
        f"{percent(ENGLISH, chances[len(chances) // 2])}, the highest "
        f"{percent(ENGLISH, chances[-1])}."
    )
    tell(f"\n4. The commitment, published before anybody can know the seed:\n   {commitment}")
    return commitment


def _draw(begin: Begin, town: Town, tell: Tell) -> None:
    """The dice, the ticket, the panel and its alternates."""
    with begin() as store:
        drawn = drawing.draw_panel(
            store, ASSEMBLY, seed=DICE, reserves=RESERVES, by=FACILITATOR, now=_now()
        )
        total = store.lottery(ASSEMBLY).total
        alternates = store.alternates(ASSEMBLY)
        come = dict.fromkeys(drawn.panel, Reply.YES)
        note_replies(store, ASSEMBLY, come, by=FACILITATOR)
    tell(
        f"\n5. Dice in public. The seed “{drawn.seed}”\n"
        f"   leads to ticket {drawn.ticket} of {number(ENGLISH, total)}, counted from 0."
    )
    tell(f"\n6. The ticket's panel, {len(drawn.panel)} members, by feature (and the quota):")
    tell_all(panel_lines(town, drawn.panel), tell)
    tell(f"   {len(alternates)} alternates wait in order: {', '.join(alternates[:4])}, ...")


def _now() -> datetime:
    return datetime.now(UTC)
