"""A form that is shown again where something does not fit, with the sentences beside its fields.

A route reads its form in one block and acts in another; where either is refused, the page with the
form is the answer and nothing after the block is done::

    again = partial(_form, assembly_id)
    with shown_again(again) as typed:
        count = typed.number("count", least=1, most=6)
    with told_beside("count", again), begin() as store:
        issue_cards(store, assembly_id, count=count)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import NoReturn

from flask import abort, make_response, request
from flask.typing import ResponseReturnValue

from deliberation.errors import DeliberationError, InvalidInputError
from webapp.errors import sentences, status
from webapp.forms import Typed

Page = Callable[[dict[str, str]], ResponseReturnValue]
"""A page with a form, given what does not fit by the name of the field."""


@contextmanager
def shown_again(page: Page) -> Iterator[Typed]:
    """The form that was sent, to be read in the block; *page* answers where it has problems."""
    typed = Typed(request.form)
    yield typed
    if typed.problems:
        _answer(page(typed.problems), 400)


@contextmanager
def told_beside(
    field: str, page: Page, *, kinds: tuple[type[DeliberationError], ...] = (InvalidInputError,)
) -> Iterator[None]:
    """Let *page* answer where what the block does is refused, with the reasons beside a *field*.

    It stands before ``begin()`` in one ``with``, so that nothing is kept when the page is made.

    Args:
        kinds: the errors that are told there; others have a page of their own.
    """
    try:
        yield
    except kinds as error:
        _answer(page({field: " ".join(sentences(error))}), status(error))


def _answer(page: ResponseReturnValue, code: int) -> NoReturn:
    """Stop here, and answer with the *page*; one that leads elsewhere does so."""
    response = make_response(page)
    if response.status_code == HTTPStatus.OK:
        response.status_code = code
    abort(response)
