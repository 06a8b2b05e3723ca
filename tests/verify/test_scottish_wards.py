"""Real ballots: what is published of Scotland's council wards is counted again."""

from pathlib import Path

import pytest

from deliberation import voting
from deliberation.io.ballots import read_ballots
from deliberation.record.bundle import bundle
from deliberation.record.vote import encode_vote
from deliberation.verify import check

pytestmark = pytest.mark.shared
EVERY = 10  # of 119 wards; all of them hold, in a minute


TRANSFERRED = ["scottish_stv", "prf_stv", "minneapolis_stv", "stv"]


@pytest.mark.parametrize("rule", [*TRANSFERRED, "irv", "schulze", "borda", "plurality"])
def test_real_elections_are_confirmed_from_what_is_published(shared_data: Path, rule: str) -> None:
    wards = sorted((shared_data / "voting" / "scottish_wards").glob("*_20??_*.csv"))
    assert len(wards) == 119
    break_tie = voting.by_lot("a lot for these wards")
    for ward in wards[::EVERY]:
        election = read_ballots(ward)
        profile, seats = election.profile, 1 if rule == "irv" else election.seats or 1
        options = {"places": 3} if rule == "stv" else {}
        count = voting.RULES[rule]
        document = encode_vote(
            ward.stem,
            title=ward.stem,
            question="Who sits in the council?",
            kind="ranking",
            profile=profile,
            rule=rule,
            seats=seats,
            options=options,
            break_tie=break_tie,
            result=count(profile, seats=seats, break_tie=break_tie, **options),
        )
        assert document["evidence"]["kind"] != "outcome"
        lines = check(bundle("Wards", votes=[document]))
        assert any(line.startswith("holds: ") and "counted again" in line for line in lines)
