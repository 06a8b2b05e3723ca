"""The peer's own virtual environment, apart from ours and made on demand.

sortition-algorithms is GPL-3: an outside comparator, never installed beside `deliberation`. Its two
extras bring the solvers that it is fastest with, CBC and Gurobi (whose free licence stops at 2,000
variables). Delete the folder `.peers` to get the newest release.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[1] / ".peers" / "sortition"
PYTHON: Final = FOLDER / "bin" / "python"
PACKAGES: Final = ("sortition-algorithms[gurobi,mip]",)
SHOWN: Final = ("sortition-algorithms", "highspy", "mip", "gurobipy")

_VERSIONS = """
import json, sys
from importlib.metadata import version
print(json.dumps({name: version(name) for name in sys.argv[1:]}))
"""


def peer_python() -> Path:
    """The interpreter of the peer's environment, which is made if it is not there.

    Raises:
        SystemExit: it cannot be made, as without a network.
    """
    ready = FOLDER / "ready"
    if not ready.exists():
        print(f"making {FOLDER} for the peer (a few minutes, once)", file=sys.stderr)
        quiet = ["--quiet", "--disable-pip-version-check"]
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(FOLDER)],
            [str(PYTHON), "-m", "pip", "install", *quiet, *PACKAGES],
        ):
            if subprocess.run(command, check=False).returncode:
                raise SystemExit(
                    "the peer's environment could not be made; mend what pip says above, or run "
                    "the benchmark with --ours-only"
                )
        ready.touch()
    return PYTHON


def peer_versions() -> str:
    """What stands in the peer's environment, in one line."""
    said = subprocess.run(
        [peer_python(), "-P", "-c", _VERSIONS, *SHOWN], check=True, capture_output=True, text=True
    )
    return ", ".join(f"{name} {version}" for name, version in json.loads(said.stdout).items())
