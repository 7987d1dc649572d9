"""Who is told of a change: what each subscriber asked for, against what the change is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.profile import SourceProfile
from missions.records import Change, ChangeKind, Severity
from missions.register import load_register
from missions.standing import sides_of
from storage.rows import SubscriberRow
from watch.answers import MissionRow

SEVERITIES = (Severity.LOW, Severity.NORMAL, Severity.HIGH)
COUNTRY = 2
"""Letters of an ISO 3166-1 alpha-2 code."""


@dataclass(frozen=True)
class Concern:
    """What a change is about, beside its mission."""

    sources: frozenset[str]
    organisations: frozenset[str]
    countries: frozenset[str]


def concern_of(change: Change, profiles: Mapping[str, SourceProfile]) -> Concern:
    """Return what a change is about.

    Its organisations are that of the source and that of the mission: news of a UN mission on the
    Belgian page is news of both.
    """
    mission = load_register().get(change.mission) if change.mission else None
    sources = {change.source} | {str(side["source"]) for side in sides_of(change)}
    organisations = {profiles[one].organisation for one in sources if one in profiles}
    countries = {change.field} if change.kind is ChangeKind.PARTICIPATION else set()
    if change.field == "host":
        countries |= _codes(change.before) | _codes(change.after)
    if mission:
        organisations.add(mission.organisation)
        countries |= set(mission.host)
    return Concern(
        frozenset(sources),
        frozenset(organisations),
        frozenset(code for code in countries if code and len(code) == COUNTRY),
    )


def concern_of_listing(row: MissionRow, profiles: Mapping[str, SourceProfile]) -> Concern:
    """Return what a listing is about, by the same rules."""
    listing = row.told.listing
    mission = load_register().get(listing.mission)
    host = listing.fields.get("host")
    countries = _codes(host.value) if host else set()
    return Concern(
        frozenset({row.source}),
        frozenset({profiles[row.source].organisation, listing.organisation}),
        frozenset(countries | set(mission.host if mission else ())),
    )


def wants(subscriber: SubscriberRow, change: Change, concern: Concern) -> bool:
    """Say whether a person asked for a change; how sources are, only operators want to know."""
    wishes = subscriber.wishes
    if SEVERITIES.index(change.severity) < SEVERITIES.index(wishes.severity):
        return False
    if change.kind is ChangeKind.SOURCE:
        return is_operator(subscriber) and _fits(wishes.sources, concern.sources)
    kind_fits = not wishes.kinds or str(change.kind) in wishes.kinds
    return kind_fits and follows(subscriber, change.mission, concern)


def follows(subscriber: SubscriberRow, mission: str | None, concern: Concern) -> bool:
    """Say whether a person asked for news of a mission, whatever the news."""
    wishes = subscriber.wishes
    return (
        _fits(wishes.sources, concern.sources)
        and _fits(wishes.organisations, concern.organisations)
        and _fits(wishes.countries, concern.countries)
        and (not wishes.missions or mission in wishes.missions)
    )


def hears_of_blindness(subscriber: SubscriberRow, change: Change, concern: Concern) -> bool:
    """Say whether a change is that a person's source is blind: a line in the next digest."""
    is_blind = change.kind is ChangeKind.SOURCE and change.field == "blind"
    watches = _fits(subscriber.wishes.sources, concern.sources)
    return is_blind and watches and not is_operator(subscriber)


def is_operator(subscriber: SubscriberRow) -> bool:
    """Say whether a person asked, in words, to hear how the sources are."""
    return str(ChangeKind.SOURCE) in subscriber.wishes.kinds


def _fits(wanted: tuple[str, ...], given: frozenset[str]) -> bool:
    return not wanted or not given.isdisjoint(wanted)


def _codes(value: object) -> set[str]:
    parts = value if isinstance(value, tuple) else (value,)
    return {part for part in parts if isinstance(part, str)}
