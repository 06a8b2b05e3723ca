"""Names and sentences of two directions in one picture: read as they were written."""

from fractions import Fraction

from deliberation import figures
from deliberation.figures.svg import block_of_text, wrap
from deliberation.figures.words import apart, listed, number, say

TRAM = "توسيع خط الترام إلى الميناء القديم"
BUS = "Bus 500S"
APART, LEFT, RIGHT, END = "\u2068", "\u2066", "\u2067", "\u2069"
ARABIC = {
    "direction mark": "rtl",
    "list mark": "، ",
    "minus mark": "\u200e−",
    "and": "{first} و{last}",
    "named": f"{APART}{{name}}{END}: {{outcome}}",
}


def lines_of(content: str, width: float) -> list[str]:
    """The lines of a block of text, as they stand in a picture."""
    shapes, _ = block_of_text(0, 0, content, width=width)
    return [shape.partition(">")[2].removesuffix("</text>") for shape in shapes]


def test_an_arabic_name_does_not_turn_an_english_sentence_around() -> None:
    """Else "tram: out in round 2" is read "out in round 2: tram", and the number beside it."""
    told = say(figures.ENGLISH, "named", name=TRAM, outcome="out in round 2")
    assert told == f"{APART}{TRAM}{END}: out in round 2"
    assert lines_of(told, 900) == [told], "which begins with nothing that would turn it"


def test_names_in_a_row_are_kept_apart_from_their_commas() -> None:
    assert listed({}, (TRAM, BUS, TRAM)) == f"{APART}{TRAM}{END}, {BUS} and {APART}{TRAM}{END}"
    assert listed({}, (TRAM,)) == TRAM, "and one stands alone"
    assert apart(apart(TRAM)) == apart(TRAM)
    assert apart(BUS) == BUS


def test_a_row_in_arabic_has_the_arabic_comma() -> None:
    assert listed(ARABIC, ("a", "b", "c")) == "a، b وc"


def test_a_minus_stays_before_its_number_in_arabic() -> None:
    """Between letters that are read from right to left, a bare "−20" is drawn as "20−"."""
    assert number(ARABIC, Fraction(-20)) == "\u200e−20"
    assert number({}, Fraction(-20)) == "−20"


def test_each_line_of_a_sentence_has_the_direction_of_the_whole() -> None:
    """The last line of an Arabic sentence may begin with a Latin name."""
    first, last = lines_of(f"{TRAM} {BUS} ثم لا شيء", 8 * len(TRAM) + 30)
    assert first.startswith(RIGHT)
    assert last.startswith(RIGHT)
    assert first.endswith(END)
    assert last.endswith(END)


def test_what_is_kept_apart_stays_so_where_its_line_ends() -> None:
    told = say(figures.ENGLISH, "named", name=TRAM, outcome="out in round 2")
    lines = lines_of(told, 120)
    assert len(lines) > 2
    for line in lines:
        assert line.startswith(LEFT)
        assert line.count(APART) + line.count(LEFT) == line.count(END)
    assert lines[1].startswith(LEFT + APART), "the name goes on"
    plain = "".join(c for line in lines for c in line if c not in APART + LEFT + END + " ")
    assert plain == f"{TRAM}: out in round 2".replace(" ", "")


def test_lines_without_arabic_letters_are_left_as_they_are() -> None:
    name = "Ældreboligkøkkenrenovering og mere endnu"
    assert lines_of(name, 120) == wrap(name, width=120)


def test_no_letter_of_a_broken_word_is_lost_on_a_line_of_its_own() -> None:
    """A line of 100 takes 12 of these letters: of 25 one would be left, and of 26 two."""
    for word, last in (("o" * 25, "oooo"), ("o" * 26, "oooo"), ("o" * 30, "oooooo")):
        lines = wrap(word, width=100, size=13)
        assert "".join(lines) == word
        assert lines[-1] == last
