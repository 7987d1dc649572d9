"""DKIM (RFC 6376): a signature by which other servers see that a mail is from our domain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from notifier.errors import BadAddress

SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"references", b"list-id",
    b"list-unsubscribe", b"list-unsubscribe-post", b"mime-version", b"content-type",
)  # fmt: skip
"""One-click unsubscription counts only if both its headers are signed (RFC 8058, 4)."""


def dkim_signer(key_file: str, selector: str, domain: str) -> Callable[[bytes], bytes]:
    """Return what signs a message as `domain`, with the private key (PEM) in a file.

    The public key is what DNS has at "<selector>._domainkey.<domain>". Raises BadAddress when the
    key cannot be used or dkimpy is not installed.
    """
    try:
        import dkim  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BadAddress(
            "mail.dkim_key needs the package dkimpy; install it with: "
            'pip install "missionwatch[dkim]"'
        ) from error
    try:
        key = Path(key_file).read_bytes()
    except OSError as error:
        raise BadAddress(f"mail.dkim_key: {key_file} cannot be read: {error.strerror}.") from error

    def sign(content: bytes) -> bytes:
        try:
            header: bytes = dkim.sign(
                content,
                selector.encode(),
                domain.encode(),
                key,
                include_headers=[name for name in SIGNED if _has(content, name)],
            )
        except dkim.DKIMException as error:
            raise BadAddress(
                f"mail.dkim_key: {key_file} is no key to sign with: {error}."
            ) from error
        return header + content

    return sign


def _has(content: bytes, name: bytes) -> bool:
    head = content.partition(b"\r\n\r\n")[0].lower()
    return head.startswith(name + b":") or b"\r\n" + name + b":" in head
