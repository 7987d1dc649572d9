"""Changes as an Atom feed (RFC 4287).

Which changes it holds, and under which address it stands, is given. An entry keeps its id in
every feed and language, so that a reader who follows several sees a change once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import quote, urlsplit

from notifier.digest import headline
from notifier.entries import Entry, write_entry
from notifier.language import Speech
from notifier.layout import templates_in
from notifier.news import DigestItem
from notifier.values import print_field

SINCE = "2026"
"""The year in our tag: addresses (RFC 4151). It is part of every id, so it never changes."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries was changed last, for it must say so."""
URI = "%/:=&?~#+!$,;'@()*[]"
"""What an address may hold beside letters and digits."""


@dataclass(frozen=True)
class Feed:
    """What a feed is, beside its entries."""

    name: str
    """What it is about, for ever: "all", "mission/minusma", "mine/7"."""
    title: str
    address: str
    """Where it is fetched."""


@dataclass(frozen=True)
class FeedEntry:
    """One change, ready to be laid out."""

    id: str
    title: str
    updated: str
    html: str
    change_url: str
    page_url: str | None
    categories: tuple[tuple[str, str, str], ...]
    """What each tells, its value, and the value in words."""


def write_feed(
    feed: Feed, items: Sequence[DigestItem], speech: Speech, zone: tzinfo, public_url: str
) -> str:
    """Return the feed of these changes, given newest first; `public_url` is the review site's."""
    site = public_url.rstrip("/")
    authority = tag_authority(site)
    template = templates_in(speech.language).get_template("feed.xml.j2")
    return template.render(
        feed=feed,
        id=f"tag:{authority},{SINCE}:feeds/{feed.name}/{speech.language}",
        scheme=f"tag:{authority},{SINCE}:",
        language=speech.language,
        updated=_instant(newest(items) or NEVER),
        site=site,
        entries=[_entry(speech, zone, site, authority, item) for item in items],
    )


def newest(items: Sequence[DigestItem]) -> datetime | None:
    """Return when the last of these changes was noticed; None without any."""
    return max((item.detected for item in items), default=None)


def tag_authority(public_url: str) -> str:
    """Return the name under which ids of a site are made: its host."""
    return re.sub(r"[^a-z0-9.-]", "-", urlsplit(public_url).hostname or "localhost")


def _entry(speech: Speech, zone: tzinfo, site: str, authority: str, item: DigestItem) -> FeedEntry:
    entry = write_entry(speech, zone, site, item, leads=False)
    return FeedEntry(
        id=f"tag:{authority},{SINCE}:changes/{item.change_id}",
        title=headline(speech, item),
        updated=_instant(item.detected),
        html=_html(entry, speech.language),
        change_url=entry.change_url,
        page_url=quote(entry.page_url, safe=URI) if entry.page_url else None,
        categories=(
            ("organisation", item.organisation, print_field(speech, item.organisation)),
            ("kind", str(item.change.kind), str(item.change.kind)),
            ("severity", str(item.change.severity), str(item.change.severity)),
        ),
    )


def _html(entry: Entry, language: str) -> str:
    """Return an entry as a mail has it, without colours: a feed reader has its own."""
    return templates_in(language).get_template("entry.html.j2").render(entry=entry)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
