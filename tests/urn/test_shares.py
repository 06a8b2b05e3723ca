"""Any two holders open the urn, one does not, and each mistake is told in a sentence."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic import combine_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import NewUrn, Share, Split
from tests.urn.conftest import LAMPS, chance


def an_urn(split: Split, seed: str = "lamps") -> NewUrn:
    return urn.new_urn(LAMPS, split=split, random_bytes=chance(seed))


TWO_OF_TWO = an_urn(Split.TWO_OF_TWO)
TWO_OF_THREE = an_urn(Split.TWO_OF_THREE)
OTHER = an_urn(Split.TWO_OF_THREE, "other")


def complaint(shares: list[Share], new: NewUrn) -> str:
    with pytest.raises(InvalidInputError) as refused:
        urn.join(shares, new.urn)
    return str(refused.value)


def typed(words: str, new: NewUrn = TWO_OF_TWO) -> str:
    with pytest.raises(InvalidInputError) as refused:
        urn.read_share(words, new.urn)
    assert refused.value.__context__ is None
    return str(refused.value)


@pytest.mark.parametrize("seed", ["lamps", "benches", "trees"])
@pytest.mark.parametrize("split", Split)
def test_as_many_holders_as_needed_open_the_urn(split: Split, seed: str) -> None:
    new = an_urn(split, seed)
    assert tuple(share.holder for share in new.shares) == split.holders
    for together in combinations(new.shares, split.needed):
        assert urn.join(together, new.urn).public == new.urn.key
        assert urn.join(reversed(together), new.urn).public == new.urn.key


def test_all_three_holders_may_come() -> None:
    assert urn.join(TWO_OF_THREE.shares, TWO_OF_THREE.urn).public == TWO_OF_THREE.urn.key


def test_any_program_for_the_standard_joins_the_shares() -> None:
    """The secret is the private key itself, without a passphrase: here the library's own front."""
    for new in (TWO_OF_TWO, TWO_OF_THREE):
        secret = combine_mnemonics([" ".join(share.words) for share in new.shares[:2]])
        assert secret == urn.join(new.shares[:2], new.urn).private.private_bytes_raw()
        assert secret == chance("lamps")(32)


def test_a_rehearsal_is_called_so_everywhere() -> None:
    new = an_urn(Split.REHEARSAL)
    assert new.urn.rehearsal
    assert [share.holder for share in new.shares] == ["rehearsal"]
    assert " rehearsal " in new.shares[0].qr
    assert urn.encode_urn(new.urn)["split"] == "rehearsal"


@pytest.mark.parametrize("new", [TWO_OF_TWO, TWO_OF_THREE])
def test_a_share_is_read_from_its_code_and_from_its_words(new: NewUrn) -> None:
    for share in new.shares:
        assert urn.read_share(share.qr, new.urn) == share
        assert urn.read_share(f"\n{share.qr} ".replace(" ", "\t "), new.urn) == share
        words = " ".join(share.words)
        for text in (words, words.upper(), words.replace(" ", "\n")):
            assert urn.read_share(text, new.urn) == share


def test_one_share_is_too_few() -> None:
    first, second = TWO_OF_TWO.shares
    assert complaint([first], TWO_OF_TWO) == "2 sheets open this urn; add that of the observer"
    assert complaint([second], TWO_OF_TWO) == "2 sheets open this urn; add that of the facilitator"
    assert complaint([], TWO_OF_TWO).endswith("the facilitator or the observer")
    assert complaint([TWO_OF_THREE.shares[0]], TWO_OF_THREE).endswith("the observer or the safe")


def test_one_share_twice_is_not_two() -> None:
    first, _ = TWO_OF_TWO.shares
    assert complaint([first, first], TWO_OF_TWO) == (
        "the sheet of the facilitator was given 2 times; "
        "2 sheets open this urn; add that of the observer"
    )


def test_a_share_of_another_urn_is_known_by_itself() -> None:
    sentence = "this sheet is of another vote, or was printed before its last key was made"
    for share in OTHER.shares:
        assert typed(" ".join(share.words), TWO_OF_THREE) == sentence
        assert complaint([TWO_OF_THREE.shares[0], share], TWO_OF_THREE) == sentence


def test_a_share_of_another_way_to_split_is_of_another_urn() -> None:
    """Both urns have one key here; the shares still do not belong together."""
    rehearsal = an_urn(Split.REHEARSAL)
    assert rehearsal.urn.key == TWO_OF_TWO.urn.key
    assert "of another vote, or was printed before" in typed(" ".join(rehearsal.shares[0].words))
    assert "of another vote, or was printed before" in typed(" ".join(TWO_OF_THREE.shares[2].words))


