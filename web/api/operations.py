"""How an operation is added: what it may answer is told the same way for all."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from fastapi import FastAPI
from pydantic import BaseModel

from web.api.problems import PROBLEM

Route = TypeVar("Route", bound=Callable[..., Any])
A_PROBLEM = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
ALWAYS = (401, 403, 422, 500, 503)
"""Errors that any operation may answer with."""
MEANINGS = {
    401: "Nobody is signed in, or the token is not valid.",
    403: "The role does not allow it, or another site's page asked.",
    404: "There is no such thing.",
    409: "It cannot be done as things stand.",
    429: "It was done too often within a short time; `Retry-After` says how long to wait.",
    400: "The body could not be read.",
    422: "Something in the request was not understood.",
    500: "Something unexpected happened.",
    503: "The storage cannot be used.",
}
ETAG = {"ETag": {"description": "Changes with the content.", "schema": {"type": "string"}}}
KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what you have; the answer is 304 while that is still so.",
    "schema": {"type": "string"},
}


class Operations:
    """The operations about one kind of thing."""

    def __init__(self, api: FastAPI, tag: str) -> None:
        self._api = api
        self._tag = tag

    def get(
        self, path: str, returns: type[BaseModel], summary: str, *errors: int
    ) -> Callable[[Route], Route]:
        """Return the decorator for what looks something up; `errors` are further statuses."""

        def add(route: Route) -> Route:
            # HEAD is told to nobody: whoever knows HTTP expects it.
            self._api.head(path, include_in_schema=False)(route)
            return self._api.get(
                path,
                response_model=returns,
                summary=summary,
                tags=[self._tag],
                responses={
                    200: {"headers": ETAG},
                    304: {"description": "It is still what you have.", "headers": ETAG},
                    **_errors(*errors),
                },
                openapi_extra={"parameters": [KNOWN]},
            )(route)

        return add

    def post(
        self, path: str, returns: type[BaseModel], summary: str, *errors: int, **said: Any
    ) -> Callable[[Route], Route]:
        """Return the decorator for what does something."""
        responses = {**_errors(400, 404, *errors), **said.pop("responses", {})}
        return self._api.post(
            path,
            response_model=returns,
            summary=summary,
            tags=[self._tag],
            responses=responses,
            **said,
        )


def _errors(*further: int) -> dict[int | str, dict[str, Any]]:
    return {
        status: {
            "description": MEANINGS.get(status, HTTPStatus(status).phrase),
            "content": A_PROBLEM,
        }
        for status in sorted({*ALWAYS, *further})
    }
