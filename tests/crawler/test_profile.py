"""Sources: what is built in, and what the configuration may say instead."""

from __future__ import annotations

import pytest

from crawler.addresses import canonical_url, host_allowed, is_web_address
from crawler.catalogue import built_in_profiles
from crawler.profile import added_profile, role_of, with_overrides
from missions.records import PageRole

PROFILES = built_in_profiles()


def test_five_sources_are_built_in() -> None:
    assert list(PROFILES) == ["belgium", "un", "nato", "eeas", "osce"]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_a_built_in_source_holds_together(profile: object) -> None:
    known = PROFILES[getattr(profile, "id", "")]
    for start in known.start:
        assert is_web_address(start.url)
        assert canonical_url(start.url) == start.url
        assert host_allowed(start.url, known.hosts)
    assert 0 < known.least < known.most
    assert known.quirks


def test_the_belgian_pages_are_prose_whose_links_are_checked() -> None:
    belgium = PROFILES["belgium"]
    assert belgium.check_links
    assert {start.role for start in belgium.start} == {PageRole.PROSE}
    assert belgium.start[0].url.endswith("/vredesoperaties")
    assert belgium.start[1].url.endswith("/operations-de-paix")


def test_the_data_hub_is_one_of_the_un_pages() -> None:
    roles = {start.url: start.role for start in PROFILES["un"].start}
    assert roles["https://api.psdata.un.org/public/data/DPPADPOSS-PKO/json"] is PageRole.RECORDS


def test_nothing_said_changes_nothing() -> None:
    assert with_overrides(PROFILES["un"]) == PROFILES["un"]


def test_other_start_addresses_are_worked_on_alone() -> None:
    changed = with_overrides(
        PROFILES["un"], start=["http://127.0.0.1:8001/list", "http://127.0.0.1:8001/pko.json"]
    )
    assert [start.role for start in changed.start] == [PageRole.LIST, PageRole.RECORDS]
    assert changed.hosts == {"127.0.0.1:8001"}
    assert (changed.follow, changed.least) == (False, 0)


@pytest.mark.parametrize(
    ("url", "languages"),
    [
        ("https://peacekeeping.un.org/fr/where-we-operate", ("fr",)),
        ("https://www.eeas.europa.eu/missions_fr", ("fr",)),
        ("https://www.example.org/missions", ("en",)),
        ("https://www.example.org/be/nl/missies", ("nl",)),
    ],
)
def test_other_start_addresses_may_be_in_another_language(
    url: str, languages: tuple[str, ...]
) -> None:
    changed = with_overrides(PROFILES["un"], start=[url])
    assert (changed.languages, changed.any_language) == (languages, True)
    assert not PROFILES["un"].any_language


def test_other_start_addresses_are_followed_if_that_is_said_too() -> None:
    urls = ["http://127.0.0.1:8001/nl"]
    belgium = PROFILES["belgium"]
    assert with_overrides(belgium, start=urls, follow=True).follow
    assert with_overrides(belgium, start=urls, follow=True).check_links
    assert not with_overrides(belgium, start=urls).check_links
    assert with_overrides(belgium, start=urls).start[0].role is PageRole.PROSE


def test_a_crontab_line_takes_the_place_of_the_interval_and_the_other_way_round() -> None:
    timed = with_overrides(PROFILES["un"], cron="0 7 * * mon-fri")
    assert (timed.cron, timed.every) == ("0 7 * * mon-fri", None)
    assert (with_overrides(timed, every="1h").cron, with_overrides(timed, every="1h").every) == (
        None,
        "1h",
    )


def test_name_organisation_way_and_rest_can_be_overridden() -> None:
    changed = with_overrides(
        PROFILES["eeas"], name="EU", organisation="other", fetch="browser", enabled=False
    )
    assert (changed.name, changed.organisation) == ("EU", "other")
    assert (changed.fetch, changed.enabled) == ("browser", False)


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://api.psdata.un.org/public/data/DPPADPOSS-PKO/json", PageRole.RECORDS),
        ("https://api.psdata.un.org/public/data/DPPADPOSS-PKO/CSV", PageRole.RECORDS),
        ("https://example.org/missions.csv?year=2024", PageRole.RECORDS),
        ("https://example.org/json/missions", PageRole.LIST),
        ("https://example.org/list?format=json", PageRole.LIST),
    ],
)
def test_a_data_files_address_tells_what_it_is(url: str, role: PageRole) -> None:
    assert role_of(url, PageRole.LIST) is role


def test_a_source_added_by_staff_watches_its_own_host() -> None:
    added = added_profile("au", "https://au.int/en/missions", "African Union", "other")
    assert added.hosts == {"au.int"}
    assert added.start[0].role is PageRole.LIST
    assert added.enabled
