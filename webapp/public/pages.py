"""The public pages. Nothing here needs a card or a password; nothing here shows an open vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from deliberation.io.pdf import can_print
from deliberation.procedures import publish
from deliberation.procedures.reasoning import reasons_given
from deliberation.record.canonical import canonical
from deliberation.record.reasons import encode_reasons
from webapp import policy, sentences, words
from webapp.current import reading
from webapp.public.about import about
from webapp.public.ledgers import told
from webapp.public.outcomes import outcome
from webapp.public.published import listed_assemblies, opened_vote, published
from webapp.public.results import decision_told

bp = Blueprint("public", __name__)
bp.add_app_template_global(can_print)
bp.add_app_template_filter(sentences.told, "told")
bp.add_app_template_filter(sentences.whole, "whole")
bp.add_app_template_filter(sentences.ended, "ended")
bp.add_app_template_filter(words.apart, "apart")
bp.add_app_template_filter(decision_told, "decision")
bp.add_app_template_filter(words.decimal, "decimal")
bp.add_app_template_filter(words.grade, "grade")
bp.add_app_template_filter(words.mode_told, "mode_told")
bp.add_app_template_filter(words.money, "money")
bp.add_app_template_filter(words.moment, "moment")
bp.add_app_template_filter(words.rounded, "rounded")
bp.add_app_template_filter(words.row, "row")
bp.add_app_template_filter(words.share, "share")


@bp.get("/")
@policy.public
def home() -> ResponseReturnValue:
    """The assemblies that have published something, those that are over last."""
    with reading() as store:
        assemblies = listed_assemblies(store)
    return render_template("public/home.html", assemblies=assemblies)


@bp.get("/assemblies/<assembly_id>")
@policy.public
def assembly(assembly_id: str) -> ResponseReturnValue:
    """An assembly: its question, what it recommends, who is named, sessions, votes, the draw."""
    with reading() as store:
        page = about(store, published(store, assembly_id))
    return render_template("public/assembly.html", **page)


@bp.get("/assemblies/<assembly_id>/ledger")
@policy.public
def ledger(assembly_id: str) -> ResponseReturnValue:
    """Everything that decided, in its order and in words."""
    with reading() as store:
        assembly = published(store, assembly_id)
        entries = told(store, assembly_id)
    return render_template("public/ledger.html", assembly=assembly, entries=entries)


@bp.get("/assemblies/<assembly_id>/ledger.json")
@policy.public
def ledger_file(assembly_id: str) -> ResponseReturnValue:
    """The same for programs."""
    with reading() as store:
        published(store, assembly_id)
        document = publish.ledger_document(store, assembly_id)
    return _document(document, "ledger.json")


@bp.get("/assemblies/<assembly_id>/lottery.json")
@policy.public
def lottery(assembly_id: str) -> ResponseReturnValue:
    """The lottery as it was committed to."""
    with reading() as store:
        published(store, assembly_id)
        document = publish.lottery_document(store, assembly_id)
    return _document(document, "lottery.json")


@bp.get("/assemblies/<assembly_id>/reasons.json")
@policy.public
def reasons(assembly_id: str) -> ResponseReturnValue:
    """Reasons and minority statements, which stand beside the bundle and not in it."""
    with reading() as store:
        published(store, assembly_id)
        document = encode_reasons(reasons_given(store, assembly_id))
    return _document(document, "reasons.json")


@bp.get("/assemblies/<assembly_id>/bundle.zip")
@policy.public
def bundle(assembly_id: str) -> ResponseReturnValue:
    """Everything that has been published, as one file that a stranger can check."""
    with reading() as store:
        published(store, assembly_id)
        data = publish.assembly_bundle(store, assembly_id)
    return download(data, "bundle.zip", "application/zip")


@bp.get("/votes/<vote_id>")
@policy.public
def vote(vote_id: str) -> ResponseReturnValue:
    """A vote: that it is open, what its closed urn holds, or its result and how it came about."""
    with reading() as store:
        name, page = outcome(store, opened_vote(store, vote_id))
    return render_template(f"public/{name}.html", **page)


@bp.get("/votes/<vote_id>/urn.json")
@policy.public
def urn(vote_id: str) -> ResponseReturnValue:
    """On which terms and with which keys the ballots of a vote are sealed."""
    with reading() as store:
        opened_vote(store, vote_id)
        document = publish.urn_document(store, vote_id)
    return _document(document, f"{vote_id}.urn.json")


@bp.get("/votes/<vote_id>/board.json")
@policy.public
def board(vote_id: str) -> ResponseReturnValue:
    """What was in the urn when it was closed, before it was opened."""
    with reading() as store:
        opened_vote(store, vote_id)
        document = publish.board_document(store, vote_id)
    return _document(document, f"{vote_id}.board.json")


@bp.get("/votes/<vote_id>/list.json")
@policy.public
def ballot_list(vote_id: str) -> ResponseReturnValue:
    """Every counted ballot, in a vote whose mode publishes them."""
    with reading() as store:
        opened_vote(store, vote_id)
        document = publish.list_document(store, vote_id)
    return _document(document, f"{vote_id}.list.json")


def _document(document: Mapping[str, Any], name: str) -> Response:
    """A *document* of the record as a file of that *name*."""
    return download(canonical(document) + b"\n", name, "application/json")


def download(data: bytes, name: str, kind: str) -> Response:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, content_type=kind, headers=headers)
