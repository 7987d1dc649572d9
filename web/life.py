"""A mission's life as its page prints it: now, over time, Belgium's part, documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, partial

from missions.records import FieldValue, Participation
from missions.register import NAME_LANGUAGES, Mission, load_register
from missions.spells import Period, Spell, periods
from notifier.cleaning import clean, safe_link
from notifier.values import FIELD_NAMES, N_, print_field, print_value
from watch import Life, SourceLife
from web.choices import LANGUAGES
from web.days import short_day
from web.drawing import Axis, Event, Stretch, Tick, Timeline, timeline
from web.listed import (
    evidence_address,
    folded,
    mission_address,
    named_in,
    print_status,
    short_names,
)
from web.views import ChangeView, Printer

UNLISTED = "unlisted"
MISSION_KINDS = {
    "military": N_("military"),
    "political": N_("political"),
    "observer": N_("observers"),
    "civilian": N_("civilian"),
    "training": N_("training"),
    "police": N_("police"),
    "maritime": N_("maritime"),
}
RESOLUTION = re.compile(r"\bres(?:olution|\.)?\s+(\d{1,4})\s*\((\d{4})\)", re.IGNORECASE)
"""The Security Council numbers its resolutions through and adds the year; the General Assembly
adds a session."""
SOURCE_FIELDS = tuple(name for name in FIELD_NAMES if name not in ("status", "name"))


@dataclass(frozen=True)
class DayView:
    """A moment as a table has it."""

    iso: str
    text: str


@dataclass(frozen=True)
class PeriodView:
    """From when to when a source said something."""

    source: str
    value: str
    since: DayView
    until: DayView | None
    is_first: bool
    """Whether it was so when watching began, so that nobody knows since when."""
    evidence: str | None
    order: datetime
    field: str = ""
    printed: str = ""
    people: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class NowView:
    """What a source says now."""

    source: str
    status: str
    until: str
    name: str
    page_link: str | None
    evidence: str | None


@dataclass(frozen=True)
class FactsView:
    """What the register says."""

    names: tuple[tuple[str, str, str], ...]
    """Language code, language, name."""
    kind: str
    area: str
    start: str
    end: str
    predecessors: tuple[tuple[str, str], ...]
    successors: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DocumentView:
    """A decision or page, and where it is."""

    text: str
    link: str | None
    is_decision: bool = False
    source: str = ""
    evidence: str | None = None


@dataclass(frozen=True)
class LifeView:
    """All of a mission's page."""

    id: str
    address: str
    label: str
    name: str
    name_language: str
    organisation: str
    countries: str
    unsure: str
    dismissed: str
    facts: FactsView | None
    now: tuple[NowView, ...]
    drawing: Timeline | None
    legend: tuple[tuple[str, str], ...]
    statuses: tuple[PeriodView, ...]
    fields: tuple[PeriodView, ...]
    belgium: tuple[PeriodView, ...]
    documents: tuple[DocumentView, ...]
    pages: tuple[DocumentView, ...]
    changes: tuple[ChangeView, ...]
    follow: str
    """What a subscription form calls it; empty where none can name it."""
    has_feed: bool


