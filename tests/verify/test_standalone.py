"""The checker is short, needs nothing of ours, and never shows a traceback."""

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shamir_mnemonic.wordlist import WORDLIST

from deliberation import verify
from deliberation.verify import main

FOLDER = Path(verify.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))


@pytest.fixture
def bundle_file(
    documents: dict[str, Any], packed: Callable[[dict[str, Any]], bytes], tmp_path: Path
) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(packed(documents))
    return path


def test_it_imports_the_standard_library_and_itself_only() -> None:
    """But for the signature on a receipt, in the one file that nothing else needs."""
    for file in FILES:
        library = "cryptography" if file.name == "receipts.py" else None
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name.split(".")[0] for alias in node.names]
                assert sys.stdlib_module_names.issuperset(names), file
            if isinstance(node, ast.ImportFrom):
                room = Path(file, *[".."] * node.level).resolve() / (node.module or "")
                ours = node.level and room.is_relative_to(FOLDER)
                standard = not node.level and node.module.split(".")[0] in sys.stdlib_module_names
                assert ours or standard or node.module.split(".")[0] == library, (file, node.module)


def lines_of_code(source: str) -> int:
    """The lines that are not blank, no comment and no docstring."""
    described: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            described.update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return sum(
        bool(line.strip()) and not line.strip().startswith("#") and number not in described
        for number, line in enumerate(source.splitlines(), start=1)
    )


PAGE = FOLDER.parents[1].joinpath("docs", "explanation", "checking.md").read_text("utf-8")
LENGTHS = {file: lines_of_code(file.read_text("utf-8")) for file in FILES}
MOST = 600


def test_it_is_short_enough_to_be_read() -> None:
    """In three rooms, each shorter than 600 lines, and no longer than the page says."""
    lines = Counter[str]()
    for file, length in LENGTHS.items():
        lines[file.parent.name] += length
    said = dict(re.findall(r"`(?:verify/)?(verify|draws|votes)` has at most ([0-9]+) lines", PAGE))
    assert lines.keys() == said.keys()
    assert all(0.95 * int(said[room]) <= n <= int(said[room]) < MOST for room, n in lines.items())


def test_whoever_checks_one_thing_reads_less_than_six_hundred_lines() -> None:
    """By the table on the page, which leaves out no file that anything is checked with."""
    table = PAGE.partition("<!-- reading: begin -->")[2].partition("<!-- reading: end -->")[0]
    read = set[Path]()
    for row in table.splitlines()[3:]:
        _, subject, files, most, _ = row.split("|")
        named = {FOLDER / f"{name}.py" for name in re.findall(r"`([a-z_/]+)`", files)}
        lines = sum(LENGTHS[file] for file in named)
        assert 0.95 * int(most) <= lines <= int(most) < MOST, (subject, lines)
        read |= named
    doors = {FOLDER / "__init__.py", FOLDER / "__main__.py", FOLDER / "votes" / "__init__.py"}
    assert read | doors == {*FILES}


def test_what_a_check_uses_stands_in_its_line_of_the_page() -> None:
    """Each file that one of the line uses is in it, but for rules that another line is about."""
    rules = {"approvals", "pairs", "rated", "rounds"}
    table = PAGE.partition("<!-- reading: begin -->")[2].partition("<!-- reading: end -->")[0]
    for row in table.splitlines()[3:-1]:  # the last one calls all the others
        named = {name.rpartition("/")[2] for name in re.findall(r"`([a-z_/]+)`", row)} - {
            "__init__"
        }
        for file in FILES:
            if file.stem in named:
                used = {
                    (node.module or "").rpartition(".")[2]
                    for node in ast.walk(ast.parse(file.read_text("utf-8")))
                    if isinstance(node, ast.ImportFrom) and node.level
                }
                assert used - {"votes"} - rules <= named, (row, file)


def test_the_words_are_those_of_the_standard_in_their_order() -> None:
    assert FOLDER.joinpath("words.txt").read_text("ascii").split() == WORDLIST


def test_only_a_receipt_asks_for_the_library(bundle_file: Path, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "elsewhere" / "verify")
    done = alone(tmp_path / "elsewhere", str(bundle_file), "--receipt", "RECEIPT:AAAA")
    assert (done.returncode, done.stdout) == (1, "")
    assert "a receipt is looked up with the library cryptography" in done.stderr


def alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the copy in *folder* where no installed package can be found."""
    return subprocess.run(
        [sys.executable, "-S", "-E", "-W", "error", "-m", "verify", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_copy_of_the_folder_works_alone(bundle_file: Path, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "elsewhere" / "verify")
    done = alone(tmp_path / "elsewhere", str(bundle_file))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Everything that a stranger can check in this bundle holds.\n")

    bundle_file.write_bytes(bundle_file.read_bytes()[:-1])
    done = alone(tmp_path / "elsewhere", str(bundle_file))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("does not hold: ")
    assert done.stderr.count("\n") == 1


def test_it_runs_as_a_module_of_the_package(bundle_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deliberation.verify", str(bundle_file)],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_letters_that_the_terminal_lacks_are_escaped(bundle_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deliberation.verify", str(bundle_file)],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert rb"Assembly in \xd8rby" in done.stdout


def test_each_thing_checked_is_a_line(
    bundle_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(bundle_file)]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert all(line.startswith(("holds: ", "not checked: ")) for line in lines)
    assert any("who cast the ballots" in line for line in lines)
    assert any("fewer than 5 voted" in line for line in lines)
    assert last == "Everything that a stranger can check in this bundle holds."


def test_another_commitment_is_refused(
    bundle_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(bundle_file), "--commitment", "0" * 64]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "the commitment given" in told.err


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--what"], ["no such file"], ["."]])
def test_a_wrong_call_is_answered_with_one_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
