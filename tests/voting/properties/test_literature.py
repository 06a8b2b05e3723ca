"""Published profiles do what they are said to do."""

import pytest
from hypothesis import given, settings

from deliberation import testing
from deliberation.voting import all_outcomes, irv
from deliberation.voting.properties import THEOREMS, monotonicity, participation
from deliberation.voting.properties.literature import MOULIN, PUBLISHED_PROFILES
from deliberation.voting.ranked import RULES, condorcet_winner, dodgson, weak_irv

CONDORCET = [rule for rule in RULES if (rule.__name__, "condorcet_winner") in THEOREMS]
SHORT = testing.profiles(testing.rankings("abcd"), candidates="abcd")


def test_moulins_situations_have_the_winners_that_his_proof_needs() -> None:
    """Nobody beats everybody in 1 and 5; where others have come, d, b, a, c and b do."""
    winners = {number: condorcet_winner(votes) for number, votes in MOULIN.items()}
    assert winners == {"1": None, "2": "d", "3": "b", "4": "a", "5": None, "6": "c", "7": "b"}


@pytest.mark.parametrize("rule", CONDORCET, ids=lambda rule: rule.__name__)
def test_whoever_elects_condorcets_winner_punishes_voters_in_one_of_moulins_situations(
    rule,
) -> None:
    assert any(participation(rule, votes) for votes in MOULIN.values())


def test_nurmis_nineteen_voters_take_dodgsons_victory_from_a_by_raising_a() -> None:
    """a needs 3 swaps with d; once two voters put a before b, d is nearer than a."""
    found = monotonicity(dodgson, PUBLISHED_PROFILES["Nurmi (1987), of Dodgson's rule"])
    assert found is not None
    assert [case.winners for case in found.cases] == [{"a"}, {"d"}]


@settings(max_examples=40, deadline=None)
@given(SHORT)
def test_without_ties_on_ballots_weak_instant_runoff_elects_as_irv_does(profile) -> None:
    """So that what is proven of the one holds for the other."""
    expected, found = all_outcomes(irv, profile), all_outcomes(weak_irv, profile)
    assert {o.elected for o in expected.outcomes} == {o.elected for o in found.outcomes}
