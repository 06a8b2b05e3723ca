"""What a count with ties can still come to, told and as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from deliberation.cli.columns import columns, listed
from deliberation.errors import InvalidInputError
from deliberation.io.elections.election import Election
from deliberation.voting import Outcomes, TieBreak, by_earlier_rounds
from deliberation.voting.plain import to_plain

LIMIT = 1000
"""So many counts are made at most where nobody says another number."""

Within = Callable[[TieBreak], TieBreak]


def parse_every_way(spec: str) -> tuple[int, Within] | None:
    """How many ways are tried and what is asked before; nothing where *spec* says something else.

    >>> parse_every_way("lot:dice 6") is None
    True

    Raises:
        InvalidInputError: the number of ways is none.
    """
    first, _, rest = spec.partition(":")
    if first == "earlier" and (found := parse_every_way(rest)):
        return found[0], lambda then: by_earlier_rounds(then, look="back")
    if first == "earliest" and (found := parse_every_way(rest)):
        return found[0], lambda then: by_earlier_rounds(then, look="forth")
    if first != "all":
        return None
    if rest and not (rest.isascii() and rest.isdigit() and int(rest[:9]) > 0 and len(rest) < 9):
        raise InvalidInputError([f"{rest!r} does not say how many ways are tried; write all:500"])
    return int(rest or LIMIT), lambda every_way: every_way


def outcomes_told(rule: str, outcomes: Outcomes, election: Election) -> str:
    """Every outcome, the chance of it by fair lots, and one way that leads there."""
    return "\n".join(_lines(rule, outcomes, election))


def outcomes_as_json(rule: str, outcomes: Outcomes) -> dict[str, Any]:
    """The same as plain data."""
    plain: dict[str, Any] = to_plain(outcomes)
    return {"rule": rule, **plain}


def _lines(rule: str, outcomes: Outcomes, election: Election) -> Iterator[str]:
    profile = election.profile
    if election.title:
        yield election.title
    count = len(outcomes.outcomes)
    yield (
        f"{rule}: {profile.size} ballots ({profile.blank} blank), "
        f"{len(profile.candidates)} candidates, {count} outcome{'s' * (count > 1)}"
    )
    yield ""
    rows = [[listed(o.elected), str(o.chance), str(o.ways)] for o in outcomes.outcomes]
    least = "" if outcomes.complete else "at least "
    yield columns(["elected", f"{least}chance by lot", "ways"], rows)
    for outcome in outcomes.outcomes:
        for tie in outcome.ties:
            yield (
                f"{listed(outcome.elected)}: if {listed([tie.chosen])} of {listed(tie.tied)} "
                f"is chosen (to {tie.decision})"
            )
    yield ""
    if not outcomes.complete:
        yield "not every way to settle the ties was tried; there may be more outcomes"
    if outcomes.certain:
        yield f"elected in every outcome: {listed(outcomes.certain)}"
    if uncertain := [name for name in outcomes.possible if name not in outcomes.certain]:
        yield f"depends on ties: {listed(uncertain)}"
