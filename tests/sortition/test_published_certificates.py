"""What leximin and maximin prove, a stranger confirms from the documents alone."""

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InfeasibleQuotasError, InvalidInputError
from deliberation.record.certificate import encode_certificate
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import OBJECTIVES, Pool, Standing, leximin, maximin
from deliberation.sortition.panels import panels_of
from deliberation.verify import BundleError
from deliberation.verify.draws.certificate import check_certificate


def documents(pool, quotas, objective=leximin, tickets=20):
    """The lottery's document and its certificate's; nothing where no panel meets the quotas."""
    try:
        lottery = objective(pool, quotas, tickets=tickets)
    except (InvalidInputError, InfeasibleQuotasError):
        return None
    document = encode_lottery(pool, quotas, lottery)
    commitment = document["commitment"]
    return document, encode_certificate(pool, quotas, lottery, commitment=commitment)


STANDINGS = (Standing.OPEN, Standing.OPEN, Standing.OPEN, Standing.IN, Standing.OUT)


def confirmed(certificate, lottery):
    """What the checker says of a certificate."""
    return check_certificate({"lottery.json": lottery, "certificate.json": certificate})


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_level_of_small_assemblies_is_confirmed(small_assemblies, data) -> None:
    """With homes of several kinds, joint quotas, and people who must be in or out."""
    pool, quotas = data.draw(small_assemblies(STANDINGS, (1, 1, 2), 2))
    made = documents(pool, quotas)
    if made is None:
        return
    lottery, certificate = made
    lines = [*confirmed(certificate, lottery)]
    assert "no lottery is fairer" in lines[1]
    members = [[*type.members] for type in panels_of(pool, quotas).types]
    assert certificate["types"] == sorted(members)
    if len(certificate["panels"]) > 1:  # another lottery has other chances, and is not the fairest
        changed = deepcopy(certificate)
        changed["panels"] = [changed["panels"][0] | {"weight": "1"}]
        if seats(changed) != seats(certificate):
            with pytest.raises(BundleError):
                [*confirmed(changed, lottery)]


def seats(certificate):
    """Who has which chance, in floats."""
    held = {}
    for panel in certificate["panels"]:
        above, _, below = panel["weight"].partition("/")
        for t, n in panel["members"]:
            held[t] = held.get(t, 0) + n * int(above) / int(below or 1)
    return {t: round(x, 9) for t, x in held.items()}


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_lowest_chance_of_maximin_is_confirmed(small_assemblies, data) -> None:
    pool, quotas = data.draw(small_assemblies(STANDINGS, (1, 1, 2), 2))
    made = documents(pool, quotas, maximin)
    if made is None:
        return
    lottery, certificate = made
    lines = [*confirmed(certificate, lottery)]
    assert "no lottery has a higher lowest chance" in lines[1]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_town_with_couples_is_confirmed(made_up, seed: int) -> None:
    pool, quotas = made_up(120, 12, (2, 3, 4), seed=seed, couples=20)
    lottery, certificate = documents(pool, quotas, tickets=1000)
    lines = [*confirmed(certificate, lottery)]
    assert "no lottery is fairer" in lines[1]
    assert "less than one ticket" in lines[2]


def test_a_home_without_an_address_is_a_home(made_up) -> None:
    """The checker sees numbers of homes; it must see the same homes."""
    pool, quotas = made_up(20, 5, (2, 2), seed=5)
    homes = ["", "", "x", "x", "y"] + [None] * 15
    people = [replace(p, household=home) for p, home in zip(pool, homes, strict=True)]
    lottery, certificate = documents(Pool(tuple(people)), quotas)
    assert [p["household"] for p in lottery["people"]][:5] == ["h1", "h1", "h2", "h2", None]
    assert "no lottery is fairer" in [*confirmed(certificate, lottery)][1]


@pytest.mark.shared
def test_the_published_lowest_chance_is_confirmed(published) -> None:
    pool, quotas = published("il_diversimax_exact_60")
    lottery, certificate = documents(pool, quotas, tickets=1000)
    lines = [*confirmed(certificate, lottery)]
    assert "the lowest chance of anybody who can be chosen is 4/37, proven at" in lines[1]


def test_only_objectives_that_prove_something_have_a_certificate(made_up) -> None:
    pool, quotas = made_up(30, 6, (2, 3), seed=3)
    with_one = {
        name for name, objective in OBJECTIVES.items() if documents(pool, quotas, objective)[1]
    }
    assert with_one == {"leximin", "maximin"}
