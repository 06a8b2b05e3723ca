"""What everybody sees: the draw and how to check it, votes without interim results, results."""

import json
import re
import secrets
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from deliberation import verify
from deliberation.procedures import admitting, cards, casting, decide, recruit
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.voting import Approval, Credits, Ranking

NOW = datetime(2026, 3, 14, 11, 0, tzinfo=UTC)
NAMES = ("bus", "tram", "bike", "walk")
RANKINGS = [
    Ranking(tuple(order.split()))
    for order in (
        "bus tram",
        "bus",
        "bus bike tram",
        "tram bus",
        "tram bus",
        "bike tram",
        "walk bike",
        "bike",
    )
]
SPENDINGS = [Credits({"bus": n, "tram": 2 - n, "walk": -1}) for n in range(8)]


@pytest.fixture
def tokens(app, assembly) -> list[str]:
    """The tokens of eight members."""
    with app.extensions["begin"]() as store:
        decide.close_vote(store, "v-a1-open", by="f-anna", now=NOW)
        issued = admitting.issue_cards(
            store, "a1", count=8, random_bytes=secrets.token_bytes, by="f-anna"
        )
    return [cards.token_of(card.code, assembly_id="a1") for card in issued]


def hold(app, tokens, ballots, *, rule: str, kind="ranking", seats=1, names=NAMES, **more) -> str:
    """The address of a vote that was held and closed."""
    begin, id = app.extensions["begin"], f"v-{rule}"
    terms = {"title": f"By {rule}", "question": "Which?", **more}
    with begin() as store:
        decide.create_vote(
            store, "a1", kind=kind, candidates=names, rule=rule, seats=seats, by="f-anna", id=id,
            **terms,
        )  # fmt: skip
        decide.open_vote(store, id, by="f-anna", now=NOW)
        for token, ballot in zip(tokens, ballots, strict=False):
            casting.cast_ballot(store, id, ballot, token=token)
    with begin() as store:
        decide.close_vote(store, id, by="f-anna", now=NOW)
    return f"/votes/{id}"


def winners(page: str) -> list[str]:
    found = re.search(r'<ol class="winners">(.*?)</ol>', page, re.S)
    assert found
    return re.findall(r"<bdi>(.*?)</bdi>", found[1])


def test_an_assembly_appears_when_it_has_published_something(app, stranger, assembly) -> None:
    with app.extensions["begin"]() as store:
        recruit.create_assembly(
            store, title="Quiet", question="When?", by="f-anna", now=NOW, id="a2"
        )
    page = stranger.read("/")
    assert "Town assembly" in page
    assert "Quiet" not in page
    assert stranger.get("/assemblies/a2").status_code == 404
    assert stranger.get("/assemblies/a2/lottery.json").status_code in (404, 409)


def test_the_draw_is_shown_step_by_step_with_what_is_needed_to_check_it(stranger, assembly) -> None:
    page = stranger.read("/assemblies/a1")
    document = json.loads(stranger.get("/assemblies/a1/lottery.json").data)
    assert document["commitment"] in page
    assert "dice 1 2 3" in page
    assert re.search(r"Ticket \d+<", page)
    assert f"deliberation verify bundle.zip --commitment {document['commitment']}" in page
    assert "<svg" in page


def test_the_panel_is_shown_by_values_and_never_by_person(stranger, assembly) -> None:
    page = stranger.read("/assemblies/a1")
    assert re.search(r"woman</bdi></th>\s*<td class=\"num\"><strong>2</strong>", page)
    assert not re.search(r"\bc0\d\d\b", page)


