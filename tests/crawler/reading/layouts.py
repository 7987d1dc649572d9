"""Pages of our own making: one set of missions in many markups, in four languages.

It knows how sites print lists and takes nothing from the reader: no cue word, label or name here
comes from the product's data. Every page names other missions in its menu, breadcrumb, related
box and footer; none of these is listed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha1
from html import escape

LANGUAGES = ("en", "fr", "nl", "de")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


@dataclass(frozen=True)
class Printed:
    """A mission as a page prints it, with what must be read."""

    id: str
    acronym: str
    names: tuple[str, str, str, str]
    """Long name in English, French, Dutch and German."""
    countries: tuple[str, str, str, str]
    host: str
    since: tuple[int, int]
    """Year and month."""
    strength: int
    runs: bool

    def name(self, language: str) -> str:
        return self.names[LANGUAGES.index(language)]

    def country(self, language: str) -> str:
        return self.countries[LANGUAGES.index(language)]


@dataclass(frozen=True)
class Words:
    """What a site prints around its list."""

    title: str
    ongoing: str
    over: str
    runs: str
    ended: str
    location: str
    started: str
    personnel: str
    status: str
    name: str
    about: str
    related: str
    news: str
    home: str
    address: str


WORDS = {
    "en": Words(
        "Missions and operations",
        "Ongoing missions and operations",
        "Completed missions and operations",
        "ongoing",
        "closed",
        "Location",
        "Established",
        "Personnel",
        "Status",
        "Mission",
        "It helps the authorities to keep the agreement and protects people near the front line.",
        "Related",
        "Latest news",
        "Home",
        "Visit the delegation that works with {}.",
    ),
    "fr": Words(
        "Missions et opérations",
        "Missions et opérations en cours",
        "Missions et opérations terminées",
        "en cours",
        "terminée",
        "Pays",
        "Date de création",
        "Effectifs",
        "Statut",
        "Mission",
        "Elle aide les autorités à tenir l'accord et protège la population près du front.",
        "À lire aussi",
        "Actualités",
        "Accueil",
        "Rendez visite à la délégation qui travaille avec {}.",
    ),
    "nl": Words(
        "Missies en operaties",
        "Lopende missies en operaties",
        "Afgelopen missies en operaties",
        "lopend",
        "beëindigd",
        "Land",
        "Opgericht",
        "Personeel",
        "Status",
        "Missie",
        "Zij helpt de overheid om het akkoord na te leven en beschermt de mensen bij de frontlijn.",
        "Lees ook",
        "Nieuws",
        "Startpagina",
        "Bezoek de delegatie die met {} werkt.",
    ),
    "de": Words(
        "Missionen und Operationen",
        "Laufende Missionen und Operationen",
        "Abgeschlossene Missionen und Operationen",
        "laufend",
        "beendet",
        "Einsatzland",
        "Beginn",
        "Personal",
        "Status",
        "Mission",
        "Sie hilft den Behörden, das Abkommen einzuhalten, und schützt Menschen nahe der Front.",
        "Siehe auch",
        "Nachrichten",
        "Startseite",
        "Besuchen Sie die Delegation, die mit {} arbeitet.",
    ),
}
UN = (
    Printed(
        "minusca",
        "MINUSCA",
        (
            "United Nations Multidimensional Integrated Stabilization Mission"
            " in the Central African Republic",
            "Mission multidimensionnelle intégrée des Nations Unies pour la stabilisation"
            " en République centrafricaine",
            "Multidimensionale Geïntegreerde Stabilisatiemissie van de Verenigde Naties"
            " in de Centraal-Afrikaanse Republiek",
            "Mehrdimensionale Integrierte Stabilisierungsmission der Vereinten Nationen"
            " in der Zentralafrikanischen Republik",
        ),
        (
            "Central African Republic",
            "République centrafricaine",
            "Centraal-Afrikaanse Republiek",
            "Zentralafrikanische Republik",
        ),
        "CF",
        (2014, 4),
        17430,
        True,
    ),
    Printed(
        "monusco",
        "MONUSCO",
        (
            "United Nations Organization Stabilization Mission in the DR Congo",
            "Mission de l'Organisation des Nations Unies pour la stabilisation en RD Congo",
            "Stabilisatiemissie van de VN in de Democratische Republiek Congo",
            "Stabilisierungsmission der Vereinten Nationen in der Demokratischen Republik Kongo",
        ),
        (
            "Democratic Republic of the Congo",
            "République démocratique du Congo",
            "Democratische Republiek Congo",
            "Demokratische Republik Kongo",
        ),
        "CD",
        (2010, 7),
        11200,
        True,
    ),
    Printed(
        "unifil",
        "UNIFIL",
        (
            "United Nations Interim Force in Lebanon",
            "Force intérimaire des Nations Unies au Liban",
            "VN-Interimmacht in Libanon",
            "Interimstruppe der Vereinten Nationen in Libanon",
        ),
        ("Lebanon", "Liban", "Libanon", "Libanon"),
        "LB",
        (1978, 3),
        10050,
        True,
    ),
    Printed(
        "unficyp",
        "UNFICYP",
        (
            "United Nations Peacekeeping Force in Cyprus",
            "Force des Nations Unies chargée du maintien de la paix à Chypre",
            "VN-vredesmacht in Cyprus",
            "Friedenstruppe der Vereinten Nationen in Zypern",
        ),
        ("Cyprus", "Chypre", "Cyprus", "Zypern"),
        "CY",
        (1964, 3),
        980,
        True,
    ),
    Printed(
        "unmiss",
        "UNMISS",
        (
            "United Nations Mission in South Sudan",
            "Mission des Nations Unies au Soudan du Sud",
            "VN-missie in Zuid-Soedan",
            "Mission der Vereinten Nationen in Südsudan",
        ),
        ("South Sudan", "Soudan du Sud", "Zuid-Soedan", "Südsudan"),
        "SS",
        (2011, 7),
        17954,
        True,
    ),
    Printed(
        "minusma",
        "MINUSMA",
        (
            "United Nations Multidimensional Integrated Stabilization Mission in Mali",
            "Mission multidimensionnelle intégrée des Nations Unies pour la stabilisation au Mali",
            "Multidimensionale Geïntegreerde Stabilisatiemissie van de VN in Mali",
            "Mehrdimensionale Integrierte Stabilisierungsmission der Vereinten Nationen in Mali",
        ),
        ("Mali", "Mali", "Mali", "Mali"),
        "ML",
        (2013, 4),
        15209,
        False,
    ),
    Printed(
        "unmil",
        "UNMIL",
        (
            "United Nations Mission in Liberia",
            "Mission des Nations Unies au Libéria",
            "VN-missie in Liberia",
            "Mission der Vereinten Nationen in Liberia",
        ),
        ("Liberia", "Libéria", "Liberia", "Liberia"),
        "LR",
        (2003, 9),
        16115,
        False,
    ),
    Printed(
        "minustah",
        "MINUSTAH",
        (
            "United Nations Stabilization Mission in Haiti",
            "Mission des Nations Unies pour la stabilisation en Haïti",
            "Stabilisatiemissie van de VN in Haïti",
            "Stabilisierungsmission der Vereinten Nationen in Haiti",
        ),
        ("Haiti", "Haïti", "Haïti", "Haiti"),
        "HT",
        (2004, 6),
        7803,
        False,
    ),
    Printed(
        "unmit",
        "UNMIT",
        (
            "United Nations Integrated Mission in Timor-Leste",
            "Mission intégrée des Nations Unies au Timor-Leste",
            "Geïntegreerde VN-missie in Oost-Timor",
            "Integrierte Mission der Vereinten Nationen in Timor-Leste",
        ),
        ("Timor-Leste", "Timor-Leste", "Oost-Timor", "Timor-Leste"),
        "TL",
        (2006, 8),
        2770,
        False,
    ),
)
EU = tuple(
    Printed(id_, acronym, (acronym,) * 4, countries, host, since, strength, runs)
    for id_, acronym, countries, host, since, strength, runs in (
        ("eutm-somalia", "EUTM Somalia", ("Somalia", "Somalie", "Somalië", "Somalia"), "SO",
         (2010, 4), 203, True),
        ("eucap-somalia", "EUCAP Somalia", ("Somalia", "Somalie", "Somalië", "Somalia"), "SO",
         (2012, 7), 168, True),
        ("eulex-kosovo", "EULEX Kosovo", ("Kosovo", "Kosovo", "Kosovo", "Kosovo"), "XK",
         (2008, 2), 390, True),
        ("eubam-libya", "EUBAM Libya", ("Libya", "Libye", "Libië", "Libyen"), "LY",
         (2013, 5), 60, True),
        ("eumm-georgia", "EUMM Georgia", ("Georgia", "Géorgie", "Georgië", "Georgien"), "GE",
         (2008, 10), 325, True),
        ("eucap-sahel-mali", "EUCAP Sahel Mali", ("Mali", "Mali", "Mali", "Mali"), "ML",
         (2015, 1), 192, True),
        ("eutm-mali", "EUTM Mali", ("Mali", "Mali", "Mali", "Mali"), "ML", (2013, 2), 620, False),
        ("eucap-sahel-niger", "EUCAP Sahel Niger", ("Niger", "Niger", "Niger", "Niger"), "NE",
         (2012, 8), 130, False),
        ("eufor-rca", "EUFOR RCA", ("Central African Republic", "République centrafricaine",
         "Centraal-Afrikaanse Republiek", "Zentralafrikanische Republik"), "CF",
         (2014, 4), 750, False),
        ("eupol-afghanistan", "EUPOL Afghanistan", ("Afghanistan", "Afghanistan", "Afghanistan",
         "Afghanistan"), "AF", (2007, 6), 400, False),
    )
)  # fmt: skip
FURNITURE = {"UN": ("UNDOF", "UNMIK", "ONUC", "MINURSO"), "EU": ("EUMA", "EUNAVFOR MED", "KFOR")}


@dataclass(frozen=True)
class Set:
    """The missions of one page, of one organisation, in one language."""

    organisation: str
    language: str
    missions: tuple[Printed, ...]

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    @property
    def running(self) -> tuple[Printed, ...]:
        return tuple(one for one in self.missions if one.runs)

    @property
    def over(self) -> tuple[Printed, ...]:
        return tuple(one for one in self.missions if not one.runs)

    def status(self, one: Printed) -> str:
        return self.words.runs if one.runs else self.words.ended

    def month(self, one: Printed) -> str:
        year, month = one.since
        return f"{MONTHS[self.language].split()[month - 1]} {year}"

    def full(self, one: Printed) -> str:
        name = one.name(self.language)
        return name if name == one.acronym else f"{name} ({one.acronym})"


def some(seed: int, organisation: str, language: str) -> Set:
    """Return a random set: at least three missions that run and two that ended."""
    chance = random.Random(seed)
    known = list(UN if organisation == "UN" else EU)
    running = [one for one in known if one.runs]
    over = [one for one in known if not one.runs]
    chosen = chance.sample(running, chance.randint(3, len(running)))
    chosen += chance.sample(over, chance.randint(2, len(over)))
    return Set(organisation, language, tuple(chosen))


def page(content: str, shown: Set, noise: int = 0) -> str:
    """Return a whole page around a list: menu, breadcrumb, related box, news and footer."""
    words = shown.words
    named = FURNITURE[shown.organisation]
    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in named)
    teasers = "".join(
        f"<li><a href='/news/{name}'>{name}: {words.about}</a></li>" for name in named
    )
    return f"""<!doctype html><html lang="{shown.language}"><head><meta charset="utf-8">
