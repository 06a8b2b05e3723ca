"""Files are written whole or not at all, and read within a limit."""

import errno
import os
from pathlib import Path

import pytest

from deliberation.errors import InvalidInputError
from deliberation.io.documents import read_document, write_document
from deliberation.io.files import read_bytes, write_bytes


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    write_bytes(path, b"old")
    write_bytes(path, b"new")
    assert read_bytes(path) == b"new"
    assert [left.name for left in tmp_path.iterdir()] == ["panel.csv"]


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    path = tmp_path / "panel.csv"
    write_bytes(path, b"old")

    def fail(number: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(type(failure)) as caught:
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [left.name for left in tmp_path.iterdir()] == ["panel.csv"]
    assert getattr(caught.value, "filename", str(path)) == str(path)


def test_a_folder_that_is_not_there_is_said_of_the_file_that_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "panel.csv"
    with pytest.raises(FileNotFoundError) as caught:
        write_bytes(path, b"")
    assert caught.value.filename == str(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"12345")
    assert read_bytes(tmp_path / "people.csv", largest=5) == b"12345"
    with pytest.raises(InvalidInputError, match=r"people\.csv: the file is larger"):
        read_bytes(tmp_path / "people.csv", largest=4)


def test_a_document_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "lottery.json"
    write_document(path, {"format": "ø", "n": [1, None]})
    assert path.read_bytes() == '{"format":"ø","n":[1,null]}\n'.encode()
    assert read_document(path) == {"format": "ø", "n": [1, None]}


def test_a_document_that_was_edited_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "lottery.json"
    path.write_text('{"format": "x"}')
    with pytest.raises(InvalidInputError, match=r"lottery\.json is not .*canonical"):
        read_document(path)
