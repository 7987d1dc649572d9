"""From a change to a mailbox and back, through a real Postfix and a real Dovecot."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from storage.rows import MessageState
from storage.wishes import Wishes
from tests.notifier.mail_servers import GONE, PostOffice
from tests.watching import MINUSMA, NOON, UNIFIL, happen, open_watch, subscribe
from watch import Watch
from web.app import create_app

pytestmark = [pytest.mark.mail, pytest.mark.xdist_group("post-office")]
NEWS = {
    "en": ("31 December 2026", "Unsubscribe"),
    "fr": ("31 décembre 2026", "Se désabonner"),
    "nl": ("31 december 2026", "Uitschrijven"),
    "de": ("31. Dezember 2026", "Abbestellen"),
}


@pytest.fixture
def watch(office: PostOffice, tmp_path: Path) -> Iterator[Watch]:
    box = f"imap://bounces%40example.be:secret@127.0.0.1:{office.imap_port}/INBOX"
    mail = {"smtp": office.smtp, "return_path": "bounces@example.be", "bounces": box}
    mail["from"] = "missionwatch <watch@example.be>"
    watch = open_watch(tmp_path, mail)
    yield watch
    watch.store.close()


def read(office: PostOffice, address: str) -> EmailMessage:
    message = message_from_bytes(office.read(address), policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("language", NEWS)
def test_news_arrives_in_the_readers_language_and_one_click_ends_it(
    office: PostOffice, watch: Watch, language: str
) -> None:
    address = f"news-{language}@example.be"
    subscribe(watch, address, Wishes(language))
    happen(watch, MINUSMA, UNIFIL)
    assert watch.notify(NOON).errors == ()
    mail = read(office, address)
    with watch.store.read() as repository:
        (kept,) = repository.messages()
    assert (mail["Message-ID"], mail["Subject"]) == (kept.message_id, kept.subject)
    assert mail["From"] == "missionwatch <watch@example.be>"
    assert mail["Return-Path"] == "<bounces@example.be>"
    assert mail["Content-Language"] == language
    for kind in ("plain", "html"):
        part = mail.get_body((kind,))
        assert part is not None
        content = " ".join(part.get_content().split())
        assert all(word in content for word in ("MINUSMA", *NEWS[language])), kind
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = urlsplit(str(mail["List-Unsubscribe"]).split(">")[0].strip(" <")).path
    site = TestClient(create_app(watch))
    assert site.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    with watch.store.read() as repository:
        assert repository.subscribers() == []


def test_a_mail_that_comes_back_suspends_its_address_and_tells_the_operator(
    office: PostOffice, watch: Watch
) -> None:
    gone = subscribe(watch, GONE)
    subscribe(watch, "ops@example.be", Wishes(kinds=("source",)))
    happen(watch, MINUSMA)
    assert watch.notify(NOON).sent == 1
    office.read("bounces@example.be")
    assert watch.notify().errors == ()
    with watch.store.read() as repository:
        assert "no such user here" in str(repository.subscriber(gone).suspended_why)
        (message,) = repository.messages(email=GONE)
    assert message.state is MessageState.BOUNCED
    told = read(office, "ops@example.be")
    assert GONE in str(told["Subject"])
    assert watch.collect_bounces() == 0
