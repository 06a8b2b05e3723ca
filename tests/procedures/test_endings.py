"""A name that an ending hides is shown to somebody who knows, in every language of the pages."""

import pytest

from deliberation.procedures import admitting, decide, forgetting, wording
from deliberation.procedures.endings import with_endings


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("Bo Sørensen", "Bo SØRENSENS"),
        ("Ayşe", "Ayşenin"),
        ("Аміна Коваль", "Аміною Ковалем"),
        ("Андрій", "Андрієві"),
        ("Anna Kowalska", "Annę Kowalską"),
        ("Ewa", "Ewy"),
        ("أمينة", "ولأمينة"),
        ("Amina El-Sayed", "Amina el Sayed"),
    ],
)
def test_a_name_with_an_ending_or_a_letter_joined_to_it_is_found(called, said) -> None:
    assert with_endings(called, [f"({said}; {called}) …", said]) == (said,)


@pytest.mark.parametrize(
    ("called", "text"),
    [
        ("Bo Sørensen", "Bo Sørensen, Bos og Sørensens, Bo\n\nHansen Sørensen"),
        ("Bo", "jumbo, abbo, Bo’s, Bo, bologneser"),
        ("!", "!a"),
        ("", "a"),
    ],
)
def test_the_name_itself_and_other_words_are_not_told(called, text) -> None:
    assert with_endings(called, [text]) == ()


def test_a_name_is_found_in_no_two_texts_together() -> None:
    assert with_endings("Bo Berg", ["Bo", "Bergs"]) == ()


def test_what_may_be_the_name_is_told_with_its_vote_and_nothing_of_it_is_forgotten(
    begin, add_vote, now
) -> None:
    add_vote(begin, "v1", language="da", question="Følger vi Bo Åbergs råd?")
    add_vote(begin, "v2")
    add_vote(begin, "v3")
    with begin() as store:
        store.put_message("a1", "Tak for Bos Åbergs ord")
        wording.write_wordings(store, "v1", {"tr": {"title": "Bo Åbergin"}}, by="f1")
        wording.write_wordings(store, "v3", {"pl": {"title": "Bo Åberga"}}, by="f1")
        admitting.issue_cards(store, "a1", count=1, random_bytes=bytes, by="f1")
        decide.open_vote(store, "v3", by="f1", now=now)
        forgetting.forget_name(store, "a1", "bo åberg")
        perhaps = forgetting.perhaps_naming(store, ["a1"], "bo åberg")
        assert [(where and where.id, words) for where, words in perhaps] == [
            (None, ("Bos Åbergs",)),
            ("v1", ("Bo Åbergs", "Bo Åbergin")),
            ("v3", ("Bo Åberga",)),
        ]
        assert store.wordings("v1") == {"tr": {"title": "Bo Åbergin"}}
        assert forgetting.perhaps_naming(store, ["a1"], " ") == []
