"""The stranger's checker, called from the command line."""

from pathlib import Path

import pytest

from deliberation.cli import main


@pytest.fixture
def bundle(town: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    words = ["select", "people.csv", "quotas.csv", "--size", "6", "--seed", "dice 1"]
    assert main([*words, "--out", "."]) == 0
    capsys.readouterr()
    return town / "bundle.zip"


def test_a_bundle_holds_and_a_changed_one_does_not(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "bundle.zip"]) == 0
    said = capsys.readouterr()
    assert said.out.rstrip().endswith("holds.")
    assert said.err == ""
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    assert main(["verify", "bundle.zip"]) == 1
    assert capsys.readouterr().err


def test_another_commitment_than_the_published_one_is_found(bundle: Path) -> None:
    assert main(["verify", "bundle.zip", "--commitment", "0" * 64]) == 1


def test_a_bundle_that_is_not_there_is_said_in_a_sentence(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "nothing.zip"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_name_that_looks_like_an_option_is_a_name(bundle: Path) -> None:
    bundle.rename(bundle.with_name("--bundle.zip"))
    assert main(["verify", "--", "--bundle.zip"]) == 0
