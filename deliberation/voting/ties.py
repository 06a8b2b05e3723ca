"""Ways to settle a tie. The default refuses: a tie is never guessed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.randomness import Lots

End = Callable[[Iterable[Fraction]], Fraction]
"""``max`` or ``min``: which end of the totals a decision is about."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that was settled: who was *tied*, for what *decision*, who was *chosen*, and how.

    Args:
        how: the ``spec`` of the tie-break, or ``earlier rounds`` where these parted the tied.
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
            ``lot:SEED``, or one of them after ``earlier:`` or ``earliest:``.
        order: the published order, where there is one; names in *spec* may hold commas.
        looks: ``"back"`` where the rounds before are asked first, from the latest on; ``"forth"``
            where they are asked from the first on; nothing where they are not asked.
    """

    spec: str
    choose: Callable[[tuple[str, ...], str], str] = field(compare=False, repr=False)
    order: tuple[str, ...] = ()
    looks: Literal["", "back", "forth"] = ""

    def __call__(self, tied: Sequence[str], decision: str) -> str:
        return self.choose(tuple(sorted(tied)), decision)

    def settle(
        self,
        tied: Sequence[str],
        decision: str,
        *,
        earlier: Sequence[Mapping[str, Fraction]] | None = None,
        end: End = max,
    ) -> Tie:
        """The tie with its outcome, ready for the record; see ``pick``."""
        left = tuple(sorted(tied))
        if self.looks:
            if earlier is None:
                raise InvalidInputError(
                    [f"there are no earlier rounds to {decision}; settle ties in another way"]
                )
            rounds = reversed(earlier) if self.looks == "back" else earlier
            left = parted(left, rounds, end)
            if len(left) == 1:
                return Tie(tuple(sorted(tied)), decision, left[0], "earlier rounds")
        return Tie(left, decision, self(left, decision), self.spec)


def _refuse(tied: tuple[str, ...], decision: str) -> str:
    raise UnresolvedTieError(tied, decision)


refuse = TieBreak("refuse", _refuse)
"""Do not guess: stop the count and say who is tied."""


def pick(
    tied: Sequence[str],
    decision: str,
    break_tie: TieBreak,
    *,
    earlier: Sequence[Mapping[str, Fraction]] | None = None,
    end: End = max,
) -> tuple[str, tuple[Tie, ...]]:
    """The one of *tied* who is chosen, and the tie that this took: none where there is only one.

    >>> pick(["bus"], "elect in round 1", refuse)
    ('bus', ())

    Args:
        earlier: the totals with which each earlier round began, the first round first, for a
            tie-break that looks there; nothing where the rule has no rounds.
        end: ``min`` where the decision names those who had least, as an elimination does.

    Raises:
        UnresolvedTieError: by the default tie-break, where there are several.
        InvalidInputError: the tie-break looks at earlier rounds, and the rule has none.
    """
    if len(tied) == 1:
        return tied[0], ()
    tie = break_tie.settle(tied, decision, earlier=earlier, end=end)
    return tie.chosen, (tie,)


def parted(
    tied: Sequence[str], rounds: Iterable[Mapping[str, Fraction]], end: End
) -> tuple[str, ...]:
    """Those of *tied* who are left when one round after the other keeps those at its *end*.

    Where a round parts three into one and two, the rounds after it are asked about the two.

    >>> parted(["a", "b"], [{"a": Fraction(3), "b": Fraction(2)}], min)
    ('b',)
    """
    left = tuple(tied)
    for totals in rounds:
        level = end(totals[candidate] for candidate in left)
        left = tuple(candidate for candidate in left if totals[candidate] == level)
    return left


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


def by_earlier_rounds(
    then: TieBreak = refuse, *, look: Literal["back", "forth"] = "back"
) -> TieBreak:
    """Whoever was ahead in an earlier round is ahead: the latest round that parts the tied decides.

    Args:
        then: what is asked about those who were equal in every round.
        look: ``"forth"`` asks the first round first.

    Raises:
        InvalidInputError: *then* looks at earlier rounds itself.
    """
    if then.looks:
        raise InvalidInputError(["earlier rounds are looked at once; name another way after them"])
    return TieBreak(f"{_LOOKS[look]}:{then.spec}", then.choose, then.order, look)


_LOOKS: Mapping[Literal["back", "forth"], str] = {"back": "earlier", "forth": "earliest"}
"""How the specs say which round is asked first."""


def parse_tie_break(spec: str) -> TieBreak:
    """The way of settling ties that *spec* names.

    >>> parse_tie_break("order:bus,tram")(["tram", "bus"], "fill seat 1")
    'bus'

    A name that holds a comma stands in quotation marks: ``order:"Bus, at night",Tram``. Before any
    of them, ``earlier:`` asks the rounds before, from the latest on, and ``earliest:`` from the
    first on: ``earlier:lot:dice 6 1``.

    Raises:
        InvalidInputError: *spec* is none of ``refuse``, ``order:A,B,C`` and ``lot:SEED``, with or
            without ``earlier:`` or ``earliest:`` before it.
    """
    kind, _, rest = spec.partition(":")
    for look, word in _LOOKS.items():
        if kind == word and rest:
            return by_earlier_rounds(parse_tie_break(rest), look=look)
    if kind == "refuse" and not rest:
        return refuse
    if kind == "order" and (names := _names(rest)):
        return by_order(names)
    if kind == "lot" and rest:
        return by_lot(rest)
    raise InvalidInputError(
        [
            f"{spec!r} does not say how to break ties; write refuse, order:A,B,C or lot:SEED,"
            " or one of them after earlier:"
        ]
    )


def _names(text: str) -> list[str]:
    """The names between commas; none where *text* is not one line of them."""
    try:
        (names,) = csv.reader([text], skipinitialspace=True)
    except (csv.Error, ValueError):
        return []
    return [name.strip() for name in names]