def test_before_the_commitment_nothing_of_the_draw_is_shown(app, stranger) -> None:
    people = Pool(tuple(Person(f"c{n}", {"gender": "woman"}) for n in range(6)))
    with app.extensions["begin"]() as store:
        recruit.create_assembly(store, title="New", question="?", by="f-anna", now=NOW, id="a3")
        recruit.replace_pool(
            store, "a3", people, Quotas(2, (Quota("gender", "woman", 2, 2),)), by="f-anna"
        )
        job = recruit.begin_lottery(store, "a3", by="f-anna", id="j3")
    recruit.compute_lottery(app.extensions["begin"], job.id, tickets=10)
    for page in ("", "/lottery.json", "/bundle.zip"):
        assert stranger.get(f"/assemblies/a3{page}").status_code == 404, "as if there were none"
    with app.extensions["begin"]() as store:
        recruit.publish_commitment(
            store, "a3", publish_people=False, salt=secrets.token_hex(), by="f-anna", now=NOW
        )
    page = stranger.read("/assemblies/a3")
    assert "Next: chance speaks in public" in page
    assert "Download everything" not in page
    assert "<svg" not in page, "the people's answers are withheld, and so are their chances"


def test_a_vote_in_draft_is_not_public(stranger, assembly) -> None:
    assert stranger.get("/votes/v-a1-draft").status_code == 404
    assert "The draft vote" not in stranger.read("/assemblies/a1")


def test_an_open_vote_shows_its_rule_and_no_interim_result(stranger, member) -> None:
    before = stranger.read("/votes/v-a1-open")
    member.post("/ballots/v-a1-open", **{"line-0": "1"})
    assert stranger.read("/votes/v-a1-open") == before
    assert "This vote is open" in before
    assert "more than half" in before
    assert "ballot" not in re.sub(r"(its|each) ballots?|/ballots", "", before.lower())


def test_fewer_than_five_ballots_show_the_outcome_only(stranger, assembly) -> None:
    page = stranger.read("/votes/v-a1-closed")
    assert winners(page) == ["bus"]
    assert "3 ballots were cast" in page
    assert "fewer than five ballots" in page
    assert "<svg" not in page
    assert "<h3>Round 1" not in page


@pytest.mark.parametrize("rule", ["irv", "stv", "scottish_stv"])
def test_a_count_in_rounds_is_told_drawn_and_tabulated(app, stranger, tokens, rule) -> None:
    seats = 1 if rule == "irv" else 2
    page = stranger.read(hold(app, tokens, RANKINGS, rule=rule, seats=seats))
    assert winners(page)[0] == "bus"
    assert len(winners(page)) == seats
    assert "<h3>Round 1</h3>" in page
    assert "is chosen" in page
    assert 'id="figure-rounds-title"' in page
    assert 'id="rounds-caption"' in page
    assert "deliberation verify bundle.zip" in page


def test_pairs_are_shown_where_the_rule_compares_pairs(app, stranger, tokens) -> None:
    page = stranger.read(hold(app, tokens, RANKINGS, rule="schulze"))
    assert winners(page) == ["bus"]
    assert 'id="figure-pairs-title"' in page
    assert 'id="pairs-caption"' in page


def test_votes_against_are_shown_below_nought(app, stranger, tokens) -> None:
    page = stranger.read(hold(app, tokens, SPENDINGS, rule="quadratic", kind="credits"))
    assert winners(page) == ["bus"]
    assert "Everybody has 100 credits" in page
    assert 'id="figure-totals-title"' in page
    assert "−8" in page
    assert "How many credits went for and against each is not shown" in page


def test_what_was_spent_is_shown_where_enough_members_spent_alike(app, stranger, assembly) -> None:
    """Six members gave 3 and -1 votes, five 5 to the other: 54 and 125 credits for, 6 against."""
    with app.extensions["begin"]() as store:
        decide.close_vote(store, "v-a1-open", by="f-anna", now=NOW)
        issued = admitting.issue_cards(
            store, "a1", count=11, random_bytes=secrets.token_bytes, by="f-anna"
        )
    held = [cards.token_of(card.code, assembly_id="a1") for card in issued]
    ballots = [Credits({"bus": 3, "tram": -1})] * 6 + [Credits({"bike": 5})] * 5
    names = ("bus", "tram", "bike")
    page = stranger.read(hold(app, held, ballots, rule="quadratic", kind="credits", names=names))
    assert "credits for: 179; against: 6" in page
    assert "not spent: 915 of 1,100" in page
    assert "is not shown" not in page


