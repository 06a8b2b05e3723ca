"""Long work that can be called off at any time, deep inside a solver too.

Whoever starts the work says how to find out that it is no longer wanted, and the work asks: each
programme of the solver does so many times a second while it runs, and long loops do so themselves.
No function in between has an argument for it; the question holds for all that is done inside, and
for nothing else, also where several threads work at once.

>>> with interruptible(lambda: True):
...     heed()
Traceback (most recent call last):
    ...
deliberation.errors.CancelledError: the work was called off; nothing was decided
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from deliberation.errors import CancelledError

CalledOff = Callable[[], bool]

_asked: ContextVar[CalledOff | None] = ContextVar("called_off", default=None)


@contextmanager
def interruptible(called_off: CalledOff) -> Iterator[None]:
    """Let what is done inside end early, with ``CancelledError``, once *called_off* says so.

    Args:
        called_off: is asked often, and from within the solver: it must be quick and never fail, as
            ``threading.Event.is_set`` is.
    """
    token = _asked.set(called_off)
    try:
        yield
    finally:
        _asked.reset(token)


def question() -> CalledOff | None:
    """What says whether the present work was called off; ``None`` where nobody can call it off."""
    return _asked.get()


def heed() -> None:
    """Go on, unless the present work was called off.

    Raises:
        CancelledError: it was.
    """
    called_off = _asked.get()
    if called_off is not None and called_off():
        raise CancelledError
