import numpy as np

from deliberation.lab.recommendations import CONTESTED, RECOMMENDATIONS, answer_ballots
from deliberation.voting import Profile
from deliberation.voting.rated import support


def test_there_are_a_hundred_and_each_fits_on_a_line() -> None:
    assert len(set(RECOMMENDATIONS)) == len(RECOMMENDATIONS) == 100
    assert max(map(len, RECOMMENDATIONS)) <= 60
    assert set(RECOMMENDATIONS) >= CONTESTED


def test_most_are_carried_and_what_costs_somebody_something_is_not() -> None:
    ballots = answer_ballots(36, rng=np.random.default_rng(3))
    result = support(Profile.of(ballots, candidates=RECOMMENDATIONS))
    assert 50 < len(result.elected) < 100
    assert not CONTESTED & set(result.elected)
    assert any(len(ballot.candidates) < 100 for ballot in ballots)
