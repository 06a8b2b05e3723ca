"""What a job says keeps its parts in the database."""

import pytest

from deliberation.sentences import Sentence
from deliberation.store.words import kept_words, words_of

PARTS = Sentence(
    "{ids} must be in, but {n} {rest}",
    ids=["a", "{b}", "ø"],
    n=3,
    rest=Sentence("share {what!r}", what="{x}"),
)


@pytest.mark.parametrize("words", ["", "starting", "5 % of {x}", PARTS, Sentence("waiting")])
def test_words_come_back_with_their_parts(words: str) -> None:
    back = words_of(kept_words(words))
    assert back == words
    assert isinstance(back, Sentence) == (words is PARTS)


def test_every_part_is_what_it_was() -> None:
    back = words_of(kept_words(PARTS))
    assert isinstance(back, Sentence)
    assert back.template == PARTS.template
    assert back.parts["ids"] == ("a", "{b}", "ø")
    assert back.parts["n"] == 3
    rest = back.parts["rest"]
    assert isinstance(rest, Sentence)
    assert rest.parts == {"what": "{x}"}
