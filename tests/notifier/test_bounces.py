"""Delivery reports as mail servers write them are understood; anything else is left alone."""

from __future__ import annotations

import mailbox
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifier.bounces import Bounce, read_bounce
from notifier.errors import BadAddress, MailboxUnavailable
from notifier.mailbox import unseen

ID = "<0a1b2c3d4e5f60718293a4b5c6d7e8f9@missions.example>"


def report(
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "smtp; 550 5.1.1 no such user",
    original: str = f"Content-Type: message/rfc822\n\nSubject: News\nMessage-ID: {ID}\n\nbody",
    kind: str = "delivery-status",
) -> bytes:
    """Return a delivery report as RFC 3464 has it."""
    said = f"\nDiagnostic-Code: {diagnostic}" if diagnostic else ""
    return f"""\
From: MAILER-DAEMON@mx.example
To: watch@missions.example
Message-ID: <the-report@mx.example>
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary="b"

--b
Content-Type: text/plain

I'm sorry.

--b
Content-Type: message/{kind}

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; jan@example.be
Action: {action}
Status: {status}{said}

--b
{original}
--b--
""".encode()


HEADERS_ONLY = f"Content-Type: text/rfc822-headers\n\nSubject: News\nMessage-ID: {ID}\n"


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (report(), Bounce(ID, True, "550 5.1.1 no such user")),
        (report(original=HEADERS_ONLY), Bounce(ID, True, "550 5.1.1 no such user")),
        (report(diagnostic=""), Bounce(ID, True, "5.1.1")),
        (report("Failed", "5.7.1"), Bounce(ID, True, "550 5.1.1 no such user")),
        (report("delayed", "4.4.1", "smtp; 451 later"), Bounce(ID, False, "451 later")),
        (report("failed", "4.4.7", "smtp; expired"), Bounce(ID, False, "expired")),
        (report("delivered", "2.0.0", ""), Bounce(ID, False, "2.0.0")),
        (report().replace(b"\n", b"\r\n"), Bounce(ID, True, "550 5.1.1 no such user")),
    ],
)
def test_a_report_tells_which_mail_came_back_and_why(mail: bytes, expected: Bounce) -> None:
    assert read_bounce(mail) == expected


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"Subject: Out of office\nIn-Reply-To: " + ID.encode() + b"\n\nBack on Monday.",
        report(original="Content-Type: text/plain\n\nno headers"),
        report(original=""),
        report(kind="disposition-notification"),
        report().replace(b"multipart/report", b"multipart/mixed"),
    ],
)
def test_what_is_no_report_on_a_mail_of_ours_is_none(mail: bytes) -> None:
    assert read_bounce(mail) is None


def test_the_reason_is_one_harmless_line() -> None:
    bounce = read_bounce(report(diagnostic="smtp; 550 \x1b[31m no\x07 user\n  " + "x" * 2000))
    assert bounce is not None
    assert bounce.reason.isprintable()
    assert len(bounce.reason) <= 400


@given(st.binary(max_size=2000), st.integers(0, 900), st.integers(0, 900))
def test_no_mail_makes_reading_fail(noise: bytes, start: int, length: int) -> None:
    whole = report()
    read_bounce(noise)
    read_bounce(whole[:start] + noise + whole[start + length :])


def test_each_mail_of_a_maildir_is_given_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "bounces"
    kept = mailbox.Maildir(folder)
    kept.add(report())
    address = f"maildir:{folder}"
    (mail,) = unseen(address)
    assert read_bounce(mail) is not None
    assert list(unseen(address)) == []
    assert len(mailbox.Maildir(folder)) == 1
    kept.add(report(original=HEADERS_ONLY))
    assert len(list(unseen(address))) == 1


def test_a_mail_whose_reading_was_cut_off_is_given_again(tmp_path: Path) -> None:
    mailbox.Maildir(tmp_path / "bounces").add(report())
    address = f"maildir:{tmp_path / 'bounces'}"
    assert next(iter(unseen(address)))
    assert len(list(unseen(address))) == 1


def test_what_is_no_mailbox_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadAddress, match="is no mailbox"):
        unseen("pop3://host/x")
    with pytest.raises(MailboxUnavailable, match="is no Maildir"):
        list(unseen(f"maildir:{tmp_path}"))
    with pytest.raises(MailboxUnavailable, match="cannot be read"):
        list(unseen("imap://user:secret@127.0.0.1:1/INBOX"))
