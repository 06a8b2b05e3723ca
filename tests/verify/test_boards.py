"""A sealed vote can be checked from its urn to its count, and each thing that is wrong is named."""

from collections.abc import Callable
from copy import deepcopy
from hashlib import sha256
from typing import Any

import pytest

from deliberation import urn, voting
from deliberation.record.canonical import digest
from deliberation.urn import Split, Terms
from deliberation.verify import check
from tests.urn.conftest import chance, slot
from tests.verify.conftest import CANDIDATES, SEED
from tests.verify.conftest import vote as vote_of
from tests.verify.test_any_shape import archive, assert_every_place_matters
from tests.verify.test_ledger import AT, TERMS, complaint, entry, moved, put_of, sealed, without

Documents = dict[str, Any]
VOTE, URN, BOARD = "votes/hall.json", "votes/hall.urn.json", "votes/hall.board.json"
ORDERS = ["tram bus", "tram", "bus", "bike walk", "walk", ""]
NEW = urn.new_urn(
    Terms("hall", "ranking", CANDIDATES), split=Split.TWO_OF_TWO, random_bytes=chance("hall")
)


def sealed_vote() -> Documents:
    """Six ballots that count and one that was copied from another slot, opened and counted."""
    kept = {
        slot(f"{place}"): urn.seal(
            voting.Ranking(tuple(order.split())), NEW.urn, slot=slot(f"{place}")
        )
        for place, order in enumerate(ORDERS)
    }
    kept[slot("thief")] = next(iter(kept.values()))
    board = urn.board_of("hall", kept)
    key = urn.join(NEW.shares, NEW.urn)
    profile = urn.open_urn(kept, NEW.urn, board=board, key=key).profile
    vote = vote_of("hall", "plurality", profile, voting.by_lot(SEED), seats=2)
    return {BOARD: urn.encode_board(board), VOTE: vote, URN: urn.encode_urn(NEW.urn)}


def entries_of(documents: Documents) -> list[dict[str, Any]]:
    """What the assembly put on its ledger, as the page says."""
    vote, box, board = (documents[name] for name in (VOTE, URN, BOARD))
    of, root = {"vote": "hall"}, board["root"]
    words = " ".join(urn.words_of(bytes.fromhex(root)))
    spoiled = {"it does not open": 1}
    return [
        entry("assembly", id="a1", title="", question="How?", **AT),
        entry("vote", terms=digest({key: vote[key] for key in TERMS}), **of),
        entry("opened", cards=9, roll="1" * 64, **of, **AT),
        entry("urn", key=box["key"], document=digest(box), **of, **AT),
        entry("closed", ballots=7, **of, **AT),
        entry("board", root=root, words=words, leaves=7, document=digest(board), **of, **AT),
        entry("unsealed", counted=6, spoiled=spoiled, **of, **AT),
        entry("tie", seed=SEED, **of),
        entry("count", document=digest(vote), **of),
        entry("purged", **of, **AT),
    ]


def on_the_ledger(documents: Documents) -> Documents:
    """The same with a ledger that seals them."""
    return {"ledger.json": sealed(entries_of(documents))} | documents


@pytest.fixture(scope="session")
def honest_vote() -> Documents:
    """Not to be changed."""
    return on_the_ledger(sealed_vote())


@pytest.fixture
def whole(honest_vote: Documents) -> Documents:
    """The same, free to be changed."""
    return deepcopy(honest_vote)


def test_a_sealed_vote_holds_from_its_urn_to_its_count(whole: Documents) -> None:
    lines = check(archive(whole))
    words = next(one["payload"]["words"] for one in whole["ledger.json"]["entries"][5:])
    assert f"holds: {BOARD}, 7 sealed ballots under one root; its eight words:" in lines
    assert f"holds: {words}" in lines
    assert f"holds: {URN}, an urn for ballots of the kind ranking, key 2 of 2" in lines
    assert "holds: of the 7 leaves of hall 6 count" in lines
    assert "not checked: that 1 of them cannot be counted: it does not open" in lines
    assert "holds: 3 files are those that the ledger sealed" in lines


