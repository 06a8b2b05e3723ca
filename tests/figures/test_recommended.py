"""The recommendations in the report: in which order, with what is said of them, in which words."""

from typing import Any

from deliberation.figures import printed_report, report
from deliberation.figures.recommended import recommendations
from deliberation.record.reasons import Reasons
from deliberation.record.vote_options import options_of
from deliberation.record.wordings import encode_wordings
from deliberation.voting import Grades, Profile
from tests.figures.test_report import Reader, votes_only
from tests.record.test_vote import encoded

TERMS = {**options_of("support"), "share": [4, 5], "of": "answers", "near": 2}
TERMS = {name: value for name, value in TERMS.items() if value is not None}


def vote(id: str = "v1", **support: int) -> dict[str, Any]:
    """A vote in which 40 answer on each, and so many of them support it."""
    given: dict[Grades, int] = {}
    for name, yes in support.items():
        given |= {Grades({name: "agree"}): yes, Grades({name: "disagree"}): 40 - yes}
    document = encoded("support", Profile([*support], given), **TERMS)
    return document | {"id": id, "title": f"Vote {id}"}


def test_they_come_by_support_and_near_misses_stand_between() -> None:
    """Four fifths of 40 are 32: 35 and 33 carry, 30 is two short, 29 and 8 are further away."""
    found = recommendations([vote(heat=33, cars=8, bonus=35, trees=30, roofs=29)], {})
    assert [(one.name, one.group) for one in found] == [
        ("bonus", "carried"),
        ("heat", "carried"),
        ("trees", "nearly carried"),
        ("roofs", "not carried"),
        ("cars", "not carried"),
    ]


def test_what_is_asked_once_more_stands_by_itself() -> None:
    first = vote(trees=30, bonus=35)
    second = vote("v2", trees=34)
    second["options"] = second["options"] | {"revises": "v1"}
    found = recommendations([first, second], {})
    assert [(one.vote, one.name, one.group) for one in found] == [
        ("Vote v1", "bonus", "carried"),
        ("Vote v2", "trees", "carried"),
        ("Vote v1", "trees", "asked again"),
    ]


def test_votes_by_other_rules_recommend_nothing(make_vote: Any) -> None:
    documents = votes_only(v1=make_vote("irv", Profile.ranked({("a", "b"): 9})))
    assert recommendations([documents["votes/v1.json"]], {}) == ()
    assert "The recommendations" not in Reader(report(documents)).text


def test_text_support_reason_and_minority_are_told() -> None:
    document = vote(heat=33, cars=8)
    document["options"] = document["options"] | {"texts": {"heat": "Lay pipes.\nBy 2030."}}
    said = {"v1": {"heat": Reasons("Gas ends.\nSoon.", ("It costs <too> much.", "Too late."))}}
    page = report(votes_only(v1=document), reasons=said)
    text = Reader(page).text
    assert "heat Lay pipes. By 2030. 33 of 40 support it, and it takes 32. Why: Gas ends." in text
    assert "A minority sees it otherwise: It costs <too> much. Too late." in text
    assert "&lt;too&gt;" in page
    assert "Nobody signs reasons" in text
    assert "these come from reasons.json" in text
    assert "How it came about" in text
    silent = Reader(report(votes_only(v1=document))).text
    assert "reasons.json" not in silent
    assert "Nobody signs" not in silent


def test_of_few_voters_no_support_is_told() -> None:
    profile = Profile(["heat", "cars"], {Grades({"heat": "agree", "cars": "disagree"}): 4})
    document = encoded("support", profile, **TERMS)
    found = recommendations([document], {})
    assert [(one.name, one.group, one.support) for one in found] == [
        ("heat", "carried", None),
        ("cars", "not carried", None),
    ]
    assert "How many support it is not published." in Reader(report(votes_only(v1=document))).text


def test_the_usual_answers_are_told_in_the_language_of_the_report() -> None:
    page = report(votes_only(v1=vote(heat=33, cars=8)), language="da")
    assert "helt enig" in page
    assert "agree" not in page


def test_a_report_uses_the_wording_of_its_language_and_names_what_was_counted() -> None:
    document = vote(heat=33, cars=8)
    documents = votes_only(v1=document)
    danish = {"title": "Klima", "question": "Hvad?", "plain": "Kort sagt?", "option 1": "Varme"}
    documents["votes/v1.wording.json"] = encode_wordings("v1", "en", {"da": danish})
    page = Reader(report(documents, language="da")).text
    for said in ("Afstemning: Klima", "Hvad?", "Kort sagt?", "Varme (heat)", "På dansk", "cars"):
        assert said in page, said
    assert "Varme (heat)" in "".join(printed_report(documents, language="da"))
    english = Reader(report(documents, language="en")).text
    assert "Vote: Vote v1" in english
    assert "Varme" not in english
    assert "translation" not in english
