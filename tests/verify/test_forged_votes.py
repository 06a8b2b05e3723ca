"""A forged vote is found out, and what was forged is named."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

import pytest

from deliberation.record.canonical import to_file
from deliberation.verify import BundleError, check
from tests.verify.conftest import SEED, Documents, Forge
from tests.verify.forging import put, refused

__all__ = ["refused"]  # a fixture


def at(vote: str, *path: Any, value: Any) -> Forge:
    return put(f"votes/{vote}.json", *path, value=value)


FEW = {"tied": ["bus", "tram"], "decision": "fill seat 1", "chosen": "bus", "how": f"lot:{SEED}"}
VOTES = {
    "totals": (at("borda-mixed", "result", "totals", "bus", value="99"), "totals, bus: the record"),
    "a total as a number": (at("borda-mixed", "result", "totals", "bus", value=18), "bus"),
    "elected": (at("borda-mixed", "result", "elected", value=["walk"]), "elected, number 1"),
    "nobody elected": (at("borda-mixed", "result", "elected", value=[]), "elected has 0 entries"),
    "a pair": (at("schulze-mixed", "result", "pairwise", 0, 1, value=9), "pairwise, number 1"),
    "a quota": (at("stv-mixed", "result", "quota", value="3"), "quota"),
    "a total in a round": (
        at("stv-mixed", "result", "rounds", 1, "totals", "bus", value="99"),
        "rounds, number 2, totals, bus",
    ),
    "a transfer": (
        at("scottish_stv-shared", "result", "rounds", 0, "elected", value=["tram", "bus"]),
        "rounds, number 1, elected",
    ),
    "what was exhausted": (
        at("irv-mixed", "result", "rounds", 2, "exhausted", value="0"),
        "rounds, number 3, exhausted",
    ),
    "a tie's loser": (at("irv-mixed", "result", "ties", 0, "chosen", value="walk"), "ties"),
    "a tie hidden": (at("irv-mixed", "result", "ties", value=[]), "ties has 0 entries"),
    "a tie's reason": (at("irv-mixed", "result", "ties", 0, "how", value="chance"), "how"),
    "another lot": (at("borda-shared", "break_tie", "seed", value="dice 2"), "result"),
    "another order": (at("irv-mixed", "break_tie", "order", 0, value="tram"), "moved on"),
    "an order that lacks one": (at("irv-mixed", "break_tie", "order", value=["walk"]), "lacks"),
    "no tie-break": (at("irv-mixed", "break_tie", value={"by": "refuse"}), "nothing settles it"),
    "a tie of few": (at("few", "result", "ties", value=[FEW]), "names who was equal among fewer"),
    "an outcome of few": (at("few", "result", "elected", value=["nobody"]), "does not elect"),
    "details of few": (at("few", "result", "totals", value={}), "does not hold exactly"),
    "another rule": (at("borda-mixed", "rule", value="schulze"), "result"),
    "an unknown rule": (at("borda-mixed", "rule", value="dice"), "counted by dice"),
    "another number of seats": (at("stv-mixed", "seats", value=3), "moved on"),
    "no seats": (at("stv-mixed", "seats", value=0), "seats: 0 is not a whole number from 1 to 4"),
    "two seats for one": (
        at("irv-mixed", "seats", value=2),
        "seats: 2 is not a whole number from 1 to 1",
    ),
    "other places": (at("stv-fractions", "options", "places", value=2), "moved on"),
    "more places than fit": (at("stv-mixed", "options", "places", value=31), "options"),
    "an option without a name": (at("irv-mixed", "options", value={"": 1}), "options"),
    "no voters": (at("few", "cast", value=0), "cast: 0 is not a whole number from 1"),
    "unknown options": (at("stv-mixed", "options", "quota", value=0), "options"),
    "fewer credits": (
        at("quadratic-crossed", "options", value={"credits": 20}),
        "cannot have these",
    ),
    "a vote too many": (
        at("quadratic-crossed", "evidence", "tallies", "bus", 0, 0, value=11),
        "cannot have these votes",
    ),
    "voters too many": (
        at("quadratic-crossed", "evidence", "tallies", "walk", 0, 1, value=17),
        "cannot have these votes",
    ),
    "more spent than anybody had": (
        at("quadratic-crossed", "evidence", "tallies", "walk", value=[[10, 8]]),
        "are spent, more than all had",
    ),
    "a ballot too dear": (
        at("quadratic-shared", "evidence", "ballots", 0, "ballot", "bus", value=10),
        "takes no ballot such as",
    ),
    "a number that few gave": (
        at("quadratic-crossed", "evidence", "tallies", "walk", value=[[4, 4], [5, 4]]),
        "shows too much of what was given to walk",
    ),
    "an answer that all gave": (
        at("support-crossed", "evidence", "tallies", "walk", value=[[0, 16]]),
        "shows too much of what was given to walk",
    ),
    "sums beyond all credits": (
        at("quadratic-mixed", "options", value={"credits": 7}),
        "5 ballots do not have these sums",
    ),
    "sums beyond all scores": (
        at("score-mixed", "options", "most", value=1),
        "do not have these sums",
    ),
    "more of the highest scores": (
        at("star-mixed", "evidence", "sums", "bus", 1, value=3),
        "do not have these sums",
    ),
    "more support than answers": (
        at("support-mixed", "evidence", "sums", "bus", 0, value=9),
        "do not have these sums",
    ),
    "a sum of another shape": (at("score-mixed", "evidence", "sums", "bus", value=[1, 2]), "sums"),
    "the ballot of all": (
        at("irv-shared", "evidence", "ballots", value=[{"ballot": ["bus"], "times": 22}]),
        "the one ballot that everybody cast",
    ),
    "a first preference on a sheet": (
        at("irv-mixed", "evidence", "first", "bus", value=4),
        "all that were put first: the record says 12, but 11",
    ),
    "more papers than there were": (
        at("irv-mixed", "evidence", "transfers", 0, 2, value=9),
        "cannot have moved on",
    ),
    "papers of nobody": (
        at("irv-mixed", "evidence", "transfers", 0, 0, value="boat"),
        "cannot have moved on",
    ),
    "papers for nobody known": (
        at("irv-mixed", "evidence", "transfers", 0, 1, value="boat"),
        "cannot have moved on",
    ),
    "papers worth more": (
        at("stv-fractions", "evidence", "transfers", 0, 3, value="99"),
        "cannot have moved on",
    ),
    "papers worth what cannot be": (
        at("stv-fractions", "evidence", "transfers", 0, 3, value="1/0"),
        "is not a fraction in lowest terms",
    ),
    "an approval twice": (
        at("approval-mixed", "evidence", "tallies", "bus", value=[[2, 2]]),
        "bus cannot have these votes",
    ),
    "tallies out of order": (
        at("star-crossed", "evidence", "tallies", "tram", value=[[4, 1], [3, 2]]),
        "tram cannot have these votes",
    ),
    "a score too high": (
        at("score-crossed", "options", "most", value=4),
        "cannot have these votes",
    ),
    "a grade beyond the scale": (
        at("majority_judgment-mixed", "options", "scale", value=["good", "fair"]),
        "cannot have these votes",
    ),
    "a grade of two names": (
        at("majority_judgment-mixed", "options", "scale", value=["good", "fair", "fair"]),
        "options that cannot be",
    ),
    "another median": (
        at("majority_judgment-mixed", "result", "elected", 0, value="walk"),
        "elected, number 1",
    ),
    "a higher bar": (at("support-mixed", "options", "share", value=[1, 5]), "elected has"),
    "a bar above all": (at("support-mixed", "options", "share", value=[3, 2]), "cannot be"),
    "a half that is enough": (
        at("support-members", "options", "share", value=[1, 4]),
        "elected has 0 entries",
    ),
    "a share of a share": (
        at("support-members", "options", "above", value=False),
        "above: the record says False",
    ),
    "fewer members than voters": (
        at("support-members", "options", "members", value=4),
        "options that cannot be",
    ),
    "a share of those who were counted alone": (
        at("support-present", "result", "elected", value=["bus"]),
        "elected has 1 entries",
    ),
    "a text of nobody": (
        at("support-members", "options", "texts", "boat", value="Along the river."),
        "options that cannot be",
    ),
    "a revised vote of no name": (
        at("support-members", "options", "revises", value="../v1"),
        "is not written like",
    ),
    "a currency that is a number": (
        at("equal_shares_budget-shared", "options", "currency", value=7),
        "currency is not a text",
    ),
    "a budget cut": (at("greedy_budget-mixed", "options", "total", value=60), "more than all had"),
    "a project for nothing": (
        at("greedy_budget-mixed", "options", "costs", "walk", value=0),
        "costs, walk: 0 is not a whole number from 1",
    ),
    "a cost of nobody": (
        at("greedy_budget-mixed", "options", "costs", "boat", value=5),
        "options that cannot be",
    ),
    "a project funded": (
        at("equal_shares_budget-shared", "result", "elected", value=["bus"]),
        "elected has 1 entries",
    ),
    "a ballot beyond the budget": (
        at("equal_shares_budget-shared", "options", "costs", "bus", value=70),
        "takes no ballot such as bus, tram",
    ),
    "a runoff turned": (at("star-mixed", "result", "elected", 0, value="tram"), "elected"),
    "a defeat hidden": (at("minimax-mixed", "result", "totals", "bike", value="0"), "totals, bike"),
    "half a point more": (at("copeland-mixed", "result", "totals", "bus", value="5"), "totals"),
    "a committee of whole ballots": (
        at("sequential_pav-shared", "result", "elected", 0, value="walk"),
        "elected, number 1",
    ),
    "a committee too small": (
        at("sequential_pav-mixed", "result", "elected", value=["bus"]),
        "does not elect 2",
    ),
    "a ballot more": (at("irv-shared", "cast", value=23), "the number of ballots"),
    "a rare ballot": (at("irv-shared", "evidence", "ballots", 0, "times", value=4), "4 voters"),
    "a ballot for nobody known": (
        at("irv-shared", "evidence", "ballots", 0, "ballot", value=["boat"]),
        "boat",
    ),
    "a first preference": (
        at("plurality-mixed", "evidence", "tallies", "bus", 0, 1, value=4),
        "do not add up to 12",
    ),
    "a blank ballot hidden": (
        at("plurality-mixed", "evidence", "blank", value=0),
        "do not add up to 12",
    ),
    "a preference below zero": (
        at("plurality-mixed", "evidence", "blank", value=-1),
        "blank: -1 is not a whole number from 0",
    ),
    "more pairs than ballots": (
        at("borda-mixed", "evidence", "pairwise", 0, 1, value=12),
        "the pairs are not those of 11 ballots",
    ),
    "somebody above themselves": (
        at("borda-mixed", "evidence", "pairwise", 0, 0, value=1),
        "the pairs are not",
    ),
    "a row too many": (
        at("borda-mixed", "evidence", "pairwise", value=[[0, 0, 0, 0]] * 5),
        "pairwise has 5 entries",
    ),
    "less shown than there is": (
        at("borda-mixed", "evidence", value={"kind": "outcome"}),
        "not to be shown as outcome",
    ),
    "more shown than allowed": (at("few", "cast", value=5), "not to be shown as outcome"),
    "a candidate twice": (at("few", "candidates", 0, value="tram"), "named once"),
    "another kind of ballot": (
        at("few", "kind", value="credits"),
        "kind: the record says credits, but ranking is right",
    ),
}


@pytest.mark.parametrize(("forge", "words"), VOTES.values(), ids=VOTES.keys())
def test_a_forged_vote_is_named(
    refused: Callable[[Forge, str], None], forge: Forge, words: str
) -> None:
    refused(forge, words)


def tie_withheld(elected: tuple[str, ...] = ("bus", "walk"), **changes: Any) -> Forge:
    """A tie of a vote whose whole ballots, which alone could be counted, are not shown."""

    def forge(documents: Documents) -> None:
        vote = documents["votes/sequential_pav-mixed.json"]
        vote["break_tie"] = {"by": "lot", "seed": SEED}
        vote["result"] |= {"elected": [*elected], "ties": [FEW | changes]}

    return forge


def tie_told_twice(documents: Documents) -> None:
    tie_withheld()(documents)
    documents["votes/sequential_pav-mixed.json"]["result"]["ties"] *= 2


OUTCOMES: dict[str, Forge] = {
    "elected in spite of the lot": tie_withheld(("tram", "walk")),
    "a lot for a decision of another name": tie_withheld(
        ("tram", "walk"), decision="fill seat 01", chosen="tram"
    ),
    "a lot for another rule's decision": tie_withheld(decision="elect in round 1"),
    "a lot for another seat": tie_withheld(("bus", "tram"), decision="fill seat 2"),
    "two lots in one name": tie_withheld(tied=["bus", "bus", "tram"]),
    "a lot for somebody unknown": tie_withheld(
        ("tram", "walk"), tied=["boat", "bus", "tram"], chosen="tram"
    ),
    "a lot for nobody": tie_withheld(tied=[]),
    "a lot for one": tie_withheld(tied=["bus"]),
    "earlier rounds where there are none": tie_withheld(how="earlier rounds"),
    "a tie told twice": tie_told_twice,
}


@pytest.mark.parametrize("forge", OUTCOMES.values(), ids=OUTCOMES.keys())
def test_a_tie_that_cannot_have_come_up_is_named(
    refused: Callable[[Forge, str], None], forge: Forge
) -> None:
    refused(forge, "votes/sequential_pav-mixed.json")


def test_a_tie_that_may_have_come_up_is_told(
    documents: Documents, packed: Callable[[Documents], bytes]
) -> None:
    tie_withheld()(documents)
    told = "votes/sequential_pav-mixed.json, bus, tram are tied (fill seat 1), and bus is chosen"
    assert f"holds: {told}" in check(packed(documents))


def test_a_vote_cannot_go_under_another_name(documents: Documents) -> None:
    content = to_file(documents["votes/few.json"])
    files = {"votes/many.json": sha256(content).hexdigest()}
    manifest = {"format": "deliberation bundle 1", "title": "", "files": files}
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in {"manifest.json": to_file(manifest), "votes/many.json": content}.items():
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, data)
    with pytest.raises(BundleError, match=r"the vote in the name of votes/many\.json"):
        check(out.getvalue())
