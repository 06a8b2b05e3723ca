"""Registers of addresses as towns keep them: a row for each address, or one for each area.

A register may have millions of rows, so it is read in one pass that keeps no more than ids and
areas, and once more for the rows of those who get a letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import tidy, whole_number
from deliberation.io.homes import NOWHERE
from deliberation.io.long_tables import LongTable, open_long_table
from deliberation.io.people import ID_NAMES
from deliberation.sortition.letters.register import Register

ADDRESS_NAMES = (*ID_NAMES, "address", "adresse")
PROBLEMS = 1000  # after so many the reading stops: a whole column is wrong
AREA_NAMES = ("area", "område", "omraade", "bydel")


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A *register*, and the *table* that it was read from, where *id* is the place of the ids."""

    register: Register
    table: LongTable
    id: int

    def rows_of(self, addresses: Sequence[str]) -> list[list[str]]:
        """The whole rows of these *addresses*, in the order of the file.

        Raises:
            OSError: the file cannot be read.
        """
        wanted = set(addresses)
        width = len(self.table.head.columns)
        return [
            [*map(tidy, cells[:width]), *[""] * (width - len(cells))]
            for _, cells in self.table.rows()
            if self.id < len(cells) and tidy(cells[self.id]) in wanted
        ]


def read_register(
    path: str | Path,
    *,
    area: str | None = None,
    id: str | None = None,
    household: str | None = None,
    adults: str | None = None,
) -> RegisterFile:
    """The addresses in a CSV or .xlsx file.

    Args:
        area: the column of the areas; by default the one called area, område or bydel.
        id: the column of what tells addresses apart; by default one called id, code, nr, number,
            person, address or adresse.
        household: the column that is equal for addresses of one household; blank for its own.
        adults: the column that says how many adults live there.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = open_long_table(path)
    asked = {"id": id, "area": area, "household": household, "adults": adults}
    usual = {"id": ADDRESS_NAMES, "area": AREA_NAMES}
    places = _places(table, asked, usual)
    reading = _Reading(table, places)
    reading.read()
    return RegisterFile(reading.register(), table, places["id"])


def read_area_list(
    path: str | Path, *, area: str | None = None, households: str, adults: str | None = None
) -> tuple[dict[str, int], dict[str, int] | None]:
    """How many households, and adults where a column is named, each area of a list has.

    Args:
        area: as in ``read_register``.
        households: the column that says how many there are.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    table = open_long_table(path)
    asked = {"area": area, "households": households, "adults": adults}
    places = _places(table, asked, {"area": AREA_NAMES})
    problems = list(table.head.problems)
    numbers: dict[str, dict[str, int]] = {use: {} for use in ("households", "adults")}
    rows: dict[str, int] = {}
    for row, cells in table.rows():
        if not any(map(tidy, cells)):
            continue
        found = {use: _cell(cells, place) for use, place in places.items()}
        name = found.pop("area")
        if not name:
            text = "the cell is empty; name the area"
            problems.append(_problem(table, text, row, places["area"]))
        elif rows.setdefault(name, row) != row:
            text = f"the area {name!r} stands in row {rows[name]} already; keep one"
            problems.append(_problem(table, text, row, places["area"]))
        for use, cell in found.items():
            number = whole_number(cell)
            if not number:
                text = f"{cell!r} is not a whole number from 1"
                problems.append(_problem(table, text, row, places[use]))
            numbers[use][name] = number or 0
    if not rows and not problems:
        problems.append(table.head.problem("there is no area in this file; write a row for each"))
    if problems:
        raise InvalidInputError(problems)
    return numbers["households"], numbers["adults"] if adults is not None else None


