"""Pages that many ask for at once are made once: each is kept for five seconds.

What decides what a page says, and to whom, is all in the request: its address, its cookies, who
asks from where. Two requests that are alike in all of that get the same page. Whatever is done on
the site in between lets all kept pages go.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECONDS = 5.0
MOST = 200
"""Pages of up to 200 kB."""
LARGEST = 200_000
KEPT = tuple(
    f"/{name}"
    for name in (
        "changes missions lists charts search contradictions sources oddities pages".split()
    )
)
"""Where pages that only show something stand, beside the first one; what is below them too."""
ASKED = (b"host", b"cookie", b"authorization", b"accept-language", b"forwarded", b"x-real-ip")
"""Headers that a page may depend on; `x-forwarded-…` and `via` too."""
Key = tuple[object, ...]


@dataclass(frozen=True)
class Kept:
    """An answer, and until when it is given again."""

    until: float
    start: Message
    body: bytes


class BrieflyKept:
    """Answers requests that are alike with one page, for a moment."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._lock = Lock()
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._making: dict[Key, asyncio.Event] = {}
        """Pages that are being made, for which others like them wait."""
        self._deeds = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass the request on and keep what comes."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] != "GET":
            try:
                await self._app(scope, receive, send)
            finally:
                self._let_go()
        elif is_shown(scope["path"]):
            await self._answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = key_of(scope)
        if (going_on := self._making.get(key)) is not None:
            await going_on.wait()
        kept = self._kept.get(key)
        if kept is not None and kept.until > time.monotonic():
            await send({**kept.start, "headers": list(kept.start["headers"])})
            await send({"type": "http.response.body", "body": kept.body})
            return
        made = self._making[key] = asyncio.Event()
        try:
            await self._make(key, scope, receive, send)
        finally:
            made.set()
            if self._making.get(key) is made:
                del self._making[key]

    async def _make(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        began = self._deeds
        heard: list[Message] = []

        async def overhear(message: Message) -> None:
            heard.append(message)
            await send(message)

        await self._app(scope, receive, overhear)
        self._keep(key, heard, began)

    def _keep(self, key: Key, heard: list[Message], began: int) -> None:
        """Keep a page that was made while nothing was done."""
        if not heard or heard[0].get("status") != 200 or heard[-1].get("more_body"):
            return
        start, body = heard[0], b"".join(one.get("body", b"") for one in heard[1:])
        sets_cookie = any(name.lower() == b"set-cookie" for name, _ in start["headers"])
        if sets_cookie or len(body) > LARGEST:
            return
        with self._lock:
            if self._deeds != began:
                return
            self._kept[key] = Kept(time.monotonic() + SECONDS, start, body)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)

    def _let_go(self) -> None:
        with self._lock:
            self._deeds += 1
            self._kept.clear()


def is_shown(path: str) -> bool:
    """Say whether a page only shows something."""
    return path == "/" or any(path == one or path.startswith(f"{one}/") for one in KEPT)


def key_of(scope: Scope) -> Key:
    """Return all of a request that a page may depend on."""
    headers = tuple(
        (name, value)
        for name, value in scope["headers"]
        if name in ASKED or name.startswith(b"x-forwarded-") or name == b"via"
    )
    peer = scope["client"][0] if scope.get("client") else ""
    return (scope.get("scheme"), peer, scope["path"], scope["query_string"], headers)
