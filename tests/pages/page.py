"""What a site module hands over: a template with its content, not yet dressed with noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Page:
    """One page as of a date. Two pages with equal content differ in nothing a reader cares for."""

    template: str
    content: Mapping[str, object] = field(default_factory=dict)
    language: str = "en"
    content_type: str = "text/html; charset=utf-8"


_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


def in_words(iso: str, language: str = "en") -> str:
    """A date in words, no more precise than it came: "17 May 2024", "May 2024", "2024"."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = _MONTHS[language].split()[int(rest[0]) - 1]
    return " ".join([*(str(int(day)) for day in rest[1:]), month, year])


def last_touched(on: date, every: int) -> date:
    """The day an editor last saved a page that is saved again every so many days."""
    return date.fromordinal(on.toordinal() - on.toordinal() % every)
