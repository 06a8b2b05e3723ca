"""Quadratic funding: by hand, beside decimals of sixty digits, and never more than the pool."""

from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import partial
from itertools import combinations, product
from math import isqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, SolverError, UnresolvedTieError
from deliberation.voting import by_order
from deliberation.voting.plain import from_plain, to_plain
from deliberation.voting.quadratic import (
    Contributions,
    Funding,
    best_spending,
    collusion_report,
    quadratic_funding,
)
from deliberation.voting.quadratic.quantities import Quantity, sign
from deliberation.voting.quadratic.surds import Surd, without_squares

PROJECTS = "xyz"
PEOPLE = "abcdef"
gifts = st.dictionaries(st.sampled_from(PEOPLE), st.integers(1, 60), max_size=5)
rounds = (
    st.fixed_dictionaries(dict.fromkeys(PROJECTS, gifts))
    .filter(lambda cents: any(cents.values()))
    .map(Contributions)
)
LOT = by_order(PROJECTS)
RICH = 10**9


@pytest.fixture(autouse=True)
def sixty_digits() -> Iterator[None]:
    with localcontext() as context:
        context.prec = 60
        yield


def plainly(cents: dict[str, int]) -> Decimal:
    return sum((Decimal(n).sqrt() for n in cents.values()), Decimal(0)) ** 2 - sum(cents.values())


def test_the_more_people_the_more_is_matched() -> None:
    """(1 + 2 + 3)^2 - 14 = 22; of one person nothing; two who give 2 and 8: (3 sqrt 2)^2 - 10."""
    given = Contributions(
        {"x": {"a": 1, "b": 4, "c": 9}, "y": {"a": 500}, "z": {"a": 2, "b": 8}, "w": {}}
    )
    answer = quadratic_funding(given, pool=1000)
    assert answer.match == {"x": 22, "y": 0, "z": 8, "w": 0}
    assert answer.elected == ("x", "z")
    assert answer.because[0] == "The formula asks for 30 cents, and 970 of the pool are left."
    assert answer.because[1] == "x: 3 people gave 14 cents, which are matched with 22."


def test_a_small_pool_is_shared_in_proportion() -> None:
    """22 and 8 of 10 cents: 7.33 and 2.67; the cent left goes to the larger fraction."""
    given = Contributions({"x": {"a": 1, "b": 4, "c": 9}, "z": {"a": 2, "b": 8}})
    answer = quadratic_funding(given, pool=10)
    assert answer.match == {"x": 7, "z": 3}
    assert answer.ideal == {"x": 22, "z": 8}


def test_the_last_cent_of_equals_is_not_guessed() -> None:
    """sqrt 6 is no fraction, but twice the same half of 11 cents is a tie all the same."""
    given = Contributions({"x": {"a": 2, "b": 3}, "y": {"c": 3, "d": 2}})
    with pytest.raises(UnresolvedTieError, match="give cent 1 of the last 1"):
        quadratic_funding(given, pool=3)
    answer = quadratic_funding(given, pool=3, break_tie=by_order("yx"))
    assert answer.match == {"x": 1, "y": 2}
    assert quadratic_funding(given, pool=4).match == {"x": 2, "y": 2}


def test_what_is_above_the_cap_goes_to_the_others() -> None:
    """72, 8 and 2 of 41 would be 36, 4 and 1; capped at 21, 20 are left for 8 and 2: 16 and 4."""
    ones = {f"p{i}": 1 for i in range(9)}
    given = Contributions({"x": ones, "y": {"a": 2, "b": 8}, "z": {"a": 1, "b": 1}})
    assert quadratic_funding(given, pool=41).match == {"x": 36, "y": 4, "z": 1}
    capped = quadratic_funding(given, pool=41, cap=21, raised=True)
    assert (capped.match, capped.capped) == ({"x": 21, "y": 16, "z": 4}, ("x",))
    kept = quadratic_funding(given, pool=41, cap=21)
    assert kept.match == {"x": 21, "y": 8, "z": 2}  # no more than the formula says
    assert quadratic_funding(given, pool=41, cap=5).match == {"x": 5, "y": 5, "z": 2}


@settings(max_examples=60)
@given(rounds, st.integers(1, 300), st.none() | st.integers(1, 90), st.booleans())
def test_no_cent_is_spent_twice(given: Contributions, pool: int, cap: int | None, up: bool) -> None:
    answer = quadratic_funding(given, pool=pool, cap=cap, raised=up, break_tie=LOT)
    assert sum(answer.match.values()) <= pool
    assert all(0 <= cents <= (cap or pool) for cents in answer.match.values())
    exact = {p: plainly(dict(given.cents[p])) for p in PROJECTS}
    for project in PROJECTS:
        assert answer.ideal[project] == int(exact[project] + Decimal("1e-40"))
    whole = sum(exact.values())
    if cap is None and (up or whole > pool) and whole > Decimal("1e-40"):
        assert sum(answer.match.values()) == pool
        for project in PROJECTS:
            share = pool * exact[project] / whole
            assert -1 < answer.match[project] - share < 1


