"""A post carries the news as JSON and proves where it comes from; refusals are told apart."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from notifier.errors import (
    AddressRefused,
    DeliveryError,
    PermanentRefusal,
    TemporaryRefusal,
)
from notifier.language import speech_in
from notifier.notice import mail_is_stuck, trial
from notifier.webhook import LARGEST_ANSWER, MOST_CHANGES, WebhookSender, signature, write_post
from tests.notifier.receivers import Receiver, closed_port, receiver, trickling
from tests.notifier.samples import busy_week, change, digest_of, item

DOCUMENT = Path(__file__).parents[2] / "docs" / "channels.md"
SECRET = "7-abcdefghijklmnopqrstuvwxyz"
MESSAGE_ID = "<0123abcd@missions.example>"
BODY = '{"version": 1, "subject": "België"}'.encode()


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with receiver() as listening:
        yield listening


def post(url: str, timeout: float = 5) -> None:
    WebhookSender("missionwatch/1.2", timeout).deliver(url, SECRET, MESSAGE_ID, BODY)


def test_a_post_holds_each_change_as_programs_know_it() -> None:
    content = json.loads(write_post(digest_of(busy_week(), "nl")))
    assert set(content) == {"version", "subject", "language", "changes", "more"}
    assert (content["version"], content["language"], content["more"]) == (1, "nl", 0)
    assert content["subject"] == "VN: MINUSMA niet meer op de lijst, en nog 7"
    assert content["changes"][1] == {
        "id": 2,
        "detected": "2026-11-24T01:05:00+00:00",
        "source": "un",
        "page": "https://un.example/where-we-operate",
        "kind": "field",
        "state": "confirmed",
        "mission": "unifil",
        "acronym": "UNIFIL",
        "field": "until",
        "before": "2025-08-31",
        "after": "2026-12-31",
        "severity": "high",
        "summary": "not shown in mail",
        "reason": "",
        "sentence": "UNIFIL: mandaat een laatste keer verlengd, tot 31 december 2026",
        "url": "https://missions.example/changes/2",
    }


def test_what_there_is_no_room_for_is_counted() -> None:
    content = json.loads(write_post(digest_of([item(change(), n) for n in range(1, 251)])))
    assert (len(content["changes"]), content["more"]) == (MOST_CHANGES, 150)


def test_a_notice_is_told_as_one() -> None:
    notice = trial(speech_in("en"), "mail.example", "https://missions.example")
    content = json.loads(write_post(notice))
    assert set(content) == {"version", "notice"}
    assert content["notice"]["subject"] == "A trial mail from missionwatch"
    assert content["notice"]["action"] == {
        "label": "Open the review site",
        "url": "https://missions.example",
    }
    stuck = json.loads(write_post(mail_is_stuck(speech_in("en"), 2, "noon", "421")))
    assert stuck["notice"]["action"] is None


def test_the_receiver_can_check_who_sent_it_and_when(hook: Receiver) -> None:
    before = int(time.time())
    post(hook.url)
    [arrived] = hook.posts
    assert arrived.body == BODY
    assert arrived.headers["Content-Type"] == "application/json"
    assert arrived.headers["User-Agent"] == "missionwatch/1.2"
    assert arrived.headers["Idempotency-Key"] == '"0123abcd@missions.example"'
    stamp, mark = arrived.headers["X-Missionwatch-Signature"].split(",")
    at = stamp.removeprefix("t=")
    assert before <= int(at) <= time.time()
    signed = hmac.new(SECRET.encode(), f"{at}.".encode() + BODY, hashlib.sha256)
    assert mark == f"v1={signed.hexdigest()}"


def test_the_documented_check_takes_what_is_genuine_and_new(hook: Receiver) -> None:
    [code] = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    written: dict[str, Any] = {}
    exec(code, written)
    is_genuine = written["is_genuine"]
    post(hook.url)
    [arrived] = hook.posts
    header = arrived.headers["X-Missionwatch-Signature"]
    assert is_genuine(SECRET, header, arrived.body)
    assert not is_genuine(SECRET, header, arrived.body + b" ")
    assert not is_genuine("another", header, arrived.body)
    old = signature(SECRET, BODY, int(time.time()) - 301)
    assert not is_genuine(SECRET, old, BODY)


def test_user_password_path_and_query_go_where_they_belong(hook: Receiver) -> None:
    post(f"http://us%40er:p%3Aw@127.0.0.1:{hook.port}/a b/é?key=x y&z=%20")
    [arrived] = hook.posts
    assert arrived.path == "/a%20b/%C3%A9?key=x%20y&z=%20"
    login = b64encode(b"us@er:p:w").decode()
    assert arrived.headers["Authorization"] == f"Basic {login}"
    assert arrived.headers["Host"] == f"127.0.0.1:{hook.port}"


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_answer_of_success_is_delivery(hook: Receiver, status: int) -> None:
    hook.status = status
    post(hook.url)
    assert len(hook.posts) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, PermanentRefusal),
        (401, PermanentRefusal),
        (404, AddressRefused),
        (408, TemporaryRefusal),
        (410, AddressRefused),
        (422, PermanentRefusal),
        (425, TemporaryRefusal),
        (429, TemporaryRefusal),
        (500, TemporaryRefusal),
        (503, TemporaryRefusal),
        (599, TemporaryRefusal),
    ],
)
def test_refusals_are_told_apart(hook: Receiver, status: int, kind: type[DeliveryError]) -> None:
    hook.status, hook.says = status, b"not\r\n\x1b[31m today"
    with pytest.raises(DeliveryError, match=f"127.0.0.1:{hook.port} answered {status}") as refusal:
        post(hook.url)
    assert type(refusal.value) is kind
    assert "\x1b" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(hook: Receiver, status: int) -> None:
    with receiver() as elsewhere:
        hook.status, hook.location = status, elsewhere.url
        with pytest.raises(PermanentRefusal, match="leads elsewhere"):
            post(hook.url)
        assert elsewhere.posts == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{closed}/hook",
        "https://127.0.0.1:{plain}/hook",
        "http://no-such-host.invalid/hook",
        "http://" + "a" * 70 + ".example/hook",
    ],
)
def test_what_cannot_be_reached_now_is_tried_again(hook: Receiver, url: str) -> None:
    with pytest.raises(TemporaryRefusal, match="cannot be reached"):
        post(url.format(closed=closed_port(), plain=hook.port), 2)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"", b""),
        (b"HTTP/1.1 2", b"0"),
        (b"HTTP/1.1 503 Busy\r\n", b"X-Slow: 1\r\n"),
        (b"HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\n", b"x"),
    ],
)
def test_a_receiver_that_never_ends_is_left(first: bytes, then: bytes) -> None:
    began = time.monotonic()
    with trickling(first, then) as port, pytest.raises(TemporaryRefusal):
        post(f"http://127.0.0.1:{port}/hook", 0.5)
    assert time.monotonic() - began < 3


def test_many_posts_to_a_host_that_is_away_cost_one_wait(hook: Receiver) -> None:
    sender = WebhookSender("missionwatch/1.2", 0.5)
    began = time.monotonic()
    with trickling(b"", b"") as port:
        for number in range(20):
            with pytest.raises(TemporaryRefusal, match="cannot be reached"):
                url = f"http://127.0.0.1:{port}/{number}"
                sender.deliver(url, SECRET, MESSAGE_ID, BODY)
    sender.deliver(hook.url, SECRET, MESSAGE_ID, BODY)
    assert time.monotonic() - began < 3
    assert len(hook.posts) == 1


def test_success_counts_however_slowly_the_rest_comes() -> None:
    began = time.monotonic()
    with trickling(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"x") as port:
        post(f"http://127.0.0.1:{port}/hook", 0.5)
    assert time.monotonic() - began < 3


def test_little_is_read_of_a_long_answer(hook: Receiver) -> None:
    hook.status, hook.says = 500, b"x" * 50_000_000
    began = time.monotonic()
    with pytest.raises(TemporaryRefusal) as refusal:
        post(hook.url)
    assert time.monotonic() - began < 3
    assert len(str(refusal.value)) < LARGEST_ANSWER


def test_neither_password_nor_path_stands_in_an_error(hook: Receiver) -> None:
    hook.status = 500
    with pytest.raises(TemporaryRefusal) as refusal:
        post(f"http://user:hunter2@127.0.0.1:{hook.port}/services/T0KEN?key=s3cret")
    for secret in ("hunter2", "T0KEN", "s3cret"):
        assert secret not in str(refusal.value)
