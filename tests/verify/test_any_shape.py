"""Whatever stands in a document, the checker answers with lines or with one sentence."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from fractions import Fraction
from hashlib import sha256
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZipFile, ZipInfo

import pytest

from deliberation.record.canonical import to_file
from deliberation.verify import BundleError, check
from deliberation.verify.documents import written
from deliberation.verify.draws.certificate import check_certificate
from deliberation.verify.forms import check_forms

Documents = dict[str, Any]
UNSEEN = {"title", "question"}  # covered only by the digest of the whole bundle
OTHERS = [None, True, 0, -1, 1, 2**53 - 1, "", "x", "1/0", "\x00\n", [], [[]], {}, {"x": 1}, [None]]


def archive(documents: Documents) -> bytes:
    """An archive in the form of a bundle, of documents that need not be any."""
    return archive_of({name: to_file(document) for name, document in documents.items()})


def archive_of(files: dict[str, bytes]) -> bytes:
    """The same, of files."""
    digests = {name: sha256(content).hexdigest() for name, content in files.items()}
    manifest = {"format": "deliberation bundle 1", "title": "", "files": digests}
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, content in [("manifest.json", to_file(manifest)), *files.items()]:
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            file.writestr(entry, content)
    return out.getvalue()


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value inside a document; of an array the first two and the last."""
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        for place in sorted({0, 1, len(value) - 1} & {*range(len(value))}):
            yield from places(value[place], (*path, place))


def put(documents: Documents, path: tuple[Any, ...], value: Any) -> Documents:
    changed = deepcopy(documents)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


def refused(documents: Documents) -> bool:
    """Whether the checker refuses, in one sentence on one line."""
    try:
        lines = check(archive(documents))
    except BundleError as error:
        return str(error).isprintable()
    assert all(line.isprintable() for line in lines)
    return False


def chosen(documents: Documents, *names: str) -> Documents:
    return {name: document for name, document in documents.items() if name in names}


def assert_every_place_matters(
    documents: Documents,
    *unseen: str,
    reseal: Callable[[Documents], None] | None = None,
    within: frozenset[str] = frozenset(),
) -> None:
    assert not refused(documents)
    for path in places(documents):
        for other in OTHERS if path and path[0] in (within or documents) else []:
            changed = put(documents, path, other)
            if changed == documents:
                continue
            if reseal:
                try:
                    reseal(changed)
                except (KeyError, TypeError, AttributeError, IndexError):
                    continue
            noticed = refused(changed)
            if not reseal:
                assert noticed or {*path} & UNSEEN.union(unseen), (path, other)


def test_no_shape_of_a_lottery_or_draw_passes_or_breaks_the_checker(documents: Documents) -> None:
    draw = chosen(documents, "lottery.json", "draw.json")
    assert_every_place_matters(draw, "alternates")  # fewer may be called


def test_no_shape_of_a_numbering_or_announcement_passes_or_breaks_the_checker(
    numbered: Documents,
) -> None:
    names = frozenset(("numbering.json", "announcement.json", "draw.json"))
    assert_every_place_matters(numbered, "alternates", within=names)


def test_no_shape_of_a_certificate_passes_or_breaks_the_checker(proven: Documents) -> None:
    """But a level may lack its ceiling (and is not called proven), or be proven by other rows."""
    certificate = proven["certificate.json"]
    for path in places(certificate):
        for other in OTHERS if path else []:
            changed = put(certificate, path, other)
            if changed == certificate or (path[-1] == "ceiling" and other is None):
                continue
            try:
                forged = proven | {"certificate.json": changed}
                check_forms(forged)
                said = [*check_certificate(forged)]
                assert "rows" in path, (path, other)
            except BundleError as error:
                said = [str(error)]
            assert all(line.isprintable() for line in said)


@pytest.mark.parametrize(
    "name", ["numbering.json", "announcement.json", "certificate.json", "reserve.json"]
)
@pytest.mark.parametrize("other", [None, [], {}, 0, ""])
def test_an_empty_file_about_a_lottery_is_refused_beside_it_and_without_it(
    numbered: Documents, documents: Documents, name: str, other: Any
) -> None:
    assert refused(numbered | {name: other})
    assert refused(chosen(documents, "lottery.json", "draw.json") | {name: other})
    assert refused(chosen(documents, "votes/few.json") | {name: other})


