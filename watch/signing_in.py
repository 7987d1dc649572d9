"""Who may use the review site: accounts, passwords, invitations, signed-in browsers, tokens.

Without any account the site is for the one person at this machine; see `web.visitor`. Passwords
are kept as Argon2id hashes with the parameters of RFC 9106's second choice, which `argon2-cffi`
takes by default; secrets as SHA-256, for they are too long to be guessed.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from storage.accounts import SEEN_EVERY, key_of
from storage.people import AccountRow, Role, SignInRow, TokenRow
from watch.sources import Sources

SECRET_BYTES = 32
SIGNED_IN_FOR = timedelta(days=14)
INVITED_FOR = timedelta(days=3)
LEAST_PASSWORD, LONGEST_PASSWORD = 12, 256
"""NIST SP 800-63B asks for at least 8 and lets length alone decide; a ministry takes more."""
PATIENCE = timedelta(minutes=15)
TRIES_OF_A_NAME, TRIES_OF_AN_ADDRESS = 10, 30
"""Wrong passwords within `PATIENCE` after which none is looked at."""
LONGEST_NAME = 80
HASHER = PasswordHasher()


class PasswordUnusable(Exception):
    """A password must have {least} to {longest} characters and not be the name."""

    def __init__(self) -> None:
        super().__init__(
            f"A password must have {LEAST_PASSWORD} to {LONGEST_PASSWORD} characters and not be "
            "the name. A sentence is easy to remember."
        )


class NameUnusable(Exception):
    """A name must have 1 to {longest} printable characters."""

    def __init__(self) -> None:
        super().__init__(f"A name must have 1 to {LONGEST_NAME} printable characters.")


class WrongPassword(Exception):
    """There is no such account, or its password is another one."""


class TooManyTries(Exception):
    """Too many wrong passwords; wait a quarter of an hour."""


class InvitationVoid(Exception):
    """This link was used already, or it is too old. Ask for another one."""


class SigningIn(Sources):
    """Letting people in."""

    def add_account(self, name: str, role: Role, *, by: str, address: str = "") -> AccountRow:
        """Add an account without a password; `invite` lets its owner choose one.

        Raises AccountExists, NameUnusable.
        """
        name = usable_name(name)
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            account = repository.add_account(name, role, now)
            repository.note_action(
                by, "account.add", name, now, address=address, detail={"role": str(role)}
            )
        return account

    def add_account_of(
        self, identity: str, name: str, role: Role, *, address: str = ""
    ) -> AccountRow:
        """Add an account for somebody whom an identity provider knows. Raises AccountExists."""
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            account = repository.add_account(name, role, now, identity=identity)
            detail = {"role": str(role), "identity": identity}
            repository.note_action(name, "account.add", name, now, address=address, detail=detail)
        return account

    def set_role(
        self, account: AccountRow, role: Role, *, by: str, address: str = ""
    ) -> AccountRow:
        """Let somebody do more or less. Raises LastAdmin."""
        with self.store.begin() as repository:
            repository.set_role(account.id, role)
            now, detail = datetime.now(UTC), {"role": str(role)}
            repository.note_action(
                by, "account.role", account.name, now, address=address, detail=detail
            )
            return repository.account(account.id)

    def disable(self, account: AccountRow, *, by: str, address: str = "") -> AccountRow:
        """Let somebody in no more, nor their programs. Raises LastAdmin."""
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            repository.disable(account.id, now)
            repository.note_action(by, "account.disable", account.name, now, address=address)
            return repository.account(account.id)

    def enable(self, account: AccountRow, *, by: str, address: str = "") -> AccountRow:
        """Let somebody in again."""
        with self.store.begin() as repository:
            repository.enable(account.id)
            repository.note_action(
                by, "account.enable", account.name, datetime.now(UTC), address=address
            )
            return repository.account(account.id)

    def invite(self, account: AccountRow | None, *, by: str, address: str = "") -> str:
        """Return a link's secret by which a person chooses a password, once, within three days.

        For no account: makes the first one, an administrator's.
        """
        secret = secrets.token_urlsafe(SECRET_BYTES)
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            repository.invite(hashed(secret), account.id if account else None, now + INVITED_FOR)
            if account:
                repository.note_action(by, "account.invite", account.name, now, address=address)
        return secret

    def invitation_link(self, secret: str) -> str:
        """Return the address at which somebody chooses their password."""
        return f"{self.settings.mail.public_url.rstrip('/')}/invitation/{secret}"

    def invited(self, secret: str) -> AccountRow | None:
        """Return for whom an invitation is; None: for the first account. Raises InvitationVoid."""
        with self.store.read() as repository:
            found = repository.invited(hashed(secret), datetime.now(UTC))
            if found is None or (found == (None,) and repository.has_accounts()):
                raise InvitationVoid
        return found[0]

    def accept_invitation(
        self, secret: str, name: str, password: str, *, address: str = ""
    ) -> AccountRow:
        """Choose the password of an invited account; `name` is that of the first one.

        Raises InvitationVoid, PasswordUnusable, NameUnusable, AccountExists.
        """
        account = self.invited(secret)
        name = account.name if account else usable_name(name)
        kept = usable_hash(password, name)
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            if not repository.use_invitation(hashed(secret)):
                raise InvitationVoid
            if account is None:
                account = repository.add_account(name, Role.ADMIN, now)
            repository.set_password(account.id, kept)
            repository.note_action(name, "account.password", name, now, address=address)
        return account

    def sign_in(self, name: str, password: str, *, agent: str, address: str) -> str:
        """Return the secret of a browser that is let in. Raises WrongPassword, TooManyTries."""
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            of_name, of_address = repository.failures(name, address, now - PATIENCE)
            account = repository.account_named(name)
        if of_name >= TRIES_OF_A_NAME or of_address >= TRIES_OF_AN_ADDRESS:
            raise TooManyTries
        is_right = _is_password(account.password if account else None, password)
        if account is None or not is_right or account.disabled_at is not None:
            with self.store.begin() as repository:
                repository.note_failure(name, address, now)
                repository.note_action(
                    key_of(name)[:LONGEST_NAME], "sign-in.refused", "", now, address=address
                )
            raise WrongPassword
        if account.password and HASHER.check_needs_rehash(account.password):
            with self.store.begin() as repository:
                repository.set_password(account.id, HASHER.hash(password))
        return self.let_in(account, agent=agent, address=address)

    def let_in(self, account: AccountRow, *, agent: str, address: str) -> str:
        """Return the secret of a browser that is let in as an account: always a new one."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            repository.forgive(account.name)
            repository.sign_in(
                hashed(secret), account.id, now, now + SIGNED_IN_FOR, agent[:200], address
            )
            repository.note_action(account.name, "sign-in", "", now, address=address)
        return secret

    def signed_in(self, secret: str, now: datetime) -> SignInRow | None:
        """Return who a browser is let in as, and note the visit; None for nobody."""
        with self.store.read() as repository:
            found = repository.signed_in(hashed(secret), now)
        if found is not None:
            seen = found.account.seen_at
            if seen is None or now - seen >= SEEN_EVERY:
                with self.store.begin() as repository:
                    repository.note_visit(found.account.id, now)
        return found

    def sign_out(self, secret: str) -> None:
        """Let a browser in no more."""
        with self.store.begin() as repository:
            repository.sign_out(hashed(secret))

    def change_password(
        self, account: AccountRow, old: str, new: str, *, address: str = ""
    ) -> None:
        """Replace a password by its owner; all browsers are signed out.

        Raises WrongPassword, PasswordUnusable.
        """
        if not _is_password(account.password, old):
            raise WrongPassword
        kept = usable_hash(new, account.name)
        with self.store.begin() as repository:
            repository.set_password(account.id, kept)
            repository.note_action(
                account.name, "account.password", account.name, datetime.now(UTC), address=address
            )

    def add_token(self, account: AccountRow, name: str, *, address: str = "") -> str:
        """Return a secret with which a program acts as an account. Raises NameUnusable."""
        name = usable_name(name)
        secret = f"mw_{secrets.token_urlsafe(SECRET_BYTES)}"
        now = datetime.now(UTC)
        with self.store.begin() as repository:
            repository.add_token(account.id, name, hashed(secret), now)
            repository.note_action(account.name, "token.add", name, now, address=address)
        return secret

    def revoke_token(self, account: AccountRow, number: int, *, address: str = "") -> None:
        """Let one of an account's programs in no more; one it has not is no error."""
        with self.store.begin() as repository:
            if repository.revoke_token(account.id, number):
                now = datetime.now(UTC)
                repository.note_action(
                    account.name, "token.revoke", str(number), now, address=address
                )

    def program(self, secret: str, now: datetime) -> TokenRow | None:
        """Return whose program has a secret, and note its use; None where nobody's has."""
        with self.store.read() as repository:
            found = repository.token_of(hashed(secret))
        if found is not None and (found.seen_at is None or now - found.seen_at >= SEEN_EVERY):
            with self.store.begin() as repository:
                repository.note_use(found.id, now)
        return found


def usable_name(name: str) -> str:
    """Return a name without space around it. Raises NameUnusable."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise NameUnusable
    return name


def usable_hash(password: str, name: str) -> str:
    """Return the hash of a password. Raises PasswordUnusable."""
    is_long = LEAST_PASSWORD <= len(password) <= LONGEST_PASSWORD
    if not is_long or key_of(password) == key_of(name):
        raise PasswordUnusable
    return HASHER.hash(password)


def hashed(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _nobodys() -> str:
    """Return what a password for no account is compared with, so that it takes as long."""
    return HASHER.hash(secrets.token_urlsafe(SECRET_BYTES))


def _is_password(kept: str | None, password: str) -> bool:
    # Made for whoever comes first, so that its time tells nothing of a name.
    nobodys = _nobodys()
    try:
        return HASHER.verify(kept or nobodys, password[:LONGEST_PASSWORD]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
