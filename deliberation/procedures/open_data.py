"""Everything that is public of an assembly, or of one vote, as tables for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from deliberation.assembly import Stage, Vote, VoteState
from deliberation.procedures.counting import document_if_decided
from deliberation.procedures.pools import whole_pool
from deliberation.procedures.populating import population_of
from deliberation.procedures.reasoning import reasons_given
from deliberation.procedures.reporting import is_over, session_document
from deliberation.record.meeting import encode_plan
from deliberation.record.open_tables import (
    OF_VOTES,
    OpenTable,
    Row,
    agenda_rows,
    filled,
    reason_rows,
    session_row,
    statement_rows,
    tables_of_vote,
)
from deliberation.sortition.fairness import by_value, whose_chances
from deliberation.store import Store


def open_tables_of_vote(store: Store, vote: Vote) -> tuple[OpenTable, ...]:
    """The tables of a vote once it is decided; none before."""
    document = document_if_decided(store, vote)
    if document is None:
        return ()
    return tables_of_vote(document, store.ballot_list(vote.id))


def open_tables(store: Store, assembly_id: str, *, now: datetime) -> tuple[OpenTable, ...]:
    """The tables of an assembly that hold something: what its public pages show, and no more."""
    votes = [vote for vote in store.votes(assembly_id) if vote.state is not VoteState.DRAFT]
    counted = {vote.id: document_if_decided(store, vote) for vote in votes}
    decided = [document for document in counted.values() if document is not None]
    made = [t for one in decided for t in tables_of_vote(one, store.ballot_list(one["id"]))]
    given = reasons_given(store, assembly_id)
    sessions = [*_sessions(store, assembly_id, now)]
    return filled(
        [
            ("votes", (_vote_row(vote, counted[vote.id]) for vote in votes)),
            *((name, _together(made, name)) for name in OF_VOTES),
            ("reasons", reason_rows(given)),
            ("statements", statement_rows(given)),
            ("sessions", map(session_row, sessions)),
            ("agenda", (row for session in sessions for row in agenda_rows(session))),
            ("members", ((name,) for name in store.named(assembly_id))),
            ("seats", _seats(store, assembly_id)),
            ("population", _population(store, assembly_id)),
            ("chances", _chances(store, assembly_id)),
        ]
    )


def _together(tables: list[OpenTable], name: str) -> Iterator[Row]:
    """The rows of the same table of all votes."""
    return (row for table in tables if table.name == name for row in table.rows)


def _vote_row(vote: Vote, document: Mapping[str, Any] | None) -> Row:
    """A vote that has been opened; how many cast, and what is shown of it, once it is decided."""
    asked = (vote.id, vote.title, vote.question, vote.state.value, vote.kind, vote.rule)
    shown = (None, None) if document is None else (document["cast"], document["evidence"]["kind"])
    return (*asked, vote.seats, *shown)


def _sessions(store: Store, assembly_id: str, now: datetime) -> Iterator[dict[str, Any]]:
    """The public sessions: as they went where they are over, else as they are planned."""
    for session in store.sessions(assembly_id):
        if session.public and is_over(session, now=now):
            yield session_document(store, session.id, now=now)
        elif session.public:
            yield encode_plan(session)


def _seats(store: Store, assembly_id: str) -> Iterator[Row]:
    """The pool and the panel by the answers that have a quota, once the panel is drawn."""
    if store.assembly(assembly_id).stage is not Stage.DRAWN:
        return
    pool, quotas = whole_pool(store, assembly_id), store.quotas(assembly_id)
    if pool is None:
        return
    members = set(store.drawn(assembly_id).panel)
    there = quotas.counted(pool)
    seated = quotas.counted(person for person in pool if person.id in members)
    for quota, people, seats in zip(quotas, there, seated, strict=True):
        yield (*quota.labels, quota.lower, quota.upper, people, seats)


def _population(store: Store, assembly_id: str) -> Iterator[Row]:
    """The shares of the population that stand beside the panel, once it is drawn."""
    if store.assembly(assembly_id).stage is not Stage.DRAWN:
        return
    asked = {*store.quotas(assembly_id).features}
    for feature, values in population_of(store, assembly_id).items():
        yield from ((feature, value, share) for value, share in values.items() if feature in asked)


def _chances(store: Store, assembly_id: str) -> Iterator[Row]:
    """Everybody's chance of a seat by group, where the people's answers are published."""
    if store.assembly(assembly_id).stage not in (Stage.COMMITTED, Stage.DRAWN):
        return
    pool, lottery = whole_pool(store, assembly_id), store.lottery(assembly_id)
    if pool is None or not store.commitment(assembly_id).publish_people:
        return
    for group in by_value(pool, lottery, among=whose_chances(pool, lottery)):
        known = (group.feature, group.value, group.people)
        yield (*known, group.lowest, group.mean, group.highest)
