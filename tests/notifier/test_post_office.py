"""What is read back over IMAP, through a real Postfix and a real Dovecot, is what was meant."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest

from notifier.errors import PermanentRefusal
from notifier.smtp import SmtpOutbox, Way
from tests.notifier.mail_servers import PostOffice
from tests.notifier.samples import UNSUBSCRIBE, busy_week, html_of, message_of, text_of

BELGIUM = {"en": "Belgium", "fr": "Belgique", "nl": "België", "de": "Belgien"}
pytestmark = [pytest.mark.mail, pytest.mark.xdist_group("post-office")]


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_what_arrives_is_what_was_written(office: PostOffice, language: str) -> None:
    recipient = f"reader-{language}@example.be"
    sent = message_of(busy_week(), language, recipient)
    outbox = SmtpOutbox(office.smtp, Way(10))
    outbox.deliver(sent)
    outbox.close()
    raw = office.read(recipient)
    arrived = message_from_bytes(raw, policy=policy.SMTP)
    for name, value in sent.items():
        assert arrived[name] == value, name
    assert arrived["List-Unsubscribe"].startswith(f"<{UNSUBSCRIBE}>, <mailto:")
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert text_of(arrived) == text_of(sent)
    assert html_of(arrived) == html_of(sent)
    assert BELGIUM[language] in text_of(arrived)
    assert max(len(line) for line in raw.splitlines()) <= 200


def test_a_recipient_that_the_server_does_not_serve_is_refused_for_good(office: PostOffice) -> None:
    outbox = SmtpOutbox(office.smtp, Way(10))
    with pytest.raises(PermanentRefusal, match="someone@elsewhere"):
        outbox.deliver(message_of(busy_week(), "en", "someone@elsewhere.example"))
    outbox.close()
