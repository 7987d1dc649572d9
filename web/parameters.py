"""What addresses and queries of the site may hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Form, Path, Query
from fastapi.responses import HTMLResponse

Route = TypeVar("Route", bound=Callable[..., Any])
LARGEST_NUMBER = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=LARGEST_NUMBER)]
"""A row's number in an address."""
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
Filter = Annotated[str, Query(max_length=200)]
Before = Annotated[int, Query(ge=1, le=LARGEST_NUMBER)]
"""Where a page of a long list goes on: it holds what came before this row."""
Text = Annotated[str, Form(max_length=2000)]
"""What somebody typed or chose in a form."""
Name = Annotated[str, Path(max_length=200)]
"""A short name in an address."""


class shown_by:  # noqa: N801 - reads as what it does where it decorates
    """Decorates functions that answer an address of `app` with a page and change nothing."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def __call__(self, address: str) -> Callable[[Route], Route]:
        """Return the decorator for one address."""
        return self._app.api_route(address, methods=["GET", "HEAD"], response_class=HTMLResponse)
