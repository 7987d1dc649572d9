"""News by other ways than mail, from the subscription to what arrives; no key is ever shown."""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest

from arguments import news_address
from storage.wishes import Channel
from tests.command import Command, Site, folder, run, site
from tests.notifier.receivers import Receiver, closed_port, receiver
from watch.addresses import channel_of, meant_address, shown_address

__all__ = ["folder", "run", "site"]

UNISFA = "United Nations Interim Security Force for Abyei"


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as listening:
        yield listening


def news(run: Command, site: Site) -> None:
    """Let a mission appear after a first crawl."""
    site.missions["UNISFA"] = UNISFA
    run("crawl", "un")


@pytest.fixture
def crawled(run: Command) -> Command:
    run("crawl", "un")
    return run


def test_a_webhook_is_posted_what_changed_signed_with_the_secret_it_was_told(
    crawled: Command, site: Site, hook: Receiver
) -> None:
    told = crawled("subscribe", hook.url, "--language", "nl", "--json").objects()[0]
    assert told["channel"] == "webhook"
    news(crawled, site)
    (change,) = crawled("changes", "--json").objects()
    assert crawled("notify", "--json").objects()[0]["sent"] == 1
    [post] = hook.posts
    content = json.loads(post.body)
    sentence = "UNISFA staat nu op de lijst van lopende operaties"
    url = f"http://127.0.0.1:8000/changes/{change['id']}"
    assert content["changes"] == [change | {"sentence": sentence, "url": url}]
    stamp, mark = post.headers["X-Missionwatch-Signature"].split(",")
    signed = f"{stamp[2:]}.".encode() + post.body
    assert mark == "v1=" + hmac.new(told["secret"].encode(), signed, hashlib.sha256).hexdigest()


