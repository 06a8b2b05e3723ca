"""A peer's own virtual environment, apart from ours and made on demand.

Peers are outside comparators, several of them under the GPL: never installed beside `deliberation`.
Each has a folder of its own in `.peers`; delete it to get the newest release.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parents[1] / ".peers"

_VERSIONS = """
import json, sys
from importlib.metadata import version
print(json.dumps({name: version(name) for name in sys.argv[1:]}))
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """Where a peer lives.

    Args:
        folder: the name of its folder.
        packages: what is installed there, as pip is told.
        shown: the packages whose versions matter.
    """

    folder: str
    packages: tuple[str, ...]
    shown: tuple[str, ...]

    def python(self) -> Path:
        """The interpreter of the peer's environment, which is made if it is not there.

        Raises:
            SystemExit: it cannot be made, as without a network.
        """
        folder = FOLDER / self.folder
        python, ready = folder / "bin" / "python", folder / "ready"
        if not ready.exists():
            print(f"making {folder} for the peer (a few minutes, once)", file=sys.stderr)
            quiet = ["--quiet", "--disable-pip-version-check"]
            for command in (
                [sys.executable, "-m", "venv", "--clear", str(folder)],
                [str(python), "-m", "pip", "install", *quiet, *self.packages],
            ):
                if subprocess.run(command, check=False).returncode:
                    raise SystemExit(
                        f"the environment of {self.folder} could not be made; mend what pip says "
                        "above, or run the benchmark with --ours-only"
                    )
            ready.touch()
        return python

    def versions(self) -> str:
        """What stands in the peer's environment, in one line."""
        return _versions(self.python(), self.shown)


SORTITION: Final = Peer(
    "sortition",
    ("sortition-algorithms[gurobi,mip]",),
    ("sortition-algorithms", "highspy", "mip", "gurobipy"),
)
"""With the solvers that it is fastest with, CBC and Gurobi (whose free licence stops at 2,000
variables)."""


@cache
def _versions(python: Path, shown: tuple[str, ...]) -> str:
    said = subprocess.run(
        [python, "-P", "-c", _VERSIONS, *shown], check=True, capture_output=True, text=True
    )
    return ", ".join(f"{name} {version}" for name, version in json.loads(said.stdout).items())
