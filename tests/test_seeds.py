"""Two people write down what they saw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.beacon import Round
from deliberation.errors import InvalidInputError
from deliberation.seeds import agreed, kept, seed_of, signature_of

ROUND = Round(7, "0a" * 48)


@given(st.lists(st.text("0123456789abcø", min_size=1), min_size=1), st.data())
def test_only_the_spaces_may_differ(words: list[str], data: st.DataObject) -> None:
    spaces = st.text(" \t\n\u00a0", min_size=1, max_size=3)
    spaced = "".join(word + data.draw(spaces) for word in words)
    assert agreed(" ".join(words), spaced) == agreed(spaced, spaced) == " ".join(words)


@pytest.mark.parametrize(
    ("first", "again", "where"),
    [
        ("dice 6 1 4", "dice 6 7 4", "word 3 is '1' and '7'"),
        ("dice 6 1 4", "dice 6 1", "word 4 is '4' and nothing"),
        ("dice", "dice 6", "word 2 is nothing and '6'"),
        ("Dice 6", "dice 6", "word 1 is 'Dice' and 'dice'"),
        ("61 4", "6 14", "word 1 is '61' and '6'"),
    ],
)
def test_the_first_word_that_differs_is_named(first: str, again: str, where: str) -> None:
    with pytest.raises(InvalidInputError, match=where):
        agreed(first, again)


def test_a_letter_typed_in_two_ways_is_the_same_letter() -> None:
    assert agreed("Se\u0301ance", "S\u00e9ance") == "S\u00e9ance"


def test_a_seed_is_kept_with_what_proves_it() -> None:
    for seed in ("dice 6 1", ROUND):
        assert seed_of(str(seed), signature_of(seed)) == kept(seed) == seed


@pytest.mark.parametrize("seed", ["", " ", "6\n1", str(ROUND), f"{ROUND.name} "])
def test_a_seed_that_nobody_can_check_is_not_kept(seed: str) -> None:
    with pytest.raises(InvalidInputError):
        kept(seed)


@pytest.mark.parametrize(
    "text", ["dice 6 1", str(ROUND)[:-1], str(ROUND).upper(), str(ROUND) + " ", ROUND.name]
)
def test_a_text_that_is_not_the_round_of_its_signature_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match="not the round"):
        seed_of(text, ROUND.signature)
