"""A round of drand's quicknet, as the league publishes it."""

import json
import sys
from typing import Any

import pytest

from deliberation.beacon import Round, check_signature, read_round
from deliberation.errors import InvalidInputError

PUBLISHED = {  # round 1000 of the chain
    "round": 1000,
    "randomness": "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39",
}


def test_a_published_round_is_read() -> None:
    round = read_round(json.dumps(PUBLISHED))
    assert round == Round(1000, PUBLISHED["signature"])
    assert str(round) == f"drand quicknet round 1000 {PUBLISHED['randomness']}"
    assert str(round) == f"{round.name} {round.randomness}"
    shouted = PUBLISHED | {"signature": PUBLISHED["signature"].upper()}
    assert read_round(json.dumps(shouted)) == round


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"randomness": "0" * 64}, "not the SHA-256"),
        ({"randomness": None}, "not the SHA-256"),
        ({"signature": "0" * 96}, "not the SHA-256"),
        ({"signature": PUBLISHED["signature"][:-1]}, "96 digits"),
        ({"signature": 7}, "signature in digits"),
        ({"round": "1000"}, "whole number"),
        ({"round": True}, "whole number"),
        ({"round": 0}, "no round 0"),
        ({"round": 2**53}, "no round"),
    ],
)
def test_a_round_that_does_not_fit_together_is_refused(change: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInputError, match=words):
        read_round(json.dumps(PUBLISHED | change))


@pytest.mark.parametrize("pasted", ["", "1000", "null", "[]", "{}", '{"round": 1000}', "[" * 10**5])
def test_what_is_no_round_is_refused(pasted: str) -> None:
    with pytest.raises(InvalidInputError, match="paste all of"):
        read_round(pasted)


@pytest.mark.usefixtures("pairings")
def test_the_signature_of_a_round_is_drands_and_no_other_is() -> None:
    """The chain's public key signs round 1000; neither another round nor no point of the curve."""
    assert check_signature(Round(1000, PUBLISHED["signature"]))
    for round in (Round(1001, PUBLISHED["signature"]), Round(1000, "0" * 96)):
        with pytest.raises(InvalidInputError, match="not drand's"):
            check_signature(round)


@pytest.mark.usefixtures("pairings")
def test_deep_nesting_is_still_refused_after_a_signature_was_checked() -> None:
    """The library lifts Python's limit of recursion for all when it is first imported."""
    limit = sys.getrecursionlimit()
    assert check_signature(Round(1000, PUBLISHED["signature"]))
    assert sys.getrecursionlimit() == limit
    with pytest.raises(InvalidInputError, match="paste all of"):
        read_round("[" * 10**5)


def test_without_the_library_the_signature_is_said_to_be_unchecked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "py_ecc.bls.g2_primitives", None)
    assert not check_signature(Round(1000, PUBLISHED["signature"]))