def test_many_who_are_chosen_are_a_list_and_no_announcement(app, stranger, tokens) -> None:
    names = tuple(f"n{n}" for n in range(9))
    ballots = [Approval(names[: n + 2]) for n in range(8)]
    page = stranger.read(
        hold(app, tokens, ballots, rule="approval", kind="approval", seats=8, names=names)
    )
    assert '<ol class="winners many">' in page


def test_a_tie_waits_for_lots_and_then_says_how_it_was_broken(app, stranger, tokens) -> None:
    ballots = [Ranking((name,)) for name in ("bus", "tram") * 3]
    address = hold(app, tokens, ballots, rule="plurality", names=("bus", "tram"))
    waiting = stranger.read(address)
    assert "there is a tie" in waiting
    assert "winners" not in waiting
    assert "It has to be decided who gets seat 1." in waiting
    assert "Each ballot counts for its first choice" in waiting
    with app.extensions["begin"]() as store:
        decide.settle_tie(store, "v-plurality", seed="coin heads", by="f-anna")
    page = stranger.read(address)
    assert len(winners(page)) == 1
    assert "bus and tram were equal" in page
    assert "coin heads" in page
    assert page.index("bus and tram were equal") < page.index('id="totals-heading"')


def test_many_ties_are_looked_up_below_the_pictures(app, stranger, tokens) -> None:
    """Six with a vote each: one after the other goes out by lot, and the last two are equal."""
    names = tuple("abcdef")
    address = hold(app, tokens, [Ranking((name,)) for name in names], rule="irv", names=names)
    with app.extensions["begin"]() as store:
        decide.settle_tie(store, "v-irv", seed="coin heads", by="f-anna")
    page = stranger.read(address)
    assert page.count("were equal") > 3
    assert page.index("were equal") > page.index('id="rounds-heading"')


def test_in_arabic_a_foreign_name_keeps_its_direction_in_a_sentence(app, stranger, tokens) -> None:
    address = hold(app, tokens, RANKINGS, rule="irv")
    assert "\u2068bus\u2069" in stranger.read(f"{address}?lang=ar")
    assert "\u2068" not in stranger.read(f"{address}?lang=en")


def test_in_english_an_arabic_name_keeps_its_direction_in_a_sentence(app, stranger, tokens) -> None:
    names = ("ترام", "حافلة", "bike")
    ballots = [Ranking(names)] * 4 + [Ranking(names[1:])] * 2 + [Ranking(("bike", *names[:2]))]
    page = stranger.read(hold(app, tokens, ballots, rule="irv", names=names))
    assert "1 to \u2068ترام\u2069." in page
    assert "\u2068ترام\u2069: elected in round 2" in page


def test_a_name_that_is_a_sentence_stands_in_quotes_in_another(app, stranger, tokens) -> None:
    names = ("Open the harbour bath all year, and give every school a morning.", "bus")
    address = hold(app, tokens, [Ranking(names)] * 6, rule="irv", names=names)
    assert f"“{names[0]}” is chosen with 6 votes." in stranger.read(address)
    assert f"»{names[0]}« er valgt med 6 stemmer." in stranger.read(f"{address}?lang=da")
    assert "“bus”" not in stranger.read(f"{address}?lang=en")


def test_those_who_drop_out_together_are_told_in_one_sentence(app, stranger, tokens) -> None:
    """Nobody puts walk, run or swim first."""
    names = ("bus", "tram", "walk", "run", "swim")
    ballots = [Ranking(("bus",))] * 4 + [Ranking(("tram", "walk"))] * 3
    address = hold(app, tokens, ballots, rule="irv", names=names)
    page = stranger.read(address)
    assert "walk, run and swim have the fewest votes (0 each) and drop out." in page
    assert "har færrest stemmer (0 hver) og går ud." in stranger.read(f"{address}?lang=da")


