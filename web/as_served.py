"""A stored page as the site served it, made harmless, in a frame that could do nothing anyway.

The frame's document has an origin of its own (`sandbox`), may load nothing, run nothing, send
nothing and be shown by our own pages only; its one style sheet is named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path as File

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from crawler.marking import marked_texts
from missions.register import using_register
from notifier.cleaning import clean
from watch import PageVersion, Watch
from web.inert import Inert, inert, inert_text
from web.pages import page, show
from web.parameters import Filter, Number, shown_by
from web.security import HEADERS
from web.stored import evidence_of, version_view
from web.views import Printer
from web.visitor import Asking

POLICY = "Content-Security-Policy"


def add_as_served(app: FastAPI, watch: Watch) -> None:
    """Add the page around the frame, and what is in it."""
    shown_at = shown_by(app)

    @shown_at("/pages/{snapshot_id}/as-served")
    def as_served(
        visitor: Asking, snapshot_id: Number, mark: Filter = "", field: Filter = ""
    ) -> HTMLResponse:
        version = watch.page_version(snapshot_id)
        with using_register(watch.register()):
            view = version_view(Printer(watch.profiles(), visitor), version.row)
            drawn = None if version.page.is_unwieldy else _drawn(version, clean(mark), clean(field))
        answer = show(
            "as_served",
            visitor,
            version=view,
            is_unwieldy=drawn is None,
            is_cut=drawn is not None and drawn.is_cut,
            is_marked=drawn is not None and drawn.is_marked,
            mark=clean(mark),
            field=clean(field),
        )
        answer.headers[POLICY] = f"{HEADERS[POLICY]}; frame-src 'self'"
        return answer

    @shown_at("/pages/{snapshot_id}/as-served/frame")
    def frame(
        visitor: Asking, snapshot_id: Number, mark: Filter = "", field: Filter = ""
    ) -> HTMLResponse:
        version = watch.page_version(snapshot_id)
        answer = page(
            "as_served_frame",
            language=visitor.language,
            markup=_drawn(version, clean(mark), clean(field)).markup,
            style=_style(),
            written_in=clean(version.row.language or "", 2),
            title=clean(version.row.title or version.row.url, 200),
        )
        answer.headers[POLICY] = (
            f"sandbox; default-src 'none'; style-src '{_hash(_style())}'; "
            "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
        )
        answer.headers["X-Frame-Options"] = "SAMEORIGIN"
        return answer


def _drawn(version: PageVersion, mark: str, field: str) -> Inert:
    """Return a version's markup made harmless; of a data file its text."""
    root = version.page.tree()
    if root is not None:
        marks = marked_texts(root, evidence_of(version, mark, field)) if mark else {}
        return inert(root, version.row.url, marks)
    return inert_text(version.page.text)


@cache
def _style() -> str:
    return (File(__file__).parent / "static" / "as_served.css").read_text(encoding="utf-8")


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
