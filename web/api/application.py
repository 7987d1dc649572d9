"""The API as a whole: an application of its own within the site, by the site's rules of entry."""

from __future__ import annotations

import re

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.routing import Mount

from watch import Watch
from watch.crawl_desk import CrawlDesk
from web.api.answers import CONTENT_HEADERS
from web.api.caller import Reader
from web.api.changes import add_changes
from web.api.description import describe
from web.api.missions import add_missions
from web.api.problems import add_problems
from web.api.runs import add_runs
from web.api.sources import add_sources
from web.visitor import session_cookie

ADDRESS = "/api/v1"


def add_api(app: FastAPI, watch: Watch, desk: CrawlDesk) -> None:
    """Add the API to the site."""
    app.router.routes.append(mounted(create_api(watch, desk)))


def mounted(api: FastAPI) -> Mount:
    """Return the API under its address, whatever follows it: also a line break in a name."""
    mount = Mount(ADDRESS, api, name="api")
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def create_api(watch: Watch, desk: CrawlDesk) -> FastAPI:
    """Return the application of the API."""
    api = FastAPI(
        title="missionwatch",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    api.state.watch = watch
    api.state.has_accounts = False
    add_sources(api, watch, desk)
    add_missions(api, watch)
    add_changes(api, watch)
    add_runs(api, watch)
    add_problems(api)
    describe(api, session_cookie(watch))

    @api.api_route("/openapi.json", methods=["GET", "HEAD"], include_in_schema=False)
    def openapi(request: Request, visitor: Reader) -> Response:
        return JSONResponse(api.openapi(), headers=CONTENT_HEADERS)

    return api
