"""The winning committees that abcvoting recorded for 240 small elections."""

from pathlib import Path

import pytest

from deliberation.voting import RULES, all_outcomes, by_order
from tests.golden.abcvoting import Election, elections

CAST = {"voters": "cast"}  # abcvoting shares the seats among all voters, blank ballots included
PEERS = {
    "av": ("approval", {}),
    "sav": ("satisfaction_approval", {}),
    "pav": ("pav", {}),
    "cc": ("chamberlin_courant", {}),
    "monroe": ("monroe", CAST),
    "leximaxphragmen": ("leximax_phragmen", {}),
    "seqpav": ("sequential_pav", {}),
    "revseqpav": ("reverse_sequential_pav", {}),
    "seqcc": ("sequential_chamberlin_courant", {}),
    "seqphragmen": ("sequential_phragmen", {}),
    "equal-shares": ("equal_shares", CAST),
    "equal-shares-with-av-completion": ("equal_shares", {"completion": "approval", **CAST}),
    "equal-shares-with-increment-completion": (
        "equal_shares",
        {"completion": "increment", **CAST},
    ),
}
"""abcvoting's name of a rule, and ours."""

ONE_WINNER = {"equal-shares-with-increment-completion"}
"""Rules of which one winner is recorded, with ties settled by the order of the candidates."""

MANY_WINNERS = {"cc", "seqcc", "monroe", "leximaxphragmen"}
"""Rules by which so many committees are equal that only a few elections are followed to the end."""

LIMIT = 200
"""Counts a rule may make of an election; where ties lead to more, not every winner is sought."""


@pytest.fixture(scope="module")
def recorded(shared_data: Path) -> list[Election]:
    return list(elections(shared_data / "voting" / "abcvoting"))


@pytest.mark.shared
@pytest.mark.parametrize("peer", PEERS)
def test_whoever_wins_by_a_published_order_is_a_recorded_winner(
    recorded: list[Election], peer: str
) -> None:
    name, options = PEERS[peer]
    counted = [election for election in recorded if peer in election.winners]
    assert len(counted) >= (116 if peer == "leximaxphragmen" else 240)
    for election in counted:
        order = by_order(election.profile.candidates)
        result = RULES[name](election.profile, seats=election.seats, break_tie=order, **options)
        assert frozenset(result.elected) in election.winners[peer], election.name


@pytest.mark.shared
@pytest.mark.parametrize("peer", [peer for peer in PEERS if peer not in ONE_WINNER])
def test_ties_lead_to_all_recorded_winners_and_to_no_others(
    recorded: list[Election], peer: str
) -> None:
    name, options = PEERS[peer]
    complete = 0
    limit = LIMIT // 8 if peer in MANY_WINNERS else LIMIT
    for election in recorded[:: 20 if peer in MANY_WINNERS else 6]:
        if peer not in election.winners:
            continue
        found = all_outcomes(
            RULES[name], election.profile, limit=limit, seats=election.seats, **options
        )
        winners = frozenset(frozenset(outcome.elected) for outcome in found.outcomes)
        assert winners <= election.winners[peer], election.name
        assert winners == election.winners[peer] or not found.complete, election.name
        complete += found.complete
    assert complete >= (1 if peer in MANY_WINNERS else 25)


def never_chooses(election: Election) -> bool:
    """Whether each member of a greedy Monroe count stands for all supporters, or for equal ones."""
    left = [b.candidates for b, n in election.profile.counts.items() for _ in range(n)]
    standing, seats = [*election.profile.candidates], election.seats
    sizes = [len(range(i, len(left), seats)) for i in range(seats)]
    for size in sizes:
        supporters = {c: [v for v in left if c in v] for c in standing}
        chosen = max(standing, key=lambda c: len(supporters[c]))
        standing.remove(chosen)
        alike = {v & {*standing} for v in supporters[chosen]}
        if len(supporters[chosen]) > size and len(alike) > 1:
            return False
        for voter in supporters[chosen][:size]:
            left.remove(voter)
    return True


@pytest.mark.shared
def test_greedy_monroe_elects_a_recorded_winner_where_it_does_not_matter_who_is_represented(
    recorded: list[Election],
) -> None:
    """Of more supporters than a member stands for, abcvoting takes the first in its list."""
    counted = [e for e in recorded if "greedy-monroe" in e.winners and never_chooses(e)]
    assert len(counted) == 10
    for election in counted:
        order = by_order(election.profile.candidates)
        result = RULES["greedy_monroe"](
            election.profile, seats=election.seats, break_tie=order, **CAST
        )
        assert frozenset(result.elected) in election.winners["greedy-monroe"], election.name
