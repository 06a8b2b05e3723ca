"""How far an assembly has come: what ``deliberation.life`` follows from, as the store keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.assembly import Assembly, Vote, VoteState
from deliberation.errors import ProcedureError, UnresolvedTieError
from deliberation.life import Known
from deliberation.procedures.confirming import all_come
from deliberation.procedures.decide import count_vote
from deliberation.procedures.shown import Shown, shown
from deliberation.store import Store


def known_of(store: Store, assembly: Assembly) -> tuple[Known, Mapping[str, Shown]]:
    """What is kept of an *assembly*, as far as its life follows from it.

    And what is shown of its sealed votes, by their ids, from which some of it follows.
    """
    votes = store.votes(assembly.id)
    seen = {vote.id: found for vote in votes if (found := shown(store, vote)) is not None}
    undecided = frozenset(
        vote.id for vote in votes if is_undecided(store, vote, seen.get(vote.id))
    )  # fmt: skip
    over = frozenset(id for id, found in seen.items() if found.over)
    known = Known(
        assembly,
        cards=len(store.cards(assembly.id)),
        sessions=store.sessions(assembly.id),
        votes=tuple(votes),
        undecided=undecided,
        over=over,
        full=frozenset(id for id in over if not seen[id].purged),
        all_come=store.replaced_by(assembly.id) is not None or all_come(store, assembly),
        replaces=store.replacing(assembly.id) is not None,
    )
    return known, seen


def is_undecided(store: Store, vote: Vote, seen: Shown | None) -> bool:
    """Whether a closed vote waits for its urn to be opened, or for its tie to be settled."""
    if vote.state is not VoteState.CLOSED:
        return False
    if seen is not None:
        return not seen.over
    try:
        count_vote(store, vote.id)
    except UnresolvedTieError:
        return True
    except ProcedureError:
        return False  # nobody chose anything: there is nothing to settle
    return False
