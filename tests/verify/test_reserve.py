"""A reserve list that was chosen for its effect."""

from collections.abc import Callable
from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest

from deliberation.errors import InvalidInputError
from deliberation.record.bundle import bundle, unbundle
from deliberation.record.canonical import digest
from deliberation.record.draw import decode_draw
from deliberation.record.lottery import decode_lottery
from deliberation.record.numbering import decode_numbering
from deliberation.record.reserve import encode_reserve
from deliberation.sortition import drop_outs, readiness
from deliberation.sortition.reserve.drop_outs import MEASURED
from deliberation.sortition.reserve.stand_ins import Readiness
from deliberation.verify.bundle import check
from deliberation.verify.documents import BundleError


def reserve_of(documents: dict[str, Any]) -> dict[str, Any]:
    pool, quotas, _ = decode_lottery(documents["lottery.json"])
    numbering = documents.get("numbering.json")
    drawn = decode_draw(
        documents["draw.json"],
        documents["lottery.json"],
        numbering and decode_numbering(numbering, documents["lottery.json"]),
    )
    outside = [p.id for p in pool if p.id not in drawn.panel and p.id != "c13"][:5]
    rates = dict.fromkeys(drawn.panel, Fraction(1, 3))
    scenarios = drop_outs(rates, lots=drawn.lots(MEASURED), times=12)
    ours, theirs = (
        readiness(pool, quotas, panel=drawn.panel, alternates=ids, scenarios=scenarios)
        for ids in (outside, documents["draw.json"]["alternates"])
    )
    rate = Fraction(1, 3)
    return encode_reserve(documents["draw.json"], outside, rate=rate, ours=ours, theirs=theirs)


def packed_with(documents: dict[str, Any], reserve: dict[str, Any]) -> bytes:
    names = ("lottery", "announcement", "numbering", "draw")
    given = {name: documents.get(f"{name}.json") for name in names}
    return bundle("A reserve", **given, reserve=reserve)


def test_an_honest_list_holds(documents: dict[str, Any], numbered: dict[str, Any]) -> None:
    """Twin: the checker counts again what the engine measured, by lots or by hand."""
    for draw in (documents, numbered):
        data = packed_with(draw, reserve_of(draw))
        lines = check(data)
        assert "holds: who steps in from the reserve list of 5 in 12 scenarios" in lines
        met = Fraction(reserve_of(draw)["met"]) * 12
        assert f"holds: the quotas are then all met in {met} of them" in lines
        assert list(unbundle(data))[-1] == "reserve.json"


def test_of_withheld_answers_only_the_names_are_checked(
    documents: dict[str, Any], withheld: dict[str, Any]
) -> None:
    reserve = reserve_of(documents)
    with pytest.raises(InvalidInputError, match="another draw"):
        packed_with(withheld, reserve)
    reserve["draw"] = digest(withheld["draw.json"])
    lines = check(packed_with(withheld, reserve))
    assert any("makes up for: the answers are withheld" in line for line in lines)


def forged(reserve: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    reserve = deepcopy(reserve)
    change(reserve)
    return reserve


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r: r.update(missed="0"), "what is missed on average"),
        (lambda r: r.update(met="1"), "how often all is met"),
        (lambda r: r.update(rate="1/4"), "in scenario"),
        (lambda r: r.update(rate="4/3"), "no fraction from 0 to 1"),
        (lambda r: r.update(rate="1/0"), "not a fraction in lowest terms"),
        (lambda r: r.update(rate="x"), "not a fraction in lowest terms"),
        (lambda r: r.update(stand_ins=[]), "in no scenario"),
        (lambda r: r["stand_ins"].append(["c13"]), "others step in than reserves"),
        (lambda r: r["stand_ins"].append(r["alternates"][:5]), "or too many"),
        (lambda r: r["alternates"].append(r["alternates"][0]), "named twice"),
        (lambda r: r["alternates"].append("c99"), "not in the pool"),
        (lambda r: r["alternates"].append("c13"), "must be out"),
        (lambda r: r.pop("draw_met"), "reserve.json does not hold exactly"),
    ],
)
def test_a_forged_list_does_not_hold(
    documents: dict[str, Any], change: Callable[[dict[str, Any]], object], said: str
) -> None:
    with pytest.raises(BundleError, match=said):
        check(packed_with(documents, forged(reserve_of(documents), change)))


def test_a_list_of_another_draw_is_refused(documents: dict[str, Any]) -> None:
    reserve = reserve_of(documents)
    documents["draw.json"]["alternates"] = []
    with pytest.raises(InvalidInputError, match="another draw"):
        packed_with(documents, reserve)
    with pytest.raises(InvalidInputError, match="another draw"):
        bundle("A reserve", reserve=reserve)


def test_what_was_not_measured_alike_is_refused(documents: dict[str, Any]) -> None:
    one = Readiness((Fraction(0),), (("c02",),))
    two = Readiness((Fraction(0),) * 2, ((), ()))
    for alternates, ours, theirs, said in (
        (["c02"], one, two, "different scenarios"),
        (["c04"], one, one, "'c02' steps in, but is no reserve"),
    ):
        with pytest.raises(InvalidInputError, match=said):
            encode_reserve(
                documents["draw.json"], alternates, rate=Fraction(1, 9), ours=ours, theirs=theirs
            )
