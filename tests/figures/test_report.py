import re
from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest

from deliberation.errors import InvalidInputError
from deliberation.figures import REPORT, printed_report, report
from deliberation.figures.words import ENGLISH
from deliberation.record.announcement import Announcement
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.record.numbering import encode_numbering
from deliberation.sortition import (
    Lottery,
    Numbering,
    Person,
    Pool,
    Quota,
    Quotas,
    draw_by_hand,
)
from deliberation.voting import PUBLISHED, Approval, Credits, Grades, Profile, by_lot
from tests.record.test_vote import encoded

Documents = dict[str, Any]
EMPTY = {"meta", "rect", "line", "path"}


class Reader(HTMLParser):
    """Reads a page as a browser would: what opens must close, and its text is kept."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in EMPTY
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def votes_only(**votes: Any) -> Documents:
    return {"manifest.json": {"title": "Votes"}} | {
        f"votes/{name}.json": document for name, document in votes.items()
    }


TOWN = {"age": {"young": Fraction(1, 4), "old": Fraction(3, 4)}}


@pytest.mark.parametrize("tell", [report, printed_report])
def test_the_panel_stands_beside_the_population_where_that_is_told(
    documents: Documents, tell: Callable[..., str]
) -> None:
    known, unknown = tell(documents, population=TOWN), tell(documents)
    for words in ("The panel beside the pool and the population", "It decided nothing", "Except"):
        assert words in known
        assert words not in unknown
    assert "75.0%" in known
    assert "unknown" in known, "nobody told of the side"


def test_withheld_answers_stand_beside_no_population(make_assembly: Any) -> None:
    withheld = make_assembly(publish_people=False)
    assert report(withheld, population=TOWN) == report(withheld)


def test_the_report_tells_the_whole_story(documents: Documents) -> None:
    text = Reader(report(documents)).text
    draw = documents["draw.json"]
    assert "8 people could be chosen for 2 seats" in text
    assert draw["commitment"] in text
    assert "dice 6 1 4 4 2 5" in text
    assert f"number {draw['ticket']} of 100, counted from 0" in text
    for id in draw["panel"] + draw["alternates"]:
        assert id in text
    assert "What shall we eat?" in text
    assert "Ballots cast: 20." in text
    assert "The chance of a seat, by two values together Shown are " in text
    assert "chocolate is elected with 12." in text
    assert "each voter had 100 credits" in text


def test_the_command_to_check_can_be_copied(documents: Documents) -> None:
    page = report(documents, bundle="village.zip")
    commands = [
        re.sub("<[^>]+>", "", command) for command in re.findall("<code>(.*?)</code>", page)
    ]
    committed = documents["draw.json"]["commitment"]
    assert commands == [
        f"deliberation verify village.zip --commitment {committed}",
        f"python -m verify village.zip --commitment {committed}",
    ]


def test_the_page_stands_alone_and_runs_nothing(documents: Documents) -> None:
    page = report(documents)
    reader = Reader(page)
    tags = {tag for tag, _ in reader.seen}
    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    for tag, attributes in reader.seen:
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
        assert tag == "a" or "href" not in attributes
    assert "url(" not in page
    assert "@import" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_every_link_leads_somewhere_and_every_id_is_its_own(documents: Documents) -> None:
    seen = Reader(report(documents)).seen
    ids = [attributes["id"] for _, attributes in seen if "id" in attributes]
    links = {attributes["href"] for tag, attributes in seen if tag == "a"}
    assert len(ids) == len(set(ids))
    assert links == {"#pool", "#lottery", "#draw", "#vote-v1", "#vote-v2", "#check"}
    assert {link[1:] for link in links if link} <= set(ids)


def test_everything_from_outside_is_escaped(
    make_assembly: Callable[..., Documents], make_vote: Callable[..., Any]
) -> None:
    nasty = '<script>alert("1")</script>&<b>'
    documents = make_assembly(title=nasty)
    profile = Profile.ranked({(nasty, "b"): 3, ("b",): 2})
    documents["votes/v3.json"] = make_vote("irv", profile, title=nasty, question=nasty, id="v3")
    page = report(documents, bundle=nasty)
    assert "<script" not in page
    assert "<b>" not in page
    assert Reader(page).text.count(nasty) > 5


def test_withheld_answers_leave_no_groups(make_assembly: Callable[..., Documents]) -> None:
    page = report(make_assembly(publish_people=False))
    text = Reader(page).text
    assert "is not published, only a digest" in text
    assert "1 to 1" in text  # the quotas stay
    assert "The panel by group" not in text
    assert 'class="figure"' in page  # of the votes
    assert "The chance of a seat, by" not in text


def test_a_lottery_that_was_changed_is_not_told(documents: Documents) -> None:
    documents["lottery.json"]["marginals"]["p0"] = "1/2"
    with pytest.raises(InvalidInputError, match="changed"):
        report(documents)


def test_votes_alone_make_a_report(make_vote: Callable[..., Any]) -> None:
    text = Reader(
        report(votes_only(v1=make_vote("schulze", Profile.ranked({("a", "b"): 3, ("b", "a"): 2}))))
    ).text
    assert "Schulze" in text
    assert "Pairs compared" in text
    assert "commitment" not in text


def test_of_fewer_than_five_ballots_only_the_outcome_is_told(make_vote: Callable[..., Any]) -> None:
    page = report(votes_only(v1=make_vote("irv", Profile.ranked({("a", "b"): 3, ("b",): 1}))))
    assert "only the outcome is published" in Reader(page).text
    assert "<svg" not in page


def test_a_draw_by_hand_from_numbered_tickets_is_told() -> None:
    pool = Pool(tuple(Person(f"p{n}", {"side": "lake"}) for n in range(4)))
    quotas = Quotas(2, (Quota("side", "lake", 2, 2),))
    lottery = Lottery(pool.ids, (("p0", "p1"), ("p2", "p3")), (50, 50), "leximin")
    document = encode_lottery(pool, quotas, lottery)
    numbering = Numbering("4 0 7", document["commitment"])
    announcement = Announcement(document["commitment"], "two dice", "three dice", "hand")
    drawn = draw_by_hand(lottery, shown="08", numbering=numbering)
    record = encode_draw(document, drawn, announcement=announcement)
    told = {
        "manifest.json": {"title": "Town"},
        "lottery.json": document,
        "numbering.json": encode_numbering(document, numbering),
        "draw.json": record,
    }
    text = Reader(report(told)).text
    assert "Seed that numbered the tickets 4 0 7" in text
    assert "Number that dice or balls showed 08" in text
    assert "Public seed" not in text
    assert record["announcement"] in text


def test_a_tie_is_told_with_what_it_decided(make_vote: Callable[..., Any]) -> None:
    profile = Profile.ranked({("a",): 4, ("b", "a"): 2, ("c", "a"): 2})
    text = Reader(report(votes_only(v1=make_vote("irv", profile)))).text
    out = by_lot("dice 2")(("b", "c"), "eliminate in round 1")
    assert (
        f"In round 1 b and c had equally few, and one had to go out: {out}, "
        "by lot from the public seed “dice 2”." in text
    )


def test_of_several_who_go_out_together_not_each_is_called_the_last(
    make_vote: Callable[..., Any],
) -> None:
    """In Minneapolis c and d, with three votes and one, cannot catch up with b, who has five."""
    profile = Profile.ranked({("a",): 9, ("b",): 5, ("c", "b"): 3, ("d", "b"): 1})
    text = Reader(report(votes_only(v1=make_vote("minneapolis_stv", profile)))).text
    assert "c (3) and d (1) go out together." in text
    assert "c has fewest" not in text


@pytest.mark.parametrize("rule", ["plurality", "borda", "irv", "stv", "scottish_stv", "schulze"])
def test_every_rule_is_told_in_a_sentence(rule: str, make_vote: Callable[..., Any]) -> None:
    document = make_vote(rule, Profile.ranked({("a", "b"): 9, ("b", "a"): 2, ("c", "b"): 4}))
    text = Reader(report(votes_only(v1=document))).text
    assert REPORT["en"][f"rule {rule}"] in text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "at least 4/5 support. That is of those who answer on it: abstaining takes no side."),
        ({"share": [1, 2], "above": True, "of": "ballots"},
         "more than 1/2 support. That is of all who cast a ballot: abstaining counts against it."),
        ({"of": "members", "members": 60}, "That is of all 60 members, present or not: abstaining"),
        ({"of": "present", "members": 41}, "That is of all 41 who were present, or of all who"),
        ({"revises": "v0"}, "It asks once more, with other texts, what the vote v0 left open."),
    ],
)  # fmt: skip
def test_a_threshold_is_told_with_whom_it_is_of_and_what_an_abstention_does(
    options: dict[str, Any], told: str
) -> None:
    """28 of 36 answer yes, which is one short of four fifths; 40 cast a ballot."""
    given = {Grades({"a": "yes"}): 28, Grades({"a": "no"}): 8, Grades({}): 4}
    asked = {"scale": ["yes", "no"], "supporting": 1, "share": [4, 5], "of": "answers"}
    document = encoded("support", Profile("a", given), **asked | options)
    text = Reader(report(votes_only(v1=document))).text
    assert told in text
    assert "To be chosen" not in text
    near = "a: 28 of 36 support it, and it takes 29."
    assert (near in text) == ("Nearly carried" in text) == (options in ({}, {"revises": "v0"}))


def test_no_rule_of_an_assembly_lacks_its_sentence() -> None:
    assert {f"rule {rule}" for rule in PUBLISHED} <= REPORT["en"].keys()


def test_the_report_says_where_whole_ballots_are_withheld(make_vote: Callable[..., Any]) -> None:
    rare = Profile("abc", {Approval("ab"): 6, Approval("c"): 1})
    text = Reader(report(votes_only(v1=make_vote("sequential_pav", rare)))).text
    assert REPORT["en"]["whole ballots needed"] in text
    shared = Profile("abc", {Approval("a"): 6, Approval("c"): 5})
    text = Reader(report(votes_only(v1=make_vote("sequential_pav", shared)))).text
    assert REPORT["en"]["whole ballots needed"] not in text


def test_a_rule_without_a_sentence_is_named(make_vote: Callable[..., Any]) -> None:
    document = make_vote("irv", Profile.ranked({("a", "b"): 9})) | {"rule": "new_rule"}
    assert "Counted by the rule new_rule." in Reader(report(votes_only(v1=document))).text


def test_quadratic_totals_may_be_negative(make_vote: Callable[..., Any]) -> None:
    profile = Profile.of([Credits({"a": 2, "b": -3})] * 6, candidates=("a", "b"))
    assert "−18" in Reader(report(votes_only(v1=make_vote("quadratic", profile)))).text


def test_words_of_the_report_and_of_the_figures_do_not_collide() -> None:
    for words in REPORT.values():
        assert words.keys() == REPORT["en"].keys()
        assert not words.keys() & ENGLISH.keys()


def test_an_unknown_language_is_refused(documents: Documents) -> None:
    with pytest.raises(KeyError):
        report(documents, language="xx")


def test_the_same_record_gives_the_same_page(documents: Documents) -> None:
    assert report(documents) == report(documents)


def test_cards_after_the_first_roll_are_told_of_a_later_vote(documents: Documents) -> None:
    """30 cards at the first roll, and 33 at the second, of which one more has no voice."""
    first, second = [d["id"] for name, d in documents.items() if name.startswith("votes/")][:2]
    entries: list[dict[str, Any]] = [
        {"kind": "cards", "payload": {"issued": 30, "revoked": 1}},
        {"kind": "opened", "payload": {"vote": first}},
        {"kind": "cards", "payload": {"issued": 33, "revoked": 2}},
        {"kind": "opened", "payload": {"vote": second}},
    ]
    told = Reader(report(documents | {"ledger.json": {"entries": entries}})).text
    assert told.count("3 more cards were handed out, and 1 lost their voice.") == 1
    assert "Exceptions" not in Reader(report(documents)).text


def test_a_sealed_vote_is_told_with_the_words_of_its_board(documents: Documents) -> None:
    vote = next(d for name, d in documents.items() if name.startswith("votes/"))
    id, shown = vote["id"], "one two three four five six seven eight"
    entries: list[dict[str, Any]] = [
        {"kind": "board", "payload": {"vote": "other", "leaves": 9, "words": "not this"}},
        {"kind": "board", "payload": {"vote": id, "leaves": 21, "words": shown}},
        {"kind": "unsealed", "payload": {"vote": id, "counted": 20, "spoiled": {"blot": 1}}},
    ]
    beside = {f"votes/{id}.urn.json": {"split": "2 of 2"}, f"votes/{id}.board.json": {"vote": id}}
    text = Reader(report(documents | beside | {"ledger.json": {"entries": entries}})).text
    assert "no single person could open the urn" in text
    assert f"held 21 sealed ballots, shown in these eight words: {shown}." in text
    assert "Of them 1 could not be counted." in text
    assert "not this" not in text
    beside[f"votes/{id}.urn.json"] = {"split": "rehearsal"}
    assert "one person held the whole key" in Reader(report(documents | beside)).text


@pytest.mark.parametrize(("language", "beside"), [("en", "Noted by the"), ("da", "Noteret af")])
def test_which_ways_ballots_came_is_told_beside_the_record_and_as_far_as_it_is_known(
    documents: Documents, language: str, beside: str
) -> None:
    known = {"paper": 20, "phones": 16, "helped": None, "struck": 0}
    unknown = {"paper": None, "phones": None, "helped": None, "struck": 0}
    page = report(documents, ways={"v1": known, "v2": unknown}, language=language)
    text = Reader(page).text
    assert text.count(beside) == 1
    assert "20" in text.partition(beside)[2][:200]
    assert beside not in Reader(report(documents, language=language)).text


def test_the_print_tells_the_same(documents: Documents) -> None:
    known = {"paper": None, "phones": None, "helped": 7, "struck": 3}
    source = printed_report(documents, ways={"v2": known})
    assert "Members who were helped to vote: 7." in source
    assert "and struck: 3." in source
