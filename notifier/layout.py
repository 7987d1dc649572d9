"""A digest or notice laid out as plain text and as HTML, folded so that no mail client clips it.

Styles are inlined, for many clients drop style sheets. A change is laid out once a language,
however many mails carry it; what is left to do for one mail is to put the pieces together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notifier.digest import Digest, Group
from notifier.entries import Entry
from notifier.language import speech_in
from notifier.letter import Letter
from notifier.notice import Notice

LARGEST_HTML = 95_000
"""Gmail clips a message at about 102 kB of HTML; the rest is room for rewritten links."""
FOLDS = (40, 20, 10, 5, 2, 1)
"""How many changes are shown before "and 140 more", tried until the HTML is small enough."""
PLACE = re.compile(r"<!--(\d+)-->")
"""Where a change goes; what is written into a page is escaped, so no page can make one."""


def lay_out(digest: Digest) -> Letter:
    """Return the digest as a letter whose HTML is below `LARGEST_HTML` bytes."""
    for shown in FOLDS:
        html = _digest_html(digest, shown)
        if len(html.encode()) <= LARGEST_HTML:
            break
    return Letter(
        subject=digest.subject,
        text=_digest_text(digest, shown),
        html=html,
        language=digest.speech.language,
        thread=digest.thread,
        unsubscribe_url=digest.footer.unsubscribe_url,
    )


def lay_out_notice(notice: Notice) -> Letter:
    """Return a notice as a letter."""
    language, subject = notice.speech.language, notice.subject
    templates = templates_in(language)
    page = templates.get_template("notice.html.j2")
    return Letter(
        subject=subject,
        text=templates.get_template("notice.txt.j2").render(notice=notice).lstrip(),
        html=_inliner().inline(page.render(notice=notice, language=language, subject=subject)),
        language=language,
        unsubscribe_url=notice.footer.unsubscribe_url if notice.footer else None,
    )


def _digest_html(digest: Digest, shown: int) -> str:
    frame = _inliner().inline(_rendered("digest.html.j2", digest, shown))
    written = {
        entry.change_id: _entry_html(entry, digest.speech.language)
        for group in digest.groups
        for entry in group.entries
    }
    return PLACE.sub(lambda place: written[int(place[1])], frame)


def _digest_text(digest: Digest, shown: int) -> str:
    return _rendered("digest.txt.j2", digest, shown).lstrip()


def _rendered(template: str, digest: Digest, shown: int) -> str:
    groups = tuple(_folded(digest.groups, shown))
    written_out = sum(len(group.entries) for group in digest.groups)
    quiet = digest.quiet[:shown]
    language = digest.speech.language
    return (
        templates_in(language)
        .get_template(template)
        .render(
            digest=digest,
            subject=digest.subject,
            language=language,
            groups=groups,
            more=digest.more + written_out - sum(len(group.entries) for group in groups),
            quiet=quiet,
            quiet_more=digest.quiet_more + len(digest.quiet) - len(quiet),
            written=lambda entry: _entry_text(entry, language),
        )
    )


def _folded(groups: tuple[Group, ...], room: int) -> Iterator[Group]:
    for group in groups:
        entries = group.entries[: max(room, 0)]
        room -= len(entries)
        if entries:
            yield Group(group.name, entries)


@lru_cache(maxsize=2000)
def _entry_html(entry: Entry, language: str) -> str:
    html = templates_in(language).get_template("entry.html.j2").render(entry=entry)
    return _inliner().inline_fragment(html, _plain_style())


@lru_cache(maxsize=2000)
def _entry_text(entry: Entry, language: str) -> str:
    return templates_in(language).get_template("entry.txt.j2").render(entry=entry).strip()


@cache
def templates_in(language: str) -> Environment:
    """Return the templates of all that is laid out, with a language's sentences in them."""
    speech = speech_in(language)
    environment = Environment(
        loader=PackageLoader("notifier"),
        autoescape=select_autoescape(("html.j2", "xml.j2")),
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
def _plain_style() -> str:
    """Return the style sheet without its rules for dark mode, which cannot be inlined."""
    style = (files("notifier") / "templates" / "mail.css").read_text(encoding="utf-8")
    return style.partition("@media")[0]


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
    )