@pytest.mark.parametrize("last", range(3, 10))
def test_a_sealed_vote_holds_at_each_stage_at_which_it_can_be_published(
    whole: Documents, last: int
) -> None:
    """But not closed without a board, which is shown in the moment of the close."""
    entries = whole["ledger.json"]["entries"]
    del entries[last + 1 :]
    for name, place in ((BOARD, 5), (VOTE, 8)):
        if last < place:
            del whole[name]
    if last == 4:
        assert complaint(whole) == "the ledger closes the vote hall without its board"
    else:
        check(archive(whole))


def test_without_a_ledger_the_urn_the_board_and_the_count_still_hold_together(
    whole: Documents,
) -> None:
    del whole["ledger.json"]
    check(archive(whole))
    for name, words in ((BOARD, "the board of its urn is missing"), (URN, f"without {URN}")):
        assert words in complaint({key: doc for key, doc in whole.items() if key != name})
    whole[BOARD]["entries"] = []
    whole[BOARD]["root"] = sha256().hexdigest()
    assert "counts more ballots than its board shows" in complaint(whole)


def test_a_rehearsal_is_called_one(whole: Documents) -> None:
    whole[URN]["split"] = "rehearsal"
    whole = on_the_ledger({name: whole[name] for name in (BOARD, VOTE, URN)})
    assert any("in a rehearsal one person can" in line for line in check(archive(whole)))


def given_up() -> dict[str, Any]:
    return entry("abandoned", vote="hall", reason="Two sheets burnt.", **AT)


@pytest.mark.parametrize("opened", [True, False])
def test_a_vote_that_was_given_up_holds_and_its_reason_is_told(
    whole: Documents, opened: bool
) -> None:
    """Before it was opened; or after, while a tie was left that needs the shares again."""
    entries = whole["ledger.json"]["entries"]
    entries[6 + opened : 9] = [given_up()]
    sealed(entries)
    del whole[VOTE]
    assert "not checked: why hall was given up: Two sheets burnt." in check(archive(whole))


FORGED_ENTRIES = {
    "the key": (put_of("urn", key="2" * 64), "entry 3, urn, key"),
    "the urn": (put_of("urn", document="2" * 64), "entry 3, urn, document"),
    "the root": (put_of("board", root="2" * 64), "entry 5, board, root"),
    "the words": (put_of("board", words="academic " * 8), "entry 5, board, words"),
    "the board": (put_of("board", document="2" * 64), "entry 5, board, document"),
    "the leaves": (put_of("board", leaves=6), "entry 5, board, leaves: the record says 6"),
    "the turnout": (put_of("closed", ballots=8), "entry 6, unsealed, as many as were cast"),
    "more counted": (put_of("unsealed", counted=7), "entry 6, unsealed, as many as were cast"),
    "more spoiled": (put_of("unsealed", spoiled={}), "entry 6, unsealed, as many as were cast"),
    "one spoiled for one counted": (
        put_of("unsealed", counted=5, spoiled={"it does not open": 2}),
        "entry 6, unsealed, counted",
    ),
    "fewer than none spoiled": (
        put_of("unsealed", counted=8, spoiled={"it does not open": -1}),
        "-1 is not a whole number from 0",
    ),
    "an urn before the opening": (moved("opened", "urn"), "entry 2: urn is out of turn"),
    "an urn after the close": (moved("urn", "closed"), "entry 4: urn is out of turn"),
    "no urn": (without("urn"), "board is out of turn"),
    "a board before the close": (moved("closed", "board"), "board is out of turn"),
    "no board": (without("board"), "unsealed is out of turn"),
    "opened before the board": (moved("board", "unsealed"), "unsealed is out of turn"),
    "counted before it was opened": (moved("unsealed", "count"), "tie is out of turn"),
    "counted and never opened": (without("unsealed"), "tie is out of turn"),
    "purged though it was never opened": (
        lambda entries: entries.__delitem__(slice(6, 9)),
        "purged is out of turn",
    ),
    "given up before the board": (
        lambda entries: entries.insert(5, given_up()),
        "abandoned is out of turn",
    ),
    "given up though it was counted": (
        lambda entries: entries.insert(9, given_up()),
        "abandoned is out of turn",
    ),
    "counted though it was given up": (
        lambda entries: entries.insert(8, given_up()),
        "count is out of turn",
    ),
    "purged before it was counted": (moved("count", "purged"), "count is out of turn"),
    "purged twice": (lambda entries: entries.append(deepcopy(entries[9])), "purged is out of"),
}


