"""The contradictions that were found between real sources (`docs/believing.md` says how they are
weighed), as pages that say both sides. Many are none: the pages name different steps, or round.

Those that stand between press reports and not between lists are here as lists would print them.
Where no list can print them, a comment says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from crawler.reading.read import read_page
from missions.contradictions import find_contradictions
from missions.records import PageRole, Reading
from missions.view import PageView, SourceView

CURRENT, PAST = "Current operations", "Past operations"
FILLER = {
    CURRENT: ("UNFICYP", "UNDOF", "MINURSO"),
    PAST: ("ONUC", "UNOSOM II", "UNTAG"),
}


@dataclass(frozen=True)
class Page:
    """A page of a source: a list whose entries the case names, or a data file."""

    source: str
    name: str = ""
    """The mission as printed."""
    words: str = ""
    """What the page says of it: sentences, or rows "Label: value"."""
    heading: str = CURRENT
    records: str = ""
    """The data file's one record, as JSON, if it is one."""
    prose: str = ""
    """The Belgian page's sentences, if it is that."""

    def reading(self) -> Reading:
        """Return how the reader reads it."""
        if self.records:
            return read_page(self.records.encode(), self.url, "application/json", self.role)
        lines = "".join(f"<p>{line}</p>" for line in self.words.split(" | "))
        others = "".join(f"<li><h3>{one}</h3><p>A mission.</p></li>" for one in self.others)
        listed = f"<ul><li><h3>{self.name}</h3>{lines}</li>{others}</ul>"
        body = f"<h2>VN</h2><p>{self.prose}</p>" if self.prose else listed
        title = "Vredesoperaties" if self.prose else self.heading
        language = "nl" if self.prose else "en"
        html = (
            f'<html lang="{language}"><title>{title}</title><body><main><h1>{title}</h1>{body}'
            "</main></body></html>"
        )
        return read_page(html.encode(), self.url, "text/html; charset=utf-8", self.role)

    @property
    def others(self) -> tuple[str, ...]:
        return FILLER[self.heading]

    @property
    def role(self) -> PageRole:
        if self.records:
            return PageRole.RECORDS
        return PageRole.PROSE if self.prose else PageRole.LIST

    @property
    def url(self) -> str:
        kind = "hub" if self.records else self.heading.split()[0].lower()
        return f"https://{self.source}.example/{kind}"


def record(acronym: str, *, active: bool, start: str, end: str = "") -> str:
    others = (
        f'{{"mission_acronym": "{name}", "mission_name": "{name}", "mission_isactive": "Yes", '
        f'"start_date": "1974-05-01", "end_date": ""}}'
        for name in ("UNDOF", "UNFICYP")
    )
    own = (
        f'{{"mission_acronym": "{acronym}", "mission_name": "{acronym}", '
        f'"mission_isactive": "{"Yes" if active else "No"}", '
        f'"start_date": "{start}", "end_date": "{end}"}}'
    )
    return f"[{own}, {', '.join(others)}]"


def told(pages: tuple[Page, ...]) -> list[tuple[str, str, tuple[str, str]]]:
    """Return what is told: mission, matter, and between whom."""
    views: dict[str, list[PageView]] = {}
    for page in pages:
        own = views.setdefault(page.source, [])
        own.append(PageView(page.url, page.role, len(own), page.reading()))
    found = find_contradictions(SourceView(source, tuple(own)) for source, own in views.items())
    return [(one.mission, one.field, one.key.sources) for one in found]


