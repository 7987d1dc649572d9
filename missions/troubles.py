"""The sentences that say what is wrong with a source and what to do, as patterns with places.

Whoever finds a trouble fills in a sentence from here, so that it can be told again in another
language: `told_in` finds the sentences, and what was filled in, in a text that is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

NO_ANSWER = "%(url)s gave no answer: %(error)s."
CHALLENGED = '%(url)s answered with a challenge (HTTP 202); try fetch = "browser".'
REFUSES = "%(url)s refuses us (HTTP %(status)s)."
MISSING = "%(url)s does not exist (HTTP %(status)s)."
NOT_FETCHED = "%(url)s could not be fetched: %(error)s."
BROKE_OFF = "%(url)s broke off before its end."
LEADS_HOME = "%(url)s leads to the front page %(other)s."
LEADS_TO_LANGUAGE = "%(url)s leads to %(other)s, in %(language)s instead of %(was)s."
UNREAD = "%(url)s: the answer could not be read."
NEARLY_EMPTY = "%(url)s is almost empty."
NAMES_NOTHING = "%(url)s names no mission."
NOTICE = "%(url)s shows a notice instead of its content (%(notice)s)."
LANGUAGE = "%(url)s is in %(language)s instead of %(was)s."
TOO_FEW = "The pages of %(source)s list %(number)s missions, at least %(all)s are expected."
LOST_ALL = "%(url)s names none of the %(all)s missions it had."
OTHER_LIST = "%(url)s shows another list than before."
LOST_MANY = "%(url)s lost %(number)s of its %(all)s missions at once."
FLIPPED = "%(url)s was rebuilt and now tells another status of %(number)s missions."
OLDER_COPY = "%(url)s is an older copy: it is of %(time)s, not %(was)s."
SAID_BEFORE = "%(url)s says again what it last said on %(time)s: it may be an old copy."
CLOCK_AHEAD = (
    "The server %(host)s told the time %(time)s: its clock is %(number)s hours ahead of ours."
)
CLOCK_BEHIND = (
    "The server %(host)s told the time %(time)s: its clock is %(number)s hours behind ours."
)
LOOKS_OLDER = "%(url)s looks like an older copy: %(number)s facts go back in time."
TWIN = "%(url)s now says word for word what %(other)s says."
GONE = "%(pages)s is gone, and with it %(number)s of %(all)s missions."
ENDED_EARLY = "The crawl ended early (%(detail)s)."
UNKNOWN = "no reason known"

HELD = "held as run %(run)s (%(names)s): %(said)s"
FAILED = "failed (%(names)s): %(said)s"
DECIDE = "To decide: missionwatch held accept %(run)s, or discard %(run)s."
PROPOSE = (
    "The same list was seen on %(number)s days and every page answered. If the page is right, "
    "accept it: missionwatch held accept %(run)s"
)
NOT_RUN = "Nothing crawls it: see that `missionwatch schedule` or `serve` runs."

WAIT = "Nothing, at first: the site is in trouble. If it lasts, open the page in a browser."
LOOK = "Look at the page in a browser. If it is right, accept the run; if not, do nothing."
READ_NOTICE = (
    "Open the page in a browser: a notice stands in its place. It is read again by itself."
)
BROWSE = (
    'Open the page in a browser. If it shows there, set fetch = "browser" for this source; '
    "if it asks for a person there too, ask the publisher to let the watcher in."
)
READDRESS = "Find the page's new address and write it as `start` of this source."
COMPARE = "Open the page in a browser and compare it with what is stored."
RELANGUAGE = "Write the address of the page in its declared language as `start`."
SET_CLOCK = "Set this machine's clock; if it is right, the site's is wrong."
ASK_LEAVE = "robots.txt forbids the page: ask the publisher for leave, or watch another page."
RENEW = (
    "The site's certificate is not trusted: tell the publisher, or renew this machine's "
    "certificates."
)
DEBUG = "Crawl it again with --debug to see where it stopped."

SENTENCES = (
    NO_ANSWER, CHALLENGED, REFUSES, MISSING, NOT_FETCHED, BROKE_OFF, LEADS_HOME, LEADS_TO_LANGUAGE,
    UNREAD, NEARLY_EMPTY, NAMES_NOTHING, NOTICE, LANGUAGE, TOO_FEW, LOST_ALL, OTHER_LIST, LOST_MANY,
    FLIPPED, OLDER_COPY, SAID_BEFORE, LOOKS_OLDER, TWIN, GONE, CLOCK_AHEAD, CLOCK_BEHIND,
    ENDED_EARLY, UNKNOWN, HELD, FAILED, DECIDE, PROPOSE, NOT_RUN, WAIT, LOOK, READ_NOTICE, BROWSE,
    READDRESS, COMPARE, RELANGUAGE, SET_CLOCK, ASK_LEAVE, RENEW, DEBUG,
)  # fmt: skip
ERRORS = (
    "connection refused",
    "the host name could not be resolved",
    "no answer in time",
    "the page did not come in time",
    "larger than the limit",
    "larger than the limit of %(number)s bytes",
    "the answer broke off",
    "the compressed answer could not be unpacked",
    "the connection broke",
    "the connection broke before an answer came",
    "only http and https addresses are fetched",
    "robots.txt does not allow this page",
    "robots.txt answered %(detail)s, so nothing may be fetched",
    "no trusted TLS connection: %(detail)s",
    "no connection: %(detail)s",
    "the browser could not open the page: %(detail)s",
    "the site asks not to be asked again for %(number)s seconds",
    "%(error)s (when asking for robots.txt)",
)
"""Why no page came, as the fetch words it; they stand in the sentences above."""
NOTICES = ("maintenance", "login wall", "consent wall", "error page", "not found", "parked")
NESTED = frozenset({"error", "said", "notice"})
"""Places that hold a phrase which is told in the reader's language too."""
PLACES: Mapping[str, str] = {
    "url": r"\S+?",
    "other": r"\S+?",
    "pages": r"\S+?(?:, \S+?)*?",
    "source": r"\S+?",
    "host": r"\S+?",
    "language": r"\S+?",
    "was": r"\S+?",
    "status": r"\d+",
    "number": r"[\d,]+",
    "all": r"[\d,]+",
    "run": r"\d+",
}
PLACE = re.compile(r"%\((\w+)\)s")
NEXT = re.compile(r"(?<=\.)\s+")


