"""The two checkers agree on urns, boards and receipts, honest ones and damaged ones."""

from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.record.canonical import digest
from deliberation.urn import Split, Terms, encode_urn, new_urn, words_of
from deliberation.verify.receipts import look_up
from deliberation.voting.ballots import KINDS
from tests.second_verifier.test_agreement import agree, anywhere, packed, second
from tests.urn.conftest import chance as chance_of
from tests.verify.test_boards import (
    BOARD,
    FORGED_ENTRIES,
    FORGED_FILES,
    URN,
    VOTE,
    Documents,
    given_up,
    on_the_ledger,
    sealed_vote,
)
from tests.verify.test_every_byte import archive, entries_of
from tests.verify.test_ledger import sealed
from tests.verify.test_receipts import code_of, data_of, encoded

VERDICTS = {
    "fine": 0,
    "signed and missing": 3,
    "replaced": 4,
    "not signed": 5,
    "not here": 6,
    "not a receipt": 7,
    "not closed": 8,
}


@pytest.fixture(scope="module")
def vote() -> Documents:
    """A sealed vote with its ledger, not to be changed."""
    return on_the_ledger(sealed_vote())


def stages(whole: Documents) -> Iterator[Documents]:
    """The bundle after each step, and of a vote that was given up."""
    for last in range(3, 10):
        made = deepcopy(whole)
        del made["ledger.json"]["entries"][last + 1 :]
        for name, place in ((BOARD, 5), (VOTE, 8)):
            if last < place:
                del made[name]
        yield made
    made["ledger.json"]["entries"][6:] = [given_up()]
    del made[VOTE]
    sealed(made["ledger.json"]["entries"])
    yield made
    yield {name: document for name, document in whole.items() if name != "ledger.json"}


def test_both_follow_a_sealed_vote_through_its_stages(vote: Documents, tmp_path: Path) -> None:
    holds = agree(map(packed, stages(vote)), tmp_path)
    assert holds == [True, False, True, True, True, True, True, True, True]  # closed without board


def test_both_refuse_every_forgery_of_an_urn_or_a_board(vote: Documents, tmp_path: Path) -> None:
    bundles = []
    for forge, _ in FORGED_ENTRIES.values():
        made = deepcopy(vote)
        forge(made["ledger.json"]["entries"])
        sealed(made["ledger.json"]["entries"])
        bundles.append(made)
    for forge_file, _ in FORGED_FILES.values():
        made = deepcopy(vote)
        forge_file(made)
        bundles.append(made)
        bundles.append({name: doc for name, doc in made.items() if name != "ledger.json"})
    assert not any(agree(map(packed, bundles), tmp_path))


def test_both_say_the_same_whatever_stands_in_an_urn_or_a_board(
    vote: Documents, tmp_path: Path
) -> None:
    chance = Random(7)
    alone = {name: document for name, document in vote.items() if name != "ledger.json"}
    bundles = [*anywhere(vote, chance, 80), *anywhere(alone, chance, 120)]
    for changed in anywhere(vote["ledger.json"], chance, 150, least=3):
        bundles.append(vote | {"ledger.json": sealed(changed["entries"])})
    assert {*agree(map(packed, bundles), tmp_path)} == {True, False}


def leaf(pair: list[str]) -> bytes:
    return sha256(b"\0" + bytes.fromhex("".join(pair))).digest()


def resealed(documents: Documents) -> Documents:
    """All that a forger who has the whole record can make fit: order, root and digests."""
    board = documents[BOARD]
    board["entries"].sort(key=leaf)
    leaves = [*map(leaf, board["entries"])]
    while len(leaves) > 1:
        pairs = [b"".join(leaves[i : i + 2]) for i in range(0, len(leaves), 2)]
        leaves = [sha256(b"\1" + pair).digest() if len(pair) > 32 else pair for pair in pairs]
    board["root"] = (leaves or [sha256().digest()])[0].hex()
    for entry in documents["ledger.json"]["entries"]:
        if entry["kind"] == "board":
            words = " ".join(words_of(bytes.fromhex(board["root"])))
            entry["payload"] |= {"document": digest(board), "root": board["root"], "words": words}
    sealed(documents["ledger.json"]["entries"])
    return documents


WAYS = ("add", "drop", "double", "alter", "add to a slot", "swap")
Damage = tuple[str, int, int, str, str]
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
damages = st.tuples(
    st.sampled_from(WAYS), st.integers(0, 6), st.integers(0, 6), hashes, hashes
)  # fmt: skip


def damaged(documents: Documents, damage: Damage) -> Documents:
    """A copy whose board has one ballot more, less, twice, of another hash, or elsewhere."""
    made = deepcopy(documents)
    entries, (way, i, j, one, other) = made[BOARD]["entries"], damage
    match way:
        case "add":
            entries.insert(j, [one, other])
        case "drop":
            del entries[i]
        case "double":
            entries.insert(j, [*entries[i]])
        case "alter":
            entries[i][j % 2] = one
        case "add to a slot":
            entries.append([entries[i][0], one])
        case "swap":
            entries[i], entries[j] = entries[j], entries[i]
    return made


