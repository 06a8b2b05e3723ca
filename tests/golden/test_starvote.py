"""Elections by scores, with the winners and the ties that starvote expects of each."""

from pathlib import Path

import pytest

from deliberation.errors import UnresolvedTieError
from deliberation.voting import by_order, refuse
from deliberation.voting.rated import allocated_score, reweighted_range, star
from tests.golden.starvote import Election, read

pytestmark = pytest.mark.shared

METHODS = {
    "star": star,
    "bloc": star,
    "allocated": allocated_score,
    "rrv": reweighted_range,
}


@pytest.fixture(scope="module")
def elections(shared_data: Path) -> dict[str, Election]:
    """Those of the folder that say what is expected, of the methods that we have."""
    folder = shared_data / "voting" / "starvote"
    named = {path.stem for path in folder.glob("test_election_*.starvote")}
    named |= {path.stem for path in folder.glob("starvote_ballots_*.csv")}
    named |= {path.stem for path in folder.glob("starvote_ballots_*_bloc_star.starvote")}
    named -= {
        # They rest on the ballots of a file that is not in the folder.
        "test_election_unbreakable_three_way_tie_for_second_in_score_round_allocated",
        "test_election_unbreakable_three_way_tie_for_second_in_score_round_sss",
        # Its ties are broken by a number made from the ballots, which is no rule of ours.
        "test_election_hashed_ballot_tiebreaker",
        # Amy is the only candidate; starvote says "A", her name's first letter.
        "test_election_only_one_candidate_star",
    }
    found = {name: read(folder, name) for name in sorted(named)}
    return {
        name: election
        for name, election in found.items()
        if election.method in METHODS and (election.winners or election.tied)
    }


def test_every_expected_winner_is_elected_in_order(elections: dict[str, Election]) -> None:
    decided = {name: e for name, e in elections.items() if e.winners}
    assert len(decided) >= 17
    for name, election in decided.items():
        result = METHODS[election.method](
            election.profile,
            seats=election.seats,
            most=election.most,
            break_tie=by_order(election.order) if election.order else refuse,
        )
        if election.method == "bloc":
            assert result.elected == election.winners, name
        assert {*result.elected} == {*election.winners}, name


def test_every_expected_tie_is_named(elections: dict[str, Election]) -> None:
    undecided = {name: e for name, e in elections.items() if e.tied}
    assert len(undecided) >= 10
    for name, election in undecided.items():
        with pytest.raises(UnresolvedTieError) as caught:
            METHODS[election.method](election.profile, seats=election.seats, most=election.most)
        assert {*caught.value.tied} == {*election.tied}, name
