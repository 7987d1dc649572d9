"""The OSCE's "Where we are" and its list of closed field operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.pages import facts
from tests.pages.facts import Mission
from tests.pages.page import Page

_REGIONS = ("South-Eastern Europe", "Eastern Europe", "South Caucasus", "Central Asia")
PARTICIPATING_STATES = tuple(
    """Albania;Andorra;Armenia;Austria;Azerbaijan;Belarus;Belgium;Bosnia and Herzegovina;Bulgaria;
Canada;Croatia;Cyprus;Czechia;Denmark;Estonia;Finland;France;Georgia;Germany;Greece;Holy See;
Hungary;Iceland;Ireland;Italy;Kazakhstan;Kyrgyzstan;Latvia;Liechtenstein;Lithuania;Luxembourg;
Malta;Moldova;Monaco;Mongolia;Montenegro;Netherlands;North Macedonia;Norway;Poland;Portugal;
Romania;Russian Federation;San Marino;Serbia;Slovakia;Slovenia;Spain;Sweden;Switzerland;
Tajikistan;Türkiye;Turkmenistan;Ukraine;United Kingdom;United States of America;
Uzbekistan""".replace("\n", "").split(";")
)


@dataclass(frozen=True)
class Operation:
    name: str
    country: str
    text: str
    link: str


@dataclass(frozen=True)
class Region:
    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class ClosedOperation:
    name: str
    years: str


def page(path: str, on: date) -> Page | None:
    """The page at a path as of a day, or None where the site has none."""
    menu = PARTICIPATING_STATES
    if path == "/where-we-are":
        return Page("osce_list.html", {"regions": _regions(on), "menu": menu})
    if path == "/closed-field-operations":
        closed = tuple(_closed(mission) for mission in facts.listed("osce", "closed", on))
        return Page("osce_closed.html", {"operations": closed, "menu": menu})
    for region in _regions(on):
        for operation in region.operations:
            if path == operation.link:
                return Page("osce_mission.html", {"operation": operation, "menu": menu})
    return None


def _regions(on: date) -> tuple[Region, ...]:
    return tuple(
        Region(name, tuple(_operation(each, on) for each in facts.listed("osce", name, on)))
        for name in _REGIONS
    )


def _operation(mission: Mission, on: date) -> Operation:
    words = facts.about("osce", mission.id, on)
    suffix = " (discontinued)" if facts.discontinued(mission.id, on) else ""
    return Operation(
        words.title + suffix, mission.area.split(" (")[0], words.text, f"/{mission.id}"
    )


def _closed(mission: Mission) -> ClosedOperation:
    return ClosedOperation(mission.name, f"{mission.start[:4]}–{mission.end[:4]}")
