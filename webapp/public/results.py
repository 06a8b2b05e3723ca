"""A published vote in words: who won, how it was counted, which ties there were.

Everything comes from the document that is published, so the page shows no more than the bundle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from deliberation.figures.words import listed, number
from deliberation.voting.encode import result_from_json
from deliberation.voting.tally import Count, Round, Tally
from deliberation.voting.ties import Tie
from webapp.public.pictures import Picture, pictures_of
from webapp.words import apart, figure_words

OUTCOME = "outcome"  # the kind of evidence that shows nothing but who was chosen
_DECISION = re.compile(
    r"(fill seat|eliminate in round|transfer first in round|elect in round) (\d+)"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A vote that was counted.

    Args:
        rounds: for each round its sentences; none where the rule has no rounds.
        ties: a sentence for each tie.
        shown: whether more than the outcome is published.
    """

    elected: tuple[str, ...]
    cast: int
    shown: bool
    rounds: tuple[tuple[str, ...], ...] = ()
    ties: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


def counted(document: Mapping[str, Any]) -> Counted:
    """What a published *document* ``votes/ID.json`` says, in the visitor's language."""
    words = figure_words()
    result = document["result"]
    elected = tuple(result["elected"])
    if document["evidence"]["kind"] == OUTCOME:
        told = (Tie(tuple(t["tied"]), t["decision"], t["chosen"], t["how"]) for t in result["ties"])
        ties = tuple(_tie(tie, words) for tie in told)
        return Counted(elected, document["cast"], shown=False, ties=ties)
    full = result_from_json(result, candidates=tuple(document["candidates"]))
    return Counted(
        elected,
        document["cast"],
        shown=True,
        rounds=_rounds(full, words),
        ties=tuple(_tie(tie, words) for tie in full.ties),
        pictures=pictures_of(full, words),
    )


def _rounds(result: Count | Tally, words: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Each round in a few sentences."""
    if isinstance(result, Tally):
        return ()
    return tuple(tuple(_round(step, result, words)) for step in result.rounds)


def _round(step: Round, count: Count, words: Mapping[str, str]) -> Iterator[str]:
    """What one round decided, and what moved at its end."""

    def votes(x: Fraction) -> str:
        return number(words, x, 5)

    for name in step.elected:
        total = step.totals[name]
        if count.quota is not None and total >= count.quota:
            yield _("%(name)s has %(total)s votes, reaches the quota of %(quota)s and is chosen.",
                    name=apart(name), total=votes(total), quota=votes(count.quota))  # fmt: skip
        else:
            yield _(
                "%(name)s is chosen with %(total)s votes.", name=apart(name), total=votes(total)
            )
    for name in step.eliminated:
        yield _("%(name)s has the fewest votes (%(total)s) and drops out.",
                name=apart(name), total=votes(step.totals[name]))  # fmt: skip
    for source, moved in groupby(step.transfers, key=lambda transfer: transfer.source):
        to = tuple(
            _("%(value)s to %(name)s", value=votes(t.value), name=apart(t.target))
            if t.target is not None
            else _(
                "%(value)s to nobody, because those ballots name nobody further",
                value=votes(t.value),
            )
            for t in moved
        )
        yield _(
            "Votes of %(name)s that move on: %(moves)s.",
            name=apart(source),
            moves=listed(words, to),
        )
    if not (step.elected or step.eliminated or step.transfers):
        yield _("Nothing is decided in this round.")


def _tie(tie: Tie, words: Mapping[str, str]) -> str:
    """One tie: between whom, over what, and how it was broken."""
    return _("%(tied)s were equal. It had to be decided %(decision)s. Chosen: %(chosen)s, %(how)s.",
             tied=listed(words, tuple(map(apart, tie.tied))),
             decision=_decision(tie.decision), chosen=apart(tie.chosen),
             how=_how(tie.how))  # fmt: skip


def _decision(decision: str) -> str:
    """What had to be decided, in the visitor's language."""
    found = _DECISION.fullmatch(decision)
    match found.groups() if found else None:
        case ("fill seat", n):
            return _("who gets seat %(n)s", n=n)
        case ("eliminate in round", n):
            return _("who drops out in round %(n)s", n=n)
        case ("transfer first in round", n):
            return _("whose votes move on first in round %(n)s", n=n)
        case ("elect in round", n):
            return _("who is named first in round %(n)s", n=n)
    return decision


def _how(how: str) -> str:
    """How a tie was broken, in the visitor's language."""
    kind, _colon, rest = how.partition(":")
    match kind:
        case "lot":
            return _("by lot from the public seed “%(seed)s”", seed=apart(rest))
        case "order":
            return _("by the order that was published before")
        case "earlier rounds":
            return _("by the totals of earlier rounds")
    return how
