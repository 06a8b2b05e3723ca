"""A name that is erased is looked for in what votes ask in other languages too."""

import pytest

from deliberation.procedures import admitting, decide, erasing, forgetting, rehearsing, wording

NAME = "Bo Åberg"
ARABIC = {"title": "اقتراح BO  åberg", "question": "كيف؟", "option 1": "Boåberg"}
PLAIN = {"plain": "Bo Åberg’s idea.", "title": "The idea"}


def written(begin, add_vote, id):
    """A draft in Danish whose translations call somebody by name."""
    add_vote(begin, id, language="da")
    with begin() as store:
        wording.write_wordings(store, id, {"ar": ARABIC, "en": PLAIN}, by="f1")


def forget(begin, called):
    with begin() as store:
        return forgetting.forget_name(store, "a1", called)


def wordings(begin, id):
    with begin.reading() as store:
        return store.wordings(id)


def test_each_translation_of_a_draft_that_says_the_name_goes_and_the_others_stay(
    begin, add_vote
) -> None:
    written(begin, add_vote, "v1")
    assert forget(begin, NAME) == 2
    assert wordings(begin, "v1") == {
        "ar": {"question": "كيف؟", "option 1": "Boåberg"},
        "en": {"title": "The idea"},
    }
    assert forget(begin, NAME) == 0


@pytest.mark.parametrize("called", ["o Åber", "erg", "Bo Å"])
def test_a_name_is_not_found_inside_a_word(begin, add_vote, called) -> None:
    written(begin, add_vote, "v1")
    assert forget(begin, called) == 0
    assert wordings(begin, "v1") == {"ar": ARABIC, "en": PLAIN}


def test_what_was_fixed_stays_and_is_told(begin, add_vote, now) -> None:
    written(begin, add_vote, "v1")
    written(begin, add_vote, "v2")
    add_vote(begin, "v3", title="Bo Åbergs idé", question="Følger vi Bo Åberg?")
    add_vote(begin, "v4")
    with begin() as store:
        admitting.issue_cards(store, "a1", count=1, random_bytes=bytes, by="f1")
        decide.open_vote(store, "v1", by="f1", now=now)
    forget(begin, NAME)
    assert wordings(begin, "v1") == {"ar": ARABIC, "en": PLAIN}
    with begin.reading() as store:
        assert [vote.id for vote in forgetting.votes_naming(store, ["a1"], NAME)] == ["v1", "v3"]
        assert forgetting.votes_naming(store, ["a1"], " ") == []


def test_a_rehearsal_forgets_the_name_that_it_copied(
    begin, add_vote, to_pool, now, random_bytes
) -> None:
    to_pool(begin)
    written(begin, add_vote, "v1")
    with begin() as store:
        rehearsing.rehearse(
            store, "v1", members=5, titled="Rehearsal: {}".format,
            random_bytes=random_bytes, by="f1", now=now, ids=("r1", "rv1"),
        )  # fmt: skip
        someone = store.person_ids("a1")[0]
    assert "plain" in wordings(begin, "rv1")["en"]
    with begin() as store:
        found = erasing.erase_person(
            store, "a1", someone, called=NAME, random_bytes=random_bytes, by="f1"
        )
    assert found > 2, "two in the vote, and what the rehearsal has of them"
    left = [*wordings(begin, "v1").values(), *wordings(begin, "rv1").values()]
    assert not any(NAME.casefold() in text.casefold() for said in left for text in said.values())