def test_shares_of_two_printings_do_not_fit_together() -> None:
    """The same key split twice by mistake: each share looks right, and together they make none."""
    again = an_urn(Split.TWO_OF_TWO)
    mixed = [TWO_OF_TWO.shares[0], again.shares[1]]
    assert complaint(mixed, TWO_OF_TWO) == (
        "these sheets do not make the key of this urn; "
        "take those that were printed last before its opening"
    )


def test_a_share_for_another_vote_is_named() -> None:
    share = replace(TWO_OF_TWO.shares[0], vote_id="budget")
    sentence = "this sheet is of another vote; take one of this vote"
    assert complaint([share], TWO_OF_TWO) == sentence
    assert typed(share.qr) == sentence


def test_a_share_with_another_holders_name_is_named() -> None:
    share = replace(TWO_OF_TWO.shares[0], holder="observer")
    assert typed(share.qr) == (
        "this sheet says it is that of the observer, but is that of the facilitator"
    )


def test_a_mistyped_word_is_told_by_its_place() -> None:
    words = [*TWO_OF_TWO.shares[0].words]
    words[6], words[20] = "lampost", "tre"
    assert typed(" ".join(words)) == (
        "word 7 is on no sheet; compare it with yours; "
        "word 21 is on no sheet; compare it with yours"
    )


def test_of_a_text_that_is_no_sheet_five_words_are_told() -> None:
    assert typed("x " * 40) == "; ".join(
        ["a sheet has 33 words, and here are 40"]
        + [f"word {n} is on no sheet; compare it with yours" for n in (1, 2, 3, 4, 5)]
    )


def test_too_few_words_are_counted() -> None:
    words = " ".join(TWO_OF_TWO.shares[0].words[:-1])
    assert typed(words) == "a sheet has 33 words, and here are 32"
    assert typed("urn share 1 lamps facilitator") == "a sheet has 33 words, and here are 0"
    assert typed("").startswith("a sheet has 33 words")
    assert typed("urn share 1").startswith("this sheet is of another vote")


@given(place=st.integers(0, 32), word=st.sampled_from(WORDLIST))
@settings(max_examples=100)
def test_every_wrong_word_of_the_list_is_noticed(place: int, word: str) -> None:
    words = [*TWO_OF_TWO.shares[1].words]
    if words[place] != word:
        words[place] = word
        assert typed(" ".join(words)) == (
            "a word is wrong, or words changed places; compare them with the sheet"
        )


@given(places=st.lists(st.integers(0, 32), min_size=2, max_size=2, unique=True))
@settings(max_examples=50)
def test_words_that_changed_places_are_noticed(places: list[int]) -> None:
    words = [*TWO_OF_TWO.shares[1].words]
    i, j = places
    if words[i] != words[j]:
        words[i], words[j] = words[j], words[i]
        assert "changed places" in typed(" ".join(words))


@pytest.mark.parametrize("seed", ["lamps", "benches", "trees"])
@pytest.mark.parametrize("split", Split)
def test_two_words_of_a_sheet_follow_from_what_is_public(split: Split, seed: str) -> None:
    new = an_urn(split, seed)
    for share in new.shares:
        assert urn.marks_of(new.urn, share.holder) == (share.words[0], share.words[3])


def test_the_two_words_tell_whose_sheet_it_is() -> None:
    holders = TWO_OF_THREE.urn.split.holders
    assert len({urn.marks_of(TWO_OF_THREE.urn, holder) for holder in holders}) == 3


def test_four_letters_of_a_word_are_enough() -> None:
    for share in TWO_OF_TWO.shares:
        assert urn.read_share(" ".join(word[:4] for word in share.words), TWO_OF_TWO.urn) == share
        code = " ".join([*share.qr.split()[:5], *(word[:4] for word in share.words)])
        assert urn.read_share(code, TWO_OF_TWO.urn) == share


def test_three_letters_of_a_word_are_not_guessed() -> None:
    words = [word[:3] for word in TWO_OF_TWO.shares[0].words]
    assert "word 1 is on no sheet" in typed(" ".join(words))


def test_the_numbers_of_a_list_are_passed_over() -> None:
    (share, _) = TWO_OF_TWO.shares
    for form in ("{n}. {word}", "{n}) {word}", "{n} {word}"):
        listed = [form.format(n=n, word=word) for n, word in enumerate(share.words, start=1)]
        assert urn.read_share("\n".join(listed), TWO_OF_TWO.urn) == share
