"""Is an answer an old copy of its page, though no stamp on it says so? Pure decisions.

A cache may serve again what a page said long ago. A publisher may also take back an edit: then the
page says so again the next day. What a page says by turns within the last checks is no matter of
this module: it may come from two servers, and `missions.comparing.turns` lets it wait.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from missions import troubles
from missions.judge import Doubt, Reason
from missions.records import FieldValue, Listing, Reading, Statement
from missions.troubles import say

KEPT_BY_CACHES = timedelta(hours=20)
"""A copy that was kept by mistake is gone a day later; a daily check may come somewhat early."""


@dataclass(frozen=True)
class Sighting:
    """What is known of the answer that a page gave at a check, beside what it says."""

    seen_at: datetime
    said_until: datetime | None = None
    """When the page was last believed to say just this, before it said something else; None if it
    never was, or where that tells of two servers."""
    seen_since: datetime | None = None
    """Since when each check found it so; None where a person has discarded it."""
    modified: datetime | None = None
    """Its `Last-Modified`."""
    modified_before: datetime | None = None
    """That of the last believed answer."""


def judge_sighting(was: Reading, now: Reading, seen: Sighting) -> Doubt | None:
    """Say whether a page's answer may be an old copy of it."""
    if seen.said_until is None or _is_newer(seen) or _has_lasted(seen) or _said(was) == _said(now):
        return None
    said = say(troubles.SAID_BEFORE, url=now.url, time=seen.said_until.date().isoformat())
    return Doubt(Reason.OLD_COPY, said)


def _is_newer(seen: Sighting) -> bool:
    """Say whether the server calls this answer newer: its publisher took back an edit."""
    if seen.modified is None or seen.modified_before is None:
        return False
    return seen.modified > seen.modified_before


def _has_lasted(seen: Sighting) -> bool:
    return seen.seen_since is not None and seen.seen_at - seen.seen_since >= KEPT_BY_CACHES


def _said(reading: Reading) -> tuple[tuple[Listing, ...], tuple[Statement, ...]]:
    """Return what a page says of missions, wherever on the page."""
    listings = tuple(replace(one, evidence=None, fields=_values(one)) for one in reading.listings)
    return listings, tuple(replace(one, evidence=None) for one in reading.statements)


def _values(listing: Listing) -> dict[str, FieldValue]:
    return {name: replace(value, evidence=None) for name, value in listing.fields.items()}
