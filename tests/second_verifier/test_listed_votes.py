"""The two checkers agree on votes whose ballots are public, honest ones and forged ones."""

from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from tests.second_verifier.test_agreement import agree, anywhere, packed
from tests.verify.test_ledger import sealed
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


def test_both_say_the_same_whatever_stands_in_a_list(
    votes: dict[str, Documents], tmp_path: Path
) -> None:
    chance, bundles = Random(11), list[Documents]()
    for made in votes.values():
        alone = {name: document for name, document in made.items() if name != "ledger.json"}
        bundles += [*anywhere(made, chance, 40), *anywhere(alone, chance, 120)]
        for changed in anywhere(made["ledger.json"], chance, 100, least=3):
            bundles.append(made | {"ledger.json": sealed(changed["entries"])})
    assert {*agree(map(packed, bundles), tmp_path)} == {True, False}


def test_both_refuse_a_ledger_that_ends_before_files_that_are_there(
    votes: dict[str, Documents], tmp_path: Path
) -> None:
    """Both failed at a list whose vote was not closed on the ledger, until a fuzzer cut one off."""
    bundles = []
    for made in votes.values():
        for length in range(1, len(made["ledger.json"]["entries"])):
            cut = deepcopy(made)
            del cut["ledger.json"]["entries"][length:]
            bundles.append(cut)
    assert not any(agree(map(packed, bundles), tmp_path))
