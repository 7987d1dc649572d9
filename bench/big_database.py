"""A database as it may be after many years: 100,000 changes and 200,000 versions of pages.

`python -m bench.big_database sqlite:////tmp/big.db` (or a PostgreSQL address) makes it, always the
same one. `--changes`, `--versions` make it smaller, `--measure` says how long each query takes.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, insert, text

from missions.records import ChangeKind, ChangeState, PageRole, RunStatus, Severity, Status
from missions.register import Mission, load_register
from storage.columns import to_json
from storage.database import database_url
from storage.finding import ChangeFilter, Cursor, InCountries, OfOrganisations, Towards
from storage.models import Blob, ChangeRecord, ListingRow, Page, Row, Run, Snapshot
from storage.repository import Repository
from storage.store import Store

BEGAN = datetime(2014, 1, 6, 7, tzinfo=UTC)
LASTED = timedelta(days=12 * 365)
SOURCES = {"UN": "un", "EU": "eeas", "NATO": "nato", "OSCE": "osce", "other": "belgium"}
VERSIONS_A_PAGE = 250
LISTED = 14
"""Missions on a list; another page is about one."""
AT_A_TIME = 2_000
KINDS = {
    ChangeKind.FIELD: 50, ChangeKind.TEXT: 25, ChangeKind.LINK: 6, ChangeKind.RENAMED: 4,
    ChangeKind.CONTRADICTION: 5, ChangeKind.ADDED: 3, ChangeKind.ENDED: 2,
    ChangeKind.REMOVED: 2, ChangeKind.PARTICIPATION: 1, ChangeKind.SOURCE: 2,
}  # fmt: skip
STATES = {
    ChangeState.CONFIRMED: 930, ChangeState.DISCARDED: 50,
    ChangeState.UNCONFIRMED: 15, ChangeState.HELD: 5,
}  # fmt: skip
HOSTS = {
    "un": "peacekeeping.un.org", "eeas": "www.eeas.europa.eu", "nato": "www.nato.int",
    "osce": "www.osce.org", "belgium": "diplomatie.belgium.be",
}  # fmt: skip
"""Where the built-in sources' pages are, so that they count as theirs."""
FIELDS = ("until", "strength", "head", "host", "mandate", "since", "kind")
SENTENCES = (
    "The Security Council extended the mandate of {name} until {day}.",
    "Le mandat de la mission {name} a été prolongé jusqu'au {day}, au siège de l'opération.",
    "België neemt met {number} militairen deel aan {name}, dat geïntegreerd werd in {place}.",
    "Die Mission {name} zählt {number} Kräfte; größere Einsätze außerhalb von {place} enden {day}.",
    "The head of mission briefed the press on the situation in {place} on {day}.",
    "Troop-contributing countries deployed {number} military observers and police in {place}.",
    "Resolution {number} ({year}) authorises a drawdown of the force in {place} by {day}.",
    "La force compte {number} personnes, dont des conseillers civils envoyés à {place}.",
    "De opleiding van lokale eenheden in {place} werd hervat op {day}, met {number} instructeurs.",
    "Der Stabilisierungseinsatz {name} meldet {number} Patrouillen entlang der Grenze.",
)
PLACES = (
    "Bamako Gao Kidal Goma Bunia Bangui Juba Malakal Abyei Naqoura Nicosia Pristina Mitrovica "
    "Laâyoune Mogadiscio Tripoli Sarajevo Kyïv Tbilissi Agadez Ménaka Ségou Cité-Soleil "
    "Port-au-Prince Golan Jérusalem Srinagar Libreville Birao Bouar"
).split()
OFFICES = (
    "logistics liaison training medical engineering aviation election gender mine legal".split()
)


