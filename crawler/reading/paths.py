"""The paths of a tree's elements, as evidence names them: `/html/body/main/ul[2]/li[3]`.

They read as libxml2 writes them. It counts an element's sisters anew for every path, so that the
paths of a table take the square of its rows; here the children of one parent are counted once.
"""

from __future__ import annotations

from collections import Counter

from crawler.reading.document import Element


class Paths:
    """The paths of one tree, each step found out when it is first asked for."""

    def __init__(self) -> None:
        self._steps: dict[Element, str] = {}

    def of(self, element: Element) -> str:
        """Return an element's path from the root."""
        steps: list[str] = []
        at: Element | None = element
        while at is not None:
            if at not in self._steps:
                self._count(at)
            steps.append(self._steps[at])
            at = at.getparent()
        return "/" + "/".join(reversed(steps))

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
