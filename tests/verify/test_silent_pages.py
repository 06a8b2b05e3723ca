"""What one checker let through while the pages were silent: each was found by writing another."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from deliberation import voting
from deliberation.record.canonical import digest
from deliberation.verify import check
from tests.verify.conftest import SEED, all_documents, certified, reseal
from tests.verify.conftest import vote as vote_of
from tests.verify.test_any_shape import archive
from tests.verify.test_ledger import AT, TERMS, complaint, entry, sealed
from tests.verify.test_listed import BOARD, LIST, URN, ballot_list, roll_call, with_phrases
from tests.verify.test_reserve import reserve_of

Documents = dict[str, Any]
LOT = voting.by_lot(SEED)


@cache
def of_phrases() -> Documents:
    """Not to be changed, and without its ledger, which would tell most of it by itself."""
    return {name: made for name, made in with_phrases().items() if name != "ledger.json"}


def another_list(phrases: list[str], ballots: Any = (["bus"],) * 6) -> Documents:
    """Beside an urn without a count."""
    pairs = [list(pair) for pair in zip(phrases, ballots, strict=False)]
    kept = {name: of_phrases()[name] for name in (URN, BOARD)}
    return dict(sorted((kept | {LIST: ballot_list("phrase", pairs)}).items()))


def of_urn(ballots: Any, **changes: Any) -> Documents:
    made = another_list([""] * len(ballots), ballots)
    return made | {URN: made[URN] | changes}


def few(rule: str, ballots: list[Any], seats: int, **options: Any) -> Documents:
    """A vote of so few that only its outcome is shown."""
    profile = voting.Profile.of(ballots, candidates=("boat", "bus", "tram"))
    return vote_of("few", rule, profile, LOT, seats=seats, **options)


def claims(
    vote: Documents, elected: list[str], *ties: tuple[list[str], str, str, str]
) -> Documents:
    names = ("tied", "decision", "chosen", "how")
    told = [dict(zip(names, tie, strict=True)) for tie in ties]
    changed = {"elected": elected, "ties": told}
    return {"votes/few.json": vote | {"result": vote["result"] | changed}}


def star() -> Documents:
    return few("star", [voting.Scores({"bus": 5, "tram": 4})] * 2, 1, most=5)


def money() -> Documents:
    options = {"total": 5, "costs": {"boat": 3, "bus": 3, "tram": 3}, "within": False}
    return few("greedy_budget", [voting.Approval(frozenset({"bus"}))] * 2, 3, **options)


def support(**changes: Any) -> Documents:
    options = {"scale": ["yes", "no"], "supporting": 1, "share": [1, 2], "of": "answers"}
    vote = few("support", [voting.Grades({"bus": "yes"})] * 2, 3, **options)
    return vote | {"options": vote["options"] | changes}


def another_name() -> Documents:
    """A board goes for a vote that was counted: its file has the name of such a vote."""
    made = with_phrases()
    board, of = made[BOARD], {"vote": "hall.board"}
    made["ledger.json"]["entries"] += [
        entry("vote", terms=digest({key: board.get(key) for key in TERMS}), **of),
        entry("opened", cards=9, roll="", **of, **AT),
        entry("closed", ballots=len(board["entries"]), **of, **AT),
        entry("count", document=digest(board), **of),
    ]
    sealed(made["ledger.json"]["entries"])
    return made


def withheld(**changes: Any) -> Documents:
    """A draw whose limits nobody could meet, where no answer shows it."""
    documents = deepcopy(all_documents(publish_people=False))
    made = {name: documents[name] for name in ("lottery.json", "draw.json")}
    lottery = made["lottery.json"]
    lottery["quotas"][0] |= {key: n for key, n in changes.items() if key in ("lower", "upper")}
    lottery |= {key: n for key, n in changes.items() if key == "per_household"}
    reseal(made)
    return made


def certificate_withheld(**changes: Any) -> Documents:
    hidden = all_documents(publish_people=False)
    made = certified()["certificate.json"] | {
        "commitment": hidden["lottery.json"]["commitment"],
        "objective": hidden["lottery.json"]["objective"],
    }
    names = ("lottery.json", "draw.json")
    first, last = (hidden[name] for name in names)
    return {names[0]: first, "certificate.json": made | changes, names[1]: last}


def reserve(*, shown: bool = True, **changes: Any) -> Documents:
    documents = all_documents()
    made = {name: documents[name] for name in ("lottery.json", "draw.json")}
    made |= {"reserve.json": reserve_of(made)}
    if not shown:
        hidden = all_documents(publish_people=False)
        made |= {name: hidden[name] for name in ("lottery.json", "draw.json")}
        made["reserve.json"]["draw"] = digest(made["draw.json"])
    made["reserve.json"] |= changes
    return made


def honest() -> Iterator[Documents]:
    yield another_list(["", "", "", "", "a", "b"])
    yield of_urn([["bus", "tram"]] * 5, most=2)
    yield {LIST: ballot_list("card", [[1, []], [2, ["bus"]]])}
    yield reserve()
    yield certificate_withheld()
    yield claims(star(), ["bus"])
    yield claims(money(), ["bus"])
    yield claims(support(), ["bus"])


def refused() -> Iterator[tuple[str, Documents, str]]:
    """A name, what was let through, and what is said of it."""
    yield "a phrase of two lines", another_list(["", "", "", "", "a\nb"]), "phrases are not"
    yield "a phrase of a space", another_list(["", "", "", "", "\u3000"]), "phrases are not"
    yield "phrases without an urn", {LIST: another_list([""] * 5)[LIST]}, "no urn that takes"
    yield "an urn without phrases", of_urn([["bus"]] * 5, phrases=False), "no urn that takes"
    open_yet = {name: doc for name, doc in another_list([""] * 5).items() if name != BOARD}
    yield "an urn that is not closed", open_yet, "no urn that takes"
    yield "more than the board", another_list([""] * 7, [["bus"]] * 7), "than the board shows"
    by_card = roll_call()[LIST]
    yield "cards beside an urn", of_phrases() | {LIST: by_card}, "there is an urn"
    two_kinds = {LIST: ballot_list("card", [[1, ["bus"]], [2, {"bus": 1}]])}
    yield "ballots of two kinds", two_kinds, "of two kinds"
    yield "a name twice", {LIST: ballot_list("card", [[1, ["a", "a"]]])}, "names somebody twice"
    yield "a stranger", of_urn([["rocket"]] * 5), "takes no ballot"
    yield "more than it may name", of_urn([["bus", "tram"]] * 5, most=1), "takes no ballot"
    yield "another kind", of_urn([{"bus": 1}] * 5), "takes no ballot"
    yield "an approval not sorted", of_urn([["tram", "bus"]] * 5, kind="approval"), "takes no"
    yield "weak rankings", of_urn([[]] * 5, kind="weak ranking"), "takes no ballot"
    scores = {"kind": "scores", "scores": [1, 3]}
    yield "a score too low", of_urn([{"bus": 0}] * 5, **scores), "takes no ballot"
    grades = {"kind": "grades", "grades": ["good", "bad"]}
    yield "a grade beyond", of_urn([{"bus": 2}] * 5, **grades), "takes no ballot"
    purse: Documents = {"kind": "credits", "credits": 9}
    yield "too many credits", of_urn([{"bus": 3, "tram": 1}] * 5, **purse), "takes no ballot"
    yield "a vote of nought", of_urn([{"bus": 0}] * 5, **purse), "takes no ballot"
    yield "a vote against", of_urn([{"bus": -1}] * 5, **purse, against=False), "takes no ballot"

    yield "a board as a vote", another_name(), "is not written like"
    yield "more spent than there is", claims(money(), ["bus", "tram"]), "spends more"
    parted = (["bus", "tram"], "fill seat 1", "bus", "points")
    asked = (["bus", "tram"], "choose project 1", "bus", f"lot:{SEED}")
    for vote, tie in ((star(), parted), (money(), asked), (support(), asked)):
        yield f"who was equal in {vote['rule']}", claims(vote, ["bus"], tie), "names who was equal"

    unlike = support() | {"seats": 1}
    unlike["result"] = unlike["result"] | {"seats": 1}
    yield (
        "other seats than candidates",
        {"votes/few.json": unlike},
        "seats: the record says 1, but 3",
    )
    every = claims(support(supporting=2), ["bus"])
    yield "every grade supports", every, "options that cannot be"
    no_points = star()
    no_points["options"] = {"most": 0}
    yield "no points to give", {"votes/few.json": no_points}, "most: 0 is not"

    form = "is not a fraction in lowest terms"
    for rate in ("0/0", "2/4", "015/100"):
        yield f"a rate of {rate}", reserve(rate=rate), form
    yield "a rate where answers are withheld", reserve(shown=False, rate="x"), form
    yield "no scenarios, withheld", reserve(shown=False, stand_ins=[]), "scenario"
    yield "a share that is none", reserve(draw_met="1/999983"), "no share of the scenarios"
    yield "missed less than nothing", reserve(draw_missed="-1"), "less than nothing"
    yield "a withheld type that is none", certificate_withheld(types=[[5]]), "types"
    yield "a withheld level that is none", certificate_withheld(levels=[{}]), "levels"
    limits = "within these limits"
    yield "a quota below nought", withheld(lower=-1), "lower: -1 is not a whole number from 0"
    yield "a quota upside down", withheld(lower=9, upper=8), limits
    yield "nobody of a household", withheld(per_household=0), "per_household: 0 is not a"


REFUSED = {name: (documents, words) for name, documents, words in refused()}


def test_what_the_pages_allow_holds() -> None:
    for documents in honest():
        check(archive(documents))


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_pages_forbid_is_named(name: str) -> None:
    documents, words = REFUSED[name]
    assert words in complaint(documents)
