"""What changes of a page as a whole: its links to other organisations, and its layout."""

from __future__ import annotations

from collections.abc import Iterator

from missions.comparing.pair import Pair, share_shapes
from missions.comparing.significance import low
from missions.records import Change, ChangeKind, ChangeState, PageRole
from missions.summaries import summed
from missions.view import PageView

LAYOUT = "layout"
TURNS = "turns"


def changed_links(pair: Pair) -> Iterator[Change]:
    """Tell changed links to the other organisations, compared page by page."""
    earlier = {page.url: page for page in pair.earlier.pages if page.role is PageRole.PROSE}
    for page in pair.later.pages:
        old = earlier.get(page.url)
        if old is None or page.role is not PageRole.PROSE:
            continue
        was, now = _outward(old), _outward(page)
        for framework in sorted(was.keys() | now.keys()):
            if was.get(framework) != now.get(framework):
                yield _note(
                    pair,
                    page.url,
                    ChangeKind.LINK,
                    framework,
                    (was.get(framework), now.get(framework)),
                    "only a link changed",
                )


def _outward(page: PageView) -> dict[str, tuple[str, ...]]:
    """Return the links to other sites in each framework's section."""
    own = page.url.split("/")[2]
    links: dict[str, list[str]] = {}
    for link in page.reading.links:
        if link.framework and link.url.split("/")[2] != own:
            links.setdefault(link.framework, []).append(link.url)
    return {framework: tuple(sorted(set(urls))) for framework, urls in links.items()}


def rebuilt_pages(pair: Pair) -> Iterator[Change]:
    """Tell the operator, once for all pages of a source, that it was rebuilt.

    One that goes back to the layout it had lately was not rebuilt: it answers by turns.
    """
    for was, now in pair.rebuilt[:1]:
        if not _is_layout_of_late(pair, now):
            layouts = was.reading.layout, now.reading.layout
            yield _note(
                pair, now.url, ChangeKind.SOURCE, LAYOUT, layouts, "only the layout changed"
            )
        elif not has_turns_note(pair, now.url):
            yield turns_note(pair, now.url)


def _is_layout_of_late(pair: Pair, page: PageView) -> bool:
    return any(
        one.kind is ChangeKind.SOURCE
        and one.field == LAYOUT
        and one.page == page.url
        and any(
            share_shapes(str(layout), page.reading.layout) for layout in (one.before, one.after)
        )
        for one in pair.recent
    )


def has_turns_note(pair: Pair, page: str) -> bool:
    """Say whether the operator was told lately that a page answers by turns."""
    return any(
        one.kind is ChangeKind.SOURCE and one.field == TURNS and one.page == page
        for one in pair.recent
    )


def turns_note(pair: Pair, page: str) -> Change:
    """Return the note that a page says one thing and then another."""
    why = "two servers or caches may hold different versions"
    return _note(pair, page, ChangeKind.SOURCE, TURNS, (None, page), why)


def _note(
    pair: Pair, page: str, kind: ChangeKind, field: str, values: tuple[object, object], why: str
) -> Change:
    weight = low(why)
    return summed(
        Change(
            source=pair.source,
            page=page,
            kind=kind,
            state=ChangeState.CONFIRMED,
            severity=weight.severity,
            summary="",
            field=field,
            before=values[0],
            after=values[1],
            reason=weight.reason,
        )
    )
