"""What is true of one source: where it starts, what it may fetch, what it promises.

Knows nothing of Scrapy. The built-in profiles stand in the spider files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.addresses import host_of
from missions.records import PageRole

READ_LANGUAGES = ("en", "fr", "nl", "de")
LANGUAGE_PART = re.compile(rf"[/_]({'|'.join(READ_LANGUAGES)})(?=[/.]|$)")
ORGANISATIONS = ("UN", "EU", "NATO", "OSCE", "BE", "other")
SOURCE_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
DATA_PATH = re.compile(r"[./](csv|json)$", re.IGNORECASE)


@dataclass(frozen=True)
class Start:
    """One start address and what the page there is to the source."""

    url: str
    role: PageRole


@dataclass(frozen=True)
class SourceProfile:
    """A source as it is watched."""

    id: str
    name: str
    organisation: str
    """`UN`, `EU`, `NATO`, `OSCE`, `BE` or `other`."""
    start: tuple[Start, ...]
    hosts: frozenset[str]
    """Hosts whose pages may be followed: a host or its parent domain, with the port if unusual."""
    languages: tuple[str, ...] = ("en",)
    """What its start pages are asked for in, and must be in."""
    any_language: bool = False
    """Whether the first reading of a start page shows its language: that of a page which staff
    chose may be another than the built-in one's."""
    every: str | None = "6h"
    cron: str | None = None
    fetch: str = "http"
    follow: bool = True
    enabled: bool = True
    max_pages: int = 60
    """Pages asked for in one crawl at most, start pages included, link checks excluded."""
    max_depth: int = 1
    """Links between a start page and the furthest page followed."""
    least: int = 0
    most: int = 500
    """Missions the source lists at least and at most; outside of it something broke."""
    check_links: bool = False
    """Ask whether the other organisations' sites that its pages link to still answer."""
    quirks: str = ""
    """Known oddities of the site, each with the date it was seen."""


def with_overrides(
    profile: SourceProfile,
    *,
    start: Sequence[str] | None = None,
    every: str | None = None,
    cron: str | None = None,
    fetch: str | None = None,
    follow: bool | None = None,
    enabled: bool | None = None,
    name: str | None = None,
    organisation: str | None = None,
) -> SourceProfile:
    """Return `profile` with what the configuration says instead; None leaves a value as it is.

    With other start addresses the source works on these alone: their hosts are the only ones
    allowed, links are followed (and checked) only if `follow` is true, and neither the number of
    missions nor the language promised for the built-in pages holds any longer. The
    addresses may say what to ask for ("/fr/").
    """
    changed = replace(
        _with_schedule(profile, every, cron),
        fetch=fetch or profile.fetch,
        follow=profile.follow if follow is None else follow,
        enabled=profile.enabled if enabled is None else enabled,
        name=name or profile.name,
        organisation=organisation or profile.organisation,
    )
    return changed if start is None else _started_at(changed, start, bool(follow))


def role_of(url: str, profile_role: PageRole) -> PageRole:
    """Return RECORDS for an address of a data file (`….csv`, `…/json`), else `profile_role`."""
    return PageRole.RECORDS if DATA_PATH.search(urlsplit(url).path) else profile_role


def added_profile(source_id: str, url: str, name: str, organisation: str) -> SourceProfile:
    """Return the profile of a source that staff added by its address."""
    return SourceProfile(
        id=source_id,
        name=name,
        organisation=organisation,
        start=(Start(url, role_of(url, PageRole.LIST)),),
        hosts=frozenset({host_of(url)}),
        languages=READ_LANGUAGES,
    )


def _with_schedule(profile: SourceProfile, every: str | None, cron: str | None) -> SourceProfile:
    if cron is not None:
        return replace(profile, cron=cron, every=None)
    if every is not None:
        return replace(profile, every=every, cron=None)
    return profile


def _started_at(profile: SourceProfile, urls: Sequence[str], follow: bool) -> SourceProfile:
    main_role = profile.start[0].role
    return replace(
        profile,
        start=tuple(Start(url, role_of(url, main_role)) for url in urls),
        hosts=frozenset(host_of(url) for url in urls),
        follow=follow,
        languages=_languages_of(urls) or profile.languages,
        any_language=True,
        check_links=profile.check_links and follow,
        least=SourceProfile.least,
        most=SourceProfile.most,
    )


def _languages_of(urls: Sequence[str]) -> tuple[str, ...]:
    """Return the languages that the paths of addresses tell, each once: "/fr/", "missions_fr"."""
    found = (LANGUAGE_PART.findall(urlsplit(url).path.lower()) for url in urls)
    return tuple(dict.fromkeys(part for parts in found for part in parts))
