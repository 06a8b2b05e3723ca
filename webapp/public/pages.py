"""The public pages. Nothing here needs a card or a password; nothing here shows an open vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from deliberation.assembly import Assembly, Stage, Vote, VoteState
from deliberation.errors import NotFoundError, ProcedureError, UnresolvedTieError
from deliberation.figures.recommended import Recommendation, recommendations
from deliberation.io.pdf import can_print
from deliberation.procedures import publish
from deliberation.procedures.counting import document_if_decided
from deliberation.procedures.paper import ways
from deliberation.procedures.reasoning import reasons_given, reasons_shown
from deliberation.procedures.rehearsing import is_rehearsal
from deliberation.procedures.replacing import around
from deliberation.procedures.revising import revision_of
from deliberation.procedures.shown import shown
from deliberation.procedures.wording import reading_of, readings_of
from deliberation.record.canonical import canonical
from deliberation.record.reasons import encode_reasons
from deliberation.store import Store
from webapp import policy, sentences, words
from webapp.current import base_url, now, reading
from webapp.framed import frame
from webapp.languages import spoken
from webapp.public.draws import drawing
from webapp.public.ledgers import exceptions, last_digest, told
from webapp.public.listed import listed
from webapp.public.results import counted, decision_told
from webapp.public.sessions import sessions, titles

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

PUBLISHED = (Stage.COMMITTED, Stage.DRAWN)


@bp.get("/")
@policy.public
def home() -> ResponseReturnValue:
    """The assemblies that have published something, those that are over last."""
    with reading() as store:
        shown = [one for one in store.assemblies() if _is_listed(store, one)]
    shown.sort(key=lambda one: one.archived is not None)
    return render_template("public/home.html", assemblies=shown)


@bp.get("/assemblies/<assembly_id>")
@policy.public
def assembly(assembly_id: str) -> ResponseReturnValue:
    """An assembly: its question, what it recommends, who is named, sessions, votes, the draw."""
    with reading() as store:
        assembly = published(store, assembly_id)
        votes = _votes(store, assembly_id)
        draw = drawing(store, assembly) if assembly.stage in PUBLISHED else None
        last = last_digest(store, assembly_id)
        undecided = [vote.id for vote in votes if _undecided(store, vote)]
        draws = around(store, assembly_id)
        meetings = sessions(store, assembly_id, now=now())
        asked = readings_of(store, assembly_id, votes, spoken())
        named, recommended = [*store.named(assembly_id)], recommended_in(store, votes)
    page = {"draw": draw, "draws": draws, "votes": votes, "undecided": undecided, "last": last}
    met: dict[str, Any] = {"sessions": meetings, "titles": titles(votes)}
    met |= {"named": named, "recommendations": recommended, "asked": asked}
    return render_template("public/assembly.html", assembly=assembly, **page, **met)


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
        vote = opened_vote(store, vote_id)
        page: dict[str, Any] = {"assembly": store.assembly(vote.assembly_id), "vote": vote}
        page["asked"] = reading_of(store, vote, spoken())
        seen, page["late"] = shown(store, vote), exceptions(store, vote)
        page["round"] = _round(store, vote)
        if vote.state is VoteState.OPEN:
            return render_template("public/open.html", **page, seen=seen)
        page["listed"], page["ways"] = listed(store, vote), ways(store, vote)
        try:
            document = publish.vote_document(store, vote_id)
        except UnresolvedTieError as tie:
            lost = seen is not None and seen.given_up is not None
            template = "public/closed.html" if lost else "public/tied.html"
            return render_template(template, **page, seen=seen, tie=tie)
        except ProcedureError:
            template = "public/closed.html" if seen else "public/nothing.html"
            return render_template(template, **page, seen=seen)
        reasons = reasons_shown(store, vote)
    address = base_url() + url_for("public.widget", vote_id=vote_id, lang=spoken())
    page |= {"result": counted(document), "reasons": reasons, "frame": frame(address, vote.title)}
    return render_template("public/result.html", **page, seen=seen)


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


def opened_vote(store: Store, vote_id: str) -> Vote:
    """The vote, if it has been opened; nobody is told of a draft."""
    vote = store.vote(vote_id)
    if vote.state is VoteState.DRAFT:
        raise NotFoundError("vote", vote_id)
    return vote


def _round(store: Store, vote: Vote) -> dict[str, Vote | None]:
    """The vote that this one revises, and the one that revises it."""
    if vote.rule != "support":
        return {}
    before, after = vote.options.get("revises"), revision_of(store.votes(vote.assembly_id), vote.id)
    return {"before": store.vote(before) if before else None, "after": after}


def published(store: Store, assembly_id: str) -> Assembly:
    """The assembly, if it has published something."""
    assembly = store.assembly(assembly_id)
    if not _is_public(store, assembly):
        raise NotFoundError("assembly", assembly_id)
    return assembly


def _is_listed(store: Store, assembly: Assembly) -> bool:
    """Whether there is anything to show, and it is meant."""
    return _is_public(store, assembly) and not is_rehearsal(store, assembly.id)


def _is_public(store: Store, assembly: Assembly) -> bool:
    """Whether there is anything to show."""
    return (
        assembly.stage in PUBLISHED
        or bool(_votes(store, assembly.id))
        or any(session.public for session in store.sessions(assembly.id))
    )


def _votes(store: Store, assembly_id: str) -> list[Vote]:
    """The votes that have been opened."""
    return [vote for vote in store.votes(assembly_id) if vote.state is not VoteState.DRAFT]


def recommended_in(store: Store, votes: list[Vote]) -> tuple[Recommendation, ...]:
    """What those of the *votes* recommend that are decided, group after group, by support."""
    asked = (vote for vote in votes if vote.rule == "support")
    documents = (document_if_decided(store, vote) for vote in asked)
    return recommendations([one for one in documents if one is not None], {})


def _undecided(store: Store, vote: Vote) -> bool:
    """Whether a closed vote waits for its urn to be opened, or for dice."""
    seen = shown(store, vote)
    return seen is not None and seen.board is not None and not seen.over


def _document(document: Mapping[str, Any], name: str) -> Response:
    """A *document* of the record as a file of that *name*."""
    return download(canonical(document) + b"\n", name, "application/json")


def download(data: bytes, name: str, kind: str) -> Response:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, content_type=kind, headers=headers)