def test_those_who_cannot_catch_up_are_not_all_called_last(app, stranger, tokens) -> None:
    """Walk and bike have one vote and three: together they are fewer than the five of tram."""
    orders = [("bus",)] * 9 + [("tram",)] * 5 + [("bike",)] * 3 + [("walk",)]
    with app.extensions["begin"]() as store:
        issued = admitting.issue_cards(
            store, "a1", count=10, random_bytes=secrets.token_bytes, by="f-anna"
        )
    held = [*tokens, *(cards.token_of(card.code, assembly_id="a1") for card in issued)]
    address = hold(app, held, map(Ranking, orders), rule="minneapolis_stv")
    page = stranger.read(address)
    assert "bike (3) and walk (1) cannot be chosen any more and drop out together." in page
    assert "has the fewest votes (3)" not in page


def test_in_arabic_a_minus_stays_before_its_number(app, stranger, tokens) -> None:
    address = hold(app, tokens, SPENDINGS, rule="quadratic", kind="credits")
    assert "\u200e−8" in stranger.read(f"{address}?lang=ar")
    assert "\u200e" not in stranger.read(f"{address}?lang=en")


def test_a_vote_in_which_nobody_chose_anything_says_so(app, stranger, tokens) -> None:
    page = stranger.read(hold(app, tokens, [], rule="irv"))
    assert "Nobody chose anything" in page


def test_the_page_shows_only_what_the_record_publishes(app, stranger, tokens) -> None:
    address = hold(app, tokens, RANKINGS, rule="schulze")
    data = stranger.get("/assemblies/a1/bundle.zip").data
    with ZipFile(BytesIO(data)) as bundle:
        document = json.loads(bundle.read("votes/v-schulze.json"))
    assert document["evidence"]["kind"] == "pairwise"
    assert f"{document['cast']} ballots were cast" in stranger.read(address)


def test_the_bundle_that_is_offered_passes_the_checker(app, stranger, tokens, tmp_path) -> None:
    hold(app, tokens, RANKINGS, rule="stv", seats=2)
    hold(app, tokens, SPENDINGS, rule="quadratic", kind="credits")
    file = tmp_path / "bundle.zip"
    file.write_bytes(stranger.get("/assemblies/a1/bundle.zip").data)
    commitment = json.loads(stranger.get("/assemblies/a1/lottery.json").data)["commitment"]
    assert verify.main([str(file), "--commitment", commitment]) == 0


def test_the_report_is_offered_as_a_page_and_as_a_pdf(app, stranger, tokens) -> None:
    hold(app, tokens, RANKINGS, rule="stv", seats=2)
    assert "/assemblies/a1/report.html" in stranger.read("/assemblies/a1?lang=da")
    page = stranger.get("/assemblies/a1/report.html")
    assert page.headers["Content-Disposition"] == 'attachment; filename="report.html"'
    assert '<html lang="da"' in page.text
    assert stranger.get("/assemblies/a1/report.pdf").data.startswith(b"%PDF-")
    stranger.get("/assemblies/a1?lang=ar")
    assert '<html lang="en"' in stranger.get("/assemblies/a1/report.html").text
    assert stranger.get("/assemblies/none/report.pdf").status_code == 404


def test_a_server_without_the_typesetter_offers_the_page_alone(
    app, stranger, tokens, monkeypatch
) -> None:
    hold(app, tokens, RANKINGS, rule="stv", seats=2)
    monkeypatch.setattr("deliberation.io.pdf.find_spec", lambda name: None)
    assert "report.pdf" not in stranger.read("/assemblies/a1")
    assert stranger.get("/assemblies/a1/report.pdf").status_code == 400


def test_script_in_every_text_is_shown_as_text_to_everybody(app, stranger, tokens) -> None:
    evil = "<script>alert(1)</script>\"'&{{ 7*7 }}"
    address = hold(app, tokens, [Ranking((evil, "plain"))] * 6, rule="stv",
                   names=(evil, "plain"), title=evil, question=evil)  # fmt: skip
    for path in ("/assemblies/a1", address):
        page = stranger.read(path)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{ 7*7 }}" in page


def test_figures_carry_no_style_that_the_policy_of_the_page_forbids(app, stranger, tokens) -> None:
    page = stranger.read(hold(app, tokens, RANKINGS, rule="stv", seats=2))
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page
