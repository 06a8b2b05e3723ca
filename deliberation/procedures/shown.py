"""What everybody may see of a sealed vote, at each step of its way."""

from __future__ import annotations

from dataclasses import dataclass, field

from deliberation.assembly import Opening, Vote
from deliberation.procedures.sealed import why_given_up
from deliberation.store import Store
from deliberation.urn import Board, Urn, urn_words


@dataclass(frozen=True, slots=True)
class Shown:
    """A sealed vote, as far as it has come.

    Args:
        cast: how many slots were marked as having cast.
        board: what is in the urn, from the close on.
        opening: what came out of it, once it was opened.
        purged: whether the sealed ballots are destroyed.
        given_up: the reason for which it will never be counted, if that was declared.
    """

    urn: Urn
    cast: int
    board: Board | None
    opening: Opening | None = field(hash=False)
    purged: bool
    given_up: str | None

    @property
    def words(self) -> tuple[str, ...]:
        """The terms and keys of the urn as eight words, which stand on the sheets too."""
        return urn_words(self.urn)

    @property
    def over(self) -> bool:
        """Whether nothing is left to be counted: it is decided, or given up."""
        decided = self.opening is not None and not self.opening.undecided
        return decided or self.given_up is not None


def shown(store: Store, vote: Vote) -> Shown | None:
    """What may be seen of *vote*; ``None`` where its ballots are not sealed."""
    urn = store.urn(vote.id)
    if urn is None:
        return None
    return Shown(
        urn,
        store.turnout(vote.id),
        store.board(vote.id),
        store.opening(vote.id),
        purged=store.signing_key(vote.id) is None,
        given_up=why_given_up(store, vote),
    )
