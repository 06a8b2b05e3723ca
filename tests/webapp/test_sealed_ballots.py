"""A member's way through a vote with sealed ballots: sealed, receipted, counted, and never told."""

import re
from html.parser import HTMLParser
from itertools import product

import pytest

from deliberation.assembly import Mode
from deliberation.procedures import admitting, decide, sealed
from deliberation.procedures.cards import slot_of
from deliberation.urn import Split, Verdict, check_receipt, entry_of, read_receipt, seal, urn_words
from deliberation.voting import Ranking
from tests.webapp.conftest import NOW, Visitor
from tests.webapp.sealed_votes import BALLOTS, VOTES, emptied, fields, hold, opened

PAGE = "/ballots/v"
DONE = "/ballots/v/cast"
CODE = re.compile(r'<p class="code" dir="ltr">(.*?)</p>', re.DOTALL)
ONCE = re.compile(r'name="once" value="([0-9a-f]{64})"')


on_one = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What the pages say of each kind of ballot depends on no database."""


@pytest.fixture
def held(app, codes, request):
    """The shares of an open vote with sealed ballots: a ranking, or what the test names."""
    return hold(app.extensions["begin"], getattr(request, "param", "ranking"))


def cast(member: Visitor, *lines: str, once: str | None = None):
    """Fill in the form and send it, as a browser does without a script."""
    found = ONCE.search(member.read(PAGE))
    assert found, "the form of a sealed vote has chance of its own"
    sure = {} if any(text not in ("", "0") for text in lines) else {"blank": "meant"}
    return member.post(PAGE, do="cast", once=once or found[1], **sure, **fields(lines))


def receipt_on(member: Visitor):
    """The receipt that the page shows."""
    found = CODE.search(member.read(DONE))
    assert found
    return read_receipt(re.sub(r"<[^>]+>", "", found[1]))


def test_a_ballot_is_sealed_receipted_and_counted_as_it_was_chosen(
    app, member, codes, held
) -> None:
    lines, ballot = BALLOTS["ranking"][0]
    answer = cast(member, *lines)
    assert (answer.status_code, answer.headers["Location"]) == (302, DONE)
    receipt = receipt_on(member)
    begin = app.extensions["begin"]
    with begin.reading() as store:
        assert store.ballots("v") == (), "nothing is kept in the clear"
        token = admitting.join(store, "a1", codes[0])
        assert receipt == sealed.receipt_of(store, "v", token=token)
    assert opened(begin, held).counts == {ballot: 1}
    with begin.reading() as store:
        assert check_receipt(receipt, store.urn("v"), store.board("v")) is Verdict.FINE


def test_the_same_form_sent_again_gets_the_same_receipt(member, held) -> None:
    """The answer was lost on its way, and the voter presses again."""
    once = "0" * 64
    assert cast(member, "1", once=once).status_code == 302
    first = receipt_on(member)
    assert cast(member, "1", once=once).headers["Location"] == DONE
    assert receipt_on(member) == first
    assert cast(member, "1").status_code == 302
    assert receipt_on(member) != first, "another form is another ballot"


def test_without_the_chance_of_a_form_each_request_is_its_own(member, held) -> None:
    for chance in ({}, {"once": "short"}, {"once": "é" * 3}):
        assert member.post(PAGE, **chance, **{"line-0": "1"}).status_code == 302
        first = receipt_on(member)
        assert member.post(PAGE, **chance, **{"line-0": "1"}).status_code == 302
        assert receipt_on(member) != first


def test_voting_again_takes_the_place_of_the_ballot(app, member, held) -> None:
    for lines, _ballot in BALLOTS["ranking"]:
        assert cast(member, *lines).status_code == 302
    last = BALLOTS["ranking"][-1][1]
    assert opened(app.extensions["begin"], held).counts == {last: 1}


def test_a_ballot_cast_before_is_marked_and_cannot_be_shown(member, held) -> None:
    cast(member, "2", "1")
    form = member.read(PAGE)
    assert "A ballot of yours is in the urn" in form
    assert " selected>place" not in form
    assert "Change my ballot" in member.read("/ballots")


def test_a_form_that_does_not_fit_comes_back_and_nothing_is_sealed(app, member, held) -> None:
    answer = cast(member, "1", "1")
    assert answer.status_code == 200
    assert answer.text.count("Place 1 is given more than once") == 2
    assert ONCE.search(answer.text)
    with app.extensions["begin"].reading() as store:
        assert store.sealed("v") == {}


def test_a_blank_ballot_is_asked_about_before_it_is_sealed(app, member, held) -> None:
    answer = member.post(PAGE, do="cast")
    assert answer.status_code == 200
    assert "Your ballot is blank" in answer.text
    assert "blank" in fields_of(answer.text)
    with app.extensions["begin"].reading() as store:
        assert store.sealed("v") == {}
    assert member.post(PAGE, do="cast", blank="meant").status_code == 302
    assert "blank" not in fields_of(member.read(PAGE))


def fields_of(page: str) -> set[str]:
    """The names of the fields on a page that nobody sees."""
    return {*re.findall(r'<input type="hidden" name="(\w+)"', page)}


def test_a_ballot_that_the_phone_sealed_is_kept_as_it_came(app, member, codes, held) -> None:
    begin = app.extensions["begin"]
    with begin() as store:
        slot = slot_of(admitting.join(store, "a1", codes[0]), vote_id="v")
        box = store.urn("v")
    ballot = BALLOTS["ranking"][0][1]
    data = seal(ballot, box, slot=slot)
    for _ in range(2):  # and again, as after a lost answer
        answer = member.post(PAGE, sealed=data.hex())
        assert (answer.status_code, answer.headers["Location"]) == (302, DONE)
        assert receipt_on(member).entry == entry_of("v", slot, data)
    with begin.reading() as store:
        assert store.sealed("v") == {slot: data}
    assert "This phone sealed your ballot" in member.read(f"{DONE}?by=server")
    cast(member, *BALLOTS["ranking"][0][0])
    assert "The server sealed your ballot" in member.read(f"{DONE}?by=phone"), "no address tells"
    member.post(PAGE, sealed=data.hex())
    assert opened(begin, held).counts == {ballot: 1}


def test_what_is_no_sealed_ballot_of_this_vote_is_refused(app, member, held) -> None:
    for sent in ("", "00", "xyz", "é", "00" * 5000, "0" * 67):
        answer = member.post(PAGE, sealed=sent)
        assert answer.status_code == 400
        assert "is no sealed ballot of this vote" in answer.text
    with app.extensions["begin"].reading() as store:
        assert store.sealed("v") == {}


def test_why_a_sealed_ballot_is_not_taken_is_said_at_the_first_try(
    app, member, held, monkeypatch
) -> None:
    """A vote that has no urn takes none, and not a blank ballot in its place either."""
    tried = []
    cast_sealed = sealed.cast_sealed

    def note(*given, **more):
        tried.append(given[1])
        return cast_sealed(*given, **more)

    monkeypatch.setattr(sealed, "cast_sealed", note)
    answer = member.post("/ballots/v-a1-open", sealed="00")
    assert (answer.status_code, "not sealed" in answer.text) == (409, True)
    assert member.get("/ballots/v-a1-open/cast").status_code == 302, "nothing was cast"
    with app.extensions["begin"]() as store:
        decide.close_vote(store, "v", by="f-anna", now=NOW)
    answer = member.post(PAGE, sealed="00")
    assert (answer.status_code, "closed" in answer.text) == (409, True)
    assert member.post("/ballots/nothing", sealed="00").status_code == 404
    assert tried == ["v-a1-open", "v", "nothing"]


def test_a_vote_without_an_urn_goes_on_as_before(app, member, codes) -> None:
    page = member.read("/ballots/v-a1-open")
    assert "without your name" in page
    assert fields_of(page) == {"csrf_token"}
    assert "sealed.js" not in page
    answer = member.post("/ballots/v-a1-open", **{"line-0": "1"})
    assert answer.headers["Location"] == "/ballots/v-a1-open/cast"
    assert "receipt" not in member.read("/ballots/v-a1-open/cast")


def test_whoever_has_not_cast_has_no_receipt(member, held) -> None:
    assert member.get(DONE).headers["Location"] == PAGE


def test_a_receipt_is_shown_after_the_close_too(app, member, held) -> None:
    cast(member, "1")
    first = receipt_on(member)
    with app.extensions["begin"]() as store:
        decide.close_vote(store, "v", by="f-anna", now=NOW)
    assert "Change my ballot" not in member.read(DONE)
    assert receipt_on(member) == first
    late = member.post(PAGE, **{"line-0": "1"})
    assert late.status_code == 409
    assert "A ballot of yours is in the urn. No more" in late.text
    assert f'href="{DONE}"' in late.text
    assert f'href="{DONE}"' in member.read("/ballots")


def test_of_a_vote_that_was_given_up_no_page_says_that_a_ballot_counts(app, member, held) -> None:
    cast(member, "1")
    with app.extensions["begin"]() as store:
        decide.close_vote(store, "v", by="f-anna", now=NOW)
        sealed.give_up_vote(store, "v", reason="Burnt", by="f-anna", now=NOW)
    late, receipt = member.get(PAGE).text, member.read(DONE)
    for page in (late, receipt):
        assert "will never be counted" in page
        assert "A ballot of yours is in the urn" not in page
        assert "is the one in the urn" not in page
    assert f'href="{DONE}"' in late
    with app.extensions["begin"]() as store:
        sealed.purge_urn(store, "v", by="f-anna", now=NOW)
    assert "A ballot of yours is in the urn" not in member.get(PAGE).text


def test_the_ballot_says_in_two_sentences_what_it_is_not_safe_from(member, held) -> None:
    page = member.read(PAGE)
    assert "two shares of the key" in page
    assert "a copy of the database from the time of the vote" in page
    assert "show a false page" in page
    assert "rehearsal" not in page


def test_a_rehearsal_is_called_one(app, member) -> None:
    hold(app.extensions["begin"], "ranking", split=Split.REHEARSAL)
    page = member.read(PAGE)
    assert "This is a rehearsal" in page
    assert "two shares" not in page


def test_the_ballot_shows_the_words_of_its_urn(app, member, held) -> None:
    with app.extensions["begin"].reading() as store:
        words = urn_words(store.urn("v"))
    page = member.read(PAGE)
    assert all(f"<li>{word}</li>" in page for word in words)


def test_a_phrase_is_sealed_with_the_ballot_and_the_page_says_what_it_is_for(app, member) -> None:
    shares = hold(app.extensions["begin"], "ranking", mode=Mode.PHRASES)
    page = member.read(PAGE)
    assert "every ballot of this vote is published" in page
    assert "you can prove that to others" in page
    assert "After the count it stands there without your name" in page
    answer = member.post(PAGE, do="cast", phrase=" blå\thejre ", **fields(("1", "1", "")))
    assert 'value=" blå\thejre "' in answer.text, "it is handed back with the rest"
    assert member.post(PAGE, phrase=" blå\thejre ", **fields(("1", "", ""))).status_code == 302
    phrases = emptied(app.extensions["begin"], shares).phrases
    assert phrases == (("blå hejre", Ranking(("bus",))),)


LONG = "\u202eblue heron " * 4
"""Of 44 characters that are seen."""


@on_one
@pytest.mark.parametrize("name", VOTES)
def test_a_phrase_that_is_too_long_comes_back_with_the_ballot(app, member, name) -> None:
    """Beside its field, with all that was filled in; and so do both mistakes at once."""
    shares = hold(app.extensions["begin"], name, mode=Mode.PHRASES)
    lines, ballot = BALLOTS[name][0]
    answer = member.post(PAGE, do="cast", phrase=LONG, **fields(lines))
    assert answer.text.count("Use at most 40 characters.") == 2, "in the field, and for the script"
    assert 'aria-describedby="phrase-hint phrase-problem" aria-invalid="true"' in answer.text
    assert "Your ballot is not cast yet." in answer.text
    assert f'value="{LONG}"' in answer.text
    assert filled_in(answer.text, lines)
    with app.extensions["begin"].reading() as store:
        assert store.sealed("v") == {}
    if name in ("ranking", "budget", "credits"):
        both = member.post(PAGE, do="cast", phrase=LONG, **fields(UNFIT[name][0]))
        assert 'id="phrase-problem"' in both.text
        assert filled_in(both.text, UNFIT[name][0])
    short = member.post(PAGE, do="cast", phrase="\u202enoreh\u202c", **fields(lines))
    assert short.status_code == 302
    assert emptied(app.extensions["begin"], shares).phrases == (("noreh", ballot),)


def filled_in(page: str, lines: tuple[str, ...]) -> bool:
    """Whether the form on *page* says what was written on these *lines* that can stand there."""
    form = Form()
    form.feed(page)
    return all(not text or form.says.get(f"line-{i}") == text for i, text in enumerate(lines))


class Form(HTMLParser):
    """What a browser would send of a form's lines."""

    def __init__(self) -> None:
        super().__init__()
        self.says: dict[str, str | None] = {}
        self.menu = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.menu = given["name"] or "" if tag == "select" else self.menu
        chosen = "checked" in given or given.get("type") not in ("radio", "checkbox")
        if tag == "option" and "selected" in given:
            self.says[self.menu] = given["value"]
        elif tag == "input" and chosen and "name" in given:
            self.says[given["name"] or ""] = given.get("value")


