"""Whom we elect beside whom two peers and more elect, on thousands of random votes.

    python benchmarks/twins.py
    python benchmarks/twins.py --votes 200 --only stv --only schulze
    python benchmarks/twins.py --votes 25 --record

Each peer answers in an environment of its own. Ours are all outcomes that ties can lead to, so that
nobody's way to settle a tie matters. Every difference is printed unless its reason is known. What
``--record`` keeps is compared again in the test suite, without any peer.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks.markdown import markdown
from benchmarks.page import between
from benchmarks.twinned.comparison import BOUNDED, DIFFERS, FAILED, KNOWN, OPEN, SAME, verdict
from benchmarks.twinned.ours import RULED, Found, found
from benchmarks.twinned.votes import FAMILIES, Vote, votes
from benchmarks.votes.environments import PEERS

ROOT: Final = Path(__file__).resolve().parents[1]
PROGRAMS: Final = ROOT / "benchmarks" / "twinned" / "peers"
RECORD: Final = ROOT / "tests" / "golden" / "twins.json"
PAGE: Final = ROOT / "docs" / "explanation" / "twins.md"

Told = Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]]
"""What each peer made of the votes of a family, by peer and rule."""


def main(argv: Sequence[str] | None = None) -> int:
    """Ask everybody, and print what is the same and what is not."""
    asked = _arguments().parse_args(argv)
    rules = asked.only or [*RULED]
    rows: list[Sequence[str]] = []
    kept: dict[str, Any] = {"votes": {}, "told": {}, "versions": {}}
    for family in FAMILIES:
        if not (mine := [rule for rule in rules if RULED[rule].family == family]):
            continue
        given = votes(family, asked.votes, seed=asked.seed)
        told = answers(mine, given, seconds=asked.timeout)
        kept["votes"][family] = given
        for peer, by_rule in told.items():
            kept["told"].setdefault(peer, {}).update(by_rule)
            kept["versions"][peer] = PEERS[peer].versions()
        rows += _rows(mine, given, told)
    printed = "\n".join(markdown(HEAD, rows))
    print(printed)
    if asked.record:
        RECORD.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")
    if asked.page:
        measured = f"{asked.votes} votes of each family, seed {asked.seed}"
        versions = ", ".join(kept["versions"].values())
        between(PAGE, "twins", f"{printed}\n\nAsked: {versions}; {measured}.")
    return int(any(row[6] != "0" for row in rows))


COUNTED: Final = (SAME, OPEN, FAILED, KNOWN, DIFFERS, BOUNDED)
HEAD: Final = (("rule", ""), ("peer", ""), *((word, ">") for word in COUNTED))


def answers(rules: Sequence[str], given: Sequence[Vote], *, seconds: int) -> Told:
    """What every peer that has some of the *rules* makes of the votes.

    Raises:
        subprocess.SubprocessError: a program ended badly, or took more *seconds*.
    """
    told = {}
    for peer in dict.fromkeys(peer for rule in rules for peer in RULED[rule].peers):
        job = {"votes": given, "rules": [rule for rule in rules if peer in RULED[rule].peers]}
        with tempfile.TemporaryDirectory() as empty:
            process = subprocess.run(
                [PEERS[peer].python(), PROGRAMS / f"run_{peer}.py"],
                input=json.dumps(job),
                capture_output=True,
                text=True,
                check=True,
                timeout=seconds,
                cwd=empty,
            )
        told[peer] = json.loads(process.stdout.splitlines()[-1])
    return told


def _rows(rules: Sequence[str], given: Sequence[Vote], told: Told) -> Iterator[Sequence[str]]:
    """A line of the table for each rule and peer; what differs is printed as it is found."""
    for rule in rules:
        ours = [found(RULED[rule], vote) for vote in given]
        for peer in RULED[rule].peers:
            words = Counter(_verdicts(peer, rule, given, ours, told[peer][rule]))
            yield rule, peer, *(str(words[word]) for word in COUNTED)


def _verdicts(
    peer: str,
    rule: str,
    given: Sequence[Vote],
    ours: Sequence[Found],
    told: Sequence[Mapping[str, Any]],
) -> Iterator[str]:
    for vote, mine, theirs in zip(given, ours, told, strict=True):
        word = verdict(peer, rule, vote, mine, theirs)
        if word == DIFFERS:
            print(peer, rule, json.dumps(vote), sorted(mine.outcomes), theirs, file=sys.stderr)
        yield word


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--votes", type=int, default=2000, help="random votes of each family")
    parser.add_argument("--seed", type=int, default=1, help="of the random votes")
    parser.add_argument("--only", action="append", choices=RULED, help="this rule alone")
    parser.add_argument("--timeout", type=int, default=3600, help="seconds for each peer's program")
    parser.add_argument("--record", action="store_true", help=f"keep it all in {RECORD.name}")
    parser.add_argument("--page", action="store_true", help=f"write {PAGE.name} anew")
    return parser


if __name__ == "__main__":
    sys.exit(main())
