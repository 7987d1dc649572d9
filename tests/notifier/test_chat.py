"""Chat services get a few lines; what a page says calls nobody and hides no link."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pytest

from notifier.chat import check_chat_address, send_chat, write_chat
from notifier.errors import AddressRefused, ServerUnavailable, TemporaryRefusal
from notifier.language import speech_in
from notifier.notice import trial
from tests.notifier.receivers import Receiver, closed_port, receiver
from tests.notifier.samples import busy_week, change, digest_of, item


@pytest.fixture
def service() -> Iterator[Receiver]:
    with receiver() as listening:
        yield listening


def address(service: Receiver, scheme: str = "json") -> str:
    return f"apprise:{scheme}://user:hunter2@127.0.0.1:{service.port}/T0KEN4SERVICE"


def test_the_leads_come_first_then_how_many_more_and_where() -> None:
    message = json.loads(write_chat(digest_of(busy_week())))
    assert message == {
        "title": "UN: MINUSMA left the list, and 7 more",
        "body": (
            "UN: MINUSMA left the list of current operations; the page does not say why\n"
            "UN: UNIFIL: mandate extended a final time, to 31 December 2026\n"
            "EU: EUNAVFOR Aspides joined the list of current operations\n"
            "and 5 more: https://missions.example/changes"
        ),
    }


def test_one_change_alone_links_to_itself() -> None:
    body = json.loads(write_chat(digest_of([item(change(), 42)], "nl")))["body"]
    assert body.splitlines()[-1] == "https://missions.example/changes/42"
    assert len(body.splitlines()) == 2


def test_what_a_page_printed_calls_nobody() -> None:
    hostile = "@everyone <!channel> <@U123> [press](https://evil.example) <b>x</b>"
    content = json.loads(write_chat(digest_of([item(change(acronym=hostile))])))
    for text in content.values():
        assert not set("@<>") & set(text)
        assert "](" not in text


def test_a_notice_is_told_with_its_link() -> None:
    notice = trial(speech_in("en"), "mail.example", "https://missions.example")
    body = json.loads(write_chat(notice))["body"]
    assert body.splitlines()[-1] == "Open the review site: https://missions.example"


def test_it_arrives_through_apprise(service: Receiver) -> None:
    send_chat(address(service), write_chat(digest_of(busy_week(), "nl")))
    [arrived] = service.posts
    message = json.loads(arrived.body)
    assert message["title"] == "VN: MINUSMA niet meer op de lijst, en nog 7"
    assert message["message"].splitlines()[-1] == "en nog 5: https://missions.example/changes"
    assert arrived.path.startswith("/T0KEN4SERVICE")


def test_it_arrives_as_a_form_too(service: Receiver) -> None:
    send_chat(address(service, "form"), write_chat(digest_of(busy_week())))
    [arrived] = service.posts
    assert b"MINUSMA left the list" in arrived.body.replace(b"+", b" ")


def test_a_service_that_refuses_is_tried_again_and_its_keys_stay_secret(
    service: Receiver,
) -> None:
    service.status, service.says = 500, b"T0KEN4SERVICE is not known"
    with pytest.raises(TemporaryRefusal, match=r"json did not take a message: .*500") as refusal:
        send_chat(address(service), b'{"title": "x", "body": "y"}')
    for secret in ("hunter2", "T0KEN4SERVICE"):
        assert secret not in str(refusal.value)


def test_a_service_that_is_away_is_tried_again() -> None:
    with pytest.raises(TemporaryRefusal, match="stays queued"):
        send_chat(f"apprise:json://127.0.0.1:{closed_port()}", b'{"title": "x", "body": "y"}')


@pytest.mark.parametrize("wrong", ["apprise:nosuch://x/TOKEN123", "apprise:slack://"])
def test_an_address_that_apprise_does_not_know_is_refused(wrong: str) -> None:
    with pytest.raises(AddressRefused, match="does not understand the address") as refusal:
        check_chat_address(wrong)
    assert "TOKEN123" not in str(refusal.value)


def test_without_apprise_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(ServerUnavailable, match=r'pip install "missionwatch\[apprise\]"'):
        send_chat("apprise:json://127.0.0.1", b"{}")
