"""A ledger that was cut, mixed up or altered is refused, and so is what it did not seal."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from hashlib import sha256
from typing import Any

import pytest

from deliberation.record.canonical import canonical, digest
from deliberation.verify import BundleError, check
from tests.verify.test_any_shape import OTHERS, archive, places, put, refused

Documents = dict[str, Any]
Entries = list[dict[str, Any]]
TERMS = ("id", "title", "question", "kind", "candidates", "rule", "seats", "options")
AT = {"at": "2026-03-14T19:30:00Z"}


def sealed(entries: Entries) -> Documents:
    """A ledger of *entries*, sealed as the page says, without the package."""
    previous = "0" * 64
    for index, entry in enumerate(entries):
        entry |= {"index": index, "previous": previous}
        made = {name: entry[name] for name in ("index", "kind", "payload", "previous")}
        previous = entry["digest"] = sha256(canonical(made)).hexdigest()
    return {"format": "deliberation ledger 1", "entries": entries}


def entry(kind: str, **payload: Any) -> dict[str, Any]:
    return {"kind": kind, "payload": payload}


def entries_for(documents: Documents) -> Iterator[dict[str, Any]]:
    """What an assembly with these documents would have put on its ledger."""
    lottery = documents["lottery.json"]
    parts = {name: lottery["digests"][name] for name in ("people", "quotas")}
    yield entry("assembly", id="a1", title="", question="How?", **AT)
    if follows := documents.get("replacement.json"):
        yield entry("replacement", document=digest(follows), **AT)
    yield entry("pool", **parts, **AT)
    seal = {"document": digest(lottery), "commitment": lottery["commitment"]}
    yield entry("lottery", **seal, **AT)
    for kind in ("announcement", "numbering", "draw"):
        if document := documents.get(f"{kind}.json"):
            seed = {} if kind == "announcement" else {"seed": document["seed"]}
            yield entry(kind, document=digest(document), **seed, **AT)
    if "replacement.json" in documents:  # and so on: somebody withdraws once more
        yield entry("replaced", commitment="2" * 64, **AT)
    yield entry("cards", issued=30, revoked=1)
    for name, vote in documents.items():
        if name.startswith("votes/"):
            id = vote["id"]
            yield entry("vote", vote=id, terms=digest({key: vote[key] for key in TERMS}))
            yield entry("opened", vote=id, cards=29, roll="1" * 64, **AT)
            yield entry("closed", vote=id, ballots=vote["cast"], **AT)
            if vote["break_tie"]["by"] == "lot":
                yield entry("tie", vote=id, seed=vote["break_tie"]["seed"])
            yield entry("count", vote=id, document=digest(vote))
    yield entry("correction", entry=3, reason="The dice fell twice.", **AT)


VOTES = ("votes/few.json", "votes/irv-mixed.json")


@pytest.fixture
def whole(documents: Documents) -> Documents:
    """A draw and two votes with their ledger, ready for an archive."""
    chosen = {name: documents[name] for name in ("lottery.json", "draw.json", *VOTES)}
    return {"ledger.json": sealed([*entries_for(chosen)])} | chosen


def test_cards_after_the_first_roll_are_told_of_the_votes_that_they_came_in_time_for(whole):
    """30 cards at the first roll; then 33, which is three more, before the second."""
    entries = whole["ledger.json"]["entries"]
    second = next(e for e in entries if e["payload"].get("vote") == VOTES[1][6:-5])
    entries.insert(entries.index(second), entry("cards", issued=33, revoked=2))
    sealed(entries)
    late = [line for line in check(archive(whole)) if "after the first roll" in line]
    assert late == ["not checked: why 3 cards came after the first roll and before irv-mixed"]


def complaint(documents: Documents, **given: Any) -> str:
    with pytest.raises(BundleError, match=r"\A[^\n]+\Z") as error:
        check(archive(documents), **given)
    return str(error.value)


def kinds(documents: Documents) -> list[str]:
    return [entry["kind"] for entry in documents["ledger.json"]["entries"]]


def test_an_honest_ledger_holds(whole: Documents, numbered: Documents) -> None:
    lines = check(archive(whole))
    assert "holds: the 15 entries of the ledger are one chain, each sealing the last" in lines
    assert "holds: 4 files are those that the ledger sealed" in lines
    assert "not checked: what was said of entry 3: The dice fell twice." in lines
    last = whole["ledger.json"]["entries"][-1]["digest"]
    assert f"holds: its last digest is {last}" in lines
    assert any(line.startswith("not checked: that the chain") for line in lines)
    check(archive({"ledger.json": sealed([*entries_for(numbered)])} | numbered))


def test_each_digest_that_was_noted_is_found_and_no_other(whole: Documents) -> None:
    data = archive(whole)
    for place, one in enumerate(whole["ledger.json"]["entries"]):
        lines = check(data, noted=f" {one['digest'].upper()}\n")
        assert f"holds: entry {place} of the ledger has the digest noted" in lines
    assert "digest noted" in complaint(whole, noted="1" * 64)
    del whole["ledger.json"]
    assert "no ledger" in complaint(whole, noted="1" * 64)


def test_a_dropped_entry_a_moved_one_and_one_that_stands_twice_are_named(whole: Documents) -> None:
    honest = whole["ledger.json"]["entries"]
    for place in range(len(honest) - 1):
        before, (one, other), after = honest[:place], honest[place : place + 2], honest[place + 2 :]
        for entries, broken in (
            ([*before, other, *after], place),
            ([*before, other, one, *after], place),
            ([*before, one, one, other, *after], place + 1),
        ):
            whole["ledger.json"]["entries"] = entries
            assert f"ledger.json, entry {broken}" in complaint(whole)


def test_every_value_of_an_entry_that_is_altered_is_named(whole: Documents) -> None:
    for path in places(whole["ledger.json"]["entries"]):
        if len(path) < 2:
            continue
        for other in OTHERS:
            changed = put(whole, ("ledger.json", "entries", *path), other)
            if changed != whole:
                assert f"entry {path[0]}" in complaint(changed)


def test_no_shape_of_a_ledger_breaks_the_checker_once_it_is_sealed_again(whole: Documents) -> None:
    for path in places(whole["ledger.json"]["entries"]):
        for other in OTHERS if len(path) > 1 else []:
            changed = put(whole, ("ledger.json", "entries", *path), other)
            sealed(changed["ledger.json"]["entries"])
            refused(changed)


def test_the_end_cut_off_is_betrayed_by_a_document_or_by_the_digest_noted(
    whole: Documents,
) -> None:
    noted = whole["ledger.json"]["entries"][-1]["digest"]
    whole["ledger.json"]["entries"].pop()  # the correction
    check(archive(whole))
    assert "digest noted" in complaint(whole, noted=noted)
    whole["ledger.json"]["entries"].pop()
    assert complaint(whole) == "no entry of the ledger is about votes/irv-mixed.json"


def put_of(kind: str, **values: Any) -> Callable[[Entries], None]:
    """A forgery of the first entry of a *kind*."""

    def forge(entries: Entries) -> None:
        next(one for one in entries if one["kind"] == kind)["payload"] |= values

    return forge


def moved(kind: str, behind: str) -> Callable[[Entries], None]:
    """A forgery that puts the first entry of a *kind* behind the first of another."""

    def forge(entries: Entries) -> None:
        one = next(one for one in entries if one["kind"] == kind)
        entries.remove(one)
        place = next(i for i, other in enumerate(entries) if other["kind"] == behind)
        entries.insert(place + 1, one)

    return forge


def without(kind: str) -> Callable[[Entries], None]:
    """A forgery that leaves out every entry of a *kind*."""

    def forge(entries: Entries) -> None:
        entries[:] = [one for one in entries if one["kind"] != kind]

    return forge


FORGED = {
    "the title": (put_of("assembly", title="Other"), "entry 0, assembly, title"),
    "the people": (put_of("pool", people="2" * 64), "entry 1, pool, people"),
    "the quotas": (put_of("pool", quotas="2" * 64), "entry 1, pool, quotas"),
    "the commitment": (put_of("lottery", commitment="2" * 64), "entry 2, lottery, commitment"),
    "the lottery": (put_of("lottery", document="2" * 64), "entry 2, lottery, document"),
    "the seed": (put_of("draw", seed="dice 1"), "entry 3, draw, seed"),
    "the draw": (put_of("draw", document="2" * 64), "entry 3, draw, document"),
    "the terms": (put_of("vote", terms="2" * 64), "entry 5, vote, terms"),
    "the turnout": (put_of("closed", ballots=5), "entry 7, closed, ballots"),
    "the lot": (put_of("tie", seed="dice 1"), "entry 8, tie, seed"),
    "no seed for a lot": (
        without("tie"),
        "entry 8: votes/few.json is settled by lot, and no tie gives its seed",
    ),
    "the count": (put_of("count", document="2" * 64), "entry 9, count, document"),
    "fewer cards than ballots": (put_of("opened", cards=3), "more ballots than cards"),
    "a vote that nobody knows": (put_of("count", vote="v9"), "entry 9: count is out of turn"),
    "a correction of what came later": (
        put_of("correction", entry=14),
        "entry 14, correction, entry: 14 is not a whole number from 0 to 13",
    ),
    "a correction of nothing": (
        put_of("correction", entry=-1),
        "-1 is not a whole number from 0 to 13",
    ),
    "fewer than no cards": (put_of("cards", revoked=-2), "-2 is not a whole number from 0"),
    "no beginning": (without("assembly"), "a ledger begins with the assembly"),
    "two beginnings": (
        lambda entries: entries.append(deepcopy(entries[0])),
        "begins with the assembly",
    ),
    "no pool": (without("pool"), "entry 1: lottery is out of turn"),
    "no commitment": (without("lottery"), "entry 2: draw is out of turn"),
    "no opening": (without("opened"), "closed is out of turn"),
    "no close": (without("closed"), "is out of turn"),
    "the draw before its commitment": (moved("lottery", "draw"), "draw is out of turn"),
    "the count before the close": (moved("closed", "count"), "tie is out of turn"),
    "terms after the opening": (moved("vote", "opened"), "opened is out of turn"),
    "two draws": (
        lambda entries: entries.append(deepcopy(entries[3])),
        "entry 15: draw is out of turn",
    ),
    "two counts": (
        lambda entries: entries.append(deepcopy(entries[9])),
        "entry 15: count is out of turn",
    ),
    "nothing": (lambda entries: entries.clear(), "the ledger is empty"),
    "another kind": (lambda entries: entries.append(entry("cast", vote="few")), "of the kind cast"),
}


@pytest.mark.parametrize(("forge", "words"), FORGED.values(), ids=FORGED.keys())
def test_a_forger_who_seals_everything_again_is_found_out(
    whole: Documents, forge: Callable[[Entries], None], words: str
) -> None:
    forge(whole["ledger.json"]["entries"])
    sealed(whole["ledger.json"]["entries"])
    assert words in complaint(whole)


@pytest.mark.parametrize("name", VOTES)
def test_a_vote_that_was_counted_and_is_not_published_is_named(whole: Documents, name: str) -> None:
    del whole[name]
    assert f"is about {name}, which is missing" in complaint(whole)


def test_before_the_draw_the_lottery_is_sealed_and_not_in_the_bundle(whole: Documents) -> None:
    entries = whole["ledger.json"]["entries"]
    entries[:] = [one for one in entries if one["kind"] not in ("draw", "correction")]
    sealed(entries)
    for name in ("lottery.json", "draw.json"):
        del whole[name]
    assert "holds: 2 files are those that the ledger sealed" in check(archive(whole))


def test_a_bundle_without_a_ledger_says_so(whole: Documents) -> None:
    del whole["ledger.json"]
    assert any(line.startswith("not checked: in which order") for line in check(archive(whole)))
