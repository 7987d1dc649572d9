"""Reads the replica's own pages back into facts, with selectors made for this markup alone.

Independent of the fact tables the pages are drawn from and of the product's reader: only for
proving that what is printed is what `history` says.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import html

from tests.pages.history import ExpectedEvent
from tests.pages.site import START, render

_ROOT = Path(__file__).parents[2]
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True)
class Printed:
    """All a site prints of one mission."""

    status: str
    until: str = ""
    strength: int = 0
    head: str = ""
    text: str = ""


Table = Mapping[str, Printed]


def printed_table(source: str, on: date) -> Table:
    """What one site prints of every mission on a day, by mission id."""
    return _READERS[source](on)


def differences(source: str, before: date, after: date) -> set[ExpectedEvent]:
    """The events between two days, found by comparing what is printed."""
    old, new = printed_table(source, before), printed_table(source, after)
    found = {_of_layout(source, before, after)} - {None}
    renamed = {now: was for now, was in _predecessors().items() if now in new and now not in old}
    renamed = {now: was for now, was in renamed.items() if was in old and was not in new}
    for mission in new.keys() - old.keys():
        kind = "renamed" if mission in renamed else "added"
        found.add(_event(source, after, mission, kind, new[mission].status))
    for mission in old.keys() - new.keys() - set(renamed.values()):
        found.add(ExpectedEvent(after, source, "removed", mission))
    for mission in old.keys() & new.keys():
        found |= _of_one(source, after, mission, old[mission], new[mission])
    return {event for event in found if event is not None}


def _of_one(
    source: str, state: date, mission: str, old: Printed, new: Printed
) -> set[ExpectedEvent]:
    if old.status != new.status:
        return {_event(source, state, mission, "ended", new.status)}
    changed = {
        ExpectedEvent(state, source, "field", mission, field, getattr(new, field))
        for field in ("until", "strength", "head")
        if getattr(old, field) != getattr(new, field)
    }
    if not changed and old.text != new.text:
        return {ExpectedEvent(state, source, "text", mission)}
    return changed


def _event(source: str, state: date, mission: str, kind: str, status: str) -> ExpectedEvent:
    if source == "belgium":
        return ExpectedEvent(state, source, "participation", mission, None, status)
    return ExpectedEvent(state, source, kind, mission)


def _of_layout(source: str, before: date, after: date) -> ExpectedEvent | None:
    if _shape(source, before) == _shape(source, after):
        return None
    return ExpectedEvent(after, source, "source", None)


def _shape(source: str, on: date) -> set[str]:
    page = content(source, START[source][0][0], on)
    return {f"{node.tag}.{node.get('class', '').split(' ')[0]}" for node in page.iter("h3", "h4")}


def content(source: str, path: str, on: date, seed: int = 0) -> html.HtmlElement:
    """The part of a page that is not furniture."""
    tree = html.document_fromstring(render(source, path, on, seed).body.decode())
    found = tree.xpath("//main | //*[@id='main-content' and @role='main'] | //*[@id='content']")
    assert isinstance(found, list)
    assert len(found) == 1
    assert isinstance(found[0], html.HtmlElement)
    return found[0]


def _un(on: date) -> Table:
    current = content("un", "/en/where-we-operate", on).xpath(".//article")
    table = {_id(card.xpath("string(.//h3)")): Printed("ongoing") for card in current}
    for mission in table:
        table[mission] = _fact_sheet(f"/en/mission/{mission}", on)
    for row in content("un", "/en/past-peacekeeping-operations", on).xpath(".//tbody/tr"):
        table[_id(row.xpath("string(td[1])"))] = Printed("ended")
    for entry in content("un", "/dppa/en/dppa-around-world", on).xpath(".//li"):
        lines = [line.text_content() for line in entry.xpath("p")]
        until = "".join(line.partition(":")[2] for line in lines if "until" in line)
        mission = _id(entry.xpath("string(h4)"))
        table[mission] = Printed("ongoing", _iso(until), text=lines[-1])
    return table


def _fact_sheet(path: str, on: date) -> Printed:
    page = content("un", path, on)
    labels = page.xpath(".//dt/text()")
    facts = dict(zip(labels, (each.text_content() for each in page.xpath(".//dd")), strict=True))
    ceiling = facts.get("Authorised strength", "0").split()[0].replace(",", "")
    return Printed(
        "ongoing",
        _iso(facts.get("Mandate until", "")),
        int(ceiling),
        facts.get("Head of mission", ""),
        page.xpath("string(.//article/div/p)"),
    )


def _eeas(on: date) -> Table:
    table = {}
    page = content("eeas", "/eeas/missions-and-operations_en", on)
    for link in page.xpath(".//a[contains(@href, '/eeas/eu')]"):
        (entry,) = link.xpath("ancestor::p | ancestor::*[self::h4]/following-sibling::div/p")
        text, _, rest = entry.text_content().replace("Read more", "").partition(" The mandate runs")
        mission = link.get("href").removeprefix("/eeas/").removesuffix("_en")
        until = _iso(rest.replace("until", "").strip(" ."))
        table[mission] = Printed("ongoing", until, text=text.strip())
    return table


def _osce(on: date) -> Table:
    table = {}
    for title in content("osce", "/where-we-are", on).xpath(".//h3/a"):
        over = "(discontinued)" in title.text_content()
        table[title.get("href")[1:]] = Printed("ended" if over else "ongoing")
    for item in content("osce", "/closed-field-operations", on).xpath(".//li/strong"):
        table[_id(item.text_content())] = Printed("ended")
    return table


def _nato(on: date) -> Table:
    table = {}
    page = content("nato", "/cps/en/natohq/topics_52060.htm", on)
    for title in page.xpath(".//h3"):
        text = title.xpath("string(following-sibling::p[1])")
        over = title.xpath("preceding-sibling::h2[1]")[0].text_content().startswith("Term")
        mission = next(row["mission"] for row in _nato_rows() if row["text"] == text)
        table[mission] = Printed("ended" if over else "ongoing", text=text)
    return table


def _belgium(on: date) -> Table:
    nl, fr = (_belgian_twin(path, on) for path, _ in START["belgium"])
    assert nl == fr, "the twins disagree"
    return nl


def _belgian_twin(path: str, on: date) -> Table:
    text = content("belgium", path, on).text_content()
    table: dict[str, Printed] = {}
    for sentence in re.split(r"(?<=[.])\s", text):
        names = re.findall(r"\(([A-Z][^)]+)\)", sentence)
        now = "Momenteel" in sentence or "Actuellement" in sentence
        for name in names:
            table[_id(name)] = Printed("current" if now else "past")
    return table


def _id(printed: str) -> str:
    known = _names()
    if printed in known:
        return known[printed]
    return known[printed.rpartition(" (")[0]]


def _names() -> dict[str, str]:
    found = {"FINUL": "unifil", "ONUST": "untso", "Resolute Support": "resolute-support"}
    for row in _rows(_ROOT / "missions/data/register.csv", ","):
        found |= {row["name_en"]: row["id"], row["acronym"]: row["id"]}
    return found


def _predecessors() -> dict[str, str]:
    rows = _rows(_ROOT / "missions/data/register.csv", ",")
    return {row["id"]: row["predecessor"] for row in rows if row["predecessor"]}


def _nato_rows() -> list[dict[str, str]]:
    rows = _rows(_ROOT / "tests/pages/data/about.csv", "|")
    return [row for row in rows if row["site"] == "nato"]


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def _iso(words: str) -> str:
    if not words.strip():
        return ""
    day, month, year = words.split()
    return date(int(year), _MONTHS.index(month) + 1, int(day)).isoformat()


_READERS = {"un": _un, "eeas": _eeas, "osce": _osce, "nato": _nato, "belgium": _belgium}
