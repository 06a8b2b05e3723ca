"""The record of processing, and the end of an assembly that nobody outside has seen."""

from deliberation.roles import Role


def test_the_record_has_what_article_30_asks_for_from_the_table_of_the_clocks(
    anna, assembly
) -> None:
    assert "<bdi>–</bdi>" in anna.read("/facilitator/a1/data/record")
    said = {"name": "Søby <Town>", "contact": "clerk@town.example", "officer": "Bo, 1234"}
    assert anna.post("/facilitator/a1/data/record", **said).status_code == 302
    page = anna.read("/facilitator/a1/data/record")
    for wanted in ("Søby &lt;Town&gt;", "clerk@town.example", "Bo, 1234", "Article 30"):
        assert wanted in page
    clocks = anna.read("/facilitator/a1/data")
    assert page.count("<article") == clocks.count("<article")
    assert "<dt>For how many days</dt><dd>90</dd>" in page
    assert anna.post("/facilitator/a1/data/record", name="", contact="").status_code == 400
    danish = anna.read("/facilitator/a1/data/record?lang=da")
    assert "Fortegnelse over behandlingsaktiviteter" in danish


def test_an_assembly_that_nobody_outside_has_seen_is_deleted_where_that_is_ticked(
    anna, bo, assembly
) -> None:
    begun = anna.post("/facilitator/new", title="By mistake", question="What?").headers["Location"]
    assert "Delete this assembly" in anna.read(f"{begun}/data")
    assert anna.post(f"{begun}/delete").status_code == 400
    assert bo.post(f"{begun}/delete", sure="yes").status_code == 404
    gone = anna.post(f"{begun}/delete", sure="yes")
    assert (gone.status_code, gone.headers["Location"]) == (302, "/facilitator")
    assert "By mistake" not in anna.read("/facilitator")
    assert anna.get(begun).status_code == 404


def test_what_is_public_has_no_button_and_is_refused(anna, assembly) -> None:
    assert "Delete this assembly" not in anna.read("/facilitator/a1/data")
    assert "Something of this assembly is public" in anna.read("/facilitator/a1/delete")
    assert anna.post("/facilitator/a1/delete", sure="yes").status_code == 409


def test_two_people_of_a_team_delete_together(anna, app) -> None:
    begun = anna.post("/facilitator/new", title="By mistake", question="What?").headers["Location"]
    with app.extensions["begin"]() as store:
        store.put_in_team(begun.rpartition("/")[2], "f-bo", Role.FACILITATOR)
    alone = anna.post(f"{begun}/delete", sure="yes")
    assert (alone.status_code, "A second person is needed." in alone.text) == (400, True)
    typed = {"second": "bo", "second-password": anna.password}
    assert anna.post(f"{begun}/delete", sure="yes", **typed).status_code == 302
    assert anna.get(begun).status_code == 404
