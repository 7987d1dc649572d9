"""Small pages, readings and changes for tests of storage."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from missions.records import (
    Change,
    ChangeKind,
    ChangeState,
    Evidence,
    FetchFacts,
    FieldValue,
    Listing,
    PageRole,
    Reading,
    RunStatus,
    Severity,
    Status,
)
from storage.repository import Repository
from storage.rows import KeptPage, RunCounts
from storage.store import Store

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://example.org/missions"
COUNTS = RunCounts(pages=1, changed=1, missions=2, seconds=1.5)


def listing(mission: str = "minusma", status: Status = Status.ONGOING) -> Listing:
    """One mission on a list."""
    return Listing(
        mission=mission,
        name=f"Mission {mission}",
        organisation="UN",
        acronym=mission.upper(),
        status=status,
        fields={"host": FieldValue(("ML",), "Mali", Evidence("/html/body/ul/li[1]", 3, 7))},
        evidence=Evidence("/html/body/ul/li[1]"),
    )


def reading(*missions: str, url: str = URL, text: str | None = None) -> Reading:
    """A list page that prints these missions."""
    return Reading(
        url=url,
        role=PageRole.LIST,
        reader_version=1,
        language="en",
        title="Where we operate",
        text="\n".join(missions) if text is None else text,
        listings=tuple(listing(mission) for mission in missions),
        layout="cards",
    )


def facts(
    url: str = URL, at: datetime = NOON, status: int = 200, error: str | None = None
) -> FetchFacts:
    """What a fetch showed."""
    return FetchFacts(url, url, status, "text/html", at, size=5, error=error)


def kept(
    *missions: str,
    url: str = URL,
    at: datetime = NOON,
    body: bytes | None = None,
    etag: str | None = None,
) -> KeptPage:
    """A list page that was fetched and read."""
    return KeptPage(
        facts=facts(url, at),
        role=PageRole.LIST,
        headers=(("ETag", etag),) if etag else (),
        body=" ".join(missions).encode() if body is None else body,
        reading=reading(*missions, url=url),
    )


def failed(status: int = 500, error: str | None = None, at: datetime = NOON) -> KeptPage:
    """A page that could not be fetched."""
    return KeptPage(facts=facts(at=at, status=status, error=error), role=PageRole.LIST)


def not_modified(at: datetime = NOON) -> KeptPage:
    """A page that answered 304."""
    return KeptPage(facts=facts(at=at, status=304), role=PageRole.LIST, not_modified=True)


def crawl(
    store: Store,
    *pages: KeptPage,
    source: str = "un",
    at: datetime = NOON,
    status: RunStatus = RunStatus.OK,
) -> int:
    """Keep a whole run, believed unless it is held or failed; return its number."""
    with store.begin() as tx:
        run = tx.start_run(source, at)
        for page in pages:
            tx.keep_page(run, page)
        if status in (RunStatus.OK, RunStatus.PARTIAL):
            tx.believe_run(run, at)
        tx.finish_run(run, status, None, COUNTS, at)
    return run


def listed(tx: Repository, as_of: datetime | None = None) -> list[str]:
    """Return the missions that the believed pages of the UN list."""
    pages = tx.believed_pages("un", as_of)
    return [entry.mission for page in pages for entry in page.reading.listings]


def change(state: ChangeState = ChangeState.CONFIRMED, mission: str | None = "minusma") -> Change:
    """A mission that ended."""
    return Change(
        source="un",
        page=URL,
        kind=ChangeKind.ENDED,
        state=state,
        severity=Severity.HIGH,
        summary="MINUSMA left the list of current operations.",
        mission=mission,
        acronym="MINUSMA",
        field="host",
        before=("ML", "NE"),
        after=None,
        reason="high because an ending was decided",
        passage_before="MINUSMA",
    )
