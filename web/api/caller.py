"""Who asks the API: a program with a token, else whoever the site takes the visitor for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from storage.people import AccountRow, Role
from web.api.problems import TokenInvalid
from web.visitor import (
    NotAllowed,
    SignInFirst,
    Visitor,
    anyone,
    language_of,
    local_address,
    own_zone_of,
    watch_of,
)


def caller(request: Request) -> Visitor:
    """Return who asks, even if they may see nothing. Raises TokenInvalid."""
    secret = token_in(request)
    if secret is None:
        return anyone(request)
    program = watch_of(request).program(secret, datetime.now(UTC))
    if program is None:
        raise TokenInvalid
    return _visitor(request, program.account)


def token_in(request: Request) -> str | None:
    """Return the token that a request brings; None where it brings none (RFC 6750)."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def _visitor(request: Request, account: AccountRow) -> Visitor:
    return Visitor(
        name=account.name,
        role=account.role,
        language=account.language or language_of(request),
        zone=own_zone_of(account, watch_of(request)),
        address=local_address(request),
        account=account,
        peer=request.client.host if request.client else "",
    )


class May:
    """Lets only those through who may do what a role may."""

    def __init__(self, role: Role) -> None:
        self._role = role

    def __call__(self, visitor: Annotated[Visitor, Depends(caller)]) -> Visitor:
        """Return who asks. Raises SignInFirst, NotAllowed."""
        if visitor.may(self._role):
            return visitor
        raise SignInFirst if visitor.account is None else NotAllowed


Reader = Annotated[Visitor, Depends(May(Role.READER))]
Reviewer = Annotated[Visitor, Depends(May(Role.REVIEWER))]
