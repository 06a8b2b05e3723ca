"""Writes down, once, which quotas of the made-up instances had to give way.

    python benchmarks/widen.py

Several ways of widening quotas are equally small, and which one an integer programme returns
depends on the version of its solver; ``widened.json`` keeps the instances the same. Names that
stand there stay as they are; only new ones are worked out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks import latent
from benchmarks.growth import all_instances
from benchmarks.made_up import made_up
from benchmarks.suites import SUITES


def main() -> None:
    """Add to ``widened.json`` what the suites and the picture of growth need."""
    known = json.loads(latent.WIDENED.read_text()) if latent.WIDENED.exists() else {}
    for name in (*SUITES["all"], *all_instances(seeds=3)):
        stem = name.partition("_first")[0].removesuffix("_households")
        found = None if stem in known else made_up(stem)
        if found is None:
            continue
        wider = latent.widening(found.made.people, found.bounds(), found.seats)
        known[stem] = [[*key, *ends] for key, ends in sorted(wider.items())]
    written = (f"{json.dumps(name)}: {_packed(wider)}" for name, wider in sorted(known.items()))
    latent.WIDENED.write_text("{\n" + ",\n".join(written) + "\n}\n", encoding="utf-8")


def _packed(wider: list[list[int]]) -> str:
    return json.dumps(wider, separators=(",", ":"))


if __name__ == "__main__":
    main()
