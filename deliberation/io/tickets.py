"""Numbered tickets as tables for the organiser's spreadsheet."""

from __future__ import annotations

from pathlib import Path

from deliberation.io.files import write_bytes
from deliberation.io.spreadsheets import csv_bytes
from deliberation.sortition.numbering import Tickets


def write_tickets(path: str | Path, tickets: Tickets) -> None:
    """Write ``tickets.csv``: each number, its panel counted from 1, and who is on it.

    Raises:
        OSError: the file cannot be written.
    """
    held = {
        number: (place, members)
        for place, (members, numbers) in enumerate(
            zip(tickets.lottery.panels, tickets.panels, strict=True), start=1
        )
        for number in numbers
    }
    rows = (
        [tickets.written(number), str(place), " ".join(members)]
        for number, (place, members) in sorted(held.items())
    )
    write_bytes(path, csv_bytes(["ticket", "panel", "members"], rows))


def write_tickets_by_person(path: str | Path, tickets: Tickets) -> None:
    """Write ``tickets_by_person.csv``: everybody's chance, and the numbers that seat them.

    Raises:
        OSError: the file cannot be written.
    """
    chances = tickets.lottery.marginals()
    rows = (
        [id, str(chances[id]), " ".join(map(tickets.written, numbers))]
        for id, numbers in tickets.by_person().items()
    )
    write_bytes(path, csv_bytes(["id", "chance", "tickets"], rows))
