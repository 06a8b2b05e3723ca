"""There is one way to write each ballot, and nothing else is read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation import testing, urn
from deliberation.errors import InvalidInputError
from deliberation.voting import Approval, Ballot, Credits, Grades, Ranking, Scores, WeakRanking
from deliberation.voting.ballots import KINDS

NAMES = ["a", 'q"\\', "døø", "\u2028"]


def ballots() -> st.SearchStrategy[Ballot]:
    """Of every kind; scores and credits in whole numbers, as votes take them."""
    whole = st.dictionaries(st.sampled_from(NAMES), st.integers(-99, 99))
    words = st.dictionaries(st.sampled_from(NAMES), st.text(st.characters(codec="utf-8")))
    return st.one_of(
        testing.rankings(NAMES, blank=True),
        testing.weak_rankings(NAMES),
        testing.approvals(NAMES),
        whole.map(Scores),
        whole.map(Credits),
        words.map(Grades),
    )


@given(ballots(), st.none() | st.text(st.characters(codec="utf-8")))
def test_what_is_written_is_read(ballot: Ballot, phrase: str | None) -> None:
    assert urn.decode(urn.encode(ballot, phrase)) == (ballot, phrase)


@given(ballots(), ballots())
def test_equal_ballots_and_only_those_are_equal_bytes(one: Ballot, other: Ballot) -> None:
    assert (urn.encode(one) == urn.encode(other)) == (one == other)


@pytest.mark.parametrize(
    ("ballot", "written"),
    [
        (Ranking(("b", "a")), '{"ranking":["b","a"]}'),
        (WeakRanking([["b"], ["c", "a"]]), '{"weak ranking":[["b"],["a","c"]]}'),
        (Approval({"b", "a"}), '{"approval":["a","b"]}'),
        (Scores({"b": 0, "a": -3}), '{"scores":{"a":-3,"b":0}}'),
        (Grades({"b": "ok", "a": "né"}), '{"grades":{"a":"né","b":"ok"}}'),
        (Credits({"b": 2, "a": -1, "c": 0}), '{"credits":{"a":-1,"b":2}}'),
    ],
)
def test_each_kind_is_written_as_the_reference_says(ballot: Ballot, written: str) -> None:
    assert urn.encode(ballot) == written.encode()
    assert set(json.loads(written)) == {KINDS[type(ballot)]}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"ranking"',
        b'{"phrase":"x"}',
        b'{"phrase":null,"ranking":[]}',
        b'{"ranking":[],"phrase":"x"}',
        b'{"ranking":{}}',
        b'{"ranking":[1]}',
        b'{"ranking":["a","a"]}',
        b'{"ranking":["a"] }',
        b'{"ranking":["a"]}\n',
        b'\xef\xbb\xbf{"ranking":["a"]}',
        '{"ranking":["a"]}'.encode("utf-16"),
        b'{"ranking":["\\u0061"]}',
        b'{"ranking":["a"],"ranking":["a"]}',
        b'{"ranking":["a"],"approval":[]}',
        b'{"weak ranking":["a"]}',
        b'{"weak ranking":[["b","a"]]}',
        b'{"weak ranking":[[]]}',
        b'{"weak ranking":[["a"],["a"]]}',
        b'{"approval":["b","a"]}',
        b'{"approval":["a","a"]}',
        b'{"scores":{"b":1,"a":1}}',
        b'{"scores":{"a":1.0}}',
        b'{"scores":{"a":1e2}}',
        b'{"scores":{"a":true}}',
        b'{"scores":{"a":"1"}}',
        b'{"scores":{"a":null}}',
        b'{"scores":{"a":NaN}}',
        b'{"scores":{"a":-0}}',
        b'{"scores":{"a":9007199254740992}}',
        b'{"scores":{"a":' + b"9" * 5000 + b"}}",
        b'{"grades":{"a":1}}',
        b'{"grades":{"a":["ok"]}}',
        b'{"credits":{"a":0}}',
        b'{"credits":{"a":"1/2"}}',
        b'{"ranking":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"ranking":["\\ud800"]}',
        b'{"ranking":["\xff"]}',
    ],
)
def test_nothing_else_is_read(data: bytes) -> None:
    with pytest.raises(InvalidInputError, match="no ballot in its canonical form") as refused:
        urn.decode(data)
    assert refused.value.__context__ is None


@given(st.binary(max_size=60))
def test_bytes_by_chance_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidInputError):
        urn.decode(data)
