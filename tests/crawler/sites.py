"""Small real web servers for the crawler's tests: say what each path answers, ask what came."""

from __future__ import annotations

import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from crawler.fetch import CrawlEnd, FetchedPage, FetchRules, Validators, fetch_source
from crawler.profile import SourceProfile, Start
from missions.records import PageRole

QUICK = FetchRules(
    user_agent="missionwatch/test (+tests@example.org)",
    delay=0,
    timeout=5,
    allow_private_addresses=True,
)


@dataclass(frozen=True)
class Answer:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    slow: float = 0.0
    promised: int | None = None
    """Content-Length to announce when it is not the true one."""

    def having(self, *headers: tuple[str, str]) -> Answer:
        return replace(self, headers=self.headers + headers)


@dataclass(frozen=True)
class Visit:
    """One request as it came."""

    path: str
    at: float
    headers: Message


MISSING = Answer(b"not here", 404)


@dataclass
class Site:
    """A running server; `answers` may be changed while it runs."""

    answers: dict[str, Answer | Callable[[Visit], Answer]]
    url: str = ""
    visits: list[Visit] = field(default_factory=list)

    def pages_asked(self) -> list[str]:
        return [visit.path for visit in self.visits if visit.path != "/robots.txt"]

    def answer(self, visit: Visit) -> Answer:
        self.visits.append(visit)
        found = self.answers.get(visit.path, MISSING)
        return found(visit) if callable(found) else found


@contextmanager
def serving(
    answers: Mapping[str, Answer | Callable[[Visit], Answer]], certificate: Path | None = None
) -> Iterator[Site]:
    site = Site(dict(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = site.answer(Visit(self.path, time.monotonic(), self.headers))
            time.sleep(answer.slow)
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            length = len(answer.body) if answer.promised is None else answer.promised
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = answer.promised is not None

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass  # a client that hangs up is what some tests are about

    with Server(("127.0.0.1", 0), Handler) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        site.url = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield site
        server.shutdown()


@contextmanager
def raw_serving(say: Callable[[socketserver.StreamRequestHandler], object]) -> Iterator[str]:
    """Serve one bad-mannered answer per connection, byte by byte as `say` likes."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            say(self)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def source(*urls: str, role: PageRole = PageRole.LIST) -> SourceProfile:
    """Return a source that fetches these addresses and follows nothing."""
    return SourceProfile(
        id="example",
        name="Example",
        organisation="other",
        start=tuple(Start(url, role) for url in urls),
        hosts=frozenset(),
        follow=False,
    )


@dataclass(frozen=True)
class Crawl:
    """A crawl that has ended."""

    pages: tuple[FetchedPage, ...]
    end: CrawlEnd

    @property
    def only(self) -> FetchedPage:
        (page,) = self.pages
        return page

    def errors(self) -> list[str | None]:
        return [page.facts.error for page in self.pages]

    def page(self, url: str) -> FetchedPage:
        (page,) = [page for page in self.pages if page.facts.url == url]
        return page


def crawl(
    profile: SourceProfile,
    rules: FetchRules = QUICK,
    known: dict[str, Validators] | None = None,
) -> Crawl:
    """Fetch a source to its end, in the real subprocess."""
    *pages, end = fetch_source(profile, rules, known or {})
    assert isinstance(end, CrawlEnd)
    return Crawl(tuple(page for page in pages if isinstance(page, FetchedPage)), end)
