"""What every use case starts from: the configuration, the database, what is watched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from crawler.addresses import canonical_url, host_allowed
from crawler.catalogue import built_in_profiles
from crawler.pages import Progress
from crawler.profile import SourceProfile, added_profile, with_overrides
from missions.decisions import extended
from missions.register import Register, shipped_register
from missions.view import PageView, SourceView
from settings import Settings
from storage.rows import (
    BelievedPage,
)
from storage.store import Store
from watch.answers import UnknownSource

Made = TypeVar("Made")


class Sources:
    """What is watched, on one configuration and one database."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings = settings
        self.store = store
        self.under_way: dict[int, Progress] = {}
        """How far each run is that goes on in this process, by its number."""
        self._register: tuple[int, Register] = (0, shipped_register())
        self._in_mind: dict[str, tuple[object, object]] = {}

    def profiles(self) -> dict[str, SourceProfile]:
        """Return what is watched, by id, with what the configuration says of it.

        Raises UnknownSource when the configuration names a source that does not exist.
        """
        profiles = built_in_profiles()
        with self.store.read() as repository:
            for row in repository.source_rows():
                if row.added:
                    added = row.added
                    profiles[row.id] = added_profile(
                        row.id, added.url, added.name, added.organisation
                    )
        for source_id, overrides in self.settings.sources.items():
            profile = known_source(profiles, source_id)
            profiles[source_id] = with_overrides(profile, **overrides.model_dump())
        return profiles

    def register(self) -> Register:
        """Return the register that ships with what staff decided up to now."""
        with self.store.read() as repository:
            last = repository.last_decision()
            if last != self._register[0]:
                self._register = (last, extended(shipped_register(), repository.decisions()))
        return self._register[1]

    def _once(self, name: str, depends_on: object, make: Callable[[], Made]) -> Made:
        """Return what `make` makes of what is believed and told, made anew when that changed.

        `depends_on` is all else that the result depends on. Only the last one is kept.
        """
        with self.store.read() as repository:
            key = (repository.edition(), depends_on)
        kept_key, kept = self._in_mind.get(name, (None, None))
        if kept_key == key:
            return cast("Made", kept)
        made = make()
        self._in_mind[name] = (key, made)
        return made

    def _chosen(self, source: str | None) -> list[SourceProfile]:
        profiles = self.profiles()
        return list(profiles.values()) if source is None else [known_source(profiles, source)]


def known_source(profiles: Mapping[str, SourceProfile], source_id: str) -> SourceProfile:
    """Return the profile of a source. Raises UnknownSource."""
    if source_id not in profiles:
        raise UnknownSource(source_id, profiles)
    return profiles[source_id]


def start_order(profile: SourceProfile) -> dict[str, int]:
    """Return the positions of the start pages, by canonical address."""
    return {canonical_url(start.url): order for order, start in enumerate(profile.start)}


def view_of(profile: SourceProfile, believed: Mapping[str, BelievedPage]) -> SourceView:
    """Return what is believed of the pages that still belong to the source."""
    starts = start_order(profile)
    pages = [
        PageView(page.url, page.role, starts.get(page.url, len(starts)), page.reading)
        for page in believed.values()
        if belongs(profile, starts, page.url)
    ]
    return SourceView(profile.id, tuple(pages))


def belongs(profile: SourceProfile, starts: Mapping[str, int], url: str) -> bool:
    """Say whether a page still belongs to the source, whose start pages are `starts`."""
    return url in starts or (profile.follow and host_allowed(url, profile.hosts))
