"""The public draw: how it was announced, the seed that numbered the tickets, and the draw."""

from __future__ import annotations

from datetime import datetime

from deliberation.errors import NotFoundError
from deliberation.record.announcement import Announcement
from deliberation.seeds import signature_of
from deliberation.sortition.draw import Draw
from deliberation.sortition.numbering import Numbering
from deliberation.store import codec
from deliberation.store.tables import AnnouncementRow, DrawRow, NumberingRow
from deliberation.store.verbs import Verbs


class DrawingVerbs(Verbs):
    """Keeping what happens between a commitment and its panel."""

    def add_announcement(
        self, assembly_id: str, announcement: Announcement, now: datetime
    ) -> None:  # fmt: skip
        """Keep the one announcement of an assembly."""
        self._add(codec.announcement_row(assembly_id, announcement, now))

    def announcement(self, assembly_id: str) -> Announcement:
        """How the draw was announced.

        Raises:
            NotFoundError: it was not.
        """
        row = self._session.get(AnnouncementRow, assembly_id)
        if row is None:
            raise NotFoundError("announcement", assembly_id)
        return codec.announcement_of(row)

    def add_numbering(self, assembly_id: str, numbering: Numbering, now: datetime) -> None:
        """Keep the one numbering of an assembly's tickets."""
        self._add(codec.numbering_row(assembly_id, numbering, now))

    def numbering(self, assembly_id: str) -> Numbering:
        """What numbered the tickets.

        Raises:
            NotFoundError: they are not numbered.
        """
        row = self._session.get(NumberingRow, assembly_id)
        if row is None:
            raise NotFoundError("numbering", assembly_id)
        return codec.numbering_of(row)

    def add_draw(
        self, assembly_id: str, drawn: Draw, alternates: tuple[str, ...], now: datetime
    ) -> None:
        """Keep the one draw of an assembly."""
        self._add(
            DrawRow(
                assembly_id=assembly_id,
                method=drawn.method,
                seed=str(drawn.seed),
                signature=signature_of(drawn.seed),
                ticket=drawn.ticket,
                panel=list(drawn.panel),
                alternates=list(alternates),
                drawn=now,
            )
        )

    def drawn(self, assembly_id: str) -> Draw:
        """The draw, with the numbering of its tickets where they were numbered.

        Raises:
            NotFoundError: nothing has been drawn yet.
        """
        numbered = self._session.get(NumberingRow, assembly_id)
        return codec.draw_of(self._draw_row(assembly_id), numbered)

    def alternates(self, assembly_id: str) -> tuple[str, ...]:
        """The reserve list, in order of calling.

        Raises:
            NotFoundError: nothing has been drawn yet.
        """
        return tuple(self._draw_row(assembly_id).alternates)

    def _draw_row(self, assembly_id: str) -> DrawRow:
        row = self._session.get(DrawRow, assembly_id)
        if row is None:
            raise NotFoundError("draw", assembly_id)
        return row
