"""What is published of an urn and of a board is read back, and nothing that was altered is."""

from typing import Any

import pytest

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import NewUrn, Split, Terms
from tests.urn.conftest import chance

NAMES = ("lamps", "trees")
TERMS = [
    Terms("v", "ranking", NAMES, most=1, phrases=True),
    Terms("v", "weak ranking", NAMES),
    Terms("v", "approval", NAMES),
    Terms("v", "scores", NAMES, scores=(-1, 5)),
    Terms("v", "grades", NAMES, grades=("good", "poor")),
    Terms("v", "credits", NAMES, credits=99, against=False),
]


@pytest.mark.parametrize("terms", TERMS, ids=lambda terms: terms.kind)
def test_an_urn_of_every_kind_is_read_back(terms: Terms) -> None:
    box = urn.new_urn(terms, split=Split.TWO_OF_THREE, random_bytes=chance("kind")).urn
    assert urn.decode_urn(urn.encode_urn(box)) == box


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("format", "deliberation urn 2"), ("vote", 7), ("kind", "scores")),
        *(("candidates", "lamps"), ("candidates", [1, 2]), ("candidates", []), ("most", True)),
        *(("most", 1.5), ("scores", [0, 5]), ("grades", ["x"]), ("credits", 9), ("against", 1)),
        *(("phrases", None), ("key", "00"), ("key", "X" * 64), ("receipts", None), ("split", "1")),
        *(("key", "AB" * 32), ("more", 1)),
    ],
)
def test_an_urn_that_was_altered_is_refused(opened: NewUrn, name: str, value: object) -> None:
    document: dict[str, Any] = urn.encode_urn(opened.urn) | {name: value}
    with pytest.raises(InvalidInputError, match="no document of an urn"):
        urn.decode_urn(document)


@pytest.mark.parametrize("scores", [[0, True], [False, 5], [0, 5, 6], [0], "05", [0, 1.5], 5])
def test_scores_are_two_whole_numbers(scores: object) -> None:
    box = urn.new_urn(TERMS[3], split=Split.REHEARSAL, random_bytes=chance("kind")).urn
    with pytest.raises(InvalidInputError, match="no document of an urn"):
        urn.decode_urn(urn.encode_urn(box) | {"scores": scores})


def test_every_part_of_an_urn_is_needed(opened: NewUrn) -> None:
    whole = urn.encode_urn(opened.urn)
    for name in whole:
        with pytest.raises(InvalidInputError, match="no document of an urn"):
            urn.decode_urn({key: value for key, value in whole.items() if key != name})


def test_a_board_that_was_altered_is_refused(kept: dict[str, bytes]) -> None:
    whole = urn.encode_board(urn.board_of("lamps", kept))
    one, *others = whole["entries"]
    other = {
        "format": "deliberation board 2",
        "vote": 7,
        "root": "0" * 64,
        "more": 1,
    }
    forged = [whole | {name: value} for name, value in other.items()]
    forged += [
        whole | {"entries": entries}
        for entries in (
            [*others, one],
            others,
            [one, one, *others],
            [[*one, "00"], *others],
            [[one[0].upper(), one[1]], *others],
            [[one[0], "zz" * 32], *others],
            [[one[0]], *others],
            [one[0], *others],
            {},
            None,
        )
    ]
    forged += [{key: value for key, value in whole.items() if key != name} for name in whole]
    for document in forged:
        with pytest.raises(InvalidInputError, match="no document of a board"):
            urn.decode_board(document)
