"""Two names that nobody can tell apart are one."""

import pytest

from deliberation.names import folded

ONE = {
    "capitals": ("Åse", "ÅSE"),
    "sharp s": ("Weiß", "WEISS"),
    "final sigma": ("Νίκος", "ΝΊΚΟΣ"),
    "accents put together": ("Åse", "A\u030ase"),
    "spaces": ("Anna  Maria", " Anna\u00a0Maria\t"),
    "zero width space": ("Anna", "An\u200bna"),
    "zero width joiner": ("Anna", "An\u200dna"),
    "soft hyphen": ("Anna", "An\u00adna"),
    "word joiner": ("Anna", "Anna\u2060"),
    "direction": ("Anna", "\u202aAnna\u202c"),
    "variation selector": ("Anna", "Anna\ufe0f"),
    "hangul filler": ("Anna", "Anna\u3164"),
    "full width": ("Anna", "Ａｎｎａ"),
    "ligature": ("Steffi", "Ste\ufb03"),
    "presentation forms": ("سلا", "س\ufefb"),
    "accent on a hidden sign": ("é", "e\u200b\u0301"),
}


@pytest.mark.parametrize("way", ONE)
def test_two_ways_to_write_one_name_fold_alike(way) -> None:
    one, other = ONE[way]
    assert one != other
    assert folded(one) == folded(other)
    assert folded(folded(other)) == folded(other)


def test_letters_of_two_scripts_and_other_names_stay_two() -> None:
    names = ("Anna", "Аnna", "Anne", "Ana", "Ånna", "An-na", "O'Anna")
    assert len({*map(folded, names)}) == len(names)


def test_nothing_to_see_is_no_name() -> None:
    assert folded(" \u200b\u00ad\ufe0f") == ""
