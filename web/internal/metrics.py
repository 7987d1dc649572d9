"""The state of the service as measures for Prometheus.

Labels hold what is bounded: watched sources, kinds, states, templates of addresses.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from settings import product_version
from storage.errors import StorageError
from storage.rows import MessageState
from watch import Watch
from web.internal.state import SourceState, State, Ticked, state_of

PREFIX = "missionwatch"
REFUSED = (MessageState.FAILED, MessageState.BOUNCED)


def registry_of(watch: Watch, ticked: Ticked) -> CollectorRegistry:
    """Return what is measured of the service and its process."""
    # When each counter was made tells nothing here and would be every second line.
    disable_created_metrics()  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    registry.register(Measures(watch, ticked))
    ProcessCollector(registry=registry)
    return registry


class Measures(Collector):
    """Asks the database whenever somebody asks for the measures."""

    def __init__(self, watch: Watch, ticked: Ticked) -> None:
        self._watch = watch
        self._ticked = ticked

    def describe(self) -> Iterator[Metric]:
        """Return nothing, so that registering asks nothing."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Yield the measures; without a database, that there is none."""
        yield _build()
        try:
            state = state_of(self._watch)
        except StorageError:
            yield _one("database_up", "Whether the database can be read.", 0)
            return
        yield _one("database_up", "Whether the database can be read.", 1)
        yield _one("database_bytes", "Room that the database takes.", state.database_bytes)
        tick = self._ticked()
        if tick is not None:
            words = "When this process's scheduler last looked at what is due."
            yield _one("scheduler_tick_timestamp_seconds", words, tick.timestamp())
        yield from _of_sources(state)
        yield from _of_changes(state)
        yield from _of_mail(state)


def _build() -> Metric:
    build = GaugeMetricFamily(
        f"{PREFIX}_build_info", "What runs.", labels=("version", "python_version")
    )
    build.add_metric((product_version(), platform.python_version()), 1)
    return build


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"{PREFIX}_{name}", words, value=value)


def _of_sources(state: State) -> Iterator[Metric]:
    for name, words, value in (
        ("checked_timestamp_seconds", "When the last crawl ended.", _checked),
        ("believed_timestamp_seconds", "When the last believed crawl began.", _believed),
        ("scheduled", "Whether it is crawled on schedule.", _scheduled),
        ("blind", "Whether nothing was believed for longer than is borne.", _blind),
        ("overdue_seconds", "For how long it has been due.", _overdue),
        ("held_runs", "Crawls that wait for a decision.", _held),
    ):
        family = GaugeMetricFamily(f"{PREFIX}_source_{name}", words, labels=("source",))
        for source, one in state.sources.items():
            said = value(one)
            if said is not None:
                family.add_metric((source,), said)
        yield family


def _checked(one: SourceState) -> float | None:
    return one.checks.checked.timestamp() if one.checks.checked else None


def _believed(one: SourceState) -> float | None:
    return one.checks.believed.timestamp() if one.checks.believed else None


def _scheduled(one: SourceState) -> float | None:
    return float(one.is_scheduled)


def _blind(one: SourceState) -> float | None:
    return float(one.blind)


def _overdue(one: SourceState) -> float | None:
    return one.overdue.total_seconds()


def _held(one: SourceState) -> float | None:
    return float(one.checks.held)


def _of_changes(state: State) -> Iterator[Metric]:
    family = GaugeMetricFamily(
        f"{PREFIX}_changes", "Changes that were found.", labels=("kind", "state")
    )
    for (kind, believed), number in sorted(state.changes.items()):
        family.add_metric((str(kind), str(believed)), number)
    yield family


def _of_mail(state: State) -> Iterator[Metric]:
    yield _one("outbox_waiting", "Messages that wait to be sent.", state.waiting)
    since = state.waiting_since.timestamp() if state.waiting_since else 0
    words = "When the message that waits longest was queued; 0 where none waits."
    yield _one("outbox_waiting_since_timestamp_seconds", words, since)
    refused = sum(state.messages.get(one, 0) for one in REFUSED)
    yield _one("outbox_refused", "Messages that were refused or came back for good.", refused)
