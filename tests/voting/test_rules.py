"""The rules by name, and what holds for all of them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.voting import (
    PUBLISHED,
    RULE_KINDS,
    RULES,
    Approval,
    Count,
    Credits,
    Grades,
    Profile,
    Ranking,
    Scores,
    by_lot,
    by_order,
    hare,
    stv,
)

CANDIDATES = "abcde"
rankings = st.lists(st.sampled_from(CANDIDATES), unique=True).map(
    lambda order: Ranking(tuple(order))
)
credits = st.dictionaries(st.sampled_from(CANDIDATES), st.integers(-4, 4)).map(Credits)
some = st.sampled_from(CANDIDATES)
BALLOTS = {
    "ranking": rankings,
    "credits": credits,
    "approval": st.sets(some).map(Approval),
    "scores": st.dictionaries(some, st.integers(0, 5)).map(Scores),
    "grades": st.dictionaries(some, st.sampled_from(["good", "poor"])).map(Grades),
}
ONE = {
    "ranking": Ranking(("a",)),
    "credits": Credits({"a": 1}),
    "approval": Approval("a"),
    "scores": Scores({"a": 1}),
    "grades": Grades({"a": "good"}),
}
ONE_SEAT = {"irv"}
SEATED = [name for name in PUBLISHED if name != "support" and not name.endswith("budget")]


@st.composite
def votes(draw: st.DrawFn, name: str) -> Profile:
    """A profile that the rule called *name* can count."""
    counts = draw(
        st.dictionaries(BALLOTS[RULE_KINDS[name]], st.integers(1, 30), min_size=1, max_size=9)
    )
    if not any(ballot.candidates for ballot in counts):
        counts[ONE[RULE_KINDS[name]]] = 1
    return Profile(tuple(CANDIDATES), counts)


def seats_for(name: str) -> st.SearchStrategy[int]:
    return st.just(1) if name in ONE_SEAT else st.integers(1, 5)


def renamed(profile: Profile, new: dict[str, str]) -> Profile:
    """The same ballots under other names, with the candidates in the order of the new names."""
    counts = {old.renamed(new): n for old, n in profile.counts.items()}
    return Profile(tuple(sorted(new.values())), counts)


def test_names_and_kinds_are_made_from_the_functions() -> None:
    assert list(RULES) == [rule.__name__ for rule in RULES.values()]
    assert [name for name in PUBLISHED if RULE_KINDS[name] == "credits"] == ["quadratic"]
    assert {*RULE_KINDS} == {*RULES}
    assert PUBLISHED.items() <= RULES.items()


def test_a_result_names_its_rule() -> None:
    for name in SEATED:
        one = Profile.of([ONE[RULE_KINDS[name]]], candidates="a")
        assert RULES[name](one).rule == name


@pytest.mark.parametrize("name", SEATED)
@settings(max_examples=30)  # of each rule
@given(data=st.data())
def test_every_seat_is_filled_once(name: str, data: st.DataObject) -> None:
    profile, seats = data.draw(votes(name)), data.draw(seats_for(name))
    elected = RULES[name](profile, seats=seats, break_tie=by_order(CANDIDATES)).elected
    assert len(elected) == len(set(elected)) == seats
    assert set(elected) <= set(CANDIDATES)


@pytest.mark.parametrize("name", SEATED)
@settings(max_examples=30)  # of each rule
@given(data=st.data())
def test_names_and_their_order_do_not_decide(name: str, data: st.DataObject) -> None:
    """Other names, and the tie-break renamed likewise, elect the same candidates."""
    profile, seats = data.draw(votes(name)), data.draw(seats_for(name))
    order = data.draw(st.permutations(CANDIDATES))
    new = dict(zip(CANDIDATES, data.draw(st.permutations("vwxyz")), strict=True))
    before = RULES[name](profile, seats=seats, break_tie=by_order(order))
    after = RULES[name](
        renamed(profile, new), seats=seats, break_tie=by_order([new[c] for c in order])
    )
    assert {new[c] for c in before.elected} == set(after.elected)
    assert [{new[c] for c in tie.tied} for tie in before.ties] == [
        set(tie.tied) for tie in after.ties
    ]


@pytest.mark.parametrize("name", SEATED)
@settings(max_examples=30)  # of each rule
@given(data=st.data())
def test_a_lot_from_the_same_seed_elects_the_same(name: str, data: st.DataObject) -> None:
    profile, seats = data.draw(votes(name)), data.draw(seats_for(name))
    backwards = Profile(profile.candidates, dict(reversed(profile.counts.items())))
    results = [RULES[name](p, seats=seats, break_tie=by_lot("6 1")) for p in (profile, backwards)]
    assert results[0] == results[1]


@pytest.mark.parametrize("name", ["plurality", "borda", "irv", "schulze", "quadratic", "stv"])
@settings(max_examples=30)  # of each rule
@given(data=st.data())
def test_the_size_of_the_electorate_does_not_decide(name: str, data: st.DataObject) -> None:
    """Every ballot three million times elects the same; for stv with the exact hare quota."""
    profile, seats = data.draw(votes(name)), data.draw(seats_for(name))
    many = Profile(profile.candidates, {b: n * 3_000_001 for b, n in profile.counts.items()})
    options = {"quota": hare} if name == "stv" else {}
    order = by_order(data.draw(st.permutations(CANDIDATES)))
    few, lots = (RULES[name](p, seats=seats, break_tie=order, **options) for p in (profile, many))
    assert few.elected == lots.elected


@pytest.mark.parametrize("name", ["irv", "stv", "scottish_stv"])
@settings(max_examples=30)  # of each rule
@given(data=st.data())
def test_no_vote_is_made_or_lost(name: str, data: st.DataObject) -> None:
    profile, seats = data.draw(votes(name)), data.draw(seats_for(name))
    conserved(RULES[name](profile, seats=seats, break_tie=by_order(CANDIDATES)), profile)


@given(votes("stv"), st.integers(1, 5), st.integers(0, 5))
def test_no_vote_is_made_or_lost_by_rounding(profile: Profile, seats: int, places: int) -> None:
    order = by_order(CANDIDATES)
    conserved(stv(profile, seats=seats, places=places, break_tie=order), profile)
    conserved(stv(profile, seats=seats, quota=hare, break_tie=order), profile)


def conserved(count: Count, profile: Profile) -> None:
    """Totals and exhausted add up to the valid ballots; each round follows from transfers."""
    valid = profile.size - profile.blank
    for step, after in zip(count.rounds, [*count.rounds[1:], None], strict=True):
        assert sum(step.totals.values()) + step.exhausted == valid
        assert step.exhausted >= 0
        if after is None:
            assert step.transfers == ()
            continue
        for candidate in profile.candidates:
            gained = sum((t.value for t in step.transfers if t.target == candidate), Fraction(0))
            if gained:
                assert after.totals[candidate] == step.totals[candidate] + gained
    assert count.elected == tuple(c for step in count.rounds for c in step.elected)
