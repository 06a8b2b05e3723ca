"""Parts of pages that a script asks for again and again."""

from __future__ import annotations

from flask import make_response, request
from werkzeug import Response


def fresh(part: str) -> Response:
    """*part*, or 304 and nothing where the visitor has it already."""
    response = make_response(part)
    response.add_etag()
    return response.make_conditional(request)
