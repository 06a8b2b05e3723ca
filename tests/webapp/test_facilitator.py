"""A facilitator's way from two files to a published result."""

import re
from io import BytesIO

import pytest

from deliberation.assembly import Job, JobState
from deliberation.procedures import admitting, casting
from deliberation.procedures.work import LOTTERY, STOPPED
from deliberation.voting import Ranking
from webapp.facilitator import unmet

PEOPLE = "id,gender,area,name\n" + "".join(
    f"c{n:03},{'woman' if n % 2 else 'man'},{'north' if n % 3 else 'south'},Name {n}\n"
    for n in range(1, 25)
)
QUOTAS = "feature,value,min,max\ngender,woman,3,3\ngender,man,3,3\narea,north,3,5\narea,south,1,3\n"
FAIR = {"objective": "leximin", "tickets": "1000"}
DICE = "dice 6 1 4 4 2 5"
CODE = re.compile(r'<p class="code big" dir="ltr">([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})</p>')


def file(text: str, name: str) -> tuple[BytesIO, str]:
    return BytesIO(text.encode()), name


def upload(visitor, path: str, *, people: str | None = PEOPLE, quotas: str | None = QUOTAS, **more):
    files = {
        name: file(text, f"{name}.csv")
        for name, text in (("people", people), ("quotas", quotas))
        if text is not None
    }
    return visitor.post(f"{path}/people", **{"size": "6", "per_household": "1"} | files | more)


@pytest.fixture
def path(anna) -> str:
    """The page of a new assembly."""
    created = anna.post("/facilitator/new", title="Town assembly", question="How do we travel?")
    assert created.status_code == 302
    return created.headers["Location"]


@pytest.fixture
def committed(app, anna, path) -> str:
    """The page of an assembly whose commitment is published."""
    upload(anna, path)
    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()
    assert anna.post(f"{path}/commitment", answers="publish").status_code == 302
    return path


def next_step(visitor, path: str) -> str:
    """The one step that the assembly's page says is next."""
    page = visitor.read(path)
    found = re.findall(r"Next: ([^<]+)</h2>", page)
    assert len(found) <= 1, "one clear next step"
    return found[0] if found else ""


def next_step_link(visitor, path: str) -> str:
    """Where the next step leads."""
    found = re.search(r'<a class="button" href="([^"]+)">', visitor.read(path))
    return found[1] if found else ""


def test_from_signing_in_to_a_published_result(app, anna, path, visit) -> None:
    assert next_step(anna, path) == "People and quotas"
    assert upload(anna, path).status_code == 302
    assert "24" in anna.read(f"{path}/people")

    assert next_step(anna, path) == "The lottery"
    assert anna.post(f"{path}/lottery", **FAIR).headers["Location"] == f"{path}/lottery"
    app.extensions["jobs"].finish()
    assert "The lottery is ready" in anna.read(f"{path}/lottery/progress")
    chances = anna.read(f"{path}/lottery")
    assert "<svg" in chances
    assert "woman" in chances

    assert next_step(anna, path) == "The commitment"
    assert anna.post(f"{path}/commitment", answers="publish").status_code == 302
    published = re.search(r"[0-9a-f]{64}", anna.read(f"{path}/commitment"))
    assert published
    poster = anna.read(f"{path}/commitment/poster")
    assert published[0] in poster.replace(" ", "")

    assert next_step(anna, path) == "The draw"
    assert anna.post(f"{path}/draw", seed=DICE, again=DICE, reserves="3").status_code == 302
    panel = anna.read(f"{path}/panel")
    assert DICE in panel
    rows = anna.read(f"{path}/panel.csv").splitlines()
    assert rows[0].lstrip("\ufeff") == "id,area,gender"
    assert len(rows) == 7
    assert all(row.split(",")[0] in panel for row in rows[1:])
    assert len(anna.read(f"{path}/alternates.csv").splitlines()) == 4

    assert next_step(anna, path) == "Who comes"
    come = {f"reply {row.split(',')[0]}": "yes" for row in rows[1:]}
    assert anna.post(f"{path}/panel", **come).status_code == 302
    assert next_step(anna, path) == "Cards for the members"
    codes = CODE.findall(anna.post(f"{path}/cards", count="6").text)
    assert len(set(codes)) == 6
    assert not CODE.findall(anna.read(f"{path}/cards")), "codes are shown once"

    assert next_step(anna, path) == "Plan a session", "which a vote can do without"
    created = anna.post(
        f"{path}/votes/new", mode="sealed", title="Where to begin", question="What first?",
        candidates="bus\ntram\n\n bike ", rule="stv", seats="2", credits="",
    )  # fmt: skip
    vote = created.headers["Location"]
    assert next_step(anna, path) == "The result"
    sheets = anna.open_vote(vote)
    orders = [("bus", "tram"), ("bus", "tram"), ("bus",), ("tram", "bus"), ("bike",), ("bus",)]
    for code, order in zip(codes, orders, strict=True):
        member = visit()
        assert member.post(path.replace("facilitator", "join"), code=code).status_code == 302
        ballot = f"/ballots/{vote.rpartition('/')[2]}"
        places = {
            f"line-{i}": str(order.index(name) + 1) if name in order else ""
            for i, name in enumerate(("bus", "tram", "bike"))
        }
        assert member.post(ballot, **places).status_code == 302
    open_page = anna.read(vote)
    assert "<dd>6</dd>" in anna.read(f"{vote}/turnout")
    assert "Chosen" not in open_page, "nothing is counted before the close"
    assert anna.post(f"{vote}/close", sure="yes").status_code == 302
    assert next_step(anna, path) == "The result"
    assert "Open the urn with the sheets" in anna.read(vote)
    assert anna.unseal(vote, sheets).status_code == 302
    closed = anna.read(vote)
    assert "<bdi>bus</bdi>" in closed
    assert next_step(anna, path) == "Destroy the urn"
    assert anna.post(f"{vote}/purge", sure="yes").status_code == 302
    assert next_step(anna, path) == "Into the archive"

    public = visit().read(f"/votes/{vote.rpartition('/')[2]}")
    assert "bus" in public
    bundle = visit().get(path.replace("facilitator", "assemblies") + "/bundle.zip")
    assert bundle.status_code == 200
    assert bundle.data.startswith(b"PK")


