"""Other sites' pages may not act in a visitor's name: what changes something comes from us alone.

Browsers say where a request comes from, and no page can make them say otherwise (Fetch Metadata,
W3C; the Origin header, RFC 6454). So one rule at the door covers every route, and no form needs a
token. Requests that say neither come from programs, which send nobody's cookies along: one-click
unsubscribing (RFC 8058) is one of them.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.api.problems import problem

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})
FOR_PROGRAMS = "/api/"


class SameOrigin:
    """Refuses requests that other sites' pages make."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that it is refused."""
        if scope["type"] != "http" or scope["method"] in SAFE or is_ours(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        sentence = "This was sent by a page of another site, so nothing was done."
        is_for_programs = scope["path"].startswith(FOR_PROGRAMS)
        refused = problem(403, sentence) if is_for_programs else PlainTextResponse(sentence, 403)
        await refused(scope, receive, send)


def is_ours(headers: Headers) -> bool:
    """Say whether a request comes from one of our pages, or from no page."""
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OURS
    origin = headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == headers.get("Host")
