"""What goes wrong, as problem details (RFC 9457): the same shape for every error."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from missions.decisions import DecisionRefused
from storage.errors import NotFound, Refused, StorageError
from watch import NotHeld, UnknownMission, UnknownSource
from watch.auditing import TooOften
from web.visitor import NotAllowed, SignInFirst

PROBLEM = "application/problem+json"
REALM = 'Bearer realm="missionwatch"'
NOT_SIGNED_IN = (
    "Say who asks: send a token as “Authorization: Bearer mw_…”. "
    "“missionwatch users token” or the page /account of the site gives one."
)
NOT_ALLOWED = "The role of this account does not let it do this. Ask an administrator."
UNEXPECTED = "Something unexpected happened. The service's log says more."


class Fault(BaseModel):
    """One thing in a request that was not understood."""

    where: str = Field(description="The part of the request, as `query.limit` or `body.state`.")
    what: str = Field(description="What is wrong with it.")


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "There is no run 7.",
                }
            ]
        }
    )

    type: str = Field(description="`about:blank`: the status says what kind of problem it is.")
    title: str = Field(description="The name of the status.")
    status: int = Field(description="The HTTP status of this answer.")
    detail: str = Field(description="What happened, to which thing, and what to do.")
    errors: list[Fault] | None = Field(
        default=None, description="With status 422: what was not understood, one by one."
    )


class TokenInvalid(Exception):
    """Nobody's program has this token: it was cut short, or revoked."""


class NotUnderstood(Exception):
    """A value in the request cannot be used."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(what)
        self.fault = Fault(where=where, what=what)


def problem(
    status: int,
    detail: str,
    faults: list[Fault] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer that says what went wrong."""
    title = HTTPStatus(status).phrase
    content: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    content["detail"] = detail or title
    if faults is not None:
        content["errors"] = [fault.model_dump() for fault in faults]
    # ASCII: a request may hold characters that are none, and they may come back here.
    body = json.dumps(content).encode("ascii")
    return Response(body, status, headers, PROBLEM)


def add_problems(api: FastAPI) -> None:
    """Answer what goes wrong."""
    _add_refusals(api)
    _add_mistakes(api)

    @api.exception_handler(NotFound)
    @api.exception_handler(UnknownMission)
    @api.exception_handler(UnknownSource)
    def unknown(request: Request, error: Exception) -> Response:
        return problem(404, str(error))

    @api.exception_handler(Refused)
    @api.exception_handler(NotHeld)
    @api.exception_handler(DecisionRefused)
    def not_now(request: Request, error: Exception) -> Response:
        return problem(409, str(error))

    @api.exception_handler(TooOften)
    def too_often(request: Request, error: TooOften) -> Response:
        answer = problem(429, str(error))
        answer.headers["Retry-After"] = str(error.seconds)
        return answer

    @api.exception_handler(StorageError)
    def unusable(request: Request, error: Exception) -> Response:
        return problem(503, str(error))

    @api.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> Response:
        return problem(500, UNEXPECTED)


def _add_refusals(api: FastAPI) -> None:
    @api.exception_handler(SignInFirst)
    def sign_in_first(request: Request, error: Exception) -> Response:
        return problem(401, NOT_SIGNED_IN, headers={"WWW-Authenticate": REALM})

    @api.exception_handler(TokenInvalid)
    def invalid(request: Request, error: Exception) -> Response:
        headers = {"WWW-Authenticate": f'{REALM}, error="invalid_token"'}
        return problem(401, TokenInvalid.__doc__ or "", headers=headers)

    @api.exception_handler(NotAllowed)
    def not_allowed(request: Request, error: Exception) -> Response:
        return problem(403, NOT_ALLOWED)


def _add_mistakes(api: FastAPI) -> None:
    @api.exception_handler(NotUnderstood)
    def unusable_value(request: Request, error: NotUnderstood) -> Response:
        return problem(422, str(error), [error.fault])

    @api.exception_handler(RequestValidationError)
    def not_understood(request: Request, error: RequestValidationError) -> Response:
        faults = [Fault(where=_place(one["loc"]), what=one["msg"]) for one in error.errors()]
        places = ", ".join(fault.where for fault in faults)
        return problem(422, f"Not understood: {places}.", faults)

    @api.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return problem(404, f"Nothing has the address {request.url.path}.")
        if error.status_code == 405:
            allowed = ", ".join(sorted(_allowed(request)))
            return problem(405, f"Here is only {allowed}.", headers={"Allow": allowed})
        return problem(error.status_code, error.detail, headers=error.headers)


def _allowed(request: Request) -> set[str]:
    """Return the methods that an address takes: those of all its operations (RFC 9110, 10.2.1)."""
    matching = (
        route.methods or set()
        for route in request.app.routes
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE
    )
    return set().union(*matching)


def _place(parts: Sequence[str | int]) -> str:
    """Return where in a request a fault is; its names may hold characters that are none."""
    return ".".join(map(str, parts)).encode("utf-8", "replace").decode("utf-8")
