"""A draw of replacements: whoever stays of the panel before is on every panel."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from deliberation.errors import InvalidInputError
from deliberation.record.bundle import bundle, unbundle
from deliberation.record.canonical import digest
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.record.replacement import encode_replacement
from deliberation.sortition.alternates import alternates
from deliberation.sortition.draw import draw
from deliberation.sortition.replacement import replacement
from deliberation.verify.bundle import check
from deliberation.verify.documents import BundleError
from tests.verify.conftest import SEED, town

Documents = dict[str, Any]
STAY, GONE = ["c07", "c09", "c12"], "c11"  # of the panel that the seed draws


def replaced(*, publish_people: bool = True, tickets: int = 10) -> Documents:
    """One of the four drawn from the town withdraws, and the seat is drawn for."""
    pool, quotas, lottery = town()
    shown = {"publish_people": publish_people, "salt": "0123456789abcdef" * 2}
    first = encode_lottery(pool, quotas, lottery, **shown)
    drawn = draw(lottery, seed=SEED)
    after = encode_draw(first, drawn, alternates(pool, quotas, drawn, count=4))
    assert after["panel"] == sorted([*STAY, GONE])
    found = replacement(pool, quotas, confirmed=STAY, unavailable=[GONE], tickets=tickets)
    document = encode_lottery(found.pool, quotas, found.lottery, **shown)
    again = draw(found.lottery, seed="dice 2 2")
    reserves = alternates(found.pool, quotas, again, count=4)
    return {
        "lottery.json": document,
        "draw.json": encode_draw(document, again, reserves),
        "replacement.json": encode_replacement(
            document, after=after, before=first, withdrawn=[GONE]
        ),
    }


def packed_with(documents: Documents) -> bytes:
    given = {name.removesuffix(".json"): document for name, document in documents.items()}
    return bundle("Replacements", **given)


@pytest.mark.parametrize("publish_people", [True, False])
def test_an_honest_draw_of_replacements_holds(publish_people: bool) -> None:
    documents = replaced(publish_people=publish_people)
    data = packed_with(documents)
    after = digest(documents["replacement.json"]["after"])
    lines = check(data)
    stayed = f"holds: 3 stay of the draw with the digest {after}, on every panel"
    assert stayed in lines
    assert "holds: the quotas are those of that draw" in lines
    assert list(unbundle(data))[-1] == "replacement.json"


def test_other_quotas_are_told() -> None:
    documents = replaced()
    follows = documents["replacement.json"]
    follows["digests"]["quotas"] = "0" * 64
    digests = follows["digests"]
    follows["after"]["commitment"] = digest({"format": "deliberation commitment 1"} | digests)
    lines = check(packed_with(documents))
    assert "not checked: why the quotas are others than those of that draw" in lines


Change = Callable[[Documents], object]
FORGED: dict[str, tuple[Change, str]] = {
    "somebody who was drawn is left out": (
        lambda d: d["withdrawn"].append("c99"),
        "somebody withdrew who was no member",
    ),
    "a member is pushed out in silence": (
        lambda d: d["after"]["panel"].append("c01"),
        "a panel lacks somebody who stays",
    ),
    "somebody withdraws and is on the panels": (
        lambda d: d["withdrawn"].insert(0, "c09"),
        "or holds somebody who withdrew",
    ),
    "nobody withdraws": (lambda d: d["withdrawn"].clear(), "a panel lacks somebody who stays"),
    "a member joins again": (lambda d: d["joined"].append("c09"), "or joined who was one"),
    "somebody joins unseen": (lambda d: d["joined"].append("c13"), "a panel lacks somebody"),
    "the same one withdraws twice": (
        lambda d: d["withdrawn"].append(d["withdrawn"][0]),
        "withdrawn is not sorted, or has something twice",
    ),
    "the quotas before were others": (
        lambda d: d["digests"].update(quotas="0" * 64),
        "the commitment before",
    ),
    "another lottery": (lambda d: d.update(commitment="0" * 64), "replacement.json, commitment"),
    "another draw": (lambda d: d["after"].pop("seed"), "replacement.json, after"),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_is_forged_is_found(name: str) -> None:
    change, sentence = FORGED[name]
    documents = replaced()
    change(documents["replacement.json"])
    other = name == "another lottery"
    if other:
        with pytest.raises(InvalidInputError, match="another lottery"):
            packed_with(documents)
        return
    with pytest.raises(BundleError, match=sentence):
        check(packed_with(documents))


def test_the_document_is_made_of_what_belongs_together_only() -> None:
    documents = replaced()
    follows, lottery = documents["replacement.json"], documents["lottery.json"]
    before = {"digests": follows["digests"]}
    terms: Documents = {"after": follows["after"], "before": before, "withdrawn": [GONE]}
    assert encode_replacement(lottery, **terms) == follows
    other = deepcopy(before)
    other["digests"]["quotas"] = "0" * 64
    for wrong, sentence in (
        ({"before": other}, "made from another lottery"),
        ({"withdrawn": [GONE, "c99"]}, "'c99' withdraws, and was no member"),
        ({"withdrawn": ["c09"]}, "is not one over replacements"),
        ({"joined": ["c09"]}, "'c09' joins, and was a member"),
    ):
        with pytest.raises(InvalidInputError, match=sentence):
            encode_replacement(lottery, **(terms | wrong))