@dataclass(slots=True)
class _Reading:
    """What has been read of a register so far."""

    table: LongTable
    places: Mapping[str, int]
    areas: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    homes: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    home_areas: dict[str, tuple[str, int]] = field(default_factory=dict)
    adults: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> None:
        """Read every row.

        Raises:
            InvalidInputError: with every problem found, by row and column.
        """
        self.problems += self.table.head.problems
        id_place, area_place = self.places["id"], self.places["area"]
        width, needed = len(self.table.head.columns), max(id_place, area_place)
        plain = self.places.keys() == {"id", "area"}
        tidied: dict[str, str] = {}  # areas have few names, so each is tidied once
        for row, cells in self.table.rows():
            if len(cells) > width and not self._fits(row, cells):
                continue
            id = tidy(cells[id_place]) if len(cells) > needed else ""
            written = cells[area_place] if len(cells) > needed else ""
            area = tidied.get(written) or tidied.setdefault(written, tidy(written))
            if not (id and area):
                self._blank(row, cells)
            elif plain:
                self.areas[area].append(id)
            else:
                self._with_more(row, cells, id, area)
            if len(self.problems) >= PROBLEMS:
                self.problems.append(self.table.head.problem("and perhaps more below; mend these"))
                raise InvalidInputError(self.problems)
        if not (self.areas or self.homes or self.problems):
            text = "there is no address in this file; write a row for each"
            self.problems.append(self.table.head.problem(text))
        if self.problems:
            self._find_twins()
            raise InvalidInputError(self.problems)

    def register(self) -> Register:
        """What was read.

        Raises:
            InvalidInputError: with every id that stands twice, by row.
        """
        shared = {}
        for home, ids in self.homes.items():
            self.areas[self.home_areas[home][0]].append(min(ids))
            if len(ids) > 1:
                shared[min(ids)] = ids
        try:
            return Register(self.areas, shared, self.adults if "adults" in self.places else None)
        except InvalidInputError:
            self._find_twins()
            if self.problems:
                raise InvalidInputError(self.problems) from None
            raise

    def _with_more(self, row: int, cells: Sequence[str], id: str, area: str) -> None:
        """Note a row of which the household or the adults count as well."""
        if "adults" in self.places:
            cell = _cell(cells, self.places["adults"])
            number = whole_number(cell)
            if not number:
                self._say(f"{cell!r} is not a whole number from 1", row, "adults")
            self.adults[area] += number or 0
        home = _cell(cells, self.places["household"]) if "household" in self.places else ""
        if not home:
            self.areas[area].append(id)
        elif NOWHERE.fullmatch(home):
            text = "would be one household for everybody who has it; leave the cell empty"
            self._say(f"{home!r} {text}", row, "household")
        else:
            first_area, first_row = self.home_areas.setdefault(home.casefold(), (area, row))
            self.homes[home.casefold()].append(id)
            if area != first_area:
                text = f"the household {home!r} lies in {first_area!r} by row {first_row}; mend one"
                self._say(text, row, "area")

    def _fits(self, row: int, cells: Sequence[str]) -> bool:
        """Whether a row with more or fewer cells than the header is one nevertheless."""
        width = len(self.table.head.columns)
        beyond = [cell for cell in map(tidy, cells[width:]) if cell]
        if beyond:
            text = f"{beyond[0]!r} has no column name above it; is there a comma in an address?"
            self.problems.append(self.table.head.problem(text, row))
        return not beyond

    def _blank(self, row: int, cells: Sequence[str]) -> None:
        """Say which cell is empty, unless the whole row is."""
        if any(map(tidy, cells)):
            for use, advice in (("id", "give every address an id"), ("area", "name its area")):
                if not _cell(cells, self.places[use]):
                    self._say(f"the cell is empty; {advice}", row, use)

    def _find_twins(self) -> None:
        """Say which ids stand twice, and where; asked only where there are some."""
        rows: dict[str, int] = {}
        for row, cells in self.table.rows():
            id = _cell(cells, self.places["id"])
            if id and rows.setdefault(id, row) != row:
                text = f"the id {id!r} stands in row {rows[id]} already; give every address its own"
                self._say(text, row, "id")
            if len(self.problems) >= PROBLEMS:
                break

    def _say(self, text: str, row: int, use: str) -> None:
        self.problems.append(_problem(self.table, text, row, self.places[use]))


def _places(
    table: LongTable, asked: Mapping[str, str | None], usual: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    """Where each column that is asked for stands.

    Raises:
        InvalidInputError: with every column that is not there, or stands twice.
    """
    head, places, problems = table.head, {}, []
    for use, name in asked.items():
        names = [name] if name is not None else [*usual.get(use, ())]
        found = next((p for p in map(head.place, names) if p is not None), None)
        if found is not None:
            places[use] = found
        elif names:
            wanted = f"there is no column {name!r}" if name else f"no column is called {names[0]}"
            columns = ", ".join(filter(None, head.columns))
            advice = f"say which one is (--{use} COLUMN); the columns are {columns}"
            problems.append(head.problem(f"{wanted}; {advice}", head.header_row))
    problems += head.repeated(head.columns[place] for place in places.values())
    if len(set(places.values())) < len(places):
        problems.append(head.problem("one column cannot serve two ends", head.header_row))
    if problems:
        raise InvalidInputError(problems)
    return places


def _cell(cells: Sequence[str], place: int) -> str:
    """What stands at *place*, tidied; nothing where the row ends before it."""
    return tidy(cells[place]) if place < len(cells) else ""


def _problem(table: LongTable, text: str, row: int, place: int) -> Problem:
    return table.head.problem(text, row, table.head.columns[place])
