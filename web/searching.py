"""Words looked for in changes and in all stored versions of the pages."""

from __future__ import annotations

from dataclasses import replace

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from missions.register import using_register
from notifier.cleaning import clean
from storage.search import ChangeHits, VersionHit, VersionHits
from watch import Watch
from web.choosing import Chosen, filter_of
from web.pages import show
from web.parameters import Filter, PageNumber, shown_by
from web.views import Printer
from web.visitor import Asking

A_PAGE = 20


def add_searching(app: FastAPI, watch: Watch) -> None:
    """Add the page of what was found."""
    shown = shown_by(app)

    @shown("/search")
    def search(visitor: Asking, q: Filter = "", number: PageNumber = 1) -> HTMLResponse:
        words = clean(q)
        changes, versions = ChangeHits(), VersionHits()
        first = (number - 1) * A_PAGE
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            if words:
                wanted = filter_of(replace(Chosen(), q=words), printer.profiles, visitor)
                with watch.store.read() as repository:
                    changes = repository.search_changes(wanted, A_PAGE, first)
                    versions = repository.search_versions(words, A_PAGE, first)
            most = max(changes.total.number, versions.total.number)
            return show(
                "search",
                visitor,
                words=words,
                number=number,
                is_last=first + A_PAGE >= most,
                changes=[(printer.change(hit.row), hit.passage) for hit in changes.hits],
                changes_total=changes.total,
                versions=[(hit, *_when(hit, printer)) for hit in versions.hits],
                versions_total=versions.total,
            )


def _when(hit: VersionHit, printer: Printer) -> tuple[str, str, str]:
    """Return the name of a version's source, and from when to when it was believed."""
    until = printer.moment(hit.superseded_at) if hit.superseded_at else ""
    return printer.source_name(hit.source), printer.moment(hit.believed_at), until