@dataclass(frozen=True)
class LifePrinter:
    """Prints a mission's life; within the register that staff's decisions made."""

    life: Life
    printer: Printer
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def view(self) -> LifeView:
        """Return the page's contents."""
        known, speech = self.life.known, self.printer.visitor.news
        label = known.label if known else self._printed_label()
        name, language = named_in(known, speech.language) if known else (self._name(), "")
        changes = tuple(self.printer.change(row) for row in self.life.changes)
        return LifeView(
            id=self.life.id,
            address=mission_address(self.life.id),
            label=clean(label, 120),
            name=clean(name, 200) if name != label else "",
            name_language=language,
            organisation=print_field(speech, self._organisation()),
            countries=print_value(speech, "host", self._hosts()),
            unsure=self._unsure(),
            dismissed=clean(self.life.dismissed or ""),
            facts=self._facts(known) if known else None,
            now=tuple(self._now(one) for one in self.life.sources),
            drawing=self._drawing(changes) if self.life.sources else None,
            legend=self._legend(),
            statuses=_newest_first(self._statuses()),
            fields=tuple(self._fields()),
            belgium=_newest_first(self._belgium()),
            documents=tuple(self._documents()),
            pages=tuple(self._pages()),
            changes=changes,
            follow=known.id if known else "",
            has_feed=known is not None or bool(changes),
        )

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return short_names(self.printer.profiles.values(), self.printer.visitor.news)

    def _source(self, source: str) -> str:
        return self._names.get(source, source)

    def _day(self, moment: datetime) -> DayView:
        return DayView(moment.isoformat(), short_day(moment, self.printer.visitor))

    # What it is.

    def _told(self) -> Iterator[Spell]:
        """Yield what is told of it, the newest first."""
        for source in self.life.sources:
            yield from (spell for spell in reversed(source.spells) if spell.told)

    def _printed_label(self) -> str:
        told = next((spell.told for spell in self._told()), None)
        if told is None:
            return load_register().label(self.life.id)
        return told.listing.acronym or told.listing.name

    def _name(self) -> str:
        told = next((spell.told for spell in self._told()), None)
        return told.listing.name if told else ""

    def _organisation(self) -> str:
        if self.life.known:
            return self.life.known.organisation
        told = next((spell.told for spell in self._told()), None)
        return told.listing.organisation if told else "other"

    def _hosts(self) -> object:
        if self.life.known and self.life.known.host:
            return self.life.known.host
        found = (spell.told.fields.get("host") for spell in self._told() if spell.told)
        return next((value.value for value, _ in filter(None, found)), None)

    def _unsure(self) -> str:
        told = [source.spells[-1].told for source in self.life.sources]
        doubts = [one.listing.unsure for one in told if one]
        return clean(doubts[0] or "") if doubts and all(doubts) else ""

    def _facts(self, known: Mission) -> FactsView:
        speech = self.printer.visitor.news
        kind = MISSION_KINDS.get(known.kind)
        return FactsView(
            names=tuple(
                (code, LANGUAGES[code], clean(known.names[code], 200))
                for code in NAME_LANGUAGES
                if code in known.names
            ),
            kind=self.printer.visitor.speech.say(kind) if kind else clean(known.kind, 60),
            area=clean(known.area, 200),
            start=print_value(speech, "since", known.start),
            end=print_value(speech, "ended", known.end),
            predecessors=_kin(known.predecessors),
            successors=_kin(known.successors),
        )

    # What the sources say.

    def _now(self, source: SourceLife) -> NowView:
        speech = self.printer.visitor.news
        spell = source.spells[-1]
        told = spell.told
        until = told.fields.get("until") if told else None
        return NowView(
            source=self.printer.source_name(source.source),
            status=self._word(_status(spell)),
            until=print_value(speech, "until", until[0].value) if until else "",
            name=clean(told.listing.name, 200) if told else "",
            page_link=safe_link(told.page) if told else None,
            evidence=self._evidence(spell, told.page) if told else None,
        )

    def _evidence(self, spell: Spell, page: str, field: str = "") -> str | None:
        return evidence_address(spell.snapshots.get(page), self.life.id, field)

    def _word(self, status: str) -> str:
        if status == UNLISTED:
            return self.printer.visitor.speech.say("not listed")
        return print_status(self.printer.visitor.news, status)

    def _legend(self) -> tuple[tuple[str, str], ...]:
        there = {_status(spell) for source in self.life.sources for spell in source.spells}
        order = ("ongoing", "ended", "unknown", UNLISTED)
        return tuple((one, self._word(one)) for one in order if one in there)

    def _statuses(self) -> Iterator[PeriodView]:
        for source in self.life.sources:
            for period in periods(source.spells, _status):
                told = period.first.told
                evidence = self._evidence(period.first, told.page) if told else None
                yield self._period(source, period, self._word(period.value), evidence)

    def _period(
        self,
        source: SourceLife,
        period: Period[object],
        value: str,
        evidence: str | None,
        **more: str,
    ) -> PeriodView:
        return PeriodView(
            source=self._source(source.source),
            value=value,
            since=self._day(period.since),
            until=self._day(period.until) if period.until else None,
            is_first=period.since == source.began,
            evidence=evidence,
            order=period.since,
            **more,
        )

    def _fields(self) -> Iterator[PeriodView]:
        """Yield every value of every field, field by field, source by source, newest first."""
        for name in self._field_names():
            for source in self.life.sources:
                yield from _newest_first(self._field(source, name))

    def _field_names(self) -> list[str]:
        there = {name for spell in self._told() if spell.told for name in spell.told.fields}
        known = [name for name in SOURCE_FIELDS if name in there]
        return [*known, *sorted(there.difference(SOURCE_FIELDS))]

    def _field(self, source: SourceLife, name: str) -> Iterator[PeriodView]:
        speech = self.printer.visitor.news

        def value_of(spell: Spell) -> object:
            value = spell.told.fields.get(name) if spell.told else None
            return _content(value[0]) if value else None

        for period in periods(source.spells, value_of):
            told = period.first.told
            if told is None:
                continue
            value, page = told.fields[name]
            yield self._period(
                source,
                period,
                print_value(speech, name, value.value) or clean(value.printed, 400),
                self._evidence(period.first, page, name),
                field=print_field(speech, name),
                printed=clean(value.printed, 400),
            )

    def _belgium(self) -> Iterator[PeriodView]:
        speech = self.printer.visitor.news
        for source in self.life.sources:
            for period in periods(source.spells, partial(_part, source)):
                part, people, sentence = period.value
                told = period.first.told
                yield self._period(
                    source,
                    period,
                    print_value(speech, "participation", str(part)),
                    self._evidence(period.first, told.page) if told else None,
                    people=clean(people, 200),
                    sentence=clean(sentence, 1000),
                )

    # The drawing.

    def _drawing(self, changes: Sequence[ChangeView]) -> Timeline:
        began = min(source.began for source in self.life.sources)
        axis = Axis(began, self.now, self.printer.visitor.zone)
        ticks = [Tick(x, self._tick(day)) for x, day in axis.ticks()]
        rows = (
            (
                self.printer.source_name(source.source),
                self._stretches(source),
                self._events(source, changes),
            )
            for source in self.life.sources
        )
        return timeline(axis, ticks, rows)

    def _tick(self, day: date) -> str:
        speech = self.printer.visitor.news
        if day.day > 1:
            return speech.day(day.isoformat(), short=True)
        return str(day.year) if day.month == 1 else speech.day(f"{day:%Y-%m}", short=True)

    def _stretches(self, source: SourceLife) -> Iterator[Stretch]:
        for period in periods(source.spells, _status):
            word = self._word(period.value)
            yield Stretch(period.value, word, period.since, period.until)

    def _events(self, source: SourceLife, changes: Iterable[ChangeView]) -> Iterator[Event]:
        for change in changes:
            if change.source == source.source:
                at = datetime.fromisoformat(change.detected_iso)
                yield Event(at, f"/changes/{change.id}", change.summary)

    # The documents.

    def _documents(self) -> Iterator[DocumentView]:
        """Yield the decisions: those of the register, then those that sources print."""
        known = self.life.known
        texts = known.legal_basis.split(";") if known else []
        yield from (
            DocumentView(one.strip(), _resolution(one), True) for one in texts if one.strip()
        )
        seen = set[str]()
        for source in self.life.sources:
            for period in self._mandates(source):
                if period.value not in seen:
                    seen.add(period.value)
                    link = _resolution(period.value)
                    yield DocumentView(period.value, link, True, period.source, period.evidence)

    def _mandates(self, source: SourceLife) -> tuple[PeriodView, ...]:
        return _newest_first(self._field(source, "mandate"))

    def _pages(self) -> Iterator[DocumentView]:
        known = self.life.known
        if known and safe_link(known.url):
            yield DocumentView(clean(known.url, 200), known.url)
        for source in self.life.sources:
            spell = source.spells[-1]
            for page in spell.snapshots:
                yield DocumentView(
                    clean(page, 200),
                    safe_link(page),
                    False,
                    self._source(source.source),
                    self._evidence(spell, page),
                )


