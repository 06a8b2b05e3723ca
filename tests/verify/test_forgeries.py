"""A forger who recomputes every digest is still found out, and what was forged is named."""

from collections.abc import Callable

import pytest

from deliberation.record.canonical import digest
from deliberation.record.lottery import person_salt
from deliberation.verify import BundleError, check
from tests.verify.conftest import Documents, Forge
from tests.verify.forging import put, refused

__all__ = ["refused"]  # a fixture

LOTTERY, DRAW = "lottery.json", "draw.json"
SWAPPED = ["c01", "c02", "c05", "c08"]
DRAWN = {
    "another ticket": (put(DRAW, "ticket", value=8), "the ticket: the record says 8, but 9"),
    "another seed": (put(DRAW, "seed", value="dice 1"), "the ticket"),
    "a blank seed": (put(DRAW, "seed", value="\u2003 "), "blank"),
    "a seed on two lines": (put(DRAW, "seed", value="1\n2"), "control character"),
    "another panel": (put(DRAW, "panel", value=["c01", "c04", "c05", "c08"]), "the panel drawn"),
    "one other member": (put(DRAW, "panel", 0, value="c06"), "the panel drawn, number 1"),
    "one other alternate": (put(DRAW, "alternates", 3, value="c01"), "the alternates, number 4"),
    "an inflated ticket count": (put(LOTTERY, "panels", 0, "tickets", value=30), "the chance of"),
    "no tickets": (
        put(LOTTERY, "panels", 0, "tickets", value=0),
        "tickets: 0 is not a whole number from 1",
    ),
    "tickets below zero": (
        put(LOTTERY, "panels", 0, "tickets", value=-3),
        "tickets: -3 is not a whole number from 1",
    ),
    "a wrong marginal": (put(LOTTERY, "marginals", "c01", value="2/5"), "person, c01"),
    "a fraction not in lowest terms": (put(LOTTERY, "marginals", "c01", value="6/20"), "c01"),
    "a size that no panel has": (put(LOTTERY, "size", value=5), "4 members, not 5"),
    "a panel of strangers": (put(LOTTERY, "panels", 0, "members", 0, value="c00"), "in the pool"),
    "a member twice": (put(LOTTERY, "panels", 0, "members", 1, value="c01"), "twice"),
    "a quota tightened": (put(LOTTERY, "quotas", 0, "lower", value=3), "within these limits"),
    "a quota twice": (put(LOTTERY, "quotas", 1, "answers", value={"gender": "woman"}), "the same"),
    "a quota for everybody": (put(LOTTERY, "quotas", 1, "answers", value={}), "one is for none"),
    "a joint quota tightened": (
        put(LOTTERY, "quotas", 5, "lower", value=2),
        "breaks a quota: 1 with area = north and gender = woman, not 2 to 2",
    ),
    "somebody who must be in": (
        put(LOTTERY, "people", 0, "standing", value="in"),
        "0 who must be in",
    ),
    "somebody who must be out": (
        put(LOTTERY, "people", 0, "standing", value="out"),
        "1 who must be out",
    ),
    "somebody let in": (put(LOTTERY, "people", 12, "standing", value="open"), "alternates"),
    "a standing of another name": (put(LOTTERY, "people", 0, "standing", value="x"), "standing"),
    "no household allowed": (put(LOTTERY, "per_household", value=0), "per_household: 0 is not a"),
    "a changed answer": (put(LOTTERY, "people", 3, "features", "gender", value="man"), "quota"),
    "an answer more": (
        put(LOTTERY, "people", 3, "features", "age", value="19"),
        "c04 does not have",
    ),
    "a moved household": (put(LOTTERY, "people", 3, "household", value="h1"), "one household"),
    "a lone household": (put(LOTTERY, "people", 3, "household", value="h4"), "households are not"),
    "an address": (put(LOTTERY, "people", 0, "household", value="1 High Street"), "households"),
    "a misnamed feature": (
        put(LOTTERY, "quotas", 0, "answers", value={"sex": "m"}),
        "the features that",
    ),
}


@pytest.mark.parametrize(("forge", "words"), DRAWN.values(), ids=DRAWN.keys())
def test_a_forged_draw_is_named(
    refused: Callable[[Forge, str], None], forge: Forge, words: str
) -> None:
    refused(forge, words)


