"""The report of a session that is over: as a page to keep, as a PDF, and for programs."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue

from deliberation.errors import NotFoundError
from deliberation.figures import REPORT, printed_session_report, session_report
from deliberation.io.pdf import pdf_of
from deliberation.procedures.reporting import session_document, votes_of_session
from deliberation.record.canonical import to_file
from webapp import policy
from webapp.current import now, reading
from webapp.languages import spoken
from webapp.public.pages import bp, download
from webapp.public.published import published

ADDRESS = "/assemblies/<assembly_id>/sessions/<session_id>"


@bp.get(f"{ADDRESS}/report.html")
@policy.public
def session_page(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """One file that stands alone, in the visitor's language where there are words in it."""
    page = session_report(*_documents(assembly_id, session_id), language=spoken(REPORT))
    return download(page.encode(), "session.html", "text/html; charset=utf-8")


@bp.get(f"{ADDRESS}/report.pdf")
@policy.public
def session_print(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """The same to print or to archive, tagged for screen readers."""
    source = printed_session_report(*_documents(assembly_id, session_id), language=spoken(REPORT))
    return download(pdf_of(source), "session.pdf", "application/pdf")


@bp.get(f"{ADDRESS}/session.json")
@policy.public
def session_file(assembly_id: str, session_id: str) -> ResponseReturnValue:
    """The same for programs."""
    document, _ = _documents(assembly_id, session_id)
    return download(to_file(document), "session.json", "application/json")


def _documents(
    assembly_id: str, session_id: str
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """What is told of the session, and what is published of its votes."""
    with reading() as store:
        published(store, assembly_id)
        if store.session(session_id).assembly_id != assembly_id:
            raise NotFoundError("session", session_id)
        document = session_document(store, session_id, now=now())
        return document, votes_of_session(store, session_id)
