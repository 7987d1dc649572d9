"""Who may ask what is internal: this machine itself, or an administrator's program."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from storage.people import Role
from web.api.caller import token_in
from web.api.problems import TokenInvalid
from web.visitor import NotAllowed, SignInFirst, is_at_this_machine, watch_of


def let_in(request: Request) -> None:
    """Raises SignInFirst, TokenInvalid, NotAllowed for whoever may not ask."""
    secret = token_in(request)
    if secret is None:
        if is_at_this_machine(request):
            return
        raise SignInFirst
    program = watch_of(request).program(secret, datetime.now(UTC))
    if program is None:
        raise TokenInvalid
    if not program.account.role.may(Role.ADMIN):
        raise NotAllowed


LetIn = Annotated[None, Depends(let_in)]