@dataclass(frozen=True)
class Piece:
    """A part of a text: a sentence with what was filled in, or words of no known sentence."""

    sentence: str
    values: Mapping[str, str] | None
    """None for words that are no sentence from here."""


def say(sentence: str, **values: object) -> str:
    """Return a sentence with its places filled."""
    return sentence % values


def told_in(text: str) -> Iterator[Piece]:
    """Yield the sentences a text is made of, in order; a last full stop may be missing."""
    at = 0
    while at < len(text):
        found = _sentence_at(text, at)
        if found is None:
            following = NEXT.search(text, at)
            end = following.start() if following else len(text)
            yield Piece(text[at:end], None)
        else:
            piece, end = found
            yield piece
        at = end + len(text[end:]) - len(text[end:].lstrip())


def _sentence_at(text: str, at: int) -> tuple[Piece, int] | None:
    for sentence, pattern in _patterns():
        match = pattern.match(text, at)
        if match:
            return Piece(sentence, match.groupdict()), match.end()
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern a sentence, the longer ones first: they say more."""
    known = sorted((*SENTENCES, *ERRORS, *NOTICES), key=_fixed, reverse=True)
    return tuple((one, _pattern(one)) for one in known)


def _fixed(sentence: str) -> tuple[bool, int]:
    """Sort what begins with words of its own before what begins with a place."""
    return not sentence.startswith("%("), len(PLACE.sub("", sentence))


def _pattern(sentence: str) -> re.Pattern[str]:
    parts: list[str] = []
    seen: set[str] = set()
    end = 0
    for match in PLACE.finditer(sentence):
        name = match[1]
        # What was said goes on to the end of the text.
        words = ".+" if name == "said" else PLACES.get(name, ".+?")
        parts += [re.escape(sentence[end : match.start()])]
        parts += [f"(?P={name})" if name in seen else f"(?P<{name}>{words})"]
        seen.add(name)
        end = match.end()
    parts.append(re.escape(sentence[end:]))
    pattern = "".join(parts)
    if pattern.endswith(r"\."):
        pattern = rf"{pattern.removesuffix(chr(92) + '.')}(?:\.(?=\s|$)|$)"
    else:
        pattern = rf"{pattern}$"
    return re.compile(pattern, re.DOTALL)
