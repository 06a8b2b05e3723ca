"""The command line as a whole: help, usage, and failures that never show a traceback."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from deliberation import __version__
from deliberation.cli import COMMANDS, main
from deliberation.cli import count as count_command
from deliberation.errors import CancelledError
from deliberation.io import files, recruitment

LOTTERY = ["lottery", "people.csv", "quotas.csv", "--size", "6", "--out", "out"]


def run(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "deliberation.cli", *words], text=True, check=False, **options
    )


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"deliberation {__version__}\n"
    assert version("deliberation") == __version__


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_text_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])
    assert f"example:\n  deliberation {command} " in capsys.readouterr().out


def test_the_examples_of_the_help_work_with_the_examples_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(Path(__file__).parents[2] / "examples" / "data", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for command in ("lottery", "draw", "select", "count", "verify"):
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])
        example = capsys.readouterr().out.rpartition("example:\n  deliberation ")[2]
        assert main(shlex.split(example)) == 0, example


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    assert {line.split()[0] for line in said.splitlines() if line[:5].strip()} >= {*COMMANDS}


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["elect"],
        ["lottery"],
        [*LOTTERY, "--size", "0"],
        [*LOTTERY, "--size", "two"],
        [*LOTTERY, "--tickets", "1e3"],
        [*LOTTERY, "--tickets", "1000001"],
        [*LOTTERY, "--objective", "luck"],
        [*LOTTERY, "--houshold", "address"],
        ["draw", "lottery.json", "--out", "out"],
        ["draw", "lottery.json", "--seed", "\udcff", "--out", "out"],
        ["count", "ballots.blt", "--rule", "luck"],
        ["verify", "bundle.zip", "--commitment", "5d41402abc4b2a76"],
        ["verify", "bundle.zip", "--commitment", "x" * 64],
        ["demo", "--no-serve", "--port", "65536"],
        ["count", "ballots.blt", "--rule", "stv", "--places", "-1"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_sentence_too(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("deliberation: ")
    assert said.err.endswith("--help shows how to write it\n")
    assert said.err.count("\n") == 1


def test_a_seed_without_quotation_marks_is_told_how_it_is_written(
    failing: Callable[..., str],
) -> None:
    assert failing("draw", "lottery.json", "--seed", "dice", "6", "1", "--out", "out") == (
        "unrecognized arguments: 6 1 (a text with spaces stands in quotation marks); "
        "deliberation draw --help shows how to write it"
    )


def test_the_least_that_a_number_may_be_is_said(failing: Callable[..., str]) -> None:
    for word in ("0", "-3", "abc", "8.0"):
        assert f"{word!r} is not a whole number from 1" in failing(*LOTTERY, f"--size={word}")


def test_a_file_that_is_not_there_is_named(town: Path, failing: Callable[..., str]) -> None:
    assert failing("lottery", "persons.csv", *LOTTERY[2:]) == (
        "'persons.csv' is not there; check the path"
    )
    assert failing("draw", "lottery.json", "--seed", "1", "--out", "out") == (
        "'lottery.json' is not there; check the path"
    )


def test_a_folder_is_not_taken_for_a_file_nor_a_file_for_a_folder(
    town: Path, failing: Callable[..., str]
) -> None:
    (town / "folder").mkdir()
    assert "name the file in it" in failing("count", "folder", "--rule", "irv")
    assert "not a folder" in failing(*LOTTERY[:-1], "people.csv")
    assert "not a folder" in failing(*LOTTERY[:-1], "people.csv/out")


def test_a_file_that_may_not_be_read_is_named(
    town: Path, failing: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is planted, because an administrator may read everything."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(recruitment, "read_bytes", refuse)
    assert "'people.csv' may not be read or written" in failing(*LOTTERY)


def test_a_full_disk_is_said_and_leaves_no_half_file(
    town: Path, failing: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    assert failing(*LOTTERY) == (
        f"'{Path('out') / 'lottery.json'}' does not fit: the disk is full; free some space and run "
        "the command again"
    )
    assert not list((town / "out").iterdir())


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (MemoryError(), "there is not enough memory for this"),
        (OSError(5, "Input/output error"), "the output cannot be used: Input/output error"),
    ],
)
def test_nothing_shows_a_traceback(
    town: Path,
    failing: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    failure: BaseException,
    said: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(count_command, "read_for", fail)
    assert failing("count", "ballots.blt", "--rule", "irv").startswith(said)


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), CancelledError()])
def test_ctrl_c_ends_in_a_sentence_and_as_the_shell_has_it(
    town: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    failure: BaseException,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(count_command, "read_for", fail)
    assert main(["count", "ballots.blt", "--rule", "irv"]) == 130
    assert capsys.readouterr().err == (
        "deliberation: stopped before the end; run the command again when you are ready\n"
    )


def test_the_installed_command_is_the_same(town: Path) -> None:
    done = run("count", "ballots.blt", "--rule", "borda", "--seats", "1", capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Parks\nborda: 8 ballots")
    failed = run("count", "nothing.blt", "--rule", "irv", capture_output=True)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr == "deliberation: 'nothing.blt' is not there; check the path\n"


def test_an_output_that_nobody_reads_ends_in_a_sentence(town: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(
        "count", "ballots.blt", "--rule", "borda", "--seats", "1", stdout=writing,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr.startswith("deliberation: the output was closed before everything")
    assert len(done.stderr.splitlines()) == 1


def test_a_program_without_any_output_does_its_work(town: Path) -> None:
    """As where a scheduler or a window without a console starts it."""
    for stream in (1, 2):
        code = f"import os, sys; os.close({stream}); os.execv(sys.executable, sys.argv[1:])"
        command = [sys.executable, "-m", "deliberation.cli", *LOTTERY]
        done = subprocess.run(
            [sys.executable, "-c", code, *command], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        (town / "out" / "lottery.json").unlink()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, as Linux has it")
def test_an_output_on_a_full_disk_ends_in_a_sentence(town: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = run(
            "count", "ballots.blt", "--rule", "borda", "--seats", "1", stdout=full,
            stderr=subprocess.PIPE,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("deliberation: the output does not fit: the disk is full")
    assert len(done.stderr.splitlines()) == 1


def test_a_name_that_the_terminal_cannot_show_stops_nothing(town: Path) -> None:
    words = ["count", "ballots.blt", "--rule", "borda", "--seats", "1"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    assert run(*words, env=environment, capture_output=True).returncode == 0
    assert "\\u00c6" in run(*words, "--json", env=environment, capture_output=True).stdout


def test_a_count_loads_neither_the_draw_nor_spreadsheets() -> None:
    """What it does not need would take longer to load than most elections to count."""
    ballots = Path(__file__).parents[2] / "examples" / "data" / "proposals.blt"
    program = (
        "import sys; from deliberation.cli import main; "
        f"main(['count', {str(ballots)!r}, '--rule', 'scottish_stv']); print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {*run.stdout.splitlines()[-1].split()}
    assert "deliberation.voting.stv.scottish_stv" in loaded
    unneeded = {"deliberation.sortition", "deliberation.figures", "openpyxl", "scipy"}
    assert not loaded & unneeded
