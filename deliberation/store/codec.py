"""Values to rows and back, a pair for each table."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from deliberation.assembly import (
    Assembly,
    Commitment,
    Facilitator,
    IssuedCard,
    Job,
    JobState,
    Mode,
    Stage,
    Vote,
    VoteState,
)
from deliberation.record.announcement import Announcement
from deliberation.record.ceiling import fraction_of, fraction_text
from deliberation.record.guarantee import decode_guarantee, encode_guarantee
from deliberation.seeds import seed_of, signature_of
from deliberation.sessions import Item, Phase, Session
from deliberation.sortition.draw import HAND, LOTS, Draw, Method
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.numbering import Numbering
from deliberation.sortition.pool import Person, Standing
from deliberation.sortition.quotas import Quota
from deliberation.store.certificates import certificate_of, kept_certificate
from deliberation.store.tables import (
    AnnouncementRow,
    AssemblyRow,
    CardRow,
    DrawRow,
    FacilitatorRow,
    ItemRow,
    JobRow,
    LotteryRow,
    NumberingRow,
    PersonRow,
    QuotaRow,
    SessionRow,
    VoteRow,
)
from deliberation.store.words import kept_words, words_of


def facilitator_of(row: FacilitatorRow) -> Facilitator:
    """The value in *row*."""
    return Facilitator(row.id, row.name, row.password_hash, row.begins, row.provisional)


def assembly_row(assembly: Assembly) -> AssemblyRow:
    """A row for an assembly that is beginning."""
    return AssemblyRow(
        id=assembly.id,
        title=assembly.title,
        question=assembly.question,
        facilitator_id=assembly.facilitator_id,
        created=assembly.created,
    )


def assembly_of(row: AssemblyRow, stage: Stage) -> Assembly:
    """The value in *row*, at a *stage* that follows from other tables."""
    said = (row.title, row.question)
    return Assembly(row.id, *said, row.facilitator_id, row.created, stage, row.archived)


def person_row(assembly_id: str, position: int, person: Person) -> dict[str, Any]:
    """The columns for one person of a pool."""
    return {
        "assembly_id": assembly_id,
        "id": person.id,
        "position": position,
        "features": dict(person.features),
        "household": person.household,
        "standing": person.standing.value,
    }


def person_of(row: PersonRow) -> Person:
    """The value in *row*."""
    return Person(row.id, row.features, row.household, Standing(row.standing))


def quota_row(assembly_id: str, position: int, quota: Quota) -> dict[str, Any]:
    """The columns for one quota."""
    return {
        "assembly_id": assembly_id,
        "feature": quota.feature,
        "value": quota.value,
        "also": dict(quota.also),
        "position": position,
        "lower": quota.lower,
        "upper": quota.upper,
        "flex_lower": quota.flex_lower,
        "flex_upper": quota.flex_upper,
    }


def quota_of(row: QuotaRow) -> Quota:
    """The value in *row*."""
    return Quota(
        row.feature,
        row.value,
        row.lower,
        row.upper,
        row.flex_lower,
        row.flex_upper,
        tuple(row.also.items()),
    )


def lottery_row(assembly_id: str, lottery: Lottery) -> LotteryRow:
    """A row for a lottery that nobody is committed to yet."""
    optimum, guarantee, proof = lottery.optimum, lottery.guarantee, lottery.certificate
    return LotteryRow(
        assembly_id=assembly_id,
        lottery={
            "people": list(lottery.people),
            "panels": [list(panel) for panel in lottery.panels],
            "tickets": list(lottery.tickets),
            "objective": lottery.objective,
            "optimum": None
            if optimum is None
            else {id: fraction_text(x) for id, x in optimum.items()},
            "guarantee": None if guarantee is None else encode_guarantee(guarantee),
            "certificate": None if proof is None else kept_certificate(proof),
        },
    )


def lottery_of(row: LotteryRow) -> Lottery:
    """The value in *row*."""
    kept = row.lottery
    optimum = kept["optimum"]
    guarantee = kept.get("guarantee")  # rows from before there were guarantees have none,
    certificate = kept.get("certificate")  # and those from before certificates neither
    return Lottery(
        tuple(kept["people"]),
        tuple(tuple(panel) for panel in kept["panels"]),
        tuple(kept["tickets"]),
        kept["objective"],
        None if optimum is None else {id: fraction_of(x) for id, x in optimum.items()},
        None if guarantee is None else decode_guarantee(guarantee),
        None if certificate is None else certificate_of(certificate),
    )


def commitment_of(row: LotteryRow) -> Commitment | None:
    """The commitment in *row*, if it has been published."""
    if (
        row.commitment is None
        or row.document is None
        or row.publish_people is None
        or row.salt is None
        or row.committed is None
    ):
        return None
    return Commitment(row.commitment, row.document, row.publish_people, row.salt, row.committed)


def announcement_row(
    assembly_id: str, announcement: Announcement, now: datetime
) -> AnnouncementRow:  # fmt: skip
    """A row for how a draw is announced."""
    return AnnouncementRow(
        assembly_id=assembly_id,
        commitment=announcement.commitment,
        draw=announcement.draw,
        numbering=announcement.numbering,
        method=announcement.method,
        announced=now,
    )


def announcement_of(row: AnnouncementRow) -> Announcement:
    """The value in *row*."""
    return Announcement(row.commitment, row.draw, row.numbering, _method(row.method))


def numbering_row(assembly_id: str, numbering: Numbering, now: datetime) -> NumberingRow:
    """A row for what numbers the tickets."""
    return NumberingRow(
        assembly_id=assembly_id,
        commitment=numbering.commitment,
        seed=str(numbering.seed),
        signature=signature_of(numbering.seed),
        numbered=now,
    )


def numbering_of(row: NumberingRow) -> Numbering:
    """The value in *row*."""
    return Numbering(seed_of(row.seed, row.signature), row.commitment)


def draw_of(row: DrawRow, numbered: NumberingRow | None) -> Draw:
    """The value in *row*, without the alternates."""
    return Draw(
        seed_of(row.seed, row.signature),
        row.ticket,
        tuple(row.panel),
        None if numbered is None else numbering_of(numbered),
        _method(row.method),
    )


def job_row(job: Job) -> JobRow:
    """A row for *job*."""
    return JobRow(
        id=job.id,
        assembly_id=job.assembly_id,
        kind=job.kind,
        state=job.state.value,
        done=job.done,
        words=kept_words(job.words),
    )


def job_of(row: JobRow) -> Job:
    """The value in *row*."""
    words = words_of(row.words)
    return Job(row.id, row.assembly_id, row.kind, JobState(row.state), row.done, words)


def vote_row(vote: Vote, number: int) -> VoteRow:
    """A row for *vote*, the assembly's *number*-th."""
    return VoteRow(
        id=vote.id,
        assembly_id=vote.assembly_id,
        number=number,
        title=vote.title,
        question=vote.question,
        kind=vote.kind,
        candidates=list(vote.candidates),
        rule=vote.rule,
        seats=vote.seats,
        options=dict(vote.options),
        state=vote.state.value,
        opened=vote.opened,
        closed=vote.closed,
        tie_seed=vote.tie_seed,
        mode=None if vote.mode is None else vote.mode.value,
        language=vote.language,
    )


