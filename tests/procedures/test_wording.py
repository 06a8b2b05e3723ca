"""What a vote asks in other languages: written before it opens, fixed then, and published."""

import pytest

from deliberation import verify
from deliberation.errors import (
    BrokenLedgerError,
    InvalidInputError,
    NotAllowedError,
    ProcedureError,
)
from deliberation.io.wordings import parse_wordings, wordings_csv
from deliberation.procedures import accounts, casting, decide, publish, rehearsing, wording
from deliberation.procedures.copying import duplicate
from deliberation.record.bundle import unbundle
from deliberation.roles import Role
from deliberation.voting import Grades, Ranking
from deliberation.wordings import asked

ARABIC = {
    "title": "النقل",
    "question": "كيف نذهب إلى العمل؟",
    "plain": "كيف تذهب إلى عملك؟",
    "option 1": "الترام",
    "option 3": "الدراجة",
}
BATCH = {"kind": "grades", "rule": "support", "seats": 3}


def write(begin, id="v1", by="f1", seen=None, **wordings):
    with begin() as store:
        wording.write_wordings(store, id, wordings, seen=seen, by=by)


def told(begin, **wordings):
    with pytest.raises(InvalidInputError) as error:
        write(begin, **wordings)
    return error.value.problems


def read(begin, language, id="v1"):
    with begin.reading() as store:
        return wording.reading_of(store, store.vote(id), language)


def test_a_reader_sees_their_own_language_and_the_text_voted_on_where_it_lacks(begin, add_vote):
    add_vote(begin, language="da")
    write(begin, ar=ARABIC)
    arabic = read(begin, "ar")
    assert (arabic.title.text, arabic.title.language, arabic.title.exact) == (
        "النقل", "ar", "Transport"
    )  # fmt: skip
    assert arabic.plain.text == ARABIC["plain"]
    assert [(s.text, s.language) for s in map(arabic.option, ("tram", "bus"))] == [
        ("الترام", "ar"), ("bus", "da")
    ]  # fmt: skip
    assert (arabic.lacks, arabic.lacks_all, arabic.is_translated) == (1, False, True)

    danish, polish = read(begin, "da"), read(begin, "pl")
    assert (danish.lacks, danish.is_translated, danish.plain) == (0, False, None)
    assert (polish.lacks, polish.lacks_all, polish.title.language) == (5, True, "da")


def test_nobody_is_told_that_a_text_lacks_where_nobody_said_its_language(begin, add_vote):
    add_vote(begin)
    assert (read(begin, "ar").lacks, read(begin, "ar").title.language) == (0, None)


@pytest.mark.parametrize(
    ("language", "texts", "problem"),
    [
        ("ar", {"option 4": "قطار"}, "no text 'option 4'"),
        ("ar", {"<b>": "x"}, "no text '<b>'"),
        ("Arabic", {"title": "x"}, "is no language"),
        ("da", {"title": "Transport"}, "needs no translation"),
        ("ar", {"title": "x" * 301}, "301 characters; keep to 300"),
        ("ar", {"plain": "x" * 10_000}, "10000 characters; keep to 2000"),
        ("ar", {"title": "one\ntwo"}, "control character"),
        ("ar", {"plain": "one\x00two"}, "control character"),
        ("ar", {"option 1": "tram \u202esub"}, "turns text around"),
        ("ar", {"option 1": "\u200f\u3164"}, "is blank"),  # signs that show nothing
        ("en", {"option 1": "Bus", "option 2": "Tram"}, "exact name of another"),  # swapped
        ("ar", {"option 1": "Bus"}, "has the same name"),  # as the bus, which has no Arabic name
    ],
)
def test_a_text_that_cannot_be_shown_is_refused_where_it_stands(
    begin, add_vote, language, texts, problem
):
    add_vote(begin, language="da")
    problems = told(begin, **{language: texts})
    assert any(problem in str(one) for one in problems), problems
    assert {one.column for one in problems} == {language}
    with begin.reading() as store:
        assert store.wordings("v1") == {}


