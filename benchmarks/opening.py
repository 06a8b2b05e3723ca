"""A town's vote: a hundred thousand sealed ballots closed, opened, counted, published and verified.

    python benchmarks/opening.py
    python benchmarks/opening.py --ballots 10000

Ballots are cast beforehand, off the clock, through the store. From then on everything is what the
pages call: the close, which shows the board; the opening with the shares, which checks every ballot
against the board and counts; the bundle; and the checker, as a program of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks.casts.hall import CANDIDATES, FACILITATOR, NOW, VOTE, Hall, fill
from benchmarks.markdown import markdown
from benchmarks.page import between, machine
from deliberation.procedures import decide, publish, sealed
from deliberation.procedures.cards import slot_of
from deliberation.store import Begin, open_store
from deliberation.urn import seal
from deliberation.voting import Ranking

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "explanation" / "speed-of-casting.md"
T = TypeVar("T")


def main(argv: Sequence[str] | None = None) -> None:
    """Hold the vote, and print the table."""
    asked = _arguments().parse_args(argv)
    where = machine()
    with TemporaryDirectory() as folder:
        hall = fill(f"sqlite:///{folder}/town.db", voters=asked.ballots)
        with open_store(hall.url) as begin:
            _cast(begin, hall)
            rows = _hold(begin, hall, Path(folder) / "bundle.zip")
    printed = "\n".join(markdown([("step", ""), ("seconds", ">"), ("what it does", "")], rows))
    printed += f"\n\n{asked.ballots:,} ballots, measured on {where}."
    print(printed)
    if asked.page:
        between(PAGE, "opening", printed)


def _cast(begin: Begin, hall: Hall) -> None:
    """Everybody's ballot, sealed, in one transaction."""
    chance = Random(1)
    with begin() as store:
        box = store.urn(VOTE)
        assert box is not None
        for token in hall.tokens:
            slot = slot_of(token, vote_id=VOTE)
            order = Ranking(tuple(chance.sample(CANDIDATES, chance.randint(1, len(CANDIDATES)))))
            store.cast_sealed(VOTE, slot, seal(order, box, slot=slot), request=b"")


def _hold(begin: Begin, hall: Hall, bundle: Path) -> list[list[str]]:
    """A line for each step, with the seconds that it took."""
    rows = []

    def step(name: str, what: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        done = work()
        rows.append([name, f"{time.perf_counter() - start:.1f}", what])
        print(rows[-1], file=sys.stderr)
        return done

    def close() -> None:
        with begin() as store:
            decide.close_vote(store, VOTE, by=FACILITATOR, now=NOW)

    def unseal() -> int:
        with begin() as store:
            return sealed.unseal_vote(store, VOTE, hall.shares, by=FACILITATOR, now=NOW).counted

    def publish_it() -> None:
        with begin.reading() as store:
            bundle.write_bytes(publish.assembly_bundle(store, "a1"))

    def verify() -> None:
        checker = [sys.executable, "-m", "deliberation.verify", str(bundle)]
        subprocess.run(checker, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)

    step("close", "the board: every leaf hashed and sorted, the root of the tree", close)
    counted = step("open", "every ballot compared with the board, opened, checked, counted", unseal)
    assert counted == len(hall.tokens), json.dumps(counted)
    step("publish", "the bundle", publish_it)
    step("verify", "the checker, from the start of its process to its answer", verify)
    return rows


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--ballots", type=int, default=100_000, help="how many")
    parser.add_argument("--page", action="store_true", help=f"write {PAGE.name} anew")
    return parser


if __name__ == "__main__":
    main()
