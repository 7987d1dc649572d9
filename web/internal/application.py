"""What is internal, as an application of its own within the site."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

from watch import Watch
from web.api.problems import add_problems
from web.internal.door import LetIn
from web.internal.health import health_of
from web.internal.metrics import registry_of
from web.internal.requests import Measured
from web.internal.state import Ticked, no_scheduler

ADDRESS = "/internal"


def add_internal(app: FastAPI, watch: Watch) -> None:
    """Add what monitoring asks, and count all requests from now on.

    `app.state.ticked` says when the scheduler of this process last ticked.
    """
    app.state.ticked = no_scheduler

    def ticked() -> datetime | None:
        said: Ticked = app.state.ticked
        return said()

    registry = registry_of(watch, ticked)
    app.add_middleware(Measured, registry=registry)
    app.mount(ADDRESS, _internal(watch, ticked, registry), name="internal")


def _internal(watch: Watch, ticked: Ticked, registry: CollectorRegistry) -> FastAPI:
    internal = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    internal.state.watch = watch

    @internal.api_route("/health", methods=["GET", "HEAD"])
    def health(entered: LetIn) -> Response:
        return JSONResponse(health_of(watch, ticked, datetime.now(UTC)))

    @internal.api_route("/metrics", methods=["GET", "HEAD"])
    def metrics(request: Request, entered: LetIn) -> Response:
        encode, kind = choose_encoder(request.headers.get("Accept", ""))
        return Response(encode(registry), media_type=kind)

    add_problems(internal)
    return internal
