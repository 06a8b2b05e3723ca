"""The report of an assembly, made from what its bundle holds: as a page to keep, or as a PDF."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask.typing import ResponseReturnValue

from deliberation.figures import REPORT, printed_report, report
from deliberation.io.pdf import pdf_of
from deliberation.procedures import publish
from deliberation.procedures.paper import ways
from deliberation.procedures.populating import population_of
from deliberation.procedures.reasoning import reasons_given
from deliberation.record.bundle import unbundle
from webapp import policy
from webapp.current import reading
from webapp.languages import spoken
from webapp.public.pages import bp, download
from webapp.public.published import published


@bp.get("/assemblies/<assembly_id>/report.html")
@policy.public
def report_page(assembly_id: str) -> ResponseReturnValue:
    """One file that stands alone, in the visitor's language where there are words in it."""
    documents, beside = _documents(assembly_id)
    page = report(documents, **beside, language=spoken(REPORT))
    return download(page.encode(), "report.html", "text/html; charset=utf-8")


@bp.get("/assemblies/<assembly_id>/report.pdf")
@policy.public
def report_print(assembly_id: str) -> ResponseReturnValue:
    """The same to print or to archive, tagged for screen readers."""
    documents, beside = _documents(assembly_id)
    source = printed_report(documents, **beside, language=spoken(REPORT))
    return download(pdf_of(source), "report.pdf", "application/pdf")


def _documents(assembly_id: str) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """What the bundle holds, and what is told beside it: the report can show nothing else."""
    with reading() as store:
        published(store, assembly_id)
        documents = unbundle(publish.assembly_bundle(store, assembly_id))
        came = {vote.id: ways(store, vote) for vote in store.votes(assembly_id)}
        told = {id: asdict(found) for id, found in came.items() if found is not None}
        return documents, {
            "reasons": reasons_given(store, assembly_id),
            "ways": told,
            "population": population_of(store, assembly_id),
        }