@dataclass(frozen=True)
class Size:
    """How much a generated database holds."""

    changes: int = 100_000
    versions: int = 200_000

    @property
    def pages(self) -> int:
        """Return how many pages have these versions."""
        return max(10, self.versions // VERSIONS_A_PAGE)


Drawn = TypeVar("Drawn", ChangeKind, ChangeState)


def _address(source: str, mission: Mission, number: int) -> str:
    return f"https://{HOSTS.get(source, 'example.org')}/{mission.id}/{number}"


class Writer:
    """What happens in the generated years, always the same."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._chance = random.Random(1995)  # noqa: S311 - histories are not secrets
        self._missions = list(load_register())
        self._contradicted: dict[str, object] = {}

    def pages(self) -> Iterator[dict[str, object]]:
        """Yield one page a mission by turns; the first of each source are lists."""
        for number in range(1, self._size.pages + 1):
            mission = self._missions[number % len(self._missions)]
            yield {
                "id": number,
                "source": SOURCES[mission.organisation],
                "url": _address(SOURCES[mission.organisation], mission, number),
                "role": PageRole.LIST if number % 20 == 0 else PageRole.MISSION,
                "first_seen_at": BEGAN,
                "last_fetched_at": BEGAN + LASTED,
                "last_status": 200,
            }

    def snapshots(self) -> Iterator[dict[str, object]]:
        """Yield the versions of all pages in the order of time; a few were never believed."""
        pages, count = self._size.pages, self._size.versions
        texts = [self._sentences(number + 1, 18) for number in range(pages)]
        for number in range(1, count + 1):
            page = (number - 1) % pages
            texts[page][self._chance.randrange(18)] = self._sentence(page + 1)
            yield self._snapshot(number, page + 1, " \n".join(texts[page]))

    def _snapshot(self, number: int, page: int, said: str) -> dict[str, object]:
        pages, count = self._size.pages, self._size.versions
        at, until = self._when(number), self._when(number + pages)
        is_believed = number % 100 != 1 or number <= pages
        return {
            "id": number,
            "page_id": page,
            "run_id": 1,
            "sha256": "0" * 64,
            "fingerprint": f"{number:064}",
            "believed_at": at if is_believed else None,
            "superseded_at": until if is_believed and number + pages <= count else None,
            "last_checked_at": min(until, BEGAN + LASTED) if is_believed else None,
            "fetched_at": at,
            "final_url": "https://example.org/",
            "status": 200,
            "content_type": "text/html",
            "size": len(said),
            "truncated": False,
            "headers": [],
            "role": PageRole.LIST if page % 20 == 0 else PageRole.MISSION,
            "reader_version": 1,
            "language": "en",
            "title": f"{self._mission(page).names['en']}: at a glance",
            "text": said,
            "layout": "cards",
            "frameworks": [],
            "statements": [],
            "links": [],
            "oddities": [],
        }

    def listings(self) -> Iterator[dict[str, object]]:
        """Yield the missions on each version."""
        for number in range(1, self._size.versions + 1):
            page = (number - 1) % self._size.pages + 1
            for position in range(LISTED if page % 20 == 0 else 1):
                yield self._listing(number, page, position)

    def _listing(self, number: int, page: int, position: int) -> dict[str, object]:
        mission = self._mission(page + position)
        strength = 500 + number // self._size.pages // 10
        value = {"value": strength, "printed": str(strength), "evidence": None, "doubt": None}
        return {
            "snapshot_id": number,
            "position": position,
            "source": SOURCES[self._mission(page).organisation],
            "mission": mission.id,
            "name": mission.names["en"],
            "organisation": mission.organisation,
            "acronym": mission.acronym or None,
            "status": Status.ONGOING,
            "fields": {"strength": value},
            "passage": "",
        }

    def changes(self) -> Iterator[dict[str, object]]:
        """Yield the changes in the order of time."""
        every = LASTED / self._size.changes
        for number in range(1, self._size.changes + 1):
            yield self._change(number, BEGAN + every * number)

    def _change(self, number: int, at: datetime) -> dict[str, object]:
        page = self._chance.randint(1, self._size.pages)
        mission, kind = self._mission(page), self._drawn(KINDS)
        source, state = SOURCES[mission.organisation], self._drawn(STATES)
        field = self._field(kind)
        about = mission.acronym or mission.names["en"]
        before, after = self._values(kind, field, mission, source)
        return {
            "id": number,
            "run_id": 1,
            "detected_at": at,
            "confirmed_at": at if state is ChangeState.CONFIRMED else None,
            "source": source,
            "page": _address(source, mission, page),
            "kind": kind,
            "state": state,
            "severity": self._chance.choice(tuple(Severity)),
            "summary": f"{about}: {kind} of {field or 'its page'}.",
            "mission": None if kind is ChangeKind.SOURCE else mission.id,
            "acronym": mission.acronym or None,
            "field": field,
            "before": before,
            "after": after,
            "reason": "normal because a field changed",
            "passage_before": self._sentence(page),
            "passage_after": self._sentence(page),
        }

    def _field(self, kind: ChangeKind) -> str | None:
        if kind is ChangeKind.PARTICIPATION:
            return self._chance.choice(("ML", "NE", "CD", "LB"))
        return self._chance.choice(FIELDS) if kind is ChangeKind.FIELD else None

    def _values(
        self, kind: ChangeKind, field: str | None, mission: Mission, source: str
    ) -> tuple[object, object]:
        if kind is ChangeKind.CONTRADICTION:
            return self._contradiction(mission, source)
        if field == "host":
            return list(mission.host), [*mission.host, self._chance.choice(("ML", "NE", "TD"))]
        return self._chance.randint(50, 15_000), self._chance.randint(50, 15_000)

    def _contradiction(self, mission: Mission, source: str) -> tuple[object, object]:
        """Return how a disagreement about a mission begins or, if it goes on, ends."""
        said = self._contradicted.pop(mission.id, None)
        if said is not None:
            return said, None
        other = self._chance.choice(tuple(SOURCES.values()))
        self._contradicted[mission.id] = [
            {"source": one, "page": _address(one, mission, 1), "value": value, "printed": value}
            for one, value in ((source, "ongoing"), (other, "ended"))
        ]
        return None, self._contradicted[mission.id]

    def _drawn(self, weights: Mapping[Drawn, int]) -> Drawn:
        return self._chance.choices(tuple(weights), tuple(weights.values()))[0]

    def _mission(self, page: int) -> Mission:
        return self._missions[page % len(self._missions)]

    def _when(self, number: int) -> datetime:
        return BEGAN + LASTED * (number / (self._size.versions + self._size.pages))

    def _sentences(self, page: int, count: int) -> list[str]:
        return [self._sentence(page) for _ in range(count)]

    def _sentence(self, page: int) -> str:
        mission = self._mission(page)
        day = BEGAN + timedelta(days=self._chance.randrange(4400))
        said = self._chance.choice(SENTENCES).format(
            name=mission.acronym or mission.names["en"],
            day=f"{day:%d %B %Y}",
            year=day.year,
            number=self._chance.randint(5, 15_000),
            place=self._chance.choice(PLACES),
        )
        return f"{said} Contact: {self._chance.choice(OFFICES)} office, section {page}."


def fill(address: str, size: Size) -> None:
    """Make the tables of an empty database and fill them."""
    store = Store.open(address)
    store.upgrade()
    store.close()
    engine = create_engine(database_url(address), json_serializer=to_json)
    writer = Writer(size)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA cache_size = -400000")
        connection.execute(insert(Run), [_RUN])
        connection.execute(insert(Blob), [_BLOB])
        _insert(connection, Page, writer.pages())
        _insert(connection, Snapshot, writer.snapshots())
        _insert(connection, ListingRow, writer.listings())
        _insert(connection, ChangeRecord, writer.changes())
    _finish(engine)
    engine.dispose()
    _see_all(address)


def _insert(connection: Connection, table: type[Row], rows: Iterator[dict[str, object]]) -> None:
    while some := list(islice(rows, AT_A_TIME)):
        connection.execute(insert(table), some)


def _finish(engine: Engine) -> None:
    """Let numbers go on after those given, and the planner know what is there."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            for table in ("run", "page", "snapshot", "change"):
                last = f"(SELECT max(id) FROM {table})"  # noqa: S608 - a name from here
                connection.execute(text(f"SELECT setval('{table}_id_seq', {last})"))
        connection.execute(
            text("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "ANALYZE")
        )


def _see_all(address: str) -> None:
    missions = {mission.id for mission in load_register()}
    with closing(Store.open(address)) as store, store.begin() as repository:
        for source in SOURCES.values():
            repository.see_again(source, missions)


_RUN = {
    "id": 1,
    "source": "un",
    "status": RunStatus.OK,
    "started_at": BEGAN,
    "heartbeat_at": BEGAN,
    "finished_at": BEGAN,
}
_BLOB = {"sha256": "0" * 64, "depth": 0, "size": 0, "data": b""}


def questions() -> Mapping[str, Callable[[Repository], object]]:
    """Return what the review site asks, by name."""
    middle = Cursor(BEGAN + LASTED / 2, 0)
    un = frozenset(mission.id for mission in load_register() if mission.organisation == "UN")
    mali = frozenset(mission.id for mission in load_register() if "ML" in mission.host)
    everything = ChangeFilter()
    of_un = ChangeFilter(organisations=OfOrganisations(frozenset({"un"}), un))
    in_mali = ChangeFilter(countries=InCountries(frozenset({"ML"}), mali))
    rare = ChangeFilter(
        kinds=frozenset({ChangeKind.PARTICIPATION}), states=frozenset({ChangeState.HELD})
    )
    telling = ChangeFilter(words="bamako drawdown")
    when = BEGAN + LASTED / 2
    return {
        "find all": lambda tx: tx.find_changes(everything),
        "find all, older": lambda tx: tx.find_changes(everything, 50, middle),
        "find all, newer": lambda tx: tx.find_changes(everything, 50, middle, Towards.NEWER),
        "find of a source": lambda tx: tx.find_changes(ChangeFilter(sources=frozenset({"nato"}))),
        "find of a mission": lambda tx: tx.find_changes(
            ChangeFilter(missions=frozenset({"minusma"}))
        ),
        "find of an organisation": lambda tx: tx.find_changes(of_un),
        "find of a country": lambda tx: tx.find_changes(in_mali),
        "find the rare": lambda tx: tx.find_changes(rare),
        "find of high severity": lambda tx: tx.find_changes(ChangeFilter(least=Severity.HIGH)),
        "find those confirmed": lambda tx: tx.find_changes(
            ChangeFilter(states=frozenset({ChangeState.CONFIRMED, ChangeState.UNCONFIRMED}))
        ),
        "find of a kind": lambda tx: tx.find_changes(
            ChangeFilter(kinds=frozenset({ChangeKind.FIELD}))
        ),
        "find with words": lambda tx: tx.find_changes(telling),
        "count all": lambda tx: tx.count_changes(everything),
        "count of a country": lambda tx: tx.count_changes(in_mali),
        "count the rare": lambda tx: tx.count_changes(rare),
        "neighbours": lambda tx: tx.neighbours(1234, of_un),
        "tally": lambda tx: tx.tally_changes(everything),
        "tally a year": lambda tx: tx.tally_changes(
            ChangeFilter(since=when, until=when + timedelta(days=365))
        ),
        "search changes, common word": lambda tx: tx.search_changes(ChangeFilter(words="mandate")),
        "search changes, few": lambda tx: tx.search_changes(telling),
        "search changes, phrase": lambda tx: tx.search_changes(
            ChangeFilter(words='"head of mission" laayoune')
        ),
        "search versions, common word": lambda tx: tx.search_versions("mission"),
        "search versions, few": lambda tx: tx.search_versions("stabilisierungseinsatz minusma"),
        "search versions, phrase": lambda tx: tx.search_versions('"prolonge jusqu au" segou'),
        "search versions, of a source": lambda tx: tx.search_versions(
            "patrouillen", sources=frozenset({"nato"})
        ),
        "believed now": lambda tx: tx.believed_pages("nato"),
        "believed then": lambda tx: tx.believed_pages("nato", when),
        "version at": lambda tx: tx.version_at(*_page(), when),
        "first seen": lambda tx: tx.first_seen("un"),
        "last seen": lambda tx: tx.last_seen("un"),
        "life of a mission": lambda tx: tx.past_listings("minusma", ["un"]),
        "names of a mission": lambda tx: tx.printed_names("minusma"),
        "confirmed last": lambda tx: list(islice(tx.newest_confirmed(), 50)),
        "confirmed last, of a mission": lambda tx: list(islice(tx.newest_confirmed("minusma"), 50)),
        "none confirmed, of a mission": lambda tx: list(tx.newest_confirmed("new:none")),
        "waiting": lambda tx: tx.waiting_changes("nato"),
        "versions of a page": lambda tx: list(tx.snapshots(*_page())),
    }


def _page() -> tuple[str, str]:
    page = next(Writer(Size()).pages())
    return str(page["source"]), str(page["url"])


def measure(address: str, times: int = 5) -> dict[str, float]:
    """Return the median milliseconds that each question takes."""
    figures: dict[str, float] = {}
    with closing(Store.open(address)) as store:
        for name, ask in questions().items():
            figures[name] = statistics.median(_milliseconds(store, ask) for _ in range(times))
            sys.stdout.write(f"{name:32}{figures[name]:10.1f} ms\n")
    return figures


def _milliseconds(store: Store, ask: Callable[[Repository], object]) -> float:
    with store.read() as repository:
        began = time.perf_counter()
        ask(repository)
        return (time.perf_counter() - began) * 1000


def main() -> None:
    """Fill the database that is named, or measure it."""
    options = argparse.ArgumentParser(description="Fill a database with a long history.")
    options.add_argument("url")
    options.add_argument("--changes", type=int, default=Size.changes)
    options.add_argument("--versions", type=int, default=Size.versions)
    options.add_argument("--measure", action="store_true", help="it is filled: ask and time")
    given = options.parse_args()
    if given.measure:
        measure(given.url)
    else:
        fill(given.url, Size(given.changes, given.versions))


if __name__ == "__main__":
    main()
