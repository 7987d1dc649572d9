"""Running text: operations told in paragraphs, and Belgium's part in them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bench.reading import facts
from bench.reading.entries import Entry, Plan, short_name
from bench.reading.facts import FRAMEWORK, Mission
from bench.reading.layouts.content import Content
from bench.reading.markup import Style
from bench.reading.page import Expected
from bench.reading.sheet import Sheet


def sections(found: Sheet, style: Style) -> Content:
    """Paragraphs under "current" and "past" headings, a mission's name in its own sentence."""
    headed = found.rng.random() < 0.4
    body, expected = "", []
    for group in found.groups:
        body += style.heading("h2", group.heading)
        for entry in group.entries:
            sentence, truth = _told(entry, found.plan, found.rng)
            title = style.tag("h3", style.name(entry.title)) if headed else ""
            text = style.text(f"{sentence} {entry.text.split('. ')[0].rstrip('.')}.")
            body += title + style.tag("p", text, "text")
            expected.append(truth)
    return Content(style.wrapped(body), tuple(expected))


def _told(entry: Entry, plan: Plan, rng: Random) -> tuple[str, Expected]:
    """Return a paragraph on an entry and its truth."""
    if entry.mission is None:
        message = "running text is only written of missions in the register"
        raise ValueError(message)
    habit, mission = plan.habit, entry.mission
    since = habit.cut(mission.start)
    known = {"m": entry.title, "since": habit.when(since), "since_bare": habit.plain(since)}
    known["since_cap"] = known["since"][0].upper() + known["since"][1:]
    truth = {"since": since}
    if entry.state == "ended":
        ended = habit.cut(mission.end)
        known |= {"ended": habit.when(ended), "ended_bare": habit.plain(ended)}
        truth["ended"] = ended
    template = plan.words.one("prose", entry.state, rng)
    told = replace(entry, parts=(), extra={**entry.extra, **truth})
    return template.format(**known), told.expected()


def participation(found: Sheet, style: Style) -> Content:
    """The ministry's page: one heading a framework, Belgium's part in sentences."""
    plan, rng = found.plan, found.rng
    body = style.tag("p", style.text(plan.words.all("prose", "belgium_intro")[0]))
    expected: list[Expected] = []
    parts: dict[str, str] = {}
    last = ""
    for organisation in ("UN-PKO", "UN-SPM", "EU", "NATO", "OSCE"):
        chosen = _chosen(organisation, plan, rng)
        if not chosen:
            continue
        framework = plan.words.sections["prose"]["framework"][FRAMEWORK[organisation]]
        if framework != last:
            body += style.tag("h2", style.text(framework), "section-title")
        last = framework
        for mission, state in chosen:
            name = short_name(mission, plan.words, rng)
            sentence = plan.words.one("prose", f"participation_{state}", rng).format(m=name)
            body += style.tag("p", style.text(sentence))
            expected.append(Expected(mission.id, name, "unknown"))
            parts[mission.id] = state
    title = plan.words.one("prose", "belgium_title", rng)
    return Content(style.wrapped(body), tuple(expected), participation=parts, title=title)


def _chosen(organisation: str, plan: Plan, rng: Random) -> list[tuple[Mission, str]]:
    """Choose missions Belgium is or was part of: most of the page's own organisation."""
    states = facts.of(organisation, plan.as_of)
    most = 4 if organisation == plan.organisation else 1
    current = rng.sample(states["ongoing"], min(most, len(states["ongoing"])))
    past = rng.sample(states["ended"], min(most - 1, len(states["ended"])))
    return [(mission, "current") for mission in current] + [(mission, "past") for mission in past]
