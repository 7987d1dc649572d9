"""The list of changes, with filters."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.records import ChangeKind
from missions.register import using_register
from notifier.cleaning import clean
from storage.rows import ChangeRow
from watch import Watch
from web.pages import show
from web.parameters import Filter, PageNumber, shown_by
from web.views import Printer
from web.visitor import Asking

A_PAGE = 100


def add_changes(app: FastAPI, watch: Watch) -> None:
    """Add the list of changes."""
    shown = shown_by(app)

    @shown("/changes")
    def changes(
        visitor: Asking,
        source: Filter = "",
        mission: Filter = "",
        kind: Filter = "",
        number: PageNumber = 1,
    ) -> HTMLResponse:
        chosen = {"source": clean(source), "mission": clean(mission), "kind": clean(kind)}
        rows = found_changes(watch, **chosen)
        first = (number - 1) * A_PAGE
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            return show(
                "changes",
                visitor,
                changes=[printer.change(row) for row in rows[first : first + A_PAGE]],
                total=len(rows),
                number=number,
                is_last=first + A_PAGE >= len(rows),
                chosen=chosen,
                sources=[(name, printer.source_name(name)) for name in printer.profiles],
                kinds=[(str(one), str(one)) for one in ChangeKind],
            )


def found_changes(
    watch: Watch, source: str = "", mission: str = "", kind: str = "", state: str = ""
) -> list[ChangeRow]:
    """Return the changes that fit, newest first; an empty filter lets all pass."""
    with watch.store.read() as repository:
        return repository.changes(source=source, mission=mission, kind=kind, state=state)[::-1]