@settings(max_examples=40)
@given(rounds, st.integers(1, 50))
def test_pairs_are_matched_less_the_more_they_have_in_common(
    given: Contributions, bound: int
) -> None:
    """Term by term, as Buterin writes it, in currency of one cent."""
    common = {
        (i, j): sum(
            (Decimal(g[i] * g[j]).sqrt() for g in given.cents.values() if i in g and j in g),
            Decimal(0),
        )
        for i, j in product(PEOPLE, PEOPLE)
    }
    answer = quadratic_funding(
        given, pool=RICH, formula="pairwise", bound=Fraction(bound), unit=1, break_tie=LOT
    )
    for project, g in given.cents.items():
        match = sum(
            (
                Decimal(g[i] * g[j]).sqrt() * bound / (bound + common[i, j])
                for i, j in product(g, g)
                if i != j
            ),
            Decimal(0),
        )
        assert answer.match[project] == int(match + Decimal("1e-40"))


def test_two_people_with_everything_in_common_are_matched_half() -> None:
    """They have sqrt(9 * 4) = 6 in common, and M is 6: 2 * 6 * 6/(6 + 6)."""
    given = Contributions({"x": {"a": 9, "b": 4}})
    answer = quadratic_funding(given, pool=100, formula="pairwise", bound=Fraction(6), unit=1)
    assert answer.match == {"x": 6}


def test_the_example_of_the_authors_of_clusters() -> None:
    """Groups 01 and 12; 10, 20 and 0 are given, in currency.

    K(0, 12) = sqrt 10 (0 meets 1), K(1, .) = sqrt 20 over two groups; so 2 sqrt((sqrt 10 + sqrt 5)
    * sqrt 5) = 6.9487; counting each pair of groups twice would come to 13.90.
    """
    given = Contributions({"x": {"0": 1000, "1": 2000}, "y": {"2": 100}})
    groups = {"first": ["0", "1"], "second": ["1", "2"]}
    answer = quadratic_funding(given, pool=RICH, formula="clusters", groups=groups)
    assert answer.match == {"x": 694, "y": 0}


@settings(max_examples=30)
@given(
    rounds,
    st.lists(st.frozensets(st.sampled_from(PEOPLE), min_size=1), min_size=1, max_size=3),
)
def test_clusters_as_the_paper_writes_them(
    given: Contributions, groups: list[frozenset[str]]
) -> None:
    known = {*given.contributors}
    named = {str(i): sorted(g & known) for i, g in enumerate(groups) if g & known}
    sets = [*map(frozenset, named.values())]
    sets += [frozenset({who}) for who in known if not any(who in s for s in sets)]
    T = {who: sum(who in s for s in sets) for who in known}
    answer = quadratic_funding(
        given, pool=RICH, formula="clusters", groups=named, unit=1, break_tie=LOT
    )
    for project, c in given.cents.items():

        def K(i: str, h: frozenset[str], c: dict[str, int] = c) -> Decimal:
            friends = any(i in s and s & h for s in sets)
            return Decimal(c.get(i, 0)).sqrt() if friends else Decimal(c.get(i, 0))

        match = Decimal(0)
        for g, h in combinations(sets, 2):
            left = sum((K(i, h) / T[i] for i in g), Decimal(0))
            right = sum((K(j, g) / T[j] for j in h), Decimal(0))
            match += 2 * left.sqrt() * right.sqrt()
        assert answer.match[project] == int(match + Decimal("1e-40"))


def test_people_in_groups_of_their_own_are_matched_plainly_in_pairs() -> None:
    """Strangers: K is c itself, so the root of c_i * c_j for each pair, as in the plain formula."""
    given = Contributions({"x": {"a": 100, "b": 300, "c": 700}})
    clusters = quadratic_funding(given, pool=RICH, formula="clusters", groups={})
    assert clusters.match == quadratic_funding(given, pool=RICH).match


def test_a_group_that_meets_is_matched_less() -> None:
    given = Contributions({"x": {"a": 400, "b": 900}})
    friends = quadratic_funding(given, pool=RICH, formula="clusters", groups={"ab": "ab"})
    assert friends.match == {"x": 0}


