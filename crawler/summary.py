"""What `scrapy crawl` prints of a page: where it came from and which missions were read."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.pages import FetchedPage
from missions.records import Listing, PageRole, Reading

READ = (PageRole.LIST, PageRole.RECORDS, PageRole.PROSE, PageRole.MISSION)


class PageSummary:
    """Item pipeline: turns a fetched page into one flat object that any feed can write."""

    def process_item(self, item: FetchedPage) -> dict[str, object]:
        """Return the page's facts and the missions on it."""
        reading = _read(item)
        return {
            "url": item.facts.url,
            "final_url": item.facts.final_url,
            "role": str(item.role),
            "status": item.facts.status,
            "error": item.facts.error,
            "fetched_at": item.facts.fetched_at.isoformat(),
            "size": item.facts.size,
            "title": reading.title if reading else None,
            "language": reading.language if reading else None,
            "missions": list(_missions(reading)) if reading else [],
        }


def _read(page: FetchedPage) -> Reading | None:
    if page.facts.error or page.role not in READ or not page.body:
        return None
    from crawler.reading.read import read_page  # noqa: PLC0415 - only where pages are read

    return read_page(page.body, page.facts.final_url, page.facts.content_type, page.role)


def _missions(reading: Reading) -> Iterator[dict[str, object]]:
    for listing in reading.listings:
        yield _mission(listing)


def _mission(listing: Listing) -> dict[str, object]:
    return {
        "mission": listing.mission,
        "acronym": listing.acronym,
        "name": listing.name,
        "organisation": listing.organisation,
        "status": str(listing.status),
        "participation": str(listing.participation) if listing.participation else None,
        "as_printed": {name: value.printed for name, value in listing.fields.items()},
    }
