"""The paths of a tree's elements, as evidence names them: `/html/body/main/ul[2]/li[3]`.

They read as libxml2 writes them. It counts an element's sisters anew for every path, so that the
paths of a table take the square of its rows; here the children of one parent are counted once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from crawler.reading.document import Element


class Paths:
    """The paths of one tree, each step found out when it is first asked for."""

    def __init__(self) -> None:
        self._steps: dict[Element, str] = {}
        self._above: tuple[Element | None, str] = (None, "")
        """The parent asked for last, for sisters are asked for in turn, and its path."""

    def of(self, element: Element) -> str:
        """Return an element's path from the root."""
        parent = element.getparent()
        if parent is not self._above[0]:
            self._above = parent, "".join(reversed(list(self._steps_to(parent))))
        return f"{self._above[1]}/{self._step(element)}"

    def _steps_to(self, element: Element | None) -> Iterator[str]:
        """Yield the steps to an element, the last first."""
        while element is not None:
            yield f"/{self._step(element)}"
            element = element.getparent()

    def _step(self, element: Element) -> str:
        if element not in self._steps:
            self._count(element)
        return self._steps[element]

    def _count(self, element: Element) -> None:
        """Find the steps to an element and to its sisters: a number where a name comes again."""
        parent = element.getparent()
        sisters = [element] if parent is None else [one for one in parent if _is_named(one)]
        times = Counter(one.tag for one in sisters)
        before: Counter[str] = Counter()
        for one in sisters:
            before[one.tag] += 1
            self._steps[one] = one.tag if times[one.tag] == 1 else f"{one.tag}[{before[one.tag]}]"


def _is_named(element: Element) -> bool:
    return isinstance(element.tag, str)
