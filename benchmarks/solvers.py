"""Who draws by lot in the benchmark of sortition: ours and the peer's, by name."""

from __future__ import annotations

from typing import Final

from benchmarks.measure import Solver
from benchmarks.peer_environment import SORTITION

CODE: Final = ("solver.py", "sortition/**/*.py", "verify/*.py")

SOLVERS: Final = {
    solver.name: solver
    for solver in (
        Solver("our leximin", "ours.py", "leximin", code=CODE),
        Solver("our maximin", "ours.py", "maximin", code=CODE),
        Solver("peer maximin, HiGHS", "peer.py", "maximin", "highspy", SORTITION),
        Solver("peer maximin, CBC", "peer.py", "maximin", "mip-cbc", SORTITION),
        Solver("peer leximin, CBC", "peer.py", "leximin", "mip-cbc", SORTITION),
    )
}
