"""Documents: one way to write them, their digests, and how to read them again."""

import json
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import canonical, digest, from_file, to_file
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import (
    commitment,
    decode_lottery,
    encode_lottery,
    person_digest,
    person_salt,
)
from deliberation.sortition.draw import Draw, draw
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Person, Pool, Standing
from deliberation.sortition.quotas import Quota, Quotas

SALT = "00112233445566778899aabbccddeeff"

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


@pytest.fixture
def pool() -> Pool:
    people = [("c2", "w", "Elm 2"), ("c1", "m", "Elm 2"), ("c4", "w", "Ash 1"), ("c3", "m", None)]
    people += [("c6", "w", "Oak 9"), ("c5", "m", "Oak 9")]
    return Pool(tuple(Person(id, {"sex": s, "name": f"name of {id}"}, h) for id, s, h in people))


@pytest.fixture
def quotas() -> Quotas:
    return Quotas(2, (Quota("sex", "w", 1, 1), Quota("sex", "m", 1, 1, flex_upper=2)))


@pytest.fixture
def lottery(pool: Pool) -> Lottery:
    return Lottery(pool.ids, (("c3", "c2"), ("c1", "c4")), (3, 1), "leximin")


@given(values)
def test_canonical_json_is_json_and_says_the_same(value: Any) -> None:
    assert json.loads(canonical(value)) == value


@settings(deadline=None)
@given(st.lists(values, max_size=4), st.integers(0, 120), st.integers(0, 7))
def test_what_is_written_part_by_part_is_what_would_be_written_at_once(
    inner: list[Any], length: int, depth: int
) -> None:
    """Long lists stand at every depth, also where the parts are no longer written one by one."""
    value: Any = [inner] * length
    for _ in range(depth):
        value = {"b": [value, {}], "a": (), "é": None}
    at_once = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(value) == at_once.encode()
    assert digest(value) == sha256(at_once.encode()).hexdigest()


@given(st.dictionaries(texts, values))
def test_a_document_comes_back_from_its_file(document: dict[str, Any]) -> None:
    assert from_file(to_file(document)) == document


@given(st.dictionaries(texts, values, min_size=2))
def test_the_order_of_names_does_not_matter(document: dict[str, Any]) -> None:
    assert digest(dict(reversed(document.items()))) == digest(document)


def test_names_are_sorted_by_code_point() -> None:
    assert canonical({"é": 1, "z": 2, "B": 3, "\U0001f600": 4, "\uffff": 5}).decode() == (
        '{"B":3,"z":2,"é":1,"\uffff":5,"\U0001f600":4}'
    )


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), Fraction(1, 3), 2**53, -(2**53), {1: 2}, b"x", {"a": [1.5]}, "\ud800"],
)
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(InvalidInputError):
        canonical(value)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]\n", b'{"a": 1}\n', b"\xff\n", b'{"a":1,"a":1}\n', b'{"a":1.0}\n']
)
def test_a_file_in_another_form_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"draw\.json"):
        from_file(data, name="draw.json")


def test_the_digest_is_that_of_the_bytes() -> None:
    assert digest("") == "12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126"


def test_a_lottery_comes_back_with_what_it_publishes(
    pool: Pool, quotas: Quotas, lottery: Lottery
) -> None:
    document = encode_lottery(pool, quotas, lottery)
    again, bounds, tickets = decode_lottery(from_file(to_file(document)))
    assert tickets == lottery
    assert again.ids == pool.ids
    assert again.features == ("sex",)
    assert [str(quota) for quota in bounds] == [str(quota) for quota in quotas]
    assert encode_lottery(again, bounds, tickets) == document


def test_joint_quotas_the_limit_and_standings_come_back(pool: Pool, quotas: Quotas) -> None:
    joint = Quota("sex", "w", 1, 1, also=(("name", "name of c2"),))
    terms = Quotas(2, (*quotas, joint), per_household=2)
    c1, c2, c3, *others = (replace(p, household="Elm 2") for p in sorted(pool, key=lambda p: p.id))
    c1, c3 = replace(c1, standing=Standing.IN), replace(c3, standing=Standing.OUT)
    people = Pool((c1, c2, c3, *others))
    document = encode_lottery(people, terms, Lottery(people.ids, (("c1", "c2"),), (3,)))
    again, bounds, _ = decode_lottery(from_file(to_file(document)))
    assert document["quotas"][2]["answers"] == {"name": "name of c2", "sex": "w"}
    assert [p.standing for p in again] == [Standing.IN, Standing.OPEN, Standing.OUT] + [
        Standing.OPEN
    ] * 3
    assert bounds.per_household == 2
    assert [{*quota.answers} for quota in bounds] == [{*quota.answers} for quota in terms]
    with pytest.raises(InvalidInputError) as error:
        encode_lottery(people, terms, Lottery(people.ids, (("c2", "c3"),), (1,)))
    assert [str(problem) for problem in error.value.problems] == [
        "the panel c2, c3 lacks c1, who must be in",
        "the panel c2, c3 holds c3, who must be out",
    ]


