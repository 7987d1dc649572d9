"""The sources in the hands of administrators: added, removed, paused."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from crawler.profile import ORGANISATIONS, SourceProfile
from notifier.cleaning import clean, safe_link
from storage.errors import SourceExists, SourceUnknown
from storage.rows import SourceRow
from watch import Watch
from watch.adding import SourceUnusable
from web.pages import show
from web.parameters import Filter, Name, Text, shown_by
from web.refusals import source_refusal
from web.run_views import print_run
from web.visitor import Administering, Visitor

NOTHING_TYPED = {"id": "", "url": "", "name": "", "organisation": "other"}


def add_watched(app: FastAPI, watch: Watch) -> None:
    """Add the page on which sources are looked after."""
    shown = shown_by(app)

    @shown("/admin/sources")
    def sources(visitor: Administering, done: Filter = "", about: Filter = "") -> HTMLResponse:
        return _page(watch, visitor, done=done, about=clean(about, 60))

    @app.post("/admin/sources/add", response_class=HTMLResponse)
    def add(
        visitor: Administering,
        id: Text = "",
        url: Text = "",
        name: Text = "",
        organisation: Text = "other",
    ) -> Response:
        typed = {"id": id.strip(), "url": url.strip(), "name": name, "organisation": organisation}
        try:
            watch.add_source(
                typed["id"],
                typed["url"],
                name,
                organisation,
                by=visitor.signature,
                address=visitor.peer,
            )
        except SourceUnusable as error:
            problem = source_refusal(visitor.speech, error)
            return _page(watch, visitor, problem=problem, status=422, typed=typed)
        except SourceExists as error:
            problem = visitor.speech.say(
                "There is a source “%(word)s” already; choose another short name.",
                word=clean(error.source_id, 60),
            )
            return _page(watch, visitor, problem=problem, status=409, typed=typed)
        return RedirectResponse(f"/admin/sources?done=added&about={typed['id']}", 303)

    @app.post("/admin/sources/{name}/remove", response_class=HTMLResponse)
    def remove(visitor: Administering, name: Name) -> Response:
        try:
            watch.remove_source(name, by=visitor.signature, address=visitor.peer)
        except SourceUnknown:
            problem = visitor.speech.say(
                "A source that comes with the product cannot be removed; pause it instead."
            )
            return _page(watch, visitor, problem=problem, status=409)
        return RedirectResponse("/admin/sources?done=removed", 303)

    @app.post("/admin/sources/{name}/pause", response_class=HTMLResponse)
    def pause(visitor: Administering, name: Name) -> Response:
        watch.pause_source(name, by=visitor.signature, address=visitor.peer)
        return RedirectResponse("/admin/sources?done=paused", 303)

    @app.post("/admin/sources/{name}/resume", response_class=HTMLResponse)
    def resume(visitor: Administering, name: Name) -> Response:
        watch.pause_source(name, paused=False, by=visitor.signature, address=visitor.peer)
        return RedirectResponse("/admin/sources?done=resumed", 303)


def _page(
    watch: Watch,
    visitor: Visitor,
    *,
    done: str = "",
    about: str = "",
    problem: str = "",
    status: int = 200,
    typed: dict[str, str] | None = None,
) -> HTMLResponse:
    profiles = watch.profiles()
    with watch.store.read() as repository:
        kept = {row.id: row for row in repository.source_rows()}
        last = {name: repository.last_run(name) for name in profiles}
    return show(
        "admin_sources",
        visitor,
        status,
        sources=[
            {
                **_source(profile, kept.get(profile.id), visitor),
                "run": print_run(run, profiles, visitor) if (run := last[profile.id]) else None,
            }
            for profile in profiles.values()
        ],
        organisations=ORGANISATIONS,
        typed=typed or NOTHING_TYPED,
        done=done,
        about=about if about in profiles else "",
        problem=problem,
    )


def _source(profile: SourceProfile, kept: SourceRow | None, visitor: Visitor) -> dict[str, object]:
    due = kept.next_due_at if kept else None
    return {
        "id": profile.id,
        "name": clean(profile.name, 120),
        "organisation": profile.organisation,
        "pages": [(clean(one.url, 200), safe_link(one.url)) for one in profile.start],
        "when": profile.cron or profile.every or "",
        "is_cron": profile.cron is not None,
        "enabled": profile.enabled,
        "paused": bool(kept and kept.paused),
        "added": bool(kept and kept.added),
        "due": visitor.moment(due) if due else "",
    }
