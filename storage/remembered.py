"""Readings of kept versions that this process has in mind, so that none is rebuilt time and again.

A version never changes, but for what staff decide about its listings and for rereading; both make a
new edition, which is looked at in the same transaction as the versions that are asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from missions.records import Reading

Stamp = tuple[int, int]
"""What marks an edition."""
MOST = 1_000
"""Readings of some 30 to 100 kB each."""


class Remembered:
    """The readings used last, by the number of their version; for any number of threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._edition: Stamp = (-1, -1)
        self._readings: OrderedDict[int, Reading] = OrderedDict()

    def of(self, edition: Stamp, versions: Iterable[int]) -> dict[int, Reading]:
        """Return those of these versions that are in mind as they are in an edition."""
        with self._lock:
            if edition != self._edition:
                return {}
            found = {one: self._readings[one] for one in versions if one in self._readings}
            for one in found:
                self._readings.move_to_end(one)
            return found

    def keep(self, edition: Stamp, readings: Mapping[int, Reading]) -> None:
        """Keep readings of an edition in mind, in place of those of another."""
        with self._lock:
            if edition != self._edition:
                self._readings.clear()
                self._edition = edition
            self._readings.update(readings)
            while len(self._readings) > MOST:
                self._readings.popitem(last=False)
