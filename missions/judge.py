"""Is what a crawl brought believable? Pure decisions, each with its named reason.

A page that is blocked, half loaded, in maintenance or in another language is not a page with no
missions. Here one page's answer is judged; `missions.judge_run` judges the lists as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from missions import troubles
from missions.notices import notice_in_text, notice_in_title
from missions.records import Cause, FetchFacts, PageRole, Reading
from missions.troubles import say
from missions.view import sure_listings


class Reason(StrEnum):
    """Why something is not believed."""

    NO_ANSWER = "no_answer"
    ROBOTS = "robots"
    TLS = "tls"
    REFUSED = "refused"
    CHALLENGE = "challenge"
    ERROR_PAGE = "error_page"
    MAINTENANCE = "maintenance"
    LOGIN_WALL = "login_wall"
    CONSENT_WALL = "consent_wall"
    PARKED = "parked"
    TRUNCATED = "truncated"
    MOVED_HOME = "moved_home"
    NOT_FOUND = "not_found"
    OTHER_LANGUAGE = "other_language"
    UNREADABLE = "unreadable"
    LIST_EMPTY = "list_empty"
    LIST_SHRANK = "list_shrank"
    LIST_REPLACED = "list_replaced"
    STATUS_FLIPPED = "status_flipped"
    SAME_PAGE = "same_page"
    OLD_COPY = "old_copy"
    TOO_FEW = "too_few"
    CLOCK_SKEW = "clock_skew"
    """Only told: what a page says does not depend on its server's clock."""


@dataclass(frozen=True)
class Doubt:
    """One reason not to believe, with a sentence for people."""

    reason: Reason
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """What judging gives back; believed when there is no doubt."""

    doubts: tuple[Doubt, ...] = ()

    @property
    def believed(self) -> bool:
        """Whether there was no reason for doubt."""
        return not self.doubts

    @property
    def sentence(self) -> str:
        """All doubts in one line."""
        return " ".join(doubt.sentence for doubt in self.doubts)


NO_TIME = timedelta(0)
CLOCK_TOLERANCE = timedelta(hours=1)
"""Two clocks further apart than this are not both right."""
SMALL = 2_000
"""Characters of text below which a page that lost its missions is taken for a notice."""
WATCHED_LANGUAGES = frozenset({"en", "fr", "nl", "de", "es", "ru", "ar", "zh", "it", "pt"})
"""Languages that the watched sites have a folder for (`/fr/`)."""


def judge_page(
    facts: FetchFacts, reading: Reading | None, before: Reading | None, declared: Sequence[str] = ()
) -> Verdict:
    """Say whether one page's answer can be taken for the page.

    `before` is the page as last believed, None for a page never seen; `declared` are the
    languages its source is written in (empty when any will do).
    """
    doubt = (
        _transport(facts)
        or _moved(facts)
        or _notice(facts, reading, before)
        or _language(facts, reading, before, declared)
    )
    return Verdict((doubt,)) if doubt else Verdict()


def judge_clock(
    host: str, server: datetime, here: datetime, age: timedelta = NO_TIME
) -> Doubt | None:
    """Say whether a server's clock and ours are apart; both with an offset.

    `server` is its `Date` header, `here` when its answer came, `age` how old a cache said the
    answer was. This holds nothing up: it warns of wrong times, here or there.
    """
    ahead = server + age - here
    if abs(ahead) <= CLOCK_TOLERANCE:
        return None
    hours = round(abs(ahead) / timedelta(hours=1))
    sentence = troubles.CLOCK_AHEAD if ahead > NO_TIME else troubles.CLOCK_BEHIND
    told = {"host": host, "time": f"{server:%Y-%m-%d %H:%M}", "number": hours}
    return Doubt(Reason.CLOCK_SKEW, say(sentence, **told))


