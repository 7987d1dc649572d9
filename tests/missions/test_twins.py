"""A ministry changes its page in one language today and the other in three weeks: told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from missions.compare import Past, compare_views
from missions.contradictions import find_contradictions
from missions.records import (
    Change,
    Headcount,
    Listing,
    PageRole,
    Participation,
    Reading,
    Statement,
    Status,
)
from missions.view import PageView, SourceView

DUTCH, FRENCH = "https://example.org/nl", "https://example.org/fr"
DEPLOYED, WAS = "België zet militairen in.", "België zette militairen in."
DEPLOIE, AVAIT = "La Belgique déploie des militaires.", "La Belgique avait déployé des militaires."
NOW, PAST = Participation.CURRENT, Participation.PAST


def part(words: str, now: Participation | None = None) -> Listing:
    return Listing("minusma", "MINUSMA", "UN", "MINUSMA", Status.UNKNOWN, now, passage=words)


def pages(dutch: Listing, french: Listing, other: str = "fr") -> SourceView:
    told = (page(DUTCH, "nl", 0, dutch), page(FRENCH, other, 1, french))
    return SourceView("belgium", told)


def page(url: str, language: str, order: int, *listings: Listing) -> PageView:
    reading = Reading(url, PageRole.PROSE, 1, language, "", "", listings)
    return PageView(url, PageRole.PROSE, order, reading)


def people(*pages: str) -> SourceView:
    """Return pages that tell Belgium's numbers in a mission."""
    one = part(DEPLOYED, NOW)
    readings = [
        Reading(url, PageRole.PROSE, 1, "nl", "", "", (one,), (_counted(number),))
        for url, number in zip((DUTCH, FRENCH), pages, strict=True)
    ]
    views = [PageView(one.url, PageRole.PROSE, order, one) for order, one in enumerate(readings)]
    return SourceView("belgium", tuple(views))


def _counted(number: str) -> Statement:
    count = Headcount(int(number), f"{number} militairen")
    return Statement(DEPLOYED, "minusma", participation=NOW, people=(count,))


def changes(before: SourceView, after: SourceView, told: tuple[Change, ...] = ()) -> list[Change]:
    return list(compare_views(before, after, {}, past=Past(told=told)).changes)


def test_a_page_that_comes_to_agree_with_what_was_told_is_no_news() -> None:
    first = pages(part(DEPLOYED, NOW), part(DEPLOIE, NOW))
    then = pages(part(WAS, PAST), part(DEPLOIE, NOW))
    assert [str(one.kind) for one in changes(first, then)] == ["participation"]
    assert changes(then, pages(part(WAS, PAST), part(AVAIT, PAST))) == []


def test_two_pages_that_change_at_once_are_told_once() -> None:
    before, after = pages(part(DEPLOYED), part(DEPLOIE)), pages(part(WAS), part(AVAIT))
    assert [(str(one.kind), one.page) for one in changes(before, after)] == [("text", DUTCH)]


def test_a_sentence_of_the_second_page_is_explained_by_what_it_says_of_another_mission() -> None:
    def both(dutch: Listing, french: str) -> SourceView:
        lebanon = replace(part("België zit in Libanon.", NOW), mission="unifil")
        twins = (replace(dutch, passage=french), replace(lebanon, passage=french))
        told = (page(DUTCH, "nl", 0, dutch, lebanon), page(FRENCH, "fr", 1, *twins))
        return SourceView("belgium", told)

    before = both(part(DEPLOYED, NOW), "La Belgique est au Mali et au Liban.")
    after = both(part(WAS, PAST), "La Belgique est au Liban.")
    told = [(str(one.kind), one.mission) for one in changes(before, after)]
    assert told == [("participation", "minusma")]


@pytest.mark.parametrize(("tongue", "told"), [("fr", []), ("nl", ["text"])])
def test_only_new_words_in_the_other_language_follow(tongue: str, told: list[str]) -> None:
    first = pages(part(DEPLOYED), part(DEPLOIE), tongue)
    then = pages(part(WAS), part(DEPLOIE), tongue)
    news = changes(first, then)
    last = pages(part(WAS), part(AVAIT), tongue)
    assert [str(one.kind) for one in changes(then, last, tuple(news))] == told


def test_words_that_decide_an_end_are_told_whatever_was_told_lately() -> None:
    first = pages(part(DEPLOYED), part(DEPLOIE))
    then = pages(part(WAS), part(DEPLOIE))
    final = "Le mandat est prorogé pour une dernière fois."
    (change,) = changes(then, pages(part(WAS), part(final)), tuple(changes(first, then)))
    assert change.after == final
    grave = replace(changes(first, then)[0], severity=change.severity)
    assert changes(then, pages(part(WAS), part(final)), (grave,)) == []


@pytest.mark.parametrize(("tongue", "lags"), [("fr", True), ("nl", False)])
def test_a_page_in_another_language_may_lag_behind(tongue: str, lags: bool) -> None:
    (found,) = find_contradictions([pages(part(WAS, PAST), part(DEPLOIE, NOW), tongue)])
    assert (found.field, found.lags, found.lags_in_data) == ("participation", lags, False)


def test_belgiums_numbers_are_those_of_the_most_telling_page() -> None:
    (change,) = changes(people("60", "60"), people("70", "60"))
    assert (change.before, change.after) == ("60 militairen", "70 militairen")
    assert changes(people("60", "60"), people("60", "70")) == []
