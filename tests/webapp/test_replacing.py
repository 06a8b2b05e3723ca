"""Members withdraw, and the facilitator draws for their seats on the pages."""

import re
from typing import Any

import pytest

from deliberation.verify import check

MARKED = re.compile(r'name="withdrawn" value="(\w+)"')


def drawn(app: Any, assembly: str = "a1") -> list[str]:
    """The panel of an assembly, sorted."""
    with app.extensions["begin"].reading() as store:
        return sorted(store.drawn(assembly).panel)


def begun(app: Any, anna: Any, **marked: Any) -> str:
    """The address of the draw of replacements, with its quotas checked."""
    sent = {"unavailable": "", "title": "Replacements in May"} | marked
    answer = anna.post("/facilitator/a1/replace", **sent)
    assert answer.status_code == 302, answer.text
    app.extensions["jobs"].finish()
    return str(answer.headers["Location"]).removesuffix("/people")


def test_who_has_said_no_is_marked_as_one_who_cannot_come(app, anna, assembly) -> None:
    """The answers that were noted on the page of the panel are where replacements begin."""
    with app.extensions["begin"].reading() as store:
        panel, reserve = store.drawn("a1").panel, store.alternates("a1")
    said = {f"reply {panel[0]}": "no", f"reply {panel[1]}": "yes", f"reply {reserve[0]}": "yes"}
    said |= {f"reply {panel[2]}": "perhaps", f"reply {reserve[1]}": "no"}
    assert anna.post("/facilitator/a1/panel", **said).status_code == 302
    counted = re.findall(r"<dt>([^<]+)</dt><dd>(\d+)", anna.read("/facilitator/a1/panel"))
    assert {("said yes", "1"), ("said no", "1"), ("no answer yet", "2")} <= {*counted}
    form = anna.read("/facilitator/a1/replace")
    marked = re.findall(r'name="(withdrawn|joined)" value="([^"]+)" checked', form)
    assert marked == [("withdrawn", panel[0]), ("joined", reserve[0])]
    assert re.search(rf"<textarea[^>]*name=\"unavailable\"[^>]*>{reserve[1]}</textarea>", form)


def test_two_who_ask_at_once_write_over_no_answer_of_the_other(app, anna, assembly) -> None:
    """Both opened the page before anybody had answered, and each reached somebody else."""
    with app.extensions["begin"].reading() as store:
        first, second = store.drawn("a1").panel[:2]
    page = anna.read("/facilitator/a1/panel")
    opened = dict.fromkeys(re.findall(r'name="((?:was|reply) [^"]+)"', page), "")
    assert {f"was {first}", f"reply {first}"} <= opened.keys()
    for one, answer in ((first, "yes"), (second, "no")):
        anna.post("/facilitator/a1/panel", **opened | {f"reply {one}": answer})
    with app.extensions["begin"].reading() as store:
        assert store.replies("a1") == {first: "yes", second: "no"}
    anna.post("/facilitator/a1/panel", **opened | {f"was {first}": "yes"})  # taken back
    with app.extensions["begin"].reading() as store:
        assert store.replies("a1") == {second: "no"}


def test_seats_are_drawn_for_again_from_the_mark_to_the_bundle(
    app, anna, stranger, assembly
) -> None:
    panel = drawn(app)
    assert "Members who cannot come" in anna.read("/facilitator/a1")
    assert MARKED.findall(anna.read("/facilitator/a1/replace")) == panel
    page = begun(app, anna, withdrawn=panel[:1])
    public = page.replace("facilitator", "assemblies")
    assert stranger.get(public).status_code == 404  # nothing is published yet
    assert "drawn for in" not in stranger.read("/assemblies/a1")
    left = anna.read(f"{page}/people")
    assert "Yes. There are panels that meet every quota." in left
    assert "<bdi dir=\"ltr\">1–1</bdi>" in left  # fmt: skip
    assert "<bdi dir=\"ltr\">0–0</bdi>" in left  # fmt: skip

    assert anna.post(f"{page}/lottery", objective="leximin", tickets="100").status_code == 302
    app.extensions["jobs"].finish()
    assert anna.post(f"{page}/commitment", answers="publish").status_code == 302
    assert "Replacements in May" in stranger.read("/assemblies/a1")
    assert "Town assembly" in stranger.read(public)
    assert anna.get(f"{page}/ceremony").status_code == 200
    assert anna.post(f"{page}/draw", seed="1 2 3", again="1 2 3", reserves="1").status_code == 302
    second = drawn(app, page.rsplit("/", 1)[1])
    assert {*panel[1:]} < {*second}
    assert panel[0] not in second
    listed = anna.read(f"{page}/panel")
    assert listed.count('<span class="hint">new</span>') == 1
    assert "/facilitator/a1/cards" in listed  # cards are those of the first draw
    assert "a draw of replacements" in stranger.read(f"{public}/ledger")
    assert "a lottery over replacements was committed to" in stranger.read("/assemblies/a1/ledger")
    lines = check(stranger.get(f"{public}/bundle.zip").data)
    assert any("3 stay of the draw with the digest" in line for line in lines)
    assert check(stranger.get("/assemblies/a1/bundle.zip").data)


