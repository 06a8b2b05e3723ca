"""A rehearsal from the command line, checked by the stranger."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from deliberation.cli import main
from deliberation.record.bundle import unbundle

WORDS = ["select", "people.csv", "quotas.csv", "--size", "6", "--household", "address"]
POOLS = [
    "il_diversimax_exact_60",
    "il_diversimax_wide_60",
    "opendlp_monitoring_28",
    "sf_fixture_22",
]


def test_a_rehearsal_is_a_lottery_a_draw_and_their_bundle(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WORDS, "--seed", "dice 1", "--out", "out"]) == 0
    names = {"lottery.json", "certificate.json", "draw.json", "panel.csv", "alternates.csv"}
    names.add("bundle.zip")
    assert {path.name for path in (town / "out").iterdir()} == names
    documents = unbundle((town / "out" / "bundle.zip").read_bytes())
    assert documents["manifest.json"]["title"] == "A panel of 6 from 24 people"
    for name in ("lottery.json", "certificate.json", "draw.json"):
        assert documents[name] == json.loads((town / "out" / name).read_bytes())
    said = capsys.readouterr().out
    assert "commitment  " in said
    assert "ticket      " in said
    written = "lottery.json, certificate.json, draw.json, panel.csv, alternates.csv and bundle.zip"
    assert f"Written: {written} in out" in said
    assert main(["verify", "out/bundle.zip"]) == 0


def test_two_steps_and_one_write_the_same(town: Path) -> None:
    assert main([*WORDS, "--seed", "dice 1", "--alternates", "3", "--out", "one"]) == 0
    assert main(["lottery", *WORDS[1:], "--out", "two"]) == 0
    draw = ["draw", "two/lottery.json", "--seed", "dice 1", "--alternates", "3", "--out", "two"]
    assert main(draw) == 0
    for name in ("lottery.json", "certificate.json", "draw.json", "panel.csv", "bundle.zip"):
        assert (town / "one" / name).read_bytes() == (town / "two" / name).read_bytes()


def test_a_rehearsal_is_replaced_by_the_next(town: Path) -> None:
    for seed in ("dice 1", "dice 2"):
        assert main([*WORDS, "--seed", seed, "--out", "out"]) == 0
        assert json.loads((town / "out" / "draw.json").read_bytes())["seed"] == seed
    assert main(["verify", "out/bundle.zip"]) == 0


def test_a_certificate_does_not_outlive_its_rehearsal(town: Path) -> None:
    assert main([*WORDS, "--seed", "dice 1", "--out", "out"]) == 0
    assert main([*WORDS, "--objective", "greedy", "--seed", "dice 1", "--out", "out"]) == 0
    assert not (town / "out" / "certificate.json").exists()


def test_the_command_that_checks_can_be_copied(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*WORDS, "--seed", "dice 1", "--out", "my rehearsal"]) == 0
    check = capsys.readouterr().out.rpartition("Check it: deliberation ")[2]
    assert main(shlex.split(check)) == 0


def test_a_seed_is_looked_at_before_the_long_work(town: Path, failing: Callable[..., str]) -> None:
    assert "blank" in failing(*WORDS, "--seed", " ", "--out", "out")
    assert not (town / "out").exists()


@pytest.mark.shared
@pytest.mark.parametrize("name", POOLS)
def test_a_panel_from_each_of_the_four_pools_is_verified(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    folder = shared_data / "sortition" / name
    size = name.rpartition("_")[2]
    files = [str(folder / "respondents.csv"), str(folder / "categories.csv")]
    options = ["--size", size, "--seed", "dice 6 1 4 4 2 5", "--out", str(tmp_path)]
    assert main(["select", *files, *options]) == 0
    document = json.loads((tmp_path / "lottery.json").read_bytes())
    assert (
        main(["verify", str(tmp_path / "bundle.zip"), "--commitment", document["commitment"]]) == 0
    )
    assert len(json.loads((tmp_path / "draw.json").read_bytes())["panel"]) == int(size)
    assert capsys.readouterr().err == ""
