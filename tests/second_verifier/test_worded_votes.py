"""What a vote was asked in other languages is what its ledger sealed, by both checkers."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from deliberation.record.canonical import digest
from deliberation.record.wordings import encode_wordings
from deliberation.verify import check
from tests.second_verifier.test_agreement import agree, packed
from tests.verify.test_ledger import complaint, entry, moved, sealed
from tests.verify.test_listed import OF, Documents, roll_call

WORDING = "votes/hall.wording.json"
OTHER: dict[str, Callable[[Documents], Any]] = {
    "a translation": lambda documents: documents[WORDING]["said"]["ar"].update(title="Nej"),
    "a language": lambda documents: documents[WORDING]["said"].update(tr={"title": "Otobüs"}),
    "the language of the vote": lambda documents: documents[WORDING].update(language="en"),
    "none": lambda documents: documents.pop(WORDING),
}
SHAPES: dict[str, Any] = {
    "said": [{"ar": {"title": 1}}, {"ar": "x"}, [], {"ar": {"title": None}}],
    "language": [None, 1],
    "format": ["deliberation wording 2"],
    "vote": ["another"],
}


def worded() -> Documents:
    """A vote that some read in Arabic."""
    documents = roll_call()
    documents[WORDING] = encode_wordings("hall", "da", {"ar": {"title": "الحافلة"}})
    entries = documents["ledger.json"]["entries"]
    entries.insert(3, entry("worded", document=digest(documents[WORDING]), **OF))
    sealed(entries)
    return documents


@pytest.fixture(scope="module")
def honest() -> Documents:
    """Not to be changed."""
    return worded()


def test_both_know_what_a_vote_was_asked_in_other_languages(
    honest: Documents, tmp_path: Path
) -> None:
    unsealed = {name: doc for name, doc in honest.items() if name != "ledger.json"}
    assert agree(map(packed, (honest, unsealed)), tmp_path) == [True, True]
    said = "not checked: that the wordings of hall say the same in each language"
    assert said in check(packed(honest))


@pytest.mark.parametrize("what", OTHER)
def test_both_refuse_another_wording_than_the_ledger_sealed(
    honest: Documents, what: str, tmp_path: Path
) -> None:
    forged = deepcopy(honest)
    OTHER[what](forged)
    assert agree([packed(forged)], tmp_path) == [False]


def test_both_refuse_what_was_fixed_after_the_opening(honest: Documents, tmp_path: Path) -> None:
    late, twice = deepcopy(honest), deepcopy(honest)
    moved("worded", "opened")(late["ledger.json"]["entries"])
    sealed(late["ledger.json"]["entries"])
    entries = twice["ledger.json"]["entries"]
    entries.insert(4, deepcopy(entries[3]))
    sealed(entries)
    assert agree(map(packed, (late, twice)), tmp_path) == [False, False]
    assert "worded is out of turn" in complaint(late)


def test_both_refuse_what_is_no_wording(honest: Documents, tmp_path: Path) -> None:
    bundles = [
        packed({WORDING: honest[WORDING] | {name: other}})
        for name, others in SHAPES.items()
        for other in others
    ]
    assert agree(bundles, tmp_path) == [False] * len(bundles)
