"""Two checkers, written apart from the same pages in two languages, give the same answers.

The second one stands beside this file and runs in Node, which comes with Playwright.
"""

import json
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable
from shamir_mnemonic.wordlist import WORDLIST

from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.sortition.alternates import alternates
from deliberation.sortition.draw import draw
from deliberation.verify import BundleError, check
from deliberation.verify.archive import FIRST
from deliberation.voting import Approval, Profile, refuse
from tests.verify.conftest import all_documents, branched, certified, reseal, rested
from tests.verify.conftest import vote as vote_of
from tests.verify.test_any_shape import OTHERS, archive, places, put
from tests.verify.test_certificates import FORGERIES as OF_CERTIFICATES
from tests.verify.test_forged_votes import OUTCOMES, VOTES
from tests.verify.test_forgeries import DRAWN
from tests.verify.test_ledger import FORGED, entries_for, sealed
from tests.verify.test_numbers import FORGERIES as OF_NUMBERS
from tests.verify.test_numbers import numbered
from tests.verify.test_replacement import FORGED as OF_REPLACEMENTS
from tests.verify.test_replacement import replaced
from tests.verify.test_reserve import reserve_of
from tests.verify.test_resting_proofs import FORGED_RESTS as OF_RESTS
from tests.verify.test_twins import judgments, rankings, seeds, spendings, tie_breaks, towns

Documents = dict[str, Any]
SECOND = Path(__file__).with_name("verify.mjs")
NODE = compute_driver_executable()[0]
DRAW = ("lottery.json", "draw.json")


def second(
    bundles: Iterable[bytes], folder: Path, receipts: Sequence[str] = ()
) -> list[tuple[bool, Any]]:
    """What the second checker says of each: that it holds, and what the receipts are; or why not.

    It gets the words of SLIP-39 from the library, not from the first checker.
    """
    files = [folder / "words", folder / "receipts"]
    files[0].write_text("\n".join(WORDLIST), "ascii")
    files[1].write_text(json.dumps(receipts), "ascii")
    for number, data in enumerate(bundles):
        files.append(folder / f"{number}.zip")
        files[-1].write_bytes(data)
    done = subprocess.run(
        [NODE, SECOND, *files], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return [(holds, *why) for holds, *why in map(json.loads, done.stdout.splitlines())]


def first(data: bytes) -> tuple[bool, str]:
    """The same by the checker of the package."""
    try:
        check(data)
    except BundleError as error:
        return False, str(error)
    return (True,)


def agree(bundles: Iterable[bytes], folder: Path) -> list[bool]:
    """The verdicts on which both agree, in order."""
    datas = [*bundles]
    answers = second(datas, folder)
    assert len(answers) == len(datas)
    ours = [first(data) for data in datas]
    assert [one for one in zip(ours, answers, strict=True) if one[0][0] != one[1][0]] == []
    return [holds for holds, *_ in ours]


def packed(documents: Documents) -> bytes:
    """An archive of documents, in the order of the format."""
    order = [*(name for name in FIRST if name in documents), *sorted(documents.keys() - FIRST)]
    return archive({name: documents[name] for name in order})


def whole(documents: Documents) -> Documents:
    """The same, with the ledger of an assembly that has these."""
    return {"ledger.json": sealed([*entries_for(documents)])} | documents


def honest() -> Iterator[Documents]:
    """Bundles of every kind."""
    documents = all_documents()
    votes = {name: vote for name, vote in documents.items() if name.startswith("votes/")}
    drawn = {name: documents[name] for name in DRAW}
    yield documents
    yield votes
    yield all_documents(publish_people=False)
    yield drawn | {"reserve.json": reserve_of(drawn)}
    yield from (certified("leximin"), certified("maximin"), certified(tickets=7), rested())
    yield from (
        numbered(4, 9, 6, 1),
        numbered(4, 9, by="dice 6"),
        numbered(1, publish_people=False),
    )
    yield {name: document for name, document in whole(numbered(4, 9, 6, 1)).items() if document}
    yield whole(documents)
    yield from (replaced(), replaced(publish_people=False), whole(replaced()))


def test_both_find_that_honest_bundles_hold(tmp_path: Path) -> None:
    bundles = [packed(documents) for documents in honest()]
    assert all(agree(bundles, tmp_path))


def test_both_round_down_what_the_rows_of_a_proof_add_up_to(tmp_path: Path) -> None:
    """The multiplier 1 proves exactly what is claimed; 3/2 nearly a whole one more, 2 one more."""
    place = ("certificate.json", "levels", 2, "ceiling", "proof", 0)
    bundles = []
    for multiplier in ("3/2", "2"):
        documents: Any = certified()
        node = documents
        for step in place:
            node = node[step]
        node["rows"] = [[1, multiplier]]
        bundles.append(packed(documents))
    assert agree(bundles, tmp_path) == [True, False]


def test_no_byte_of_any_kind_passes_either(tmp_path: Path) -> None:
    """Headers, names, contents, the directory and the end; cut off, put before and put behind."""
    data = packed({name: all_documents()[name] for name in (*DRAW, "votes/few.json")})
    directory, end = data.index(b"PK\1\2"), data.rindex(b"PK\5\6")
    entry = data.index(b"PK\3\4", 4)
    header = range(entry, entry + 60)
    chosen = [*range(60), *header, *range(60, directory, 41), *range(directory, directory + 120)]
    changed = [(place, mask) for place in (*chosen, *range(end, len(data))) for mask in (1, 0x20)]
    bundles = [
        data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :] for place, mask in changed
    ]
    bundles += [data[:length] for length in range(0, len(data), 61)]
    bundles += [b"x" + data, data + b"x", data + data, b"", bytes(999)]
    assert not any(agree(bundles, tmp_path))