def test_problems_stand_beside_the_rows_and_the_size_is_kept(anna, path) -> None:
    bad = PEOPLE.replace("c003,woman", "c003,womn").replace("c005,woman", "c004,woman")

    answer = upload(anna, path, people=bad)

    assert answer.status_code == 400
    assert re.search(r'scope="row">4</th>\s*<td[^>]*>.*womn.*has no quota', answer.text)
    assert re.search(r'scope="row">6</th>\s*<td[^>]*>.*c004.*already', answer.text)
    assert "<bdi>womn</bdi>" in answer.text, "the row itself is shown"
    assert 'name="size" type="text" value="6"' in answer.text
    assert "Traceback" not in answer.text


def test_a_good_file_need_not_be_chosen_again(anna, path) -> None:
    bad = upload(anna, path, quotas=QUOTAS.replace("woman,3,3", "woman,5,3"))
    assert bad.status_code == 400
    assert "people.csv” is kept" in bad.text

    again = upload(anna, path, people=None)

    assert again.status_code == 302
    assert "24" in anna.read(f"{path}/people")


def test_quotas_for_more_seats_than_there_are_come_back_with_what_would_help(anna, path) -> None:
    """Nothing of them is kept, and yet what helps is computed, with everybody's chances."""
    more = QUOTAS.replace("woman,3,3", "woman,5,5")

    page = upload(anna, path, quotas=more).text

    assert "add up to 8, more than the 6 seats" in page
    assert "gender: woman: at least 5 (12 people in the pool)" in page
    assert "gender: man: at least 3 (12 people in the pool)" in page
    assert "No smaller set of quotas conflicts; that is proven." in page
    assert "gender: woman: allow 3 to 5 instead of 5 to 5" in page
    assert "gender: man: allow 1 to 3 instead of 3 to 3" in page
    assert page.count("Change 1") == page.count("Change 3") == 2, "as a card, and over a column"
    assert "The chance of a seat, from the lowest to the highest in each group" in page
    assert "Upload the people and the quotas first" in anna.read(f"{path}/lottery")


@pytest.mark.parametrize("limit", ["MANY", "PATIENCE"])
def test_what_would_take_too_long_is_said_to(anna, path, monkeypatch, limit) -> None:
    monkeypatch.setattr(unmet, limit, 0)
    page = upload(anna, path, quotas=QUOTAS.replace("woman,3,3", "woman,5,5")).text
    assert "add up to 8, more than the 6 seats" in page
    assert "That takes longer than a page can wait. Mend the sums first." in page
    assert "called off" not in page


