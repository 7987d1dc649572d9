"""A history replayed through the whole use case: fetched, read, judged, compared, recorded.

The source is set up as staff would: a built-in one with other start addresses, or one of their
own. Pages are handed over as the crawler does it, or served to the crawler itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from crawler.addresses import canonical_url
from crawler.failures import status_in_words
from crawler.fetch import CrawlEnd, FetchedPage
from crawler.profile import SourceProfile
from missions.records import Change, ChangeState, FetchFacts, PageRole, RunStatus
from settings import Settings
from storage.store import Store
from tests.crawler.sites import Answer as Served
from tests.crawler.sites import serving
from tests.histories.history import Answer, History, State
from watch import Watch

ADDED = "added"
"""Id of a source that staff added."""
ORGANISATIONS = {"belgium": "BE", "eeas": "EU", "nato": "NATO", "osce": "OSCE", "un": "UN"}

Fetching = Callable[[State], AbstractContextManager[Mapping[str, object]]]
"""Makes a state's pages available, and returns how the crawler is to be set."""


@dataclass(frozen=True)
class Seen:
    """What became of one state: how its run ended, and what was told at it."""

    status: RunStatus
    reason: str | None
    told: tuple[Change, ...]


@contextmanager
def handed_over(state: State) -> Iterator[Mapping[str, object]]:
    """Hand a state's pages over without a crawl."""
    with patch("watch.checking.fetch_source", partial(_fetched, state)):
        yield {}


@contextmanager
def served(state: State) -> Iterator[Mapping[str, object]]:
    """Serve a state's pages, under their own addresses, through a proxy; http only."""
    with serving({path: one for page in state.answers for path, one in _served(page)}) as site:
        yield {"proxy": site.url, "delay": 0, "allow_private_addresses": True}


def replay(history: History, folder: Path, fetching: Fetching = handed_over) -> list[Seen]:
    """Check a source once at each of its states, in a fresh database."""
    with closing(Store.open(f"sqlite:///{folder}/watch.db")) as store:
        store.upgrade()
        if history.added:
            _add_source(history, store)
        return list(_replay(history, store, fetching))


def _add_source(history: History, store: Store) -> None:
    (url,) = history.roles
    with store.begin() as repository:
        repository.add_source(ADDED, url, history.name, ORGANISATIONS[history.source])


def _replay(history: History, store: Store, fetching: Fetching) -> Iterator[Seen]:
    known: set[int] = set()
    for state in history.states:
        with fetching(state) as crawl:
            report = _watch(history, state, store, crawl).crawl(_source(history), at=state.at)
        with store.read() as repository:
            rows = repository.changes(state=ChangeState.CONFIRMED)
        told = tuple(row.change for row in rows if row.id not in known)
        known.update(row.id for row in rows)
        yield Seen(report.status, report.reason, told)


def _source(history: History) -> str:
    return ADDED if history.added else history.source


def _watch(history: History, state: State, store: Store, crawl: Mapping[str, object]) -> Watch:
    start = {_source(history): {"start": history.start(state)}}
    return Watch(Settings.model_validate({"sources": start, "crawl": crawl}), store)


def _fetched(state: State, profile: SourceProfile, *_: object) -> Iterator[FetchedPage | CrawlEnd]:
    roles = {one.url: one.role for one in profile.start}
    for answer in state.answers:
        yield _page(answer, roles.get(answer.url, PageRole.LINK), state)
    yield CrawlEnd("finished", 0.0, complete=True)


def _page(answer: Answer, role: PageRole, state: State) -> FetchedPage:
    body = answer.body if 200 <= answer.status < 300 else b""
    facts = FetchFacts(
        url=canonical_url(answer.url),
        final_url=answer.final_url,
        status=answer.status,
        content_type=answer.headers["Content-Type"],
        fetched_at=state.at,
        size=len(body),
        truncated=answer.promised is not None,
        error=None if answer.status == 200 else status_in_words(answer.status),
    )
    return FetchedPage(facts, role, tuple(answer.headers.items()), body)


def _served(answer: Answer) -> Iterator[tuple[str, Served]]:
    if answer.final_url != answer.url:
        yield answer.url, Served(status=302, headers=(("Location", answer.final_url),))
    headers = tuple(answer.headers.items())
    yield answer.final_url, Served(answer.body, answer.status, headers, promised=answer.promised)