@settings(deadline=None, max_examples=4)
@given(chosen=st.lists(damages, min_size=10, max_size=10))
def test_one_ballot_added_dropped_doubled_or_altered_is_found_by_both(
    vote: Documents,
    tmp_path_factory: pytest.TempPathFactory,
    chosen: list[Damage],
) -> None:
    """As it is, and where a forger makes everything fit but the number of those who cast.

    Then only another hash in the place of one holds: in that case the root is another than the one
    that was shown, and the digests are others than those that were noted.
    """
    bundles = []
    for damage in chosen:
        made = damaged(vote, damage)
        bundles.append(packed(made))
        bundles.append(packed({n: d for n, d in made.items() if n != "ledger.json"}))
        bundles.append(packed(resealed(made)))
    holds = agree(bundles, tmp_path_factory.mktemp("boards"))
    for number, (way, i, j, *_) in enumerate(chosen):
        same = way == "swap" and i == j
        assert holds[3 * number : 3 * number + 3] == [same, same, way in ("alter", "swap")]


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Terms of any vote that can be held."""
    names = st.lists(st.text(max_size=9), min_size=1, max_size=6, unique=True).filter(
        lambda given: all(name.strip() for name in given)
    )
    kind, candidates = draw(st.sampled_from([*KINDS.values()])), draw(names)
    low = draw(st.integers(-9, 9))
    counted = kind in ("ranking", "weak ranking", "approval")
    return Terms(
        draw(st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True)),
        kind,
        tuple(candidates),
        most=draw(st.none() | st.integers(1, len(candidates))) if counted else None,
        scores=(low, draw(st.integers(low + 1, 99))) if kind == "scores" else None,
        grades=tuple(draw(names)) if kind == "grades" else None,
        credits=draw(st.integers(1, 10**6)) if kind == "credits" else None,
        against=draw(st.booleans()),
        phrases=draw(st.booleans()),
    )


@settings(deadline=None, max_examples=4)
@given(chosen=st.lists(st.tuples(terms(), st.sampled_from(Split)), min_size=15, max_size=15))
def test_both_let_every_urn_through_that_can_be(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[tuple[Terms, Split]]
) -> None:
    bundles = []
    for number, (asked, split) in enumerate(chosen):
        box = new_urn(asked, split=split, random_bytes=chance_of(f"{number}")).urn
        bundles.append(packed({f"votes/{asked.vote_id}.urn.json": encode_urn(box)}))
    assert all(agree(bundles, tmp_path_factory.mktemp("urns")))


def test_both_call_the_same_names_blank(vote: Documents, tmp_path: Path) -> None:
    """The page: White_Space of Unicode, and U+001C to U+001F; here what stands around them too."""
    blank = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000"
    seen = "\0\b\x0e\x1b\x7f\x84\xad\u180e\u200b\u200d\u2060\u3164\ufeff\u00e9"
    bundles = [packed({URN: vote[URN] | {"candidates": [name]}}) for name in (*blank, *seen, "")]
    expected = [False] * len(blank) + [True] * len(seen) + [False]
    assert agree(bundles, tmp_path) == expected


cuts = st.integers(0, 10**6)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(deadline=None, max_examples=3)
@given(chosen=st.lists(st.tuples(st.integers(0, 3), cuts, cuts), min_size=15, max_size=15))
def test_a_bundle_cut_short_reordered_or_with_a_file_twice_is_refused_by_both(
    vote: Documents,
    tmp_path_factory: pytest.TempPathFactory,
    chosen: list[tuple[int, int, int]],
) -> None:
    data = packed(vote)
    files = entries_of(data)
    bundles = []
    for how, one, other in chosen:
        i, j = one % len(files), other % len(files)
        if how == 0:
            bundles.append(data[: one % len(data)])
        elif how == 1 and i != j:
            swapped = [*files]
            swapped[i], swapped[j] = files[j], files[i]
            bundles.append(archive(swapped))
        elif how == 2:
            bundles.append(archive([*files[: i + 1], *files[i:]]))
        elif how == 3:
            bundles.append(archive([*files[:i], *files[i + 1 :]]))
    assert not any(agree(bundles, tmp_path_factory.mktemp("cut")))


def test_both_read_receipts_alike_and_no_byte_of_one_can_change(
    vote: Documents, tmp_path: Path
) -> None:
    name, ballot = map(bytes.fromhex, vote[BOARD]["entries"][2])
    code, other, chance = code_of(name + ballot), b"\1" * 32, Random(2)
    data = data_of(code)
    altered = [
        encoded(data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :])
        for place in range(len(data))
        for mask in (1, 0x80)
    ]
    broken = [code[:place] + code[place + 1 :] for place in range(0, len(code), 7)]
    broken += [
        code[:place] + chance.choice("AZ27018=:\n\x1e\x00\u00e9\u0131") + code[place + 1 :]
        for place in range(0, len(code), 3)
    ]
    others = [code_of(other + other), code_of(name + other), code_of(name + ballot, "hal")]
    others += [code, code.lower(), f" {code[:9]}\x1f{code[9:]}\r", "", "RECEIPT:", code + "A" * 8]
    codes = [*altered, *broken, *others]
    for documents in (vote, {URN: vote[URN]}):
        ((holds, verdicts),) = second([packed(documents)], tmp_path, codes)
        assert holds
        ours = [look_up(one, documents).status for one in codes]
        assert ours == [VERDICTS[verdict] for verdict in verdicts]
        assert {*ours[: len(altered)]}.isdisjoint({0, 3, 4, 8})
