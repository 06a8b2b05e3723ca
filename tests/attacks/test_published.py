"""The disclosure attacker finds nothing, and would find what a laxer policy shows."""

import pytest

from deliberation.record import evidence
from deliberation.record.disclosure import Disclosure
from tests.attacks import published


@pytest.fixture
def lax(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a policy that shows cells of a single voter."""
    monkeypatch.setattr(evidence, "DISCLOSURE", Disclosure(at_least=1))


def test_no_twin_casts_the_ballots_of_the_other() -> None:
    """So that there is something to tell: of each pair some voter says other things."""
    for pair in published.twins():
        assert len(pair.one) == len(pair.other), pair.what
        assert sorted(map(str, pair.one)) != sorted(map(str, pair.other)), pair.what


def test_votes_of_equal_totals_are_told_apart_where_single_voters_are_shown(lax) -> None:
    """Not before the close, and on no page that does not show the vote."""
    came_of_it = published.told_apart()
    assert not came_of_it.repelled
    assert came_of_it.succeeded >= 5 * 3  # the bundle after the close, the end and the revocation


def test_cells_of_single_voters_are_found_where_they_are_shown(lax) -> None:
    assert not published.shown_cells().repelled