def test_nothing_is_computed_of_quotas_with_which_more_is_wrong(anna, path) -> None:
    more = QUOTAS.replace("woman,3,3", "woman,5,5").replace("south,1,3", "south,1,x")

    page = upload(anna, path, quotas=more).text

    assert "is not a whole number" in page
    assert "What would help" not in page


def test_both_files_are_asked_for(anna, path) -> None:
    answer = upload(anna, path, people=None, quotas=None)

    assert answer.status_code == 400
    assert answer.text.count("Choose a file.") == 2


@pytest.mark.parametrize("size", ["", "0", "six", "-3", "1001", "6.5", "1" * 5000])
def test_a_panel_has_a_whole_number_of_seats(anna, path, size) -> None:
    people, quotas = file(PEOPLE, "p.csv"), file(QUOTAS, "q.csv")
    answer = anna.post(f"{path}/people", size=size, per_household="1", people=people, quotas=quotas)

    assert answer.status_code == 400
    assert "whole number from 1 to 1000" in answer.text


@pytest.mark.parametrize(
    "people", ["", "id\n", "\x00\x01", "PK\x03\x04 no workbook", "<html>", "id,gender\n" * 3]
)
def test_a_file_that_is_none_gets_a_sentence(anna, path, people) -> None:
    answer = upload(anna, path, people=people)

    assert answer.status_code == 400
    assert "does not fit yet" in answer.text


def test_script_in_a_file_is_shown_as_text(anna, path) -> None:
    script = "<script>alert(1)</script>"
    answer = anna.post(
        f"{path}/people",
        size="6",
        people=file(PEOPLE.replace("c003,woman", f"c003,{script}"), f"{script}.csv"),
        quotas=file(QUOTAS, "quotas.csv"),
        id="",
        household=script,
    )

    assert answer.status_code == 400
    assert script not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_warning_stands_beside_a_quota_that_is_hard_to_fill(anna, path) -> None:
    hard = QUOTAS.replace("area,south,1,3", "area,south,3,3").replace("north,3,5", "north,3,3")
    few = "\n".join(line for line in PEOPLE.splitlines() if "south" not in line or "c00" in line)

    upload(anna, path, people=few, quotas=hard)

    assert "Everybody here is chosen for certain." in anna.read(f"{path}/people")


def test_quotas_that_no_panel_meets_say_what_would_help(app, anna, path) -> None:
    people = "id,gender\n" + "".join(f"c{n},{'man' if n else 'woman'}\n" for n in range(9))
    quotas = "feature,value,min,max\ngender,woman,2,3\ngender,man,3,4\n"
    upload(anna, path, people=people, quotas=quotas)

    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()

    page = anna.read(f"{path}/lottery")
    assert "cannot be computed" in page
    assert "gender: woman: allow 1 to 3 instead of 2 to 3" in page
    assert next_step(anna, path) == "The lottery"


def test_the_chances_of_two_values_together_stand_folded_the_most_uneven_first(
    app, anna, path
) -> None:
    """One of the eight in the south and five of the sixteen in the north."""
    upload(anna, path, quotas=QUOTAS.replace("north,3,5", "north,5,5").replace("1,3", "1,1"))
    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()

    page = anna.read(f"{path}/lottery")

    told = "Shown are 4 of 4 pairs: those whose mean chance is farthest from 25.0%, the mean of all"
    assert told in page
    found = re.search(r'id="pairs-caption">.*?</table>', page, re.S)
    assert found
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.S)
    cells = [re.findall(r">([^<>]+)<", row) for row in rows]
    assert cells[0] == ["Group", "And group", "People", "Lowest", "Mean", "Highest"]
    assert {tuple(row[:2]) for row in cells[1:3]} == {
        ("area: south", "gender: man"),
        ("area: south", "gender: woman"),
    }
    assert cells[1][2:] == ["4", "12.5%", "12.5%", "12.5%"]
    assert [row[2] for row in cells[3:]] == ["8", "8"]


