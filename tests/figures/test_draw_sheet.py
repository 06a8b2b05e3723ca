"""The sheet for the room: every step, every ticket, in every language."""

import re
from string import Formatter

import pytest

from deliberation.errors import InvalidInputError
from deliberation.figures import SHEET, draw_sheet
from deliberation.figures.words import ENGLISH
from deliberation.record.announcement import Announcement
from deliberation.record.announcement import encode_announcement as encoded
from deliberation.record.canonical import digest
from deliberation.sortition import Lottery, Numbering, Tickets
from tests.figures.test_report import Reader

COMMITMENT = "c0ffee00" * 8
MARKS = {"decimal mark", "thousands mark", "percent"}
PEOPLE = ("anna", "bo", "c<3", "dina", "eli")
BY_HAND = Announcement(COMMITMENT, "three dice", "a box of dice", "hand")
BY_LOTS = Announcement(COMMITMENT, "drand quicknet round 8", None)


def tickets(*counts: int, numbered: bool = True) -> Tickets:
    panels = (("anna", "bo"), ("anna", "c<3"), ("bo", "dina"))[: len(counts)]
    lottery = Lottery(PEOPLE, panels, counts)
    return Tickets(lottery, Numbering("4 0 7", COMMITMENT) if numbered else None)


def told(*counts: int, numbered: bool = True, **terms: object) -> str:
    page = draw_sheet(tickets(*counts, numbered=numbered), commitment=COMMITMENT, **terms)
    return Reader(page).text


def test_every_language_has_every_sentence_with_the_same_places() -> None:
    def places(sentence: str) -> set[str | None]:
        return {place for _, place, _, _ in Formatter().parse(sentence)} - {None}

    for words in SHEET.values():
        assert words.keys() - MARKS == SHEET["en"].keys()
        for key in SHEET["en"]:
            assert places(words[key]) == places(SHEET["en"][key]), key
    assert not SHEET["en"].keys() & ENGLISH.keys()


@pytest.mark.parametrize("language", SHEET)
@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("announcement", [None, BY_HAND])
def test_a_sheet_stands_alone_in_every_language(
    language: str, numbered: bool, announcement: Announcement | None
) -> None:
    page = draw_sheet(
        tickets(30, 60, 10, numbered=numbered),
        commitment=COMMITMENT,
        announcement=announcement,
        language=language,
    )
    reader = Reader(page)
    assert COMMITMENT in reader.text
    attributes = [dict(attributes) for _, attributes in reader.seen]
    assert attributes[0] == {"lang": language} | (
        {"dir": "rtl"} if language in ("ar", "ur") else {}
    )
    assert not any({"src", "href", "style", "onclick"} & set(each) for each in attributes)
    assert "http" not in page
    assert "<script" not in page


def test_everybodys_tickets_and_every_tickets_panel_are_listed() -> None:
    made = tickets(300, 690, 10)
    text = told(300, 690, 10)
    for id, numbers in made.by_person().items():
        assert id in text
        assert " ".join(map(made.written, numbers)) in text
    assert "no ticket" in text  # eli
    for place, numbers in enumerate(made.panels, start=1):
        assert f"Panel {place} {' '.join(map(made.written, numbers))}" in text


def test_the_list_of_tickets_gives_each_number_its_panel() -> None:
    made = tickets(30, 60, 13)
    page = draw_sheet(made, commitment=COMMITMENT)
    panels = {n: str(place) for place, own in enumerate(made.panels, start=1) for n in own}
    rows = re.findall(r'<th scope="row">(\d\d)_</th>((?:<td class="num">\d*</td>)+)', page)
    seen = {
        int(first) * 10 + last: panel
        for first, cells in rows
        for last, panel in enumerate(re.findall(r">(\d*)</td>", cells))
    }
    assert {number: panel for number, panel in seen.items() if panel} == panels
    assert len(seen) == 110


def test_the_numbers_of_the_dice_and_the_throws_that_count_are_told() -> None:
    assert "three ten-sided dice" in told(300, 690, 10)
    assert "Every number from 000 to 999 is on one ticket" in told(300, 690, 10)
    assert "two ten-sided dice" in told(30, 40)
    assert "Above 69 there is no ticket" in told(30, 40)
    assert "one ten-sided die" in told(4)
    assert "four ten-sided dice" in told(10_000)


def test_before_the_numbers_are_known_the_sheet_says_how_they_will_come() -> None:
    text = told(30, 60, 10, numbered=False)
    assert "First step: numbers for the tickets" in text
    assert "two ten-sided dice, thrown three times" in text
    assert "Everybody’s tickets" not in text
    announced = told(30, 60, 10, numbered=False, announcement=BY_HAND)
    assert "by this: a box of dice" in announced
    assert digest(encoded(BY_HAND)) in announced
    assert "First step" not in told(30, 60, 10)
    assert "4 0 7" in told(30, 60, 10)


def test_a_draw_by_lots_from_unnumbered_tickets_is_told_and_listed_too() -> None:
    text = told(30, 60, 10, numbered=False, announcement=BY_LOTS)
    assert "First step" not in text
    assert "drand quicknet round 8" in text
    assert "--drand" in text
    assert "--by-hand" not in text
    assert "Panel 1 00 01 02 03" in text


def test_more_tickets_than_a_sheet_can_list_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="at most 10000"):
        told(10_001, numbered=False)


def test_the_same_draw_gives_the_same_sheet() -> None:
    assert told(30, 60, 10) == told(30, 60, 10)


@pytest.mark.parametrize("language", [*SHEET])
def test_where_a_beacon_draws_nobody_is_told_to_throw_dice(language: str) -> None:
    """BY_LOTS names a round: it is looked up and pasted, and neither thrown nor typed."""
    page = told(2, 3, numbered=False, announcement=BY_LOTS, language=language)
    words = SHEET[language]
    for key in ("need screen", "see round", "paste round"):
        assert words[key] in page
    for key in ("need table", "write seed", "read seed", "type lots"):
        assert words[key] not in page


def test_dice_that_number_the_tickets_of_such_a_draw_are_still_needed() -> None:
    both = Announcement(COMMITMENT, "drand quicknet round 8", "a box of dice")
    before = told(2, 3, numbered=False, announcement=both)
    assert SHEET["en"]["need screen"] in before
    assert SHEET["en"]["need table"] in before
    assert SHEET["en"]["write seed"] in before
    assert SHEET["en"]["need table"] not in told(2, 3, announcement=both), "they are thrown"
