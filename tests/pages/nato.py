"""NATO's "Operations and missions: past and present": prose, with a stamp that says nothing."""

from __future__ import annotations

from datetime import date

from tests.pages import facts
from tests.pages.facts import About
from tests.pages.page import Page, last_touched

SAVED_EVERY = 17
"""Days between two savings that move the stamp and nothing else."""
_SHORT_MONTHS = "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sep. Oct. Nov. Dec.".split()


def page(path: str, on: date) -> Page | None:
    """The page at a path as of a day, or None where the site has none."""
    if path != "/cps/en/natohq/topics_52060.htm":
        return None
    return Page(
        "nato.html",
        {
            "stamp": _stamp(last_touched(on, SAVED_EVERY)),
            "current": _paragraphs("current", on),
            "terminated": _paragraphs("terminated", on),
        },
    )


def _paragraphs(list_name: str, on: date) -> tuple[About, ...]:
    return tuple(
        facts.about("nato", mission.id, on) for mission in facts.listed("nato", list_name, on)
    )


def _stamp(saved: date) -> str:
    month = _SHORT_MONTHS[saved.month - 1]
    hour = f"{8 + saved.day % 10:02d}:{saved.day * 7 % 60:02d}"
    return f"{saved.day:02d} {month} {saved.year} {hour}"
