"""The evening of the demonstration: cards, four votes that are counted, one left open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from deliberation.assembly import Vote
from deliberation.cli import led_session
from deliberation.cli.on_paper import cast_on_paper
from deliberation.cli.sealed_vote import Sealed, cast_sealed, count_sealed, open_sealed
from deliberation.cli.tellings import Tell, result_lines, tell_all
from deliberation.lab import wordings
from deliberation.lab.recommendations import RECOMMENDATIONS, answer_ballots
from deliberation.lab.session import (
    BUDGET,
    FUND,
    PLACES,
    PROJECTS,
    PROPOSALS,
    place_ballots,
    project_ballots,
    ranked_ballots,
    spending_ballots,
)
from deliberation.lab.wordings import with_options
from deliberation.procedures import admitting
from deliberation.procedures.cards import Card
from deliberation.store import Begin
from deliberation.urn import Split
from deliberation.voting.ballots import CastBallot
from deliberation.wordings import Wording

ASSEMBLY = "albertslund"
FACILITATOR = "facilitator"
SESSION = 7  # the seed of the ballots that are made up
PAPERS = 6  # members who vote on paper in the first vote

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
    language="en",
)
SPENT = Vote(
    "vote-2",
    ASSEMBLY,
    "The climate budget",
    "Which posts of the climate budget shall grow, and which shrink? The first two grow at once.",
    "credits",
    BUDGET,
    "quadratic",
    seats=2,
    options={"credits": 100},
    language="en",
)
BATCH = Vote(
    "vote-3",
    ASSEMBLY,
    "A hundred recommendations",
    "Which of these shall the assembly hand to the council?",
    "grades",
    RECOMMENDATIONS,
    "support",
    seats=len(RECOMMENDATIONS),
    options={"share": [4, 5], "of": "answers", "near": 1},
    language="en",
)
FUNDED = Vote(
    "vote-4",
    ASSEMBLY,
    "The neighbourhood fund",
    "Which projects shall the fund pay for?",
    "approval",
    (*PROJECTS,),
    "equal_shares_budget",
    seats=len(PROJECTS),
    options={"total": FUND, "costs": PROJECTS, "within": True, "currency": "kr."},
    language="en",
)
LEFT_OPEN = Vote(
    "vote-5",
    ASSEMBLY,
    "The next meeting",
    "Where shall we meet next time?",
    "ranking",
    PLACES,
    "irv",
    seats=1,
    options={},
    language="en",
)

IN_OTHER_WORDS: Mapping[str, Mapping[str, Wording]] = {
    RANKED.id: with_options(wordings.RANKED, wordings.PROPOSALS),
    SPENT.id: with_options(wordings.SPENT, wordings.POSTS),
    BATCH.id: wordings.BATCH,
    FUNDED.id: with_options(wordings.FUNDED, wordings.PROJECTS),
    LEFT_OPEN.id: with_options(wordings.LEFT_OPEN, wordings.PLACES),
}
"""By vote and language."""


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
    """Cards, four votes that are counted, and a fifth that stays open."""
    with begin() as store:
        members = len(store.drawn(ASSEMBLY).panel)
        *cards, spare = admitting.issue_cards(
            store, ASSEMBLY, count=members + 1, random_bytes=random_bytes, by=FACILITATOR
        )
        tokens = [admitting.join(store, ASSEMBLY, card.code) for card in cards]
    rng = np.random.default_rng(SESSION)
    tell(f"\n7. An evening. {members} members check in, two speak, all vote; one card is yours.")
    tell("   Each ballot is sealed. The key is on two sheets of paper and nowhere else. At the")
    tell("   close, eight words are shown that belong to these ballots; then both open the urn.")
    ranked, spent, places, answers, projects = (
        ballots(members, rng=rng)
        for ballots in (
            ranked_ballots,
            spending_ballots,
            place_ballots,
            answer_ballots,
            project_ballots,
        )
    )

    led_session.plan(begin, ASSEMBLY, by=FACILITATOR)
    led_session.arrive(begin, tokens, by=FACILITATOR)

    def held(
        vote: Vote, ballots: Sequence[CastBallot], split: Split = Split.TWO_OF_TWO, *, papers: int
    ) -> Sealed:
        opened = open_sealed(
            begin,
            vote,
            wordings=IN_OTHER_WORDS[vote.id],
            split=split,
            by=FACILITATOR,
            random_bytes=random_bytes,
        )
        led_session.go_on(begin, by=FACILITATOR, vote_id=vote.id)
        phones = members - papers
        cast_sealed(begin, opened, ballots[:phones], tokens[:phones], random_bytes=random_bytes)
        if papers:
            cast_on_paper(
                begin,
                opened,
                ballots[phones:],
                tokens[phones:],
                random_bytes=random_bytes,
                by=FACILITATOR,
            )
        return opened

    for number, (vote, ballots, words) in enumerate(
        (
            (RANKED, ranked, "ranked: 7 proposals, 3 to be chosen, by STV. Six vote on paper."),
            (SPENT, spent, "quadratic: 100 credits each; n votes for or against cost n x n."),
            (BATCH, answers, "support: 100 recommendations; 4 of 5 answers carry one."),
            (FUNDED, projects, "a budget: 8 projects, a million kroner, by equal shares."),
        ),
        start=1,
    ):
        tell(f"\n   Vote {number}, {words}")
        opened = held(vote, ballots, papers=PAPERS if vote is RANKED else 0)
        tell_all(result_lines(count_sealed(begin, opened, by=FACILITATOR, tell=tell)), tell)
    (sheet,) = held(LEFT_OPEN, places, Split.REHEARSAL, papers=0).sheets
    return Left(spare, sheet.qr)