@pytest.mark.parametrize(
    ("forge", "words"), FORGED_ENTRIES.values(), ids=FORGED_ENTRIES.keys()
)  # fmt: skip
def test_what_the_ledger_says_wrongly_of_an_urn_is_named(
    whole: Documents, forge: Callable[[Any], None], words: str
) -> None:
    forge(whole["ledger.json"]["entries"])
    sealed(whole["ledger.json"]["entries"])
    assert words in complaint(whole)


def add(documents: Documents) -> None:
    """Out of order too, unless by chance no leaf is less than its own."""
    documents[BOARD]["entries"].insert(0, ["0" * 64, "0" * 64])


def drop(documents: Documents) -> None:
    del documents[BOARD]["entries"][3]


def double(documents: Documents) -> None:
    entries = documents[BOARD]["entries"]
    entries.insert(3, [*entries[3]])


def swap(documents: Documents) -> None:
    entries = documents[BOARD]["entries"]
    entries[2:4] = reversed(entries[2:4])


def alter(documents: Documents) -> None:
    """Then the entries are out of order, or, where they happen not to be, the root is another."""
    documents[BOARD]["entries"][3][1] = "2" * 64


def second_in_a_slot(documents: Documents) -> None:
    """Another ballot for a slot, and everything else in order."""
    entries = documents[BOARD]["entries"]
    entries.append([entries[0][0], "2" * 64])
    entries.sort(key=lambda pair: sha256(b"\0" + bytes.fromhex("".join(pair))).digest())


def changed(name: str, **values: Any) -> Callable[[Documents], None]:
    return lambda documents: documents[name].update(values)


FORGED_FILES = {
    "a ballot added": (add, BOARD),
    "a ballot dropped": (drop, f"{BOARD}, root"),
    "a ballot doubled": (double, "entries are not in the order"),
    "ballots reordered": (swap, "entries are not in the order"),
    "a ballot altered": (alter, BOARD),
    "two ballots in a slot": (second_in_a_slot, "a slot has two ballots"),
    "another root": (changed(BOARD, root="2" * 64), f"{BOARD}, root"),
    "a root in capitals": (
        lambda docs: docs[BOARD].update(root=docs[BOARD]["root"].upper()),
        "root",
    ),
    "an entry in capitals": (
        lambda docs: (
            docs[BOARD]["entries"][0].reverse()
            or docs[BOARD]["entries"][0].__setitem__(0, "A" * 64)
        ),
        "entries, number 1, number 1: AAAA",
    ),
    "a board of another vote": (changed(BOARD, vote="other"), f"the vote in the name of {BOARD}"),
    "an urn of another vote": (changed(URN, vote="other"), f"the vote in the name of {URN}"),
    "an urn for others": (changed(URN, candidates=["bus", "tram"]), f"the urn of {VOTE}"),
    "an urn in another order": (changed(URN, candidates=[*CANDIDATES][::-1]), f"the urn of {VOTE}"),
    "an urn of another kind": (changed(URN, kind="approval"), f"the urn of {VOTE}"),
    "scores for rankings": (changed(URN, scores=[0, 5]), "there can be no such ballots"),
    "nobody named": (changed(URN, most=0), f"{URN}, most: 0 is not a whole number from 1"),
    "more named than stand": (changed(URN, most=5), "there can be no such ballots"),
    "a short key": (changed(URN, key="2" * 62), f"{URN}, key: 2222"),
    "a split that is none": (changed(URN, split="1 of 2"), f"{URN}, split"),
}


