"""The two checkers agree on votes whose ballots are public, honest ones and forged ones."""

from copy import deepcopy
from pathlib import Path

import pytest

from tests.second_verifier.test_agreement import agree, packed
from tests.verify.test_listed import FORGED, LIST, Documents, resealed, roll_call, with_phrases


@pytest.fixture(scope="module")
def votes() -> dict[str, Documents]:
    """Not to be changed."""
    return {"card": roll_call(), "phrase": with_phrases()}


def test_both_count_again_from_all_ballots(votes: dict[str, Documents], tmp_path: Path) -> None:
    bundles = [*votes.values()]
    bundles += [{n: d for n, d in made.items() if n != "ledger.json"} for made in votes.values()]
    assert agree(map(packed, bundles), tmp_path) == [True] * 4


def test_both_refuse_every_forgery(votes: dict[str, Documents], tmp_path: Path) -> None:
    bundles = []
    for by, forge, _ in FORGED.values():
        made = deepcopy(votes[by])
        forge(made)
        if LIST in made:
            resealed(made)
        bundles.append(packed(made))
    assert agree(bundles, tmp_path) == [False] * len(FORGED)
