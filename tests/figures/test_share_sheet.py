"""The sheet of a share: everything its holder needs, in every language, and nothing that leaks."""

import io
import re
from os import urandom
from string import Formatter

import pytest
import segno

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.figures import qr
from deliberation.figures.share_sheet import share_sheet
from deliberation.figures.share_words import SHARE
from deliberation.figures.words import ENGLISH
from deliberation.urn import NewUrn, Share, Split, Terms
from tests.figures.test_report import Reader

TERMS = Terms("lamps", "ranking", ("lamps", "trees"))
NEW = {split: urn.new_urn(TERMS, split=split, random_bytes=urandom) for split in Split}


def sheet(share: Share, new: NewUrn, language: str = "en") -> str:
    modules = segno.make(share.qr, error="m").matrix
    title = "Lamps <or> trees?"
    return share_sheet(share, new.urn, title=title, modules=modules, language=language)


def test_every_language_has_every_sentence_with_the_same_places() -> None:
    def places(sentence: str) -> set[str | None]:
        return {place for _, place, _, _ in Formatter().parse(sentence)} - {None}

    for words in SHARE.values():
        assert words.keys() == SHARE["en"].keys()
        for key in words:
            assert places(words[key]) == places(SHARE["en"][key]), key
    assert not SHARE["en"].keys() & ENGLISH.keys()


@pytest.mark.parametrize("language", SHARE)
@pytest.mark.parametrize("split", Split)
def test_a_sheet_stands_alone_in_every_language(split: Split, language: str) -> None:
    new = NEW[split]
    for share in new.shares:
        page = sheet(share, new, language)
        reader = Reader(page)
        assert " ".join(share.words) in reader.text
        assert " ".join(urn.urn_words(new.urn)) in reader.text
        assert "Lamps <or> trees?" in reader.text
        attributes = [dict(attributes) for _, attributes in reader.seen]
        assert attributes[0] == {"lang": language} | (
            {"dir": "rtl"} if language in ("ar", "ur") else {}
        )
        assert not any({"src", "href", "style", "onclick"} & set(each) for each in attributes)
        assert "http" not in page
        assert "<script" not in page
        (picture,) = (each for tag, each in reader.seen if tag == "svg")
        assert picture["aria-label"] == SHARE[language]["share code"]


def test_the_words_run_from_left_to_right_in_arabic() -> None:
    reader = Reader(sheet(NEW[Split.TWO_OF_TWO].shares[0], NEW[Split.TWO_OF_TWO], "ar"))
    (listed,) = (each for tag, each in reader.seen if tag == "ol")
    assert listed == {"class": "words", "dir": "ltr", "lang": "en", "translate": "no"}


def test_a_sheet_names_its_holder_and_says_how_many_are_needed() -> None:
    two, three = NEW[Split.TWO_OF_TWO], NEW[Split.TWO_OF_THREE]
    assert "Key share of the observer" in sheet(two.shares[1], two)
    assert "one of two parts" in sheet(two.shares[1], two)
    assert "Key share of the safe" in sheet(three.shares[2], three)
    assert "one of three parts" in sheet(three.shares[2], three)


def test_a_rehearsal_says_so_in_its_title_and_as_a_warning() -> None:
    new = NEW[Split.REHEARSAL]
    page = sheet(new.shares[0], new)
    assert "<title>Key of a rehearsal</title>" in page
    assert '<p class="warning">This is a rehearsal.' in page
    assert "Never keep two shares" not in page


def test_a_sheet_holds_the_words_of_no_other_share() -> None:
    """Two shares have words in common by chance and by their beginning, but no six in a row."""
    new = NEW[Split.TWO_OF_THREE]
    first, *others = new.shares
    text = Reader(sheet(first, new)).text
    for other in others:
        for place in range(4, 33 - 6):
            assert " ".join(other.words[place : place + 6]) not in text


def test_a_share_of_another_urn_has_no_sheet_here() -> None:
    share, new = NEW[Split.TWO_OF_THREE].shares[2], NEW[Split.TWO_OF_TWO]
    with pytest.raises(InvalidInputError, match="of another urn"):
        sheet(share, new)


def test_the_picture_has_every_dark_module_where_the_encoder_put_it() -> None:
    code = segno.make("urn share 1", error="m", micro=False)
    picture = qr(code.matrix, label="a code")
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", picture)}
    dark = {
        (x + 4, y + 4)
        for y, row in enumerate(code.matrix)
        for x, module in enumerate(row)
        if module
    }
    assert drawn == dark
    out = io.BytesIO()
    code.save(out, kind="svg", border=4, omitsize=True, xmldecl=False)
    side = len(code.matrix) + 8
    assert f'viewBox="0 0 {side} {side}"' in picture
    assert f'viewBox="0 0 {side} {side}"'.encode() in out.getvalue()


@pytest.mark.parametrize("modules", [[], [[0, 1]], [[0], [1]]])
def test_modules_that_make_no_square_are_refused(modules: list[list[int]]) -> None:
    with pytest.raises(InvalidInputError, match="make a square"):
        qr(modules, label="")