def test_where_no_phrases_are_printed_none_is_asked_for(member, held) -> None:
    assert 'name="phrase"' not in member.read(PAGE)
    assert member.post(PAGE, phrase="heron", **{"line-0": "1"}).status_code == 400


def test_a_roll_call_says_that_everybody_will_see_the_ballot(app, member, codes) -> None:
    with app.extensions["begin"]() as store:
        decide.create_vote(
            store, "a1", title="T", question="Q", kind="ranking", candidates=("x", "y"),
            rule="irv", seats=1, by="f-anna", id="v", mode=Mode.ROLL_CALL,
        )  # fmt: skip
        decide.open_vote(store, "v", by="f-anna", now=NOW)
    page = member.read(PAGE)
    assert "beside the number of your card" in page
    assert "without your name" not in page
    assert member.post(PAGE, **{"line-0": "1"}).headers["Location"] == DONE


@on_one
@pytest.mark.parametrize("held", VOTES, indirect=True)
def test_every_answer_has_one_length_whatever_was_chosen(app, member, held, request) -> None:
    """Of three ballots of each kind, a blank one among them, each cast twice; the last counts."""
    lengths, ballots = set(), BALLOTS[request.node.callspec.params["held"]][::-1] * 2
    for lines, _ballot in ballots:
        answer, page = cast(member, *lines), member.get(DONE)
        lengths.add((answer.status_code, len(answer.data), len(page.data), *sizes(answer, page)))
    assert len(lengths) == 1
    assert opened(app.extensions["begin"], held).counts == {ballots[-1][1]: 1}


UNFIT = {
    "ranking": [("1", "1", ""), ("", "", "2"), ("x", "y", "z"), ("", "", "")],
    "budget": [("1", "1", ""), ("1", "1", "1"), ("", "", "")],
    "scores": [("9", "", "1"), ("9", "9", "9"), ("", "", "")],
    "support": [("9", "", "1"), ("9", "9", "9"), ("", "", "")],
    "credits": [("9", "9", ""), ("x", "y", "1"), ("", "", ""), ("10", "1", "-1")],
}


@on_one
@pytest.mark.parametrize("held", UNFIT, indirect=True)
def test_a_ballot_that_is_handed_back_has_one_length_too(member, held, request) -> None:
    for do, language in product(("cast", "check"), ("en", "ar")):
        member.read(f"{PAGE}?lang={language}")
        forms = UNFIT[request.node.callspec.params["held"]]
        answers = [member.post(PAGE, do=do, **fields(lines)) for lines in forms]
        assert {answer.status_code for answer in answers} == {200}, "which tells nothing"
        assert len({len(answer.data) for answer in answers}) == 1


def sizes(*answers) -> list[int]:
    """How long the headers are."""
    return [len(str(answer.headers)) for answer in answers]
