"""Where things stand in a drawing: an axis of time, and what is drawn along it. Knows no markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

WIDTH = 720
"""All drawings are this wide in their own units; the page scales them."""
MARGIN = 12
LANE = 58
MARK = 9
"""How far marks stand apart at least."""
ROOM_FOR_A_WORD = 70
MOST_TICKS = 12
PLOT = 34
ROW = 22
NAMES = 220
"""How much of a drawing of bars is for their names."""


@dataclass(frozen=True)
class Tick:
    """A labelled place on the axis."""

    x: float
    label: str


@dataclass(frozen=True)
class Stretch:
    """A time in which something was said."""

    kind: str
    word: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Event:
    """Something that happened at a time, and where one reads more of it."""

    at: datetime
    address: str
    label: str


@dataclass(frozen=True)
class Bar:
    """A stretch as it is drawn; without a word where there is no room for it."""

    x: float
    width: float
    kind: str
    word: str


@dataclass(frozen=True)
class Mark:
    """An event as it is drawn."""

    x: float
    address: str
    label: str


@dataclass(frozen=True)
class Lane:
    """One row of a timeline; `y` is where its bars begin."""

    name: str
    y: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Timeline:
    """Lanes over one axis of time."""

    height: float
    axis: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]


@dataclass(frozen=True)
class Column:
    """One number in a row of columns."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Plot:
    """One row of columns with its name, its greatest number and its ground line."""

    name: str
    top: str
    y: float
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Plots:
    """Rows of columns over one axis."""

    height: float
    axis: float
    ticks: tuple[Tick, ...]
    plots: tuple[Plot, ...]


@dataclass(frozen=True)
class NamedBar:
    """A name, a bar as long as its number, and the number."""

    name: str
    number: str
    y: float
    width: float


@dataclass(frozen=True)
class Bars:
    """Bars under each other."""

    height: float
    bars: tuple[NamedBar, ...]


class Axis:
    """Maps times to places from the left to the right of a drawing."""

    def __init__(self, since: datetime, until: datetime, zone: tzinfo) -> None:
        self._since, self._zone = since, zone
        self._until = max(until, since + timedelta(days=1))
        self._length = (self._until - since).total_seconds()

    def x(self, moment: datetime | None) -> float:
        """Return the place of a moment, of None the end; what lies outside is put on the edge."""
        passed = ((moment or self._until) - self._since).total_seconds() / self._length
        return round(MARGIN + min(max(passed, 0), 1) * (WIDTH - 2 * MARGIN), 1)

    def ticks(self) -> tuple[tuple[float, date], ...]:
        """Return the first days of years, else of months, else all days, with their places.

        The longest of these of which there are three.
        """
        first = self._since.astimezone(self._zone).date()
        last = self._until.astimezone(self._zone).date()
        days = [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]
        months = [day for day in days if day.day == 1]
        years = [day for day in months if day.month == 1]
        found = next((some for some in (years, months) if len(some) >= 3), days)
        step = -(-len(found) // MOST_TICKS) or 1
        return tuple((self.x(_midnight(day, self._zone)), day) for day in found[::step])


def timeline(
    axis: Axis,
    ticks: Sequence[Tick],
    rows: Iterable[tuple[str, Iterable[Stretch], Iterable[Event]]],
) -> Timeline:
    """Return a drawing with a lane for each row of stretches and events."""
    lanes = tuple(
        Lane(
            name,
            number * LANE + 24,
            tuple(_bar(axis, one) for one in stretches),
            tuple(_marks(axis, events)),
        )
        for number, (name, stretches, events) in enumerate(rows)
    )
    bottom = len(lanes) * LANE + 4
    return Timeline(bottom + 24, bottom, tuple(ticks), lanes)


def plots(
    rows: Sequence[tuple[str, Sequence[int]]], labels: Sequence[str], printed: Sequence[str]
) -> Plots:
    """Return rows of columns, each row to its own measure; `printed` is each row's top number."""
    count = max(len(labels), 1)
    step = (WIDTH - 2 * MARGIN) / count
    drawn = tuple(
        Plot(name, printed[index], ground, tuple(_columns(numbers, ground, step)))
        for index, (name, numbers) in enumerate(rows)
        for ground in [(index + 1) * (PLOT + 26)]
    )
    axis = len(drawn) * (PLOT + 26) + 8
    every = -(-count // MOST_TICKS)
    ticks = tuple(
        Tick(round(MARGIN + index * step, 1), label)
        for index, label in enumerate(labels)
        if index % every == 0
    )
    return Plots(axis + 24, axis, ticks, drawn)


def bars(rows: Sequence[tuple[str, int, str]]) -> Bars:
    """Return bars under each other: each a name, a number, and the number in print."""
    most = max((number for _, number, _ in rows), default=1)
    room = WIDTH - NAMES - 60
    drawn = tuple(
        NamedBar(name, printed, index * ROW + 4, round(number / most * room, 1))
        for index, (name, number, printed) in enumerate(rows)
    )
    return Bars(len(drawn) * ROW + 8, drawn)


def _bar(axis: Axis, stretch: Stretch) -> Bar:
    left, right = axis.x(stretch.since), axis.x(stretch.until)
    width = round(max(right - left, 1), 1)
    return Bar(left, width, stretch.kind, stretch.word if width >= ROOM_FOR_A_WORD else "")


def _marks(axis: Axis, events: Iterable[Event]) -> Iterator[Mark]:
    """Yield marks, oldest first; one that would cover the last moves aside."""
    last = float("-inf")
    for event in sorted(events, key=lambda event: event.at):
        last = max(axis.x(event.at), last + MARK)
        yield Mark(round(min(last, WIDTH - MARGIN / 2), 1), event.address, event.label)


def _columns(numbers: Sequence[int], ground: float, step: float) -> Iterator[Column]:
    most = max([*numbers, 1])
    for index, number in enumerate(numbers):
        height = round(number / most * PLOT, 1)
        width = round(max(step - 1, 1), 1)
        yield Column(round(MARGIN + index * step, 1), round(ground - height, 1), width, height)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
