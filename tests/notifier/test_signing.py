"""A signed mail proves to any server that it is from our domain, and was not altered."""

from __future__ import annotations

import base64
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from notifier.errors import BadAddress
from notifier.signing import dkim_signer
from notifier.smtp import SmtpOutbox, Way
from tests.notifier.mail_servers import moody_server
from tests.notifier.samples import busy_week, message_of

DOMAIN = "missions.example"


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def key_file(key: rsa.RSAPrivateKey, tmp_path: Path) -> Path:
    file = tmp_path / "dkim.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    return file


def is_genuine(mail: bytes, key: rsa.RSAPrivateKey) -> bool:
    """Say whether a server that asks DNS for the public key finds the signature right."""
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    names = {b"mw._domainkey.missions.example.": record}
    return bool(dkim.verify(mail, dnsfunc=lambda name, timeout=5: names.get(name)))


def test_what_the_server_gets_is_signed_with_the_headers_of_one_click(
    key: rsa.RSAPrivateKey, key_file: Path
) -> None:
    signer = dkim_signer(str(key_file), "mw", DOMAIN)
    with moody_server() as (address, moods):
        outbox = SmtpOutbox(f"smtp://{address}", Way(5, signer=signer))
        outbox.deliver(message_of(busy_week(), "nl"))
        outbox.close()
    (mail,) = moods.taken
    assert is_genuine(mail, key)
    assert not is_genuine(mail.replace(b"UNIFIL", b"UNDOF!"), key)
    signature = mail[: mail.index(b"\r\nFrom:")].lower()
    assert b"list-unsubscribe" in signature
    assert b"list-unsubscribe-post" in signature


def test_a_key_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadAddress, match=r"mail\.dkim_key: .* cannot be read"):
        dkim_signer(str(tmp_path / "none.pem"), "mw", DOMAIN)
    (tmp_path / "bad.pem").write_text("no key")
    with pytest.raises(BadAddress, match="is no key to sign with"):
        dkim_signer(str(tmp_path / "bad.pem"), "mw", DOMAIN)(b"From: a@b.example\r\n\r\nx")
