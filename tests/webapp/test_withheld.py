"""Where withheld answers are erased, pages that need them say so; the public one goes on."""

import pytest

from deliberation.procedures import drawing, recruit
from deliberation.sortition import Person, Pool, Quota, Quotas
from tests.webapp.conftest import NOW


@pytest.fixture
def withheld(app) -> None:
    """Anna's assembly a9, drawn from answers that are not published; those of all are gone."""
    people = tuple(Person(f"c{n:03}", {"gender": "woman" if n % 2 else "man"}) for n in range(8))
    quotas = Quotas(2, (Quota("gender", "woman", 1, 1), Quota("gender", "man", 1, 1)))
    begin, by = app.extensions["begin"], "f-anna"
    with begin() as store:
        recruit.create_assembly(store, title="Nine", question="How?", by=by, now=NOW, id="a9")
        recruit.replace_pool(store, "a9", Pool(people), quotas, by=by)
        recruit.begin_lottery(store, "a9", by=by, id="j9")
    recruit.compute_lottery(begin, "j9", tickets=10)
    with begin() as store:
        recruit.publish_commitment(store, "a9", publish_people=False, salt="s" * 32, by=by, now=NOW)
        drawing.draw_panel(store, "a9", seed="dice", reserves=2, by=by, now=NOW)
        store.erase_people("a9", [person.id for person in people])


def test_pages_say_that_the_answers_are_gone_and_none_breaks(anna, stranger, withheld) -> None:
    for address in ("people", "lottery"):
        answer = anna.get(f"/facilitator/a9/{address}")
        assert (answer.status_code, "answers of these people are erased" in answer.text) == (
            409,
            True,
        )
    assert anna.post("/facilitator/a9/people/check").status_code == 409
    assert anna.read("/facilitator/a9/panel").count(">erased</td>") == 4
    for address in ("replace", "data", "data/record", "needs", ""):
        anna.read(f"/facilitator/a9/{address}".rstrip("/"))
    public = stranger.read("/assemblies/a9")
    assert "is no longer shown, because answers were erased" in public
    assert "<dd>8</dd>" in public, "so many were in the pool"
    assert stranger.get("/assemblies/a9/bundle.zip").status_code == 200
