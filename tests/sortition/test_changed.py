"""What other names or a tighter quota do to the chances; no panel has to be listed to say it.

Names are for people: other ids, features, values and homes, in another order, change no chance.
A tighter quota leaves fewer lotteries to choose from, so the best of them is no better.
"""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.sortition import Person, Pool, Quota, Quotas, leximin, max_entropy, maximin

SMALL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def renamed(pool, quotas, order):
    """The same assembly in other words, its people in this *order*; and the new id of each."""
    ids = {person.id: f"{len(pool) - i} new" for i, person in enumerate(pool)}

    def word(text):
        return f"{text[::-1]}-{ord(text[0]) * 7919 % 101}"

    people = [
        Person(
            ids[person.id],
            {word(feature): word(value) for feature, value in person.features.items()},
            person.household and word(person.household),
            person.standing,
        )
        for person in pool
    ]
    asked = [
        Quota(
            word(q.feature),
            word(q.value),
            q.lower,
            q.upper,
            also=tuple((word(feature), word(value)) for feature, value in q.also),
        )
        for q in quotas
    ]
    other = Quotas(quotas.size, tuple(reversed(asked)), quotas.per_household)
    return Pool(tuple(people[i] for i in order)), other, ids


@pytest.mark.parametrize("objective", [leximin, max_entropy])
@SMALL
@given(data=st.data())
def test_other_names_in_another_order_change_nobodys_chance(
    small_assemblies, that_can_be_met, objective, data
):
    pool, quotas = data.draw(small_assemblies(limits=(1, 2), joint=1))
    quotas, _ = that_can_be_met(pool, quotas, data)
    order = data.draw(st.permutations(range(len(pool))))
    other_pool, other_quotas, ids = renamed(pool, quotas, order)
    before = objective(pool, quotas, tickets=10).optimum
    after = objective(other_pool, other_quotas, tickets=10).optimum
    assert {ids[id]: chance for id, chance in before.items()} == after


@SMALL
@given(data=st.data())
def test_other_names_change_neither_end_of_maximin(small_assemblies, that_can_be_met, data):
    pool, quotas = data.draw(small_assemblies())
    quotas, _ = that_can_be_met(pool, quotas, data)
    other_pool, other_quotas, _ = renamed(pool, quotas, range(len(pool)))
    before = maximin(pool, quotas, tickets=10).optimum.values()
    after = maximin(other_pool, other_quotas, tickets=10).optimum.values()
    assert (min(filter(None, before)), max(before)) == (min(filter(None, after)), max(after))


@SMALL
@given(data=st.data())
def test_a_tighter_quota_makes_neither_the_lowest_chance_nor_leximin_better(
    small_assemblies, that_can_be_met, data
):
    """Whoever is on no panel counts with chance zero: a lottery is compared with all there were."""
    pool, quotas = data.draw(small_assemblies(limits=(1, 2), joint=1))
    quotas, counts = that_can_be_met(pool, quotas, data)
    r = data.draw(st.integers(0, len(counts) - 1))
    lower = data.draw(st.integers(quotas.quotas[r].lower, counts[r]))
    upper = data.draw(st.integers(counts[r], quotas.quotas[r].upper))
    tighter = list(quotas.quotas)
    tighter[r] = replace(tighter[r], lower=lower, upper=upper)
    after_quotas = replace(quotas, quotas=tuple(tighter))
    for objective in (leximin, maximin):
        before = sorted(objective(pool, quotas, tickets=10).optimum.values())
        after = sorted(objective(pool, after_quotas, tickets=10).optimum.values())
        assert after[0] <= before[0]
        assert objective is maximin or after <= before


@pytest.mark.parametrize("objective", [leximin, maximin])
def test_ten_times_the_published_example_gives_everybody_exactly_one_tenth_too(objective):
    """The larger two-feature example of Flanigan et al.: 2,000 people, 200 seats."""
    people = [("woman", "conservative")] + [("woman", "liberal")] * 999
    people += [("man", "conservative")] * 1000
    pool = Pool(
        tuple(
            Person(f"p{i:04}", {"gender": gender, "leaning": leaning})
            for i, (gender, leaning) in enumerate(people)
        )
    )
    values = {"gender": ("woman", "man"), "leaning": ("conservative", "liberal")}
    quotas = Quotas(200, tuple(Quota(f, v, 99, 200) for f, vs in values.items() for v in vs))
    lottery = objective(pool, quotas)
    assert {*lottery.optimum.values(), *lottery.marginals().values()} == {Fraction(1, 10)}
    assert lottery.guarantee.proven
