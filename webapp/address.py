"""The address of this site is the one that was configured, whatever a request says it is.

A proxy in front speaks plain HTTP to us, and anybody can write into ``Host``, ``Forwarded`` and
``X-Forwarded-...``. So nothing goes by them: where ``BASE_URL`` is set, addresses on pages, the
cookie and the check of forms go by it, however many proxies there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask


class OwnAddress:
    """Passes requests on as if each had come to the address of the site."""

    def __init__(self, app: Flask, within: WSGIApplication) -> None:
        self._app, self._within = app, within

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        site = urlsplit(str(self._app.config["BASE_URL"]))
        if site.netloc:
            environ["wsgi.url_scheme"], environ["HTTP_HOST"] = site.scheme, site.netloc
        return self._within(environ, start)


def init_app(app: Flask) -> None:
    """Let *app* know its own address."""
    app.wsgi_app = OwnAddress(app, app.wsgi_app)  # type: ignore[assignment, method-assign]
