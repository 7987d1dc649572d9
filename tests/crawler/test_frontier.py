"""What a crawl asks for: missions and further lists, each once, within depth and number."""

from __future__ import annotations

from dataclasses import replace

from crawler.frontier import Ask, Frontier
from crawler.profile import SourceProfile, Start
from missions.records import PageLink, PageRole

START = "https://un.org/where"
PROFILE = SourceProfile(
    id="un",
    name="UN",
    organisation="UN",
    start=(Start(START, PageRole.LIST),),
    hosts=frozenset({"un.org"}),
)
BELGIUM = replace(PROFILE, check_links=True)


def _mission(path: str, text: str = "UNFICYP") -> PageLink:
    return PageLink(f"https://un.org/{path}", text, missions=("unficyp",))


def _further(path: str) -> PageLink:
    return PageLink(f"https://un.org/{path}", "Past operations", role=PageRole.LIST)


def _after(profile: SourceProfile, *links: PageLink, url: str = START) -> list[Ask]:
    frontier = Frontier(profile)
    (start,) = frontier.starts()
    return list(frontier.links_from(start, url, links))


def test_missions_and_further_lists_are_followed_and_nothing_else() -> None:
    other = PageLink("https://un.org/careers", "Careers")
    assert _after(PROFILE, _mission("unficyp"), other, _further("past")) == [
        Ask("https://un.org/unficyp", PageRole.MISSION, 1),
        Ask("https://un.org/past", PageRole.LIST, 1),
    ]


def test_a_page_is_asked_for_once_however_it_is_spelt() -> None:
    asked = _after(PROFILE, _mission("a"), _mission("a#top"), _mission("a?utm_medium=x"))
    assert [ask.url for ask in asked] == ["https://un.org/a"]


def test_a_page_that_a_redirect_has_shown_is_not_asked_for_again() -> None:
    assert _after(PROFILE, _mission("new"), url="https://un.org/new") == []


def test_other_hosts_are_not_followed() -> None:
    away = PageLink("https://example.org/unficyp", "UNFICYP", missions=("unficyp",))
    assert _after(PROFILE, away) == []


def test_nothing_is_followed_from_a_page_on_another_host() -> None:
    assert _after(PROFILE, _mission("a"), url="https://example.org/where") == []


def test_nothing_is_followed_where_the_source_says_so() -> None:
    assert _after(replace(PROFILE, follow=False), _mission("a"), _further("past")) == []


def test_missions_deeper_than_allowed_are_not_followed() -> None:
    frontier = Frontier(PROFILE)
    past = Ask("https://un.org/past", PageRole.LIST, 1)
    assert list(frontier.links_from(past, past.url, [_mission("a"), _further("older")])) == []


def test_the_next_page_of_a_list_lies_as_deep_as_the_list() -> None:
    frontier = Frontier(PROFILE)
    past = Ask("https://un.org/past", PageRole.LIST, 1)
    asked = list(frontier.links_from(past, past.url, [_further("past?page=1")]))
    assert asked == [Ask("https://un.org/past?page=1", PageRole.LIST, 1)]


def test_no_more_pages_than_allowed_are_asked_for() -> None:
    frontier = Frontier(replace(PROFILE, max_pages=3))
    (start,) = frontier.starts()
    links = [_mission(str(number)) for number in range(10)]
    assert len(list(frontier.links_from(start, START, links))) == 2
    assert (frontier.total, frontier.left_out) == (3, 8)


def test_links_to_other_organisations_are_checked_where_the_source_asks_for_it() -> None:
    nato = PageLink("https://nato.int/kfor", "KFOR", framework="NATO", missions=("kfor",))
    press = PageLink("https://example.org/press", "Press")
    assert _after(BELGIUM, nato, press, nato) == [Ask("https://nato.int/kfor", PageRole.LINK, 1)]


def test_an_overridden_source_that_follows_nothing_checks_no_links_without_being_asked() -> None:
    nato = PageLink("https://nato.int/kfor", "KFOR", framework="NATO")
    assert _after(replace(BELGIUM, follow=False, check_links=False), nato) == []


def test_links_matter_on_lists_and_prose_only() -> None:
    frontier = Frontier(PROFILE)
    assert frontier.wants_links(Ask(START, PageRole.LIST))
    assert frontier.wants_links(Ask(START, PageRole.PROSE))
    assert not frontier.wants_links(Ask(START, PageRole.RECORDS))
    assert not frontier.wants_links(Ask(START, PageRole.MISSION, 1))