def _transport(facts: FetchFacts) -> Doubt | None:
    if facts.status == 0:
        reason = _UNANSWERED[facts.cause]
        return Doubt(reason, say(troubles.NO_ANSWER, url=facts.url, error=facts.error))
    if facts.status == 202:
        return Doubt(Reason.CHALLENGE, say(troubles.CHALLENGED, url=facts.url))
    if facts.status in (401, 403, 429):
        said = say(troubles.REFUSES, url=facts.url, status=facts.status)
        return Doubt(Reason.REFUSED, said)
    if facts.status in (404, 410):
        said = say(troubles.MISSING, url=facts.url, status=facts.status)
        return Doubt(Reason.NOT_FOUND, said)
    if facts.status >= 400 or facts.error:
        error = facts.error or f"HTTP {facts.status}"
        said = say(troubles.NOT_FETCHED, url=facts.url, error=error)
        return Doubt(Reason.ERROR_PAGE, said)
    if facts.truncated:
        return Doubt(Reason.TRUNCATED, say(troubles.BROKE_OFF, url=facts.url))
    return None


_UNANSWERED = {None: Reason.NO_ANSWER, Cause.ROBOTS: Reason.ROBOTS, Cause.TLS: Reason.TLS}


def _moved(facts: FetchFacts) -> Doubt | None:
    """A redirect to the front page, or into another language, is a page that is gone."""
    asked, came = _parts(facts.url), _parts(facts.final_url)
    if asked == came or not asked:
        return None
    if len(came) <= 1 and all(len(part) <= 3 for part in came):
        said = say(troubles.LEADS_HOME, url=facts.url, other=facts.final_url)
        return Doubt(Reason.MOVED_HOME, said)
    was, now = _language_part(asked), _language_part(came)
    if was and now and was != now:
        places = {"url": facts.url, "other": facts.final_url, "language": now, "was": was}
        return Doubt(Reason.OTHER_LANGUAGE, say(troubles.LEADS_TO_LANGUAGE, **places))
    return None


def _parts(url: str) -> list[str]:
    return [part for part in urlsplit(url).path.split("/") if part]


def _language_part(parts: Sequence[str]) -> str | None:
    return next((part for part in parts if part.lower() in WATCHED_LANGUAGES), None)


def _notice(facts: FetchFacts, reading: Reading | None, before: Reading | None) -> Doubt | None:
    """A notice has lost the missions the page had, or says in its title that it is one."""
    if reading is None:
        return Doubt(Reason.UNREADABLE, say(troubles.UNREAD, url=facts.url))
    named = notice_in_title(reading.title)
    if named and (before is None or notice_in_title(before.title) != named):
        return _is_notice(reading, named)
    if sure_listings(reading):
        return None
    if len(reading.text) < SMALL:
        named = notice_in_text(f"{reading.title} {reading.text}")
        if named and not _said_so_before(before, named):
            return _is_notice(reading, named)
    if before is not None and len(reading.text) < min(SMALL, len(before.text) // 3):
        return Doubt(Reason.UNREADABLE, say(troubles.NEARLY_EMPTY, url=reading.url))
    if before is None and reading.role is PageRole.LIST:
        return Doubt(Reason.LIST_EMPTY, say(troubles.NAMES_NOTHING, url=reading.url))
    return None


def _said_so_before(before: Reading | None, named: str) -> bool:
    """Say whether a page without missions had the same words when it was believed."""
    if before is None or sure_listings(before):
        return False
    return notice_in_text(f"{before.title} {before.text}") == named


def _is_notice(reading: Reading, named: str) -> Doubt:
    what = named.replace("_", " ")
    return Doubt(Reason(named), say(troubles.NOTICE, url=reading.url, notice=what))


def _language(
    facts: FetchFacts, reading: Reading | None, before: Reading | None, declared: Sequence[str]
) -> Doubt | None:
    if reading is None or reading.language is None:
        return None
    if before is not None and before.language not in (None, reading.language):
        was = before.language
    elif declared and reading.language not in declared:
        was = "/".join(declared)
    else:
        return None
    said = say(troubles.LANGUAGE, url=facts.url, language=reading.language, was=was)
    return Doubt(Reason.OTHER_LANGUAGE, said)
