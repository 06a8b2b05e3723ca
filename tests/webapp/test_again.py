"""A form is shown again with what does not fit, and then nothing of it is done."""

from functools import partial

import pytest
from flask import redirect

from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from webapp import policy
from webapp.again import shown_again, told_beside
from webapp.current import begin

FIT = (InvalidInputError,)


@pytest.fixture
def send(start):
    """Sends a form to a route that reads a number, and does as it was told to."""
    app = start()
    done: list[int] = []

    def page(name: str, problems: dict[str, str]):
        return redirect("/") if "gone" in problems["number"] else f"{name}: {problems}"

    @policy.public
    def route() -> str:
        again = partial(page, "the form")
        with shown_again(again) as typed:
            number = typed.number("number", least=1, most=6)
        with told_beside("number", again, kinds=kinds), begin():
            if refusal:
                raise refusal
            done.append(number)
        return "done"

    app.add_url_rule("/planted", "planted", route, methods=["POST"])
    refusal: Exception | None = None
    kinds = FIT

    def answer(number: str, error: Exception | None = None, told=FIT):
        nonlocal refusal, kinds
        refusal, kinds = error, told
        done.clear()
        response = app.test_client().post("/planted", data={"number": number})
        return response.status_code, response.get_data(as_text=True), [*done]

    app.config["WTF_CSRF_ENABLED"] = False
    return answer


def test_what_fits_is_done(send) -> None:
    assert send("3") == (200, "done", [3])


def test_what_does_not_fit_is_shown_again_and_nothing_is_done(send) -> None:
    status, page, done = send("7")

    assert (status, done) == (400, [])
    assert page.startswith("the form: {'number': ")
    assert "from 1 to 6" in page


def test_what_a_step_refuses_stands_beside_its_field(send) -> None:
    status, page, done = send("3", InvalidInputError(["three is odd", "four is not"]))

    assert (status, done) == (400, [])
    assert page == "the form: {'number': 'Three is odd. Four is not.'}"


def test_a_step_that_comes_at_the_wrong_time_is_told_there_only_where_that_is_asked_for(
    send,
) -> None:
    late = ProcedureError("the dice are thrown")

    assert send("3", late, (ProcedureError,)) == (
        409,
        "the form: {'number': 'The dice are thrown.'}",
        [],
    )
    assert send("3", late)[0] == 409
    assert "the form" not in send("3", late)[1]


def test_errors_of_another_kind_have_their_own_page(send) -> None:
    status, page, _done = send("3", NotFoundError("vote", "v"), (*FIT, ProcedureError))

    assert status == 404
    assert "the form" not in page


def test_a_page_that_leads_elsewhere_does_so(send) -> None:
    assert send("3", InvalidInputError(["this vote is gone"]))[0] == 302
