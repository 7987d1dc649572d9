"""Crawl now: sources are chosen and crawled, an address is looked at before it is watched."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import FastAPI, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from crawler.profile import ORGANISATIONS
from notifier.cleaning import clean
from watch import Watch
from watch.adding import SourceUnusable
from watch.auditing import TooOften
from watch.crawl_desk import CrawlDesk
from watch.previewing import LooksElsewhere
from web.following import Board, Target, event_stream
from web.looking import print_preview
from web.pages import show
from web.parameters import LARGEST_NUMBER, Filter, Text, shown_by
from web.refusals import source_refusal, too_often
from web.run_views import print_run
from web.visitor import Reviewing, Visitor

MOST = 50
"""Sources that one form may name."""
Chosen = Annotated[list[Annotated[str, Query(max_length=60)]], Query(max_length=MOST)]
Ordered = Annotated[
    list[Annotated[str, Form(max_length=60)]], Form(default_factory=list, max_length=MOST)
]
After = Annotated[int, Query(ge=0, le=LARGEST_NUMBER)]


def add_crawling(app: FastAPI, watch: Watch, desk: CrawlDesk, board: Board) -> None:
    """Add the pages on which crawls are asked for and followed."""
    shown = shown_by(app)

    @shown("/crawl")
    def choose(visitor: Reviewing) -> HTMLResponse:
        return _form(watch, desk, visitor)

    @app.post("/crawl", response_class=HTMLResponse)
    def start(visitor: Reviewing, source: Ordered) -> Response:
        return _started(watch, desk, visitor, list(dict.fromkeys(source)))

    @shown("/crawl/progress")
    def progress(
        visitor: Reviewing, source: Chosen, after: After = 0, watch_it: Filter = ""
    ) -> HTMLResponse:
        targets = _targets(watch, source, after)
        return _progress(watch, board, visitor, targets, reloads=bool(watch_it))

    @app.get("/crawl/events")
    def events(visitor: Reviewing, source: Chosen, after: After = 0) -> Response:
        return event_stream(board.follow(_targets(watch, source, after), visitor.speech))

    @app.post("/crawl/preview", response_class=HTMLResponse)
    def preview(
        visitor: Reviewing, url: Text = "", name: Text = "", organisation: Text = "other"
    ) -> HTMLResponse:
        typed = {"url": clean(url, 2000), "name": clean(name, 120), "organisation": organisation}
        return _previewed(watch, desk, visitor, typed)


def _form(
    watch: Watch,
    desk: CrawlDesk,
    visitor: Visitor,
    problem: str = "",
    status: int = 200,
    *,
    chosen: Sequence[str] = (),
    typed: dict[str, str] | None = None,
) -> HTMLResponse:
    profiles = {one.id: one for one in watch.profiles().values() if one.enabled}
    with watch.store.read() as repository:
        last = {name: repository.last_run(name) for name in profiles}
    return show(
        "crawl",
        visitor,
        status,
        sources=[
            (
                profile.id,
                clean(profile.name, 120),
                print_run(run, profiles, visitor) if (run := last[profile.id]) else None,
                desk.is_waiting(profile.id),
            )
            for profile in profiles.values()
        ],
        chosen=chosen,
        typed=typed or {"url": "", "name": "", "organisation": "other"},
        organisations=ORGANISATIONS,
        problem=problem,
    )


def _started(watch: Watch, desk: CrawlDesk, visitor: Visitor, sources: list[str]) -> Response:
    profiles = watch.profiles()
    sources = [one for one in sources if one in profiles and profiles[one].enabled]
    if not sources:
        problem = visitor.speech.say("Choose at least one source.")
        return _form(watch, desk, visitor, problem, 422)
    with watch.store.read() as repository:
        newest = repository.runs(limit=1)
    after = newest[0].id if newest else 0
    runs = []
    for source in sources:
        try:
            runs.append(desk.order(source, by=visitor.signature, address=visitor.peer))
        except TooOften as error:
            problem = too_often(visitor.speech, error)
            answer = _form(watch, desk, visitor, problem, 429, chosen=sources)
            answer.headers["Retry-After"] = str(error.seconds)
            return answer
    if len(runs) == 1 and runs[0] is not None:
        return RedirectResponse(f"/runs/{runs[0]}", 303)
    told = [("source", one) for one in sources]
    return RedirectResponse(f"/crawl/progress?{urlencode([*told, ('after', after)])}", 303)


def _targets(watch: Watch, sources: Sequence[str], after: int) -> list[Target]:
    profiles = watch.profiles()
    known = [one for one in dict.fromkeys(sources) if one in profiles]
    return [Target(one, None, after) for one in known]


def _progress(
    watch: Watch, board: Board, visitor: Visitor, targets: list[Target], *, reloads: bool
) -> HTMLResponse:
    profiles = watch.profiles()
    seen = board.look(targets)
    is_over = all(one.is_over for one in seen)
    asked = [("source", one.source) for one in targets]
    query = urlencode([*asked, ("after", str(targets[0].after if targets else 0))])
    answer = show(
        "crawl_progress",
        visitor,
        sources=[
            (
                clean(profiles[one.target.source].name, 120),
                one.event(visitor.speech),
                print_run(one.run, profiles, visitor) if one.run else None,
            )
            for one in seen
        ],
        query=query,
        is_over=is_over,
        reloads=reloads,
    )
    if reloads and not is_over:
        answer.headers["Refresh"] = "5"
    return answer


def _previewed(
    watch: Watch, desk: CrawlDesk, visitor: Visitor, typed: dict[str, str]
) -> HTMLResponse:
    speech = visitor.speech
    try:
        found = watch.preview_page(**typed, by=visitor.signature, address=visitor.peer)
    except SourceUnusable as error:
        return _form(watch, desk, visitor, source_refusal(speech, error), 422, typed=typed)
    except TooOften as error:
        answer = _form(watch, desk, visitor, too_often(speech, error), 429, typed=typed)
        answer.headers["Retry-After"] = str(error.seconds)
        return answer
    except LooksElsewhere:
        problem = speech.say("Other addresses are being looked at. Try again in a minute.")
        answer = _form(watch, desk, visitor, problem, 503, typed=typed)
        answer.headers["Retry-After"] = "60"
        return answer
    view = print_preview(found, watch.register(), visitor)
    return show("preview", visitor, view=view, typed=typed, organisations=ORGANISATIONS)


def close_with(app: FastAPI, desk: CrawlDesk) -> None:
    """Let the desk's crawls end with the site."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(site: FastAPI) -> AsyncIterator[Mapping[str, Any]]:
        async with inner(site) as state:
            yield state or {}
        desk.close()

    app.router.lifespan_context = lifespan
