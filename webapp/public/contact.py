"""Whom to tell of a fault: the contact of whoever runs this site, for people and for programs.

Source: E. Foudil & Y. Shafranovich, RFC 9116, "A File Format to Aid in Security Vulnerability
Disclosure" (2022).
"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, current_app, render_template
from flask.typing import ResponseReturnValue

from deliberation.errors import InvalidInputError, NotFoundError
from webapp import policy
from webapp.current import base_url, now
from webapp.public.pages import bp

SCHEMES = ("mailto:", "https://", "tel:")
GOOD_FOR = timedelta(days=30)
"""How long a program may keep the file; RFC 9116 asks for less than a year (section 2.5.5)."""


def init_app(app: Flask) -> None:
    """Pass *app* on with a contact that can be published, or with none.

    Raises:
        InvalidInputError: ``CONTACT`` is neither an e-mail address nor one of ``SCHEMES``.
    """
    said = str(app.config["CONTACT"]).strip()
    contact = f"mailto:{said}" if "@" in said and ":" not in said else said
    whole = contact.isprintable() and " " not in contact
    if contact and not (whole and contact.startswith(SCHEMES)):
        raise InvalidInputError(
            [
                f"DELIBERATION_CONTACT is {said!r}; give an e-mail address, or an address that "
                f"begins with {', '.join(SCHEMES)}"
            ]
        )
    app.config["CONTACT"] = contact
    app.jinja_env.globals["contact"] = contact


@bp.get("/security")
@policy.public
def security() -> ResponseReturnValue:
    """Whom to tell, and what not to send."""
    return render_template("public/security.html", address=_contact())


@bp.get("/.well-known/security.txt")
@policy.public
def security_txt() -> ResponseReturnValue:
    """The same for programs."""
    contact, site = _contact(), base_url()
    lines = [f"Contact: {contact}", f"Expires: {now() + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}"]
    if site.startswith("https://"):  # as addresses in this file must (section 2.5.2)
        lines.append(f"Canonical: {site}/.well-known/security.txt")
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _contact() -> str:
    """The contact.

    Raises:
        NotFoundError: nobody has given one.
    """
    if not current_app.config["CONTACT"]:
        raise NotFoundError("contact", "security")
    return str(current_app.config["CONTACT"])
