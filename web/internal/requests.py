"""Counting requests: by the template of the address, never by the address itself."""

from __future__ import annotations

from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
"""An address that nothing has, or a method that HTTP does not know."""
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Measured:
    """Notes each request, how it ended and how long it took."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        labels = ("method", "route")
        self._count = Counter(
            "missionwatch_http_requests",
            "Requests answered.",
            (*labels, "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "missionwatch_http_request_duration_seconds",
            "Time until a request was answered in full.",
            labels,
            buckets=SECONDS,
            registry=registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        began = perf_counter()

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noted)
        finally:
            method = scope["method"] if scope["method"] in METHODS else OTHER
            labels = (method, template_of(scope))
            self._count.labels(*labels, str(status)).inc()
            self._seconds.labels(*labels).observe(perf_counter() - began)


def template_of(scope: Scope) -> str:
    """Return the template of the address that was asked for."""
    route = scope.get("route")
    mounted_at: str = scope.get("root_path", "").removeprefix(scope.get("app_root_path", ""))
    if isinstance(route, Route):
        return f"{mounted_at}{route.path}"
    # Of what is mounted (the style sheet, and what the API does not have) only where that is.
    return mounted_at or OTHER
