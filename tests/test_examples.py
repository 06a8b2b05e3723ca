"""The examples run as they stand, and say what they promise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAYS = {
    "facilitator.py": ("Publish this: ", "Ticket ", "In reserve, in this order: "),
    "participant_vote.py": ("Round 1: ", "mine: ", "Chosen:"),
    "researcher.py": ("1 dimensions: ", "schulze 100%"),
}


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "examples").glob("*.py")))
def test_an_example_runs_and_says_what_it_promises(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "examples" / name)],
        input="dice 6 1 4 4 2 5\n",
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    for words in SAYS[name]:
        assert words in done.stdout


@pytest.mark.parametrize("name", sorted(SAYS))
def test_an_example_is_short(name: str) -> None:
    lines = (ROOT / "examples" / name).read_text("utf-8").splitlines()
    code = [line for line in lines if line and not line.startswith(("import", "from", '"""'))]
    assert len(code) <= 12