def test_progress_is_answered_304_while_nothing_is_new(anna, path) -> None:
    upload(anna, path)
    first = anna.get(f"{path}/lottery/progress")
    again = anna.get(f"{path}/lottery/progress", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


def test_a_lottery_that_was_interrupted_is_told_at_the_next_start(tmp_path, start) -> None:
    from datetime import UTC, datetime

    from deliberation.procedures import accounts, recruit
    from deliberation.sortition import Person, Pool, Quota, Quotas

    address = f"sqlite:///{tmp_path}/town.db"
    begin = start(DATABASE=address).extensions["begin"]
    pool = Pool((Person("c1", {"gender": "woman"}), Person("c2", {"gender": "woman"})))
    with begin() as store:
        accounts.add_facilitator(store, name="anna", password_hash="x", id="f1")
        recruit.create_assembly(
            store, title="T", question="Q", by="f1", now=datetime.now(UTC), id="a1"
        )
        quotas = Quotas(1, (Quota("gender", "woman", 1, 1),))
        recruit.replace_pool(store, "a1", pool, quotas, by="f1")
        recruit.begin_lottery(store, "a1", by="f1", id="j1")

    begin = start(DATABASE=address).extensions["begin"]

    with begin() as store:
        assert store.job("j1").state == "failed"
        assert "interrupted" in store.job("j1").words


@pytest.mark.parametrize(
    ("words", "next_step", "other"),
    [
        (STOPPED, "Compute the lottery again", "Change the people or the quotas"),
        ("stuck", "Change the people or the quotas", "Compute the lottery again"),
    ],
)
def test_after_a_failure_what_helps_is_the_next_step(
    app, anna, path, words, next_step, other
) -> None:
    upload(anna, path)
    app.extensions["jobs"].finish()
    with app.extensions["begin"]() as store:
        job = Job("j1", path.rsplit("/", 1)[1], LOTTERY, JobState.WAITING)
        store.add_job(job)
        store.update_job("j1", JobState.FAILED, 0.0, words)

    page = anna.read(f"{path}/lottery").partition("<main")[2]

    filled = re.findall(r'<button>([^<]*)<|<a class="button" [^>]*>([^<]*)<', page)
    assert ["".join(names) for names in filled] == [next_step]
    assert other in page


def test_publishing_the_answers_is_chosen_and_never_presumed(app, anna, path) -> None:
    upload(anna, path)
    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()

    assert " checked>" not in anna.read(f"{path}/commitment")
    assert anna.post(f"{path}/commitment").status_code == 400
    assert anna.post(f"{path}/commitment", answers="withhold").status_code == 302

    document = anna.get(path.replace("facilitator", "assemblies") + "/lottery.json").json
    assert document["people"][0].keys() == {"id", "digest"}


def test_after_the_commitment_nothing_can_change(anna, committed) -> None:
    assert upload(anna, committed).status_code == 409
    assert anna.post(f"{committed}/lottery", **FAIR).status_code == 409
    assert anna.post(f"{committed}/commitment", answers="publish").status_code == 409
    assert "can no longer change" in anna.read(f"{committed}/people")


def test_the_dice_are_typed_twice_and_must_agree(anna, committed) -> None:
    answer = anna.post(f"{committed}/draw", seed=DICE, again="dice 6 1 4 4 2 6", reserves="3")

    assert answer.status_code == 400
    assert "not the same" in answer.text
    assert anna.get(f"{committed}/panel").status_code == 409


def test_letters_written_in_two_ways_are_the_same_dice(anna, committed) -> None:
    once, twice = "terning \u00e5 6", "terning a\u030a 6"

    assert anna.post(f"{committed}/draw", seed=once, again=twice, reserves="0").status_code == 302


def test_the_panel_stands_beside_the_pool_in_shares(anna, committed) -> None:
    """Three women of six, as twelve of 24 in the pool; a third of the pool lives in the south."""
    seed = {"seed": DICE, "again": DICE}
    anna.post(f"{committed}/draw", **seed | {"reserves": "2"})
    page = anna.read(f"{committed}/panel")
    assert "Share of the pool" in page
    woman = re.search(r"<bdi>woman</bdi></th>(.*?)</tr>", page, re.S)
    south = re.search(r"<bdi>south</bdi></th>(.*?)</tr>", page, re.S)
    assert woman
    assert south
    assert re.findall(r'"num">([^<]*)<', woman[1]) == ["3", "3", "3", "50.0%", "50.0%"]
    assert re.findall(r'"num">([^<]*)<', south[1])[-1] == "33.3%"


def test_the_panel_is_drawn_once(anna, committed) -> None:
    anna.post(f"{committed}/draw", seed=DICE, again=DICE, reserves="3")

    again = anna.post(f"{committed}/draw", seed="dice 1", again="dice 1", reserves="3")

    assert again.status_code == 409
    assert anna.get(f"{committed}/draw").headers["Location"] == f"{committed}/panel"


def test_steps_that_come_too_early_say_what_comes_before(anna, path) -> None:
    assert "Upload the people and the quotas first" in anna.read(f"{path}/lottery")
    assert "Compute the lottery first" in anna.read(f"{path}/commitment")
    assert "Publish the commitment first" in anna.read(f"{path}/draw")
    assert anna.post(f"{path}/lottery", **FAIR).status_code == 409
    assert anna.post(f"{path}/commitment", answers="publish").status_code == 409
    assert anna.post(f"{path}/draw", seed=DICE, again=DICE, reserves="1").status_code == 409
    assert anna.get(f"{path}/commitment/poster").status_code == 409
    assert anna.get(f"{path}/panel.csv").status_code == 409


def new_vote(visitor, path: str, **changes: str):
    fields = {
        "title": "T", "question": "Q", "candidates": "a\nb", "rule": "irv", "seats": "1",
        "credits": "100", "share": "2/3", "of": "ballots", "total": "100",
        "mode": "sealed",
    }  # fmt: skip
    if changes.get("rule", "").endswith("budget"):
        fields["candidates"] = "a: 60\nb; 1.000"
    return visitor.post(f"{path}/votes/new", **fields | changes)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " ", "Fill this in."),
        ("title", "two\nlines", "on one line"),
        ("title", "x" * 201, "at most 200"),
        ("candidates", "one", "2 to 40 lines"),
        ("candidates", "bus\nbus", "stands there twice"),
        ("rule", "dictator", "Choose one."),
        ("seats", "0", "whole number from 1"),
        ("seats", "3", "change the seats"),
        ("seats", "many", "whole number from 1"),
    ],
)
def test_a_vote_that_does_not_fit_keeps_what_was_typed(anna, path, field, value, sentence) -> None:
    answer = new_vote(anna, path, **{"question": "kept words", field: value})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert "kept words" in answer.text


