"""The first session of the demonstration: cards, two votes that are counted, one left open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import numpy as np

from deliberation.assembly import Vote
from deliberation.cli.tellings import Tell, result_lines, tell_all
from deliberation.errors import UnresolvedTieError
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
from deliberation.store import Begin, Store
from deliberation.voting.ballots import CastBallot
from deliberation.voting.tally import Count, Result, Tally

ASSEMBLY = "albertslund"
FACILITATOR = "facilitator"
SESSION = 7  # the seed of the ballots that are made up
TIE_DICE = "Albertslund, first session, dice 3 6 2"

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


def first_session(begin: Begin, *, random_bytes: Callable[[int], bytes], tell: Tell) -> Card:
    """Cards, two votes that are counted, and a third that stays open; the card nobody used."""
    with begin() as store:
        members = len(store.drawn(ASSEMBLY).panel)
        *cards, spare = decide.issue_cards(
            store, ASSEMBLY, count=members + 1, random_bytes=random_bytes, by=FACILITATOR
        )
        tokens = [decide.join(store, ASSEMBLY, card.code) for card in cards]
    rng = np.random.default_rng(SESSION)
    tell(f"\n7. First session. {members} members vote with cards; one card is left over for you.")
    ranked, spent, places = (
        ballots(members, rng=rng) for ballots in (ranked_ballots, spending_ballots, place_ballots)
    )
    tell(
        f"\n   Vote 1, ranked: {len(RANKED.candidates)} proposals, {RANKED.seats} to be chosen, "
        "by STV."
    )
    _open(begin, RANKED, ranked, tokens)
    tell_all(result_lines(_close(begin, RANKED, tell)), tell)
    tell("\n   Vote 2, quadratic: 100 credits each; n votes for or against cost n x n credits.")
    _open(begin, QUADRATIC, spent, tokens)
    tell_all(result_lines(_close(begin, QUADRATIC, tell)), tell)
    _open(begin, LEFT_OPEN, places, tokens)
    return spare


def _open(begin: Begin, vote: Vote, ballots: Iterable[CastBallot], tokens: Iterable[str]) -> None:
    """Open a vote, and cast the *ballots*, one for each token."""
    with begin() as store:
        decide.create_vote(
            store,
            ASSEMBLY,
            title=vote.title,
            question=vote.question,
            kind=vote.kind,
            candidates=vote.candidates,
            rule=vote.rule,
            seats=vote.seats,
            options=vote.options,
            by=FACILITATOR,
            id=vote.id,
        )
        decide.open_vote(store, vote.id, by=FACILITATOR, now=_now())
    for ballot, token in zip(ballots, tokens, strict=True):
        with begin() as store:
            decide.cast_ballot(store, vote.id, ballot, token=token)


def _close(begin: Begin, vote: Vote, tell: Tell) -> Result:
    """Close a vote and count it; a tie is settled by dice."""
    with begin() as store:
        decide.close_vote(store, vote.id, by=FACILITATOR, now=_now())
        try:
            return _counted(store, vote)
        except UnresolvedTieError as tie:
            tell(f"   Tied, to {tie.decision}: {', '.join(tie.tied)}.")
            tell(f"   A tie is not guessed. More dice: “{TIE_DICE}”.")
            decide.settle_tie(store, vote.id, seed=TIE_DICE, by=FACILITATOR)
            return _counted(store, vote)


def _counted(store: Store, vote: Vote) -> Result:
    """The result of a vote by one of the two rules above."""
    result = decide.count_vote(store, vote.id)
    assert isinstance(result, Tally | Count), "these rules have totals or rounds"
    return result


def _now() -> datetime:
    return datetime.now(UTC)
