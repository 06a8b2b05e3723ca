"""Ballots that are public by card or by phrase are counted again, and each forgery is named."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from deliberation import urn, voting
from deliberation.record.canonical import digest
from deliberation.urn import Split, Terms
from deliberation.verify import check
from tests.urn.conftest import chance, slot
from tests.verify.conftest import CANDIDATES, SEED
from tests.verify.conftest import vote as vote_of
from tests.verify.test_any_shape import archive
from tests.verify.test_ledger import AT, TERMS, complaint, entry, moved, put_of, sealed, without

Documents = dict[str, Any]
VOTE, URN, BOARD, LIST = (f"votes/hall{part}.json" for part in ("", ".urn", ".board", ".list"))
ORDERS = ["tram bus", "tram", "bus", "bike walk", "walk", ""]
PHRASES = ["a fox", "blue heron", "blue heron", "", "øl", "\U0001f426"]
OF = {"vote": "hall"}


def roll_call() -> Documents:
    """Three ballots, so that the vote itself shows the outcome only, and the list shows all."""
    ballots = [voting.Ranking(tuple(order.split())) for order in ORDERS[:3]]
    profile = voting.Profile.of(ballots, candidates=CANDIDATES)
    vote = vote_of("hall", "irv", profile, voting.by_lot(SEED), seats=1, listed=True)
    listed = [[card, order.split()] for card, order in zip((2, 3, 10), ORDERS, strict=False)]
    return on_the_ledger("roll call", {VOTE: vote, LIST: ballot_list("card", listed)})


def with_phrases() -> Documents:
    """Six ballots and their phrases, from an urn."""
    terms = Terms("hall", "ranking", CANDIDATES, phrases=True)
    new = urn.new_urn(terms, split=Split.TWO_OF_TWO, random_bytes=chance("phrases"))
    kept = {
        slot(order): urn.seal(
            voting.Ranking(tuple(order.split())), new.urn, slot=slot(order), phrase=phrase or None
        )
        for order, phrase in zip(ORDERS, PHRASES, strict=True)
    }
    board = urn.board_of("hall", kept)
    opened = urn.open_urn(kept, new.urn, board=board, key=urn.join(new.shares, new.urn))
    vote = vote_of("hall", "plurality", opened.profile, voting.by_lot(SEED), seats=2)
    pairs = sorted([phrase, order.split()] for phrase, order in zip(PHRASES, ORDERS, strict=True))
    documents = {BOARD: urn.encode_board(board), VOTE: vote, LIST: ballot_list("phrase", pairs)}
    return on_the_ledger("phrases", documents | {URN: urn.encode_urn(new.urn)})


def ballot_list(by: str, ballots: list[Any]) -> Documents:
    return {"format": "deliberation ballot list 1", "vote": "hall", "by": by, "ballots": ballots}


def on_the_ledger(mode: str, documents: Documents) -> Documents:
    """The same with the ledger that such a vote has."""
    vote, box, board = (documents.get(name) for name in (VOTE, URN, BOARD))
    assert vote is not None
    made = [
        entry("assembly", id="a1", title="", question="How?", **AT),
        entry("vote", terms=digest({key: vote[key] for key in TERMS}), **OF),
        entry("mode", mode=mode, **OF),
        entry("opened", cards=12, roll="1" * 64, **OF, **AT),
    ]
    closed = entry("closed", ballots=len(documents[LIST]["ballots"]), **OF, **AT)
    listed = entry("listed", document=digest(documents[LIST]), **OF)
    if box is None or board is None:
        made += [closed, listed]
    else:
        root = board["root"]
        words = " ".join(urn.words_of(bytes.fromhex(root)))
        shown = {"root": root, "words": words, "leaves": 6, "document": digest(board)}
        made += [
            entry("urn", key=box["key"], document=digest(box), **OF, **AT),
            closed,
            entry("board", **shown, **OF, **AT),
            entry("unsealed", counted=6, spoiled={}, **OF, **AT),
            listed,
        ]
    if vote["break_tie"]["by"] == "lot":
        made.append(entry("tie", seed=SEED, **OF))
    made.append(entry("count", document=digest(vote), **OF))
    return {"ledger.json": sealed(made)} | documents


@pytest.fixture(scope="session")
def honest() -> dict[str, Documents]:
    """Not to be changed."""
    return {"card": roll_call(), "phrase": with_phrases()}


@pytest.mark.parametrize(("by", "number"), [("card", 3), ("phrase", 6)])
def test_a_vote_is_counted_again_from_all_its_ballots(
    honest: dict[str, Documents], by: str, number: int
) -> None:
    lines = check(archive(honest[by]))
    assert f"holds: {VOTE}, counted again from the {number} ballots in {LIST}" in lines
    assert f"not checked: whose each {by} in {LIST} is; its voter knows" in lines
    assert ("not checked: which of 2 ballots beside blue heron is whose" in lines) == (
        by == "phrase"
    )


def resealed(documents: Documents) -> None:
    """The ledger of a forger, who has its entries name the list as it is now."""
    for one in documents["ledger.json"]["entries"]:
        if one["kind"] == "listed":
            one["payload"]["document"] = digest(documents[LIST])
    sealed(documents["ledger.json"]["entries"])


def of_list(change: Callable[[Any], None]) -> Callable[[Documents], None]:
    def forge(documents: Documents) -> None:
        change(documents[LIST]["ballots"])

    return forge


def of_entries(change: Callable[[Any], None]) -> Callable[[Documents], None]:
    return lambda documents: change(documents["ledger.json"]["entries"])


def put(name: str, value: Any) -> Callable[[Documents], None]:
    return lambda documents: documents[LIST].__setitem__(name, value)


def drop_list(documents: Documents) -> None:
    del documents[LIST]


FORGED: dict[str, tuple[str, Callable[[Documents], None], str]] = {
    "a ballot is another": (
        "card",
        of_list(lambda b: b.__setitem__(0, [2, ["bus"]])),
        "votes/hall.json, as votes/hall.list.json counts",
    ),
    "a ballot is dropped": ("card", of_list(lambda b: b.pop()), "the number of ballots"),
    "a ballot is added": ("card", of_list(lambda b: b.append([11, ["bus"]])), "number of ballots"),
    "a card casts twice": (
        "card",
        of_list(lambda b: b.__setitem__(1, [2, ["tram"]])),
        "the cards are not sorted and distinct",
    ),
    "cards are not sorted": ("card", of_list(lambda b: b.reverse()), "not sorted and distinct"),
    "a card has no number": ("card", of_list(lambda b: b[0].__setitem__(0, "2")), "not sorted"),
    "a card is nought": ("card", of_list(lambda b: b[0].__setitem__(0, 0)), "not sorted"),
    "a ballot names a stranger": (
        "card",
        of_list(lambda b: b[0].__setitem__(1, ["tram", "rocket"])),
        "takes no ballot such as tram, rocket",
    ),
    "a ballot is another kind": ("card", of_list(lambda b: b[0].__setitem__(1, {"tram": 1})), ""),
    "a list of another form": ("card", put("by", "name"), "by"),
    "a list of another vote": (
        "card",
        put("vote", "other"),
        "the vote in the name of votes/hall.list.json",
    ),
    "cards are called phrases": ("card", put("by", "phrase"), "no urn that takes phrases"),
    "the list is missing": ("card", drop_list, "votes/hall.list.json, which is missing"),
    "a roll call is not listed": (
        "card",
        of_entries(without("listed")),
        "count is out of turn after",
    ),
    "a roll call is called sealed": (
        "card",
        of_entries(put_of("mode", mode="sealed")),
        "closed is out of turn after vote, mode, opened, sealed",
    ),
    "a mode is none": (
        "card",
        of_entries(put_of("mode", mode="secret")),
        "mode: secret is not written like",
    ),
    "a mode is chosen late": ("card", of_entries(moved("mode", "opened")), "out of turn"),
    "a mode is not noted": ("card", of_entries(without("mode")), "out of turn"),
    "a roll is called before the close": (
        "card",
        of_entries(moved("closed", "listed")),
        "out of turn",
    ),
    "a phrase is another": (
        "phrase",
        of_list(lambda b: b[1].__setitem__(0, "zebra")),
        "the phrases are not sorted",
    ),
    "a phrase is too long": (
        "phrase",
        of_list(lambda b: b[-1].__setitem__(0, "\U0001f426" * 41)),
        "the phrases are not sorted",
    ),
    "a phrase is turned about": (
        "phrase",
        of_list(lambda b: b[-1].__setitem__(0, "\U0001f426\u202enoreh")),
        "the phrases are not sorted",
    ),
    "a phrase hides a letter": (
        "phrase",
        of_list(lambda b: b[-1].__setitem__(0, "\U0001f426\u200b")),
        "the phrases are not sorted",
    ),
    "a phrase is not seen": (
        "phrase",
        of_list(lambda b: b[1].__setitem__(0, " \u200d")),
        "the phrases are not sorted",
    ),
    "a ballot beside a phrase is another": (
        "phrase",
        of_list(lambda b: b[1].__setitem__(1, ["bus"])),
        "as votes/hall.list.json counts",
    ),
    "phrases are called a roll call": (
        "phrase",
        of_entries(put_of("mode", mode="roll call")),
        "urn is out of turn after vote, mode, opened, roll call",
    ),
    "phrases are called sealed": (
        "phrase",
        of_entries(put_of("mode", mode="sealed")),
        "listed is out of turn",
    ),
    "phrases are not listed": (
        "phrase",
        of_entries(without("listed")),
        "its phrases are not listed",
    ),
    "phrases are listed before the opening": (
        "phrase",
        of_entries(moved("unsealed", "listed")),
        "listed is out of turn",
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forger_who_seals_everything_again_is_found_out(
    honest: dict[str, Documents], name: str
) -> None:
    by, forge, reason = FORGED[name]
    documents = deepcopy(honest[by])
    forge(documents)
    if LIST in documents:
        resealed(documents)
    assert reason in complaint(documents)


def test_a_list_without_a_ledger_is_still_counted_again(honest: dict[str, Documents]) -> None:
    for by in honest:
        documents = {name: doc for name, doc in honest[by].items() if name != "ledger.json"}
        assert any("counted again from the" in line for line in check(archive(documents)))
    documents = {name: deepcopy(honest["card"][name]) for name in (VOTE, LIST)}
    told = {"decision": "elect in round 1", "how": f"lot:{SEED}"}
    documents[VOTE]["result"]["ties"] = [told | {"tied": ["bus", "tram"], "chosen": "tram"}]
    assert f"{VOTE}, as {LIST} counts, ties has 1 entries, not 0" in complaint(documents)


def test_four_ballots_are_too_few_for_phrases(honest: dict[str, Documents]) -> None:
    ballots = [["a", ["bus"]], ["b", ["bus"]], ["c", ["tram"]], ["d", ["bus"]]]
    documents = {name: honest["phrase"][name] for name in (BOARD, URN)}
    documents = dict(sorted((documents | {LIST: ballot_list("phrase", ballots)}).items()))
    assert "prints phrases beside 4 ballots" in complaint(documents)
