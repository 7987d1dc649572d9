"""Accounts of the review site, the browsers they are signed in with, and their programs' tokens.

Secrets come and go as SHA-256; the secrets themselves are never kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select

from storage.errors import AccountExists, AccountUnknown, LastAdmin
from storage.models_of_people import Account, ApiToken, Invitation, SignIn, SignInFailure
from storage.people import AccountRow, Role, SignInRow, TokenRow
from storage.tables import Tables

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when somebody was last here; each note is a write."""
A_BREAK = timedelta(minutes=30)
"""Who asks for nothing for this long and comes back makes another visit."""


class Accounts(Tables):
    """Reading and writing of `account`, `sign_in`, `invitation`, `api_token`."""

    def accounts(self) -> list[AccountRow]:
        """Return all accounts by name, also those that are disabled."""
        query = select(Account).order_by(Account.key)
        return [account_row(one) for one in self._session.scalars(query)]

    def has_accounts(self) -> bool:
        """Say whether anybody has an account."""
        return self._session.scalar(select(Account.id).limit(1)) is not None

    def account(self, number: int) -> AccountRow:
        """Return one account. Raises AccountUnknown."""
        return account_row(self._account(number))

    def account_named(self, name: str) -> AccountRow | None:
        """Return the account of a name, whatever its capitals; None if there is none."""
        found = self._session.scalar(select(Account).where(Account.key == key_of(name)))
        return account_row(found) if found else None

    def account_of(self, identity: str) -> AccountRow | None:
        """Return the account of somebody whom an identity provider knows; None if there is none."""
        found = self._session.scalar(select(Account).where(Account.identity == identity))
        return account_row(found) if found else None

    def add_account(
        self,
        name: str,
        role: Role,
        at: datetime,
        *,
        password: str | None = None,
        identity: str | None = None,
    ) -> AccountRow:
        """Add an account; `password` is a hash. Raises AccountExists."""
        if self.account_named(name) is not None:
            raise AccountExists(name)
        account = Account(
            name=name,
            key=key_of(name),
            role=role,
            password=password,
            identity=identity,
            created_at=at,
        )
        self._session.add(account)
        self._session.flush()
        return account_row(account)

    def set_role(self, number: int, role: Role) -> None:
        """Let somebody do more or less. Raises AccountUnknown, LastAdmin."""
        account = self._account(number)
        if role is not Role.ADMIN:
            self._keep_an_admin(account)
        account.role = role
        self._session.flush()

    def set_password(self, number: int, password: str) -> None:
        """Keep the hash of a new password; all browsers are signed out. Raises AccountUnknown."""
        self._account(number).password = password
        self.sign_out_everywhere(number)

    def set_tastes(self, number: int, language: str | None, timezone: str | None) -> None:
        """Keep somebody's language and time zone. Raises AccountUnknown."""
        account = self._account(number)
        account.language, account.timezone = language, timezone
        self._session.flush()

    def disable(self, number: int, at: datetime) -> None:
        """Let somebody in no more, nor their programs. Raises AccountUnknown, LastAdmin."""
        account = self._account(number)
        self._keep_an_admin(account)
        account.disabled_at = account.disabled_at or at
        self.sign_out_everywhere(number)
        self._session.execute(delete(ApiToken).where(ApiToken.account_id == number))
        self._session.execute(delete(Invitation).where(Invitation.account_id == number))

    def enable(self, number: int) -> None:
        """Let somebody in again. Raises AccountUnknown."""
        self._account(number).disabled_at = None
        self._session.flush()

    def note_visit(self, number: int, at: datetime) -> None:
        """Note that somebody is here. Raises AccountUnknown."""
        account = self._account(number)
        if account.seen_at is not None and at - account.seen_at > A_BREAK:
            account.visited_at = account.seen_at
        account.seen_at = at
        self._session.flush()

    def invite(self, token: str, account: int | None, expires_at: datetime) -> None:
        """Let the owner of a secret choose a password for an account, or make the first one.

        An earlier invitation to the same is void.
        """
        same = Invitation.account_id == account if account else Invitation.account_id.is_(None)
        self._session.execute(delete(Invitation).where(same))
        self._session.add(Invitation(token=token, account_id=account, expires_at=expires_at))
        self._session.flush()

    def invited(self, token: str, now: datetime) -> tuple[AccountRow | None] | None:
        """Return for whom an invitation is, in a tuple; None where it is void or not known."""
        found = self._session.get(Invitation, token)
        if found is None or found.expires_at <= now:
            return None
        return (self.account(found.account_id) if found.account_id else None,)

    def use_invitation(self, token: str) -> bool:
        """Make an invitation void; False if it was already."""
        found = self._session.execute(
            delete(Invitation).where(Invitation.token == token).returning(Invitation.token)
        )
        return found.first() is not None

    def sign_in(
        self, token: str, account: int, at: datetime, expires_at: datetime, agent: str, address: str
    ) -> None:
        """Let a browser in, which has the secret."""
        self._session.execute(delete(SignIn).where(SignIn.expires_at <= at))
        self._session.add(
            SignIn(
                token=token,
                account_id=account,
                since=at,
                expires_at=expires_at,
                agent=agent,
                address=address,
            )
        )
        self._session.flush()

    def signed_in(self, token: str, now: datetime) -> SignInRow | None:
        """Return who a browser is let in as; None for nobody."""
        found = self._session.get(SignIn, token)
        if found is None or found.expires_at <= now or found.account.disabled_at is not None:
            return None
        return _sign_in_row(found)

    def sign_ins(self, account: int) -> list[SignInRow]:
        """Return the browsers in which somebody is signed in, the newest first."""
        query = select(SignIn).where(SignIn.account_id == account).order_by(SignIn.since.desc())
        return [_sign_in_row(one) for one in self._session.scalars(query)]

    def sign_out(self, token: str) -> None:
        """Let a browser in no more."""
        self._session.execute(delete(SignIn).where(SignIn.token == token))

    def sign_out_everywhere(self, account: int) -> None:
        """Let none of somebody's browsers in any more."""
        self._session.execute(delete(SignIn).where(SignIn.account_id == account))

    def note_failure(self, name: str, address: str, at: datetime) -> None:
        """Note a wrong password."""
        self._session.add(SignInFailure(at=at, key=key_of(name), address=address))
        self._session.flush()

    def failures(self, name: str, address: str, since: datetime) -> tuple[int, int]:
        """Return how many wrong passwords there were since a time: for a name, from an address.

        Older ones are forgotten.
        """
        self._session.execute(delete(SignInFailure).where(SignInFailure.at < since))
        matches = or_(SignInFailure.key == key_of(name), SignInFailure.address == address)
        query = select(
            func.count().filter(SignInFailure.key == key_of(name)),
            func.count().filter(SignInFailure.address == address),
        ).where(matches)
        of_name, of_address = self._session.execute(query).one()
        return of_name, of_address

    def forgive(self, name: str) -> None:
        """Forget the wrong passwords for a name."""
        self._session.execute(delete(SignInFailure).where(SignInFailure.key == key_of(name)))

    def add_token(self, account: int, name: str, token: str, at: datetime) -> TokenRow:
        """Let a program act as an account."""
        row = ApiToken(account_id=account, name=name, token=token, since=at)
        self._session.add(row)
        self._session.flush()
        return _token_row(row)

    def tokens(self, account: int) -> list[TokenRow]:
        """Return the tokens of an account, the oldest first."""
        query = select(ApiToken).where(ApiToken.account_id == account).order_by(ApiToken.id)
        return [_token_row(one) for one in self._session.scalars(query)]

    def token_of(self, token: str) -> TokenRow | None:
        """Return whose program has a secret; None where nobody's has."""
        found = self._session.scalar(select(ApiToken).where(ApiToken.token == token))
        return _token_row(found) if found and found.account.disabled_at is None else None

    def note_use(self, token_id: int, at: datetime) -> None:
        """Note that a program used its token."""
        found = self._session.get(ApiToken, token_id)
        if found is not None:
            found.seen_at = at

    def revoke_token(self, account: int, token_id: int) -> bool:
        """Let a program of an account in no more; False if it has no such token."""
        mine = (ApiToken.id == token_id) & (ApiToken.account_id == account)
        gone = self._session.execute(delete(ApiToken).where(mine).returning(ApiToken.id))
        return gone.first() is not None

    def _account(self, number: int) -> Account:
        account = self._session.get(Account, number)
        if account is None:
            raise AccountUnknown(number)
        return account

    def _keep_an_admin(self, account: Account) -> None:
        query = select(Account.id).where(
            Account.role == Role.ADMIN, Account.disabled_at.is_(None), Account.id != account.id
        )
        if account.role == Role.ADMIN and self._session.scalar(query.limit(1)) is None:
            raise LastAdmin(account.name)


def key_of(name: str) -> str:
    """Return what two names that look alike have in common."""
    return name.strip().casefold()


def account_row(account: Account) -> AccountRow:
    """Return a row of the table as a value."""
    return AccountRow(
        id=account.id,
        name=account.name,
        role=Role(account.role),
        password=account.password,
        identity=account.identity,
        language=account.language,
        timezone=account.timezone,
        created_at=account.created_at,
        disabled_at=account.disabled_at,
        seen_at=account.seen_at,
        visited_at=account.visited_at,
    )


def _sign_in_row(row: SignIn) -> SignInRow:
    account = account_row(row.account)
    return SignInRow(row.token, account, row.since, row.expires_at, row.agent, row.address)


def _token_row(row: ApiToken) -> TokenRow:
    return TokenRow(row.id, account_row(row.account), row.name, row.since, row.seen_at)
