"""What is odd on the believed pages: entries and values that a person should look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storage.rows import BelievedPage
from watch.sources import Sources, view_of


@dataclass(frozen=True)
class OddityRow:
    """One thing that a person should know of a page."""

    source: str
    page: str
    snapshot: int
    reason: str
    """`unsure` for an entry that may be no mission, `doubt` for a value, else the reader's word."""
    sentence: str
    mission: str | None = None
    field: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the `oddities --json` object."""
        return dict(self.__dict__)


class Doubting(Sources):
    """Showing what the reader was not sure of."""

    def oddities(self, source: str | None = None) -> list[OddityRow]:
        """Return what is odd on the pages that are believed now. Raises UnknownSource."""
        rows: list[OddityRow] = []
        for profile in self._chosen(source):
            with self.store.read() as repository:
                pages = {page.url: page for page in repository.believed_pages(profile.id)}
            for view in view_of(profile, pages).pages:
                rows.extend(_of_page(pages[view.url]))
        return rows


def _of_page(page: BelievedPage) -> Iterator[OddityRow]:
    place = (page.source, page.url, page.snapshot_id)
    for oddity in page.reading.oddities:
        yield OddityRow(*place, oddity.reason, oddity.sentence, oddity.mission)
    for listing in page.reading.listings:
        if listing.unsure:
            sentence = f"{listing.name}: {listing.unsure}"
            yield OddityRow(*place, "unsure", sentence, listing.mission)
        for name, value in listing.fields.items():
            if value.doubt:
                sentence = f"{listing.name}, {name} as printed: {value.printed}: {value.doubt}"
                yield OddityRow(*place, "doubt", sentence, listing.mission, name)
