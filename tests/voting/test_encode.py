"""Results as plain data."""

import json
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.voting import (
    PUBLISHED,
    RULE_KINDS,
    RULES,
    Count,
    Credits,
    Profile,
    Tally,
    by_order,
    result_from_json,
    result_to_json,
    stv,
)
from deliberation.voting.approval.committee import Committee
from deliberation.voting.budget import Allocation

CANDIDATES = tuple("cab")
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
profiles = st.dictionaries(orders, st.integers(1, 30), min_size=1).map(
    lambda counts: Profile.ranked(counts, candidates=CANDIDATES)
)


@pytest.mark.parametrize("name", [name for name in PUBLISHED if RULE_KINDS[name] == "ranking"])
@settings(max_examples=30)  # of each rule
@given(profile=profiles)
def test_a_result_survives_the_way_through_json(name: str, profile: Profile) -> None:
    result = PUBLISHED[name](profile, break_tie=by_order(CANDIDATES))
    text = json.dumps(result_to_json(result), sort_keys=True)
    places = {"scottish_stv": 5, "prf_stv": 4, "minneapolis_stv": 4}.get(name)
    assert result_from_json(json.loads(text), candidates=CANDIDATES, places=places) == result


def test_a_count_is_written_as_the_reference_says() -> None:
    count = stv(Profile.ranked({("a", "b"): 7, ("c",): 4, ("b",): 1}), seats=2)
    assert result_to_json(count) == {
        "rule": "stv",
        "seats": 2,
        "elected": ["a", "c"],
        "ties": [],
        "quota": "5",
        "rounds": [
            {
                "number": 1,
                "totals": {"a": "7", "b": "1", "c": "4"},
                "exhausted": "0",
                "elected": ["a"],
                "eliminated": [],
                "transfers": [{"source": "a", "target": "b", "papers": 7, "value": "2"}],
            },
            {
                "number": 2,
                "totals": {"a": "5", "b": "3", "c": "4"},
                "exhausted": "0",
                "elected": [],
                "eliminated": ["b"],
                "transfers": [{"source": "b", "target": None, "papers": 8, "value": "3"}],
            },
            {
                "number": 3,
                "totals": {"a": "5", "b": "0", "c": "4"},
                "exhausted": "3",
                "elected": ["c"],
                "eliminated": [],
                "transfers": [],
            },
        ],
        "because": [
            "Round 1: a has 7 votes, which reach the quota of 5, and is elected.",
            "Round 1: the surplus of a: 7 papers worth 2 votes to b.",
            "Round 2: b has 3 votes and is eliminated.",
            "Round 2: the papers of b: 8 papers to nobody.",
            "Round 3: c has 4 votes and is elected.",
        ],
    }


OWN = {
    answer
    for rule in RULES.values()
    if (answer := get_type_hints(rule)["return"]) not in (Tally, Count)
}


@pytest.mark.parametrize("answer", sorted(OWN, key=lambda answer: answer.__name__))
def test_every_field_of_a_result_is_described(answer: type) -> None:
    page = Path(__file__).parents[2].joinpath("docs", "reference", "formats.md").read_text("utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith(f"| `{answer.__name__}` |")]
    rules = [name for name, rule in RULES.items() if get_type_hints(rule)["return"] is answer]
    assert answer in (Committee, Allocation) or all(name in line for name in rules)
    shared = {"rule", "elected", "ties", "because"}
    assert all(f"`{field.name}`" in line for field in fields(answer) if field.name not in shared)


def test_pairs_are_written_in_the_order_of_the_candidates() -> None:
    tally = PUBLISHED["schulze"](Profile.ranked({("a", "b"): 2, ("b",): 1}, candidates="ba"))
    assert result_to_json(tally)["pairwise"] == [[0, 1], [2, 0]]


def test_a_tally_of_credits_is_written_with_whole_totals() -> None:
    votes = Profile.of([Credits({"a": 2, "b": -3})], candidates="ab")
    assert result_to_json(PUBLISHED["quadratic"](votes)) == {
        "rule": "quadratic",
        "seats": 1,
        "elected": ["a"],
        "ties": [],
        "totals": {"a": "2", "b": "-3"},
    }
