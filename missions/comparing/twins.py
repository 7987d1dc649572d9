"""Pages of one source that say the same, one of them earlier: what the later one adds is no news.

A ministry changes its Dutch page today and the French one in three weeks.
"""

from __future__ import annotations

from collections.abc import Iterator

from missions.comparing.pair import Pair
from missions.records import Change, ChangeKind, FieldContent, Listing, Severity
from missions.view import SourceView, Told

SAID = (ChangeKind.FIELD, ChangeKind.PARTICIPATION, ChangeKind.TEXT, ChangeKind.RENAMED)
"""Kinds of change whose words a twin page will have too."""
ORDER = (Severity.HIGH, Severity.NORMAL, Severity.LOW)


def follows(pair: Pair, change: Change) -> bool:
    """Say whether a page's new words about a mission only follow what another page told."""
    told = pair.after[change.mission or ""]
    return _comes_to_agree(pair, told, change.page) or _follows_a_twin(pair, change)


def _comes_to_agree(pair: Pair, told: Told, page: str) -> bool:
    """Say whether a page that is not the leading one gives up a fact of its own for that told."""
    if page == told.page:
        return False
    was, now = (_listing(view, page, told.listing.mission) for view in (pair.earlier, pair.later))
    if was is None or now is None:
        return False
    old, new = dict(_facts(was)), dict(_facts(now))
    source = {**dict(_facts(told.listing)), **{one: v[0].value for one, v in told.fields.items()}}
    return any(old[one] != new.get(one) == source.get(one) for one in old if new.get(one))


def _listing(view: SourceView, url: str, mission: str) -> Listing | None:
    listings = (one for page in view.pages if page.url == url for one in page.reading.listings)
    return next((one for one in listings if one.mission == mission), None)


def _facts(listing: Listing) -> Iterator[tuple[str, FieldContent | None]]:
    yield "status", listing.status
    yield "participation", listing.participation
    for name, value in listing.fields.items():
        yield name, value.value


def _follows_a_twin(pair: Pair, change: Change) -> bool:
    """Say whether the last that was told of a mission was told by the page in another language.

    Words that decide an end are told, unless the other page's were as grave.
    """
    languages = {page.url: page.reading.language for page in pair.later.pages}
    lately = [one for one in pair.past.told if one.mission == change.mission and one.kind in SAID]
    if not lately or languages.get(lately[-1].page) in (None, languages[change.page]):
        return False
    return ORDER.index(lately[-1].severity) <= ORDER.index(change.severity)
