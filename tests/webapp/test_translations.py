"""Every sentence of the pages is in every catalogue, with its places, and compiled."""

import re
from gettext import c2py
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from deliberation.figures.report_danish import FIGURES
from deliberation.figures.words import ENGLISH
from webapp.languages import AWAITING_REVIEW, LANGUAGES
from webapp.words import figure_words

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "webapp" / "translations"
KEYWORDS = [
    *("_", "gettext", "ngettext:1,2", "later"),
    *("Sentence", "ProcedureError", "NotAMemberError", "NotAllowedError"),
]
PLACE = re.compile(r"%\(\w+\)s|(?<=\{)\w+(?=[}!:])")
TRANSLATED = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Every sentence that the pages say, in English."""
    with (FOLDER / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, parse_keywords(KEYWORDS))
    return {m[2] if isinstance(m[2], str) else m[2][0] for m in found}


def catalogue(language: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_and_none_is_left_over(language, said) -> None:
    known = {english(message)[0] for message in catalogue(language) if message.id}
    assert said - known == set(), "run: pybabel extract, then update (see docs/explanation/look.md)"
    assert known - said == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_empty_or_a_guess(language) -> None:
    for message in catalogue(language):
        assert not message.id or all(translations(message)), message.id
        assert not message.id or not message.fuzzy, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_places_in_a_sentence_are_those_of_the_english(language) -> None:
    for message in catalogue(language):
        places = set(PLACE.findall("".join(english(message))))
        for text in translations(message):
            there = set(PLACE.findall(text))
            assert there <= places, message.id
            assert there == places or not isinstance(message.id, str), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_compiled_is_what_is_written(language) -> None:
    wanted = BytesIO()
    write_mo(wanted, catalogue(language))
    compiled = (FOLDER / language / "LC_MESSAGES" / "messages.mo").read_bytes()
    assert compiled == wanted.getvalue(), "run: pybabel compile -d webapp/translations"


def test_a_page_says_at_its_foot_that_its_language_awaits_review(anna, assembly, stranger) -> None:
    assert set(TRANSLATED) == AWAITING_REVIEW
    assert (
        anna.post("/facilitator/a1/sessions/s-a1", title="Lunch", minutes="45").status_code == 302
    )
    sentence = "This translation has not yet been reviewed by a native speaker."
    for language in TRANSLATED:
        said = catalogue(language).get(sentence).string
        assert said in stranger.read(f"/?lang={language}").rpartition("</main>")[2]
        assert said not in stranger.read("/assemblies/a1/sessions/s-a1"), "the big screen"
    assert "<footer" not in stranger.read("/?lang=en")


def test_the_pages_speak_danish_and_arabic(stranger) -> None:
    assert "Borgersamlinger" in stranger.read("/?lang=da")
    arabic = stranger.read("/?lang=ar")
    assert 'lang="ar" dir="rtl"' in arabic
    assert "مجالس" in arabic


def test_what_is_put_into_a_sentence_of_a_template_is_escaped_in_every_language(app) -> None:
    template = app.jinja_env.from_string('{{ _("place %(place)s", place="<b>") }}{{ _("Up") }}')
    for language, begins in (("en", "place &lt;b&gt;Up"), ("da", "plads &lt;b&gt;")) * 2:
        with app.test_request_context(headers={"Accept-Language": language}):
            assert template.render().startswith(begins)


def test_numbers_from_eleven_count_in_arabic_what_stands_in_the_accusative() -> None:
    """2 by the dual, 3 to 10 by the plural, 11 to 99 by the accusative, 100 by the genitive."""
    arabic = catalogue("ar")
    forms = arabic.get("%(num)s person").string
    choose = c2py(arabic.plural_expr)
    said = [forms[choose(n)] for n in (1, 2, 7, 20, 111, 100)]
    assert said == [
        *("شخص واحد", "شخصان", "%(num)s أشخاص"),
        *("%(num)s شخصًا", "%(num)s شخصًا", "%(num)s شخص"),
    ]


def test_in_polish_the_last_digit_chooses_the_form_except_from_twelve_to_fourteen() -> None:
    polish = catalogue("pl")
    forms = polish.get("%(num)s person").string
    choose = c2py(polish.plural_expr)
    said = [forms[choose(n)].split()[1] for n in (1, 2, 5, 12, 21, 22, 112)]
    assert said == ["osoba", "osoby", "osób", "osób", "osób", "osoby", "osób"]


def test_the_danish_report_uses_the_words_of_the_danish_pages(app) -> None:
    with app.test_request_context("/?lang=da", headers={"Accept-Language": "da"}):
        said = {key: word for key, word in figure_words().items() if word != ENGLISH[key]}
        assert {**ENGLISH, **said} == {**ENGLISH, **FIGURES}


def test_in_ukrainian_twenty_one_counts_as_one_does_and_eleven_as_many() -> None:
    ukrainian = catalogue("uk")
    forms = ukrainian.get("%(num)s person").string
    choose = c2py(ukrainian.plural_expr)
    said = [forms[choose(n)].split()[1] for n in (1, 3, 5, 11, 14, 21, 22, 111)]
    assert said == ["особа", "особи", "осіб", "осіб", "осіб", "особа", "особи", "осіб"]


def test_urdu_is_written_with_its_own_letters_and_marks() -> None:
    """Arabic's yeh, kaf and heh look nearly alike, but a search for the Urdu word misses them."""
    said = "".join(
        text for message in catalogue("ur") if message.id for text in translations(message)
    )
    letters = set(said)
    assert not letters & set("يىكهة")
    assert letters >= set("یکہھےٹڈڑں۔،؟")


def test_in_urdu_one_is_told_apart_and_none_is_many() -> None:
    urdu = catalogue("ur")
    forms = urdu.get("%(num)s person").string
    choose = c2py(urdu.plural_expr)
    assert [forms[choose(n)].split()[1] for n in (0, 1, 2, 21)] == [
        "افراد",
        "شخص",
        "افراد",
        "افراد",
    ]


def test_the_pages_in_urdu_are_read_from_right_to_left(stranger) -> None:
    page = stranger.read("/?lang=ur")
    assert 'lang="ur" dir="rtl"' in page
    assert "شہری مجالس" in page


def test_no_sentence_ends_with_a_sum_because_a_currency_may_end_with_a_stop() -> None:
    """1,200 kr. and the stop of the sentence would be two stops."""
    for language in TRANSLATED:
        for message in catalogue(language):
            said = "".join(english(message)), *translations(message)
            sums = {"used", "left", "over"} | ({"total"} if "spen" in said[0] else set())
            ends = re.findall(r"[({](\w+)(?:\)s|\})\u2069?[.\u06d4]", " ".join(said))
            assert "credits" in said[0] or not sums & set(ends), message.id
