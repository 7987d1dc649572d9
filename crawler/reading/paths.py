"""The paths of a tree's elements, as evidence names them: `/html/body/main/ul[2]/li[3]`.

They read as libxml2 writes them. It counts an element's sisters anew for every path, so that the
paths of a table take the square of its rows; here the children of one parent are counted once.
"""

from __future__ import annotations

from collections import defaultdict

from crawler.reading.document import Element

MOST_KNOWN = 100
"""Paths to keep: those of a deep tree are long, and take the square of its depth together."""


class Paths:
    """The paths of one tree, each step found out when it is first asked for."""

    def __init__(self) -> None:
        self._steps: dict[Element, str] = {}
        self._above: dict[Element | None, str] = {None: ""}
        """The paths of the parents asked for lately, and of those above them."""

    def of(self, element: Element) -> str:
        """Return an element's path from the root."""
        return f"{self._path_above(element.getparent())}/{self._step(element)}"

    def _path_above(self, parent: Element | None) -> str:
        """Return the path of a parent, and note those between it and the nearest known."""
        unknown: list[Element] = []
        while parent is not None and parent not in self._above:
            unknown.append(parent)
            parent = parent.getparent()
        far = reversed(unknown[MOST_KNOWN:])
        path = self._above[parent] + "".join(f"/{self._step(one)}" for one in far)
        if len(self._above) > MOST_KNOWN:
            self._above = {None: ""}
        for one in reversed(unknown[:MOST_KNOWN]):
            path = self._above[one] = f"{path}/{self._step(one)}"
        return path

    def _step(self, element: Element) -> str:
        if element not in self._steps:
            self._count(element)
        return self._steps[element]

    def _count(self, element: Element) -> None:
        """Find the steps to an element and to its sisters: a number where a name comes again."""
        parent = element.getparent()
        alike: dict[str, list[Element]] = defaultdict(list)
        for one in (element,) if parent is None else parent:
            alike[one.tag].append(one)
        for tag, sisters in alike.items():
            if len(sisters) == 1:
                self._steps[sisters[0]] = tag
            else:
                self._steps.update((one, f"{tag}[{at}]") for at, one in enumerate(sisters, 1))
