"""Is a source ill, since when, what to do, and which word of it is news? Pure rules.

It knows the named reasons of `missions.judge`, and nothing of runs in a database or of mail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from missions import troubles
from missions.judge import Doubt, Reason
from missions.view import SourceView, merge

ALIKE_DAYS = 3
"""Days on which the same doubted list must be seen before accepting it is proposed."""
REMIND = timedelta(days=7)
"""Between two words on the same blindness."""
GRACE = timedelta(days=1)
"""After a check that was due and did not come."""
CRAWL = "crawl"
"""A name that the judge has not: of a crawl that ended early."""
LISTS = frozenset(
    {
        Reason.LIST_EMPTY,
        Reason.LIST_SHRANK,
        Reason.LIST_REPLACED,
        Reason.STATUS_FLIPPED,
        Reason.TOO_FEW,
    }
)
"""Doubts about a page that answered well and may be right."""
ADVICE: Mapping[str, str] = {
    Reason.NO_ANSWER: troubles.WAIT,
    Reason.ERROR_PAGE: troubles.WAIT,
    Reason.MAINTENANCE: troubles.WAIT,
    Reason.TRUNCATED: troubles.WAIT,
    Reason.CHALLENGE: troubles.BROWSE,
    Reason.REFUSED: troubles.BROWSE,
    Reason.LOGIN_WALL: troubles.READ_NOTICE,
    Reason.UNREADABLE: troubles.READ_NOTICE,
    Reason.NOT_FOUND: troubles.READDRESS,
    Reason.MOVED_HOME: troubles.READDRESS,
    Reason.OTHER_LANGUAGE: troubles.RELANGUAGE,
    Reason.LIST_EMPTY: troubles.LOOK,
    Reason.LIST_SHRANK: troubles.LOOK,
    Reason.LIST_REPLACED: troubles.LOOK,
    Reason.STATUS_FLIPPED: troubles.LOOK,
    Reason.TOO_FEW: troubles.LOOK,
    Reason.OLD_COPY: troubles.WAIT,
    Reason.SAME_PAGE: troubles.READ_NOTICE,
    Reason.CONSENT_WALL: troubles.BROWSE,
    Reason.PARKED: troubles.READDRESS,
    Reason.CLOCK_SKEW: troubles.SET_CLOCK,
    Reason.ROBOTS: troubles.ASK_LEAVE,
    Reason.TLS: troubles.RENEW,
    CRAWL: troubles.DEBUG,
}


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a source after one run."""

    held: bool
    reasons: tuple[str, ...]

    @property
    def same_to_an_operator(self) -> tuple[bool, frozenset[str]]:
        """Equal for two troubles that ask for the same deed: the second is no news."""
        return self.held, frozenset(advice_for(self.reasons))


def reason_names(doubts: Sequence[Doubt]) -> tuple[str, ...]:
    """Return the names of doubts, each once; of a crawl that ended without one, its own."""
    return tuple(dict.fromkeys(str(doubt.reason) for doubt in doubts)) or (CRAWL,)


def advice_for(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return what to do about named reasons, each sentence once."""
    return tuple(dict.fromkeys(ADVICE.get(reason, troubles.COMPARE) for reason in reasons))


def state_mark(view: SourceView, reasons: Sequence[str]) -> str:
    """Return a mark that two runs share when they saw the same missions and the same doubts."""
    seen = sorted(f"{told.listing.mission} {told.listing.status}" for told in merge(view).values())
    return hashlib.sha256("\n".join((*sorted(reasons), "", *seen)).encode()).hexdigest()


def about_the_list(reasons: Sequence[str]) -> bool:
    """Say whether every doubt is one that a page may prove wrong by staying as it is."""
    return bool(reasons) and all(reason in LISTS for reason in reasons)


def is_news(trouble: Trouble, told: Iterable[Trouble]) -> bool:
    """Say whether operators have not heard of this trouble since the source was last well."""
    return trouble.same_to_an_operator not in {one.same_to_an_operator for one in told}


@dataclass(frozen=True)
class Blindness:
    """For how long nothing was believed of a source."""

    since: datetime
    days: int


def blindness(
    since: datetime | None, due: datetime | None, now: datetime, days: int
) -> Blindness | None:
    """Say whether a source last believed at `since` is blind at `now`; None if it is not.

    It is when nothing was believed for `days`, and the first check that was `due` after it is a
    day past: a source that is read on weekdays only is not blind on a Sunday.
    """
    if since is None or due is None:
        return None
    if now < max(since + timedelta(days=days), due + GRACE):
        return None
    return Blindness(since, (now - since).days)


def is_to_tell(told_at: datetime | None, now: datetime) -> bool:
    """Say whether blindness is told now: at once, then every week."""
    return told_at is None or now - told_at >= REMIND
