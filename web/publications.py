"""Feeds and calendars: their addresses, and what is answered to a program that has them already."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Literal

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import Response

from missions.register import using_register
from notifier.cleaning import clean
from notifier.language import DEFAULT
from watch import Published, Watch
from web.choosing import Chosen, filter_of
from web.visitor import Anyone, Asking, Visitor, own_zone_of

ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
KEEPING = "private, no-cache"
"""Only the program itself keeps it, and asks each time whether it is still the same."""
Organisation = Literal["UN", "EU", "NATO", "OSCE", "BE", "other"]
Language = Annotated[Literal["en", "fr", "nl", "de"], Query(alias="lang")]
MissionId = Annotated[str, Path(max_length=200)]
Signed = Annotated[str, Path(max_length=200)]


def add_publications(app: FastAPI, watch: Watch) -> None:
    """Add the addresses of feeds and calendars to the site."""
    _add_feeds(app, watch)
    _add_calendars(app, watch)


def _add_feeds(app: FastAPI, watch: Watch) -> None:
    @app.api_route("/feeds/all.atom", methods=["GET", "HEAD"])
    def feed_of_all(request: Request, visitor: Asking, lang: Language = "en") -> Response:
        return _answer(request, watch.feed_of_all(lang), ATOM)

    @app.api_route("/feeds/organisation/{name}.atom", methods=["GET", "HEAD"])
    def feed_of_organisation(
        request: Request, visitor: Asking, name: Organisation, lang: Language = "en"
    ) -> Response:
        return _answer(request, watch.feed_of_organisation(name, lang), ATOM)

    @app.api_route("/feeds/mission/{name}.atom", methods=["GET", "HEAD"])
    def feed_of_mission(
        request: Request, visitor: Asking, name: MissionId, lang: Language = "en"
    ) -> Response:
        return _answer(request, watch.feed_of_mission(clean(name), lang), ATOM)

    @app.api_route("/feeds/kept/{token}.atom", methods=["GET", "HEAD"])
    def feed_of_choice(request: Request, visitor: Anyone, token: Signed) -> Response:
        return _answer(request, _kept_choice(watch, visitor, clean(token)), ATOM)

    @app.api_route("/feeds/mine/{link}.atom", methods=["GET", "HEAD"])
    def feed_of_subscriber(request: Request, link: Signed) -> Response:
        return _answer(request, watch.feed_of_subscriber(clean(link)), ATOM)


def _add_calendars(app: FastAPI, watch: Watch) -> None:
    @app.api_route("/calendar/mandates.ics", methods=["GET", "HEAD"])
    def calendar_of_all(request: Request, visitor: Asking, lang: Language = "en") -> Response:
        return _answer(request, watch.calendar_of_all(lang), CALENDAR)

    @app.api_route("/calendar/organisation/{name}.ics", methods=["GET", "HEAD"])
    def calendar_of_organisation(
        request: Request, visitor: Asking, name: Organisation, lang: Language = "en"
    ) -> Response:
        return _answer(request, watch.calendar_of_organisation(name, lang), CALENDAR)

    @app.api_route("/calendar/mine/{link}.ics", methods=["GET", "HEAD"])
    def calendar_of_subscriber(request: Request, link: Signed) -> Response:
        return _answer(request, watch.calendar_of_subscriber(clean(link)), CALENDAR)


def _kept_choice(watch: Watch, visitor: Visitor, token: str) -> Published:
    with watch.store.read() as repository:
        row = repository.filter_of(token)
        owner = repository.account(row.owner)
    reader = replace(visitor, language=owner.language or DEFAULT, zone=own_zone_of(owner, watch))
    with using_register(watch.register()):
        wanted = filter_of(Chosen.read(row.chosen), watch.profiles(), reader)
    return watch.feed_of_choice(row, wanted, reader.news)


def _answer(request: Request, published: Published, kind: str) -> Response:
    """Return it, or that it is still what the program has (RFC 9110, 13.2.2)."""
    tag = f'"{hashlib.sha256(published.content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": KEEPING}
    if published.changed_at:
        headers["Last-Modified"] = format_datetime(published.changed_at.astimezone(UTC), True)
    if _has_it(request, tag, published.changed_at):
        return Response(status_code=304, headers=headers)
    return Response(published.content, media_type=kind, headers=headers)


def _has_it(request: Request, tag: str, changed_at: datetime | None) -> bool:
    known = request.headers.get("if-none-match")
    if known is not None:
        tags = {one.strip().removeprefix("W/") for one in known.split(",")}
        return not tags.isdisjoint({tag, "*"})
    since = request.headers.get("if-modified-since")
    if since is None or changed_at is None:
        return False
    try:
        return changed_at.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False
