"""What an assembly keeps of those who work on it: who helped, who suggested what, and the team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from deliberation.assembly import Assembly, VoteState
from deliberation.retention import Batch, Kind
from deliberation.roles import RIGHTS, Colleague, Right
from deliberation.sentences import Sentence
from deliberation.store import Store

KINDS = frozenset({Kind.HELP, Kind.SUGGESTIONS, Kind.TEAM})


def kept_of_coworkers(
    store: Store, assembly: Assembly, last: datetime | None
) -> dict[Kind, Sequence[Batch]]:
    """What is kept of each of these kinds.

    Args:
        last: when the last session begins.
    """
    waiting = len(store.suggestions(assembly.id))
    return {
        Kind.HELP: [*_help(store, assembly.id)],
        Kind.SUGGESTIONS: [Batch(assembly.id, waiting, last)] if waiting else [],
        Kind.TEAM: [*_team(store, assembly, last)],
    }


def forget_coworkers(store: Store, assembly_id: str, kind: Kind, batch: Batch) -> None:
    """Delete one batch of one of these kinds."""
    match kind:
        case Kind.HELP:
            store.forget_help(batch.of)
        case Kind.SUGGESTIONS:
            for suggestion in store.suggestions(assembly_id):
                store.remove_suggestion(suggestion.id)
        case Kind.TEAM:
            for one in _who_do_not_lead(store, assembly_id):
                store.remove_from_team(assembly_id, one.id)
            store.remove_idle_accounts()


def _help(store: Store, assembly_id: str) -> Iterator[Batch]:
    """Who has helped in each vote without an urn, from its close on."""
    for vote in store.votes(assembly_id):
        closed = vote.state is VoteState.CLOSED and store.urn(vote.id) is None
        if closed and (helpers := len(store.help(vote.id))):
            yield Batch(vote.id, helpers, vote.closed)


def _team(store: Store, assembly: Assembly, last: datetime | None) -> Iterator[Batch]:
    """Those who do not lead, from the archive on; before, they work on the assembly."""
    if number := len(_who_do_not_lead(store, assembly.id)):
        archived = assembly.archived is not None
        waits = "" if archived else Sentence("the assembly is not in the archive")
        yield Batch(assembly.id, number, assembly.archived or last, waits)


def _who_do_not_lead(store: Store, assembly_id: str) -> list[Colleague]:
    return [one for one in store.team(assembly_id) if Right.LEAD not in RIGHTS[one.role]]
