"""Missions in figures: how many by organisation over time, where they are, changes by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.records import ChangeKind, FieldContent
from missions.register import load_register, using_register
from notifier.values import print_field
from watch import MissionRow, Standing, Watch
from web.choices import KINDS
from web.days import end_of, today
from web.drawing import Bars, Plots, bars, plots
from web.pages import show
from web.parameters import shown_by
from web.visitor import Asking, Visitor

MOST_MONTHS = 72
"""Columns that one can still tell apart; a longer time is shown by years."""
ORDER = ("UN", "EU", "NATO", "OSCE", "BE", "other")


@dataclass(frozen=True)
class FigureView:
    """A drawing with what it shows as a table."""

    drawing: Plots | Bars
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def add_charts(app: FastAPI, watch: Watch) -> None:
    """Add the page of figures."""
    shown = shown_by(app)

    @shown("/charts")
    def charts(visitor: Asking) -> HTMLResponse:
        began = min(watch.watched_since().values(), default=None)
        if began is None:
            return show("charts", visitor, organisations=None, countries=None, kinds=None)
        days = _days(began.astimezone(visitor.zone).date(), today(visitor))
        standings = watch.standings([end_of(day, visitor) for day in days])
        with using_register(watch.register()):
            return show(
                "charts",
                visitor,
                organisations=_organisations(standings, days, visitor),
                countries=_countries(standings[-1], watch.missions(), visitor),
                kinds=_kinds(watch, days, visitor),
            )


def _days(first: date, last: date) -> list[date]:
    """Return the last day of each month or, over a long time, year; of the current one today."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    ends = [_last_of_month(first.year, first.month + index) for index in range(months)]
    if months > MOST_MONTHS:
        ends = [day for day in ends if day.month == 12 or day == ends[-1]]
    return [*(day for day in ends if day < last), last]


def _last_of_month(year: int, month: int) -> date:
    years, index = divmod(month, 12)
    return date(year + years, index + 1, 1) - timedelta(days=1)


def _label(day: date, days: Sequence[date], visitor: Visitor, *, short: bool = False) -> str:
    """Return the month, or where there is one day a year the year, that ends on a day."""
    is_by_year = (days[-1] - days[0]).days > 31 * MOST_MONTHS
    return str(day.year) if is_by_year else visitor.news.day(f"{day:%Y-%m}", short=short)


def _organisations(
    standings: Sequence[Standing], days: Sequence[date], visitor: Visitor
) -> FigureView:
    speech = visitor.news
    there = [one for one in ORDER if any(standing.running.get(one) for standing in standings)]
    names = [_organisation(one, visitor) for one in there]
    numbers = [[len(standing.running.get(one, ())) for standing in standings] for one in there]
    printed = [speech.number(row[-1]) for row in numbers]
    labels = [_label(day, days, visitor, short=True) for day in days]
    rows = [
        (_label(day, days, visitor), *(speech.number(row[index]) for row in numbers))
        for index, day in enumerate(days)
    ]
    return FigureView(
        plots(list(zip(names, numbers, strict=True)), labels, printed),
        tuple(names),
        tuple(reversed(rows)),
    )


def _organisation(name: str, visitor: Visitor) -> str:
    return visitor.speech.say("others") if name == "other" else print_field(visitor.news, name)


def _countries(standing: Standing, rows: Iterable[MissionRow], visitor: Visitor) -> FigureView:
    speech = visitor.news
    running = set[str]().union(*standing.running.values())
    hosts = _hosts(rows)
    codes = Counter(code for mission in running for code in hosts.get(mission, ()))
    named = sorted(((speech.country(code), code) for code in codes), key=lambda one: one[0])
    named.sort(key=lambda one: -codes[one[1]])
    table = []
    for name, code in named:
        there = sorted(load_register().label(one) for one in running if code in hosts.get(one, ()))
        table.append((name, speech.number(codes[code]), ", ".join(there)))
    drawn = [(name, codes[code], speech.number(codes[code])) for name, code in named]
    return FigureView(bars(drawn), (), tuple(table))


def _hosts(rows: Iterable[MissionRow]) -> dict[str, tuple[str, ...]]:
    hosts: dict[str, tuple[str, ...]] = {}
    for row in rows:
        mission = row.told.listing.mission
        known = load_register().get(mission)
        value = row.told.fields.get("host")
        printed: FieldContent | None = value[0].value if value else None
        codes = known.host if known and known.host else printed
        if isinstance(codes, tuple):
            hosts.setdefault(mission, codes)
    return hosts


def _kinds(watch: Watch, days: Sequence[date], visitor: Visitor) -> FigureView:
    speech = visitor.news
    counts = Counter[tuple[int, ChangeKind]]()
    for tally in watch.tally():
        counts[_place(tally.month, days), tally.kind] += tally.number
    there = [kind for kind in KINDS if any(one == kind for _, one in counts)]
    names = [visitor.speech.say(KINDS[kind]) for kind in there]
    numbers = [[counts[index, kind] for index in range(len(days))] for kind in there]
    printed = [speech.number(sum(row)) for row in numbers]
    labels = [_label(day, days, visitor, short=True) for day in days]
    rows = [
        (_label(day, days, visitor), *(speech.number(row[index]) for row in numbers))
        for index, day in enumerate(days)
        if any(row[index] for row in numbers)
    ]
    return FigureView(
        plots(list(zip(names, numbers, strict=True)), labels, printed),
        tuple(names),
        tuple(reversed(rows)),
    )


def _place(month: str, days: Sequence[date]) -> int:
    """Return in which of the times that end on `days` a month lies."""
    return next((index for index, end in enumerate(days) if month <= f"{end:%Y-%m}"), len(days) - 1)
