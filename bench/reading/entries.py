"""What a page is going to say, before any markup: entries with their names, parts and truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from bench.reading import facts
from bench.reading.facts import Mission
from bench.reading.page import Expected, FieldTruth
from bench.reading.printing import Habit, earlier, later
from bench.reading.words import Words

PEOPLE = ("Maria Jensen", "Paul Okafor", "Anna Kowalska", "Lt. Gen. Luis Ferreira", "Eva Lindqvist")
DECISIONS = {
    "UN-PKO": ("S/RES/{0} ({1})", "UNSC 2{0}"),
    "UN-SPM": ("S/RES/{0} ({1})", "A/RES/72/{0}"),
    "EU": ("2012/{0}/CFSP", "(CFSP) 2015/{0}"),
    "NATO": ("UNSCR 1244", "S/RES/{0}"),
    "OSCE": ("PC.DEC/{0}", "PC.DEC/1{0}"),
}
NEW_COUNTRIES = ("BJ", "TG", "ZM", "PY", "MN", "LK", "JO", "PE", "LA", "GA")
NAME_FORMS = ("acronym", "long", "long", "long_acronym", "long_acronym", "acronym_long", "country")
DASHES = (" – ", " - ", " — ")
TOLD = ("sections", "current", "past", "field", "dates")
"""The ways of printing a list that tell each mission's status."""


@dataclass(frozen=True)
class Part:
    """One thing the page says of a mission beside its name."""

    field: str
    label: str
    text: str
    truth: Mapping[str, FieldTruth]
    iso: str | None = None
    """The date for a `<time datetime>`, where the part is one date."""


@dataclass(frozen=True)
class Entry:
    """One entry of the list."""

    mission: Mission | None
    title: str
    acronym: str | None
    long: str | None
    status: str
    """What the page says of it: `ongoing`, `ended` or `unknown`."""
    state: str
    """Whether it was `ongoing` or `ended` on the day of the page."""
    parts: tuple[Part, ...] = ()
    hosts: tuple[str, ...] = ()
    text: str = ""
    mentions: tuple[str, ...] = ()
    unsure: bool = False
    extra: Mapping[str, FieldTruth] = field(default_factory=dict)
    """What the title or a heading above says beside the parts."""

    def part(self, name: str) -> Part | None:
        """Return the part of a name, where the page prints it."""
        return next((part for part in self.parts if part.field == name), None)

    def expected(self, name: str | None = None) -> Expected:
        """Return the truth about this entry, printed under a name."""
        fields = dict(self.extra)
        for part in self.parts:
            fields.update(part.truth)
        identity = self.mission.id if self.mission else None
        return Expected(identity, name or self.title, self.status, fields, self.unsure)


@dataclass(frozen=True)
class Plan:
    """What a page prints of its missions and how its statuses are told."""

    organisation: str
    as_of: str
    habit: Habit
    mode: str
    """`sections`, `current`, `past`, `field`, `dates` or `neutral`."""
    fields: tuple[str, ...]
    bare: bool
    """Whether values stand without labels."""
    name_form: str
    dash: str
    kind_suffix: bool
    """Whether the type of mission stands behind the name: "EUCAP Somalia – Civilian Mission"."""
    labels: Mapping[str, str]
    phrases: Mapping[tuple[str, str], str]
    """The page's way to print a status, a period, a strength and so on: it keeps to one."""

    @property
    def words(self) -> Words:
        """Return the words of the page's language."""
        return self.habit.words


def planned(
    organisation: str, words: Words, as_of: str, mode: str, wealth: str, rng: Random
) -> Plan:
    """Draw a plan; `wealth` says how much is printed: `rich`, `few`, `bare` or `none`."""
    bare = wealth == "bare" or (wealth == "few" and mode != "neutral" and rng.random() < 0.5)
    labels = {idea: words.one("label", idea, rng) for idea in words.sections["label"]}
    if mode == "current" and rng.random() < 0.5:
        labels["since"] = labels["since_running"]
    form, dash = rng.choice(NAME_FORMS), rng.choice(DASHES)
    fields = _fields(mode, wealth, rng)
    habit = Habit.drawn(words, rng)
    suffixed = organisation == "EU" and form in ("acronym", "long") and rng.random() < 0.5
    return Plan(
        organisation,
        as_of,
        habit,
        mode,
        fields,
        bare,
        form,
        dash,
        suffixed,
        labels,
        _phrases(words, rng),
    )


def _phrases(words: Words, rng: Random) -> dict[tuple[str, str], str]:
    sections = ("status", "bare", "value", "span")
    return {
        (section, idea): words.one(section, idea, rng)
        for section in sections
        for idea in words.sections[section]
    }