def test_a_quadratic_vote_has_credits(app, anna, path) -> None:
    vote = new_vote(anna, path, rule="quadratic", credits="99").headers["Location"]

    with app.extensions["begin"]() as store:
        kept = store.vote(vote.rpartition("/")[2])
    assert kept.kind == "credits"
    assert kept.options == {"credits": 99}
    assert new_vote(anna, path, rule="quadratic", credits="").status_code == 400


def kept(app, answer):
    with app.extensions["begin"]() as store:
        return store.vote(answer.headers["Location"].rpartition("/")[2])


def test_a_budget_has_costs_and_a_total(app, anna, path) -> None:
    vote = kept(app, new_vote(anna, path, rule="equal_shares_budget", within="yes"))
    assert (vote.kind, vote.candidates, vote.seats) == ("approval", ("a", "b"), 2)
    assert vote.options == {
        "total": 100, "costs": {"a": 60, "b": 1000}, "within": True, "completion": "greedy",
    }  # fmt: skip
    assert "b</bdi>: 1,000" in anna.read(f"{path}/votes/{vote.id}")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("park", "does not end with a colon"),
        ("park: free", "does not end with a colon"),
        ("park: 0", "does not end with a colon"),
        ("park: 12.50", "does not end with a colon"),
        ("park: -5", "does not end with a colon"),
        (": 50", "does not end with a colon"),
        ("a: 70", "“a” stands there twice"),
    ],
)
def test_a_project_without_a_cost_is_told_beside_the_field(anna, path, line, says) -> None:
    answer = new_vote(anna, path, rule="greedy_budget", candidates=f"a: 60\nb: 40\n{line}")
    assert answer.status_code == 400
    assert says in answer.text


@pytest.mark.parametrize("total", ["", "0", "much"])
def test_a_budget_needs_a_total(anna, path, total) -> None:
    assert new_vote(anna, path, rule="greedy_budget", total=total).status_code == 400


def test_support_keeps_its_share_exactly(app, anna, path) -> None:
    vote = kept(app, new_vote(anna, path, rule="support", seats=""))
    assert vote.options["share"] == [2, 3]
    assert vote.options["of"] == "ballots"
    assert vote.seats == 2
    assert new_vote(anna, path, rule="support", share="0.66").status_code == 400
    assert new_vote(anna, path, rule="support", of="us").status_code == 400


