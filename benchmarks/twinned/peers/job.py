"""What every program here does: votes in, and what the peer makes of each out.

It is read by the interpreters of all peers and imports nothing but the standard library.
"""

import json
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Vote = Mapping[str, Any]

Told = Mapping[str, Any]
"""``{"all": ...}``, every outcome that there can be; ``{"one": ...}``, the one that the peer took;
``{"tie": true}``, where it leaves a tie open; or ``{"failed": ...}``, the error that it raised."""


def every(outcomes: Iterable[Iterable[str]]) -> Told:
    """All outcomes."""
    return {"all": sorted({tuple(sorted(elected)) for elected in outcomes})}


def one(elected: Iterable[str]) -> Told:
    """The outcome that was taken."""
    return {"one": sorted(elected)}


TIE = {"tie": True}


def answer(
    load: Callable[[Vote], Any],
    rules: Mapping[str, Callable[[Any, Vote], Told]],
    *,
    fails: tuple[type[Exception], ...] = (),
) -> None:
    """Do the job on the standard input.

    Args:
        load: makes of a vote what the *rules* count.
        fails: by which errors the peer says that it has no answer.
    """
    warnings.simplefilter("ignore")
    job = json.load(sys.stdin)

    def told(rule: Callable[[Any, Vote], Told], vote: Vote) -> Told:
        try:
            return rule(load(vote), vote)
        except fails as error:
            return {"failed": type(error).__name__}

    answers = {name: [told(rules[name], vote) for vote in job["votes"]] for name in job["rules"]}
    print("\n" + json.dumps(answers), flush=True)