def test_a_report_says_how_much_groups_move() -> None:
    """Without c and d the pool of 300 goes to the park alone; with them 200 of it moves."""
    given = Contributions({"x": {"a": 100, "b": 100}, "y": {"c": 100, "d": 400}})
    report = collusion_report(
        given, {"a": "a", "cd": "cd"}, fund=partial(quadratic_funding, pool=300)
    )
    assert [(i.group, i.members, i.given, i.moved) for i in report] == [
        ("cd", 2, 500, 200),
        ("a", 1, 100, 100),
    ]
    assert report[1].change == {"x": 100, "y": -100}
    with pytest.raises(InvalidInputError, match=r"nobody in the group 'z'.*'all' is everybody"):
        collusion_report(
            given, {"z": "z", "all": "abcd"}, fund=partial(quadratic_funding, pool=300)
        )


def test_every_bad_contribution_is_named() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Contributions({"x": {"a": -5, "b": 0, "c": 1.5}})
    assert [problem.text for problem in caught.value.problems] == [
        "'a' gives -5 to 'x'; a contribution is a whole number of cents above 0",
        "'b' gives 0 to 'x'; a contribution is a whole number of cents above 0",
        "'c' gives 1.5 to 'x'; a contribution is a whole number of cents above 0",
    ]
    with pytest.raises(InvalidInputError, match="give more than 0 cents"):
        Contributions.of([("a", "x", 5), ("a", "x", -5)])
    with pytest.raises(InvalidInputError, match="there is no contribution"):
        Contributions({"x": {}})


def test_every_bad_option_is_named() -> None:
    given = Contributions({"x": {"a": 1}})
    with pytest.raises(InvalidInputError) as caught:
        quadratic_funding(
            given, pool=0, formula="squares", bound=Fraction(1), cap=0, groups={"g": "z"}
        )
    assert len(caught.value.problems) == 6
    with pytest.raises(InvalidInputError, match="bound above 0"):
        quadratic_funding(given, pool=1, formula="pairwise")


def test_funding_can_be_written_down() -> None:
    answer = quadratic_funding(Contributions({"x": {"a": 4, "b": 9}}), pool=5)
    assert from_plain(Funding, to_plain(answer)) == answer


@given(st.integers(0, 10**12))
def test_squares_are_taken_out(n: int) -> None:
    outside, inside = without_squares(n)
    assert outside**2 * inside == n
    assert all(inside % (p * p) for p in (2, 3, 5, 7, 11, 13, 17, 19))
    if n:
        assert inside == 1 or isqrt(inside) ** 2 != inside


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 90)), max_size=6))
def test_signs_are_those_of_sixty_digits(parts: list[tuple[int, int]]) -> None:
    value = sum((n * Decimal(r).sqrt() for n, r in parts), Decimal(0))
    exact = sign(*((n, Quantity.of(Surd.root(r))) for n, r in parts))
    assert exact == (0 if abs(value) < Decimal("1e-50") else 1 if value > 0 else -1)


def test_what_cannot_be_told_apart_is_not_guessed() -> None:
    """sqrt(3 + 2 sqrt 2) is 1 + sqrt 2, which nothing here knows."""
    nested = (Surd.fraction(3) + Surd.root(8)).root_of()
    with pytest.raises(SolverError, match="could not be told apart"):
        sign((1, Quantity.of(nested)), (-1, Quantity.of(Surd.fraction(1) + Surd.root(2))))


@settings(max_examples=80)
@given(st.dictionaries(st.sampled_from("abc"), st.integers(-9, 9), min_size=1), st.integers(0, 20))
def test_no_other_spending_is_worth_more(values: dict[str, int], credits: int) -> None:
    spending = dict(best_spending(values, credits=credits).votes)
    span = range(-isqrt(credits), isqrt(credits) + 1)
    possible = [v for v in product(span, repeat=len(values)) if sum(n * n for n in v) <= credits]

    def merit(votes: tuple[int, ...]) -> tuple[int, int]:
        worth = sum(n * value for n, value in zip(votes, values.values(), strict=True))
        return worth, -sum(n * n for n in votes)

    ours = tuple(spending.get(option, 0) for option in values)
    assert sum(n * n for n in ours) <= credits
    assert merit(ours) == max(map(merit, possible))


def test_two_votes_for_one_are_better_than_one_for_each() -> None:
    assert best_spending({"a": 10, "b": 4}, credits=4).votes == (("a", 2),)
    assert best_spending({"a": Fraction(-1, 3), "b": 0}, credits=9).votes == (("a", -3),)
    with pytest.raises(InvalidInputError, match=r"value of 'a' is 0.5.*credits must be 0 or more"):
        best_spending({"a": 0.5}, credits=-1)
