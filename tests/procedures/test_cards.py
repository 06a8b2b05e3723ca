"""Codes on cards: typed by hand, checked, turned into tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.procedures.cards import (
    ALPHABET,
    Card,
    new_code,
    read_code,
    slot_of,
    token_hash,
    token_of,
)

CHANCE = st.binary(min_size=11, max_size=11)


@pytest.fixture
def no_waiting() -> None:
    """Tokens take here as long as they do for members."""


def code_from(chance: bytes) -> str:
    return read_code(new_code(lambda count: chance[:count]))


@given(CHANCE)
def test_a_new_code_reads_as_itself(chance):
    code = new_code(lambda count: chance)
    assert len(code) == 14
    assert code.count("-") == 2
    assert read_code(code) == code.replace("-", "")


@given(CHANCE, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_shows(chance, place, other):
    code = code_from(chance)
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(InvalidInputError, match="is wrong"):
            read_code(wrong)


@given(CHANCE, st.integers(0, 11), st.integers(0, 11))
def test_every_exchange_of_two_characters_shows(chance, one, other):
    swapped = [*code_from(chance)]
    swapped[one], swapped[other] = swapped[other], swapped[one]
    if "".join(swapped) != code_from(chance):
        with pytest.raises(InvalidInputError, match="is wrong"):
            read_code("".join(swapped))


def test_the_whole_alphabet_is_used_and_nothing_that_looks_alike():
    seen = {character for n in range(256) for character in code_from(bytes([n] * 11))}
    assert seen == set(ALPHABET)
    assert not seen & set("OILU")


@given(CHANCE)
def test_a_code_is_read_however_it_is_typed(chance):
    code = code_from(chance)
    lower = code.lower().replace("0", "o").replace("1", "l")
    spaced = "  ".join(lower)
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    for typed in (lower, spaced, f"{lower[:4]}–{lower[4:8]}−{lower[8:]}\n", arabic, wide):
        assert read_code(typed) == code


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "12 letters and digits, and this has 0"),
        ("7K2M-QX4D-9T0", "this has 11"),
        ("7K2M-QX4D-9T0ZZ", "this has 13"),
        ("7K2M-QU4D-9T0Z", "'U' is on no card"),
        ("7K2M-Q\x004D-9T0Z", "is on no card"),
    ],
)
def test_what_is_no_code_is_refused_with_the_reason(typed, says):
    with pytest.raises(InvalidInputError, match=says):
        read_code(typed)


def test_every_problem_is_said_at_once():
    with pytest.raises(InvalidInputError) as error:
        read_code("U*-")
    assert len(error.value.problems) == 3


def test_a_token_is_the_same_however_the_code_was_typed():
    code = new_code(lambda count: bytes(range(count)))
    assert token_of(code, assembly_id="a1") == token_of(code.lower(), assembly_id="a1")


def test_a_code_gives_another_token_in_another_assembly():
    code = new_code(lambda count: bytes(range(count)))
    assert token_of(code, assembly_id="a1") != token_of(code, assembly_id="a2")


def test_the_token_is_as_documented():
    code = new_code(lambda count: bytes(range(count)))
    assert code == "0123-4567-89AM"
    assert token_of(code, assembly_id="a1") == "3314456a152ca09db29739afced89056"


def test_neither_the_hash_nor_the_slot_gives_away_the_other():
    token = "00" * 16
    assert token_hash(token) != slot_of(token, vote_id="") != slot_of(token, vote_id="v1")


def test_a_slot_of_one_vote_says_nothing_of_another():
    assert slot_of("00" * 16, vote_id="v1") != slot_of("00" * 16, vote_id="v2")


def test_a_code_does_not_show_in_a_log():
    assert "7K2M" not in repr(Card(3, "7K2M-QX4D-9T0Z"))
