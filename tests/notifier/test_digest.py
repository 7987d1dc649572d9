"""A digest leads with what matters, groups by organisation, and is silent when there is no news."""

from __future__ import annotations

import pytest

from missions.difference import Edit
from missions.records import Severity
from notifier.digest import Reader
from notifier.news import DigestItem
from tests.notifier.samples import BRUSSELS, busy_week, change, compose, digest_of, item


@pytest.mark.parametrize("items", [[], [item(change("source"))]])
def test_without_news_for_readers_there_is_no_digest(items: list[DigestItem]) -> None:
    assert compose(items, Reader("en", BRUSSELS)) is None


def test_the_subject_tells_the_gravest_news_and_counts_the_rest() -> None:
    assert digest_of(busy_week()).subject == "UN: MINUSMA left the list, and 7 more"
    assert digest_of(busy_week(), "nl").subject == "VN: MINUSMA niet meer op de lijst, en nog 7"
    assert digest_of(busy_week()[:1]).subject == "UN: MINUSMA left the list"


def test_the_three_gravest_changes_lead() -> None:
    leads = digest_of(list(reversed(busy_week()))).leads
    assert [(lead.organisation, lead.sentence) for lead in leads] == [
        ("UN", "MINUSMA left the list of current operations; the page does not say why"),
        ("UN", "UNIFIL: mandate extended a final time, to 31 December 2026"),
        ("EU", "EUNAVFOR Aspides joined the list of current operations"),
    ]


def test_changes_stand_under_their_organisation_the_gravest_first() -> None:
    groups = [(group.name, len(group.entries)) for group in digest_of(busy_week()).groups]
    assert groups == [("United Nations", 2), ("European Union", 2), ("Belgium", 2)]


def test_small_changes_stand_in_one_quiet_block() -> None:
    digest = digest_of(busy_week())
    assert [entry.change_id for entry in digest.quiet] == [7, 8]
    assert not {7, 8} & {entry.change_id for group in digest.groups for entry in group.entries}


def test_when_all_is_quiet_the_quiet_news_leads() -> None:
    digest = digest_of([item(change("text", severity=Severity.LOW))])
    assert [lead.sentence for lead in digest.leads] == [
        "MINUSMA: the text on the page was reworded"
    ]


def test_each_change_links_to_the_review_site_and_to_its_page() -> None:
    entry = digest_of([item(change(), 42)]).groups[0].entries[0]
    assert entry.change_url == "https://missions.example/changes/42"
    assert entry.page_url == "https://un.example/where-we-operate"
    assert entry.countries == "Mali"


def test_the_time_is_that_of_the_readers_zone() -> None:
    assert digest_of([item(change())]).groups[0].entries[0].seen == "24 Nov 2026, 02:05 CET"


def test_only_the_changed_words_of_a_text_are_marked() -> None:
    text = change("text", before="Belgium sends ten people.", after="Belgium sends six people.")
    pieces = digest_of([item(text)]).groups[0].entries[0].pieces
    assert [(piece.edit, piece.text) for piece in pieces] == [
        (Edit.KEPT, "Belgium sends"),
        (Edit.REMOVED, "ten"),
        (Edit.INSERTED, "six"),
        (Edit.KEPT, "people."),
    ]


def test_an_unknown_organisation_stands_under_the_others() -> None:
    digest = digest_of([item(change(), organisation="African Union")])
    assert digest.groups[0].name == "Other organisations"