@pytest.mark.parametrize(("forge", "words"), FORGED_FILES.values(), ids=FORGED_FILES.keys())
def test_what_is_wrong_with_an_urn_or_a_board_is_named(
    whole: Documents, forge: Callable[[Documents], None], words: str
) -> None:
    forge(whole)
    assert words in complaint(whole)


def test_no_shape_of_an_urn_or_a_board_passes_or_breaks_the_checker(whole: Documents) -> None:
    """With a ledger nothing can change at all; without one, only what the vote leaves open."""
    assert_every_place_matters(whole, within=frozenset((URN, BOARD)))
    del whole["ledger.json"]
    free = ("most", "against", "phrases", "key", "receipts")
    assert_every_place_matters(whole, *free, within=frozenset((URN, BOARD)))


KINDS = {
    "scores": ("score", {"most": 5}, {"scores": (0, 5)}, voting.Scores({"bus": 3})),
    "grades": (
        "majority_judgment",
        {"scale": ["good", "poor"]},
        {"grades": ("good", "poor")},
        voting.Grades({"bus": "good"}),
    ),
    "credits": ("quadratic", {"credits": 90}, {"credits": 90}, voting.Credits({"bus": 4})),
    "the usual credits": ("quadratic", {}, {"credits": 100}, voting.Credits({"bus": 4})),
    "approval": ("approval", {}, {"most": 2}, voting.Approval(("bus",))),
}


@pytest.mark.parametrize("kind", KINDS)
def test_ballots_are_sealed_on_the_terms_of_their_vote(kind: str) -> None:
    rule, options, own, ballot = KINDS[kind]
    terms = Terms("v", voting.RULE_KINDS[rule], CANDIDATES, **own)
    box = urn.new_urn(terms, split=Split.TWO_OF_THREE, random_bytes=chance("v")).urn
    kept = {slot(f"{n}"): urn.seal(ballot, box, slot=slot(f"{n}")) for n in range(6)}
    profile = voting.Profile.of([ballot] * 6, candidates=CANDIDATES)
    documents = {
        "votes/v.board.json": urn.encode_board(urn.board_of("v", kept)),
        "votes/v.json": vote_of("v", rule, profile, voting.refuse, **options),
        "votes/v.urn.json": urn.encode_urn(box),
    }
    check(archive(documents))
    for name, other in (("scores", [0, 6]), ("grades", ["good", "fair"]), ("credits", 91)):
        if documents["votes/v.urn.json"][name] is not None:
            documents["votes/v.urn.json"][name] = other
            assert f"the urn of votes/v.json, {name}" in complaint(documents)


def test_boards_of_any_size_have_the_root_of_the_source() -> None:
    """RFC 6962, section 2.1, as it is written there: split at the largest power of two below n."""

    def root(leaves: list[bytes]) -> bytes:
        if len(leaves) < 2:
            return leaves[0] if leaves else sha256(b"").digest()
        k = 1 << (len(leaves) - 1).bit_length() - 1
        return sha256(b"\1" + root(leaves[:k]) + root(leaves[k:])).digest()

    for size in (0, 1, 2, 3, 5, 6, 7, 8, 9, 13, 31, 33):
        pairs = [[f"{n:064x}", f"{n + 1:064x}"] for n in range(size)]
        by_leaf = {sha256(b"\0" + bytes.fromhex(a + b)).digest(): [a, b] for a, b in pairs}
        board = {
            "format": "deliberation board 1",
            "vote": "hall",
            "entries": [by_leaf[leaf] for leaf in sorted(by_leaf)],
            "root": root(sorted(by_leaf)).hex(),
        }
        check(archive({BOARD: board, URN: sealed_vote()[URN]}))