def test_a_draw_of_replacements_ends_with_its_panel(app, anna, assembly) -> None:
    page = begun(app, anna, withdrawn=drawn(app)[:1])
    shown = anna.read(page)
    assert "What is left of the quotas" in shown
    assert "New vote" not in shown
    assert "Town assembly" in shown
    assert page in anna.read("/facilitator/a1")


def test_what_was_marked_stays_marked_and_may_be_changed_until_the_commitment(
    app, anna, assembly
) -> None:
    panel = drawn(app)
    page = begun(app, anna, withdrawn=panel[:1], unavailable="c012")
    form = anna.read("/facilitator/a1/replace")
    assert f'value="{panel[0]}" checked' in form
    assert ">c012</textarea>" in form
    assert 'name="title"' not in form
    assert begun(app, anna, withdrawn=panel[1:2]) == page
    assert panel[1] in anna.read(f"{page}/people")
    anna.post(f"{page}/lottery", objective="leximin", tickets="100")
    app.extensions["jobs"].finish()
    anna.post(f"{page}/commitment", answers="publish")
    assert anna.get("/facilitator/a1/replace").headers["Location"] == page
    refused = anna.post("/facilitator/a1/replace", withdrawn=panel[:1], unavailable="")
    assert refused.status_code == 409
    assert "is committed to" in refused.text


def test_what_does_not_fit_is_told_with_the_marks_kept(app, anna, assembly) -> None:
    panel = drawn(app)
    for sent, words in (
        ({}, "No seat is free"),
        ({"withdrawn": panel[:1], "unavailable": "c099"}, "c099.{0,9} is not in the pool"),
        ({"withdrawn": panel[:1], "title": ""}, "Fill this in."),
        ({"withdrawn": ["c099"]}, "is not on the panel"),
    ):
        given = {"unavailable": "", "title": "Replacements"} | sent
        answer = anna.post("/facilitator/a1/replace", **given)
        assert answer.status_code == 400
        assert re.search(words, answer.text), words
        if panel[0] in sent.get("withdrawn", ()):
            assert f'value="{panel[0]}" checked' in answer.text


def test_a_repair_is_made_at_the_press_of_a_button(app, anna, assembly) -> None:
    """Of six women two are on the panel; one withdraws, and no other can be asked."""
    with app.extensions["begin"].reading() as store:
        women = [p.id for p in store.pool("a1") if p.features["gender"] == "woman"]
    panel = drawn(app)
    gone = [id for id in panel if id in women][:1]
    away = [id for id in women if id not in panel]
    page = begun(app, anna, withdrawn=gone, unavailable="\n".join(away))
    shown = anna.read(f"{page}/people")
    assert "No panel from this pool meets every quota." in shown
    assert f'action="{page}/people/widen/0"' in shown
    assert anna.post(f"{page}/people/widen/99").status_code == 400
    assert anna.post(f"{page}/people/widen/0").status_code == 302
    app.extensions["jobs"].finish()
    assert "Yes. There are panels that meet every quota." in anna.read(f"{page}/people")
    assert anna.post("/facilitator/a1/people/widen/0").status_code == 409


@pytest.mark.parametrize("path", ["replace", "people/widen/0"])
def test_nobody_else_may_replace_members(bo, assembly, path) -> None:
    assert bo.post(f"/facilitator/a1/{path}", withdrawn="c001").status_code == 404


def test_other_files_cannot_be_uploaded_for_replacements(app, anna, assembly) -> None:
    page = begun(app, anna, withdrawn=drawn(app)[:1])
    assert 'name="people"' not in anna.read(f"{page}/people")
