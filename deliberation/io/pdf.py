"""PDF from the source that ``figures.typeset`` writes, by the typesetter Typst."""

from __future__ import annotations

from importlib.util import find_spec

from deliberation.errors import InvalidInputError


def can_print() -> bool:
    """Whether the typesetter is installed, which is an extra: ``deliberation[pdf]``."""
    return find_spec("typst") is not None


def pdf_of(source: str) -> bytes:
    """The PDF of a *source*: tagged (PDF/UA-1), without a date, the same bytes each time.

    Raises:
        InvalidInputError: the typesetter is not installed.
    """
    if not can_print():
        raise InvalidInputError(
            ["a PDF needs the typesetter: install deliberation[pdf], or print the HTML report"]
        )
    import typst

    return bytes(typst.compile(source.encode(), format="pdf", pdf_standards="ua-1"))
