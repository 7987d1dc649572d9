"""Is what a crawl brought believable? Pure decisions, each with its named reason.

A page that is blocked, half loaded, in maintenance or in another language is not a page with no
missions. A doubt about a page makes that page count as not fetched; a doubt about the whole list
holds the run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from missions.records import FetchFacts, PageRole, Reading, Status
from missions.view import SourceView, merge, sure_listings
from missions.vocabulary import folded_words


class Reason(StrEnum):
    """Why something is not believed."""

    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    CHALLENGE = "challenge"
    ERROR_PAGE = "error_page"
    MAINTENANCE = "maintenance"
    LOGIN_WALL = "login_wall"
    TRUNCATED = "truncated"
    MOVED_HOME = "moved_home"
    NOT_FOUND = "not_found"
    OTHER_LANGUAGE = "other_language"
    UNREADABLE = "unreadable"
    LIST_EMPTY = "list_empty"
    LIST_SHRANK = "list_shrank"
    LIST_REPLACED = "list_replaced"


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


SMALL = 2_000
"""Characters of text below which a page that lost its missions is taken for a notice."""
SIGNS: Mapping[Reason, re.Pattern[str]] = {
    Reason.CHALLENGE: re.compile(
        r"\b(?:enable javascript|javascript is (?:required|disabled)"
        r"|checking your browser|just a moment"
        r"|verify (?:that )?you are (?:a )?human|are you a robot|attention required"
        r"|security check|captcha"
        r"|activer javascript|activez javascript|schakel javascript in)\b"
    ),
    Reason.MAINTENANCE: re.compile(
        r"\b(?:maintenance|temporarily unavailable|be back (?:soon|shortly)|under construction"
        r"|momentanement indisponible|tijdelijk niet beschikbaar|onderhoud|wartungsarbeiten)\b"
    ),
    Reason.LOGIN_WALL: re.compile(
        r"\b(?:sign in to continue|log in to continue|please log in|access denied|acces refuse"
        r"|toegang geweigerd|not authorized|forbidden)\b"
    ),
    Reason.NOT_FOUND: re.compile(
        r"\b(?:page not found|page introuvable|pagina niet gevonden|seite nicht gefunden"
        r"|does not exist|n existe pas|bestaat niet|404)\b"
    ),
    Reason.ERROR_PAGE: re.compile(
        r"\b(?:internal server error|something went wrong|unexpected error|service unavailable"
        r"|bad gateway|erreur inattendue|er is een fout opgetreden|fehler aufgetreten)\b"
    ),
}


def judge_page(
    facts: FetchFacts, reading: Reading | None, before: Reading | None, declared: Sequence[str] = ()
) -> Verdict:
    """Say whether one page's answer can be taken for the page.

    `before` is the page as last believed, None for a page never seen; `declared` are the
    languages its source is written in (empty when any will do).
    """
    checks = (_transport(facts), _notice(reading, before), _moved(facts, before))
    for doubt in (*checks, _language(reading, before, declared)):
        if doubt is not None:
            return Verdict((doubt,))
    return Verdict()


def _transport(facts: FetchFacts) -> Doubt | None:
    if facts.status == 0:
        return Doubt(Reason.NO_ANSWER, f"{facts.url} gave no answer: {facts.error}.")
    if facts.status == 202:
        sentence = f"{facts.url} answered with a challenge for browsers (HTTP 202)."
        return Doubt(Reason.CHALLENGE, sentence)
    if facts.status in (401, 403, 429):
        return Doubt(Reason.REFUSED, f"{facts.url} refuses us (HTTP {facts.status}).")
    if facts.status in (404, 410):
        return Doubt(Reason.NOT_FOUND, f"{facts.url} does not exist (HTTP {facts.status}).")
    if facts.status >= 400 or facts.error:
        said = facts.error or f"HTTP {facts.status}"
        return Doubt(Reason.ERROR_PAGE, f"{facts.url} could not be fetched: {said}.")
    if facts.truncated:
        return Doubt(Reason.TRUNCATED, f"{facts.url} broke off before its end.")
    return None


def _notice(reading: Reading | None, before: Reading | None) -> Doubt | None:
    """A notice has lost the missions the page had; a sentence alone proves nothing.

    main.un.org prints "enable JavaScript" above a complete page.
    """
    if reading is None:
        return Doubt(Reason.UNREADABLE, "The answer could not be read.")
    if sure_listings(reading) or (before is not None and not sure_listings(before)):
        return None
    words = folded_words(f"{reading.title} {reading.text}"[:SMALL])
    for reason, pattern in SIGNS.items():
        if pattern.search(words) and len(reading.text) < SMALL:
            return Doubt(reason, f"{reading.url} shows a notice instead of its content ({reason}).")
    if before is not None and len(reading.text) < min(SMALL, len(before.text) // 3):
        return Doubt(Reason.UNREADABLE, f"{reading.url} is almost empty.")
    return None


def _moved(facts: FetchFacts, before: Reading | None) -> Doubt | None:
    """A redirect to the front page is a page that is gone."""
    path = re.sub(r"^https?://[^/]+", "", facts.final_url).strip("/")
    asked = re.sub(r"^https?://[^/]+", "", facts.url).strip("/")
    is_home = len(path.split("/")) <= 1 and len(path) <= 3
    if before is not None and asked and path != asked and is_home:
        return Doubt(Reason.MOVED_HOME, f"{facts.url} leads to the front page {facts.final_url}.")
    return None


def _language(
    reading: Reading | None, before: Reading | None, declared: Sequence[str]
) -> Doubt | None:
    if reading is None or reading.language is None:
        return None
    if before is not None and before.language not in (None, reading.language):
        was = before.language
    elif declared and reading.language not in declared:
        was = "/".join(declared)
    else:
        return None
    sentence = f"{reading.url} is in {reading.language} instead of {was}."
    return Doubt(Reason.OTHER_LANGUAGE, sentence)


def judge_run(before: SourceView, after: SourceView) -> Verdict:
    """Say whether a source's lists, page by page, can be taken for news.

    A list that shrank by more than a third or to nothing is doubted, unless what left it is told
    as ended elsewhere on the source. Three missions at least must have gone for "a third".
    """
    told = merge(after)
    earlier = {page.url: page for page in before.pages}
    doubts = []
    for page in after.pages:
        old = earlier.get(page.url)
        if old is None or page.role in (PageRole.MISSION, PageRole.LINK):
            continue
        listed = sure_listings(old.reading)
        had = {one.mission for one in listed if one.status is not Status.ENDED}
        has = {one.mission for one in sure_listings(page.reading)}
        succeeded = {gone for gone in had - has if gone in told}
        doubt = _shrunk(page.url, had, has, len(had - has - succeeded), len(listed))
        if doubt:
            doubts.append(doubt)
    return Verdict(tuple(doubts))


def _shrunk(url: str, had: set[str], has: set[str], gone: int, listed: int) -> Doubt | None:
    if listed and not has:
        return Doubt(Reason.LIST_EMPTY, f"{url} names none of the {listed} missions it had.")
    if gone < 3 or gone * 3 <= len(had):
        return None
    if len(has - had) * 2 > len(has):
        return Doubt(Reason.LIST_REPLACED, f"{url} shows another list than before.")
    return Doubt(Reason.LIST_SHRANK, f"{url} lost {gone} of its {len(had)} missions at once.")
