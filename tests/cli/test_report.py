"""The report of a published bundle, called from the command line."""

from pathlib import Path

import pytest

from deliberation.cli import main
from deliberation.record.bundle import bundle
from deliberation.record.canonical import to_file
from deliberation.record.reasons import Reasons, encode_reasons
from tests.figures.conftest import assembly
from tests.figures.test_recommended import vote


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bundle and the reasons beside it."""
    monkeypatch.chdir(tmp_path)
    Path("bundle.zip").write_bytes(bundle("A town decides", votes=[vote(heat=33, cars=8)]))
    said = encode_reasons({"v1": {"cars": Reasons("Quiet.", ("Loud.",))}})
    Path("reasons.json").write_bytes(to_file(said))
    return tmp_path


def test_reasons_are_printed_where_their_file_is_given(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "bundle.zip", "with.html", "--reasons", "reasons.json"]) == 0
    assert main(["report", "bundle.zip", "without.html"]) == 0
    assert "Why: Quiet." in Path("with.html").read_text("utf-8")
    assert "Quiet" not in Path("without.html").read_text("utf-8")
    assert main(["report", "bundle.zip", "no.html", "--reasons", "bundle.zip"]) == 1
    assert main(["report", "bundle.zip", "no.txt"]) == 1
    assert not Path("no.html").exists()
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_the_population_is_told_where_its_file_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = assembly()
    names = {"lottery": made["lottery.json"], "draw": made["draw.json"]}
    Path("bundle.zip").write_bytes(bundle("A village decides", **names))
    Path("town.csv").write_text("feature,value,share\nage,young,25 %\nage,old,75 %\n")
    assert main(["report", "bundle.zip", "with.html", "--population", "town.csv"]) == 0
    assert "75.0%" in Path("with.html").read_text("utf-8")
    Path("town.csv").write_text("feature,value,share\nage,young,25\n")
    assert main(["report", "bundle.zip", "no.html", "--population", "town.csv"]) == 1
    assert not Path("no.html").exists()
