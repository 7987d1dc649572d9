"""Held crawls: the evidence beside what was believed before, and a person's decision."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from missions.register import load_register, using_register
from missions.view import Told
from notifier.cleaning import clean, safe_link
from notifier.values import print_field, print_value
from storage.errors import RunOver
from watch import NotHeld, Watch
from watch.holding import Difference, HeldRun, SidesOfMission, SidesOfPage
from web.pages import show
from web.parameters import Filter, Number, Text, shown_by
from web.run_views import print_run
from web.visitor import Reviewing, Visitor

SHOWN_FIELDS = ("host", "since", "until", "ended", "strength", "head")


@dataclass(frozen=True)
class ListedView:
    """A mission as one side lists it."""

    label: str
    name: str
    status: str
    facts: str
    unsure: bool


@dataclass(frozen=True)
class DifferenceView:
    """One thing that the two sides tell otherwise."""

    aspect: str
    before: str
    after: str


@dataclass(frozen=True)
class DifferingView:
    """A mission that both sides list and tell otherwise."""

    label: str
    differences: tuple[DifferenceView, ...]


@dataclass(frozen=True)
class SidesView:
    """What the two sides list: only before, only now, on both but otherwise, on both alike."""

    before: tuple[ListedView, ...]
    after: tuple[ListedView, ...]
    differing: tuple[DifferingView, ...]
    alike: tuple[ListedView, ...]


@dataclass(frozen=True)
class EvidenceView:
    """One page of a held crawl."""

    url: str
    link: str | None
    error: str
    seen: int | None
    believed: int | None
    opening: tuple[str, ...]


def add_holding(app: FastAPI, watch: Watch) -> None:
    """Add the pages on which held crawls are decided."""
    shown = shown_by(app)

    @shown("/held")
    def held(visitor: Reviewing, done: Filter = "") -> HTMLResponse:
        profiles = watch.profiles()
        return show(
            "held",
            visitor,
            runs=[print_run(one, profiles, visitor) for one in watch.held_runs()],
            decided=[print_run(one, profiles, visitor) for one in watch.decided_runs()],
            done=done,
        )

    @shown("/held/{number}")
    def one(visitor: Reviewing, number: Number) -> HTMLResponse:
        return _page(watch, visitor, number)

    @app.post("/held/{number}/accept", response_class=HTMLResponse)
    def accept(visitor: Reviewing, number: Number, reason: Text = "") -> Response:
        return _decided(watch, visitor, number, reason, accepts=True)

    @app.post("/held/{number}/discard", response_class=HTMLResponse)
    def discard(visitor: Reviewing, number: Number, reason: Text = "") -> Response:
        return _decided(watch, visitor, number, reason, accepts=False)


def _page(
    watch: Watch, visitor: Visitor, number: int, problem: str = "", status: int = 200
) -> HTMLResponse:
    found = watch.held_run(number)
    with using_register(watch.register()):
        return show(
            "held_run",
            visitor,
            status,
            run=print_run(found.run, watch.profiles(), visitor),
            sides=_sides(found, visitor),
            pages=[_evidence(one) for one in found.pages],
            alike=found.alike,
            is_proposed=bool(found.proposal),
            problem=problem,
        )


def _decided(
    watch: Watch, visitor: Visitor, number: int, reason: str, *, accepts: bool
) -> Response:
    why = clean(reason, 1000)
    if not why:
        problem = visitor.speech.say("Write why, in a few words: others read it later.")
        return _page(watch, visitor, number, problem, 422)
    decide = watch.accept_run if accepts else watch.discard_run
    try:
        decide(number, visitor.signature, why, address=visitor.peer)
    except (NotHeld, RunOver):
        problem = visitor.speech.say("This crawl is not held any more, so nothing was done.")
        return _page(watch, visitor, number, problem, 409)
    if accepts:
        return RedirectResponse(f"/runs/{number}", 303)
    return RedirectResponse("/held?done=discarded", 303)


def _sides(found: HeldRun, visitor: Visitor) -> SidesView:
    both = [one for one in found.missions if one.before and one.after]
    return SidesView(
        before=tuple(
            _listed(one.before, visitor)
            for one in found.missions
            if one.before is not None and one.after is None
        ),
        after=tuple(
            _listed(one.after, visitor)
            for one in found.missions
            if one.after is not None and one.before is None
        ),
        differing=tuple(_differing(one, visitor) for one in both if one.differences),
        alike=tuple(
            _listed(one.after, visitor) for one in both if one.after and not one.differences
        ),
    )


def _listed(told: Told, visitor: Visitor) -> ListedView:
    listing, news = told.listing, visitor.news
    values = {name: value.value for name, (value, _) in told.fields.items()}
    facts = (
        f"{print_field(news, name)}: {print_value(news, name, values[name], 120)}"
        for name in SHOWN_FIELDS
        if values.get(name) is not None
    )
    return ListedView(
        label=_label(listing.mission, listing.acronym or listing.name),
        name=clean(listing.name, 200),
        status=print_value(news, "status", str(listing.status)),
        facts=" · ".join(facts),
        unsure=listing.unsure is not None,
    )


def _label(mission: str, otherwise: str) -> str:
    return clean(load_register().label(mission, otherwise), 120)


def _differing(one: SidesOfMission, visitor: Visitor) -> DifferingView:
    name = one.after.listing.name if one.after else ""
    return DifferingView(
        _label(one.mission, name), tuple(_difference(each, visitor) for each in one.differences)
    )


def _difference(one: Difference, visitor: Visitor) -> DifferenceView:
    news = visitor.news
    return DifferenceView(
        print_field(news, one.aspect),
        print_value(news, one.aspect, one.before, 400),
        print_value(news, one.aspect, one.after, 400),
    )


def _evidence(one: SidesOfPage) -> EvidenceView:
    visit = one.visit
    return EvidenceView(
        url=clean(visit.url, 200),
        link=safe_link(visit.url),
        error=clean(visit.error or "", 300),
        seen=visit.snapshot_id,
        believed=one.believed,
        opening=tuple(line for line in (clean(each, 300) for each in one.opening) if line),
    )
