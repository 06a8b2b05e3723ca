"""One contest of those that a file of cast vote records holds."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import folded


def chosen(contests: Sequence[str], wanted: str | None, file: str) -> int:
    """Which of the *contests* is wanted.

    Args:
        wanted: its name, or a part of it; not needed where there is only one.

    Raises:
        InvalidInputError: there is none, or several could be meant.
    """
    fitting = [
        i for i, name in enumerate(contests) if wanted is None or folded(wanted) in folded(name)
    ]
    exact = [i for i in fitting if wanted is not None and folded(contests[i]) == folded(wanted)]
    if len(exact or fitting) == 1:
        return (exact or fitting)[0]
    if not contests:
        text = "the file holds no ranked contest"
    elif not fitting:
        text = f"no contest is called {wanted!r}; there are {_listed(contests)}"
    else:
        text = f"say which contest is meant: {_listed([contests[i] for i in fitting])}"
    raise InvalidInputError([Problem(text, file=file)])


def _listed(contests: Sequence[str]) -> str:
    return ", ".join(map(repr, contests))
