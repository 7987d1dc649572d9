"""Real mail servers on loopback ports: one that misbehaves on demand, and Postfix with Dovecot."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session


def free_port() -> int:
    """Return a loopback port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Moods:
    """How the server answers from now on; empty answers mean that it takes the mail."""

    greeting: str = ""
    sender: str = ""
    recipient: str = ""
    data: str = ""
    drops_during_data: bool = False
    stalls: float = 0
    recipients: dict[str, str] = field(default_factory=dict)
    """Answers to single recipients, before `recipient`."""
    taken: list[bytes] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender:
            return self.sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        refusal = self.recipients.get(address, self.recipient)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.stalls:
            time.sleep(self.stalls)
        if self.drops_during_data:
            assert server.transport is not None
            server.transport.abort()
        if self.data or self.drops_during_data:
            return self.data
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        return "250 taken"


@contextmanager
def moody_server(**options: object) -> Iterator[tuple[str, Moods]]:
    """Run a server whose moods the test sets; yields its "host:port" and the moods."""
    moods = Moods()
    controller = Controller(moods, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}", moods
    finally:
        controller.stop()


GONE = "gone@example.be"
"""An address that the post office takes mail for, and then returns it."""


class LmtpController(Controller):
    """Runs an LMTP server."""

    def factory(self) -> LMTP:
        """Return the protocol of one connection."""
        return LMTP(self.handler, **self.SMTP_kwargs)


class Refusing:
    """Refuses every mail after it was given over, as a server does whose user has left."""

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        return "550 5.1.1 no such user here"


@dataclass(frozen=True)
class PostOffice:
    """A Postfix that takes mail at `smtp` and a Dovecot that keeps it."""

    smtp: str
    imap_port: int

    def read(self, mailbox: str, wait: float = 20) -> bytes:
        """Return the newest mail of `mailbox`, waiting up to `wait` seconds for it."""
        end = time.monotonic() + wait
        while time.monotonic() < end:
            found = self._newest(mailbox)
            if found is not None:
                return found
            time.sleep(0.1)
        raise AssertionError(f"no mail for {mailbox} within {wait} s")

    def _newest(self, mailbox: str) -> bytes | None:
        with imaplib.IMAP4("127.0.0.1", self.imap_port) as imap:
            imap.login(mailbox, "secret")
            _, count = imap.select("INBOX", readonly=True)
            if count[0] in (None, b"0"):
                return None
            _, parts = imap.fetch(count[0].decode(), "(BODY.PEEK[])")
            part = parts[0]
            assert isinstance(part, tuple)
            return bytes(part[1])


def post_office_available() -> bool:
    """Say whether Postfix and Dovecot are here, and we may start them (both need root)."""
    return os.geteuid() == 0 and all(map(shutil.which, ("postfix", "dovecot")))


@contextmanager
def post_office(folder: Path) -> Iterator[PostOffice]:
    """Run Postfix and Dovecot in `folder`, which must be short: it holds their sockets."""
    smtp_port, imap_port, lmtp_port = free_port(), free_port(), free_port()
    refusing = LmtpController(Refusing(), hostname="127.0.0.1", port=free_port())
    refusing.start()
    dovecot = _start_dovecot(folder / "d", imap_port, lmtp_port)
    try:
        configuration = _write_postfix(folder / "p", smtp_port, lmtp_port, refusing.port)
        subprocess.run(["postfix", "-c", configuration, "start"], check=True, capture_output=True)
        try:
            _wait_for(smtp_port)
            _wait_for(imap_port)
            yield PostOffice(f"smtp://127.0.0.1:{smtp_port}", imap_port)
        finally:
            subprocess.run(
                ["postfix", "-c", configuration, "stop"], check=True, capture_output=True
            )
    finally:
        dovecot.send_signal(signal.SIGTERM)
        dovecot.wait(10)
        refusing.stop()


DOVECOT = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = dovecot
default_login_user = dovenull
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
"""


def _start_dovecot(folder: Path, imap: int, lmtp: int) -> subprocess.Popen[bytes]:
    owner = pwd.getpwnam("nobody")
    mail = folder / "mail"
    mail.mkdir(parents=True)
    os.chown(mail, owner.pw_uid, owner.pw_gid)
    file = folder / "dovecot.conf"
    file.write_text(
        DOVECOT.format(folder=folder, uid=owner.pw_uid, gid=owner.pw_gid, imap=imap, lmtp=lmtp)
    )
    return subprocess.Popen(["dovecot", "-F", "-c", file], stderr=subprocess.DEVNULL)


POSTFIX_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = post.example
mydestination =
alias_maps =
virtual_mailbox_domains = example.be
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
transport_maps = inline:{{ {{ {gone} = lmtp:inet:127.0.0.1:{refusing} }} }}
default_transport = error:only example.be is delivered here
smtputf8_enable = yes
"""
POSTFIX_MASTER = """
127.0.0.1:{smtp} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def _write_postfix(folder: Path, smtp: int, lmtp: int, refusing: int) -> Path:
    owner = pwd.getpwnam("postfix")
    for name in ("etc", "queue", "data"):
        (folder / name).mkdir(parents=True)
    os.chown(folder / "data", owner.pw_uid, owner.pw_gid)
    etc = folder / "etc"
    (etc / "main.cf").write_text(
        POSTFIX_MAIN.format(folder=folder, lmtp=lmtp, refusing=refusing, gone=GONE)
    )
    (etc / "master.cf").write_text(POSTFIX_MASTER.format(smtp=smtp))
    return etc


def _wait_for(port: int, wait: float = 15) -> None:
    end = time.monotonic() + wait
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens on port {port} after {wait} s")
