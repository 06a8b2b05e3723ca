"""The languages of the pages, and which one a visitor gets."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError, negotiate_locale
from flask import Flask, g, redirect, request, session, url_for
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import Babel, force_locale, get_locale, get_translations
from markupsafe import Markup

from webapp.framed import is_framed

LANGUAGES = {
    "en": "English",
    "da": "Dansk",
    "ar": "العربية",
    "tr": "Türkçe",
    "uk": "Українська",
    "pl": "Polski",
    "ur": "اردو",
}

AWAITING_REVIEW = frozenset({"da", "ar", "tr", "uk", "pl", "ur"})
"""The languages whose sentences nobody who grew up with the language has read through yet."""


class OnlyReadError(Exception):
    """Something would have been done for a form that was sent to be read in another language."""


def init_app(app: Flask) -> None:
    """Speak the visitor's language: the one chosen with ``lang``, else the browser's."""
    Babel(app, locale_selector=_chosen, default_translation_directories="translations")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: _translations().ugettext(text),
        ngettext=lambda one, many, n: _translations().ungettext(one, many, n),
        newstyle=True,
    )
    app.jinja_env.globals["_"] = _said  # the sentences of a page: by far the most of what it asks
    app.add_template_filter(in_language)
    app.add_template_filter(named, "language_named")
    app.before_request(_remember)
    app.context_processor(context)
    app.register_error_handler(OnlyReadError, _read_instead)


def _translations() -> Any:
    """The translations into the visitor's language, found once for all sentences of a page."""
    if "translations" not in g:
        g.translations = get_translations()
    return g.translations


def _said(text: str, **names: Any) -> Markup:
    """A sentence of a template in the visitor's language, with *names* put in."""
    return _sentence(_translations(), text) % names


@lru_cache(maxsize=4096)
def _sentence(translations: Any, text: str) -> Markup:
    """The sentence as the catalogue has it: the same for every visitor, and of no visitor."""
    return Markup(translations.ugettext(text))  # noqa: S704 - the catalogue is ours


def _remember() -> None:
    """Keep the language that the address asks for, or a form that is sent to be read in it."""
    wanted = request.args.get("lang") or request.form.get("lang")
    if wanted in LANGUAGES and is_framed():
        g.lang = wanted  # for this answer only: it sets no cookie
    elif wanted in LANGUAGES:
        session["lang"] = wanted


def _chosen() -> str:
    """The language of this visitor."""
    kept = g.get("lang") if is_framed() else session.get("lang")
    if kept in LANGUAGES:
        return str(kept)
    spoken = [tag for tag, _quality in request.accept_languages]
    return negotiate_locale(spoken, LANGUAGES, sep="-") or "en"


def is_only_read() -> bool:
    """Whether a form was sent to be read in another language, so that nothing is to be done."""
    return request.method == "POST" and "lang" in request.form


def _read_instead(_error: OnlyReadError) -> ResponseReturnValue:
    """The page itself, where what was sent would have been done and nothing came back."""
    return redirect(page_here())


def spoken(among: Container[str] = LANGUAGES) -> str:
    """The language of this visitor's pages, if it is *among* these; English if not."""
    locale = get_locale()
    return locale.language if locale and locale.language in among else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak one language to the end of the block, as for a paper, whatever the visitor's is."""
    before = g.pop("translations", None)
    with force_locale(language):
        yield
        g.pop("translations", None)
    if before is not None:
        g.translations = before


def direction_of(language: str) -> str:
    """From which side a language is read, as HTML writes it."""
    return str(Locale.parse(language).text_direction)


def in_language(language: str | None, unknown: str = "") -> Markup:
    """What an element says of a text in a *language*; *unknown* where nobody has said which."""
    if language is None:
        return Markup(unknown)  # noqa: S704 - the templates' own
    try:
        direction = direction_of(language)
    except UnknownLocaleError:
        direction = "auto"
    return Markup(' lang="{}" dir="{}"').format(language, direction)


def named(language: str) -> str:
    """What a *language* is called in the visitor's."""
    return str(Locale.parse(spoken()).languages.get(language, language))


def context() -> dict[str, Any]:
    """What every page needs to name its language and its direction."""
    locale = get_locale()
    language = spoken()
    return {
        "languages": LANGUAGES,
        "language": language,
        "awaits_review": language in AWAITING_REVIEW,
        "direction": locale.text_direction if locale else "ltr",
        "page_here": page_here,
    }


def page_here() -> str:
    """The address at which this page, or else the first one, is had in another language.

    The answer to a form is no page of its own; where its address is none either, the first page is.
    """
    adapter = request_ctx.url_adapter
    is_page = adapter is not None and adapter.test(method="GET")
    return request.path if is_page else url_for("public.home")