def test_script_is_text_and_everything_wrong_is_said_at_once(begin, add_vote):
    add_vote(begin, language="da")
    write(begin, ar={"title": "<script>alert(1)</script>", "plain": "one\r\n\r\ntwo "})
    assert read(begin, "ar").title.text == "<script>alert(1)</script>"
    assert read(begin, "ar").plain.text == "one\n\ntwo"
    problems = told(begin, ar={"title": "x" * 301, "option 9": "x"}, tr={"option 2": "\x07"})
    assert [(one.row, one.column) for one in problems] == [(2, "ar"), (None, "ar"), (6, "tr")]


def test_the_texts_are_fixed_when_the_vote_opens(begin, add_vote, members, now):
    add_vote(begin, language="da")
    members(begin, 5)
    write(begin, ar=ARABIC)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
    with pytest.raises(ProcedureError, match="fixed when it is opened"):
        write(begin, ar=ARABIC | {"title": "آخر"})
    with begin.reading() as store:
        kinds = [entry.kind for entry in store.ledger("a1")]
    assert kinds[-3:] == ["vote", "worded", "opened"]


def test_nobody_writes_over_what_another_wrote_meanwhile(begin, add_vote):
    add_vote(begin)
    with begin.reading() as store:
        seen = wording.mark_of(store, "v1")
    write(begin, ar=ARABIC, seen=seen)
    with pytest.raises(ProcedureError, match="meanwhile"):
        write(begin, ar={}, seen=seen)
    assert read(begin, "ar").title.text == "النقل"
    write(begin, ar={"title": " "})
    with begin.reading() as store:
        assert store.wordings("v1") == {}


def test_an_interpreter_writes_them_and_a_table_host_does_not(begin, add_vote):
    add_vote(begin)
    for id, role in (("f3", Role.INTERPRETER), ("f4", Role.TABLE_HOST)):
        with begin() as store:
            accounts.add_facilitator(store, name=id, password_hash="hash", id=id)
            store.put_in_team("a1", id, role)
    write(begin, by="f3", ar=ARABIC)
    with pytest.raises(NotAllowedError):
        write(begin, by="f4", ar={})


@pytest.fixture
def decided(begin, add_vote, members, now):
    """Five have ranked the tram first, in a vote that some read in Arabic."""
    tokens = members(begin, 5)
    add_vote(begin, language="da")
    write(begin, ar=ARABIC, da={"plain": "Hvordan kommer vi frem?"})
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        for token in tokens:
            casting.cast_ballot(store, "v1", Ranking(("tram",)), token=token)
        decide.close_vote(store, "v1", by="f1", now=now)


def test_what_was_asked_in_each_language_is_published_and_sealed(begin, decided):
    with begin.reading() as store:
        data = publish.assembly_bundle(store, "a1")
        documents = unbundle(data)
    assert documents["votes/v1.wording.json"] == {
        "format": "deliberation wording 1", "vote": "v1", "language": "da",
        "said": {"ar": ARABIC, "da": {"plain": "Hvordan kommer vi frem?"}},
    }  # fmt: skip
    lines = verify.check(data)
    assert any("wordings of v1 say the same" in line for line in lines)
    assert lines[-1] == "Everything that a stranger can check in this bundle holds."


def test_nothing_is_published_once_somebody_changed_a_wording_in_the_database(begin, decided):
    with begin() as store:
        store.put_wording("v1", "ar", ARABIC | {"option 1": "الحافلة"})
        with pytest.raises(BrokenLedgerError):
            publish.assembly_bundle(store, "a1")


def test_a_copied_assembly_and_a_rehearsal_ask_in_the_same_languages(
    begin, add_vote, random_bytes, now
):
    add_vote(begin, language="da")
    write(begin, ar=ARABIC)
    ids = iter(["a9", "v9"])
    with begin() as store:
        duplicate(
            store, "a1", title="Next", question="?", by="f1", now=now, new_id=lambda: next(ids)
        )
        assert store.wordings("v9") == {"ar": ARABIC}
        copy, _cards = rehearsing.rehearse(
            store, "v1", members=5, titled="Rehearsal: {}".format, random_bytes=random_bytes,
            by="f1", now=now, ids=("a8", "v8"),
        )  # fmt: skip
        untitled = {key: text for key, text in ARABIC.items() if key != "title"}
        assert (copy.language, store.wordings("v8")) == ("da", {"ar": untitled})


