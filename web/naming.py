"""New missions: entries that are in no register, and how missions are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from missions.decisions import NEW, Decision, DecisionRefused, Verb
from missions.register import ORGANISATIONS, Register
from notifier.cleaning import clean
from notifier.language import country_codes
from notifier.values import N_, print_value
from watch import NewEntry, Watch, decision_of
from web.pages import show
from web.parameters import Filter, Text, shown_by
from web.refusals import decision_refusal
from web.run_views import name_of
from web.visitor import Reviewing, Visitor

MOST_DECISIONS = 100
VERBS = {
    Verb.ADD: N_("added"),
    Verb.CONFIRM: N_("confirmed"),
    Verb.MERGE: N_("merged"),
    Verb.RENAME: N_("renamed"),
    Verb.DISMISS: N_("no mission"),
}


@dataclass(frozen=True)
class PlaceView:
    """Where an entry is printed, and as what."""

    source_name: str
    name: str
    acronym: str
    page: str
    snapshot: int


@dataclass(frozen=True)
class EntryView:
    """A new entry with all places that print it."""

    id: str
    name: str
    status: str
    unsure: str
    places: tuple[PlaceView, ...]
    proposed: dict[str, str]
    """What the form of a confirmation holds at first."""


@dataclass(frozen=True)
class DecisionView:
    """What somebody decided."""

    verb: str
    subject: str
    mission: str
    called: str
    by: str
    at: str


@dataclass(frozen=True)
class Refused:
    """A form that came back: of which entry, what was typed, why it was refused."""

    entry: str
    typed: dict[str, str]
    problem: str


def add_naming(app: FastAPI, watch: Watch) -> None:
    """Add the page of new missions."""
    shown = shown_by(app)

    @shown("/new-missions")
    def new_missions(visitor: Reviewing, done: Filter = "") -> HTMLResponse:
        return _page(watch, visitor, done)

    @app.post("/new-missions/confirm", response_class=HTMLResponse)
    def confirm(
        visitor: Reviewing,
        entry: Text = "",
        mission: Text = "",
        name: Text = "",
        acronym: Text = "",
        organisation: Text = "",
        host: Text = "",
    ) -> Response:
        typed = {
            "mission": mission, "name": name, "acronym": acronym,
            "organisation": organisation, "host": host,
        }  # fmt: skip
        codes, wrong = _countries(host)
        if wrong:
            problem = visitor.speech.say("There is no country “%(word)s”.", word=wrong)
            return _page(watch, visitor, "", Refused(entry, typed, problem))
        said = {
            "name": clean(name, 300) or None,
            "acronym": clean(acronym, 60) or None,
            "organisation": organisation if organisation in ORGANISATIONS else None,
            "host": codes,
        }
        known_as = clean(mission, 100) or entry.removeprefix(NEW)
        decision = decision_of(Verb.CONFIRM, entry, known_as, visitor.signature, **said)
        return _decided(watch, visitor, decision, typed)

    @app.post("/new-missions/merge", response_class=HTMLResponse)
    def merge(visitor: Reviewing, entry: Text = "", known: Text = "") -> Response:
        target = _meant(watch.register(), known)
        decision = decision_of(Verb.MERGE, entry, target, visitor.signature)
        return _decided(watch, visitor, decision, {"known": known})

    @app.post("/new-missions/dismiss", response_class=HTMLResponse)
    def dismiss(visitor: Reviewing, entry: Text = "") -> Response:
        decision = decision_of(Verb.DISMISS, entry, None, visitor.signature)
        return _decided(watch, visitor, decision, {})

    @app.post("/new-missions/rename", response_class=HTMLResponse)
    def rename(
        visitor: Reviewing, known: Text = "", name: Text = "", acronym: Text = ""
    ) -> Response:
        target = _meant(watch.register(), known)
        decision = decision_of(
            Verb.RENAME,
            target,
            target,
            visitor.signature,
            name=clean(name, 300) or None,
            acronym=clean(acronym, 60) or None,
        )
        typed = {"known": known, "name": name, "acronym": acronym}
        return _decided(watch, visitor, decision, typed)


def _decided(watch: Watch, visitor: Visitor, decision: Decision, typed: dict[str, str]) -> Response:
    try:
        watch.decide(decision, address=visitor.peer)
    except DecisionRefused as error:
        problem = decision_refusal(visitor.speech, error)
        entry = "" if decision.verb is Verb.RENAME else decision.subject
        return _page(watch, visitor, "", Refused(entry, typed, problem))
    return RedirectResponse(f"/new-missions?done={decision.verb}", 303)


def _page(
    watch: Watch, visitor: Visitor, done: str, refused: Refused | None = None
) -> HTMLResponse:
    register, profiles = watch.register(), watch.profiles()
    entries = sorted(watch.new_entries(), key=lambda one: one.listing.mission)
    by_mission = groupby(entries, key=lambda one: one.listing.mission)
    return show(
        "new_missions",
        visitor,
        422 if refused else 200,
        entries=[
            _entry(mission, list(group), visitor, {one: name_of(one, profiles) for one in profiles})
            for mission, group in by_mission
        ],
        known=[(one.id, clean(one.label, 120)) for one in register],
        decisions=[
            _decision(one, visitor) for one in watch.decisions()[: -MOST_DECISIONS - 1 : -1]
        ],
        organisations=ORGANISATIONS,
        refused=refused,
        done=done,
    )


def _entry(
    mission: str, printed: list[NewEntry], visitor: Visitor, names: dict[str, str]
) -> EntryView:
    first = printed[0].listing
    host = first.fields.get("host")
    codes = host.value if host and isinstance(host.value, tuple) else ()
    return EntryView(
        id=mission,
        name=clean(first.name, 200),
        status=print_value(visitor.news, "status", str(first.status)),
        unsure=clean(first.unsure or "", 300),
        places=tuple(
            PlaceView(
                names.get(one.source, one.source),
                clean(one.listing.name, 200),
                clean(one.listing.acronym or "", 60),
                clean(one.page, 120),
                one.snapshot,
            )
            for one in printed
        ),
        proposed={
            "mission": mission.removeprefix(NEW),
            "name": clean(first.name, 200),
            "acronym": clean(first.acronym or "", 60),
            "organisation": first.organisation,
            "host": ", ".join(codes),
        },
    )


def _decision(one: Decision, visitor: Visitor) -> DecisionView:
    return DecisionView(
        verb=visitor.speech.say(VERBS[one.verb]),
        subject=clean(one.subject, 120),
        mission=clean(one.mission or "", 120),
        called=clean(" · ".join(part for part in (one.acronym, one.name) if part), 200),
        by=clean(one.by, 80),
        at=visitor.moment(one.at),
    )


def _meant(register: Register, typed: str) -> str:
    """Return the id of the mission that somebody typed: an id, an acronym or "ACRONYM (id)"."""
    text = clean(typed, 200)
    shown = re.fullmatch(r".*\(([a-z0-9-]+)\)", text)
    if shown:
        return shown[1]
    named = register.named(text)
    return named[0] if len(named) == 1 else text


def _countries(typed: str) -> tuple[tuple[str, ...], str]:
    """Return the codes of countries, and the first word that is none."""
    codes = country_codes()
    found: dict[str, None] = {}
    for word in _words(typed):
        code = codes.get(word.casefold())
        if code is None:
            return (), clean(word, 60)
        found[code] = None
    return tuple(found), ""


def _words(typed: str) -> Iterable[str]:
    return [word.strip() for word in re.split(r"[,;\n]", typed[:500]) if word.strip()]
