"""Changes, missions and sources as the pages print them: finished text, checked links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.profile import SourceProfile
from missions.difference import Stretch, word_difference
from missions.records import ChangeKind
from notifier.cleaning import clean, safe_link
from notifier.language import Speech
from notifier.news import news_sentence
from notifier.troubles import retold
from notifier.values import print_field, print_sides, print_value
from storage.rows import ChangeRow
from watch import ContradictionRow, OddityRow, SourceHealth
from watch.telling import digest_item
from web.change_words import severity_in_words
from web.visitor import Visitor
from web.words import HEALTH, KINDS, REVIEWS, SEVERITIES, STATES

LONGEST_COMPARED = 8_000


@dataclass(frozen=True)
class ChangeView:
    """One change."""

    id: int
    summary: str
    detected: str
    detected_iso: str
    source: str
    source_name: str
    kind: str
    state: str
    severity: str
    reason: str
    mission: str | None
    label: str
    aspect: str
    before: str
    after: str
    page: str
    page_link: str | None
    words: tuple[Stretch, ...]
    review: str
    assignee: str
    kind_word: str
    state_word: str
    severity_word: str
    review_word: str


@dataclass(frozen=True)
class SourceView:
    """How one source is doing."""

    id: str
    name: str
    state: str
    state_word: str
    why: str
    last_checked: str
    last_change: str
    failing: tuple[str, ...]
    links: tuple[str, ...]
    last_believed: str
    since: str
    """When the trouble began; empty without any."""
    what_to_do: str
    days_blind: int
    """Days without a believed check when that is too long, else 0."""
    proposal: str


@dataclass(frozen=True)
class OddityView:
    """One thing that the reader was not sure of."""

    reason: str
    sentence: str
    mission: str
    field: str
    snapshot: int


@dataclass(frozen=True)
class SideView:
    """What one page says in a contradiction."""

    source_name: str
    value: str
    printed: str
    page: str
    page_link: str | None
    snapshot: int | None


@dataclass(frozen=True)
class ContradictionView:
    """Where two pages disagree."""

    mission: str | None
    label: str
    matter: str
    severity: str
    since: str
    change: int | None
    told: bool
    sides: tuple[SideView, ...]


@dataclass(frozen=True)
class Printer:
    """Prints rows with the names of the sources, in a visitor's language and time zone.

    Print within the register that staff's decisions made (`using_register`).
    """

    profiles: Mapping[str, SourceProfile]
    visitor: Visitor

    @property
    def _news(self) -> Speech:
        return self.visitor.news

    def change(self, row: ChangeRow, *, with_words: bool = False) -> ChangeView:
        """Return a change for a page; `with_words` compares its texts too."""
        change = row.change
        return ChangeView(
            id=row.id,
            summary=self.sentence(row),
            detected=self.moment(row.detected),
            detected_iso=row.detected.isoformat(),
            source=change.source,
            source_name=self.source_name(change.source),
            kind=str(change.kind),
            state=str(change.state),
            severity=str(change.severity),
            reason=clean(change.reason),
            mission=change.mission,
            label=clean(change.acronym or change.mission or "", 120),
            aspect=print_field(self._news, change.field) if change.field else "",
            before=self._side(row, change.before),
            after=self._side(row, change.after),
            page=clean(change.page, 200),
            page_link=safe_link(change.page),
            words=_words(row) if with_words else (),
            review=str(row.review),
            assignee=clean(row.assignee or "", 80),
            kind_word=self._say(KINDS[change.kind]),
            state_word=self._say(STATES[change.state]),
            severity_word=self._say(SEVERITIES[change.severity]),
            review_word=self._say(REVIEWS[row.review]),
        )

    def sentence(self, row: ChangeRow) -> str:
        """Return what happened in a sentence."""
        item = digest_item(row, self.profiles)
        return clean(news_sentence(self._news, item), 400)

    def _say(self, word: str) -> str:
        return self.visitor.speech.say(word)

    def _side(self, row: ChangeRow, side: object) -> str:
        if row.change.kind is ChangeKind.CONTRADICTION:
            names = {profile.id: profile.name for profile in self.profiles.values()}
            return print_sides(self._news, row.change.field, side, names)
        return print_value(self._news, _field(row), side, 2000)

    def contradiction(self, row: ContradictionRow) -> ContradictionView:
        """Return where two pages disagree for a page."""
        return ContradictionView(
            mission=row.mission,
            label=clean(row.acronym, 120),
            matter=print_field(self._news, row.field),
            severity=severity_in_words(self.visitor.speech, self._news, row.severity, row.reason),
            since=self.moment(row.since),
            change=row.change,
            told=row.told,
            sides=tuple(
                SideView(
                    source_name=self.source_name(side.source),
                    value=print_value(self._news, row.field, side.value),
                    printed=clean(side.printed, 400),
                    page=clean(side.page, 200),
                    page_link=safe_link(side.page),
                    snapshot=side.snapshot,
                )
                for side in row.sides
            ),
        )

    def oddity(self, row: OddityRow) -> OddityView:
        """Return something odd for a page."""
        return OddityView(
            reason=clean(row.reason.replace("_", " "), 60),
            sentence=clean(row.sentence, 400),
            mission=row.mission or "",
            field=row.field or "",
            snapshot=row.snapshot,
        )

    def source(self, health: SourceHealth) -> SourceView:
        """Return a source's state for a page."""
        profile = self.profiles[health.source]
        links = (safe_link(start.url) for start in profile.start)
        return SourceView(
            id=health.source,
            name=clean(profile.name, 120),
            state=health.state,
            state_word=self._say(HEALTH[health.state]),
            why=clean(retold(self._news, health.why), 400),
            last_checked=self.moment(health.last_checked),
            last_change=self.moment(health.last_change),
            failing=tuple(
                clean(retold(self._news, sentence), 400) for sentence in health.pages_failing
            ),
            links=tuple(link for link in links if link),
            last_believed=self.moment(health.last_believed),
            since=self.moment(health.since) if health.since else "",
            what_to_do=clean(retold(self._news, health.what_to_do), 800),
            days_blind=health.days_blind if health.blind else 0,
            proposal=clean(retold(self._news, health.proposal or ""), 400),
        )

    def source_name(self, source: str) -> str:
        """Return a source's name; its id when it is watched no more."""
        profile = self.profiles.get(source)
        return clean(profile.name if profile else source, 120)

    def moment(self, at: datetime | None) -> str:
        """Return a time in words; "never" for none."""
        return self.visitor.moment(at)


def _field(row: ChangeRow) -> str | None:
    """Return what the values of a change are values of, so that they are printed as such."""
    if row.change.kind is ChangeKind.PARTICIPATION:
        return "participation"
    return "status" if row.change.kind in STATUS_KINDS else row.change.field


STATUS_KINDS = (ChangeKind.ADDED, ChangeKind.ENDED, ChangeKind.REMOVED)


def _words(row: ChangeRow) -> tuple[Stretch, ...]:
    before, after = row.change.passage_before, row.change.passage_after
    if not before or not after:
        return ()
    return word_difference(before[:LONGEST_COMPARED], after[:LONGEST_COMPARED])
