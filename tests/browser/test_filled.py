"""The script reads a form as the server does: the same ballot to the byte, the same problems."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from deliberation import urn
from deliberation.assembly import Mode, Vote
from deliberation.procedures.sealed import terms_of
from deliberation.urn import Split, Urn
from deliberation.voting import Ranking
from webapp import create_app
from webapp.participant import filled, phrases
from webapp.participant.papers import paper_of

pytestmark = pytest.mark.browser

NAMES = ("2026", "10", 'a "bench"\\', "sø", "\N{BIRD}", "\uffee", "\x7f</script>'")
"""Names that order and quotation go wrong with: numbers, and what UTF-16 sorts otherwise."""

COSTS = dict(zip(NAMES, (700_000, 400_000, 1_300_000, 1, 2, 3, 999_999), strict=True))
MONEY = {"total": 1_500_000, "costs": COSTS}
VOTES = {
    "ranking": ("ranking", "irv", {}, ("", "1", "2", "3", "8", "x", " 1 ", "01")),
    "approval": ("approval", "approval", {}, ("", "1", "yes")),
    "budget": ("approval", "greedy_budget", MONEY | {"within": True}, ("", "1")),
    "any sum": ("approval", "greedy_budget", MONEY | {"within": False}, ("", "1")),
    "scores": ("scores", "star", {"most": 5}, ("", "0", "5", "6", "-1", "x")),
    "grades": ("grades", "majority_judgment", {"scale": ["gød", "2", "bad"]}, ("", "0", "2", "3")),
    "credits": ("credits", "quadratic", {"credits": 50}, (*"012345", "", "-3", "+2", "−4", "1e2")),
}
PHRASES = (
    *(
        "",
        ' blå\t"hejre"\x7f \u2003',
        "\u00a0\x00",
        "\u202enoreh\u202c",
        "\u2068a\u2069 \u200b\u00ad\u180e",
    ),
    *(
        "bla\u030a",
        "می\u200cخواهم",
        "\u200d \u200c",
        "\ufeff\U0001f469\u200d\U0001f33e\U000e0041",
        "a\u2028b\r\nc\x85d",
    ),
    *("\N{BIRD}" * 40, "\N{BIRD}" * 41, "x" * 41, "\u0958" * 21, "\u061c1\ufffbx"),
)
TRIES = 150
READ = """([paper, forms]) => forms.map((written) => {
  const { lines, problem, said } = read(paper, written);
  const length = said && (said.size ?? said.length);
  const text = said && encode(paper.kind, said);
  return [text, length, written.map((_, i) => lines[i] ?? ""), problem];
})"""

READ_PHRASES = """([paper, texts]) => texts.map((text) => {
  const phrase = phraseIn(text), problem = phraseProblem(paper, phrase);
  return [problem || encode("ranking", [], phrase), problem];
})"""


@pytest.fixture(scope="module")
def page(loaded: Callable[..., Any]) -> Any:
    """A page with the scripts in it that read a form and write a ballot."""
    return loaded("urn.js", "filled.js")


@pytest.fixture(scope="module")
def app() -> Iterator[Flask]:
    """The application, for its languages."""
    app = create_app({"DATABASE": "sqlite://", "SECRET_KEY": "for the tests " * 3})
    yield app
    app.extensions["jobs"].close()
    app.extensions["begin"].close()


@pytest.mark.parametrize("language", ["en", "da", "ar"])
@pytest.mark.parametrize("name", VOTES)
def test_the_script_and_the_server_read_a_form_alike(
    app: Flask, page: Any, name: str, language: str
) -> None:
    kind, rule, options, texts = VOTES[name]
    vote = Vote("v", "a", "T", "Q", kind, NAMES, rule, 1, options)
    lots = Random(f"{name} {language}")
    forms = [[lots.choice(texts) for _ in NAMES] for _ in range(TRIES)]
    forms += [[""] * len(NAMES), *map(list, _permutations(kind, lots))]
    with app.test_request_context(), force_locale(language):
        box = Urn(terms_of(vote), bytes(32), bytes(32), Split.TWO_OF_TWO)
        paper = paper_of(vote, box, slot="5" * 64, language=language)
        wanted = [_read(vote, form) for form in forms]
    assert page.evaluate(READ, [paper, forms]) == wanted
    assert any(ballot for ballot, *_ in wanted)
    assert name in ("approval", "any sum") or any(problem for *_, problem in wanted)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_script_and_the_server_read_a_phrase_alike(
    app: Flask, page: Any, language: str
) -> None:
    """To the byte, and what is wrong with it; it stands beside the ballot as it would there."""
    with app.test_request_context(), force_locale(language):
        vote = Vote("v", "a", "T", "Q", "ranking", NAMES, "irv", 1, {}, mode=Mode.PHRASES)
        box = Urn(terms_of(vote), bytes(32), bytes(32), Split.TWO_OF_TWO)
        paper = paper_of(vote, box, slot="5" * 64, language=language)
        read = [phrases.read(text) for text in PHRASES]
        blank = Ranking(())
        wanted = [
            [one.problem or urn.encode(blank, one.said).decode(), one.problem] for one in read
        ]
    assert page.evaluate(READ_PHRASES, [paper, PHRASES]) == wanted
    assert [one.written for one in read if one.problem] == [PHRASES[i] for i in (11, 12, 13)]


def _permutations(kind: str, lots: Random) -> list[list[str]]:
    """Whole rankings, which chance alone would not find."""
    places = [str(i) for i in range(1, len(NAMES) + 1)]
    return [lots.sample(places, len(places)) for _ in range(20)] if kind == "ranking" else []


def _read(vote: Vote, form: list[str]) -> list[Any]:
    """What the server makes of a form, as the script says it."""
    read = filled.read(vote, {f"line-{i}": text for i, text in enumerate(form)})
    said = None
    if read.ballot is not None:
        said = urn.encode(read.ballot).decode()
    length = len(read.ballot.candidates) if read.ballot is not None else None
    return [said, length, [line.problem for line in read.lines], read.problem]
