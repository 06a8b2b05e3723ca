"""One page says what is kept of people, until when, and why; and deletes what is due."""


def test_the_page_says_of_each_kind_how_much_until_when_why_and_who_sees_it(anna, assembly) -> None:
    """Drawn on 14 March 2026, and the session began that day: the pool is kept until 13 April."""
    page = anna.read("/facilitator/a1/data")
    assert page.count("<article") == page.count("<dt>Who can see it</dt>")
    assert "<dt>Kept</dt><dd>6</dd>" in page, "of twelve, four were drawn and two are in reserve"
    assert "Monday, April 13, 2026" in page
    assert "Until the last session, replacements are drawn from them" in page
    assert "published with the lottery" in page, "its answers were"


def test_how_long_is_changed_on_it_and_what_is_no_number_is_told(anna, assembly) -> None:
    page = anna.read("/facilitator/a1/data")
    kinds = [part.split('"')[0] for part in page.split('<input id="')[1:]]
    days = dict.fromkeys(kinds, "3000")
    assert anna.post("/facilitator/a1/data", **days).status_code == 302
    assert "Nothing is due now" in anna.read("/facilitator/a1/data")
    refused = anna.post("/facilitator/a1/data", **(days | {"pool": "x"}))
    assert refused.status_code == 400
    assert "Write a whole number from 0 to 3650." in refused.text


def test_what_is_due_goes_at_the_press_of_a_button_and_not_before(anna, stranger, assembly) -> None:
    """Everything of March is due by now; the open vote holds the cards."""
    for _ in range(2):
        page = anna.read("/facilitator/a1/data")
        assert "Delete what is due" in page
    panel = anna.read("/facilitator/a1/panel")
    done = anna.post("/facilitator/a1/data/delete")
    assert done.status_code == 302
    page = anna.read("/facilitator/a1/data")
    assert "Deleted, and overwritten in the files of the database." in page
    assert "Nothing is due now" in page
    assert "<dt>Kept</dt><dd>3</dd>" in page, "the cards"
    after = anna.read("/facilitator/a1/panel")
    assert (panel.count("erased"), after.count(">erased</td>")) == (0, 6)
    for address in ("people", "lottery", "replace"):
        assert anna.get(f"/facilitator/a1/{address}").status_code == 200, address
    assert anna.get("/facilitator/a1/panel.csv").status_code == 409
    shown = stranger.read("/assemblies/a1")
    assert 'id="seats-caption"' in shown, "answers were published"


def test_nothing_is_deleted_by_opening_a_page(anna, assembly, app) -> None:
    with app.extensions["begin"].reading() as store:
        before = store.person_ids("a1")
    for page in ("", "/data", "/panel", "/people"):
        anna.read(f"/facilitator/a1{page}")
    with app.extensions["begin"].reading() as store:
        assert store.person_ids("a1") == before
