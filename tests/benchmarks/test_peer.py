"""The peer stays outside: its licence is not ours."""

import ast
from pathlib import Path

import pytest

from benchmarks.votes.environments import PEERS

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "benchmarks").rglob("*.py"))
LIBRARIES = {peer.packages[0].replace("-", "_") for peer in PEERS.values()}
"""What counts votes in environments of its own."""


def imported(path: Path) -> set[str]:
    """The first word of everything that a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_one_program_imports_the_peer_and_nothing_of_ours(path: Path) -> None:
    names = imported(path)
    if path.name == "peer.py":
        assert "sortition_algorithms" in names
        assert not names & {"benchmarks", "deliberation", "webapp"}
    else:
        assert not names & {"sortition_algorithms", "mip", "gurobipy"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_program_that_counts_imports_its_own_peer_and_nothing_of_ours(path: Path) -> None:
    names = imported(path)
    peer = path.stem.removeprefix("run_")
    if path.parent.name == "peers":
        assert not names & {"benchmarks", "deliberation", "webapp"}
        assert names & LIBRARIES == ({peer} & LIBRARIES)
    else:
        assert not names & LIBRARIES


def test_nothing_that_is_installed_knows_the_benchmark() -> None:
    for package in ("deliberation", "webapp"):
        for path in (ROOT / package).rglob("*.py"):
            assert "benchmarks" not in imported(path), path
