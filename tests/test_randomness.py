"""Lots: the page that specifies them, read and recomputed."""

import ast
import re
import unicodedata
from collections import Counter
from hashlib import sha256
from itertools import combinations
from math import comb
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.randomness import Lots

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "lots.md"
ROW = re.compile(
    r"^\| `(?P<seed>[^`]+)` \| `(?P<purpose>[^`]+)` \| `(?P<call>.+?)` \| `(?P<answer>.+?)` \|$"
)
VECTORS = [
    match.groups()
    for line in PAGE.read_text("utf-8").partition("## Test vectors")[2].splitlines()
    if (match := ROW.match(line))
]

texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    str.strip
)


def test_the_page_has_test_vectors():
    assert len(VECTORS) >= 2


@pytest.mark.parametrize(("seed", "purpose", "call", "answer"), VECTORS)
def test_a_vector_on_the_page_holds(seed, purpose, call, answer):
    method, arguments = re.fullmatch(r"(\w+)\((.*)\)", call).groups()
    given_back = getattr(Lots(seed, purpose), method)(*ast.literal_eval(f"({arguments},)"))
    assert given_back == ast.literal_eval(answer)


def by_the_page(seed, purpose):
    """The numbers again, from the words of the page."""
    seed, purpose = (unicodedata.normalize("NFC", text) for text in (seed, purpose))

    def blocks():
        c = 0
        while True:
            data = seed.encode() + b"\x1f" + purpose.encode() + b"\x1f" + str(c).encode()
            yield int(sha256(data).hexdigest(), 16)
            c += 1

    stream = blocks()

    def below(n):
        limit = 2**256 - (2**256 % n)
        return next(x for x in stream if x < limit) % n

    return below


@settings(deadline=None)
@given(texts, texts, st.lists(st.integers(1, 2**256), min_size=1, max_size=8))
def test_a_stranger_who_reads_the_page_gets_the_same_numbers(seed, purpose, bounds):
    lots, below = Lots(seed, purpose), by_the_page(seed, purpose)
    assert [lots.below(n) for n in bounds] == [below(n) for n in bounds]


@settings(deadline=None)
@given(texts, st.lists(st.integers(), max_size=20))
def test_a_shuffle_keeps_everything_and_leaves_what_it_was_given(seed, items):
    before = list(items)
    assert Counter(Lots(seed, "order").shuffle(items)) == Counter(items)
    assert items == before


def test_every_order_is_about_equally_likely():
    orders = Counter("".join(Lots(f"throw {i}", "order").shuffle("abc")) for i in range(6000))
    assert len(orders) == 6
    assert all(850 < times < 1150 for times in orders.values())


def test_two_purposes_never_share_their_numbers():
    first, second = Lots("dice 1", "panel"), Lots("dice 1", "alternates")
    assert [first.below(2**64) for _ in range(4)] != [second.below(2**64) for _ in range(4)]


def test_the_same_words_typed_on_another_keyboard_are_the_same_seed():
    assert Lots("Se\u0301ance", "panel").below(2**64) == Lots("S\u00e9ance", "panel").below(2**64)


def test_white_space_at_the_ends_is_part_of_the_seed():
    assert Lots(" dice", "panel").below(2**64) != Lots("dice", "panel").below(2**64)


@pytest.mark.parametrize("blank", ["", " ", "\u00a0 \u2003"])
def test_a_blank_seed_is_refused(blank):
    with pytest.raises(InvalidInputError, match="blank"):
        Lots(blank, "panel")


@pytest.mark.parametrize("text", ["a\x1fb", "a\tb", "a\nb", "a\x00", "a\x85b"])
def test_a_control_character_is_refused_in_seed_and_purpose(text):
    for arguments in [(text, "panel"), ("dice", text)]:
        with pytest.raises(InvalidInputError, match="control character"):
            Lots(*arguments)


def test_half_a_letter_is_refused_before_anything_is_drawn():
    with pytest.raises(InvalidInputError, match="half a letter"):
        Lots("dice \ud83c", "panel")


@pytest.mark.parametrize("n", [0, -1, 2**256 + 1])
def test_a_number_is_only_drawn_below_something_possible(n):
    with pytest.raises(ValueError, match=r"1\.\.2\*\*256"):
        Lots("dice", "panel").below(n)


def test_below_one_there_is_only_zero_and_the_whole_block_can_be_had():
    lots = Lots("dice", "panel")
    assert lots.below(1) == 0
    assert lots.below(2**256) < 2**256


def test_every_process_draws_the_same(outputs):
    script = (
        "from deliberation.randomness import Lots; lots = Lots('dice 6 1', 'panel');"
        "print(lots.below(10**9), lots.shuffle(sorted({'a', 'b', 'c', 'd'})))"
    )

    assert len(outputs(script)) == 1


class Listed(Lots):
    """Lots that answer what a list says, to go through all that can happen."""

    def __init__(self, answers):
        self.answers = list(answers)

    def below(self, n):
        answer = self.answers.pop(0)
        assert 0 <= answer < n
        return answer


@pytest.mark.parametrize(("n", "count"), [(5, 2), (4, 4), (5, 3), (3, 0)])
def test_every_choice_is_equally_likely_by_enumeration(n, count):
    outcomes = [[]]
    for i in range(count):
        outcomes = [[*o, j] for o in outcomes for j in range(n - i)]
    times = Counter(frozenset(Listed(o).choose(range(n), count)) for o in outcomes)
    assert times.keys() == set(map(frozenset, combinations(range(n), count)))
    assert set(times.values()) == {len(outcomes) // comb(n, count)}


def test_a_few_of_many_are_chosen_as_by_a_plain_list():
    """The sparse exchange, and the same in a list as a stranger would write it."""
    items = [f"a{i:04}" for i in range(2000)]
    for count in (1, 37, 2000):
        lots, plain = Lots("dice 3", "letters: A"), list(items)
        for i in range(count):
            j = i + lots.below(len(plain) - i)
            plain[i], plain[j] = plain[j], plain[i]
        assert Lots("dice 3", "letters: A").choose(items, count) == plain[:count]


def test_more_items_than_there_are_cannot_be_chosen():
    with pytest.raises(ValueError, match="count"):
        Lots("dice 3", "order").choose("abc", 4)
