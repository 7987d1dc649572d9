"""A mail is handed over or the error says truly whether trying again helps; nothing is lost."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from notifier.delivery import FileOutbox, open_outbox
from notifier.errors import (
    BadAddress,
    DeliveryError,
    PermanentRefusal,
    ServerUnavailable,
    TemporaryRefusal,
)
from notifier.smtp import SmtpOutbox, Way
from tests.notifier.mail_servers import Moods, free_port, moody_server
from tests.notifier.samples import busy_week, message_of

MESSAGE = message_of(busy_week(), "nl")


@pytest.fixture
def server() -> Iterator[tuple[str, Moods]]:
    with moody_server() as running:
        yield running


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A key and a certificate for localhost that nobody vouches for but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = tmp_path / "cert.pem", tmp_path / "key.pem"
    files[0].write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def deliver(url: str, timeout: float = 5) -> None:
    outbox = SmtpOutbox(url, Way(timeout))
    try:
        outbox.deliver(MESSAGE)
    finally:
        outbox.close()


def test_the_server_gets_the_message_as_it_was_written(server: tuple[str, Moods]) -> None:
    address, moods = server
    deliver(f"smtp://{address}")
    received = message_from_bytes(moods.taken[0], policy=policy.SMTP)
    assert received["Subject"] == MESSAGE["Subject"]
    assert received["Message-ID"] == MESSAGE["Message-ID"]
    assert max(map(len, moods.taken[0].splitlines())) <= 998


def test_one_connection_serves_many_messages_and_survives_its_loss(
    server: tuple[str, Moods],
) -> None:
    address, moods = server
    outbox = SmtpOutbox(f"smtp://{address}", Way(5))
    outbox.deliver(MESSAGE)
    outbox.deliver(MESSAGE)
    moods.drops_during_data = True
    with pytest.raises(ServerUnavailable):
        outbox.deliver(MESSAGE)
    moods.drops_during_data = False
    outbox.deliver(MESSAGE)
    outbox.close()
    assert len(moods.taken) == 3


@pytest.mark.parametrize(
    ("mood", "error", "says"),
    [
        ({"recipient": "450 4.2.0 greylisted"}, TemporaryRefusal, "greylisted. The mail stays qu"),
        ({"data": "451 4.3.0 disk full"}, TemporaryRefusal, "451 4.3.0 disk full"),
        ({"sender": "451 4.7.1 slow down"}, TemporaryRefusal, "slow down"),
        ({"recipient": "550 5.1.1 no such user"}, PermanentRefusal, "jan@example.be for good: 550"),
        ({"data": "554 5.7.1 looks like spam"}, PermanentRefusal, "It is not sent again"),
        ({"sender": "552 5.3.4 too big"}, PermanentRefusal, "too big"),
        ({"sender": "550 5.7.1 not you"}, ServerUnavailable, "check mail.from"),
        ({"sender": "530 5.7.0 log in first"}, ServerUnavailable, "password in mail.smtp"),
        ({"recipient": "421 4.3.2 shutting down"}, ServerUnavailable, "shutting down"),
        ({"drops_during_data": True}, ServerUnavailable, "broke off"),
    ],
)
def test_each_refusal_says_whether_trying_again_helps(
    server: tuple[str, Moods], mood: dict[str, str], error: type[DeliveryError], says: str
) -> None:
    address, moods = server
    for name, value in mood.items():
        setattr(moods, name, value)
    with pytest.raises(error, match=says):
        deliver(f"smtp://{address}")
    assert not moods.taken


def test_a_refused_message_does_not_spoil_the_next(server: tuple[str, Moods]) -> None:
    address, moods = server
    outbox = SmtpOutbox(f"smtp://{address}", Way(5))
    moods.recipient = "550 5.1.1 no such user"
    with pytest.raises(PermanentRefusal):
        outbox.deliver(MESSAGE)
    moods.recipient = ""
    outbox.deliver(MESSAGE)
    outbox.close()
    assert len(moods.taken) == 1


def test_a_server_that_stalls_is_given_up_after_the_timeout(server: tuple[str, Moods]) -> None:
    address, moods = server
    moods.stalls = 1
    with pytest.raises(ServerUnavailable, match=r"no answer in time\. The mail stays queued"):
        deliver(f"smtp://{address}", timeout=0.3)


def test_nobody_listening_is_said_with_the_address() -> None:
    port = free_port()
    with pytest.raises(ServerUnavailable) as raised:
        deliver(f"smtp://127.0.0.1:{port}")
    assert str(raised.value) == (
        f"The mail server 127.0.0.1:{port} refused the connection: is it running, and is the port "
        "in mail.smtp right? The mail stays queued."
    )


def test_a_server_that_nobody_knows_is_unavailable() -> None:
    with pytest.raises(ServerUnavailable, match="cannot be reached"):
        deliver("smtp://mail.invalid")


def test_a_server_that_greets_with_an_error_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def turn_away() -> None:
            connection, _ = listener.accept()
            connection.sendall(b"554 no mail today\r\n")
            connection.close()

        thread = threading.Thread(target=turn_away)
        thread.start()
        with pytest.raises(ServerUnavailable, match="does not want to talk: 554 no mail today"):
            deliver(f"smtp://127.0.0.1:{listener.getsockname()[1]}")
        thread.join()


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_tls_is_spoken_and_the_certificate_verified(
    scheme: str, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = server_tls(certificate)
    option = "ssl_context" if scheme == "smtps" else "tls_context"
    with moody_server(**{option: context}) as (address, moods):
        url = f"{scheme}://localhost:{address.split(':')[1]}"
        with pytest.raises(ServerUnavailable, match="certificate that is not trusted"):
            deliver(url)
        assert not moods.taken
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        deliver(url)
        assert len(moods.taken) == 1


def test_starttls_is_never_left_out(server: tuple[str, Moods]) -> None:
    address, moods = server
    with pytest.raises(ServerUnavailable, match="offers no STARTTLS"):
        deliver(f"smtp+starttls://{address}")
    assert not moods.taken


def test_user_and_password_are_given_and_a_wrong_one_keeps_the_mail() -> None:
    def check(server: object, session: object, envelope: object, way: str, data: object) -> object:
        good = (getattr(data, "login", b""), getattr(data, "password", b"")) == (b"mw", b"p@ss/1")
        return AuthResult(success=good, handled=good)

    options = {"authenticator": check, "auth_required": True, "auth_require_tls": False}
    with moody_server(**options) as (address, moods):
        deliver(f"smtp://mw:p%40ss%2F1@{address}")
        assert len(moods.taken) == 1
        with pytest.raises(ServerUnavailable, match="refused the user or password"):
            deliver(f"smtp://mw:wrong@{address}")
        with pytest.raises(ServerUnavailable, match="530 5"):
            deliver(f"smtp://{address}")


def test_a_password_is_not_sent_unprotected_to_another_machine() -> None:
    with pytest.raises(BadAddress, match=r"smtp\+starttls://") as raised:
        SmtpOutbox("smtp://mw:secret@mail.example:25", Way())
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://mail.example:99999", "smtp://"])
def test_what_is_no_mail_server_is_said(url: str) -> None:
    with pytest.raises(BadAddress, match="is not a mail server address"):
        SmtpOutbox(url, Way())


def test_a_repeat_replaces_its_file_instead_of_adding_one(tmp_path: Path) -> None:
    outbox = open_outbox("", tmp_path / "var" / "outbox")
    outbox.deliver(MESSAGE)
    outbox.deliver(MESSAGE)
    outbox.deliver(message_of(busy_week()[:1], "nl"))
    outbox.close()
    files = sorted((tmp_path / "var" / "outbox").iterdir())
    assert len(files) == 2
    assert all(file.name.startswith("jan@example.be-") and file.suffix == ".eml" for file in files)
    assert MESSAGE.as_bytes() in [file.read_bytes() for file in files]


def test_a_recipient_cannot_choose_another_folder(tmp_path: Path) -> None:
    odd = message_of(busy_week(), recipient='"../../../etc/x"@example.be')
    FileOutbox(tmp_path / "outbox").deliver(odd)
    assert len(list((tmp_path / "outbox").iterdir())) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["outbox"]


def test_a_folder_that_cannot_be_written_keeps_the_mail(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file in the way")
    with pytest.raises(ServerUnavailable, match=r"cannot be written: .*mail\.outbox"):
        FileOutbox(tmp_path / "outbox").deliver(MESSAGE)
