"""How many missions run, in the words above a list: only what surely means all of them."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole, Reading

URL = "https://example.org/missions"
NAMES = ("EULEX Kosovo", "EUPOL COPPS", "EUNAVFOR Atalanta", "EUTM Somalia")


def read(intro: str, after: str = "", url: str = URL) -> Reading:
    items = "".join(f"<li><h3>{name}</h3><p>It helps the country.</p></li>" for name in NAMES)
    body = (
        '<html lang="en"><title>Missions and operations</title><body>'
        '<nav><ul><li><a href="/all">30 ongoing missions</a></li></ul></nav>'
        f"<main><h1>Missions and operations</h1>{intro}<ul>{items}</ul>{after}</main></body></html>"
    )
    return read_page(body.encode(), url, "text/html; charset=utf-8", PageRole.LIST)


def counts(intro: str, after: str = "") -> list[tuple[int, str | None]]:
    return [(one.number, one.kind) for one in read(f"<p>{intro}</p>", after).counts]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("At present there are 21 ongoing missions and operations.", 21),
        ("21 ongoing missions and operations", 21),
        ("We currently lead 12 peace operations.", 12),
        ("The European Union runs twenty-one missions and operations.", 21),
        ("Today the EU has twelve civilian and military missions.", 12),
        ("Er zijn momenteel 11 vredesoperaties.", 11),
        ("De EU leidt op dit moment tweeëntwintig missies en operaties.", 22),
        ("L'UE mène actuellement 24 missions et opérations.", 24),
        ("Il y a vingt-deux missions en cours.", 22),
        ("Derzeit gibt es 21 Missionen und Operationen.", 21),
        ("Die EU führt zweiundzwanzig Einsätze.", 22),
        ("Since 1948, 71 operations were deployed; 12 operations are currently active.", 12),
        ("12 of the 21 ongoing missions are civilian.", 21),
        ("There are fifteen peacekeeping operations and one special political mission.", 16),
    ],
)
def test_a_count_of_all_that_run_is_read(sentence: str, number: int) -> None:
    assert counts(sentence) == [(number, None)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("13 missions civiles et 11 opérations militaires", [(13, "civilian"), (11, "military")]),
        (
            "At present there are 21 ongoing missions and operations, 12 civilian and 9 military; "
            "since 2003 the EU has launched over 37.",
            [(21, None), (12, "civilian"), (9, "military")],
        ),
        (
            "De EU voert momenteel 12 civiele missies en 9 militaire operaties uit.",
            [(12, "civilian"), (9, "military")],
        ),
        (
            "Derzeit laufen zwölf zivile Missionen und neun militärische Operationen.",
            [(12, "civilian"), (9, "military")],
        ),
        ("We currently lead 12 peacekeeping operations.", [(12, "peacekeeping")]),
    ],
)
def test_counts_may_be_of_one_kind(sentence: str, found: list[tuple[int, str | None]]) -> None:
    assert sorted(counts(sentence), key=str) == sorted(found, key=str)


@pytest.mark.parametrize(
    "sentence",
    [
        "71 operations since 1948.",
        "Since 1948, the UN has led 71 peacekeeping operations.",
        "The EU has launched 37 missions and operations.",
        "In total 37 missions and operations were deployed.",
        "More than 20 missions and operations are currently ongoing.",
        "About 20 missions are ongoing.",
        "Some 20 missions are ongoing.",
        "4,000 people currently work in 21 missions.",
        "The missions currently have 21 commanders.",
        "The missions currently work in 21 countries.",
        "There are currently 12 missions in Africa.",
        "There are currently 7 missions in Mali.",
        "Belgium currently contributes to 9 missions.",
        "There are currently 9 missions with Belgian participation.",
        "The EU currently runs 4 naval operations.",
        "There are 3 new missions.",
        "37 completed missions",
        "12 missions will end next year.",
        "Il y a eu 37 missions depuis 2003.",
        "Depuis 2003, l'UE a lancé 37 missions et opérations.",
        "Sinds 1948 werden 71 vredesoperaties uitgevoerd.",
        "Seit 1948 wurden 71 Friedensmissionen durchgeführt.",
        "Is the EU now running 21 missions?" * 20,
    ],
)
def test_history_parts_and_other_things_are_no_count(sentence: str) -> None:
    assert counts(sentence) == []


@pytest.mark.parametrize(
    "after",
    [
        '<nav><a href="/missions?page=1">2</a></nav>',
        "<button>Load more</button>",
        "<p><a href='/missions/all'>View all missions</a></p>",
    ],
)
def test_a_list_that_is_not_whole_has_no_count(after: str) -> None:
    assert counts("There are 21 ongoing missions.", after) == []


def test_menus_and_what_stands_below_the_list_are_no_introduction() -> None:
    assert read("").counts == ()
    assert counts("Read more below.", "<p>There are 21 ongoing missions.</p>") == []


def test_the_evidence_points_at_the_number_and_what_it_counts() -> None:
    (count,) = read("<p>Welcome. The EU has 21 ongoing missions and operations.</p>").counts
    assert count.printed == "The EU has 21 ongoing missions and operations."
    assert count.organisation == "EU"
    assert count.evidence is not None
    text = "Welcome. The EU has 21 ongoing missions and operations."
    assert text[count.evidence.start : count.evidence.end] == "21 ongoing missions and operations"
