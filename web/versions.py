"""All versions of a page that are kept, and the bytes of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response

from missions.register import using_register
from storage.rows import SnapshotRow, VersionRow
from watch import Watch
from web.pages import show
from web.parameters import Number, PageNumber, shown_by
from web.stored import version_view
from web.views import Printer
from web.visitor import Asking

A_PAGE = 100
UNNAMED = re.compile(r"[^A-Za-z0-9-]+")
KINDS = {"html": "html", "json": "json", "csv": "csv", "xml": "xml", "pdf": "pdf"}
DOWNLOAD = {
    # Whatever it is, a browser must keep it and not show it, and trust none of it.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class VersionLine:
    """One version in the list of a page's."""

    id: int
    fetched: str
    fetched_iso: str
    size: str
    is_believed: bool
    until: str
    """When it ceased to be what is believed; empty while it is, and for one that never was."""


def add_versions(app: FastAPI, watch: Watch) -> None:
    """Add the list of a page's versions, and the download of one."""
    shown = shown_by(app)

    @shown("/pages/{snapshot_id}/versions")
    def versions(visitor: Asking, snapshot_id: Number, number: PageNumber = 1) -> HTMLResponse:
        with watch.store.read() as repository:
            row = repository.snapshot(snapshot_id)
            rows = repository.versions_like(snapshot_id)
        first = (number - 1) * A_PAGE
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            return show(
                "versions",
                visitor,
                version=version_view(printer, row),
                lines=[_line(printer, one) for one in rows[first : first + A_PAGE]],
                total=len(rows),
                number=number,
                is_last=first + A_PAGE >= len(rows),
            )

    @app.api_route("/pages/{snapshot_id}/raw", methods=["GET", "HEAD"])
    def raw(visitor: Asking, snapshot_id: Number) -> Response:
        with watch.store.read() as repository:
            row = repository.snapshot(snapshot_id)
            if row.size > watch.settings.crawl.max_bytes:
                sentence = visitor.speech.say("This version is larger than what may be downloaded.")
                raise HTTPException(413, sentence)
            body = repository.body(snapshot_id)
        headers = {"Content-Disposition": f'attachment; filename="{file_name(row)}"', **DOWNLOAD}
        return Response(body, media_type="application/octet-stream", headers=headers)


def file_name(row: SnapshotRow) -> str:
    """Return a name for a version's bytes that is safe everywhere.

    It ends in `.txt`: opened from a folder, a page would run its scripts and a table its formulas.
    """
    source = UNNAMED.sub("-", row.source).strip("-")[:40] or "page"
    kind = next((end for word, end in KINDS.items() if word in row.content_type.lower()), "bytes")
    return f"{source}-version-{row.id}.{kind}.txt"


def _line(printer: Printer, row: VersionRow) -> VersionLine:
    return VersionLine(
        id=row.id,
        fetched=printer.moment(row.fetched_at),
        fetched_iso=row.fetched_at.isoformat(),
        size=printer.visitor.speech.number(row.size),
        is_believed=row.believed_at is not None,
        until=printer.moment(row.superseded_at) if row.superseded_at else "",
    )
