"""How many letters are enough: binomial tails that are enclosed, and never on the wrong side."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from deliberation.errors import InvalidInputError
from deliberation.sortition import Quota, Quotas
from deliberation.sortition.letters.binomial import chance_of_fewer
from deliberation.sortition.letters.volunteers import Group, groups_of, letters_needed, outlook

chances = st.fractions(0, 1, max_denominator=50)


def problems(call, *arguments, **options) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        call(*arguments, **options)
    return [str(problem) for problem in caught.value.problems]


@settings(max_examples=60)
@given(st.integers(-1, 12), st.integers(0, 40), chances, st.sampled_from([2, 8, 32, 128, 4096]))
def test_a_tail_is_enclosed(need, trials, chance, bits):
    exact = sum(
        (
            comb(trials, k) * chance**k * (1 - chance) ** (trials - k)
            for k in range(min(need, trials + 1))
        ),
        Fraction(0),
    )
    tail = chance_of_fewer(need, trials, chance, bits=bits)
    assert 0 <= tail.low <= exact <= tail.high <= 1
    if bits >= 32:
        assert tail.high - tail.low <= exact / 2 ** (bits - 10)
    if bits == 4096:
        assert tail.low == tail.high


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 400), st.integers(1, 50_000), st.fractions(0, 1, max_denominator=1000))
def test_a_tail_is_that_of_scipy(need, trials, chance):
    tail = chance_of_fewer(need, trials, chance)
    assert float(tail.high - tail.low) < 1e-25
    assert float(tail.high) == pytest.approx(binom.cdf(need - 1, trials, float(chance)), abs=1e-9)


def test_a_million_letters_are_no_more_work_than_a_thousand():
    tail = chance_of_fewer(1000, 10**6, Fraction(11, 10_000))
    assert float(tail.high) == pytest.approx(binom.cdf(999, 10**6, 0.0011), rel=1e-6)


def test_one_group_gets_the_fewest_letters_that_do():
    group = Group("age", "16-29", Fraction(1, 5), Fraction(1, 100), 12)
    found = letters_needed([group])
    assert found.letters == found.groups[0].alone == 9101
    assert binom.sf(11, 9101, 0.002) >= 0.95 > binom.sf(11, 9100, 0.002)
    assert float(found.probability) == pytest.approx(binom.sf(11, 9101, 0.002), abs=1e-6)
    assert found.groups[0].expected == Fraction(9101, 500)


def test_a_tie_with_the_probability_asked_for_is_decided_exactly():
    group = Group("any", "any", Fraction(1), Fraction(19, 20), 1)
    assert letters_needed([group]).letters == 1
    assert letters_needed([group], probability=Fraction(9500001, 10**7)).letters == 2


groups = st.builds(
    Group,
    st.just("f"),
    st.text("abc", min_size=1),
    st.fractions(Fraction(1, 20), 1, max_denominator=20),
    st.fractions(Fraction(1, 50), 1, max_denominator=50),
    st.integers(0, 8),
)


@settings(deadline=None, max_examples=25)
@given(st.lists(groups, min_size=1, max_size=4), st.fractions(Fraction(1, 2), Fraction(99, 100)))
def test_one_letter_less_is_not_enough_and_the_union_bound_holds(groups, probability):
    found = letters_needed(groups, probability=probability)

    def risk(letters):
        return sum(
            comb(letters, k) * g.chance**k * (1 - g.chance) ** (letters - k)
            for g in groups
            for k in range(g.need)
        )

    assert risk(found.letters) <= 1 - probability
    assert found.letters == 0 or risk(found.letters - 1) > 1 - probability
    assert found.probability <= 1 - risk(found.letters) < found.probability + Fraction(1, 10**6)
    assert found.letters >= max(o.alone for o in found.groups)


def test_the_bound_is_kept_by_the_true_chance_of_all_groups_together():
    """Two values of one feature, by the multinomial distribution itself."""
    a, b, n = Fraction(1, 4), Fraction(1, 10), 40
    groups = [
        Group("f", "a", Fraction(1, 2), Fraction(1, 2), 6),
        Group("f", "b", b, Fraction(1), 2),
    ]
    both = sum(
        comb(n, i) * comb(n - i, j) * a**i * b**j * (1 - a - b) ** (n - i - j)
        for i in range(6, n + 1)
        for j in range(2, n - i + 1)
    )
    promised = outlook(groups, n).probability
    assert promised <= both
    assert both - promised < Fraction(1, 100)


def test_the_rarest_group_decides_how_many_letters_a_town_needs():
    quotas = Quotas(
        36, (Quota("age", "16-29", 8, 10), Quota("age", "30+", 26, 28), Quota("age", "?", 0, 1))
    )
    shares = {("age", "16-29"): Fraction(1, 4), ("age", "30+"): Fraction(3, 4)}
    responses = {("age", "16-29"): Fraction(1, 100), ("age", "30+"): Fraction(3, 100)}
    groups = groups_of(quotas, shares, responses, times=Fraction(5, 2))
    assert [g.need for g in groups] == [20, 65]
    found = letters_needed(groups)
    young, old = found.groups
    assert old.alone < young.alone == found.letters
    assert young.probability < old.probability


def test_every_problem_is_found_at_once():
    quotas = Quotas(4, (Quota("a", "x", 1, 2), Quota("a", "y", 2, 3), Quota("a", "z", 0, 3)))
    shares = {("a", "x"): Fraction(9, 10), ("a", "y"): Fraction(1, 5)}
    assert problems(groups_of, quotas, shares, {("a", "x"): Fraction(0)}, times=Fraction(0)) == [
        "the shares of 'a' add up to 1.100, more than one",
        "the response of a = x must be above 0 and at most 1",
        "there must be some volunteers for each seat, not 0",
        "a = y has a quota, but no share and response; add them",
    ]
    assert problems(letters_needed, [], probability=Fraction(1)) == [
        "there is no group to find volunteers for",
        "a probability between 0 and 1 is needed, not 1",
    ]
    assert problems(Group, "a", "x", Fraction(0), Fraction(1), 1) == [
        "the share of a = x must be above 0 and at most 1"
    ]
    hopeless = Group("a", "x", Fraction(1, 10**6), Fraction(1, 10**6), 1000)
    assert problems(letters_needed, [hopeless]) == [
        "nobody of a = x ever volunteers, but 1000 are needed"
    ]
