"""Pages of strangers are read as their authors mean them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet

from missions.records import Listing, PageRole
from tests.crawler.reading.strangers.page import Page, pages

ALL = list(pages())
NATIONAL = "the years and numbers of a country's own part are taken for the mission's"
NOT_YET = {
    "aa-gsvp-2019-de": "the parts of a German verb stand too far apart, or it has no cue at all",
    "nato-topics-2013-en": "who followed whom hides the end of the one in the middle",
    "nl-parlement-navo-2021-nl": "an end is told before the name, an activity without one",
    "be-defense-2012-fr": "aircraft that went home are tied to their mission by a pronoun alone",
    "be-kamer-antwoord-2011-nl": "'to both' stands for the missions of the sentence before",
    "be-ministerraad-2018-nl": "'that last mission' stands for the one before the semicolon",
    "at-bundesheer-2015": NATIONAL,
    "b04-conseil-fr-2018": "an operation of Belgium's own is told of for itself",
    "be-cm-engagement-2019": "an operation that is only watched counts as one taken part in",
    "be-defensie-print-2016": "lines with places and numbers alone do not say that they run",
    "be-diplo-operations-2010": "a mission that ended counts as one taken part in now",
    "ch-swissint-2019": "two missions are described and not named",
    "de-zif-personal-2017": "an institute's own abbreviations are not known",
    "einsaetze-de": "EUNAVFOR MED alone may be Sophia or Irini, the second name is not asked",
    "fr-diplomatie-omp-2016": "missions told in the text of a country's entry are left unread",
    "fr-opex-2013": "French code names in bold are left unread",
    "ie-overseas-2024": NATIONAL,
    "lu-armee-2022": NATIONAL,
    "n01-nato-en-2014": "a planned one, and one under another organisation's name, are left out",
    "n03-nato-en-2023": "a relief operation is told without its name",
    "n05-nato-handbook-2001": "an apposition parts a name from the clause that tells its end",
    "nl-defensie-missies-2023": "entries under a country's name are left unread",
    "osce-where-2015": "one entry names two missions",
    "osze-de-2019": "closed missions are told in a paragraph after the list",
    "otan-fr-2012": "a headline beside the list, in a table's cell, is taken for an entry",
    "be-friedenseinsaetze-de-2015": "the end of a mission alone tells no part of Belgium's in it",
    "nato-topics-52060-en-2022": "a heading of nine words stands for the operation named below it",
    "x03-zif-jahresrueckblick-2023-de": "one that rests is told as neither running nor over",
}
"""Pages that are not read rightly so far, with what goes wrong."""
FIELDS = ("since", "until", "ended", "strength", "host")
PRECISION, RECALL = 0.97, 0.95


def _params(some: Iterable[Page]) -> list[ParameterSet]:
    marks = {name: pytest.mark.xfail(reason=why, strict=True) for name, why in NOT_YET.items()}
    return [pytest.param(one, id=one.name, marks=marks.get(one.name, ())) for one in some]


def known(page: Page) -> list[Listing]:
    """Return the registered missions the page lists for sure."""
    listings = page.read().listings
    return [one for one in listings if one.unsure is None and not one.mission.startswith("new:")]


@pytest.mark.parametrize(
    "page", _params(one for one in ALL if one.role in (PageRole.LIST, PageRole.RECORDS))
)
def test_a_list_tells_which_missions_run_and_which_are_over(page: Page) -> None:
    found = {one.mission: str(one.status) for one in known(page)}
    assert {one: found[one] for one in found if one not in page.disputed} == page.statuses


@pytest.mark.parametrize("page", _params(one for one in ALL if one.role is PageRole.MISSION))
def test_a_page_of_a_mission_is_about_it_alone_and_says_nothing_of_its_end(page: Page) -> None:
    found = {one.mission: str(one.status) for one in known(page)}
    assert {one: found[one] for one in found if one not in page.disputed} == dict.fromkeys(
        page.statuses, "unknown"
    )


@pytest.mark.parametrize(
    "page",
    _params(one for one in ALL if one.role is PageRole.PROSE and one.takes_part),
)
def test_a_belgian_page_tells_where_belgium_takes_part(page: Page) -> None:
    told: dict[str, set[str]] = {}
    for one in page.read().statements:
        if one.mission and one.participation and one.mission not in page.disputed:
            told.setdefault(one.mission, set()).add(str(one.participation))
    wanted = {one: part for one, part in page.takes_part.items() if part != "planned"}
    assert told == {one: {part} for one, part in wanted.items() if one not in page.disputed}


@pytest.mark.parametrize(
    "page",
    _params(
        one
        for one in ALL
        if one.role is PageRole.PROSE and not (one.takes_part or one.name.startswith("be-"))
    ),
)
def test_what_other_countries_do_is_no_part_of_belgium(page: Page) -> None:
    assert [one.sentence for one in page.read().statements if one.participation] == []


def test_fields_are_read_on_pages_of_strangers() -> None:
    right, wanted, wrong = Counter[str](), Counter[str](), Counter[str]()
    for page in ALL:
        if page.role is PageRole.PROSE or page.name in NOT_YET:
            continue
        for listing in known(page):
            entry = page.listed.get(listing.mission, {})
            for name in FIELDS:
                value = listing.fields[name].value if name in listing.fields else None
                value = list(value) if isinstance(value, tuple) else value
                wanted[name] += name in entry
                right[name] += name in entry and value == entry[name]
                wrong[name] += name in entry and value is not None and value != entry[name]
    assert {name for name in FIELDS if right[name] < RECALL * wanted[name]} == set()
    assert {name for name in FIELDS if wrong[name] > (1 - PRECISION) * right[name]} == set()
