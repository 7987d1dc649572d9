"""What stands on one page: its headings and groups of entries, in the order they are printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from bench.reading import entries, facts
from bench.reading.entries import Entry, Plan
from bench.reading.words import Words

MOST = {"ongoing": 14, "ended": 10}
AFRICA = frozenset(
    "AO BI CD CF CI CM DJ ER ET GH GN GW LR LY ML MZ NA NE NG RW SD SL SO SS TD TG BJ UG ZA EH EG "
    "ZM GA".split()
)
EUROPE = frozenset(
    "AL AM AZ BA BG BY CY CZ DE EE GE GR HR HU LT LV MD ME MK PL RO RS RU TR UA XK".split()
)
AMERICAS = frozenset("CO CR DO GT HN HT NI SV US PY PE".split())
ASIA = frozenset(
    "AF ID IL IN IQ IR JO KG KH KW KZ LB MM NP PG PK PS SY TJ TL TM UZ YE MN LK LA".split()
)


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    heading: str | None
    state: str | None
    """The status its heading tells, where it tells one."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Sheet:
    """A page's content before markup."""

    plan: Plan
    title: str
    intro: str
    groups: tuple[Group, ...]
    rng: Random

    @property
    def words(self) -> Words:
        """Return the words of the page's language."""
        return self.plan.words

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in order."""
        return tuple(entry for group in self.groups for entry in group.entries)


def sheet(plan: Plan, rng: Random, *, additions: bool = True) -> Sheet | None:
    """Draw a page's content; None where the day has too few missions for it.

    `additions` allows new missions and entries that are no missions.
    """
    states = facts.of(plan.organisation, plan.as_of)
    drawn = {state: _drawn(found, state, plan, rng) for state, found in states.items()}
    if additions:
        drawn["ongoing"] = _added(drawn["ongoing"], plan, rng)
    title, groups = _grouped(drawn, plan, rng)
    found = Sheet(plan, title, plan.words.one("text", "intro", rng), groups, rng)
    return found if all(len(group.entries) >= 2 for group in groups) else None


def _drawn(found: list[facts.Mission], state: str, plan: Plan, rng: Random) -> list[Entry]:
    chosen = found if len(found) <= MOST[state] else rng.sample(found, MOST[state])
    return [entries.entry(mission, plan, rng) for mission in chosen]


def _added(drawn: list[Entry], plan: Plan, rng: Random) -> list[Entry]:
    """Put a new mission anywhere and an entry that is none behind, now and then."""
    added = list(drawn)
    new = entries.invented(plan, rng) if rng.random() < 0.35 else None
    if new is not None and len(drawn) > 2:
        added.insert(rng.randint(0, len(added)), new)
    if rng.random() < 0.2 and len(drawn) > 2:
        added.append(entries.unsure(plan, rng))
    return added


def _grouped(
    drawn: dict[str, list[Entry]], plan: Plan, rng: Random
) -> tuple[str, tuple[Group, ...]]:
    """Return the page's title and its groups, as its way of telling a status wants them."""
    words, neutral = plan.words, plan.words.one("title", "neutral", rng)
    ongoing, ended = tuple(drawn["ongoing"]), tuple(drawn["ended"])
    headings = {state: words.one("title", state, rng) for state in ("ongoing", "ended")}
    if plan.mode == "sections":
        both = (
            Group(headings["ongoing"], "ongoing", ongoing),
            Group(headings["ended"], "ended", ended),
        )
        return neutral, both
    if plan.mode in ("current", "past"):
        state = "ongoing" if plan.mode == "current" else "ended"
        chosen = ongoing if state == "ongoing" else ended
        if rng.random() < 0.5:
            return neutral, (Group(headings[state], state, chosen),)
        return headings[state], (Group(None, state, chosen),)
    mixed = [*ongoing, *ended]
    if rng.random() < 0.6:
        rng.shuffle(mixed)
    return neutral, (Group(None, None, tuple(mixed)),)


def region_of(entry: Entry) -> int | None:
    """Return the number of the region that an entry's host countries lie in."""
    regions = (AFRICA, EUROPE, ASIA, AMERICAS)
    if not entry.hosts:
        return None
    return next((n for n, codes in enumerate(regions) if set(entry.hosts) <= codes), None)


def by_region(found: Sheet) -> Sheet:
    """Return the sheet with one group a region, in place of one for all."""
    names = found.words.all("title", "region")
    sorted_in: dict[int, list[Entry]] = {}
    for entry in found.entries:
        region = region_of(entry)
        sorted_in.setdefault(4 if region is None else region, []).append(entry)
    groups = tuple(Group(names[n], None, tuple(sorted_in[n])) for n in sorted(sorted_in))
    return replace(found, groups=groups)
