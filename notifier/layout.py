"""A digest laid out as plain text and as HTML, folded so that no mail client clips it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notifier.digest import Digest, Group
from notifier.language import Speech, speech_in

LARGEST_HTML = 95_000
"""Gmail clips a message at about 102 kB of HTML; the rest is room for rewritten links."""
FOLDS = (40, 20, 10, 5, 2, 1)
"""How many changes are shown before "and 140 more", tried until the HTML is small enough."""


def lay_out(digest: Digest) -> tuple[str, str]:
    """Return the digest as plain text and as one HTML document below `LARGEST_HTML` bytes."""
    for shown in FOLDS:
        html = _inliner().inline(_render("digest.html.j2", digest, shown))
        if len(html.encode()) <= LARGEST_HTML:
            break
    return _render("digest.txt.j2", digest, shown), html


def _render(template: str, digest: Digest, shown: int) -> str:
    groups = tuple(_folded(digest.groups, shown))
    loud = sum(len(group.entries) for group in digest.groups)
    quiet = digest.quiet[:shown]
    page = _environment(digest.speech.language).get_template(template)
    return page.render(
        digest=digest,
        groups=groups,
        more=loud - sum(len(group.entries) for group in groups),
        quiet=quiet,
        quiet_more=len(digest.quiet) - len(quiet),
    ).lstrip()


def _folded(groups: tuple[Group, ...], room: int) -> Iterator[Group]:
    for group in groups:
        entries = group.entries[: max(room, 0)]
        room -= len(entries)
        if entries:
            yield Group(group.name, entries)


@cache
def _environment(language: str) -> Environment:
    speech: Speech = speech_in(language)
    environment = Environment(
        loader=PackageLoader("notifier"),
        autoescape=select_autoescape(("html.j2",)),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["number"] = speech.number
    catalogue = speech.catalogue
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )
    return environment


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
    )