def forged(documents: Documents, forge: Callable[[Any], None], *within: str) -> Documents:
    """A copy after a forgery, of the whole or of what lies under a name."""
    changed: Any = deepcopy(documents)
    place = changed
    for name in within:
        place = place[name]
    forge(place)
    return dict(changed)


def test_both_refuse_every_forgery_that_the_first_was_tested_with(tmp_path: Path) -> None:
    """Those whose digests a forger recomputes, too."""
    documents, proven, by_hand = all_documents(), branched(), numbered(4, 9, 6, 1)
    sealed_whole = whole({name: documents[name] for name in (*DRAW, "votes/few.json")})
    bundles = []
    for forge in [*(forge for forge, _ in (DRAWN | VOTES).values()), *OUTCOMES.values()]:
        made = forged(documents, forge)
        reseal(made)
        bundles.append(made)
    bundles += [forged(proven, forge, "certificate.json") for forge, _ in OF_CERTIFICATES.values()]
    resting = rested()
    bundles += [forged(resting, forge, "certificate.json") for forge, _ in OF_RESTS.values()]
    bundles += [forged(by_hand, forge) for forge, _ in OF_NUMBERS.values()]
    follows = replaced()
    bundles += [forged(follows, forge, "replacement.json") for forge, _ in OF_REPLACEMENTS.values()]
    for name, (forge, _) in FORGED.items():
        made = forged(sealed_whole, forge, "ledger.json", "entries")
        sealed(made["ledger.json"]["entries"])
        if name != "a correction of what came later":
            bundles.append(made)
    assert not any(agree(map(packed, bundles), tmp_path))


def last_of(name: str, *path: Any, value: Any) -> Callable[[Documents], None]:
    """A forgery that puts *value* at the end of a list."""

    def forge(documents: Documents) -> None:
        place: Any = documents[name]
        for step in path:
            place = place[step]
        place.append(value)

    return forge


def test_both_refuse_what_a_page_forbids_though_nothing_would_follow_from_it(
    tmp_path: Path,
) -> None:
    """Each was let through by the first checker until the pages were read a second time."""
    proven = certified()
    drawn = {name: all_documents()[name] for name in DRAW}
    listed = drawn | {"reserve.json": reserve_of(drawn)}
    longest = max(listed["reserve.json"]["stand_ins"], key=len)
    assert len(longest) > 1
    bundles = [
        forged(proven, last_of("certificate.json", "panels", 0, "members", value=[8, 0])),
        forged(
            proven, last_of("certificate.json", "levels", 1, "ceiling", "weights", value=[8, "0"])
        ),
    ]
    longest.reverse()
    bundles.append(listed)
    assert not any(agree(map(packed, bundles), tmp_path))


def anywhere(
    documents: Documents, chance: Random, many: int, *, least: int = 2
) -> Iterator[Documents]:
    """Copies in which something else stands at a place, so many steps down or more."""
    paths = [path for path in places(documents) if len(path) >= least]
    for _ in range(many):
        yield put(documents, chance.choice(paths), deepcopy(chance.choice(OTHERS)))


