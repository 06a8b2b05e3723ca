"""Options that are one of a few words."""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.errors import InvalidInputError


def require_word(option: str, word: str, known: Sequence[str]) -> None:
    """Refuse a *word* that is none of the *known*.

    Raises:
        InvalidInputError: it is not.
    """
    if word not in known:
        raise InvalidInputError([f"{option} is {word!r}; write one of {', '.join(known)}"])
