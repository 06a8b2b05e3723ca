import numpy as np

from deliberation.lab.session import (
    BUDGET,
    CIRCLES,
    FUND,
    PLACES,
    PROJECTS,
    PROPOSALS,
    place_ballots,
    project_ballots,
    ranked_ballots,
    spending_ballots,
)
from deliberation.voting import Profile, quadratic


def test_everybody_casts_one_ballot_of_each_kind() -> None:
    rng = np.random.default_rng(3)
    ranked, spent, places = (
        ballots(36, rng=rng) for ballots in (ranked_ballots, spending_ballots, place_ballots)
    )
    assert len(ranked) == len(spent) == len(places) == 36
    assert all(ballot.order and ballot.candidates <= set(PROPOSALS) for ballot in ranked)
    assert all(ballot.order and ballot.candidates <= set(PLACES) for ballot in places)
    assert all(ballot.cost <= 100 and ballot.candidates <= set(BUDGET) for ballot in spent)


def test_the_circles_are_the_whole_room_and_rank_everything() -> None:
    assert sum(share for share, _ in CIRCLES) == 10
    assert all(sorted(order) == [*range(len(PROPOSALS))] for _, order in CIRCLES)


def test_some_posts_of_the_budget_are_voted_down() -> None:
    ballots = spending_ballots(36, rng=np.random.default_rng(3))
    totals = quadratic(Profile.of(ballots, candidates=BUDGET), credits=100).totals
    assert min(totals.values()) < 0 < max(totals.values())


def test_nobody_chooses_more_projects_than_the_fund_pays_for() -> None:
    ballots = project_ballots(36, rng=np.random.default_rng(3))
    assert len(ballots) == 36
    assert all(ballot.candidates <= PROJECTS.keys() for ballot in ballots)
    assert all(sum(PROJECTS[name] for name in ballot.candidates) <= FUND for ballot in ballots)
    assert sum(PROJECTS.values()) > FUND
