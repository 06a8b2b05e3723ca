"""The report of a session: what was planned, what happened, what was decided."""

from typing import Any

import pytest

from deliberation.figures import REPORT, printed_session_report, session_report
from deliberation.figures.session_words import SESSION
from deliberation.figures.words import ENGLISH
from deliberation.io.pdf import pdf_of
from tests.figures.test_recommended import vote
from tests.figures.test_report import Reader

MEETING: dict[str, Any] = {
    "title": "First <b>meeting</b>",
    "place": "Town hall",
    "starts": "2026-03-14T18:00:00+01:00",
    "agenda": [
        {
            "title": "Welcome",
            "minutes": 15,
            "planned": ["2026-03-14T18:00:00+01:00", "2026-03-14T18:15:00+01:00"],
            "began": "2026-03-14T18:05:00+01:00",
            "ended": "2026-03-14T18:25:31+01:00",
            "vote": None,
        },
        {
            "title": "Vote",
            "minutes": 30,
            "planned": ["2026-03-14T18:15:00+01:00", "2026-03-14T18:45:00+01:00"],
            "began": None,
            "ended": None,
            "vote": "v1",
        },
    ],
    "checked_in": 36,
    "speaking": {
        "turns": 12,
        "minutes": 40,
        "speakers": 11,
        "groups": [5, 6, 0],
        "halves": [30, 10],
    },
}


def told(language: str = "en", votes: bool = True, **changes: Any) -> str:
    documents = {"votes/v1.json": vote(heat=33, cars=8)} if votes else {}
    return Reader(session_report(MEETING | changes, documents, language=language)).text


def test_the_agenda_is_told_as_planned_and_as_it_went() -> None:
    text = told()
    assert "on 2026-03-14 at 18:00. Place: Town hall." in text
    assert "Welcome 18:00–18:15 18:05–18:25 15 20" in text
    assert "Vote 18:15–18:45 left out 30" in text
    assert "36 checked in" in text or "checked in 36" in text


@pytest.mark.parametrize(
    ("ways", "sentences"),
    [
        ((20, 16, 6, 2), (True, True, True)),
        ((None, None, None, 0), (False, False, False)),
        ((None, None, 5, 1), (False, True, True)),
    ],
)
def test_the_ways_of_ballots_are_told_as_far_as_the_document_tells_them(ways, sentences) -> None:
    said = (
        "On paper: 20. On phones and shared tablets: 16.",
        f"Members who were helped to vote: {ways[2]}.",
        f"Papers that were spoiled or given back, and struck: {ways[3]}.",
    )
    numbers = dict(zip(("paper", "phones", "helped", "struck"), ways, strict=True))
    text = told(ways={"v1": numbers, "elsewhere": numbers})
    assert tuple(one in text for one in said) == sentences
    assert "On paper" not in told(), "of a document from before nothing is known"


def test_speaking_is_told_without_a_name() -> None:
    text = told()
    assert "Turns to speak: 12, together 40 minutes. People who spoke: 11." in text
    assert "The half of them who spoke most had 75.0% of the time." in text
    assert "up to 2 minutes 5 more than 2, up to 5 minutes 6 more than 5 minutes 0" in text
    few = MEETING["speaking"] | {"speakers": None, "groups": None, "halves": None}
    assert "fewer than five people are not published" in told(speaking=few)
    assert "How long was spoken" not in told(speaking=None)


def test_votes_are_told_with_their_results_and_how_to_check_them() -> None:
    text = told()
    assert "Vote: Vote v1" in text
    assert "deliberation verify bundle.zip" in text
    assert "deliberation verify" not in told(votes=False), "its vote is not decided"


def test_a_number_of_people_that_is_not_told_leaves_no_gap() -> None:
    assert "checked in" not in told(checked_in=None)


@pytest.mark.parametrize("language", REPORT)
def test_it_is_a_page_and_a_pdf_in_each_language(language: str) -> None:
    documents = {"votes/v1.json": vote(heat=33, cars=8)}
    source = printed_session_report(MEETING, documents, language=language)
    assert pdf_of(source).startswith(b"%PDF-")
    assert "<b>" not in session_report(MEETING, documents, language=language)


def test_words_do_not_collide_with_those_of_the_report() -> None:
    for language, words in SESSION.items():
        assert words.keys() == SESSION["en"].keys()
        assert not words.keys() & (REPORT[language].keys() | ENGLISH.keys())
