"""The review site: what it is made of."""

from __future__ import annotations

from pathlib import Path as File

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from storage.errors import StorageError
from watch import Watch
from watch.crawl_desk import CrawlDesk
from web.api.application import add_api
from web.as_served import add_as_served
from web.briefly_kept import BrieflyKept
from web.changes import add_changes
from web.charts import add_charts
from web.comparison import add_comparison
from web.doubts import add_doubts
from web.internal.application import add_internal
from web.lists import add_lists
from web.missions import add_missions
from web.oidc import add_oidc
from web.one_change import add_one_change
from web.one_mission import add_one_mission
from web.problems import add_problems
from web.publications import add_publications
from web.same_origin import SameOrigin
from web.searching import add_searching
from web.security import SecurityHeaders
from web.signing_in import add_signing_in
from web.sources import add_sources
from web.stored_pages import add_stored_pages
from web.subscriptions import add_subscriptions
from web.today import add_today
from web.versions import add_versions
from web.visitor import KeepsLanguage
from web.work import add_work


def create_app(watch: Watch) -> FastAPI:
    """Return the review site on an open watch; the caller closes the store."""
    # No generated documentation pages: they load scripts from elsewhere.
    app = FastAPI(title="missionwatch", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.watch = watch
    app.state.has_accounts = False
    app.add_middleware(BrieflyKept)
    app.add_middleware(KeepsLanguage)
    app.add_middleware(SameOrigin)
    app.add_middleware(SecurityHeaders)
    app.mount("/static", StaticFiles(directory=File(__file__).parent / "static"), name="static")
    add_signing_in(app, watch)
    add_oidc(app, watch)
    add_today(app, watch)
    add_changes(app, watch)
    add_searching(app, watch)
    add_one_change(app, watch)
    add_comparison(app, watch)
    add_stored_pages(app, watch)
    add_versions(app, watch)
    add_as_served(app, watch)
    add_missions(app, watch)
    add_one_mission(app, watch)
    add_lists(app, watch)
    add_charts(app, watch)
    add_sources(app, watch)
    add_doubts(app, watch)
    add_subscriptions(app, watch)
    add_publications(app, watch)
    desk = CrawlDesk(watch)
    add_work(app, watch, desk)
    add_problems(app)
    add_api(app, watch, desk)
    add_internal(app, watch)
    _add_pulse(app, watch)
    return app


def _add_pulse(app: FastAPI, watch: Watch) -> None:
    @app.api_route("/healthz", methods=["GET", "HEAD"])
    def healthz() -> Response:
        try:
            with watch.store.read() as repository:
                repository.source_rows()
        except StorageError as error:
            return JSONResponse({"status": "failing", "why": str(error)}, 503)
        return JSONResponse({"status": "ok"})
