"""The site's addresses and what each answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from itertools import groupby
from pathlib import Path as File
from typing import Annotated

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from missions.records import ChangeKind, ChangeState, Status
from missions.register import using_register
from notifier.cleaning import clean
from storage.errors import NotFound, StorageError, SubscriberUnknown
from storage.rows import ChangeRow
from watch import UnknownMission, UnknownSource, Watch
from web.pages import page
from web.publications import add_publications
from web.security import SecurityHeaders
from web.stored import stored_page
from web.subscriptions import add_subscriptions
from web.views import Printer

RECENT = 20
A_PAGE = 100
SnapshotId = Annotated[int, Path(ge=1, le=2**31 - 1)]
ChangeId = Annotated[int, Path(ge=1, le=2**31 - 1)]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
Filter = Annotated[str, Query(max_length=200)]
Signed = Annotated[str, Path(max_length=200)]


def create_app(watch: Watch) -> FastAPI:
    """Return the review site on an open watch; the caller closes the store."""
    # No generated documentation pages: they load scripts from elsewhere.
    app = FastAPI(title="missionwatch", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SecurityHeaders)
    app.mount("/static", StaticFiles(directory=File(__file__).parent / "static"), name="static")
    _add_reading_pages(app, watch)
    add_subscriptions(app, watch)
    add_publications(app, watch)
    _add_problems(app)
    return app


def _add_reading_pages(app: FastAPI, watch: Watch) -> None:
    shown = partial(app.api_route, methods=["GET", "HEAD"], response_class=HTMLResponse)

    @shown("/")
    def home() -> HTMLResponse:
        printer = _printer(watch)
        told = [row for row in _changes(watch, state=ChangeState.CONFIRMED) if _is_news(row)]
        return page(
            "home",
            changes=[printer.change(row) for row in told[:RECENT]],
            sources=[printer.source(health) for health in watch.source_health()],
        )

    @shown("/changes")
    def changes(
        source: Filter = "", mission: Filter = "", kind: Filter = "", number: PageNumber = 1
    ) -> HTMLResponse:
        printer = _printer(watch)
        chosen = {"source": clean(source), "mission": clean(mission), "kind": clean(kind)}
        rows = _changes(watch, **chosen)
        first = (number - 1) * A_PAGE
        return page(
            "changes",
            changes=[printer.change(row) for row in rows[first : first + A_PAGE]],
            total=len(rows),
            number=number,
            is_last=first + A_PAGE >= len(rows),
            chosen=chosen,
            sources=[(name, printer.source_name(name)) for name in printer.profiles],
            kinds=[(str(one), str(one)) for one in ChangeKind],
        )

    @shown("/changes/{change_id}")
    def change(change_id: ChangeId) -> HTMLResponse:
        with watch.store.read() as repository:
            row = repository.change(change_id)
        versions = tuple(_versions(watch, row))
        view = _printer(watch).change(row, with_words=True, versions=versions)
        return page("change", change=view, field=_field_mark(row))

    @shown("/pages/{snapshot_id}")
    def stored(snapshot_id: SnapshotId, mark: Filter = "", field: Filter = "") -> HTMLResponse:
        printer = _printer(watch)
        version = watch.page_version(snapshot_id)
        with using_register(watch.register()):
            view = stored_page(
                version,
                printer.source_name(version.row.source),
                printer.moment(version.row.fetched_at),
                clean(mark),
                clean(field),
            )
        return page("stored", page=view, mark=clean(mark))

    @shown("/oddities")
    def oddities(source: Filter = "") -> HTMLResponse:
        printer = _printer(watch)
        rows = watch.oddities(clean(source) or None)
        return page(
            "oddities",
            groups=[
                (printer.source_name(name), [printer.oddity(row) for row in group])
                for name, group in groupby(rows, key=lambda row: row.source)
            ],
            chosen=clean(source),
            sources=[(name, printer.source_name(name)) for name in printer.profiles],
        )

    @shown("/contradictions")
    def contradictions(source: Filter = "") -> HTMLResponse:
        printer = _printer(watch)
        rows = watch.contradictions(clean(source) or None)
        return page(
            "contradictions",
            contradictions=[printer.contradiction(row) for row in rows],
            chosen=clean(source),
            sources=[(name, printer.source_name(name)) for name in printer.profiles],
        )

    @shown("/missions")
    def missions(source: Filter = "", status: Filter = "") -> HTMLResponse:
        printer = _printer(watch)
        wanted = Status(status) if status in set(Status) else None
        rows = watch.missions(source=clean(source) or None, status=wanted, unsure=True)
        groups = [
            (printer.source_name(name), [printer.mission(row) for row in group])
            for name, group in groupby(rows, key=lambda row: row.source)
        ]
        chosen = {"source": clean(source), "status": str(wanted or "")}
        sources = [(name, printer.source_name(name)) for name in printer.profiles]
        statuses = [(str(one), str(one)) for one in Status]
        return page("missions", groups=groups, chosen=chosen, sources=sources, statuses=statuses)

    @shown("/sources")
    def sources() -> HTMLResponse:
        printer = _printer(watch)
        found = [printer.source(health) for health in watch.source_health()]
        return page("sources", sources=found)

    @app.api_route("/healthz", methods=["GET", "HEAD"])
    def healthz() -> Response:
        try:
            with watch.store.read() as repository:
                repository.source_rows()
        except StorageError as error:
            return JSONResponse({"status": "failing", "why": str(error)}, 503)
        return JSONResponse({"status": "ok"})


def _add_problems(app: FastAPI) -> None:
    """Every error is a page of ours, with the sentence that the rooms give."""

    @app.exception_handler(NotFound)
    @app.exception_handler(UnknownMission)
    @app.exception_handler(UnknownSource)
    def unknown(request: Request, error: Exception) -> HTMLResponse:
        return page("problem", 404, title="Not found", sentence=str(error))

    @app.exception_handler(SubscriberUnknown)
    def left(request: Request, error: Exception) -> HTMLResponse:
        sentence = "Nobody gets mail through this link: they left already, or it was cut short."
        return page("problem", 404, title="Not subscribed", sentence=sentence)

    @app.exception_handler(StorageError)
    def unusable(request: Request, error: Exception) -> HTMLResponse:
        return page("problem", 503, title="The storage cannot be used", sentence=str(error))

    @app.exception_handler(RequestValidationError)
    def not_understood(request: Request, error: Exception) -> HTMLResponse:
        sentence = "Nothing has this address, or one of its filters is not understood."
        return page("problem", 404, title="Not found", sentence=sentence)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> HTMLResponse:
        answer = page("problem", error.status_code, title=error.detail, sentence="")
        answer.headers.update(error.headers or {})
        return answer


def _changes(
    watch: Watch, source: str = "", mission: str = "", kind: str = "", state: str = ""
) -> list[ChangeRow]:
    """Return the changes that fit, newest first; an empty filter lets all pass."""
    with watch.store.read() as repository:
        return repository.changes(source=source, mission=mission, kind=kind, state=state)[::-1]


def _versions(watch: Watch, row: ChangeRow) -> Iterator[tuple[str, int]]:
    """Yield the stored versions of a change's page: the one before it and the one that has it."""
    source, page = row.change.source, row.change.page
    before = watch.version_at(source, page, row.detected - timedelta.resolution)
    after = watch.version_at(source, page, row.detected)
    if before is not None:
        yield "before", before
    if after is not None and after != before:
        yield "after", after


def _field_mark(row: ChangeRow) -> str:
    """Return the field that a change's evidence is about; "" for the mission itself."""
    return (row.change.field or "") if row.change.kind is ChangeKind.FIELD else ""


def _is_news(row: ChangeRow) -> bool:
    return row.change.kind is not ChangeKind.SOURCE


def _printer(watch: Watch) -> Printer:
    return Printer(watch.profiles(), watch.settings.schedule.zone())