def test_no_address_and_no_name_is_published(pool: Pool, quotas: Quotas, lottery: Lottery) -> None:
    written = canonical(encode_lottery(pool, quotas, lottery)).decode()
    assert not any(word in written for word in ("Elm", "Ash", "Oak", "name of"))


def test_households_are_numbered_by_the_sorted_people(
    pool: Pool, quotas: Quotas, lottery: Lottery
) -> None:
    people = encode_lottery(pool, quotas, lottery)["people"]
    assert [p["household"] for p in people] == ["h1", "h1", None, None, "h2", "h2"]


def test_withheld_answers_appear_as_digests_only(
    pool: Pool, quotas: Quotas, lottery: Lottery
) -> None:
    document = encode_lottery(pool, quotas, lottery, salt=SALT, publish_people=False)
    entry = {"id": "c3", "features": {"sex": "m"}, "household": None, "standing": "open"}
    mine = person_digest(entry, salt=person_salt(SALT, "c3"))
    assert document["people"][2] == {"id": "c3", "digest": mine}
    assert mine == digest([digest([SALT, "c3"])[:32], "c3", {"sex": "m"}, None, "open"])
    assert document["commitment"] != encode_lottery(pool, quotas, lottery)["commitment"]
    with pytest.raises(InvalidInputError, match="withholds"):
        decode_lottery(document)


@pytest.mark.parametrize("salt", ["", "short"])
def test_a_salt_that_could_be_guessed_is_refused(
    pool: Pool, quotas: Quotas, lottery: Lottery, salt: str
) -> None:
    with pytest.raises(InvalidInputError, match="salt"):
        encode_lottery(pool, quotas, lottery, salt=salt, publish_people=False)


def test_the_commitment_is_worked_out_from_the_parts(
    pool: Pool, quotas: Quotas, lottery: Lottery
) -> None:
    document = encode_lottery(pool, quotas, lottery)
    assert commitment(document) == document["commitment"]
    document["digests"]["quotas"] = "0" * 64
    assert commitment(document) != document["commitment"]


def test_a_lottery_of_other_people_or_broken_quotas_is_not_written(
    pool: Pool, quotas: Quotas, lottery: Lottery
) -> None:
    with pytest.raises(InvalidInputError, match="other people"):
        encode_lottery(Pool(pool.people[1:]), quotas, lottery)
    broken = Lottery(pool.ids, (("c2", "c4"), ("c1", "c2")), (1, 1))
    with pytest.raises(InvalidInputError) as error:
        encode_lottery(pool, quotas, broken)
    told = [str(problem) for problem in error.value.problems]
    assert told == [
        "the panel c1, c2 holds too many of one household: c1, c2",
        "the panel c2, c4 does not meet sex = w: 1 to 1",
        "the panel c2, c4 does not meet sex = m: 1 to 1",
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("commitment", "0" * 64),
        ("size", 3),
        ("size", "2"),
        ("panels", []),
        ("panels", [{"members": ["c1", "c4"], "tickets": 2.5}]),
        ("panels", [{"members": ["c1", "c4"]}]),
        ("people", [{}]),
        ("people", None),
        ("quotas", [1]),
        ("marginals", {}),
        ("format", "deliberation lottery 1"),
        ("per_household", 0),
        ("quotas", [{"answers": {}, "lower": 0, "upper": 2}]),
        ("surplus", 1),
    ],
)
def test_a_lottery_that_was_changed_is_refused(
    pool: Pool, quotas: Quotas, lottery: Lottery, place: str, value: Any
) -> None:
    document = encode_lottery(pool, quotas, lottery) | {place: value}
    with pytest.raises(InvalidInputError):
        decode_lottery(document)


def test_a_draw_says_what_was_drawn(pool: Pool, quotas: Quotas, lottery: Lottery) -> None:
    document = encode_lottery(pool, quotas, lottery)
    drawn = draw(lottery, seed="dice 3")
    assert encode_draw(document, drawn, ["c5", "c6"]) == {
        "format": "deliberation draw 1",
        "commitment": document["commitment"],
        "announcement": None,
        "numbering": None,
        "method": "lots",
        "seed": "dice 3",
        "signature": None,
        "ticket": drawn.ticket,
        "panel": [*drawn.panel],
        "alternates": ["c5", "c6"],
    }


@pytest.mark.parametrize("forged", [Draw("s", 0, ("c2", "c3")), Draw("s", 4, ("c1", "c4"))])
def test_a_draw_from_another_lottery_is_refused(
    pool: Pool, quotas: Quotas, lottery: Lottery, forged: Draw
) -> None:
    with pytest.raises(InvalidInputError, match="ticket"):
        encode_draw(encode_lottery(pool, quotas, lottery), forged)
