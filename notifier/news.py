"""One change in one sentence, and in the few words of a subject line.

Each sentence is written whole in each language; only names, dates and numbers are put in. Which
sentence fits is decided here, from the change alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from missions.records import Change, ChangeKind, Participation, Status
from missions.summaries import is_final
from notifier.cleaning import clean
from notifier.language import Speech
from notifier.troubles import retold
from notifier.values import N_, print_field, print_value

LONGEST_IN_SENTENCE = 80
LONGEST_NAME = 120
LONGEST_REASON = 600
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
BROKEN = "broken"
"""Field of a link change whose address stopped answering, or (`after` None) answers again."""


@dataclass(frozen=True)
class DigestItem:
    """A change with what a reader needs beside it. `detected` is an aware UTC time."""

    change_id: int
    detected: datetime
    source_name: str
    organisation: str
    """`UN`, `EU`, `NATO`, `OSCE`, `BE` or `other`: the heading it stands under."""
    mission_name: str | None
    """Its name where the register has none in the reader's language."""
    host_countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, XK for Kosovo."""
    change: Change
    page_title: str = ""
    mission_names: Mapping[str, str] = field(default_factory=dict)
    """Its full names by two-letter language code."""
    source_names: Mapping[str, str] = field(default_factory=dict)
    """Names of the sources by id, for news that is about several."""
    first_detected: datetime | None = None
    """When it was first noticed, if it was believed later than that."""


@dataclass(frozen=True)
class Wording:
    """The sentence for a kind of news, and its short form for a subject line."""

    sentence: str
    headline: str


def news_sentence(speech: Speech, item: DigestItem) -> str:
    """Return what happened as one sentence, without a full stop."""
    return speech.say(wording_of(item.change).sentence, **_values(speech, item, short=False))


def news_headline(speech: Speech, item: DigestItem) -> str:
    """Return what happened in the words of a subject line."""
    return speech.say(wording_of(item.change).headline, **_values(speech, item, short=True))


def mission_label(speech: Speech, item: DigestItem) -> str:
    """Return the shortest name readers know: acronym, name, country, or the page it is about."""
    change = item.change
    label = change.acronym or name_in(speech, item) or change.mission or _country(speech, item)
    return clean(label or item.page_title or item.source_name, LONGEST_NAME)


def name_in(speech: Speech, item: DigestItem) -> str | None:
    """Return the mission's full name in the reader's language, or as it is known."""
    return item.mission_names.get(speech.language) or item.mission_name


def is_final_extension(change: Change) -> bool:
    """Tell whether the page calls the extension of a mandate the last one."""
    return _is_mandate_end(change) and is_final(change.passage_after)


def wording_of(change: Change) -> Wording:
    """Return the wording that fits a change."""
    match change.kind:
        case ChangeKind.FIELD:
            return _field_wording(change)
        case ChangeKind.PARTICIPATION:
            return PARTICIPATION.get((change.before, change.after), PARTICIPATION_CHANGED)
        case ChangeKind.LINK:
            return _link_wording(change)
        case ChangeKind.CONTRADICTION if change.mission is None:
            return COUNTS_DIFFER if change.after is not None else COUNTS_AGREE
        case ChangeKind.CONTRADICTION:
            return DISAGREE if change.after is not None else AGREE_AGAIN
        case ChangeKind.SOURCE:
            return _source_wording(change)
        case ChangeKind.ADDED if change.after == Status.ENDED:
            return ADDED_AS_PAST
        case ChangeKind.REMOVED if change.before == Status.ENDED:
            return PAST_REMOVED
        case _:
            return PLAIN[change.kind]


def _country(speech: Speech, item: DigestItem) -> str:
    """Return the country that a change names instead of a mission; "" for a change of a page."""
    codes = item.host_countries
    if item.change.kind is ChangeKind.PARTICIPATION and not codes:
        codes = (item.change.field or "",)
    return ", ".join(speech.country(code) for code in codes)


def _field_wording(change: Change) -> Wording:
    before, after = change.before, change.after
    if _is_mandate_end(change):
        return _mandate_wording(change)
    if _is_long(before) or _is_long(after):
        return FIELD_REWORDED
    if after is None:
        return FIELD_LOST
    known = SPECIAL_FIELDS.get(change.field or "") if before is not None else None
    return known or (FIELD_FOUND if before is None else FIELD_CHANGED)


def _mandate_wording(change: Change) -> Wording:
    before, after = change.before, change.after
    if after is None:
        return MANDATE_LOST
    if is_final_extension(change):
        return MANDATE_FINAL
    if before is None:
        return MANDATE_FOUND
    if not _are_days_apart(before, after):
        return FIELD_CHANGED
    return MANDATE_EXTENDED if str(after) > str(before) else MANDATE_SHORTENED


def _are_days_apart(before: object, after: object) -> bool:
    """Say whether one date is surely later; 2026 and 31 December 2026 are not surely apart."""
    first, second = str(before), str(after)
    are_dates = ISO_DATE.fullmatch(first) and ISO_DATE.fullmatch(second)
    return bool(are_dates) and not (first.startswith(second) or second.startswith(first))


def _link_wording(change: Change) -> Wording:
    if change.field == BROKEN:
        return LINK_WORKS if change.after is None else LINK_BROKE
    if change.after is None:
        return LINK_GONE
    return LINK_CHANGED if change.before else LINK_FOUND


def _source_wording(change: Change) -> Wording:
    if change.field == "health" and change.after is None:
        return SOURCE_WELL
    return SOURCE.get(change.field or "", SOURCE_REBUILT)


def _is_mandate_end(change: Change) -> bool:
    return change.kind is ChangeKind.FIELD and change.field == "until"


def _is_long(side: object) -> bool:
    return isinstance(side, str) and len(side) > LONGEST_IN_SENTENCE


def _values(speech: Speech, item: DigestItem, short: bool) -> dict[str, str]:
    change = item.change
    return {
        "mission": mission_label(speech, item),
        "source": clean(item.source_name, LONGEST_NAME),
        "field": print_field(speech, change.field or ""),
        "before": _side(speech, change, change.before, short),
        "after": _side(speech, change, change.after, short),
    }


def _side(speech: Speech, change: Change, value: object, short: bool) -> str:
    if change.kind is ChangeKind.SOURCE and change.field == "health":
        return print_value(speech, None, _retold(speech, value), LONGEST_REASON)
    if short and isinstance(value, str):
        return clean(speech.day(value, short=True), LONGEST_IN_SENTENCE)
    return print_value(speech, change.field, value, LONGEST_NAME)


def _retold(speech: Speech, value: object) -> object:
    return retold(speech, value) if isinstance(value, str) else value


_CURRENT, _PAST = Participation.CURRENT.value, Participation.PAST.value

PLAIN = {
    ChangeKind.ADDED: Wording(
        N_("%(mission)s joined the list of current operations"),
        N_("%(mission)s joined the list"),
    ),
    ChangeKind.ENDED: Wording(
        N_("%(mission)s left the list of current operations: it has ended"),
        N_("%(mission)s has ended"),
    ),
    ChangeKind.REMOVED: Wording(
        N_("%(mission)s left the list of current operations; the page does not say why"),
        N_("%(mission)s left the list"),
    ),
    ChangeKind.RENAMED: Wording(
        N_("%(before)s is now called %(after)s"),
        N_("%(before)s is now %(after)s"),
    ),
    ChangeKind.TEXT: Wording(
        N_("%(mission)s: the text on the page was reworded"),
        N_("new wording about %(mission)s"),
    ),
}
ADDED_AS_PAST = Wording(
    N_("%(mission)s is now listed among the past operations"),
    N_("%(mission)s listed as past"),
)
PAST_REMOVED = Wording(
    N_("%(mission)s is no longer listed among the past operations"),
    N_("%(mission)s no longer listed as past"),
)
MANDATE_EXTENDED = Wording(
    N_("%(mission)s: mandate now until %(after)s (was %(before)s)"),
    N_("%(mission)s extended to %(after)s"),
)
MANDATE_FINAL = Wording(
    N_("%(mission)s: mandate extended a final time, to %(after)s"),
    N_("%(mission)s extended a final time to %(after)s"),
)
MANDATE_SHORTENED = Wording(
    N_("%(mission)s: mandate now only until %(after)s (was %(before)s)"),
    N_("%(mission)s: mandate now only until %(after)s"),
)
MANDATE_FOUND = Wording(
    N_("%(mission)s: mandate until %(after)s"),
    N_("%(mission)s: mandate until %(after)s"),
)
MANDATE_LOST = Wording(
    N_("%(mission)s: the page no longer says when the mandate ends (was %(before)s)"),
    N_("%(mission)s: end of mandate no longer given"),
)
SPECIAL_FIELDS = {
    "strength": Wording(
        N_("%(mission)s: strength now %(after)s (was %(before)s)"),
        N_("%(mission)s: strength now %(after)s"),
    ),
    "head": Wording(
        N_("%(mission)s: now led by %(after)s (was %(before)s)"),
        N_("%(mission)s now led by %(after)s"),
    ),
}
FIELD_CHANGED = Wording(
    N_("%(mission)s: %(field)s now %(after)s (was %(before)s)"),
    N_("%(mission)s: %(field)s now %(after)s"),
)
FIELD_FOUND = Wording(
    N_("%(mission)s: %(field)s is given for the first time: %(after)s"),
    N_("%(mission)s: %(field)s %(after)s"),
)
FIELD_LOST = Wording(
    N_("%(mission)s: %(field)s is no longer given (was %(before)s)"),
    N_("%(mission)s: %(field)s no longer given"),
)
FIELD_REWORDED = Wording(
    N_("%(mission)s: %(field)s has a new wording"),
    N_("%(mission)s: %(field)s has a new wording"),
)
PARTICIPATION: dict[tuple[object, object], Wording] = {
    (None, _CURRENT): Wording(
        N_("Belgium now takes part in %(mission)s"),
        N_("Belgium joined %(mission)s"),
    ),
    (_PAST, _CURRENT): Wording(
        N_("Belgium takes part in %(mission)s again"),
        N_("Belgium is back in %(mission)s"),
    ),
    (_CURRENT, _PAST): Wording(
        N_("Belgium's part in %(mission)s is now a past one"),
        N_("Belgium left %(mission)s"),
    ),
    (None, _PAST): Wording(
        N_("Belgium's part in %(mission)s is named as a past one"),
        N_("Belgium's past part in %(mission)s"),
    ),
    (_CURRENT, None): Wording(
        N_("Belgium's part in %(mission)s is no longer mentioned"),
        N_("Belgium's part in %(mission)s no longer mentioned"),
    ),
    (_PAST, None): Wording(
        N_("Belgium's past part in %(mission)s is no longer mentioned"),
        N_("Belgium's part in %(mission)s no longer mentioned"),
    ),
}
PARTICIPATION_CHANGED = Wording(
    N_("Belgium's part in %(mission)s changed"),
    N_("Belgium's part in %(mission)s changed"),
)
LINK_BROKE = Wording(
    N_("%(source)s: the link to %(before)s no longer works"),
    N_("%(source)s: a link no longer works"),
)
LINK_WORKS = Wording(
    N_("%(source)s: the link to %(before)s works again"),
    N_("%(source)s: a link works again"),
)
LINK_CHANGED = Wording(
    N_("%(source)s: the link to the %(field)s site changed"),
    N_("%(source)s: the link to %(field)s changed"),
)
LINK_FOUND = Wording(
    N_("%(source)s: there is now a link to the %(field)s site"),
    N_("%(source)s: a new link to %(field)s"),
)
LINK_GONE = Wording(
    N_("%(source)s: the link to the %(field)s site is gone"),
    N_("%(source)s: the link to %(field)s is gone"),
)
SOURCE_WELL = Wording(
    N_("%(source)s is believed again"),
    N_("%(source)s works again"),
)
SOURCE_REBUILT = Wording(
    N_("%(source)s: the page was rebuilt; no mission changed by it"),
    N_("%(source)s: the page was rebuilt"),
)
SOURCE_BLIND = Wording(
    N_("%(source)s could not be checked since %(after)s; changes there may be missing here"),
    N_("%(source)s not checked since %(after)s"),
)
SOURCE = {
    "health": Wording(
        N_("%(source)s is not believed now: %(after)s"),
        N_("%(source)s is not believed now"),
    ),
    "proposal": Wording(
        N_("%(source)s shows the same doubted list on %(after)s days"),
        N_("%(source)s: accept the doubted list?"),
    ),
    "blind": SOURCE_BLIND,
    "gone": Wording(
        N_("%(source)s: what only %(before)s said is no longer believed, for it is gone"),
        N_("%(source)s: a page is gone"),
    ),
}
DISAGREE = Wording(
    N_("The sources disagree about %(mission)s"),
    N_("sources disagree about %(mission)s"),
)
COUNTS_DIFFER = Wording(
    N_("%(source)s says another number of missions than it lists"),
    N_("%(source)s miscounts its missions"),
)
COUNTS_AGREE = Wording(
    N_("%(source)s lists as many missions as it says again"),
    N_("%(source)s counts its missions rightly again"),
)
AGREE_AGAIN = Wording(
    N_("The sources agree about %(mission)s again"),
    N_("sources agree about %(mission)s again"),
)
