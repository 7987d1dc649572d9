"""How the site's templates are rendered: escaped, strict, in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notifier.language import DEFAULT, Speech, speech_in

if TYPE_CHECKING:
    from web.visitor import Visitor

ROOM = "web"


def speech_of(language: str) -> Speech:
    """Return the site's sentences in a language; English where there is no catalogue."""
    return speech_in(language, ROOM)


def page(
    name: str, status: int = 200, language: str = DEFAULT, /, **values: object
) -> HTMLResponse:
    """Return the page that a template makes of `values`."""
    template = _templates(language).get_template(f"{name}.html.j2")
    return HTMLResponse(template.render(values), status)


def show(name: str, visitor: Visitor, status: int = 200, /, **values: object) -> HTMLResponse:
    """Return a page of the review site for who asks, in their language."""
    return page(name, status, visitor.language, visitor=visitor, **values)


@cache
def _templates(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("web"),
        autoescape=select_autoescape(("html.j2",)),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals["language"] = language
    catalogue = speech_of(language).catalogue
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )
    return environment
