"""Assemblies that are over: into the archive, and out of it again."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.procedures.archiving import archive_assembly, take_out_of_archive
from webapp import policy
from webapp.current import begin, now
from webapp.facilitator.blueprint import bp


@bp.post("/facilitator/<assembly_id>/archive")
@policy.facilitator
def archive(assembly_id: str) -> ResponseReturnValue:
    """Put an assembly into the archive."""
    with begin() as store:
        archive_assembly(store, assembly_id, by=current_user.facilitator.id, now=now())
    return redirect(url_for("facilitator.assemblies"))


@bp.post("/facilitator/<assembly_id>/archive/out")
@policy.facilitator
def take_out(assembly_id: str) -> ResponseReturnValue:
    """Let an assembly go on that was in the archive."""
    with begin() as store:
        take_out_of_archive(store, assembly_id, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.assembly", assembly_id=assembly_id))
