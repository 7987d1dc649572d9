"""From a list page to the pages of its missions, and from Belgium's page to everybody's site."""

from __future__ import annotations

from dataclasses import replace

from crawler.addresses import host_of
from crawler.fetch import Validators
from crawler.profile import SourceProfile
from missions.records import PageLink, PageRole
from tests.crawler.sites import Answer, Site, Visit, crawl, serving, source

LIST = b"""<html lang="en"><title>Where we operate</title><body><main>
<h1>Current peacekeeping operations</h1>
<ul><li><a href="/en/mission/unficyp">UNFICYP</a> Cyprus</li>
<li><a href="/en/mission/unifil?utm_source=list">UNIFIL</a> Lebanon</li>
<li><a href="/en/mission/minurso#top">MINURSO</a> Western Sahara</li></ul>
<p><a href="/en/careers">Careers</a></p></main></body></html>"""
MISSIONS = ["/en/mission/minurso", "/en/mission/unficyp", "/en/mission/unifil"]


def _following(site: Site, role: PageRole = PageRole.LIST) -> SourceProfile:
    profile = source(site.url + "/list", role=role)
    return replace(profile, follow=True, hosts=frozenset({host_of(site.url)}))


def test_the_missions_on_a_list_are_followed_each_once_and_nothing_else() -> None:
    page = Answer(b"<p>mission")
    with serving({"/list": Answer(LIST)} | dict.fromkeys(MISSIONS, page)) as site:
        result = crawl(_following(site))
    assert sorted(site.pages_asked()) == [*MISSIONS, "/list"]
    roles = {page.facts.url.removeprefix(site.url): page.role for page in result.pages}
    assert roles == {"/list": PageRole.LIST} | dict.fromkeys(MISSIONS, PageRole.MISSION)


def _unchanged(visit: Visit) -> Answer:
    return Answer(status=304) if visit.headers["If-None-Match"] else Answer(LIST)


def test_the_missions_of_an_unchanged_list_are_followed_from_memory() -> None:
    with serving({"/list": _unchanged, "/en/mission/unficyp": Answer(b"<p>mission")}) as site:
        link = PageLink(site.url + "/en/mission/unficyp", "UNFICYP", missions=("unficyp",))
        known = {site.url + "/list": Validators('"v1"', None, links=(link,))}
        result = crawl(_following(site), known=known)
    assert result.page(site.url + "/list").not_modified
    assert site.pages_asked() == ["/list", "/en/mission/unficyp"]


def test_a_list_whose_links_are_not_remembered_is_asked_for_in_full() -> None:
    with serving({"/list": _unchanged}) as site:
        result = crawl(_following(site), known={site.url + "/list": Validators('"v1"')})
    assert not result.page(site.url + "/list").not_modified
    assert len(result.pages) == 4


BELGIUM = """<html lang="nl"><title>Vredesoperaties</title><body><main><h1>Vredesoperaties</h1>
<h2>Verenigde Naties (VN)</h2><p>Zie <a href="{un}/en/where">de VN-website</a>.</p>
<h2>NAVO</h2><p>Zie <a href="{nato}/gone">de website van de NAVO</a>.</p>
<p>Nogmaals <a href="{nato}/gone#again">de NAVO</a>.</p></main></body></html>"""


def test_belgiums_links_to_other_organisations_are_asked_once_and_not_read() -> None:
    big = Answer(b"x" * 1_000_000)
    with serving({"/en/where": big}) as un, serving({}) as nato:
        prose = BELGIUM.format(un=un.url, nato=nato.url).encode()
        with serving({"/list": Answer(prose)}) as site:
            profile = _following(site, PageRole.PROSE)
            result = crawl(replace(profile, check_links=True))
    assert (un.pages_asked(), nato.pages_asked()) == (["/en/where"], ["/gone"])
    answering, gone = result.page(un.url + "/en/where"), result.page(nato.url + "/gone")
    assert (answering.role, gone.role) == (PageRole.LINK, PageRole.LINK)
    assert (answering.facts.status, answering.facts.error, answering.body) == (200, None, b"")
    assert (gone.facts.status, gone.facts.error) == (404, "HTTP 404 Not Found")