def test_both_say_the_same_whatever_stands_in_a_document(tmp_path: Path) -> None:
    """Something may still hold, such as fewer alternates, another title, or another proof."""
    chance, documents = Random(5), all_documents()
    drawn = {name: documents[name] for name in DRAW}
    ledger = whole(drawn | {"votes/few.json": documents["votes/few.json"]})
    bundles: list[Documents] = []
    for one in (
        drawn,
        drawn | {"reserve.json": reserve_of(drawn)},
        numbered(4, 9, 6, 1),
        certified(),
        whole(replaced()),
        ledger,
        *({name: vote} for name, vote in documents.items() if name.startswith("votes/")),
    ):
        bundles += anywhere(one, chance, 60)
    for changed in anywhere(drawn, chance, 150):
        try:
            reseal(changed)
        except (KeyError, TypeError, AttributeError, IndexError):
            continue
        bundles.append(changed)
    for changed in anywhere(ledger["ledger.json"], chance, 150, least=3):
        bundles.append(ledger | {"ledger.json": sealed(changed["entries"])})
    verdicts = agree(map(packed, bundles), tmp_path)
    assert {*verdicts} == {True, False}


@settings(deadline=None, max_examples=4)
@given(drawn=st.lists(st.tuples(towns(), seeds, st.booleans()), min_size=12, max_size=12))
def test_both_confirm_draws_from_any_town(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[tuple[Any, str, bool]]
) -> None:
    bundles = []
    for (pool, quotas, lottery), seed, shown in drawn:
        ticket = draw(lottery, seed=seed)
        document = encode_lottery(pool, quotas, lottery, salt="s" * 32, publish_people=shown)
        reserves = alternates(pool, quotas, ticket, count=9)
        made = encode_draw(document, ticket, reserves)
        bundles.append(packed({"lottery.json": document, "draw.json": made}))
    assert all(agree(bundles, tmp_path_factory.mktemp("towns")))


OF_KIND: dict[str, tuple[Any, dict[str, dict[str, Any]]]] = {  # ballots; rules with their options
    "ranking": (
        rankings(),
        {rule: {} for rule in ("plurality", "borda", "copeland", "minimax", "schulze", "irv")}
        | {"stv": {"places": 3}, "scottish_stv": {}, "prf_stv": {}, "minneapolis_stv": {}},
    ),
    "approval": (
        judgments("approval"),
        {
            rule: {}
            for rule in ("approval", "sequential_pav", "sequential_phragmen", "equal_shares")
        },
    ),
    "scores": (judgments("scores"), {"score": {"most": 5}, "star": {"most": 5}}),
    "grades": (judgments("grades"), {"majority_judgment": {"scale": [*"ABCD"]}}),
    "credits": (spendings(), {"quadratic": {}}),
}


@pytest.mark.parametrize("kind", OF_KIND)
@settings(deadline=None, max_examples=3)
@given(data=st.data())
def test_both_count_the_same_ballots(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    profiles, rules = OF_KIND[kind]
    bundles = []
    for rule, options in rules.items():
        for profile in data.draw(st.lists(profiles, min_size=4, max_size=4)):
            seats = 1 if rule == "irv" else data.draw(st.integers(1, len(profile.candidates)))
            made = vote_of("v", rule, profile, data.draw(tie_breaks), seats=seats, **options)
            bundles.append(packed({"votes/v.json": made}))
    assert all(agree(bundles, tmp_path_factory.mktemp("votes")))


@pytest.mark.parametrize("rule", ["sequential_pav", "sequential_phragmen", "equal_shares"])
def test_neither_sees_a_tie_where_there_is_a_seat_for_everybody(rule: str, tmp_path: Path) -> None:
    profile = Profile("abc", {Approval("ab"): 5, Approval(""): 5})
    honest = vote_of("v", rule, profile, refuse, seats=3)
    asked = deepcopy(honest)
    tie = {"tied": ["a", "b"], "decision": "fill seat 1", "chosen": "a", "how": "lot:x"}
    asked["result"]["ties"] = [tie]
    asked["break_tie"] = {"by": "lot", "seed": "x"}
    bundles = [packed({"votes/v.json": made}) for made in (honest, asked)]
    assert agree(bundles, tmp_path) == [True, False]