<title>{words.title}</title><script>var state = "{noise}";</script></head><body>
<header><nav class="main-menu"><ul>{menu}</ul></nav></header>
<nav aria-label="breadcrumb"><a href="/">{words.home}</a> / <a href="/x">{named[0]}</a></nav>
<main><h1>{words.title}</h1>
{content}
<section class="block-related"><h2>{words.related}</h2><ul>{menu}</ul></section>
<section><h2>{words.news}</h2><ul>{teasers}</ul></section>
</main>
<footer><p>{words.address.format(named[1])}</p><ul>{menu}</ul></footer>
</body></html>"""


def sections(shown: Set, render: Callable[[Set, Sequence[Printed]], str], level: int = 2) -> str:
    """Return two headed parts: what runs and what is over."""
    words = shown.words
    return "".join(
        f"<section><h{level}>{heading}</h{level}>{render(shown, missions)}</section>"
        for heading, missions in ((words.ongoing, shown.running), (words.over, shown.over))
    )


def _each(missions: Iterable[Printed], render: Callable[[Printed], str]) -> str:
    return "\n".join(render(one) for one in missions)


def cards(shown: Set) -> str:
    return sections(
        shown,
        lambda _, missions: '<div class="grid">' + _each(missions, lambda one: _card(shown, one))
        + "</div>",
    )  # fmt: skip


def _card(shown: Set, one: Printed) -> str:
    words = shown.words
    return (
        f'<article class="card"><a href="/m/{one.id}"><h3>{escape(shown.full(one))}</h3></a>'
        f"<p>{words.location}: {one.country(shown.language)}</p>"
        f"<p>{words.started}: {shown.month(one)}</p>"
        f"<p>{words.personnel}: {one.strength}</p><p>{words.about}</p></article>"
    )


def header_row(shown: Set) -> str:
    return _table(shown, shown.missions)


def _table(shown: Set, missions: Sequence[Printed]) -> str:
    words = shown.words
    labels = (words.name, words.location, words.started, words.personnel, words.status)
    head = "".join(f"<th>{label}</th>" for label in labels)
    rows = _each(
        missions,
        lambda one: (
            f"<tr><td>{escape(shown.full(one))}</td><td>{one.country(shown.language)}</td>"
            f"<td>{shown.month(one)}</td><td>{one.strength}</td><td>{shown.status(one)}</td></tr>"
        ),
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def header_column(shown: Set) -> str:
    """One narrow table a mission, its labels in the first column."""
    words = shown.words
    return _each(
        shown.missions,
        lambda one: (
            f"<h3>{escape(shown.full(one))}</h3><table>"
            f"<tr><th>{words.location}</th><td>{one.country(shown.language)}</td></tr>"
            f"<tr><th>{words.started}</th><td>{shown.month(one)}</td></tr>"
            f"<tr><th>{words.personnel}</th><td>{one.strength}</td></tr>"
            f"<tr><th>{words.status}</th><td>{shown.status(one)}</td></tr></table>"
        ),
    )


def table_a_region(shown: Set) -> str:
    half = len(shown.missions) // 2
    regions = {"en": ("Africa", "Asia"), "fr": ("Afrique", "Asie"),
               "nl": ("Afrika", "Azië"), "de": ("Afrika", "Asien")}[shown.language]  # fmt: skip
    parts = (shown.missions[:half], shown.missions[half:])
    return "".join(
        f"<h2>{region}</h2>{_table(shown, part)}"
        for region, part in zip(regions, parts, strict=True)
    )


def bare_table(shown: Set) -> str:
    """An old table without a heading row, one for what runs and one for what is over."""
    return sections(
        shown,
        lambda _, missions: "<table border=1>" + _each(
            missions,
            lambda one: f"<tr><td><b>{one.acronym}</b></td><td>{escape(one.name(shown.language))}"
            f"</td><td>{shown.month(one)}</td></tr>",
        ) + "</table>",
    )  # fmt: skip


def plain_list(shown: Set) -> str:
    return sections(
        shown,
        lambda _, missions: "<ul>" + _each(
            missions, lambda one: f"<li>{escape(shown.full(one))}</li>"
        ) + "</ul>",
    )  # fmt: skip


def acronym_only_list(shown: Set) -> str:
    return sections(
        shown,
        lambda _, missions: "<ul>" + _each(
            missions,
            lambda one: f'<li><a href="/m/{one.id}">{one.acronym}</a>'
            f" – {one.country(shown.language)}</li>",
        ) + "</ul>",
    )  # fmt: skip


def definition_list(shown: Set) -> str:
    return sections(
        shown,
        lambda _, missions: "<dl>" + _each(
            missions,
            lambda one: f"<dt>{escape(shown.full(one))}</dt><dd>{shown.words.about} "
            f"{shown.words.location}: {one.country(shown.language)}</dd>",
        ) + "</dl>",
    )  # fmt: skip


def headed_paragraphs(shown: Set) -> str:
    return sections(
        shown,
        lambda _, missions: _each(
            missions,
            lambda one: (
                f"<h3>{escape(shown.full(one))}</h3><p>{shown.words.about}</p>"
                f"<p><b>{shown.words.started}:</b> {shown.month(one)}</p>"
            ),
        ),
    )


def bold_paragraphs(shown: Set) -> str:
    """Flat text of an old editor: names in bold, a line of words after each."""
    return sections(
        shown,
        lambda _, missions: _each(
            missions,
            lambda one: (
                f"<p><strong>{escape(shown.full(one))}</strong></p><p>{shown.words.about}</p>"
            ),
        ),
    )


def hashed_divs(shown: Set) -> str:
    """A component site: nothing but nested div elements with names nobody can read."""
    return (
        f'<div class="{_hash("t")}">{shown.words.ongoing}</div>'.replace("div", "h2")
        + _hashed(shown, shown.running)
        + f"<h2>{shown.words.over}</h2>"
        + _hashed(shown, shown.over)
    )


def _hashed(shown: Set, missions: Sequence[Printed]) -> str:
    def one_card(one: Printed) -> str:
        return (
            f'<div class="{_hash(one.id)}"><div class="{_hash("a")}"><div><div>'
            f"<span>{escape(shown.full(one))}</span></div></div><div>"
            f"<div><span>{shown.words.location}</span></div>"
            f"<div><span>{one.country(shown.language)}</span></div></div>"
            f"<div><div>{shown.words.started}</div><div>{shown.month(one)}</div></div></div></div>"
        )

    return f'<div class="{_hash("g")}"><div>{_each(missions, one_card)}</div></div>'


def _hash(text: str) -> str:
    return "css-" + sha1(text.encode(), usedforsecurity=False).hexdigest()[:7]


def accordions(shown: Set) -> str:
    return sections(
        shown,
        lambda _, missions: _each(
            missions,
            lambda one: (
                f"<details><summary>{escape(shown.full(one))}</summary>"
                f"<p>{shown.words.about}</p><p>{shown.words.location}: "
                f"{one.country(shown.language)}</p></details>"
            ),
        ),
    )


def acronym_titles(shown: Set) -> str:
    """Acronyms whose long name stands in the title only; where there is none, the name itself."""
    return sections(
        shown,
        lambda _, missions: "<ul>" + _each(
            missions,
            lambda one: f'<li><acronym title="{escape(one.name(shown.language), quote=True)}">'
            f"{one.acronym}</acronym>, {one.country(shown.language)}, {shown.month(one)}</li>",
        ) + "</ul>",
    )  # fmt: skip


def suffixed_list(shown: Set) -> str:
    """One flat list in which only what is over says so."""
    return "<ul>" + _each(
        shown.missions,
        lambda one: f"<li><a href='/m/{one.id}'>{escape(shown.full(one))}"
        + ("" if one.runs else f" ({shown.words.ended})") + "</a></li>",
    ) + "</ul>"  # fmt: skip


def status_badges(shown: Set) -> str:
    """Cards in one grid, each with its status as a label of its own."""
    return '<div class="grid">' + _each(
        shown.missions,
        lambda one: f'<div class="card"><span class="badge">{shown.status(one)}</span>'
        f"<h3>{escape(shown.full(one))}</h3><p>{shown.words.about}</p></div>",
    ) + "</div>"  # fmt: skip


def labelled_status(shown: Set) -> str:
    return _each(
        shown.missions,
        lambda one: (
            f"<div><h2>{escape(shown.full(one))}</h2><ul>"
            f"<li>{shown.words.status}: {shown.status(one)}</li>"
            f"<li>{shown.words.location}: {one.country(shown.language)}</li></ul></div>"
        ),
    )


def columns(shown: Set) -> str:
    """A grid split in two columns of cards."""

    def split(_: Set, missions: Sequence[Printed]) -> str:
        halves = (missions[::2], missions[1::2])
        return '<div class="row">' + "".join(
            f'<div class="col">{_each(half, lambda one: _card(shown, one))}</div>'
            for half in halves
        ) + "</div>"  # fmt: skip

    return sections(shown, split)


def tabs(shown: Set) -> str:
    """Tab names in a list above, then a hidden panel for each."""
    words = shown.words
    panels = (("a", words.ongoing, shown.running), ("b", words.over, shown.over))
    names = "".join(f'<li><a href="#{key}">{name}</a></li>' for key, name, _ in panels)
    return f"<ul role=tablist>{names}</ul>" + "".join(
        f'<div role=tabpanel id="{key}" aria-label="{name}"><h3>{name}</h3><ul>'
        + _each(missions, lambda one: f"<li>{escape(shown.full(one))}</li>") + "</ul></div>"
        for key, name, missions in panels
    )  # fmt: skip


LAYOUTS: tuple[Callable[[Set], str], ...] = (
    cards,
    columns,
    header_row,
    header_column,
    table_a_region,
    bare_table,
    plain_list,
    acronym_only_list,
    definition_list,
    headed_paragraphs,
    bold_paragraphs,
    hashed_divs,
    accordions,
    acronym_titles,
    suffixed_list,
    status_badges,
    labelled_status,
    tabs,
)
SHOWS_HOST = {"cards", "columns", "header_row", "header_column", "table_a_region",
              "acronym_only_list", "hashed_divs", "accordions", "labelled_status"}  # fmt: skip
SHOWS_SINCE = {"cards", "columns", "header_row", "header_column", "table_a_region",
               "headed_paragraphs", "hashed_divs"}  # fmt: skip
SHOWS_STRENGTH = {"cards", "columns", "header_row", "header_column", "table_a_region"}