def _fields(mode: str, wealth: str, rng: Random) -> tuple[str, ...]:
    """Choose what the page prints; a neutral page prints nothing that would tell a status."""
    told: tuple[str, ...] = {"field": ("status",), "dates": ("period",)}.get(mode, ())
    if wealth == "none":
        return told
    usual = ["since", "host", "strength", "kind", "head", "budget", "mandate"]
    if mode != "neutral":
        usual += ["until", "ended"]
    if wealth in ("few", "bare"):
        usual = [name for name in usual if name not in ("head", "budget", "mandate", "kind")]
    chosen = [name for name in usual if rng.random() < 0.6] or ["host"]
    if mode in ("sections", "field", "current", "past") and rng.random() < 0.3:
        told = (*told, "period")
    if "period" in told:
        chosen = [name for name in chosen if name not in ("since", "ended")]
    names = [*told, *chosen]
    rng.shuffle(names)
    return tuple(names)


def entry(mission: Mission, plan: Plan, rng: Random) -> Entry:
    """Draw what the page says of a mission of the register."""
    state = mission.state(plan.as_of) or "ongoing"
    title, acronym, long, extra = _named(mission, plan, rng)
    drawn = Entry(mission, title, acronym, long, "unknown", state, hosts=mission.hosts, extra=extra)
    return _filled(drawn, mission.start, mission.end, mission.kind, plan, rng)


def invented(plan: Plan, rng: Random) -> Entry | None:
    """Draw a mission that no register has; None when its name happens to be known."""
    code = rng.choice(NEW_COUNTRIES)
    long = rng.choice(plan.words.all("new", plan.organisation))
    hosts = (code,) if "{c}" in long else ()
    long = long.format(c=plan.words.countries(code)[0])
    acronym = _new_acronym(plan.organisation, code)
    if {long.casefold(), (acronym or long).casefold()} & facts.known_names():
        return None
    kind = "military" if plan.organisation == "NATO" else "civilian"
    title = _composed(acronym, long, plan) + _kind_suffix(kind, plan)
    drawn = Entry(None, title, acronym, long, "unknown", "ongoing", hosts=hosts)
    return _filled(drawn, earlier(plan.as_of, rng), "", kind, plan, rng)


def _new_acronym(organisation: str, code: str) -> str | None:
    stem = {"UN-PKO": "UNSTAMI", "UN-SPM": "UNOSUP"}.get(organisation)
    return stem + code if stem else None


def unsure(plan: Plan, rng: Random) -> Entry:
    """Draw an entry that is not a mission."""
    title = plan.words.one("unsure", "names", rng)
    return Entry(None, title, None, title, "unknown", "ongoing", unsure=True)


def _named(
    mission: Mission, plan: Plan, rng: Random
) -> tuple[str, str | None, str | None, Mapping[str, FieldTruth]]:
    acronym = acronym_of(mission, plan.words, rng)
    long = mission.names.get(plan.words.language)
    if long is None and (acronym is None or rng.random() < 0.5):
        long = mission.names["en"]
    if long is not None and long.casefold() == (acronym or "").casefold():
        long = None
    one_host = len(mission.hosts) == 1 and plan.organisation == "UN-PKO" and acronym is not None
    if plan.name_form == "country" and one_host:
        printed = plan.habit.hosts(mission.hosts, rng)
        return f"{acronym}, {printed}", acronym, long, {"host": mission.hosts}
    title = _composed(acronym, long, plan) + _kind_suffix(mission.kind, plan)
    return title, acronym, long, {}


def _kind_suffix(kind: str, plan: Plan) -> str:
    return f"{plan.dash}{plan.words.all('kind', kind)[0]}" if plan.kind_suffix else ""


def acronym_of(mission: Mission, words: Words, rng: Random) -> str | None:
    """Return the acronym printed in a language; none that two missions share."""
    ours = words.all("acronym", mission.id)
    acronym = ours[0] if ours and rng.random() < 0.7 else _spelt(mission, rng)
    return acronym if acronym and acronym.casefold() not in facts.shared_names() else None


def _spelt(mission: Mission, rng: Random) -> str:
    """Return an acronym, of EU missions now and then as others spell it: "EUTM-Mali"."""
    if mission.organisation != "EU" or rng.random() < 0.85:
        return mission.acronym
    hyphened = mission.acronym.replace(" ", "-", 1)
    return rng.choice((*mission.other_acronyms, hyphened))


def short_name(mission: Mission, words: Words, rng: Random) -> str:
    """Return the name a headline or a menu would use."""
    return acronym_of(mission, words, rng) or mission.names.get(words.language, mission.names["en"])


def _composed(acronym: str | None, long: str | None, plan: Plan) -> str:
    if acronym is None or long is None:
        return acronym or long or ""
    match plan.name_form:
        case "acronym":
            return acronym
        case "long" if long.casefold() not in facts.shared_names():
            return long
        case "acronym_long":
            return f"{acronym}{plan.dash}{long}"
        case _:
            return f"{long} ({acronym})"


