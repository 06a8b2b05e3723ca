"""The first session of the demonstration: cards, two votes that are counted, one left open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from deliberation.assembly import Vote
from deliberation.cli import led_session
from deliberation.cli.sealed_vote import Sealed, cast_sealed, count_sealed, open_sealed
from deliberation.cli.tellings import Tell, result_lines, tell_all
from deliberation.lab.session import (
    BUDGET,
    PLACES,
    PROPOSALS,
    place_ballots,
    ranked_ballots,
    spending_ballots,
)
from deliberation.procedures import decide
from deliberation.procedures.cards import Card
from deliberation.store import Begin
from deliberation.urn import Split
from deliberation.voting.ballots import CastBallot

ASSEMBLY = "albertslund"
FACILITATOR = "facilitator"
SESSION = 7  # the seed of the ballots that are made up

RANKED = Vote(
    "vote-1",
    ASSEMBLY,
    "Three proposals",
    "Which three proposals shall we work out?",
    "ranking",
    PROPOSALS,
    "stv",
    seats=3,
    options={},
)
QUADRATIC = Vote(
    "vote-2",
    ASSEMBLY,
    "The climate budget",
    "Which posts of the climate budget shall grow, and which shrink? The first two grow at once.",
    "credits",
    BUDGET,
    "quadratic",
    seats=2,
    options={"credits": 100},
)
LEFT_OPEN = Vote(
    "vote-3",
    ASSEMBLY,
    "The next meeting",
    "Where shall we meet next time?",
    "ranking",
    PLACES,
    "irv",
    seats=1,
    options={},
)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left over for whoever watches.

    Args:
        card: a member's card that nobody used.
        key: what is typed to open the urn of the vote that stays open: one sheet, a rehearsal's.
    """

    card: Card
    key: str = field(repr=False)


def first_session(begin: Begin, *, random_bytes: Callable[[int], bytes], tell: Tell) -> Left:
    """Cards, two votes that are counted, and a third that stays open."""
    with begin() as store:
        members = len(store.drawn(ASSEMBLY).panel)
        *cards, spare = decide.issue_cards(
            store, ASSEMBLY, count=members + 1, random_bytes=random_bytes, by=FACILITATOR
        )
        tokens = [decide.join(store, ASSEMBLY, card.code) for card in cards]
    rng = np.random.default_rng(SESSION)
    tell(f"\n7. First session. {members} members check in, two speak, all vote; one card is yours.")
    tell("   Each ballot is sealed. The key is on two sheets of paper and nowhere else. At the")
    tell("   close, eight words are shown that belong to these ballots; then both open the urn.")
    ranked, spent, places = (
        ballots(members, rng=rng) for ballots in (ranked_ballots, spending_ballots, place_ballots)
    )

    led_session.plan(begin, ASSEMBLY, by=FACILITATOR)
    led_session.arrive(begin, tokens, by=FACILITATOR)

    def held(vote: Vote, ballots: Iterable[CastBallot], split: Split = Split.TWO_OF_TWO) -> Sealed:
        opened = open_sealed(
            begin, vote, split=split, by=FACILITATOR, random_bytes=random_bytes
        )  # fmt: skip
        led_session.go_on(begin, by=FACILITATOR, vote_id=vote.id)
        cast_sealed(begin, opened, ballots, tokens, random_bytes=random_bytes)
        return opened

    def count(opened: Sealed) -> None:
        tell_all(result_lines(count_sealed(begin, opened, by=FACILITATOR, tell=tell)), tell)

    tell(
        f"\n   Vote 1, ranked: {len(RANKED.candidates)} proposals, {RANKED.seats} to be chosen, "
        "by STV."
    )
    count(held(RANKED, ranked))
    tell("\n   Vote 2, quadratic: 100 credits each; n votes for or against cost n x n credits.")
    count(held(QUADRATIC, spent))
    (sheet,) = held(LEFT_OPEN, places, Split.REHEARSAL).sheets
    return Left(spare, sheet.qr)
