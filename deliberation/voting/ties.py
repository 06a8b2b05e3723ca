"""Ways to settle a tie. The default refuses: a tie is never guessed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.randomness import Lots


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that was settled: who was *tied*, for what *decision*, who was *chosen*, and how.

    Args:
        how: the ``spec`` of the tie-break, or ``earlier rounds`` where the rule itself looks there.
    """

    tied: tuple[str, ...]
    decision: str
    chosen: str
    how: str


@dataclass(frozen=True, slots=True)
class TieBreak:
    """A way to settle ties: ``break_tie(tied, decision)`` is the candidate chosen.

    Args:
        spec: how to say it on the command line and in the record: ``refuse``, ``order:A,B,C`` or
            ``lot:SEED``.
        order: the published order, where there is one; names in *spec* may hold commas.
    """

    spec: str
    choose: Callable[[tuple[str, ...], str], str] = field(compare=False, repr=False)
    order: tuple[str, ...] = ()

    def __call__(self, tied: Sequence[str], decision: str) -> str:
        return self.choose(tuple(sorted(tied)), decision)

    def settle(self, tied: Sequence[str], decision: str) -> Tie:
        """The tie with its outcome, ready for the record."""
        return Tie(tuple(sorted(tied)), decision, self(tied, decision), self.spec)


def _refuse(tied: tuple[str, ...], decision: str) -> str:
    raise UnresolvedTieError(tied, decision)


refuse = TieBreak("refuse", _refuse)
"""Do not guess: stop the count and say who is tied."""


def pick(tied: Sequence[str], decision: str, break_tie: TieBreak) -> tuple[str, tuple[Tie, ...]]:
    """The one of *tied* who is chosen, and the tie that this took: none where there is only one.

    >>> pick(["bus"], "elect in round 1", refuse)
    ('bus', ())

    Raises:
        UnresolvedTieError: by the default tie-break, where there are several.
    """
    if len(tied) == 1:
        return tied[0], ()
    tie = break_tie.settle(tied, decision)
    return tie.chosen, (tie,)


def by_order(order: Sequence[str]) -> TieBreak:
    """Whoever stands first in a published *order* is chosen.

    The candidate chosen is the one whom the decision names: the first of the order is the first to
    be elected, and the first to be eliminated.
    """
    places = {candidate: place for place, candidate in reversed(list(enumerate(order)))}

    def choose(tied: tuple[str, ...], decision: str) -> str:
        if missing := [candidate for candidate in tied if candidate not in places]:
            raise InvalidInputError(
                f"{candidate!r} is tied (to {decision}) but is not in the published order"
                for candidate in missing
            )
        return min(tied, key=places.__getitem__)

    return TieBreak("order:" + ",".join(order), choose, tuple(order))


def by_lot(seed: str) -> TieBreak:
    """Draw lots from a public *seed*: ``Lots(seed, "tie: " + decision)`` over the tied, sorted."""
    Lots(seed, "tie")  # refuses a seed that is not one, before any count begins

    def choose(tied: tuple[str, ...], decision: str) -> str:
        return tied[Lots(seed, f"tie: {decision}").below(len(tied))]

    return TieBreak(f"lot:{seed}", choose)


def parse_tie_break(spec: str) -> TieBreak:
    """The way of settling ties that *spec* names.

    >>> parse_tie_break("order:bus,tram")(["tram", "bus"], "fill seat 1")
    'bus'

    A name that holds a comma stands in quotation marks: ``order:"Bus, at night",Tram``.

    Raises:
        InvalidInputError: *spec* is none of ``refuse``, ``order:A,B,C`` and ``lot:SEED``.
    """
    kind, _, rest = spec.partition(":")
    if kind == "refuse" and not rest:
        return refuse
    if kind == "order" and (names := _names(rest)):
        return by_order(names)
    if kind == "lot" and rest:
        return by_lot(rest)
    raise InvalidInputError(
        [f"{spec!r} does not say how to break ties; write refuse, order:A,B,C or lot:SEED"]
    )


def _names(text: str) -> list[str]:
    """The names between commas; none where *text* is not one line of them."""
    try:
        (names,) = csv.reader([text], skipinitialspace=True)
    except (csv.Error, ValueError):
        return []
    return [name.strip() for name in names]
