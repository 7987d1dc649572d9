"""All missions in one table, with what each source says of them now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.records import Status
from missions.register import using_register
from notifier.cleaning import clean
from watch import Watch
from watch.sources import known_source
from web.choices import ORGANISATIONS
from web.listed import MissionLine, folded, has_words, mission_lines, print_status
from web.pages import show
from web.parameters import Filter, shown_by
from web.views import Printer
from web.visitor import Asking


@dataclass(frozen=True)
class Chosen:
    """What the table is narrowed to; an empty filter lets all pass."""

    source: str
    organisation: str
    country: str
    status: str
    q: str

    def lets_pass(self, line: MissionLine) -> bool:
        """Say whether a mission fits; its status is that of the chosen source, or of any."""
        said = [one for one in line.sayings if self.source in ("", one.source)]
        return (
            any(self.status in ("", one.status) for one in said)
            and self.organisation in ("", line.organisation)
            and self.country in ("", *line.codes)
            and has_words(line, self.q)
        )


def add_missions(app: FastAPI, watch: Watch) -> None:
    """Add the table of missions."""
    shown = shown_by(app)

    @shown("/missions")
    def missions(
        visitor: Asking,
        source: Filter = "",
        organisation: Filter = "",
        country: Filter = "",
        status: Filter = "",
        q: Filter = "",
    ) -> HTMLResponse:
        profiles = watch.profiles()
        wanted = status if status in set(Status) else ""
        chosen = Chosen(clean(source), clean(organisation), clean(country), wanted, clean(q))
        if chosen.source:
            known_source(profiles, chosen.source)
        rows = watch.missions(unsure=True)
        with using_register(watch.register()):
            printer = Printer(profiles, visitor)
            lines = mission_lines(rows, printer)
            found = [line for line in lines if chosen.lets_pass(line)]
            return show(
                "missions",
                visitor,
                missions=[line for line in found if not line.is_unsure],
                unsure=[line for line in found if line.is_unsure],
                is_empty=not lines,
                chosen=asdict(chosen),
                sources=[(name, printer.source_name(name)) for name in printer.profiles],
                organisations=_organisations(lines, visitor),
                countries=_countries(lines, visitor),
                statuses=[(str(one), print_status(visitor.news, one)) for one in Status],
            )


def _organisations(lines: Iterable[MissionLine], visitor: Asking) -> list[tuple[str, str]]:
    there = {line.organisation for line in lines}
    return [(one, visitor.speech.say(name)) for one, name in ORGANISATIONS.items() if one in there]


def _countries(lines: Iterable[MissionLine], visitor: Asking) -> list[tuple[str, str]]:
    there = {code for line in lines for code in line.codes}
    named = [(code, visitor.news.country(code)) for code in there]
    return sorted(named, key=lambda one: folded(one[1]))
