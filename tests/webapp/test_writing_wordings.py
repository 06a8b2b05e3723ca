"""The pages on which texts in other languages are written: by form, or as one table."""

import re
from io import BytesIO

import pytest

from deliberation.procedures import decide
from tests.webapp.conftest import NOW

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What the pages say depends on no database."""

PAGE = "/facilitator/a1/votes/v/wordings"
SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')


@pytest.fixture
def draft(app, assembly):
    """A vote in Danish, in draft."""
    with app.extensions["begin"]() as store:
        decide.create_vote(
            store, "a1", title="Træer", question="Hvor skal de stå?", kind="grades",
            candidates=["Park", "=Torv"], rule="support", seats=2, by="f-anna", id="v",
            options={"texts": {"Park": "Ved søen."}}, language="da",
        )  # fmt: skip
    return app


def kept(app, language="ar"):
    with app.extensions["begin"].reading() as store:
        return store.wording("v", language)


def plain(answer):
    """What a page says, without the signs that keep a name in its own direction."""
    return re.sub("[\u2066-\u2069]", "", answer.text)


def send(anna, table: bytes, name="texts.csv"):
    return anna.post(PAGE, table=(BytesIO(table), name))


def test_a_language_is_written_on_a_form_that_shows_the_exact_text(draft, anna) -> None:
    page = anna.read(f"{PAGE}/ar")
    assert '<label for="option-1">' in page
    assert 'name="text 1" rows="2" lang="ar" dir="rtl"' in page
    assert re.search(r'id="title-hint" lang="da" dir="ltr">Træer<', page)
    texts = {"title": "أشجار", "plain": "أين؟\r\nهنا؟", "option 2": "<b>", "text 9": "x"}
    answer = anna.post(f"{PAGE}/ar", seen=SEEN.search(page)[1], **texts)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert kept(draft) == {"title": "أشجار", "plain": "أين؟\nهنا؟", "option 2": "<b>"}
    overview = anna.read(PAGE)
    assert "2 of 5" in overview  # title and one option, of these, the question, an option, a text
    assert "<b>" not in anna.read(f"{PAGE}/ar").partition("<main")[2]


def test_the_language_of_the_vote_has_plain_words_only(draft, anna) -> None:
    page = anna.read(f"{PAGE}/da")
    assert 'name="plain"' in page
    assert 'name="title"' not in page


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(draft, anna) -> None:
    texts = {"title": "x" * 301, "option 1": "a \u202e b", "question": "كيف؟"}
    answer = anna.post(f"{PAGE}/ar", **texts)
    assert answer.status_code == 400
    assert 'id="title-problem"' in answer.text
    assert 'id="option-1-problem"' in answer.text
    assert "كيف؟</textarea>" in answer.text
    assert kept(draft) == {}


def test_nobody_writes_over_another(draft, anna) -> None:
    seen = SEEN.search(anna.read(f"{PAGE}/ar"))[1]
    assert anna.post(f"{PAGE}/tr", title="Ağaçlar").status_code == 302
    answer = anna.post(f"{PAGE}/ar", seen=seen, title="x")
    assert answer.status_code == 409
    assert "meanwhile" in answer.text
    assert kept(draft) == {}


def test_the_table_goes_out_and_comes_back_with_every_language(draft, anna) -> None:
    anna.post(f"{PAGE}/ar", title="أشجار", plain="أين؟\nهنا؟")
    table = anna.get(f"{PAGE}.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="v.csv"'
    text = table.data.decode("utf-8-sig")
    assert text.startswith("text,exact,da,en,ar,tr,uk,pl,ur\r\n")
    assert "option 2,'=Torv" in text
    filled = text.replace("title,Træer,,,أشجار,", "title,Træer,,,أشجار,Ağaçlar")
    assert send(anna, filled.encode()).status_code == 302
    assert kept(draft) == {"title": "أشجار", "plain": "أين؟\nهنا؟"}
    assert kept(draft, "tr") == {"title": "Ağaçlar"}


def test_two_translators_of_one_table_do_not_erase_what_the_other_wrote(draft, anna) -> None:
    """Both got the table while it was empty, and each filled in a column."""
    empty = anna.get(f"{PAGE}.csv").data.decode("utf-8-sig")
    assert "title,Træer,,,,,,," in empty
    for columns in (",,أشجار,,,,", ",,,Ağaçlar,,,"):
        filled = empty.replace("title,Træer,,,,,,,", f"title,Træer,{columns}")
        assert send(anna, filled.encode()).status_code == 302
    assert (kept(draft), kept(draft, "tr")) == ({"title": "أشجار"}, {"title": "Ağaçlar"})


def test_two_translators_of_one_table_do_not_stand_in_each_others_way(draft, anna) -> None:
    """Both languages were begun, and each of them went on in one."""
    anna.post(f"{PAGE}/ar", title="أشجار")
    anna.post(f"{PAGE}/tr", title="Ağaçlar")
    table = anna.get(f"{PAGE}.csv").data.decode("utf-8-sig")
    for old, new in (("أشجار", "الأشجار"), ("Ağaçlar", "Ağaç")):
        assert send(anna, table.replace(old, new).encode()).status_code == 302
    assert (kept(draft), kept(draft, "tr")) == ({"title": "الأشجار"}, {"title": "Ağaç"})


def test_a_mark_that_stands_twice_is_refused(draft, anna) -> None:
    """Which of them is that of the table that was sent, nobody knows."""
    anna.post(f"{PAGE}/ar", title="أشجار")
    late = anna.get(f"{PAGE}.csv").data.decode("utf-8-sig")
    anna.post(f"{PAGE}/ar", title="الأشجار")
    newest = anna.get(f"{PAGE}.csv").data.decode("utf-8-sig").splitlines()[-1]
    answer = send(anna, f"{late}{newest}\r\n".encode())
    assert answer.status_code == 400
    assert "stands in several rows" in plain(answer)
    assert kept(draft) == {"title": "الأشجار"}


def test_a_table_that_comes_back_late_writes_over_nothing_and_shows_what_it_would(
    draft, anna
) -> None:
    anna.post(f"{PAGE}/ar", title="أشجار", question="أين؟")
    table = anna.get(f"{PAGE}.csv").data.decode("utf-8-sig")
    assert anna.post(f"{PAGE}/ar", title="الأشجار <b>").status_code == 302
    late = table.replace("option 1,Park,,,", "option 1,Park,,,حديقة")
    answer = send(anna, late.encode())
    assert answer.status_code == 400
    assert "row 2, column “ar”: somebody has written “الأشجار &lt;b&gt;” here" in plain(answer)
    assert "row 3, column “ar”: somebody took this away" in plain(answer)
    assert "row 4, column “ar”" not in plain(answer)
    assert kept(draft) == {"title": "الأشجار <b>"}

    anew = anna.get(f"{PAGE}.csv").data.decode("utf-8-sig")
    assert send(anna, anew.replace("Park,,,", "Park,,,حديقة").encode()).status_code == 302
    assert kept(draft) == {"title": "الأشجار <b>", "option 1": "حديقة"}


def test_what_others_wrote_in_another_language_keeps_no_table_out(draft, anna) -> None:
    table = anna.get(f"{PAGE}.csv").data.decode("utf-8-sig")
    assert anna.post(f"{PAGE}/tr", title="Ağaçlar").status_code == 302
    filled = table.replace("title,Træer,,,", "title,Træer,,,أشجار")
    assert send(anna, filled.encode()).status_code == 302
    assert (kept(draft), kept(draft, "tr")) == ({"title": "أشجار"}, {"title": "Ağaçlar"})


def test_a_table_without_marks_writes_only_where_nothing_was(draft, anna) -> None:
    assert send(anna, "text,ar\ntitle,أشجار\n".encode()).status_code == 302
    assert send(anna, "text,ar\ntitle,أشجار\n".encode()).status_code == 302, "it says the same"
    answer = send(anna, b"text,ar\ntitle,x\n")
    assert (answer.status_code, kept(draft)) == (400, {"title": "أشجار"})
    assert "somebody has written “أشجار” here" in plain(answer)


def test_a_table_is_kept_whole_or_not_at_all(draft, anna) -> None:
    table = f"text,ar,xx\ntitle,{'x' * 301},\noption 1,a\u202eb,\noption 8,c,\n"
    answer = send(anna, table.encode())
    assert answer.status_code == 400
    for where in ("row 1", "row 2", "row 3", "row 4"):
        assert where in answer.text
    assert kept(draft) == {}
    assert anna.post(PAGE).status_code == 400
    assert send(anna, b"\x00").status_code == 400


def test_a_long_table_of_something_else_is_refused_in_few_words(draft, anna) -> None:
    """Of 61 rows of another table 50 are told, and 11 counted."""
    answer = send(anna, b"text,ar\n" + b"bogus,x\n" * 61)
    assert (answer.status_code, answer.text.count("this vote has no text")) == (400, 50)
    assert "And 11 more." in answer.text


def test_an_unknown_language_has_no_page(draft, anna) -> None:
    assert anna.get(f"{PAGE}/xx").status_code == 404
    assert anna.post(f"{PAGE}/xx", title="x").status_code == 404


def test_once_the_vote_is_open_the_pages_say_that_it_is_fixed(draft, anna) -> None:
    anna.post(f"{PAGE}/ar", title="أشجار")
    with draft.extensions["begin"]() as store:
        decide.open_vote(store, "v", by="f-anna", now=NOW)
    assert "<form" not in anna.read(PAGE).partition("<main")[2].partition("</main")[0]
    assert "texts are fixed" in anna.read(f"{PAGE}/ar")
    assert anna.post(f"{PAGE}/ar", title="x").status_code == 409
    assert send(anna, b"text,ar\ntitle,x\n").status_code == 409
    assert kept(draft) == {"title": "أشجار"}
    assert "العربية" in anna.read("/facilitator/a1/votes/v")


def test_who_makes_a_vote_says_its_language(app, assembly, anna) -> None:
    form = anna.read("/facilitator/a1/votes/new?lang=da")
    assert '<option value="da" lang="da" selected>' in form
    typed = {"title": "T", "question": "Q", "candidates": "a\nb", "rule": "irv", "seats": "1"}
    answer = anna.post("/facilitator/a1/votes/new", mode="sealed", language="ar", **typed)
    assert answer.status_code == 302
    with app.extensions["begin"].reading() as store:
        assert store.votes("a1")[-1].language == "ar"
