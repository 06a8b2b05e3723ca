"""What a ballot may say is fixed beforehand, and so is how long it is."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, permutations, product
from typing import Any

import pytest

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import Terms
from deliberation.urn.faults import (
    AGAINST,
    GRADE,
    KIND,
    MANY,
    OVERSPENT,
    PHRASE,
    REASONS,
    SCORE,
    STRANGER,
    UNREADABLE,
)
from deliberation.voting import (
    Approval,
    Ballot,
    Credits,
    Grades,
    Ranking,
    Scores,
    WeakRanking,
)

NAMES = ("a", 'q"', "døø")


def orders(most: int) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(permutations(NAMES, n) for n in range(most + 1))


def each(*values: Any) -> Iterator[dict[str, Any]]:
    """Every way to give some candidates one of the *values*."""
    for given in product((None, *values), repeat=len(NAMES)):
        yield {name: value for name, value in zip(NAMES, given, strict=True) if value is not None}


@pytest.mark.parametrize(
    ("terms", "ballots"),
    [
        (Terms("v", "ranking", NAMES), map(Ranking, orders(3))),
        (Terms("v", "ranking", NAMES, most=2), map(Ranking, orders(2))),
        (Terms("v", "approval", NAMES, most=1), (Approval(order) for order in orders(1))),
        (Terms("v", "weak ranking", NAMES), (WeakRanking([c] for c in o) for o in orders(3))),
        (Terms("v", "scores", NAMES, scores=(-1, 5)), map(Scores, each(-1, 0, 5))),
        (Terms("v", "scores", NAMES, scores=(0, 10)), map(Scores, each(0, 9, 10))),
        (Terms("v", "grades", NAMES, grades=("ok", "né")), map(Grades, each("ok", "né"))),
    ],
)
def test_the_length_is_that_of_the_longest_ballot(terms: Terms, ballots: Iterator[Ballot]) -> None:
    """By writing down every ballot there is, or for scores the longest and shortest."""
    written = [ballot for ballot in ballots if not [*urn.faults(ballot, terms)]]
    assert max(len(urn.encode(ballot)) for ballot in written) == terms.length


@pytest.mark.parametrize(("credits", "against", "longest"), [(8, True, "-2"), (99, False, "9")])
def test_no_spending_is_longer_than_the_length(credits: int, against: bool, longest: str) -> None:
    """What one candidate could get at most (2 * 2 of 8 credits, 9 * 9 of 99), for each of them."""
    terms = Terms("v", "credits", NAMES, credits=credits, against=against)
    assert terms.length == len(
        f'{{"credits":{{"a":{longest},"q\\"":{longest},"døø":{longest}}}}}'.encode()
    )
    votes = each(*range(-2 if against else 1, 3))
    written = [b for b in map(Credits, votes) if not [*urn.faults(b, terms)]]
    assert len(written) > 20
    assert all(len(urn.encode(ballot)) <= terms.length for ballot in written)


def test_a_phrase_takes_as_much_as_the_longest_one() -> None:
    """Forty birds of four bytes each, in quotation marks, behind the name and a comma."""
    plain, printed = (Terms("v", "approval", NAMES, phrases=p) for p in (False, True))
    assert printed.length - plain.length == len('"phrase":"",') + 40 * 4


@pytest.mark.parametrize(
    ("ballot", "phrase", "reason", "sentence"),
    [
        (Ranking(("moon",)), None, STRANGER, "'moon' does not stand in this vote"),
        (Ranking(NAMES), None, MANY, "this ballot names 3 candidates; name at most 2"),
        (
            Approval(NAMES),
            None,
            KIND,
            "this vote takes ballots of the kind 'ranking', not 'approval'",
        ),
        (Ranking(()), "", PHRASE, "a phrase has 1 to 40 characters, not 0"),
        (Ranking(()), "   ", PHRASE, "a phrase has 1 to 40 characters, not 3"),
        (Ranking(()), "x" * 41, PHRASE, "a phrase has 1 to 40 characters, not 41"),
        (
            Ranking(()),
            "a\nb",
            PHRASE,
            "the phrase holds what cannot be printed; retype it on one line",
        ),
    ],
)
def test_what_a_ranking_may_not_say(
    ballot: Ballot, phrase: str | None, reason: str, sentence: str
) -> None:
    terms = Terms("v", "ranking", NAMES, most=2, phrases=True)
    (fault,) = urn.faults(ballot, terms, phrase)
    assert (fault.reason, fault.text) == (reason, sentence)


@pytest.mark.parametrize(
    ("terms", "ballot", "reasons"),
    [
        ({"scores": (0, 5)}, Scores({"a": 6, "døø": -1}), [SCORE, SCORE]),
        ({"grades": ("ok",)}, Grades({"a": "no"}), [GRADE]),
        ({"credits": 9}, Credits({"a": 3, "døø": 1}), [OVERSPENT]),
        ({"credits": 9, "against": False}, Credits({"a": -3}), [AGAINST]),
        ({"credits": 9}, Credits({"moon": 4}), [STRANGER, OVERSPENT]),
    ],
)
def test_what_marks_may_not_say(terms: dict[str, Any], ballot: Ballot, reasons: list[str]) -> None:
    kind = next(iter(terms))
    found = [fault.reason for fault in urn.faults(ballot, Terms("v", kind, NAMES, **terms))]
    assert found == reasons
    assert found == sorted(found, key=REASONS.index)


def test_parts_of_votes_and_of_scores_are_not_sealed() -> None:
    half = Fraction(1, 2)
    terms = Terms("v", "credits", NAMES, credits=9)
    assert [f.reason for f in urn.faults(Credits({"a": half}), terms)] == [UNREADABLE]
    terms = Terms("v", "scores", NAMES, scores=(0, 5))
    assert [f.reason for f in urn.faults(Scores({"a": half}), terms)] == [SCORE]


def test_a_phrase_is_refused_where_none_is_printed() -> None:
    (fault,) = urn.faults(Ranking(()), Terms("v", "ranking", NAMES), "blue heron")
    assert fault.text == "this vote prints no phrases; leave it out"


@pytest.mark.parametrize("kind", ["ranking", "weak ranking", "approval", "scores"])
def test_a_blank_ballot_may_be_cast(kind: str) -> None:
    blank: dict[str, Ballot] = {
        "ranking": Ranking(()),
        "weak ranking": WeakRanking([]),
        "approval": Approval([]),
        "scores": Scores({}),
    }
    terms = Terms("v", kind, NAMES, scores=(0, 1) if kind == "scores" else None)
    assert not [*urn.faults(blank[kind], terms)]


def test_everything_wrong_with_terms_is_said_at_once() -> None:
    with pytest.raises(InvalidInputError) as refused:
        Terms("a b", "ranking", ("x", "x", " "), most=4, credits=3)
    assert [str(problem) for problem in refused.value.problems] == [
        "'a b' is no id of a vote; use at most 64 of a-z, A-Z, 0-9, - and _",
        "the candidate 'x' stands 2 times; keep one",
        "' ' is no name for a candidate; write one that can be read",
        "a ballot can name 1 to 3 candidates, not 4",
        "credits belong to a vote with credits, and this is one with ranking",
    ]


@pytest.mark.parametrize(
    ("kind", "rest", "sentence"),
    [
        ("rank", {}, "there are no ballots of the kind 'rank'; take ranking, weak ranking,"),
        ("scores", {}, "scores belong to a vote with scores, and none are given"),
        ("scores", {"scores": (5, 5)}, "scores go from a whole number to a higher one"),
        ("scores", {"scores": (0, 1, 2)}, "scores go from a whole number to a higher one"),
        ("grades", {"grades": ()}, "there is no grade"),
        ("grades", {"grades": ("ok", "ok")}, "the grade 'ok' stands 2 times; keep one"),
        ("credits", {"credits": 0}, "credits are a whole number from 1, not 0"),
        ("scores", {"scores": (0, 5), "most": 2}, "has no limit on how many it names"),
        ("ranking", {"most": 0}, "a ballot can name 1 to 3 candidates, not 0"),
    ],
)
def test_terms_that_do_not_fit_are_refused(kind: str, rest: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        Terms("v", kind, NAMES, **rest)


@pytest.mark.parametrize("candidates", [(), ("\ud800",)])
def test_candidates_that_cannot_be_written_are_refused(candidates: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInputError):
        Terms("v", "ranking", candidates)
