"""Approval elections with the winning committees of many rules, as abcvoting recorded them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from deliberation.voting import Approval, Profile

Committees = frozenset[frozenset[str]]


class Election(NamedTuple):
    """One election of the folder, and all winning committees of each rule."""

    name: str
    profile: Profile
    seats: int
    winners: dict[str, Committees]


def elections(folder: Path) -> Iterator[Election]:
    """The elections in the *folder* that name their winners."""
    for path in sorted(folder.glob("*.abc.yaml")):
        text = path.read_text(encoding="utf-8").replace("{", "[").replace("}", "]")
        head, *rules = re.split(r"^- rule_id: ", text, flags=re.MULTILINE)
        ballots = _field(head, "profile")
        standing = _field(head, "num_cand") or 1 + max(max(b, default=0) for b in ballots)
        names = "abcdefghijklmnopqrstuvwxyz"[:standing]
        profile = Profile.of(
            [Approval(names[c] for c in ballot) for ballot in ballots], candidates=names
        )
        winners: dict[str, Committees] = {}
        for rule in rules:  # what was asked to name one winner names the same ones again
            if result := _field(rule, "result"):
                found = frozenset(frozenset(names[c] for c in w) for w in result)
                assert winners.setdefault(rule.split()[0], found) == found
        yield Election(path.name, profile, _field(head, "committeesize"), winners)


def _field(text: str, key: str):
    """The lists or the number behind *key*, which may go over several lines."""
    found = re.search(rf"^ *{key}:(.*?)(?=^ *\w+:|\Z)", text, re.MULTILINE | re.DOTALL)
    return json.loads(found[1]) if found and found[1].strip() else None