def vote_of(row: VoteRow) -> Vote:
    """The value in *row*."""
    return Vote(
        row.id,
        row.assembly_id,
        row.title,
        row.question,
        row.kind,
        tuple(row.candidates),
        row.rule,
        row.seats,
        row.options,
        VoteState(row.state),
        row.opened,
        row.closed,
        row.tie_seed,
        None if row.mode is None else Mode(row.mode),
        row.language,
    )


def card_row(assembly_id: str, number: int, token_hash: str) -> dict[str, Any]:
    """The columns for a new card."""
    return {
        "assembly_id": assembly_id,
        "number": number,
        "token_hash": token_hash,
        "revoked": False,
    }


def card_of(row: CardRow) -> IssuedCard:
    """The value in *row*."""
    return IssuedCard(row.number, row.revoked)


def session_columns(session: Session) -> dict[str, Any]:
    """The columns of *session*, without its agenda."""
    return {
        "id": session.id,
        "assembly_id": session.assembly_id,
        "title": session.title,
        "start": session.start,
        "zone": str(session.start.tzinfo),
        "place": session.place,
        "public": session.public,
        "phase": None if session.phase is None else session.phase.value,
    }


def session_of(row: SessionRow, agenda: tuple[Item, ...]) -> Session:
    """The value in *row*, with its agenda."""
    start = row.start.astimezone(ZoneInfo(row.zone))
    phase = None if row.phase is None else Phase(row.phase)
    return Session(row.id, row.assembly_id, row.title, start, row.place, row.public, agenda, phase)


def item_row(session_id: str, position: int, item: Item) -> dict[str, Any]:
    """The columns for one item of an agenda."""
    return {
        "session_id": session_id,
        "position": position,
        "id": item.id,
        "title": item.title,
        "minutes": item.minutes,
        "least": item.least,
        "at": None if item.at is None else item.at.isoformat("minutes"),
        "vote_id": item.vote_id,
        "began": item.began,
        "ended": item.ended,
    }


def item_of(row: ItemRow) -> Item:
    """The value in *row*."""
    at = None if row.at is None else time.fromisoformat(row.at)
    return Item(row.id, row.title, row.minutes, row.least, at, row.vote_id, row.began, row.ended)


def _method(text: str) -> Method:
    """How a seed leads to a ticket."""
    return HAND if text == HAND else LOTS
