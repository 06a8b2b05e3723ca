"""Letters by area, and addresses by lot: whole numbers, exact chances, one letter a household."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.sortition.letters.invitations import (
    chance_of_a_letter,
    invite,
    letters_by_area,
)
from deliberation.sortition.letters.register import Register

SMALL = Register(
    {"North": ["n3", "n1", "n2"], "South": ["s1", "s2"]}, {"n1": ["n4", "n1"], "s2": ["s2", "s3"]}
)


def problems(call, *arguments, **options) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        call(*arguments, **options)
    return [str(problem) for problem in caught.value.problems]


homes = st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 500), min_size=1)
rates = st.fractions(Fraction(1, 50), 1, max_denominator=60)


@settings(max_examples=40)
@given(st.data(), homes)
def test_letters_are_whole_numbers_that_add_up_and_fit_the_households(data, households):
    letters = data.draw(st.integers(1, sum(households.values())))
    factors = data.draw(
        st.dictionaries(st.sampled_from(sorted(households)), rates.map(lambda r: 1 / r))
    )
    responses = data.draw(st.none() | st.fixed_dictionaries(dict.fromkeys(households, rates)))
    areas = letters_by_area(households, letters, factors=factors, responses=responses)
    assert [area.area for area in areas] == sorted(households)
    assert sum(area.letters for area in areas) == letters
    weight = {
        a.area: a.households * a.factor / (1 if a.response is None else a.response) for a in areas
    }
    whole = {a.area for a in areas if a.letters == a.households}
    left = letters - sum(a.letters for a in areas if a.area in whole)
    total = sum(w for name, w in weight.items() if name not in whole)
    for area in areas:
        assert 0 <= area.letters <= area.households
        if area.area not in whole:
            least_share = weight[area.area] * left / total
            assert area.letters > least_share - 1
            # areas that are full by rounding up alone have taken less than their share from others
            assert area.letters < least_share + 1 + len(whole)


def test_proportional_letters_are_within_one_of_the_exact_share():
    households = {"A": 333, "B": 333, "C": 334}
    assert [a.letters for a in letters_by_area(households, 100)] == [33, 33, 34]


def test_a_factor_and_a_low_response_raise_the_chance_in_proportion():
    households = {"poor": 1000, "rich": 1000}
    (poor, rich) = letters_by_area(households, 300, factors={"poor": Fraction(2)})
    assert (poor.chance, rich.chance) == (Fraction(1, 5), Fraction(1, 10))
    responses = {"poor": Fraction(1, 100), "rich": Fraction(3, 100)}
    (poor, rich) = letters_by_area(households, 400, responses=responses)
    assert (poor.letters, rich.letters) == (300, 100)
    assert poor.letters * responses["poor"] == rich.letters * responses["rich"]
    (poor, rich) = letters_by_area(
        households, 700, responses=responses, factors={"poor": Fraction(2)}
    )
    assert (poor.letters, rich.letters) == (600, 100)


def test_a_fifth_of_the_letters_for_deprived_areas_alone_is_a_factor():
    """As in Newham in 2021: 10,000 letters, 80 % to anywhere, 20 % to deprived areas alone.

    Where a quarter of the addresses lies in these, that is twice the chance of a letter.
    """
    households = {"deprived": 10_000, "other": 30_000}
    areas = letters_by_area(households, 10_000, factors={"deprived": Fraction(2)})
    assert [a.letters for a in areas] == [8_000 // 4 + 2_000, 8_000 * 3 // 4]


def test_letters_in_proportion_to_adults():
    areas = letters_by_area({"A": 100, "B": 100}, 30, adults={"A": 100, "B": 200})
    assert [a.letters for a in areas] == [10, 20]


def test_an_area_that_is_full_gives_the_rest_of_its_letters_to_the_others():
    areas = letters_by_area({"A": 10, "B": 100}, 60, factors={"A": Fraction(50)})
    assert [(a.letters, a.chance) for a in areas] == [(10, 1), (50, Fraction(1, 2))]
    assert [a.letters for a in letters_by_area({"A": 10, "B": 5}, 15)] == [10, 5]


def test_every_problem_is_found_at_once():
    assert problems(
        letters_by_area,
        {"A": 3, "B": 2},
        9,
        adults={"A": 4},
        factors={"C": Fraction(2), "A": Fraction(0)},
        responses={"A": Fraction(3, 2)},
    ) == [
        "9 letters are too many for 5 households, which get at most one each",
        "nobody is said to live in the area 'B'; count its adults",
        "the factor of the area 'A' must be above 0, not 0",
        "there is no area 'C' for the factor 2; there are A, B",
        "the response of the area 'A' must be above 0 and at most 1, not 3/2",
        "the area 'B' has no response; add it",
    ]
    assert problems(letters_by_area, {"A": 0}, 0)[0] == "there must be at least one letter, not 0"


def test_a_register_says_what_is_wrong_with_it():
    assert problems(Register, {}) == ["the register is empty; it needs at least one address"]
    assert problems(Register, {"A": ["x", "y"], " ": ["x"], "B": []}) == [
        "the area ' ' needs a name in Unicode normal form C",
        "the area 'B' has no address; leave it out",
        "the address 'x' stands 2 times; keep one",
    ]
    assert problems(Register, {"A": ["x", "y"]}, {"x": ["x", "y"]}) == [
        "the address 'y' stands 2 times; keep one"
    ]
    assert problems(Register, {"A": ["y"]}, {"y": ["x", "y"]}) == [
        "the household of 'y' must be listed by its first address"
    ]
    assert "nobody is said to live" in problems(Register, {"A": ["y"]}, adults={"A": 0})[0]


def test_the_order_of_a_register_does_not_matter():
    turned = Register(
        {"South": ["s2", "s1"], "North": ["n1", "n2", "n3"]},
        {"s2": ["s3", "s2"], "n1": ["n1", "n4"]},
    )
    assert turned == SMALL
    assert len(SMALL) == 7
    areas = letters_by_area(SMALL.households, 3)
    assert invite(turned, areas, seed="dice 1") == invite(SMALL, areas, seed="dice 1")


def test_the_addresses_that_follow_from_a_seed_never_change():
    invited = invite(SMALL, letters_by_area(SMALL.households, 3), seed="dice 6 1 4 4 2 5")
    assert invited.addresses == (("n2", "n3"), ("s1",))


def test_a_household_gets_one_letter_at_most_and_everybody_the_exact_chance():
    areas = letters_by_area(SMALL.households, 3)
    assert [(a.area, a.letters) for a in areas] == [("North", 2), ("South", 1)]
    seeds = 3000
    times = Counter()
    for seed in range(seeds):
        invited = invite(SMALL, areas, seed=f"dice {seed}")
        assert invited.letters == sum(map(len, invited.addresses)) == 3
        chosen = [id for ids in invited.addresses for id in ids]
        assert not {"n1", "n4"} <= set(chosen)
        assert not {"s2", "s3"} <= set(chosen)
        times.update(chosen)
    for id in ("n1", "n2", "n3", "n4", "s1", "s2", "s3"):
        chance = chance_of_a_letter(SMALL, areas, id)
        deviation = (seeds * chance * (1 - chance)) ** 0.5
        assert abs(times[id] - seeds * chance) < 4 * deviation
    exact = [chance_of_a_letter(SMALL, areas, id) for id in ("n1", "n2", "n4", "s1", "s3")]
    assert exact == [Fraction(1, 3), Fraction(2, 3), Fraction(1, 3), Fraction(1, 2), Fraction(1, 4)]
    assert "no address 'x'" in problems(chance_of_a_letter, SMALL, areas, "x")[0]


def test_letters_of_another_register_are_refused():
    areas = letters_by_area({"North": 3, "South": 3}, 3)
    assert problems(invite, SMALL, areas, seed="dice 1") == [
        "the letters were shared out over another register"
    ]
    assert problems(invite, SMALL, letters_by_area(SMALL.households, 3), seed=" ")[0].startswith(
        "the seed is blank"
    )
