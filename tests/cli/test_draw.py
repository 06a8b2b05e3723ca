"""A draw from the command line."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deliberation.cli import main
from deliberation.io.documents import write_document
from deliberation.io.people import read_pool

SEED = "dice 6 1 4 4 2 5"


@pytest.fixture
def lottery(town: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["lottery", "people.csv", "quotas.csv", "--size", "6", "--out", "."]) == 0
    capsys.readouterr()
    return town / "lottery.json"


def test_a_panel_and_its_alternates_are_written(
    lottery: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["draw", str(lottery), "--seed", SEED, "--alternates", "4", "--out", "drawn"]
    assert main(words) == 0
    folder = lottery.parent / "drawn"
    document = json.loads((folder / "draw.json").read_bytes())
    assert (document["seed"], document["ticket"]) == (SEED, 89)
    panel, reserves = read_pool(folder / "panel.csv"), read_pool(folder / "alternates.csv", id="id")
    assert list(panel.ids) == document["panel"]
    assert panel.features == ("age", "gender")
    assert panel.count("gender", "woman") == 3
    assert [person.id for person in reserves] == document["alternates"]
    assert [person.features["position"] for person in reserves] == ["1", "2", "3", "4"]
    said = capsys.readouterr().out
    assert "ticket      089 of 000 to 999\n" in said
    assert f"commitment  {document['commitment']}\n" in said
    assert "gender   woman      3    3-3\n" in said


def test_the_certificate_beside_a_lottery_goes_into_the_bundle(
    lottery: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["draw", str(lottery), "--seed", SEED, "--out", "drawn"]) == 0
    assert main(["verify", "drawn/bundle.zip"]) == 0
    assert "\nholds: no lottery is fairer: the lowest chance" in capsys.readouterr().out


def test_the_certificate_of_another_lottery_is_refused(
    lottery: Path, failing: Callable[..., str]
) -> None:
    path = lottery.parent / "certificate.json"
    certificate = json.loads(path.read_bytes()) | {"commitment": "0" * 64}
    write_document(path, certificate)
    said = failing("draw", str(lottery), "--seed", SEED, "--out", "drawn")
    assert "certificate.json' is another lottery's; move it away" in said


def test_the_same_seed_gives_the_same_files(lottery: Path) -> None:
    for folder in ("one", "two"):
        assert main(["draw", str(lottery), "--seed", SEED, "--out", folder]) == 0
    for name in ("panel.csv", "alternates.csv", "draw.json"):
        one, two = (lottery.parent / folder / name for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_a_draw_is_never_written_over_another(lottery: Path, failing: Callable[..., str]) -> None:
    words = ["draw", str(lottery), "--seed", SEED, "--out", "drawn"]
    assert main(words) == 0
    folder = lottery.parent / "drawn"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(words) == 0, "the same draw is no other"
    said = failing(*words[:3], "another seed", *words[4:])
    assert said.startswith(f"{str(Path('drawn') / 'draw.json')!r} holds another draw")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"tickets":', b'"tickets": '),
        (b'"gender":"man"', b'"gender":"woman"'),
        (b'"size":6', b'"size":7'),
        (b'"objective":"leximin"', b'"objective":"leximax"'),
        (b'"panels":', b'"panel":'),
        (b"{", b""),
    ],
)
def test_a_lottery_that_was_changed_is_refused(
    lottery: Path, failing: Callable[..., str], old: bytes, new: bytes
) -> None:
    lottery.write_bytes(lottery.read_bytes().replace(old, new, 1))
    failing("draw", str(lottery), "--seed", SEED, "--out", "drawn")
    assert not (lottery.parent / "drawn").exists()


def test_a_seed_that_can_be_read_in_two_ways_is_refused(
    lottery: Path, failing: Callable[..., str]
) -> None:
    assert "blank" in failing("draw", str(lottery), "--seed", " ", "--out", "drawn")
    assert "control" in failing("draw", str(lottery), "--seed", "6\t1", "--out", "drawn")


ODD: list[Any] = [None, True, -1, 0, 10**12, "x", "", [], {}, ["a"], {"a": 1}]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_lottery_of_another_form_is_refused(
    lottery: Path, failing: Callable[..., str], odd: Any
) -> None:
    """One thing after another is something else, in a file that is canonical all the same."""
    whole = json.loads(lottery.read_bytes())
    for path in places(whole):
        document = copy.deepcopy(whole)
        inner = document
        for step in path[:-1]:
            inner = inner[step]
        if inner[path[-1]] == odd and type(inner[path[-1]]) is type(odd):
            continue
        inner[path[-1]] = odd
        write_document(lottery, document)
        assert failing("draw", str(lottery), "--seed", SEED, "--out", "drawn"), path


def places(value: Any) -> Iterator[tuple[Any, ...]]:
    """The way to each thing in *value*, and of the first two in every list."""
    steps = list(value) if isinstance(value, dict) else range(len(value[:2]))
    if isinstance(value, dict) and len(value) > 12:
        steps = steps[:2]  # the marginals
    for step in steps:
        yield (step,)
        if isinstance(value[step], dict | list):
            yield from ((step, *further) for further in places(value[step]))