def test_a_revision_keeps_no_translation_of_a_text_that_was_changed(begin, add_vote, members, now):
    texts = {"texts": {"tram": "By the river.", "bus": "Every hour."}}
    add_vote(begin, **BATCH, options=texts, language="da")
    write(begin, ar=ARABIC | {"text 1": "على النهر", "text 2": "كل ساعة", "option 2": "حافلة"})
    (token,) = members(begin, 1)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        casting.cast_ballot(store, "v1", Grades({"tram": "disagree"}), token=token)
        decide.close_vote(store, "v1", by="f1", now=now)
    revised = {"texts": {"tram": "By the lake.", "bus": "Every hour."}, "revises": "v1"}
    add_vote(
        begin, "v2", **BATCH | {"seats": 2}, candidates=["bus", "tram"], options=revised,
        title="Transport, revised", language="da",
    )  # fmt: skip
    with begin.reading() as store:
        assert store.wordings("v2")["ar"] == {
            "question": ARABIC["question"], "option 1": "حافلة", "text 1": "كل ساعة",
            "option 2": "الترام",
        }  # fmt: skip


def test_no_option_of_a_revision_reads_like_another_or_is_translated_into_its_own_language(
    begin, add_vote, members, now
):
    """The bicycle is now called as the tram was in English; Polish is now the language voted on."""
    add_vote(begin, **BATCH, language="da")
    names = {"option 1": "Rail", "option 2": "Coach"}
    write(begin, en=names | {"question": "How?"}, tr=names, pl={"question": "Jak?", "plain": "Jak"})
    (token,) = members(begin, 1)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        casting.cast_ballot(store, "v1", Grades({"tram": "disagree"}), token=token)
        decide.close_vote(store, "v1", by="f1", now=now)
    revised = {"candidates": ["tram", "bus", "rail"], "options": {"revises": "v1"}}
    add_vote(begin, "v2", **BATCH | revised, title="Revised", language="pl")
    with begin.reading() as store:
        assert store.wordings("v2") == {"en": {"question": "How?"}}


def test_the_language_of_a_vote_is_one(begin, add_vote):
    with pytest.raises(InvalidInputError, match="is no language"):
        add_vote(begin, language="<b>")


def send_back(begin, table, change, id="v1"):
    """Take a table that somebody *change*d in a spreadsheet, where none of it is wrong."""
    with begin() as store:
        sent = change(table.decode("utf-8-sig")).encode()
        found = parse_wordings(sent, "t.csv", asked(store.vote(id)), ("ar", "tr"))
        wording.write_table(
            store, id, found.wordings, marks=found.marks, rows=found.rows, by="f1"
        )  # fmt: skip
        return store.wordings(id)


def test_a_text_of_which_a_spreadsheet_changed_the_blanks_alone_stays_as_it_was(begin, add_vote):
    add_vote(begin, language="da")
    kept = {
        "title": "Saat 8\u00a0– 10",
        "question": "Nasıl?  Ne\u200b\nzaman?",
        "option 1": "tramvay",
    }
    write(begin, tr=kept)
    with begin.reading() as store:
        table = wordings_csv(asked(store.vote("v1")), store.wordings("v1"), ("ar", "tr"))
    write(begin, tr=kept | {"option 1": "tren"})
    assert send_back(begin, table, str) == {"tr": kept | {"option 1": "tren"}}
    write(begin, tr=kept)
    changed = kept | {"option 1": "hafif ray"}
    assert send_back(begin, table, lambda t: t.replace("tramvay", "hafif ray")) == {"tr": changed}
    with pytest.raises(InvalidInputError) as error:
        send_back(begin, table, lambda text: text.replace("tramvay", "metro"))
    assert [problem.row for problem in error.value.problems] == [5]