def test_a_post_that_is_put_off_comes_again_the_same(
    crawled: Command, site: Site, hook: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watch.posting.RETRY", [timedelta(microseconds=1)])
    crawled("subscribe", hook.url)
    news(crawled, site)
    hook.status = 503
    answer = crawled("notify", "--json")
    assert (answer.status, answer.objects()[0]["waiting"]) == (1, 1)
    assert "answered 503" in answer.err
    hook.status = 200
    assert crawled("notify", "--json").objects()[0]["sent"] == 1
    first, again = hook.posts
    assert first.body == again.body
    assert first.headers["Idempotency-Key"] == again.headers["Idempotency-Key"]


def test_a_webhook_that_is_gone_is_suspended_and_operators_are_told(
    crawled: Command, site: Site, hook: Receiver
) -> None:
    crawled("subscribe", hook.url)
    crawled("subscribe", "ops@example.org", "--kind", "source")
    news(crawled, site)
    hook.status = 410
    crawled("notify")
    standings = {
        row["email"]: row["standing"] for row in crawled("subscribers", "--json").objects()
    }
    shown = shown_address(hook.url)
    assert standings == {shown: "suspended", "ops@example.org": "active"}
    (word,) = crawled("mail", "--to", "ops@example.org", "--json").objects()
    assert word["subject"] == f"Mail to {shown} comes back"
    assert crawled("resume", shown, "--json").objects()[0]["standing"] == "active"


def test_a_webhook_that_is_away_keeps_no_mail_back(
    crawled: Command, site: Site, hook: Receiver
) -> None:
    crawled("subscribe", hook.url)
    crawled("subscribe", "ann@example.org")
    news(crawled, site)
    hook.status = 500
    report = crawled("notify", "--json").objects()[0]
    assert (report["sent"], report["waiting"]) == (1, 1)


def test_an_operator_at_a_webhook_hears_that_mail_is_stuck(
    crawled: Command, site: Site, hook: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watch.posting.STUCK", timedelta())
    monkeypatch.setenv("MISSIONWATCH_MAIL__SMTP", f"smtp://127.0.0.1:{closed_port()}")
    crawled("subscribe", hook.url, "--kind", "source")
    crawled("subscribe", "ann@example.org")
    news(crawled, site)
    crawled("notify")
    crawled("notify")
    [post] = hook.posts
    notice = json.loads(post.body)["notice"]
    assert notice["subject"] == "1 mail is stuck"
    assert "refused the connection" in notice["paragraphs"][0]


def test_a_chat_service_is_told_through_apprise(
    crawled: Command, site: Site, hook: Receiver
) -> None:
    answer = crawled("subscribe", f"apprise:json://127.0.0.1:{hook.port}/T0KEN4SERVICE")
    assert answer.status == 0
    assert "T0KEN4SERVICE" not in answer.out
    news(crawled, site)
    assert crawled("notify", "--json").objects()[0]["sent"] == 1
    [post] = hook.posts
    message = json.loads(post.body)
    assert message["title"] == "UN: UNISFA joined the list"
    assert message["message"].splitlines() == [
        "UN: UNISFA joined the list of current operations",
        "http://127.0.0.1:8000/changes/1",
    ]


def test_a_chat_service_needs_apprise(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    answer = run("subscribe", "apprise:json://127.0.0.1")
    assert answer.status == 2
    assert 'pip install "missionwatch[apprise]"' in answer.err


def test_nothing_that_lists_addresses_shows_a_key(
    crawled: Command, site: Site, hook: Receiver
) -> None:
    address = f"http://user:hunter2@127.0.0.1:{hook.port}/T0KEN?key=s3cret"
    told = crawled("subscribe", address)
    news(crawled, site)
    hook.status = 400
    shown = [
        crawled("subscribers"),
        crawled("subscribers", "--json"),
        crawled("notify", "--dry-run"),
        crawled("notify"),
        crawled("mail"),
        crawled("mail", "--json"),
        crawled("pause", shown_address(address)),
        crawled("unsubscribe", "http://127.0.0.1"),
    ]
    for answer in (told, *shown):
        for secret in ("hunter2", "T0KEN", "s3cret"):
            assert secret not in answer.out + answer.err
    secret = told.out.strip().rpartition(" ")[2]
    assert all(secret not in answer.out + answer.err for answer in shown)


def test_the_shown_address_is_enough_to_end_it(run: Command, hook: Receiver) -> None:
    run("subscribe", hook.url)
    (row,) = run("subscribers", "--json").objects()
    assert run("unsubscribe", row["email"]).status == 0
    assert run("subscribers", "--json").out == ""


def test_who_subscribed_has_a_feed_a_calendar_and_a_webhook_its_secret(
    run: Command, hook: Receiver
) -> None:
    run("subscribe", "ann@example.org")
    told = run("subscribe", hook.url, "--json").objects()[0]
    (mail,) = run("links", "ann@example.org", "--json").objects()
    assert mail["feed"].startswith("http://127.0.0.1:8000/feeds/mine/1-")
    assert mail["calendar"].endswith(".ics")
    assert "secret" not in mail
    (own,) = run("links", shown_address(hook.url), "--json").objects()
    assert own["secret"] == told["secret"]
    assert "Secret: " in run("links", hook.url).out
    assert run("links", "nobody@example.org").status == 2


@pytest.mark.parametrize(
    ("address", "channel", "shown"),
    [
        ("Ann@example.org", Channel.MAIL, "Ann@example.org"),
        ("https://hook.example/", Channel.WEBHOOK, "https://hook.example/…#"),
        ("http://u:p@hook.example:81/T?k=v", Channel.WEBHOOK, "http://hook.example:81/…#"),
        ("apprise:slack://A/B/C", Channel.APPRISE, "apprise:slack://…#"),
        ("apprise:mailto://u:p@x.example", Channel.APPRISE, "apprise:mailto://…#"),
    ],
)
def test_an_address_says_by_which_way_and_is_shown_without_keys(
    address: str, channel: Channel, shown: str
) -> None:
    assert news_address(address) == address
    assert channel_of(address) is channel
    assert shown_address(address).startswith(shown)
    assert meant_address(shown_address(address), ["x@example.org", address]) == address
    assert meant_address("someone", [address]) == "someone"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://", "is not a web address"),
        ("http://host\\@evil", "is not a web address"),
        ("apprise:slack", "address of a service as Apprise writes it"),
        ("apprise:json://a b", "address of a service as Apprise writes it"),
        ("ftp://host/x", "is not a mail address"),
    ],
)
def test_an_address_that_news_cannot_go_to_is_explained(address: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        news_address(address)
