"""A sentence is English to whoever reads it, and remembers what it is made of."""

import pickle

import pytest

from deliberation.errors import (
    Conflict,
    InfeasibleQuotasError,
    InvalidInputError,
    Problem,
    ProcedureError,
    Relaxation,
)
from deliberation.sentences import Sentence, all_of, any_of
from deliberation.sortition import Quota


def test_a_sentence_is_a_string_in_english() -> None:
    told = Sentence("{value!r} has {n} quotas: {known}", value="ж", n=2, known=["a", "b"])
    assert told == "'ж' has 2 quotas: a, b"
    assert f"row 3: {told}" == "row 3: 'ж' has 2 quotas: a, b"
    assert {told: 1}["'ж' has 2 quotas: a, b"] == 1


def test_what_it_is_made_of_stays() -> None:
    told = Sentence("{value!r} has no quota", value="x")
    assert (told.template, dict(told.parts)) == ("{value!r} has no quota", {"value": "x"})
    assert Problem(told, row=3).text is told
    assert InvalidInputError([told]).problems[0].text is told
    assert ProcedureError(told).sentence is told


def test_braces_in_names_and_in_plain_sentences_are_just_braces() -> None:
    assert Sentence("{value!r} has no quota", value="{x}") == "'{x}' has no quota"
    assert Sentence("paste all, from { to }") == "paste all, from { to }"


def test_a_sentence_that_travels_is_the_same() -> None:
    told = Sentence("no panel; {advice}", advice=Sentence("widen {quota}", quota="a = b"))
    back = pickle.loads(pickle.dumps(told))
    assert back == told == "no panel; widen a = b"
    assert back.parts["advice"].parts == {"quota": "a = b"}


@pytest.mark.parametrize(
    ("things", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a and b and c")]
)
def test_things_are_joined_by_words_that_can_be_translated(things: list[str], said: str) -> None:
    assert all_of(things) == said
    assert any_of(things) == said.replace("and", "or")
    assert isinstance(all_of(things), Sentence) == (len(things) > 1)


def test_the_name_of_a_joint_quota_can_be_said_in_another_language() -> None:
    name = Quota("age", "16-29", 1, 2, also=(("gender", "woman"),)).name
    assert name == "age = 16-29 and gender = woman"
    assert isinstance(name, Sentence)


def test_what_would_help_is_part_of_what_is_said_of_quotas_that_cannot_be_met() -> None:
    repair = (Relaxation("age", "old", 1, 4), Relaxation("age", "young", 0, 2))
    conflict = Conflict((), None, "smallest")
    error = InfeasibleQuotasError(conflict, [repair], confirmed=2)
    assert str(error) == (
        "with 2 confirmed, no panel from this pool meets every quota; the smallest change that "
        "helps is age = old: allow 1 to 4, and age = young: allow 0 to 2"
    )
    assert isinstance(error.sentence, Sentence)
    assert str(InfeasibleQuotasError(conflict)) == (
        "no panel from this pool meets every quota; widen a quota or invite more people"
    )
