"""Where messages go: to a mail server, or as `.eml` files into a folder."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Protocol

from notifier.errors import ServerUnavailable
from notifier.smtp import STAYS, SmtpOutbox, Way


class Outbox(Protocol):
    """Where messages go."""

    def deliver(self, message: EmailMessage) -> None:
        """Hand one message over. Raises a DeliveryError when that did not surely happen."""

    def close(self) -> None:
        """Let go of what is held open between messages."""


def open_outbox(smtp: str, folder: Path, way: Way | None = None) -> Outbox:
    """Return the outbox of a mail server address, or of `folder` when `smtp` is empty."""
    return SmtpOutbox(smtp, way or Way()) if smtp else FileOutbox(folder)


class FileOutbox:
    """Writes each message into a folder as a file that mail programs open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, message: EmailMessage) -> None:
        """Write the message under a name made of recipient and Message-ID: a repeat replaces it."""
        target = self._folder / _file_name(message)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write_whole(target, message.as_bytes())
        except OSError as error:
            raise ServerUnavailable(
                f"{target} cannot be written: {error.strerror}. Make room or set another "
                f"folder in mail.outbox. {STAYS}"
            ) from error

    def close(self) -> None:
        """Nothing is held open."""


def _file_name(message: EmailMessage) -> str:
    recipient = parseaddr(str(message["To"]))[1]
    readable = re.sub(r"[^A-Za-z0-9@.-]", "_", recipient)[:60].lstrip(".")
    number = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:16]
    return f"{readable}-{number}.eml"


def _write_whole(target: Path, content: bytes) -> None:
    """Write so that a reader or a crash sees the whole file or none."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
