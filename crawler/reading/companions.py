"""Missions told in another's entry: named beside it in the title, or in its text with dates.

"IFOR and SFOR" heads an entry of two; "Operation Ocean Shield … was preceded by Operation Allied
Protector (March - August 2009)" tells of one more. Each is a listing of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crawler.reading.closed_periods import closed_periods, completed
from crawler.reading.entries import Entry
from crawler.reading.fields import read_fields
from crawler.reading.listing import PageCues, listing_of, texts_of
from crawler.reading.passages import passage_under
from crawler.reading.shares import shares_of
from crawler.reading.titles import find_mentions
from crawler.reading.told import told_beside
from missions.recognise import Context, Mention, recogniser
from missions.records import Evidence, FieldValue, Listing
from missions.register import load_register

OWN = frozenset({"since", "until", "ended", "strength", "authorised", "head"})
"""Fields that missions with one entry do not share."""
Text = tuple[str, Evidence]


def told_in(
    entry: Entry, listing: Listing, cues: PageCues, own: frozenset[str | None]
) -> list[Listing]:
    """Return the listings of an entry, its own first; its status is settled by then.

    `own` are the missions with entries of their own: what another's tells of them does not count.
    """
    if entry.title.joined:
        return list(_spread(entry, listing))
    if not _names_another(entry, listing):  # most entries: spares reading their sentences
        return [listing]
    told = told_beside(passage_under(entry.title.block, entry.body), listing)
    others = [one for one in told if one.mission not in own]
    if not others:
        return [listing]
    alone = listing_of(entry, cues, frozenset(one.mission for one in others))
    return [replace(alone, status=listing.status), *others]


def _names_another(entry: Entry, listing: Listing) -> bool:
    """Say whether an entry names another mission of its organisation."""
    register = load_register()
    return any(
        mention.mission != listing.mission
        and register.missions[mention.mission].organisation == listing.organisation
        for block in (entry.title.block, *entry.body)
        for mention in find_mentions(block, listing.organisation)
    )


def _spread(entry: Entry, listing: Listing) -> Iterator[Listing]:
    """Yield a listing for each mission that the title names, with what is told of it alone."""
    names = entry.title.joined
    missions = [listing.mission, *(one.mission for one in names)]
    texts = list(texts_of(entry))
    told = {
        mission: read_fields((), said).values
        for mission, said in _by_mission(texts, listing.organisation).items()
    }
    shared = {name: value for name, value in listing.fields.items() if name not in OWN}
    periods = [period for text, at in texts for period in closed_periods(text, at)]
    for number, mission in enumerate(missions):
        said = _by_mission(texts, listing.organisation).get(mission, [])
        fields = {**shared, **told.get(mission, {})}
        one = completed(_renamed(listing, mission, names, fields), said)
        if len(periods) == len(missions) and not {"since", "ended"} & one.fields.keys():
            one = replace(one, fields={**one.fields, **periods[number]})
        yield one


def _by_mission(texts: Sequence[Text], organisation: str) -> dict[str, list[Text]]:
    """Return what texts say of each mission that they name."""
    said: dict[str, list[Text]] = defaultdict(list)
    for text, at in texts:
        for share in shares_of(text, recogniser().find(text, Context(organisation))):
            where = Evidence(at.path, at.start + share.start, at.start + share.end)
            said[share.mission].append((text[share.start : share.end], where))
    return said


def _renamed(
    listing: Listing, mission: str, names: Sequence[Mention], fields: dict[str, FieldValue]
) -> Listing:
    if mission == listing.mission:
        return replace(listing, fields=fields)
    name = next(one for one in names if one.mission == mission)
    at = listing.evidence or Evidence("", 0, 0)
    return replace(
        listing,
        mission=mission,
        name=name.printed,
        acronym=load_register().missions[mission].acronym or None,
        fields=fields,
        evidence=replace(at, start=name.start, end=name.end),
    )