def test_a_panel_that_breaks_a_quota_is_named(refused: Callable[[Forge, str], None]) -> None:
    def forge(documents: Documents) -> None:
        lottery = documents[LOTTERY]
        lottery["panels"][0]["members"] = SWAPPED
        lottery["marginals"] |= {"c02": "4/5", "c04": "0"}

    refused(forge, "the panel c01, c02, c05, c08 breaks a quota: 3 with area = north, not 1 to 2")


def test_two_alternates_in_another_order_are_named(refused: Callable[[Forge, str], None]) -> None:
    refused(lambda documents: documents[DRAW]["alternates"].reverse(), "the alternates, number 1")


def test_an_alternate_left_out_in_the_middle_is_named(
    refused: Callable[[Forge, str], None],
) -> None:
    refused(lambda documents: documents[DRAW]["alternates"].pop(1), "the alternates, number 2")


def test_panels_in_another_order_are_named(refused: Callable[[Forge, str], None]) -> None:
    refused(lambda documents: documents[LOTTERY]["panels"].reverse(), "panels are not sorted")


def test_a_panel_that_stands_twice_is_named(refused: Callable[[Forge, str], None]) -> None:
    def forge(documents: Documents) -> None:
        panels = documents[LOTTERY]["panels"]
        panels.insert(0, panels[0])

    refused(forge, "panels are not sorted")


def test_people_in_another_order_are_named(refused: Callable[[Forge, str], None]) -> None:
    refused(lambda documents: documents[LOTTERY]["people"].reverse(), "people are not sorted")


@pytest.mark.parametrize("part", ["people", "quotas", "lottery"])
def test_each_digest_is_checked(
    documents: Documents, packed: Callable[[Documents], bytes], part: str
) -> None:
    documents[LOTTERY]["digests"][part] = "0" * 64
    with pytest.raises(BundleError, match=f"digest.*{part}"):
        check(packed(documents))


def test_the_commitment_is_checked(
    documents: Documents, packed: Callable[[Documents], bytes]
) -> None:
    for name in (LOTTERY, DRAW):
        documents[name]["commitment"] = "0" * 64
    with pytest.raises(BundleError, match="the commitment"):
        check(packed(documents))


def test_a_whole_other_lottery_is_betrayed_by_the_commitment_published_before(
    documents: Documents, packed: Callable[[Documents], bytes], resealed: Forge
) -> None:
    published = documents[LOTTERY]["commitment"]
    assert "holds: the commitment is the one given" in check(
        packed(documents), commitment=f" {published.upper()}\n"
    )
    documents[LOTTERY]["objective"] = "whim"
    resealed(documents)
    check(packed(documents))
    with pytest.raises(BundleError, match="the commitment given"):
        check(packed(documents), commitment=published)


def test_a_commitment_needs_a_lottery(
    documents: Documents, packed: Callable[[Documents], bytes]
) -> None:
    votes = {name: document for name, document in documents.items() if name.startswith("votes")}
    assert check(packed(votes))
    with pytest.raises(BundleError, match="no lottery"):
        check(packed(votes), commitment="0" * 64)


def test_withheld_answers_are_said_to_be_unchecked(
    withheld: Documents, packed: Callable[[Documents], bytes]
) -> None:
    lines = [line for line in check(packed(withheld)) if line.startswith("not checked")]
    assert any("quotas" in line for line in lines)
    assert any("alternates" in line for line in lines)


@pytest.mark.parametrize("alternate", ["c07", "c00", "c06"])
def test_of_withheld_people_an_alternate_is_at_least_somebody_else(
    withheld: Documents, packed: Callable[[Documents], bytes], alternate: str
) -> None:
    withheld[DRAW]["alternates"] = ["c06", "c05", alternate]
    with pytest.raises(BundleError, match="an alternate"):
        check(packed(withheld))


def test_one_person_can_find_their_own_answers_in_the_commitment(withheld: Documents) -> None:
    salt = person_salt("0123456789abcdef" * 2, "c10")
    mine = digest([salt, "c10", {"area": "sør", "gender": "man"}, None, "open"])
    assert {"id": "c10", "digest": mine} in withheld[LOTTERY]["people"]
