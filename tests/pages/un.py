"""UN Peacekeeping, its data hub, and the political department, as three sites behind one port.

In reality these are three hosts; here the hub keeps its path and the political department
stands under `/dppa`.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, timedelta

from tests.pages import facts
from tests.pages.facts import HubRecord, Mission
from tests.pages.page import Page, in_words

_HUB_LAG = timedelta(days=63)
"""MINUSMA was still active in the file seven weeks after it had closed."""
_HUB_PAUSE = (date(2024, 8, 5), date(2024, 11, 18))
_OWN_PAGE_SINCE = "2014"


@dataclass(frozen=True)
class FactLine:
    label: str
    content: str


@dataclass(frozen=True)
class Card:
    acronym: str
    name: str
    link: str
    lines: tuple[FactLine, ...]
    text: str = ""


@dataclass(frozen=True)
class PastRow:
    acronym: str
    name: str
    link: str
    area: str
    opened: str
    closed: str


def page(path: str, on: date) -> Page | None:
    """The page at a path as of a day, or None where the site has none."""
    if path == "/en/where-we-operate":
        return Page("un_current.html", {"cards": _cards(on), "menu": _menu(on)})
    if path == "/en/past-peacekeeping-operations":
        rows = tuple(_past_row(mission) for mission in facts.listed("un", "past", on))
        return Page("un_past.html", {"rows": rows, "menu": _menu(on)})
    if path == "/dppa/en/dppa-around-world":
        return Page("dppa_list.html", {"entries": _presences(on)})
    if path in ("/public/data/DPPADPOSS-PKO/json", "/public/data/DPPADPOSS-PKO/CSV"):
        return _hub(path, on)
    return _mission_page(path, on)


def _menu(on: date) -> tuple[str, ...]:
    return tuple(mission.acronym for mission in facts.listed("un", "current", on)[:8])


def _cards(on: date) -> tuple[Card, ...]:
    return tuple(
        Card(
            mission.acronym,
            mission.name,
            f"/en/mission/{mission.id}",
            (
                FactLine("Location", mission.area),
                FactLine("Established", in_words(mission.start)),
                *_strength(mission, on),
            ),
        )
        for mission in facts.listed("un", "current", on)
    )


def _strength(mission: Mission, on: date) -> tuple[FactLine, ...]:
    ceiling = facts.value(mission.id, "strength", on)
    if not ceiling:
        return ()
    return (FactLine("Authorised strength", f"{int(ceiling):,} military personnel"),)


def _past_row(mission: Mission) -> PastRow:
    return PastRow(
        mission.acronym,
        mission.name,
        f"/en/mission/{mission.id}" if mission.end > _OWN_PAGE_SINCE else "",
        mission.area,
        in_words(mission.start[:7]),
        in_words(mission.end[:7]),
    )


def _presences(on: date) -> tuple[Card, ...]:
    return tuple(
        Card(
            mission.acronym,
            mission.name,
            f"/dppa/en/mission/{mission.id}" if mission.acronym.startswith(("UN", "B")) else "",
            (FactLine("Location", mission.area), *_until(mission, on)),
            facts.about("dppa", mission.id, on).text,
        )
        for mission in facts.listed("dppa", "presences", on)
    )


def _until(mission: Mission, on: date) -> tuple[FactLine, ...]:
    until = facts.value(mission.id, "until", on)
    return (FactLine("Mandate until", in_words(until)),) if until else ()


def _mission_page(path: str, on: date) -> Page | None:
    for mission in facts.listed("un", "current", on):
        if path == f"/en/mission/{mission.id}":
            return Page("un_mission.html", {"card": _running(mission, on), "menu": _menu(on)})
    for mission in facts.listed("un", "past", on):
        if path == f"/en/mission/{mission.id}" and mission.end > _OWN_PAGE_SINCE:
            return Page("un_mission.html", {"card": _closed(mission), "menu": _menu(on)})
    for entry in _presences(on):
        if path == entry.link:
            return Page("dppa_mission.html", {"entry": entry})
    return None


def _running(mission: Mission, on: date) -> Card:
    head = facts.value(mission.id, "head", on)
    lines = (
        FactLine("Location", mission.area),
        FactLine("Established", in_words(mission.start)),
        *_until(mission, on),
        *_strength(mission, on),
        *((FactLine("Head of mission", head),) if head else ()),
        FactLine("Mandate", _founding_resolution(mission)),
    )
    text = facts.about("un", mission.id, on).text
    return Card(mission.acronym, mission.name, "", lines, text)


def _closed(mission: Mission) -> Card:
    lines = (
        FactLine("Location", mission.area),
        FactLine("Established", in_words(mission.start)),
        FactLine("Closed", in_words(mission.end)),
    )
    return Card(mission.acronym, mission.name, "", lines, "This peacekeeping mission has closed.")


def _founding_resolution(mission: Mission) -> str:
    first = mission.legal_basis.split(";")[0]
    return first.replace("UNSC res", "Security Council resolution")


def _hub(path: str, on: date) -> Page:
    stamp = last_hub_update(on)
    rows = [_hub_row(record, stamp) for record in facts.hub_records() if _known(record, stamp)]
    if path.endswith("json"):
        return Page("", {"text": json.dumps(rows)}, content_type="application/json")
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows({key: cell or "" for key, cell in row.items()} for row in rows)
    return Page("", {"text": text.getvalue()}, content_type="text/csv; charset=utf-8")


def last_hub_update(on: date) -> date:
    """The Monday the file was last written; it stood still for some months of 2024."""
    monday = on - timedelta(days=on.weekday())
    return _HUB_PAUSE[0] if _HUB_PAUSE[0] <= monday < _HUB_PAUSE[1] else monday


def _known(record: HubRecord, stamp: date) -> bool:
    return not record.start or record.start <= stamp.isoformat()


def _hub_row(record: HubRecord, stamp: date) -> dict[str, str | None]:
    over = bool(record.end) and date.fromisoformat(record.end) + _HUB_LAG <= stamp
    return {
        "id": record.id,
        "mission_acronym": record.acronym,
        "mission_name": record.name,
        "lead_department": "DPO",
        "mission_isactive": "No" if over else "Yes",
        "start_date": record.start or None,
        "end_date": record.end if over else None,
        "mission_location": record.location or None,
        "mission_longitude": record.longitude or None,
        "mission_latitude": record.latitude or None,
        "last_update": stamp.isoformat(),
    }