def _filled(drawn: Entry, start: str, end: str, kind: str, plan: Plan, rng: Random) -> Entry:
    facts_of = _Facts(drawn, start, end, kind, plan, rng)
    parts = tuple(
        part
        for name in plan.fields
        if name in ("status", "period") or rng.random() < 0.9
        for part in [facts_of.part(name)]
        if part is not None
    )
    text, mentions = _text(drawn, plan, rng)
    status = drawn.state if plan.mode in TOLD else "unknown"
    return replace(drawn, parts=parts, text=text, mentions=mentions, status=status)


def _text(drawn: Entry, plan: Plan, rng: Random) -> tuple[str, tuple[str, ...]]:
    """Draw a sentence on the mission's work, now and then one that names another mission.

    It stands in the present tense only where the page says that the mission is running.
    """
    present = drawn.state == "ongoing" and plan.mode in TOLD and rng.random() < 0.5
    text = plan.words.one("text", "objective_ongoing" if present else "objective", rng)
    earlier_ones = drawn.mission.predecessors if drawn.mission else ()
    named = [other for other in facts.begun(plan.as_of) if other.id in earlier_ones]
    if not named or rng.random() < 0.5:
        return text, ()
    other = short_name(named[0], plan.words, rng)
    sentence = plan.words.one("text", "predecessor", rng).format(m=other)
    return f"{text} {sentence}", (named[0].id,)


@dataclass(frozen=True)
class _Facts:
    """Turns one mission's facts into printed parts."""

    entry: Entry
    start: str
    end: str
    kind: str
    plan: Plan
    rng: Random

    def part(self, name: str) -> Part | None:
        """Return a part, None where it does not apply or the page has no way to print it."""
        draw = getattr(self, f"_{name}")
        part: Part | None = draw()
        return part

    def _labelled(
        self, name: str, text: str, truth: Mapping[str, FieldTruth], iso: str | None = None
    ) -> Part:
        return Part(name, self.plan.labels[name], text, truth, iso)

    def _date(self, name: str, value: str) -> Part:
        shown = self.plan.habit.cut(value)
        if self.plan.bare:
            template = self.plan.phrases["bare", name]
            return self._labelled(name, template.format(self.plan.habit.when(shown)), {name: shown})
        return self._labelled(name, self.plan.habit.date(shown), {name: shown}, shown)

    def _since(self) -> Part:
        return self._date("since", self.start)

    def _ended(self) -> Part | None:
        return self._date("ended", self.end) if self.entry.state == "ended" else None

    def _until(self) -> Part | None:
        if self.entry.state == "ended":
            return None
        shown = later(self.plan.as_of, self.rng)[: max(7, self.plan.habit.width)]
        if not self.plan.bare:
            return self._labelled("until", self.plan.habit.date(shown), {"until": shown}, shown)
        idea = "until_day" if len(shown) == 10 else "until"
        template = self.plan.phrases["bare", idea]
        text = template.format(self.plan.habit.prose_date(shown))
        return self._labelled("until", text, {"until": shown})

    def _period(self) -> Part:
        since, habit = self.plan.habit.cut(self.start), self.plan.habit
        if self.entry.state == "ongoing":
            text = habit.span(self.plan.phrases["span", "since"], since)
            return self._labelled("period", text, {"since": since})
        ended = habit.cut(self.end)
        text = habit.span(self.plan.phrases["span", "range"], since, ended)
        return self._labelled("period", text, {"since": since, "ended": ended})

    def _host(self) -> Part | None:
        hosts = self.entry.hosts
        if not hosts or len(hosts) > 3:
            return None
        return self._labelled("host", self.plan.habit.hosts(hosts, self.rng), {"host": hosts})

    def _strength(self) -> Part:
        size = self.rng.choice((self.rng.randint(15, 950), self.rng.randint(1000, 16000)))
        size = size if size < 200 else round(size, -1)
        template = self.plan.phrases["bare" if self.plan.bare else "value", "strength"]
        text = template.format(self.plan.habit.number(size))
        return self._labelled("strength", text, {"strength": size})

    def _status(self) -> Part:
        return self._labelled("status", self.plan.phrases["status", self.entry.state], {})

    def _kind(self) -> Part:
        text = self.plan.words.all("kind", self.kind)[0]
        return self._labelled("kind", text, {"kind": text})

    def _head(self) -> Part | None:
        name = self.rng.choice(PEOPLE)
        return None if self.plan.bare else self._labelled("head", name, {"head": name})

    def _budget(self) -> Part | None:
        amount = self.plan.habit.number(self.rng.randint(12, 900) * 100_000)
        text = f"{self.rng.choice(('€', 'EUR', 'US$'))} {amount}"
        return None if self.plan.bare else self._labelled("budget", text, {"budget": text})

    def _mandate(self) -> Part | None:
        template = self.rng.choice(DECISIONS[self.plan.organisation])
        text = template.format(self.rng.randint(300, 990), self.start[:4])
        return None if self.plan.bare else self._labelled("mandate", text, {"mandate": text})
