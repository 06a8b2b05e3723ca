"""The upload form: homes of several columns, who must be in or out, and all problems at once."""

import re
from io import BytesIO

import pytest

from deliberation.sortition.pool import Standing

PEOPLE = "id,gender,street,number,status\n" + "".join(
    f"c{n:02},{'woman' if n % 2 else 'man'},Elm Street,{n // 4},{word}\n"
    for n, word in enumerate(["confirmed", "out", "In"] + [""] * 17)
)
QUOTAS = "feature,value,min,max\ngender,woman,2,2\ngender,man,2,2\n"


@pytest.fixture
def path(anna) -> str:
    """The page of a new assembly."""
    return anna.post("/facilitator/new", title="Town", question="How?").headers["Location"]


@pytest.fixture
def upload(anna, path):
    """Sends the form, with both files unless others are given."""

    def send(**fields):
        sent = {"size": "4", "per_household": "1"}
        for name, text in (("people", PEOPLE), ("quotas", QUOTAS)):
            text = fields.pop(name, text)
            if text is not None:
                sent[name] = (BytesIO(text.encode()), f"{name}.csv")
        return anna.post(f"{path}/people", **sent | fields)

    return send


@pytest.fixture
def kept(app, path):
    """The pool and the quotas that the assembly has."""

    def read():
        with app.extensions["begin"].reading() as store:
            id = path.rsplit("/", 1)[1]
            return store.pool(id), store.quotas(id)

    return read


def beside(page: str, field: str) -> str:
    """The problem that stands beside a field."""
    found = re.search(rf'<span class="error" id="{field}-problem">([^<]*)<', page)
    return found[1] if found else ""


def test_a_home_is_what_is_equal_in_all_its_columns(upload, kept) -> None:
    assert upload(household="street\r\nnumber", per_household="2").status_code == 302
    pool, quotas = kept()
    homes = {person.id: person.household for person in pool}
    assert homes["c00"] == homes["c03"] != homes["c04"], "four live at each number"
    assert quotas.per_household == 2


def test_the_status_says_who_must_be_in_or_out(upload, kept) -> None:
    assert upload(status="status").status_code == 302
    standing = {person.id: person.standing for person in kept()[0]}
    assert [standing[id] for id in ("c00", "c01", "c02", "c03")] == [
        Standing.IN, Standing.OUT, Standing.IN, Standing.OPEN
    ]  # fmt: skip


def test_a_word_that_is_no_status_stands_beside_its_row(upload) -> None:
    page = upload(people=PEOPLE.replace("In\n", "perhaps\n"), status="status").text
    assert re.search(r'scope="row">4</th>\s*<td[^>]*>.*perhaps', page)


def test_what_is_wrong_is_said_in_the_language_of_the_page(anna, upload) -> None:
    anna.get("/?lang=da")
    page = upload(
        people=PEOPLE.replace("c05,woman", "c05,Woman"), quotas=QUOTAS + "age,,1,2\n"
    ).text
    said = (
        "<bdi>gender</bdi>: »Woman« har ingen kvote, men kvoterne skriver »woman«; skriv det ens."
    )
    assert said in page
    assert "<bdi>value</bdi>: feltet er tomt." in page


def test_a_column_that_is_not_there_is_told_beside_its_field_with_those_that_are(upload) -> None:
    page = upload(household="street\nhouse", status="Status?", id="nr").text
    columns = "Its columns are: id, gender, street, number, status."
    assert beside(page, "household") == f"The file has no column “house”. {columns}"
    assert beside(page, "status") == f"The file has no column “Status?”. {columns}"
    assert beside(page, "id") == f"The file has no column “nr”. {columns}"
    assert "Problems in the file" not in page, "the file has nothing wrong"


def test_everything_that_is_wrong_is_told_at_once(upload) -> None:
    page = upload(
        size="many",
        per_household="0",
        status="mood",
        people=PEOPLE.replace("c05,woman", "c05,womn"),
        quotas=QUOTAS.replace("woman,2,2", "woman,5,2"),
    ).text
    assert beside(page, "size")
    assert beside(page, "per_household")
    assert beside(page, "status")
    assert "womn" in page
    again = upload(status="", people=PEOPLE, quotas=QUOTAS.replace("woman,2,2", "woman,5,2")).text
    assert "Problems in the file of quotas" in again, "once the seats are known"


def test_nothing_that_was_typed_or_chosen_is_lost(anna, upload, kept) -> None:
    """The seats are forgotten; both files, and all that was typed, are there for the next try."""
    page = upload(size="", household="street\nnumber", per_household="3", status="status").text
    assert "people.csv” is kept" in page
    assert "quotas.csv” is kept" in page
    assert "<details open>" in page
    assert re.search(r"<textarea[^>]*>street\nnumber</textarea>", page)
    assert re.search(r'name="per_household"[^>]* value="3"', page)
    assert re.search(r'name="status"[^>]* value="status"', page)
    typed = {"household": "street\nnumber", "per_household": "3", "status": "status"}
    assert upload(people=None, quotas=None, **typed).status_code == 302
    assert len(kept()[0]) == 20


def test_several_of_a_home_need_a_home(upload) -> None:
    page = upload(per_household="2").text
    assert beside(page, "household").startswith("Say which columns")


def test_the_page_tells_who_is_settled_and_how_homes_are_treated(anna, app, path, upload) -> None:
    upload(status="status", household="street\nnumber", per_household="2")
    app.extensions["jobs"].finish()
    page = anna.read(f"{path}/people")
    assert re.search(r"must be in</dt><dd>2<", page)
    assert re.search(r"must be out</dt><dd>1<", page)
    assert re.search(r"of a household at most</dt><dd>2<", page)
