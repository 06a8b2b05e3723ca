"""A published vote in words: who won, how it was counted, which ties there were.

Everything comes from the document that is published, so the page shows no more than the bundle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from deliberation.figures.words import listed, number
from deliberation.record.evidence import follows
from deliberation.record.supported import Supported, supported
from deliberation.voting.encode import result_from_json
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import Tie
from deliberation.wordings import Reading
from webapp.public.pictures import Picture, pictures_of
from webapp.words import apart, figure_words

OUTCOME = "outcome"  # the kind of evidence that shows nothing but who was chosen
SHORT = 40  # letters of a name that stands in a sentence as it is
_DECISION = re.compile(
    r"(fill seat|eliminate in round|transfer first in round|elect in round|choose project|"
    r"advance for seat) (\d+)(?:, [12] of 2)?"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A vote that was counted.

    Args:
        rounds: for each round its sentences; none where the rule has no rounds.
        ties: a sentence for each tie.
        shown: whether more than the outcome is published.
        lot: the seed that settled a tie of which nothing more is published.
        withheld: whether whole ballots, from which the outcome follows, are not.
        unsaid: whether it is not said how credits were spent.
        near: what is not carried, and would be with a few supporters more.
    """

    elected: tuple[str, ...]
    cast: int
    shown: bool
    rounds: tuple[tuple[str, ...], ...] = ()
    ties: tuple[str, ...] = ()
    lot: str | None = None
    withheld: bool = False
    unsaid: bool = False
    pictures: tuple[Picture, ...] = ()
    near: tuple[Supported, ...] = ()


def counted(document: Mapping[str, Any], asked: Reading) -> Counted:
    """What a published *document* ``votes/ID.json`` says, in the visitor's language.

    Args:
        asked: the vote as the visitor reads it; sentences call a proposal as it is called there.
    """
    words, called = figure_words(), partial(_named, asked)
    result = document["result"]
    elected = tuple(result["elected"])
    told = (Tie(tuple(t["tied"]), t["decision"], t["chosen"], t["how"]) for t in result["ties"])
    kind = document["evidence"]["kind"]
    silent = kind == OUTCOME and not result["ties"]
    return Counted(
        elected,
        document["cast"],
        shown=kind != OUTCOME,
        rounds=_rounds(document, words, called),
        ties=tuple(_tie(tie, words, called) for tie in told),
        lot=document["break_tie"].get("seed") if silent else None,
        withheld=kind != OUTCOME and not follows(document["evidence"], document["rule"]),
        unsaid=document["kind"] == "credits" and kind == "sums",
        pictures=pictures_of(document, words),
        near=tuple(sorted((one for one in supported(document) if one.near), key=_missing)),
    )


def _missing(one: Supported) -> int:
    """How many supporters it lacks."""
    return one.needed - one.supporters


def _named(asked: Reading, exact: str) -> str:
    """A name for a sentence: one that is long, as if it were a sentence itself, in quotes."""
    name = asked.option(exact).text
    return apart(name) if len(name) <= SHORT else _("“%(name)s”", name=apart(name))


def _rounds(
    document: Mapping[str, Any], words: Mapping[str, str], called: Callable[[str], str]
) -> tuple[tuple[str, ...], ...]:
    """Each round in a few sentences."""
    result = document["result"]
    if "rounds" not in result:
        return ()
    count = result_from_json(result, candidates=tuple(document["candidates"]))
    assert isinstance(count, Count), "only counts have rounds"
    return tuple(tuple(_round(step, count, words, called)) for step in count.rounds)


def _round(
    step: Round, count: Count, words: Mapping[str, str], called: Callable[[str], str]
) -> Iterator[str]:
    """What one round decided, and what moved at its end."""
    votes = partial(number, words, places=5)
    for name in step.elected:
        total = step.totals[name]
        if count.quota is not None and total >= count.quota:
            yield _("%(name)s has %(total)s votes, reaches the quota of %(quota)s and is chosen.",
                    name=called(name), total=votes(total), quota=votes(count.quota))  # fmt: skip
        else:
            yield _(
                "%(name)s is chosen with %(total)s votes.", name=called(name), total=votes(total)
            )
    yield from _dropping_out(step, words, called)
    for source, moved in groupby(step.transfers, key=lambda transfer: transfer.source):
        to = tuple(
            _("%(value)s to %(name)s", value=votes(t.value), name=called(t.target))
            if t.target is not None
            else _(
                "%(value)s to nobody, because those ballots name nobody further",
                value=votes(t.value),
            )
            for t in moved
        )
        yield _(
            "Votes of %(name)s that move on: %(moves)s.",
            name=called(source),
            moves=listed(words, to),
        )
    if not (step.elected or step.eliminated or step.transfers):
        yield _("Nothing is decided in this round.")


def _dropping_out(
    step: Round, words: Mapping[str, str], called: Callable[[str], str]
) -> Iterator[str]:
    """Who drops out: the last, several who are last together, or all who cannot catch up."""
    held = [step.totals[name] for name in step.eliminated]
    names = tuple(map(called, step.eliminated))
    if len({*held}) > 1:
        told = tuple(
            _("%(name)s (%(total)s)", name=name, total=number(words, total, 5))
            for name, total in zip(names, held, strict=True)
        )
        yield _("%(names)s cannot be chosen any more and drop out together.",
                names=listed(words, told))  # fmt: skip
    elif len(names) > 1:
        yield _("%(names)s have the fewest votes (%(total)s each) and drop out.",
                names=listed(words, names), total=number(words, held[0], 5))  # fmt: skip
    elif names:
        yield _("%(name)s has the fewest votes (%(total)s) and drops out.",
                name=names[0], total=number(words, held[0], 5))  # fmt: skip


def _tie(tie: Tie, words: Mapping[str, str], called: Callable[[str], str]) -> str:
    """One tie: between whom, over what, and how it was broken."""
    return _("%(tied)s were equal. It had to be decided %(decision)s. Chosen: %(chosen)s, %(how)s.",
             tied=listed(words, tuple(map(called, tie.tied))),
             decision=decision_told(tie.decision), chosen=called(tie.chosen),
             how=_how(tie.how))  # fmt: skip


def decision_told(decision: str) -> str:
    """What had to be decided, in the visitor's language."""
    found = _DECISION.fullmatch(decision)
    match found.groups() if found else None:
        case ("fill seat", n):
            return _("who gets seat %(n)s", n=n)
        case ("choose project", n):
            return _("which project is chosen as number %(n)s", n=n)
        case ("advance for seat", n):
            return _("who comes into the runoff for seat %(n)s", n=n)
        case ("eliminate in round", n):
            return _("who drops out in round %(n)s", n=n)
        case ("transfer first in round", n):
            return _("whose votes move on first in round %(n)s", n=n)
        case ("elect in round", n):
            return _("who is chosen first in round %(n)s", n=n)
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
        case "preferences":
            return _("because more ballots put it higher")
        case "points":
            return _("because it has more points")
        case "highest scores":
            return _("because more ballots give it the most points")
    return how