def test_every_rule_can_be_chosen(anna, path) -> None:
    from deliberation.voting import PUBLISHED

    page = anna.read(f"{path}/votes/new")
    for rule in PUBLISHED:
        assert f'value="{rule}"' in page
        assert new_vote(anna, path, rule=rule).status_code == 302


def test_without_cards_a_vote_is_not_opened(anna, path) -> None:
    vote = new_vote(anna, path).headers["Location"]

    assert "Nobody has a card yet" in anna.read(vote)
    assert anna.post(f"{vote}/open").status_code == 409


def test_a_card_bears_a_link_with_its_code_behind_the_hash(anna, path) -> None:
    page = anna.post(f"{path}/cards", count="9").text

    assert page.count("<svg") == 9
    assert page.count('class="cards"') == 2, "six on a sheet"
    assert f"http://localhost{path.replace('facilitator', 'join')}" in page


@pytest.mark.parametrize("count", ["", "0", "501", "-1", "x"])
def test_the_number_of_cards_is_checked(anna, path, count) -> None:
    assert anna.post(f"{path}/cards", count=count).status_code == 400


def test_a_form_sent_twice_makes_no_cards_that_nobody_holds(app, anna, path) -> None:
    issued = re.search(r'name="issued" value="(\d+)"', anna.read(f"{path}/cards"))
    assert issued

    first = anna.post(f"{path}/cards", count="3", issued=issued[1])
    again = anna.post(f"{path}/cards", count="3", issued=issued[1])

    assert len(CODE.findall(first.text)) == 3
    assert again.status_code == 409
    assert not CODE.findall(again.text)
    with app.extensions["begin"]() as store:
        assert len(store.cards(path.rpartition("/")[2])) == 3


def test_a_lost_card_loses_its_voice(anna, assembly, codes, stranger) -> None:
    lost = "/facilitator/a1/cards/lost"
    assert anna.post(lost, number="2").status_code == 409, (
        "the roll is settled while a vote is open"
    )
    anna.post("/facilitator/a1/votes/v-a1-open/close", sure="yes")

    assert anna.post(lost, number="2").status_code == 302
    assert anna.post(lost, number="99").status_code == 404
    assert anna.post(lost, number="two").status_code == 400

    assert "without a voice" in anna.read("/facilitator/a1/cards")
    assert stranger.post("/join/a1", code=codes[1]).status_code == 403
    assert stranger.post("/join/a1", code=codes[0]).status_code == 302


def test_a_tie_is_settled_by_dice_typed_twice(app, anna, assembly, codes) -> None:
    begin = app.extensions["begin"]
    with begin() as store:
        for code, order in zip(codes, [("bus",), ("tram",)], strict=False):
            token = admitting.join(store, "a1", code)
            casting.cast_ballot(store, "v-a1-open", Ranking(order), token=token)
    vote = "/facilitator/a1/votes/v-a1-open"
    anna.post(f"{vote}/close", sure="yes")

    page = anna.read(vote)
    assert "A tie decides" in page
    assert vote in next_step_link(anna, "/facilitator/a1")
    assert anna.post(vote, seed="dice 1", again="dice 2").status_code == 400
    assert anna.post(vote, seed="dice 1", again="dice 1").status_code == 302
    page = anna.read(vote)
    assert "Chosen" in page
    assert "A tie was settled by lot, from the public seed “dice 1”." in page
    assert anna.post(vote, seed="dice 3", again="dice 3").status_code == 409


def test_a_vote_in_which_nobody_chose_anything_says_so(anna, assembly) -> None:
    vote = "/facilitator/a1/votes/v-a1-open"
    anna.post(f"{vote}/close", sure="yes")

    assert "Nobody has chosen anything" in anna.read(vote)


def test_while_a_vote_is_open_only_the_number_of_ballots_is_shown(anna, member, assembly) -> None:
    before = anna.read("/facilitator/a1/votes/v-a1-open/turnout")
    member.post("/ballots/v-a1-open", **{"line-0": "1", "line-1": "", "line-2": ""})
    after = anna.read("/facilitator/a1/votes/v-a1-open/turnout")

    assert after == before.replace("<dd>0</dd>", "<dd>1</dd>")


def test_every_page_of_a_facilitator_speaks_every_language(anna, assembly) -> None:
    for language in ("da", "ar", "en"):
        for page in ("", "/people", "/lottery", "/commitment", "/panel", "/cards", "/votes/new"):
            anna.read(f"/facilitator/a1{page}?lang={language}")
