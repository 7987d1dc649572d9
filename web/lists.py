"""Lists as they were believed at the end of a day, and those of two days side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import HTMLResponse

from missions.lists import RecordDifference
from missions.register import load_register, using_register
from missions.view import Told
from notifier.cleaning import clean
from notifier.values import print_field, print_value
from storage.rows import ChangeRow
from watch import SourceDifference, Watch
from watch.sources import known_source
from web.days import DayRefused, end_of, read_day, today
from web.listed import EntryLine, entry_lines, mission_address, own_name, print_status
from web.pages import show
from web.parameters import Filter, shown_by
from web.views import ChangeView, Printer
from web.visitor import Asking, Visitor

REFUSED = 422
Day = Annotated[str, Query(max_length=200)]
FirstDay = Annotated[str, Query(max_length=200, alias="from")]
LastDay = Annotated[str, Query(max_length=200, alias="to")]


@dataclass(frozen=True)
class ListView:
    """One source's list."""

    id: str
    name: str
    sure: tuple[EntryLine, ...]
    unsure: tuple[EntryLine, ...]


@dataclass(frozen=True)
class NamedView:
    """A mission that came or went."""

    address: str
    label: str
    name: str
    status: str
    kin: tuple[tuple[str, str], ...]
    """Of one that went those that came and take over from it, and the other way round."""


@dataclass(frozen=True)
class ChangedView:
    """A mission that is told otherwise: each field with both values."""

    address: str
    label: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class DifferenceView:
    """What leads from one source's list to its later one."""

    id: str
    name: str
    unknown: str
    """Since when it is watched, where that is after the first day."""
    added: tuple[NamedView, ...]
    gone: tuple[NamedView, ...]
    changed: tuple[ChangedView, ...]
    alike: int
    recorded: tuple[ChangeView, ...]
    is_more: bool


def add_lists(app: FastAPI, watch: Watch) -> None:
    """Add the pages of lists by date."""
    shown = shown_by(app)

    @shown("/lists")
    def lists(visitor: Asking, source: Filter = "", as_of: Day = "") -> HTMLResponse:
        asked = clean(source)
        began = _began(watch, asked)
        form = {"source": asked, "as_of": clean(as_of) or today(visitor).isoformat()}
        try:
            day = read_day(clean(as_of), visitor, began)
        except DayRefused as refusal:
            return _lists_page(watch, visitor, form, problem=str(refusal))
        return _lists_page(watch, visitor, form, day)

    @shown("/lists/compare")
    def compare(
        visitor: Asking, source: Filter = "", first: FirstDay = "", last: LastDay = ""
    ) -> HTMLResponse:
        asked = clean(source)
        began = _began(watch, asked)
        day = began.astimezone(visitor.zone).date() if began else today(visitor)
        form = {
            "source": asked,
            "first": clean(first) or day.isoformat(),
            "last": clean(last) or today(visitor).isoformat(),
        }
        if not first and not last:
            return _compare_page(watch, visitor, form)
        try:
            days = _two_days(form, visitor, began)
        except DayRefused as refusal:
            return _compare_page(watch, visitor, form, problem=str(refusal))
        return _compare_page(watch, visitor, form, days)


def _began(watch: Watch, source: str) -> datetime | None:
    """Return when watching (of a source) began. Raises UnknownSource."""
    if source:
        known_source(watch.profiles(), source)
    began = watch.watched_since()
    return began.get(source) if source else min(began.values(), default=None)


def _two_days(form: dict[str, str], visitor: Visitor, began: datetime | None) -> tuple[date, date]:
    first = read_day(form["first"], visitor, began)
    last = read_day(form["last"], visitor, began)
    if first > last:
        raise DayRefused(visitor.speech.say("The first day must not come after the second."))
    return first, last


def _lists_page(
    watch: Watch,
    visitor: Visitor,
    form: dict[str, str],
    day: date | None = None,
    problem: str = "",
) -> HTMLResponse:
    with using_register(watch.register()):
        printer = Printer(watch.profiles(), visitor)
        return show(
            "lists",
            visitor,
            REFUSED if problem else 200,
            form=form,
            problem=problem,
            sources=[(name, printer.source_name(name)) for name in printer.profiles],
            day=visitor.news.day(day.isoformat()) if day else "",
            lists=list(_lists(watch, printer, form["source"], day)) if day else [],
        )


def _lists(watch: Watch, printer: Printer, source: str, day: date) -> Iterator[ListView]:
    moment = end_of(day, printer.visitor)
    rows = watch.missions(source or None, as_of=moment, unsure=True)
    for name, group in groupby(rows, lambda row: row.source):
        lines = entry_lines(group, printer)
        yield ListView(
            name,
            printer.source_name(name),
            tuple(line for line in lines if not line.unsure),
            tuple(line for line in lines if line.unsure),
        )


def _compare_page(
    watch: Watch,
    visitor: Visitor,
    form: dict[str, str],
    days: tuple[date, date] | None = None,
    problem: str = "",
) -> HTMLResponse:
    with using_register(watch.register()):
        printer = Printer(watch.profiles(), visitor)
        return show(
            "compare",
            visitor,
            REFUSED if problem else 200,
            form=form,
            problem=problem,
            sources=[(name, printer.source_name(name)) for name in printer.profiles],
            days=[visitor.news.day(day.isoformat()) for day in days or ()],
            differences=list(_differences(watch, printer, form["source"], days)) if days else [],
        )


def _differences(
    watch: Watch, printer: Printer, source: str, days: tuple[date, date]
) -> Iterator[DifferenceView]:
    first, last = (end_of(day, printer.visitor) for day in days)
    for found in watch.compared(source or None, first, last):
        if found.began is not None and found.began <= last:
            yield _difference(found, printer, first)


def _difference(found: SourceDifference, printer: Printer, first: datetime) -> DifferenceView:
    difference = found.difference
    is_late = found.began is not None and found.began > first
    return DifferenceView(
        id=found.source,
        name=printer.source_name(found.source),
        unknown=printer.moment(found.began) if is_late else "",
        added=tuple(_named(one, difference.gone, printer) for one in difference.added),
        gone=tuple(_named(one, difference.added, printer) for one in difference.gone),
        changed=tuple(_changed(one, printer) for one in difference.changed),
        alike=difference.alike,
        recorded=_recorded(found.changes, printer),
        is_more=found.is_more,
    )


def _recorded(rows: Iterable[ChangeRow], printer: Printer) -> tuple[ChangeView, ...]:
    return tuple(printer.change(row) for row in rows)


def _named(told: Told, others: Iterable[Told], printer: Printer) -> NamedView:
    listing = told.listing
    mission = listing.mission
    register = load_register()
    kin = [
        one.listing
        for one in others
        if register.succeeds(one.listing.mission, mission)
        or register.succeeds(mission, one.listing.mission)
    ]
    return NamedView(
        address=mission_address(mission),
        label=_label(told),
        name=own_name(listing),
        status=print_status(printer.visitor.news, listing.status),
        kin=tuple(
            (mission_address(one.mission), clean(one.acronym or one.name, 120)) for one in kin
        ),
    )


def _changed(one: RecordDifference, printer: Printer) -> ChangedView:
    speech = printer.visitor.news
    return ChangedView(
        address=mission_address(one.mission),
        label=_label(one.after),
        fields=tuple(
            (
                print_field(speech, each.field),
                print_value(speech, each.field, each.before),
                print_value(speech, each.field, each.after),
            )
            for each in one.fields
        ),
    )


def _label(told: Told) -> str:
    return clean(told.listing.acronym or told.listing.name, 120)
