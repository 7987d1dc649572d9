"""Two versions of one page, compared."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse

from missions.register import using_register
from watch import Watch
from web.compared import difference_view
from web.pages import show
from web.parameters import LARGEST_NUMBER, PageNumber, shown_by
from web.stored import version_view
from web.views import Printer
from web.visitor import Asking

VersionNumber = Annotated[int, Query(ge=1, le=LARGEST_NUMBER)]


class Layout(StrEnum):
    """How a difference is laid out."""

    INLINE = "inline"
    SIDES = "sides"


def add_comparison(app: FastAPI, watch: Watch) -> None:
    """Add the page that compares; its address must be known before those of single versions."""
    shown = shown_by(app)

    @shown("/pages/compare")
    def compare(
        visitor: Asking,
        old: VersionNumber,
        new: VersionNumber,
        view: Layout = Layout.INLINE,
        number: PageNumber = 1,
    ) -> HTMLResponse:
        before, after = watch.page_version(old), watch.page_version(new)
        if (before.row.source, before.row.url) != (after.row.source, after.row.url):
            sentence = visitor.speech.say("These two versions are of different pages.")
            raise HTTPException(422, sentence)
        with using_register(watch.register()):
            printer = Printer(watch.profiles(), visitor)
            return show(
                "versions_compared",
                visitor,
                old=version_view(printer, before.row),
                new=version_view(printer, after.row),
                view=str(view),
                is_unwieldy=before.page.is_unwieldy or after.page.is_unwieldy,
                difference=difference_view(
                    before.page, after.page, visitor.speech, number, sides=view is Layout.SIDES
                ),
            )