BOTH = ("a", "b")
NAMED_ONLY = ("UNSOH", "UNTMIS", "EUPM Moldova")
"""Cases whose pages differ in a name alone; one expands UNSOH as a mission that exists too."""
DATED = frozenset({"2", "5", "8", "10", "14", "15", "16", "21"})
"""Cases that are about dates: both pages give one."""
CASES: dict[str, tuple[tuple[Page, ...], list[tuple[str, str, tuple[str, str]]]]] = {
    "1 MINUSMA: closed; active in the UN's own data file; Belgium is said to be there": (
        (
            Page("un", "MINUSMA", "It was closed on 31 December 2023.", PAST),
            Page("un", records=record("MINUSMA", active=True, start="2013-07-01")),
            Page("belgium", prose="Momenteel zet België militairen in in Mali (MINUSMA)."),
        ),
        [
            ("minusma", "participation", ("belgium", "un")),
            ("minusma", "status", ("un", "un")),
        ],
    ),
    # The mandate's end and the handover are two of the six dates that one ending may have.
    "2 UNITAMS: end of the mandate, and handover": (
        (
            Page("a", "UNITAMS", "Its mandate ended on 3 December 2023.", PAST),
            Page("b", "UNITAMS", "It handed over its tasks on 29 February 2024.", PAST),
        ),
        [],
    ),
    "2 UNITAMS: end of the mandate, and an end of which no step is named": (
        (
            Page("a", "UNITAMS", "Its mandate ended on 3 December 2023.", PAST),
            Page("b", "UNITAMS", "Closing date: February 2024", PAST),
        ),
        [],
    ),
    # How a name is expanded is a wording: it is never compared between sources.
    "3 UNSOH: expanded as an office in Somalia": (
        (
            Page("a", "United Nations Support Office in Haiti (UNSOH)", "It supports the force."),
            Page("b", "Support Office in Somalia (successor arrangement) (UNSOH)", "An office."),
        ),
        [],
    ),
    "4 UNIFIL: another head of mission": (
        (
            Page("a", "UNIFIL", "Head of mission: Major General Diodato Abagnara"),
            Page("b", "UNIFIL", "Head of mission: Lieutenant General Aroldo Lázaro Sáenz"),
        ),
        [("unifil", "head", BOTH)],
    ),
    "4 UNSOM: still listed beside its successor": (
        (
            Page("a", "UNSOM", "It closed on 31 October 2024.", PAST),
            Page("b", "UNSOM", "It assists the government."),
        ),
        [("unsom", "status", BOTH)],
    ),
    "5 UNISFA: renewed until 15 October or 15 November 2026": (
        (
            Page("a", "UNISFA", "Its mandate was extended until 15 November 2026."),
            Page("b", "UNISFA", "Its mandate was extended until 15 October 2026."),
        ),
        [("unisfa", "until", BOTH)],
    ),
    # A mission has many resolutions, and each page may name another: legal bases are not compared.
    # (The same holds for UNAMID 1769/"1768" and UNPROFOR 743/"473".)
    '6 UNAMI: resolution 2732 or "2734"': (
        (
            Page("a", "UNAMI", "Mandate: S/RES/2732 (2024)"),
            Page("b", "UNAMI", "Mandate: S/RES/2734 (2024)"),
        ),
        [],
    ),
    "7 UNTMIS: Transitional Assistance Mission, or Transitional Mission": (
        (
            Page("a", "United Nations Transitional Assistance Mission in Somalia (UNTMIS)", "One."),
            Page("b", "UN Transitional Mission in Somalia (UNTMIS)", "Two."),
        ),
        [],
    ),
    # The last day and the day after it are one midnight.
    "8 EUTM Mali: last day 17 or 18 May 2024": (
        (
            Page("a", "EUTM Mali", "It was closed on 17 May 2024.", PAST),
            Page("b", "EUTM Mali", "It was closed on 18 May 2024.", PAST),
        ),
        [],
    ),
    "8 EUTM Mali: mandate until 17 or 18 May 2024": (
        (
            Page("a", "EUTM Mali", "Its mandate was extended until 17 May 2024."),
            Page("b", "EUTM Mali", "Its mandate was extended until 18 May 2024."),
        ),
        [],
    ),
    "8 EUBAM Rafah: launched on 24 or 25 November 2005": (
        (
            Page("a", "EUBAM Rafah", "It was launched on 24 November 2005."),
            Page("b", "EUBAM Rafah", "It was launched on 25 November 2005."),
        ),
        [],
    ),
    # Two days are more than a midnight: a person should look which text is in force.
    "8 EUAM RCA: mandate until 7 or 9 August 2026": (
        (
            Page("a", "EUAM RCA", "Its mandate was extended until 7 August 2026."),
            Page("b", "EUAM RCA", "Its mandate was extended until 9 August 2026."),
        ),
        [("euam-rca", "until", BOTH)],
    ),
    "9 EUCAP Sahel Mali: runs, or ended in 2024": (
        (
            Page("a", "EUCAP Sahel Mali", "Its mandate was extended until 31 January 2027."),
            Page("b", "EUCAP Sahel Mali", "It ended in 2024.", PAST),
        ),
        [("eucap-sahel-mali", "status", BOTH)],
    ),
    "10 EUMAM RCA: ended in 2016, or at the end of 2023": (
        (
            Page("a", "EUMAM RCA", "It ended in July 2016.", PAST),
            Page("b", "EUMAM RCA", "It ended on 31 December 2023.", PAST),
        ),
        [("eumam-rca", "ended", BOTH)],
    ),
    # "European Council" for the Council of the EU is a slip of the press; no field holds who
    # decided.
    "11 EUTM Somalia: extended by the Council, or by the European Council": (
        (
            Page("a", "EUTM Somalia", "The Council extended it until 28 February 2027."),
            Page("b", "EUTM Somalia", "The European Council extended it until 28 February 2027."),
        ),
        [],
    ),
    "12 EUPM Moldova: expanded as a Police Mission": (
        (
            Page("a", "EU Partnership Mission in Moldova (EUPM Moldova)", "One."),
            Page("b", "EU Police Mission in Moldova (EUPM Moldova)", "Two."),
        ),
        [],
    ),
    "13 MINUSTAH: still named as current after its end": (
        (
            Page("a", "MINUSTAH", "It closed on 15 October 2017.", PAST),
            Page("b", "MINUSTAH", "It supports stability in Haiti."),
        ),
        [("minustah", "status", BOTH)],
    ),
    # September and October border on each other, and so do May and June.
    "14 UNMIL: established in September or October 2003": (
        (
            Page("a", "UNMIL", "It was established in September 2003.", PAST),
            Page("b", "UNMIL", "It was established in October 2003.", PAST),
        ),
        [],
    ),
    "14 UNMIL: established, and deployed": (
        (
            Page("a", "UNMIL", "It was established on 19 September 2003.", PAST),
            Page("b", "UNMIL", "It was deployed on 1 October 2003.", PAST),
        ),
        [],
    ),
    "14 UNOCI: closed in May or June 2017": (
        (
            Page("a", "UNOCI", "It was closed in May 2017.", PAST),
            Page("b", "UNOCI", "It was closed in June 2017.", PAST),
        ),
        [],
    ),
    # A data file that prints the first of a month knows the month only.
    "14 UNMOP: 1 February in the data file, 15 January on the list": (
        (
            Page("a", records=record("UNMOP", active=False, start="1996-02-01", end="2002-12-15")),
            Page("b", "UNMOP", "It was established on 15 January 1996.", PAST),
        ),
        [],
    ),
    "14 MINUJUSTH: 1 October in the data file, 15 October in the release": (
        (
            Page(
                "a", records=record("MINUJUSTH", active=False, start="2017-10-01", end="2019-10-01")
            ),
            Page("b", "MINUJUSTH", "It was closed on 15 October 2019.", PAST),
        ),
        [],
    ),
    "15 UNAVEM I: established in December 1988 or January 1989": (
        (
            Page("a", "UNAVEM I", "It was established in December 1988.", PAST),
            Page("b", "UNAVEM I", "It was established in January 1989.", PAST),
        ),
        [],
    ),
    # Its split in March 1995 and its handover in December are steps; nobody says which.
    "15 UNPROFOR: ends in March or December 1995": (
        (
            Page(
                "a", records=record("UNPROFOR", active=False, start="1992-02-01", end="1995-03-31")
            ),
            Page("b", "UNPROFOR", "Closing date: December 1995", PAST),
        ),
        [],
    ),
    "15 UNPROFOR: closed in March or in December 1995": (
        (
            Page("a", "UNPROFOR", "It was closed in March 1995.", PAST),
            Page("b", "UNPROFOR", "It was closed in December 1995.", PAST),
        ),
        [("unprofor", "ended", BOTH)],
    ),
    "16 OSCE Mission to Georgia: mandate until 31 December 2008, closed in 2009": (
        (
            Page("a", "OSCE Mission to Georgia", "Its mandate expired on 31 December 2008.", PAST),
            Page("b", "OSCE Mission to Georgia", "It was closed in June 2009.", PAST),
        ),
        [],
    ),
    "16 OSCE Mission to Georgia: 31 December 2008, or 2009": (
        (
            Page("a", "OSCE Mission to Georgia", "It was closed on 31 December 2008.", PAST),
            Page("b", "OSCE Mission to Georgia", "It was closed in 2009.", PAST),
        ),
        [],
    ),
    "16 Chechnya: end of the mandate, and closing": (
        (
            Page(
                "a",
                "OSCE Assistance Group to Chechnya",
                "Its mandate expired on 31 December 2002.",
                PAST,
            ),
            Page("b", "OSCE Assistance Group to Chechnya", "It was closed on 21 March 2003.", PAST),
        ),
        [],
    ),
    # Dates of Belgium's part are dates of another thing than the mission, and are not compared.
    "17 ISAF: Belgium there since 2002 or 2003": (
        (
            Page("belgium", prose="België neemt sinds februari 2003 deel aan ISAF in Afghanistan."),
            Page("b", "ISAF", "It was established in December 2001.", CURRENT),
        ),
        [],
    ),
    "17 Amber Fox: ended in December 2002 or March 2003": (
        (
            Page("a", "Operation Amber Fox", "It ended on 15 December 2002.", PAST),
            Page("b", "Operation Amber Fox", "It ended in March 2003.", PAST),
        ),
        [],
    ),
    # Numbers of people are not compared: authorised, deployed and cumulative ones differ rightly.
    "18 UNIFIL: 5,500 Belgian soldiers, or about 100": (
        (
            Page("belgium", prose="België zet momenteel 100 militairen in in Libanon (UNIFIL)."),
            Page("b", "UNIFIL", "Strength: 5,500"),
        ),
        [],
    ),
    "19 NATO Mission Iraq: in Iraq, or run from Naples since its staff left": (
        (
            Page("a", "NATO Mission Iraq", "Location: Iraq"),
            Page(
                "b",
                "NATO Mission Iraq",
                "All staff left Iraq on 20 March 2026 and the mission is run from Naples.",
            ),
        ),
        [("nmi", "place", BOTH)],
    ),
    "19 NATO Mission Iraq: run from Naples, which alone says nothing of its people": (
        (
            Page("a", "NATO Mission Iraq", "Location: Iraq"),
            Page("b", "NATO Mission Iraq", "The mission is commanded from Naples."),
        ),
        [],
    ),
    # What one file counts as one operation another splits: rows of data files are never counted.
    "20 MINUGUA: in one file of operations, and not in another": (
        (
            Page(
                "a", records=record("MINUGUA", active=False, start="1997-01-01", end="1997-05-01")
            ),
            Page("b", "UNMISS", "It protects civilians."),
        ),
        [],
    ),
    "21 a year that cannot be: until 31 August 3013": (
        (
            Page("a", "UNIFIL", "Mandate until: 31 August 3013"),
            Page("b", "UNIFIL", "Mandate until: 31 August 2026"),
        ),
        [],
    ),
    '21 MONUA: established in "1297"': (
        (
            Page("a", "MONUA", "Established: June 1297", PAST),
            Page("b", "MONUA", "Established: June 1997", PAST),
        ),
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_real_sources_contradict_each_other_on(case: str) -> None:
    pages, expected = CASES[case]
    assert told(pages) == expected
    assert told(pages[::-1]) == expected


@pytest.mark.parametrize("case", CASES)
def test_both_sides_of_a_case_are_read(case: str) -> None:
    """A page that nothing is read of contradicts nobody, and would prove nothing."""
    pages, _ = CASES[case]
    read = [page.reading().listings[0] for page in pages]
    if any(name in case for name in NAMED_ONLY):
        return
    if case.partition(" ")[0] in DATED and not any(page.records for page in pages):
        names = [set(listing.fields) & {"since", "until", "ended"} for listing in read]
        assert all(names), case
    assert len({listing.mission for listing in read}) == 1 or case.startswith("20 ")


def test_operations_since_1948_are_no_count_of_those_that_run() -> None:
    """13: 71 (UN), "zeventig" (UNRIC), "rund 70": numbers of history, not of the list below."""
    for sentence in (
        "There have been 71 operations since 1948.",
        "Sinds 1948 waren er zeventig vredesoperaties.",
        "Seit 1948 gab es rund 70 Friedensmissionen.",
    ):
        body = f"<html><title>Missions</title><body><main><h1>Missions</h1><p>{sentence}</p>"
        items = "".join(f"<li><h3>{name}</h3><p>It is here.</p></li>" for name in FILLER[CURRENT])
        reading = read_page(
            f"{body}<ul>{items}</ul></main></body></html>".encode(),
            "https://un.example",
            "text/html; charset=utf-8",
            PageRole.LIST,
        )
        assert len(reading.listings) == len(FILLER[CURRENT])
        assert reading.counts == ()