def _newest_first(found: Iterable[PeriodView]) -> tuple[PeriodView, ...]:
    return tuple(sorted(found, key=lambda one: (one.order, folded(one.source)), reverse=True))


def _status(spell: Spell) -> str:
    return str(spell.told.listing.status) if spell.told else UNLISTED


def _content(value: FieldValue) -> object:
    return value.value if value.value is not None else value.printed


def _part(source: SourceLife, spell: Spell) -> tuple[Participation, str, str] | None:
    """Return Belgium's part, its numbers and the sentence, as the first page that tells it does."""
    part = spell.told.listing.participation if spell.told else None
    if spell.told is None or part is None:
        return None
    pages = [spell.told.page, *spell.told.pages]
    held = [
        one
        for one in source.statements
        if spell.snapshots.get(one.url) == one.snapshot_id and one.statement.participation == part
    ]
    held.sort(key=lambda one: pages.index(one.url) if one.url in pages else len(pages))
    page = next((one.url for one in held if one.statement.people), held[0].url if held else "")
    said = [one.statement for one in held if one.url == page]
    people = dict.fromkeys(one.printed for statement in said for one in statement.people)
    sentences = dict.fromkeys(statement.sentence for statement in said)
    return part, ", ".join(people), " ".join(sentences)


def _kin(missions: Iterable[str]) -> tuple[tuple[str, str], ...]:
    register = load_register()
    return tuple((mission_address(one), clean(register.label(one), 120)) for one in missions)


def _resolution(text: str) -> str | None:
    """Return where a resolution of the Security Council is; None for any other decision."""
    found = RESOLUTION.search(text)
    return f"https://undocs.org/S/RES/{found[1]}({found[2]})" if found else None
