"""The public draw as a ceremony: announced, numbered, drawn by hand."""

from io import BytesIO

import pytest

PEOPLE = "id,gender\n" + "".join(f"c{n:02},{'man' if n % 2 else 'woman'}\n" for n in range(20))
QUOTAS = "feature,value,min,max\ngender,woman,2,2\ngender,man,2,2\n"
THROWN = "4 0 7 1 1 3"
PLAN = {"numbering": "two dice, thrown three times", "source": "two dice", "method": "hand"}


@pytest.fixture
def path(app, anna) -> str:
    """The page of an assembly of 100 tickets whose commitment is published."""
    created = anna.post("/facilitator/new", title="Town", question="How?")
    path = str(created.headers["Location"])
    files = {
        name: (BytesIO(text.encode()), f"{name}.csv")
        for name, text in (("people", PEOPLE), ("quotas", QUOTAS))
    }
    anna.post(f"{path}/people", size="4", per_household="1", **files)
    anna.post(f"{path}/lottery", objective="leximin", tickets="100")
    app.extensions["jobs"].finish()
    assert anna.post(f"{path}/commitment", answers="publish").status_code == 302
    return path


def announce(visitor, path: str, **changes: str):
    return visitor.post(f"{path}/ceremony/announce", **PLAN | changes)


def number(visitor, path: str, seed: str = THROWN, again: str = THROWN):
    return visitor.post(f"{path}/ceremony/number", seed=seed, again=again)


def draw(visitor, path: str, seed: str, again: str, **more: str):
    return visitor.post(f"{path}/draw", seed=seed, again=again, reserves="2", **more)


def test_from_the_announcement_to_a_ticket_that_dice_show(anna, path) -> None:
    assert announce(anna, path).headers["Location"] == f"{path}/ceremony"
    assert "thrown three times" in anna.read(f"{path}/ceremony")
    assert "numbered first" in anna.read(f"{path}/draw")
    assert draw(anna, path, "0 7", "0 7").status_code == 409

    assert number(anna, path).headers["Location"] == f"{path}/ceremony"
    assert "The tickets are numbered, by what was thrown:" in anna.read(f"{path}/ceremony")
    assert "type its digits" in anna.read(f"{path}/draw")

    assert draw(anna, path, "0 7", "07").headers["Location"] == f"{path}/panel"
    assert "<dd>7</dd>" in anna.read(f"{path}/panel")
    public = anna.read(path.replace("facilitator", "assemblies"))
    assert PLAN["numbering"] in public
    assert f"<bdi>{THROWN}</bdi>" in public
    assert "Ticket 7" in public


def test_two_who_typed_other_digits_have_numbered_nothing(anna, path) -> None:
    answer = number(anna, path, again="4 0 7 1 1 8")

    assert answer.status_code == 400
    assert "not the same" in answer.text
    assert "Number the tickets" in anna.read(f"{path}/ceremony")


def test_without_an_announcement_the_way_to_the_ticket_is_chosen(anna, path) -> None:
    number(anna, path)

    assert draw(anna, path, "0 7", "0 7").status_code == 400, "nothing is chosen beforehand"
    assert draw(anna, path, "dice 5", "dice 5", method="lots").status_code == 302


def test_what_is_announced_binds(anna, path) -> None:
    announce(anna, path, method="lots", numbering="")

    assert number(anna, path).status_code == 400
    assert announce(anna, path).status_code == 409
    assert "keep the order of the panels" in anna.read(f"{path}/ceremony")


@pytest.mark.parametrize("wrong", [{"source": ""}, {"numbering": ""}, {"method": "whim"}])
def test_an_announcement_says_everything(anna, path, wrong) -> None:
    answer = announce(anna, path, **wrong)

    assert answer.status_code == 400
    assert "Fill this in." in answer.text or "Choose one." in answer.text


@pytest.mark.parametrize("language", ["en", "da", "ar"])
def test_the_sheet_is_a_file_in_the_visitor_s_language(anna, path, language) -> None:
    number(anna, path)
    anna.read(f"{path}/ceremony?lang={language}")

    sheet = anna.get(f"{path}/sheet.html")

    assert sheet.headers["Content-Disposition"] == 'attachment; filename="sheet.html"'
    assert f'<html lang="{language}"' in sheet.text
    assert "c07" in sheet.text


def test_before_the_commitment_there_is_nothing_to_announce(anna) -> None:
    path = anna.post("/facilitator/new", title="T", question="Q").headers["Location"]

    assert "Publish the commitment first" in anna.read(f"{path}/ceremony")
    assert announce(anna, path).status_code == 409
    assert number(anna, path).status_code == 409
    assert anna.get(f"{path}/sheet.html").status_code == 409


def test_the_ceremony_of_another_facilitator_is_out_of_reach(anna, bo, path) -> None:
    assert announce(bo, path).status_code == 404
    assert number(bo, path).status_code == 404
    assert bo.get(f"{path}/sheet.html").status_code == 404
    assert "Announce the draw" in anna.read(f"{path}/ceremony")
