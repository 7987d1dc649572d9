"""What must hold for every page the reader is given, whatever is on it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from types import FrameType

from bench.fuzz_mutations import LARGEST
from crawler.passages import StoredPage
from crawler.reading.links import page_links
from crawler.reading.read import read_page
from missions.records import Evidence, PageLink, PageRole, Reading, Status
from missions.register import load_register

URL = "https://lists.example.org/missions"
MOST_EVIDENCE = 300
ROLES = (PageRole.LIST, PageRole.PROSE, PageRole.MISSION)


class TooSlow(BaseException):
    """No `Exception`, so that no clause of the reader catches it."""


class Broken(AssertionError):
    """A reading is not what every reading must be."""


def check(body: bytes, content_type: str, seconds: float) -> None:
    """Read a page in every role and raise for whatever must not be."""
    limit = seconds * max(len(body) / LARGEST, 1 / 3)
    with time_limit(limit):
        links = page_links(body, URL, content_type)
    check_links(links)
    page = StoredPage(body, content_type)
    paths = {one.path: len(one.text) for one in page.passages}
    for role in ROLES:
        with time_limit(limit):
            reading = read_page(body, URL, content_type, role)
        check_reading(reading)
        check_evidence(reading, page, paths)
    if read_page(body, URL, content_type, ROLES[-1]) != reading:
        raise Broken("a second reading differs")


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Interrupt what takes more processor time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds:.1f} s")

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def check_links(links: tuple[PageLink, ...]) -> None:
    """Links are addresses, each once."""
    addresses = [one.url for one in links]
    if len(set(addresses)) != len(addresses):
        raise Broken("a link is given twice")
    if any(not one.startswith(("http://", "https://")) for one in addresses):
        raise Broken("a link is no address")


def check_reading(reading: Reading) -> None:
    """Missions are listed once, under an id that there is, with a status that there is."""
    missions = [one.mission for one in reading.listings]
    if len(set(missions)) != len(missions):
        raise Broken("a mission is listed twice")
    for listing in reading.listings:
        if not listing.mission.startswith("new:") and load_register().get(listing.mission) is None:
            raise Broken("a listing's mission is in no register")
        if not isinstance(listing.status, Status) or not listing.name.strip():
            raise Broken("a listing has no status or no name")


def check_evidence(reading: Reading, page: StoredPage, paths: dict[str, int]) -> None:
    """Every piece of evidence is a range of a passage that the page has."""
    for what, one in islice(_evidence(reading), MOST_EVIDENCE):
        if one.path not in paths and page.find(one).passage is None:
            raise Broken(f"evidence of {what} points nowhere")
        length = paths.get(one.path)
        if one.start < 0 or one.end < one.start or (length is not None and one.end > length):
            raise Broken(f"evidence of {what} is out of range")


def _evidence(reading: Reading) -> Iterator[tuple[str, Evidence]]:
    for listing in reading.listings:
        if listing.evidence:
            yield "a listing", listing.evidence
        for name, value in listing.fields.items():
            if value.evidence:
                yield name, value.evidence
    for statement in reading.statements:
        for name, told in (("since", statement.since), ("until", statement.until)):
            if told and told.evidence:
                yield f"a statement's {name}", told.evidence
        if statement.evidence:
            yield "a statement", statement.evidence
