"""An object as an answer: its JSON, its ETag, and where a list goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel

from web.api.objects import Page
from web.etags import has, tag_of
from web.publications import KEEPING

JSON = "application/json"
CONTENT_HEADERS = {"Cache-Control": KEEPING, "Vary": "Authorization, Cookie"}
Listed = TypeVar("Listed", bound=Page)


def answer(
    request: Request, body: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return an object; of what the program has already, only that it has it."""
    content = body.model_dump_json().encode()
    tag = tag_of(content)
    said = {**CONTENT_HEADERS, "ETag": tag, **(headers or {})}
    if request.method in ("GET", "HEAD") and has(request, tag):
        return Response(status_code=304, headers=said)
    return Response(content, status, said, JSON)


def answer_list(
    request: Request,
    kind: type[Listed],
    items: Iterable[Mapping[str, Any]],
    cursor: str | None = None,
) -> Response:
    """Return some of a list; `cursor` is where it goes on."""
    following = _address_from(request, cursor) if cursor else None
    body = kind.model_validate({"items": list(items), "next": following, "next_cursor": cursor})
    return answer(request, body, headers={"Link": f'<{following}>; rel="next"'} if cursor else {})


def _address_from(request: Request, cursor: str) -> str:
    """Return the address asked for, from a cursor on: without the host, which a proxy may hide."""
    asked = parse_qsl(request.url.query, keep_blank_values=True)
    query = [(name, value) for name, value in asked if name != "cursor"]
    return f"{request.url.path}?{urlencode([*query, ('cursor', cursor)])}"
