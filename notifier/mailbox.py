"""The mailbox that undeliverable mail comes back to: a Maildir folder, or a folder over IMAP."""

from __future__ import annotations

import imaplib
import mailbox
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from notifier.cleaning import clean
from notifier.errors import BadAddress, MailboxUnavailable

TIMEOUT = 30
MOST = 500
"""How many mails are read in one go; the rest is read the next time."""
Mail = tuple[str, bytes]


def unseen(address: str) -> Iterator[bytes]:
    """Yield the mails not seen before in a mailbox, and mark each as seen once it was used.

    `address` is "maildir:<folder>", which a server delivers into, or
    "imaps://user:password@host/Folder" (imap:// only on this machine). Nothing is removed. Raises
    BadAddress, MailboxUnavailable.
    """
    parts = urlsplit(address)
    if parts.scheme == "maildir":
        return _in_maildir(Path(unquote(parts.path)))
    if parts.scheme in ("imap", "imaps") and parts.hostname:
        return _over_imap(address)
    raise BadAddress(
        f'mail.bounces: "{clean(parts.scheme, 20)}:…" is no mailbox; write "maildir:/folder" or '
        '"imaps://user:password@host/INBOX".'
    )


def _in_maildir(folder: Path) -> Iterator[bytes]:
    if not (folder / "new").is_dir():
        raise MailboxUnavailable(f"mail.bounces: {folder} is no Maildir: it has no folder new.")
    try:
        kept = mailbox.Maildir(folder, create=False)
        fresh = [key for key, mail in kept.items() if "S" not in mail.get_flags()]
        for key in fresh[:MOST]:
            yield kept.get_bytes(key)
            mail = kept[key]
            mail.set_subdir("cur")
            mail.add_flag("S")
            kept[key] = mail
    except OSError as error:
        raise MailboxUnavailable(
            f"mail.bounces: {folder} cannot be read: {error.strerror}."
        ) from error


def _over_imap(address: str) -> Iterator[bytes]:
    parts = urlsplit(address)
    folder = unquote(parts.path.lstrip("/")) or "INBOX"
    try:
        with _connected(address) as server:
            server.login(unquote(parts.username or ""), unquote(parts.password or ""))
            status, _ = server.select(f'"{folder}"')
            if status != "OK":
                raise MailboxUnavailable(f"mail.bounces: there is no folder {clean(folder, 80)}.")
            _, found = server.uid("SEARCH", "UNSEEN")
            for uid in (found[0] or b"").split()[:MOST]:
                name = uid.decode()
                yield _fetched(server, name)
                server.uid("STORE", name, "+FLAGS", "(\\Seen)")
    except (imaplib.IMAP4.error, OSError) as error:
        cause = clean(str(error), 150)
        raise MailboxUnavailable(
            f"mail.bounces: the mailbox at {parts.hostname} cannot be read: {cause}."
        ) from error


def _connected(address: str) -> imaplib.IMAP4:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "imaps":
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(host, parts.port or 993, ssl_context=context, timeout=TIMEOUT)
    return imaplib.IMAP4(host, parts.port or 143, timeout=TIMEOUT)


def _fetched(server: imaplib.IMAP4, uid: str) -> bytes:
    _, parts = server.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")
