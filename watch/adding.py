"""What is watched, in the hands of staff: sources added, removed, and paused for the scheduler."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

from crawler.addresses import is_web_address
from crawler.profile import ORGANISATIONS, SOURCE_ID, SourceProfile
from notifier.cleaning import clean
from storage.errors import SourceExists
from watch.sources import Sources, known_source

LONGEST_ADDRESS = 2000


class SourcePart(StrEnum):
    """What of a source cannot be used."""

    ADDRESS = "address"
    ID = "id"
    ORGANISATION = "organisation"


class SourceUnusable(Exception):
    """A source that cannot be watched as it is described."""

    def __init__(self, part: SourcePart, word: str) -> None:
        super().__init__(f'"{clean(word)}" cannot be the {part} of a source.')
        self.part = part
        self.word = clean(word)


class Adding(Sources):
    """Adding and removing sources; what is done is noted with who did it."""

    def add_source(
        self,
        source_id: str,
        url: str,
        name: str = "",
        organisation: str = "other",
        *,
        by: str,
        address: str = "",
    ) -> SourceProfile:
        """Watch one more page; without a `name` its host is one. Raises SourceExists,
        SourceUnusable."""
        check_source(url, organisation)
        if not SOURCE_ID.fullmatch(source_id):
            raise SourceUnusable(SourcePart.ID, source_id)
        if source_id in self.profiles():
            raise SourceExists(source_id)
        label = clean(name, 120) or urlsplit(url).hostname or source_id
        with self.store.begin() as repository:
            repository.add_source(source_id, url, label, organisation)
            repository.note_action(
                by,
                "source.add",
                source_id,
                datetime.now(UTC),
                address=address,
                detail={"url": url, "name": label, "organisation": organisation},
            )
        return self.profiles()[source_id]

    def remove_source(self, source_id: str, *, by: str, address: str = "") -> None:
        """Stop watching a page that was added; its history stays.

        Raises UnknownSource, SourceUnknown for a built-in one.
        """
        known_source(self.profiles(), source_id)
        with self.store.begin() as repository:
            repository.remove_source(source_id)
            now = datetime.now(UTC)
            repository.note_action(by, "source.remove", source_id, now, address=address)

    def pause_source(
        self, source_id: str, *, paused: bool = True, by: str, address: str = ""
    ) -> None:
        """Let the scheduler crawl a source no more, or again. Raises UnknownSource."""
        known_source(self.profiles(), source_id)
        with self.store.begin() as repository:
            repository.pause_source(source_id, paused)
            action = "source.pause" if paused else "source.resume"
            repository.note_action(by, action, source_id, datetime.now(UTC), address=address)


def check_source(url: str, organisation: str) -> None:
    """Raise SourceUnusable for what is no page, or an organisation that is not known here."""
    if not is_web_address(url) or len(url) > LONGEST_ADDRESS or not url.isprintable():
        raise SourceUnusable(SourcePart.ADDRESS, url)
    if organisation not in ORGANISATIONS:
        raise SourceUnusable(SourcePart.ORGANISATION, organisation)
