"""Papers by the hash of what their codes give, members who vote on paper by their slots; and who
helped members to vote.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, func, select, update

from deliberation.papers import Box, Helper, Helping, PaperState, TypedIn, Typist
from deliberation.store.deciding import BOX
from deliberation.store.tables import HelpRow, PaperBoxRow, PaperEntryRow, PaperRow, PaperVoterRow
from deliberation.store.verbs import Verbs

_CHANNEL = select(
    PaperBoxRow.opened,
    select(PaperVoterRow.slot)
    .where(PaperVoterRow.vote_id == PaperBoxRow.vote_id, PaperVoterRow.slot == bindparam("slot"))
    .scalar_subquery()
    .label("slot"),
).where(PaperBoxRow.vote_id == bindparam("vote_id"))


KEPT = ("printed", "handed_out", "struck", "counted")


class PaperVerbs(Verbs):
    """Keeping papers, and who helped. No row joins a paper, or help, to a member or to a card."""

    def add_papers(self, vote_id: str, papers: Iterable[str]) -> None:
        """Keep new papers; lock the vote first."""
        self._session.execute(
            self._insert(PaperBoxRow)
            .values(vote_id=vote_id, opened=False, kept=None)
            .on_conflict_do_nothing()
        )
        state = PaperState.PRINTED.value
        rows = [{"vote_id": vote_id, "paper": paper, "state": state} for paper in sorted(papers)]
        self._add_all(PaperRow, rows)

    def has_papers(self, vote_id: str) -> bool:
        """Whether some ballots of a vote are on paper, so that others must ask for a channel."""
        return self._value(BOX, vote_id=vote_id) is not None

    def is_on_paper(self, vote_id: str, slot: str) -> bool:
        """Whether the member of a slot votes on paper, at this moment."""
        row = self._ask(_CHANNEL, {"vote_id": vote_id, "slot": slot})
        return row is not None and row.slot is not None

    def is_box_open(self, vote_id: str) -> bool:
        """Whether papers are being typed in, at this moment."""
        row = self._ask(_CHANNEL, {"vote_id": vote_id, "slot": ""})
        return row is not None and bool(row.opened)

    def open_box(self, vote_id: str) -> None:
        """Let papers be typed in, and phones cast no more."""
        box = update(PaperBoxRow).where(PaperBoxRow.vote_id == vote_id)
        self._session.execute(box.values(opened=True))

    def put_on_paper(self, vote_id: str, slot: str) -> bool:
        """Let the member of a slot vote on paper; whether they did not before."""
        put = self._session.execute(
            self._insert(PaperVoterRow)
            .values(vote_id=vote_id, slot=slot)
            .on_conflict_do_nothing()
            .returning(PaperVoterRow.slot)
        )
        return put.first() is not None

    def take_off_paper(self, vote_id: str, slot: str) -> bool:
        """Let the member of a slot vote on a phone again; whether they voted on paper."""
        own = (PaperVoterRow.vote_id == vote_id, PaperVoterRow.slot == slot)
        taken = delete(PaperVoterRow).where(*own).returning(PaperVoterRow.slot)
        return self._session.execute(taken).first() is not None

    def paper(self, vote_id: str, paper: str) -> PaperState | None:
        """How far a paper has come, or ``None`` where none has this hash."""
        own = (PaperRow.vote_id == vote_id, PaperRow.paper == paper)
        state = self._session.scalar(select(PaperRow.state).where(*own))
        return None if state is None else PaperState(state)

    def set_paper(self, vote_id: str, paper: str, state: PaperState) -> None:
        """Take a paper one step on; what was typed in from it is forgotten."""
        typed = (PaperEntryRow.vote_id == vote_id, PaperEntryRow.paper == paper)
        self._session.execute(delete(PaperEntryRow).where(*typed))
        own = (PaperRow.vote_id == vote_id, PaperRow.paper == paper)
        self._session.execute(update(PaperRow).where(*own).values(state=state.value))

    def entry(self, vote_id: str, paper: str) -> TypedIn | None:
        """What was typed in from a paper that is not in the urn yet."""
        own = (PaperEntryRow.vote_id == vote_id, PaperEntryRow.paper == paper)
        query = select(PaperEntryRow).where(*own).execution_options(populate_existing=True)
        row = self._session.scalar(query)
        if row is None:
            return None
        by = tuple(Typist(*one) for one in row.typists)
        return TypedIn(row.first, by, row.second)

    def put_entry(self, vote_id: str, paper: str, entry: TypedIn) -> None:
        """Keep what was typed in from a paper, in place of what was kept before."""
        kept = {
            "first": entry.first,
            "second": entry.second,
            "typists": [[typist.account, typist.name] for typist in entry.by],
        }
        self._session.execute(
            self._insert(PaperEntryRow)
            .values(vote_id=vote_id, paper=paper, **kept)
            .on_conflict_do_update(index_elements=["vote_id", "paper"], set_=kept)
        )

    def box(self, vote_id: str) -> Box:
        """The papers of a vote in numbers; the same when they are forgotten."""
        query = select(PaperBoxRow).where(PaperBoxRow.vote_id == vote_id)
        row = self._session.scalar(query.execution_options(populate_existing=True))
        if row is None:
            return Box()
        if row.kept is not None:
            return Box(**row.kept, opened=row.opened)
        states = self._states(vote_id)
        typed, twice = self._typed(vote_id)
        voters = select(func.count()).where(PaperVoterRow.vote_id == vote_id)
        return Box(
            printed=sum(states.values()),
            handed_out=self._session.scalar(voters) or 0,
            struck=states.get(PaperState.STRUCK.value, 0),
            once=typed - twice,
            differing=twice,
            counted=states.get(PaperState.COUNTED.value, 0),
            opened=row.opened,
        )

    def forget_papers(self, vote_id: str) -> None:
        """Keep the numbers of a vote that is closed, and nothing else of its papers."""
        box = self.box(vote_id)
        kept = {name: getattr(box, name) for name in KEPT}
        own = update(PaperBoxRow).where(PaperBoxRow.vote_id == vote_id)
        self._session.execute(own.values(kept=kept))
        for row in (PaperEntryRow, PaperVoterRow, PaperRow):
            self._session.execute(delete(row).where(row.vote_id == vote_id))

    def put_help(self, vote_id: str, helping: Helping) -> None:
        """Keep how many somebody has helped, in place of what was kept before; none is no row."""
        own = {"vote_id": vote_id, "name": helping.name, "helper": helping.helper.value}
        if not helping.helped:
            self._session.execute(delete(HelpRow).filter_by(**own))
            return
        self._session.execute(
            self._insert(HelpRow)
            .values(**own, helped=helping.helped)
            .on_conflict_do_update(index_elements=[*own], set_={"helped": helping.helped})
        )

    def help(self, vote_id: str) -> tuple[Helping, ...]:
        """Who has helped how many members to vote, by name."""
        query = select(HelpRow).where(HelpRow.vote_id == vote_id)
        rows = self._session.scalars(
            query.order_by(HelpRow.name, HelpRow.helper).execution_options(populate_existing=True)
        )
        return tuple(Helping(row.name, Helper(row.helper), row.helped) for row in rows)

    def forget_help(self, vote_id: str) -> None:
        """Forget who has helped members to vote."""
        self._session.execute(delete(HelpRow).where(HelpRow.vote_id == vote_id))

    def _states(self, vote_id: str) -> dict[str, int]:
        """How many papers are in each state."""
        own = select(PaperRow.state, func.count()).where(PaperRow.vote_id == vote_id)
        rows = self._session.execute(own.group_by(PaperRow.state))
        return {row[0]: row[1] for row in rows}

    def _typed(self, vote_id: str) -> tuple[int, int]:
        """How many papers were typed in and are not in the urn, and how many of them twice."""
        counts = select(func.count(), func.count(PaperEntryRow.second))
        row = self._session.execute(counts.where(PaperEntryRow.vote_id == vote_id)).one()
        return row[0], row[1]
