"""The replica over HTTP: five sites on five loopback ports, at a date that can be moved.

Answers conditional requests from the content (not from the noise), and can be told to send
faults. Knows nothing of who asks.
"""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import urlsplit

from tests.pages.faults import FAULTS
from tests.pages.site import SITES, START, Rendered, Replica


@dataclass(frozen=True)
class Request:
    """One request the replica answered."""

    site: str
    path: str
    status: int
    user_agent: str


class ReplicaServer:
    """Serves the five sites while its `with` block lasts; `date` may be set at any time."""

    def __init__(self, on: date = date(2024, 1, 8), ports: dict[str, int] | None = None) -> None:
        """Sites take the ports given by id, or a free one each."""
        self.date = on
        self.slow_seconds = 2.0
        """How long the fault `slow` waits before the body."""
        self.requests: list[Request] = []
        self._faults: dict[tuple[str | None, str], str] = {}
        self._seeds: Iterator[int] = itertools.count(1)
        self._sites = {site: _Listener(self, site, (ports or {}).get(site, 0)) for site in SITES}

    def __enter__(self) -> ReplicaServer:
        for listener in self._sites.values():
            threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for listener in self._sites.values():
            listener.shutdown()
            listener.server_close()

    @property
    def origins(self) -> dict[str, str]:
        """Scheme, host and port by source id."""
        return {
            site: f"http://127.0.0.1:{listener.server_port}"
            for site, listener in self._sites.items()
        }

    @property
    def addresses(self) -> dict[str, list[tuple[str, str]]]:
        """Start pages by source id, each with the name of its role."""
        return {
            site: [(self.origins[site] + path, role) for path, role in pages]
            for site, pages in START.items()
        }

    def fault(self, path: str, kind: str, site: str | None = None) -> None:
        """Answer a path (of one site, or of all) with a fault from now on.

        Raises ValueError for a kind that is not in `FAULTS`.
        """
        if kind not in FAULTS:
            raise ValueError(f"no fault is called {kind!r}; there are {', '.join(FAULTS)}")
        self._faults[site, path] = kind

    def heal(self) -> None:
        """Forget all faults."""
        self._faults.clear()

    def fault_of(self, site: str, path: str) -> str | None:
        return self._faults.get((site, path), self._faults.get((None, path)))

    def answer(self, site: str, path: str) -> Rendered:
        """A fresh answer, dressed with this request's own noise."""
        good = Replica(self.date, self.origins).render(site, path, next(self._seeds))
        kind = self.fault_of(site, path)
        return FAULTS[kind](good) if kind else good


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, replica: ReplicaServer, site: str, port: int) -> None:
        self.replica = replica
        self.site = site
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up while a slow or truncated answer is sent."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: `ReplicaServer.requests` keeps what tests want to know."""

    def _respond(self, with_body: bool) -> None:
        replica, site = self.server.replica, self.server.site
        path = urlsplit(self.path).path
        answer = replica.answer(site, path)
        if answer.status == 200 and self._client_has(answer):
            answer = Rendered(304, answer.headers, b"")
        agent = self.headers.get("User-Agent", "")
        replica.requests.append(Request(site, path, answer.status, agent))
        self._send(answer, replica.fault_of(site, path), with_body)

    def _client_has(self, answer: Rendered) -> bool:
        known = self.headers.get("If-None-Match")
        if known is not None:
            return answer.headers.get("ETag") in [tag.strip() for tag in known.split(",")]
        since = self.headers.get("If-Modified-Since")
        modified = answer.headers.get("Last-Modified")
        if since is None or modified is None:
            return False
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)

    def _send(self, answer: Rendered, fault: str | None, with_body: bool) -> None:
        self.send_response(answer.status)
        for name, content in answer.headers.items():
            self.send_header(name, content)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if fault == "slow":
            self.wfile.flush()
            time.sleep(self.server.replica.slow_seconds)
        if fault == "truncated":
            self.close_connection = True
            self.wfile.write(answer.body[: len(answer.body) // 2])
        elif with_body and answer.status != 304:
            self.wfile.write(answer.body)
