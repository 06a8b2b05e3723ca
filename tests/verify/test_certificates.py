"""A certificate is checked in fractions, without a solver, and a forged one is found out.

The town: one woman and three men, two from the north, two young, two old. Types by their first
member: 0 the old woman who lives with 1, a man; 2 the young woman who lives with 3, a man; 4 the
old man of the north; 5 the other young women; 6, 7 a man and a woman of the south; 8 who is out.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from deliberation.verify import BundleError, check
from deliberation.verify.draws.certificate import check_certificate
from deliberation.verify.forms import check_forms

Documents = dict[str, Any]
Forge = Callable[[Any], None]
CERTIFICATE, LOTTERY = "certificate.json", "lottery.json"
FAIREST = (
    "holds: no lottery is fairer: the lowest chance of anybody who can be chosen is 1/5, "
    "proven at 5 levels without a solver"
)


def lines_about(documents: Documents) -> list[str]:
    """What the checker says of the certificate, the tickets apart."""
    check_forms(documents)
    return [*check_certificate(documents)]


def put(*path: Any, value: Any) -> Forge:
    """A forgery that puts *value* at one place of the certificate."""

    def forge(certificate: Any) -> None:
        place = certificate
        for step in path[:-1]:
            place = place[step]
        assert place[path[-1]] != value
        place[path[-1]] = value

    return forge


def both(*forgeries: Forge) -> Forge:
    """One forgery after the other."""

    def forge(certificate: Any) -> None:
        for one in forgeries:
            one(certificate)

    return forge


def exchange_weights(certificate: Any) -> None:
    """A forgery that gives the panel with the young woman 2 the weight of the likeliest panel."""
    young, likeliest, _ = sorted(certificate["panels"], key=lambda panel: panel["members"])
    assert (young["weight"], likeliest["weight"]) == ("1/5", "3/5")
    young["weight"], likeliest["weight"] = likeliest["weight"], young["weight"]


def without(*path: Any) -> Forge:
    """A forgery that leaves something out."""

    def forge(certificate: Any) -> None:
        place = certificate
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return forge


def test_a_whole_bundle_says_that_no_lottery_is_fairer(
    proven: Documents, packed: Callable[[Documents], bytes]
) -> None:
    lines = check(packed(proven))
    assert FAIREST in lines
    assert (
        "holds: 3 weighted panels give exact chances, alike in each of 9 types of people" in lines
    )
    assert not any(line.startswith("not checked: that no fairer") for line in lines)


def test_the_level_that_the_page_on_fairness_checks_by_hand(proven: Documents) -> None:
    assert proven[CERTIFICATE]["types"][5] == ["c05", "c08", "c09"]
    assert proven[CERTIFICATE]["levels"][2] == {
        "chance": "1/5",
        "types": [7],
        "ceiling": {
            "weights": [[2, "1"], [5, "1"], [7, "1"]],
            "most": "1",
            "proof": [{"rows": [[1, "1"]]}],
        },
    }


def test_a_bundle_without_a_certificate_does_not(
    proven: Documents, packed: Callable[[Documents], bytes]
) -> None:
    del proven[CERTIFICATE]
    lines = check(packed(proven))
    assert "not checked: that no fairer lottery exists (it was made for leximin)" in lines
    assert not any("lottery is fairer" in line for line in lines)


def level(n: int, *path: Any) -> tuple[Any, ...]:
    """The way to something of the level with index *n*."""
    return ("levels", n, *path)


PANELS = "panels"
FORGERIES = {
    "another pool's types": (put("types", 0, value=["c01"]), "types, number 1"),
    "a type split": (put("types", 5, value=["c05"]), "types, number 6"),
    "a member moved": (
        both(put("types", 5, value=["c05", "c08"]), put("types", 8, value=["c09", "c10"])),
        "types, number 6",
    ),
    "a weight changed": (put(PANELS, 0, "weight", value="2/5"), "not shares of one"),
    "two weights exchanged": (
        exchange_weights,
        "level 2: 1/5 is not the lowest chance that is left",
    ),
    "a weight below zero": (
        both(put(PANELS, 0, "weight", value="7/5"), put(PANELS, 1, "weight", value="-3/5")),
        "not shares of one",
    ),
    "a fraction not in lowest terms": (put(PANELS, 0, "weight", value="6/10"), "lowest terms"),
    "a fraction over one": (put(PANELS, 0, "weight", value="1/1"), "lowest terms"),
    "a division by zero": (put(PANELS, 0, "weight", value="1/0"), "lowest terms"),
    "no common denominator that can be handled": (
        lambda certificate: certificate["panels"].extend(
            {"weight": f"1/{10**4000 + n}", "members": []} for n in range(99)
        ),
        "no small denominator",
    ),
    "a number of 20,001 digits": (put(PANELS, 0, "weight", value="1" * 20_001), "lowest terms"),
    "no panels": (put(PANELS, value=[]), "not shares of one"),
    "a panel that breaks a quota": (
        put(PANELS, 0, "members", value=[[1, 1], [4, 1], [5, 1], [7, 1]]),
        "the weighted panel 1 breaks",
    ),
    "two of a full home": (
        put(PANELS, 0, "members", value=[[2, 1], [3, 1], [4, 1], [6, 1]]),
        "the weighted panel 1 breaks",
    ),
    "somebody who must be out": (
        put(PANELS, 0, "members", value=[[1, 1], [4, 1], [6, 1], [8, 1]]),
        "the weighted panel 1 breaks",
    ),
    "more people than there are": (
        put(PANELS, 0, "members", value=[[1, 1], [4, 1], [5, 1], [6, 2]]),
        "the weighted panel 1 breaks",
    ),
    "nobody of a type": (
        put(PANELS, 0, "members", value=[[1, 1], [4, 0], [5, 1], [6, 2]]),
        "number 2: 0 is not a whole number from 1",
    ),
    "a type named twice": (
        put(PANELS, 0, "members", value=[[1, 1], [4, 1], [4, 1], [6, 1]]),
        "types are not named in order",
    ),
    "a type that is none": (
        put(PANELS, 0, "members", value=[[1, 1], [4, 1], [5, 1], [9, 1]]),
        "types are not named in order",
    ),
    "a chance raised": (put(*level(1, "chance"), value="1/4"), "level 2: 1/4 is not the lowest"),
    "a level left out": (without("levels", 1), "level 2: the weights"),
    "the first level left out": (without("levels", 0), "level 1: 1/5 is not the lowest"),
    "the last level left out": (without("levels", 4), "do not settle what leximin settles"),
    "no level at all": (put("levels", value=[]), "do not settle what leximin settles"),
    "a type settled twice": (put(*level(2, "types"), value=[2, 7]), "or one that is settled"),
    "a level of nobody": (put(*level(2, "types"), value=[]), "level 3 names no types"),
    "a type left out of a level": (put(*level(1, "types"), value=[2, 3]), "level 2: the weights"),
    "a type let into a level": (
        put(*level(1, "types"), value=[2, 3, 5, 7]),
        "level 2: the weights",
    ),
    "a weight of zero": (
        put(*level(1, "ceiling", "weights"), value=[[2, "1"], [3, "0"], [5, "1"]]),
        "weights, number 2, number 2: 0 is not written like",
    ),
    "a broken weight": (
        put(*level(1, "ceiling", "weights", 0, 1), value="1/2"),
        "1/2 is not written",
    ),
    "a greater weight": (
        put(*level(1, "ceiling", "weights", 0, 1), value="2"),
        "level 2: the proof leaves room",
    ),
    "a smaller ceiling": (put(*level(1, "ceiling", "most"), value="4/5"), "the proof leaves room"),
    "a greater ceiling": (put(*level(1, "ceiling", "most"), value="2"), "what is proven is not"),
    "a multiplier changed": (
        put(*level(1, "ceiling", "proof", 2, "rows", 2, 1), value="-2"),
        "level 2: the proof leaves room",
    ),
    "a multiplier left out": (
        without(*level(1, "ceiling", "proof", 2, "rows", 0)),
        "level 2: the proof leaves room",
    ),
    "a row multiplied twice": (
        put(*level(1, "ceiling", "proof", 2, "rows", 1, 0), value=1),
        "multiplies a row twice",
    ),
    "a home that is not full": (
        put(*level(0, "ceiling", "proof", 1, "rows", 3, 0), value=12),
        "or one that is none",
    ),
    "a home by its second type": (
        put(*level(0, "ceiling", "proof", 1, "rows", 3, 0), value=9),
        "or one that is none",
    ),
    "a question about nobody": (
        put(*level(1, "ceiling", "proof", 0, "type"), value=9),
        "asks about a type that is none",
    ),
    "a number skipped": (
        put(*level(1, "ceiling", "proof", 0, "most"), value=-1),
        "level 2: the proof leaves room",
    ),
    "a branch left out": (without(*level(1, "ceiling", "proof", 2)), "leaves a question open"),
    "no proof": (put(*level(1, "ceiling", "proof"), value=[]), "leaves a question open"),
    "more than a proof": (
        lambda certificate: certificate["levels"][2]["ceiling"]["proof"].append({"rows": []}),
        "goes on after its end",
    ),
    "a proof that is too deep": (
        put(*level(1, "ceiling", "proof"), value=[{"type": 4, "most": 0}] * 1001),
        "too deep",
    ),
    "a proof that is too long": (
        put(*level(1, "ceiling", "proof"), value=[{"rows": []}] * 50_001),
        "more than 50000 nodes",
    ),
    "another objective": (put("objective", value="maximin"), "certificate.json, objective"),
    "another lottery's": (put("commitment", value="0" * 64), "certificate.json, commitment"),
}


@pytest.mark.parametrize(("forge", "words"), FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_certificate_is_named(proven: Documents, forge: Forge, words: str) -> None:
    forge(proven[CERTIFICATE])
    with pytest.raises(BundleError) as error:
        lines_about(proven)
    assert words in str(error.value)
    assert str(error.value).isprintable()


def test_any_true_proof_will_do(proven: Documents) -> None:
    """Multipliers and questions are taken as they come: what they prove is computed."""
    ceiling = proven[CERTIFICATE]["levels"][2]["ceiling"]
    ceiling |= {"weights": [[t, "3"] for t, _ in ceiling["weights"]], "most": "3"}
    ceiling["proof"] = [{"type": 5, "most": 0}, {"rows": [[1, "3"]]}, {"rows": [[1, "3"]]}]
    assert FAIREST in lines_about(proven)


def test_what_rows_add_up_to_is_rounded_down(proven: Documents) -> None:
    """A panel weighs a whole number: where it cannot weigh more than 3/2, it weighs 1 at most."""
    proof = proven[CERTIFICATE]["levels"][2]["ceiling"]["proof"]
    proof[0]["rows"] = [[1, "3/2"]]
    assert FAIREST in lines_about(proven)
    proof[0]["rows"] = [[1, "2"]]
    with pytest.raises(BundleError, match="leaves room for panels that weigh more"):
        lines_about(proven)


@pytest.mark.parametrize(
    ("unproven", "first", "lowest"), [(0, 0, False), (1, 1, False), (2, 2, True), (3, 3, True)]
)
def test_an_unproven_level_is_never_called_proven(
    proven: Documents, unproven: int, first: int, lowest: bool
) -> None:
    proven[CERTIFICATE]["levels"][unproven]["ceiling"] = None
    lines = lines_about(proven)
    assert not any("lottery is fairer" in line for line in lines)
    assert any("has a higher lowest chance" in line for line in lines) is lowest
    told = f"not checked: that no fairer lottery exists: of 5 levels the first {first} are proven"
    assert told in lines


def test_maximin_proves_the_lowest_chance_alone(certify: Callable[..., Documents]) -> None:
    documents = certify("maximin")
    best = "the lowest chance of anybody who can be chosen is 1/5, proven without a solver"
    lines = lines_about(documents)
    assert f"holds: no lottery has a higher lowest chance: {best}" in lines
    assert "not checked: that no lottery is fairer to those above the lowest chance" in lines
    levels = documents[CERTIFICATE]["levels"]
    levels[0]["ceiling"] = None
    assert any("is not proven" in line for line in lines_about(documents))
    del levels[1]
    with pytest.raises(BundleError, match="do not settle what maximin settles"):
        lines_about(documents)


def test_a_level_that_rests_on_an_unproven_one_is_checked_still(proven: Documents) -> None:
    proven[CERTIFICATE]["levels"][1]["ceiling"] = None
    proven[CERTIFICATE]["levels"][3]["ceiling"]["most"] = "2"
    with pytest.raises(BundleError, match="level 4"):
        lines_about(proven)


def test_how_far_the_tickets_are_from_the_exact_chances_is_told(
    proven: Documents, certify: Callable[..., Documents]
) -> None:
    near = "holds: tickets are less than one ticket from anybody's exact chance; the lowest loses "
    assert lines_about(proven)[-1] == f"{near}0.000 percentage points"
    assert lines_about(certify(tickets=7))[-1] == f"{near}5.714 percentage points"
    lottery = proven[LOTTERY]
    one = next(id for id, chance in lottery["marginals"].items() if chance == "1/5")
    lottery["marginals"][one] = "3/10"  # of ten tickets, three in the place of two
    assert lines_about(proven)[-1].startswith("holds: tickets are no more than one ticket from")
    # as if every ticket were that of the first panel
    members = lottery["panels"][0]["members"]
    lottery["marginals"] = {id: str(int(id in members)) for id in lottery["marginals"]}
    assert lines_about(proven)[-1] == (
        "holds: tickets are up to 8 tickets from anybody's exact chance; "
        "the lowest loses 20.000 percentage points"
    )


def test_where_answers_are_withheld_nothing_of_it_is_checked(
    proven: Documents, withheld: Documents
) -> None:
    certificate = proven[CERTIFICATE] | {"commitment": withheld[LOTTERY]["commitment"]}
    drawn = {name: withheld[name] for name in (LOTTERY, "draw.json")}
    documents = drawn | {CERTIFICATE: certificate}
    assert lines_about(documents) == [
        "not checked: that no fairer lottery exists: the certificate is about answers that are "
        "withheld"
    ]


def test_a_certificate_for_another_kind_of_fairness_is_refused(proven: Documents) -> None:
    proven[LOTTERY]["objective"] = proven[CERTIFICATE]["objective"] = "nash"
    with pytest.raises(BundleError, match="objective"):
        lines_about(proven)


def test_the_certificate_is_checked_beside_what_the_lottery_says(proven: Documents) -> None:
    """Rows come from people and quotas: with other quotas the same proof proves nothing."""
    changed = deepcopy(proven)
    changed[LOTTERY]["quotas"][0]["upper"] = 2
    with pytest.raises(BundleError, match="the proof leaves room"):
        lines_about(changed)
    moved = deepcopy(proven)
    moved[LOTTERY]["people"][4]["household"] = "h1"
    with pytest.raises(BundleError, match=r"the weighted panel \d breaks"):
        lines_about(moved)


def test_long_numbers_are_read(proven: Documents) -> None:
    """Python writes no number of more than 4300 digits as a text, but others may."""
    long = "1" + "0" * 5000
    ceiling = proven[CERTIFICATE]["levels"][2]["ceiling"]
    ceiling |= {"weights": [[t, long] for t, _ in ceiling["weights"]], "most": long}
    ceiling["proof"] = [{"rows": [[1, long]]}]
    assert FAIREST in lines_about(proven)
