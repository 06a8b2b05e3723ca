"""The fuzzer finds a planted fault because it is led there, and sees whatever escapes."""

from pathlib import Path
from random import Random

import pytest

from tests.attacks import readers
from tests.attacks.fuzzing import EndlessError, Steps, explore


def planted(word: str) -> bool:
    """Says yes to one word of 26**4 only, a letter after the other."""
    letters = iter(word)
    if next(letters) != "b":
        return False
    if next(letters) != "o":
        return False
    if next(letters) != "m":
        return False
    return next(letters) == "b"


def other_letter(word: str, _: list[str], chance: Random) -> str:
    place = chance.randrange(4)
    return word[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]


@pytest.mark.parametrize(("guided", "found"), [(True, True), (False, False)])
def test_a_planted_fault_is_found_by_who_is_led(guided: bool, found: bool) -> None:
    """Unled, one letter after the other cannot be right, because none is kept."""
    tried = explore(
        planted,
        ["aaaa"],
        other_letter,
        tries=3000,
        within=Path(__file__).parent,
        chance=Random(1),
        guided=guided,
    )
    assert any(tried) is found


def test_what_escapes_from_the_checker_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    assert readers.escapes(lambda: {}["nothing"])
    assert "KeyError" in capsys.readouterr().err
    assert not readers.escapes(lambda: readers.verify.check(b""))


def test_an_honest_bundle_holds_for_whoever_attacks_it() -> None:
    assert readers.holds(readers.packed(readers.sealed_one()))
    assert not readers.holds(readers.packed(readers.sealed_one())[:-1])


def test_a_run_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> None:
        while True:
            pass

    monkeypatch.setattr("tests.attacks.fuzzing.MOST", 1000)
    with pytest.raises(EndlessError), Steps(Path(__file__).parent):
        endless()
