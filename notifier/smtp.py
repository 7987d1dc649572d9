"""Handing messages over to a mail server.

What may be tried again and what may not is told by the kind of error; when to try is the caller's.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

from notifier.cleaning import clean
from notifier.errors import (
    AddressRefused,
    BadAddress,
    PermanentRefusal,
    ServerUnavailable,
    TemporaryRefusal,
)

PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
STAYS = "The mail stays queued."
MESSAGE_TOO_LARGE = 552
UNAVAILABLE = 421


@dataclass(frozen=True)
class Way:
    """How messages are handed over to any server."""

    timeout: float = 30
    """Seconds, for each answer waited for."""
    return_path: str = ""
    """Where what cannot be delivered goes back to (the envelope's sender); "": to the From."""
    signer: Callable[[bytes], bytes] | None = None
    """Puts a signature on the finished message."""


class SmtpOutbox:
    """Speaks SMTP: `smtp://`, `smtps://` or `smtp+starttls://`, certificates always verified.

    The connection is kept between messages.
    """

    def __init__(self, url: str, way: Way) -> None:
        """Take the server's address apart; nothing is connected yet. Raises BadAddress."""
        parts = urlsplit(url)
        self._scheme, self._host, self._port = parts.scheme, parts.hostname or "", _port(parts)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        if self._user and self._scheme == "smtp" and self._host not in LOOPBACK:
            raise BadAddress(
                f"mail.smtp would send its password unprotected to {self._name}; write "
                f'"smtp+starttls://…@{self._host}" or "smtps://…@{self._host}".'
            )
        self._way = way
        self._timeout = way.timeout
        self._server: smtplib.SMTP | None = None

    def deliver(self, message: EmailMessage) -> None:
        """Hand the message to the server; returning means that the server took it over (250)."""
        server = self._open()
        try:
            self._hand_over(server, message)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise self._refusal(message, code, text, AddressRefused) from error
        except smtplib.SMTPSenderRefused as error:
            raise self._sender_refusal(message, error) from error
        except smtplib.SMTPNotSupportedError as error:
            said = b"it takes no addresses with such letters"
            raise self._refusal(message, 553, said, AddressRefused) from error
        except smtplib.SMTPResponseException as error:
            raise self._refusal(message, error.smtp_code, error.smtp_error) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise self._unavailable(f"broke off while taking a mail: {_cause(error)}") from error

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        recipient = str(message["To"].addresses[0].addr_spec)
        sender = self._way.return_path or str(message["From"].addresses[0].addr_spec)
        content, options = message.as_bytes(), list[str]()
        if not (recipient.isascii() and sender.isascii()):
            content, options = (
                message.as_bytes(policy=policy.SMTPUTF8),
                ["SMTPUTF8", "BODY=8BITMIME"],
            )
            server.ehlo_or_helo_if_needed()
            if not server.has_extn("smtputf8"):
                raise smtplib.SMTPNotSupportedError
        if self._way.signer is not None:
            content = self._way.signer(content)
        server.sendmail(sender, [recipient], content, options)

    def close(self) -> None:
        """Say goodbye to the server, if it still listens."""
        server, self._server = self._server, None
        if server:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _open(self) -> smtplib.SMTP:
        if self._server and _still_answers(self._server):
            return self._server
        self.close()
        self._server = self._connect()
        return self._server

    def _connect(self) -> smtplib.SMTP:
        try:
            server = self._greeted()
        except (smtplib.SMTPException, OSError) as error:
            raise self._unavailable(_connection_problem(error)) from error
        try:
            if self._user:
                server.login(self._user, self._password)
        except (smtplib.SMTPException, OSError) as error:
            server.close()
            raise self._unavailable(_login_problem(error)) from error
        return server

    def _greeted(self) -> smtplib.SMTP:
        if self._scheme == "smtps":
            return smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._timeout, context=ssl.create_default_context()
            )
        server = smtplib.SMTP(self._host, self._port, timeout=self._timeout)
        try:
            if self._scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def _refusal(
        self,
        message: EmailMessage,
        code: int,
        text: bytes | str,
        for_good: type[PermanentRefusal] = PermanentRefusal,
    ) -> TemporaryRefusal | PermanentRefusal | ServerUnavailable:
        said = f"{code} {_words(text)}"
        if code == UNAVAILABLE or code < 0:
            self.close()
            return self._unavailable(f"closed the connection: {said}")
        self._start_over()
        if code >= 500:
            return for_good(
                f"The mail server {self._name} refused the mail to {message['To']} for good: "
                f"{said}. It is not sent again."
            )
        return TemporaryRefusal(
            f"The mail server {self._name} put off the mail to {message['To']}: {said}. {STAYS}"
        )

    def _sender_refusal(
        self, message: EmailMessage, error: smtplib.SMTPSenderRefused
    ) -> TemporaryRefusal | PermanentRefusal | ServerUnavailable:
        """A refused sender is our configuration, not the recipient's fault; a size is not."""
        code, text = error.smtp_code, error.smtp_error
        if code < 500 or code == MESSAGE_TOO_LARGE:
            return self._refusal(message, code, text)
        self._start_over()
        return self._unavailable(
            f"takes no mail from {clean(error.sender, 100)}: {code} {_words(text)}; "
            "check mail.from, and the user and password in mail.smtp"
        )

    def _start_over(self) -> None:
        if self._server:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._server.rset()

    def _unavailable(self, what: str) -> ServerUnavailable:
        end = "" if what.endswith("?") else "."
        return ServerUnavailable(f"The mail server {self._name} {what}{end} {STAYS}")

    @property
    def _name(self) -> str:
        return f"{self._host}:{self._port}"


def _port(parts: SplitResult) -> int:
    try:
        if not parts.hostname:
            raise ValueError
        return parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise BadAddress(
            f'"{clean(parts.scheme, 20)}://{parts.hostname or ""}" is not a mail server address; '
            'write "smtp://host:25", "smtps://user:pass@host:465" or "smtp+starttls://host:587".'
        ) from None


def _still_answers(server: smtplib.SMTP) -> bool:
    try:
        return server.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def _connection_problem(error: Exception) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            reason = clean(error.verify_message, 150)
            return f"showed a certificate that is not trusted: {reason}; install its CA here"
        case ssl.SSLError():
            return f"does not speak TLS as asked: {_cause(error)}; check mail.smtp"
        case smtplib.SMTPNotSupportedError():
            return "offers no STARTTLS; write smtp:// or smtps:// in mail.smtp"
        case ConnectionRefusedError():
            return "refused the connection: is it running, and is the port in mail.smtp right?"
        case smtplib.SMTPResponseException():
            return f"does not want to talk: {error.smtp_code} {_words(error.smtp_error)}"
        case _:
            return f"cannot be reached: {_cause(error)}"


def _login_problem(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        said = f"{error.smtp_code} {_words(error.smtp_error)}"
        return f"refused the user or password in mail.smtp: {said}"
    return f"could not log us in: {_cause(error)}"


def _cause(error: Exception) -> str:
    # smtplib hides a timeout behind "connection unexpectedly closed".
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "no answer in time"
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return clean(str(text), 150)


def _words(text: bytes | str) -> str:
    return clean(text.decode(errors="replace") if isinstance(text, bytes) else text, 200)
