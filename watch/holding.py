"""A held run beside what was believed before it: what each lists, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from missions.records import FieldContent, PageRole
from missions.view import Told, merge, merge_unsure
from storage.repository import Repository
from storage.rows import BelievedPage, RunRow, VisitRow
from watch.checking import Crawl, views_of
from watch.health import Health, alike_runs, is_proposed, proposal_sentence
from watch.sources import known_source

COMPARED_TEXT = 40
"""Lines of a page without a list that are shown."""


@dataclass(frozen=True)
class Difference:
    """One thing about a mission that two readings tell otherwise."""

    aspect: str
    """`status`, `participation`, `name`, or a field."""
    before: FieldContent | None
    after: FieldContent | None


@dataclass(frozen=True)
class SidesOfMission:
    """One mission as it was believed and as the held run read it; None where it is not listed."""

    mission: str
    before: Told | None
    after: Told | None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class SidesOfPage:
    """One page of the run: what came now, and the version believed before."""

    visit: VisitRow
    believed: int | None
    opening: tuple[str, ...]
    """The first lines of what was read, of a page on which no list was found."""


@dataclass(frozen=True)
class HeldRun:
    """A held run with its evidence."""

    run: RunRow
    missions: tuple[SidesOfMission, ...]
    pages: tuple[SidesOfPage, ...]
    alike: int
    """How many held runs saw just the same: they are decided together."""
    proposal: str


class Holding(Health):
    """Looking at what was not believed."""

    def held_runs(self) -> list[RunRow]:
        """Return the runs that wait for a decision, the newest first."""
        with self.store.read() as repository:
            return repository.held_runs()[::-1]

    def decided_runs(self, limit: int = 50) -> list[RunRow]:
        """Return the runs that were decided about, the last decision first."""
        with self.store.read() as repository:
            return repository.decided_runs()[::-1][:limit]

    def running_run(self, source: str) -> RunRow | None:
        """Return the run of a source that goes on now."""
        with self.store.read() as repository:
            return repository.running(source, datetime.now(UTC))

    def held_run(self, run_id: int) -> HeldRun:
        """Return a run with what was believed before it. Raises RunUnknown, UnknownSource."""
        with self.store.read() as repository:
            run = repository.run(run_id)
            believed = {page.url: page for page in repository.believed_pages(run.source)}
            seen = repository.read_of_run(run_id)
            visits = repository.visits(run_id)
            alike = alike_runs(repository, run.source)
            same = _same_state(repository, run)
        crawl = Crawl(known_source(self.profiles(), run.source), believed)
        crawl.readings = {page.url: (page.role, page.reading) for page in seen}
        before, after = views_of(crawl)
        is_last = is_proposed(alike) and alike[-1].id == run_id
        return HeldRun(
            run,
            tuple(_sides(merge(before) | merge_unsure(before), merge(after) | merge_unsure(after))),
            tuple(_page_sides(visits, believed, seen)),
            same,
            proposal_sentence(alike) if is_last else "",
        )


def _same_state(repository: Repository, run: RunRow) -> int:
    held = repository.held_runs()
    same = (one for one in held if one.source == run.source and one.state == run.state)
    return sum(run.state is not None for _ in same) or 1


def _sides(before: Mapping[str, Told], after: Mapping[str, Told]) -> Iterator[SidesOfMission]:
    for mission in dict.fromkeys((*before, *after)):
        old, new = before.get(mission), after.get(mission)
        differences = tuple(_differences(old, new)) if old and new else ()
        yield SidesOfMission(mission, old, new, differences)


def _differences(old: Told, new: Told) -> Iterator[Difference]:
    pairs: dict[str, tuple[FieldContent | None, FieldContent | None]] = {
        "name": (old.listing.name, new.listing.name),
        "status": (str(old.listing.status), str(new.listing.status)),
        "participation": (old.listing.participation, new.listing.participation),
    }
    for name in dict.fromkeys((*old.fields, *new.fields)):
        was, now = old.fields.get(name), new.fields.get(name)
        pairs[name] = (was[0].value if was else None, now[0].value if now else None)
    for aspect, (one, other) in pairs.items():
        if one != other:
            yield Difference(aspect, one, other)


def _page_sides(
    visits: list[VisitRow], believed: Mapping[str, BelievedPage], seen: list[BelievedPage]
) -> Iterator[SidesOfPage]:
    readings = {page.url: page.reading for page in seen}
    for visit in visits:
        known, reading = believed.get(visit.url), readings.get(visit.url)
        names_none = reading is not None and not reading.listings
        shows = names_none and visit.role is not PageRole.MISSION
        opening = reading.text.split("\n")[:COMPARED_TEXT] if reading and shows else []
        yield SidesOfPage(visit, known.snapshot_id if known else None, tuple(opening))