def test_resealed_shapes_of_a_lottery_do_not_break_the_checker(
    documents: Documents, resealed: Callable[[Documents], None]
) -> None:
    draw = chosen(documents, "lottery.json", "draw.json")
    assert_every_place_matters(draw, reseal=resealed)


MONEY = ["break_tie", "costs", "total", "within", "currency"]
SAID = ["near", "texts", "revises"]
UNCHECKED = ["cast", "blank", "tallies", "ties", "elected", "decision", "break_tie"]


@pytest.mark.parametrize(
    ("vote", "unseen"),
    [
        ("plurality-mixed", []),
        ("borda-mixed", ["break_tie", "blank"]),  # no tie came up; pairs do not count ballots
        ("schulze-shared", []),
        ("irv-mixed", []),
        ("irv-used", ["break_tie"]),
        ("stv-fractions", ["break_tie"]),
        ("scottish_stv-shared", ["break_tie"]),
        ("quadratic-mixed", ["break_tie", "cast", "blank", "credits"]),  # one may abstain, or save
        ("approval-mixed", ["blank", "cast"]),
        ("sequential_pav-mixed", UNCHECKED),
        ("sequential_pav-shared", ["candidates"]),  # nobody names the last of them
        ("equal_shares_budget-shared", MONEY),
        ("greedy_budget-mixed", [*MONEY, "tallies", "cast", "blank"]),
        ("score-mixed", ["break_tie", "most", "cast", "blank", "bike"]),
        ("score-crossed", ["most", "blank", "cast"]),
        ("star-mixed", ["break_tie", "pairwise", "sums", "most", "cast", "blank"]),
        ("majority_judgment-mixed", ["break_tie", "scale", "tallies", "cast", "blank"]),
        ("support-mixed", ["break_tie", "scale", "share", "blank", "sums"]),
        ("support-members", [*SAID, "break_tie", "scale", "share", "members", "blank", "sums"]),
        ("copeland-mixed", ["break_tie", "blank"]),
        ("quadratic-shared", ["break_tie", "credits"]),
        ("few", ["candidates", "cast", "break_tie"]),
    ],
)
def test_no_shape_of_a_vote_passes_or_breaks_the_checker(
    documents: Documents, vote: str, unseen: list[str]
) -> None:
    assert_every_place_matters(chosen(documents, f"votes/{vote}.json"), *unseen)


@pytest.mark.parametrize("depth", [100, 500, 900, 985, 100_000])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_what_is_nested_however_deeply_is_refused_in_a_sentence(
    documents: Documents, depth: int, brackets: str
) -> None:
    """Between what Python can read and what it can write lie some depths that it only reads."""
    few = to_file(documents["votes/few.json"])
    start, end = brackets
    start += '"":' if start == "{" else ""
    deep = (start * depth + "0" + end * depth).encode()
    for rule, kind in ((deep, b'"outcome"'), (b'"plurality"', deep)):
        content = few.replace(b'"plurality","seats":1,"t', rule + b',"seats":1,"t')
        content = content.replace(b'"outcome"', kind)
        with pytest.raises(BundleError, match=r"\A[^\n]+\Z"):
            check(archive_of({"votes/few.json": content}))


def test_fractions_that_outgrow_python_are_refused() -> None:
    chance = Random(1)
    candidates = [f"c{n:02}" for n in range(40)]
    orders = sorted(chance.sample(candidates, 40) for _ in range(250))
    ballots = [{"ballot": order, "times": chance.randrange(1000, 9000)} for order in orders]
    document = {
        "format": "deliberation vote 1",
        "id": "v",
        "title": "",
        "question": "",
        "kind": "ranking",
        "candidates": candidates,
        "rule": "stv",
        "seats": 34,
        "options": {},
        "break_tie": {"by": "order", "order": candidates},
        "cast": sum(entry["times"] for entry in ballots),
        "evidence": {"kind": "ballots", "ballots": ballots},
        "result": {},
    }
    with pytest.raises(BundleError, match="too many digits"):
        check(archive({"votes/v.json": document}))


def test_a_fraction_that_python_cannot_write_is_refused_in_words() -> None:
    """Its limit is 4300 digits; a count refuses before, and every other fault keeps its name."""
    assert written(Fraction(1, 10**4200)) == "1/1" + "0" * 4200
    for long in (Fraction(1, 10**4300), Fraction(-(10**4300), 7)):
        with pytest.raises(BundleError, match="too many digits to be written"):
            written(long)
