"""Missions that a page printed where the reader saw no entry, or was not sure of one.

Another layout, or other entries around it, may show the reader what stood there all along, or hide
what stands there still. Neither is news of a mission. Where the layout stayed, an entry that came
or went took its line with it; a rebuilt page prints the name in other words beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from missions.comparing.likeness import is_one_mission
from missions.comparing.pair import Pair
from missions.recognise import Context, recogniser
from missions.records import Listing
from missions.tokens import words_in
from missions.view import SourceView, Told


def stood_there(pair: Pair, told: Told) -> bool:
    """Say whether a mission that the reader did not list before stood on the page already."""
    unsure = pair.doubted_before.get(told.listing.mission)
    if unsure is not None and _say_alike(unsure.listing, told.listing):
        return True
    if pair.rebuilt_urls.issuperset(told.pages):
        was_unsure = any(_is_that(one, told) for one in pair.doubted_before.values())
        return was_unsure or _is_named(told, pair.earlier)
    return _stands_in(told, pair.later, pair.earlier)


def stands_there(pair: Pair, told: Told) -> bool:
    """Say whether a mission that the reader lists no longer stands on the page still."""
    if pair.rebuilt_urls.issuperset(told.pages):
        return _is_named(told, pair.later)
    return _stands_in(told, pair.earlier, pair.later)


def stood_in_one_line(pair: Pair, old: Told, new: Told) -> bool:
    """Say whether a page, before it was rebuilt, named both in one line: "UNSTAMI (Mission …)"."""
    lines = _lines(old, pair.earlier) if new.page in pair.rebuilt_urls else ()
    return any(_words(new.listing.name) in line for line in lines)


def _say_alike(one: Listing, other: Listing) -> bool:
    """Say whether two readings of an entry differ in no more than how sure the reader is."""
    return (one.name, one.status, one.passage, _values(one)) == (
        other.name,
        other.status,
        other.passage,
        _values(other),
    )


def _values(listing: Listing) -> dict[str, object]:
    return {name: value.value for name, value in listing.fields.items()}


def _is_that(unsure: Told, told: Told) -> bool:
    one, other = unsure.listing, told.listing
    return one.mission == other.mission or is_one_mission(one, other)


def _stands_in(told: Told, view: SourceView, other: SourceView) -> bool:
    """Say whether every line of one view that names a mission stands in the other view too."""
    lines = _lines(told, view)
    return bool(lines) and lines <= _lines(told, other)


def _is_named(told: Told, view: SourceView) -> bool:
    return any(_names(text, told.listing) for text in _texts(told, view))


def _texts(told: Told, view: SourceView) -> Iterator[str]:
    """Yield the texts of the pages that list a mission."""
    return (page.reading.text for page in view.pages if page.url in told.pages)


def _lines(told: Told, view: SourceView) -> Counter[str]:
    """Return the lines, as folded words, that name a mission on the pages that list it."""
    lines = (line for text in _texts(told, view) for line in text.splitlines())
    return Counter(_words(line) for line in lines if _names(line, told.listing))


def _names(text: str, listing: Listing) -> bool:
    if _words(listing.name) in _words(text):
        return True
    found = recogniser().find(text, Context(listing.organisation))
    return any(one.mission == listing.mission for one in found)


def _words(text: str) -> str:
    return f" {' '.join(words_in(text))} "
