"""What headlines beside a page of prose name is nothing that the page says."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole

URL = "https://www.overheid.example/vredesoperaties"
TEXT = (
    "<h1>Vredesoperaties</h1><p>België neemt momenteel deel aan MINUSMA met 60 militairen, aan"
    " EUTM Mali met een twintigtal militairen en aan Resolute Support in Afghanistan.</p>"
    "<p>Twee waarnemers zijn actief bij UNTSO. In Irak werken twee instructeurs voor NATO Mission"
    " Iraq. De deelname aan KFOR eindigde in 2010.</p>"
    "<p>De getalsterkte van ons leger is niet zo groot dat we overal contingenten kunnen"
    " inzetten. Daarom kiezen we voor taken van waarneming en liaison.</p>"
)


def named(side: str, text: str = TEXT) -> set[str]:
    body = f"<html><body><div id=a>{text}</div><div id=b>{side}</div></body></html>"
    reading = read_page(body.encode(), URL, "text/html; charset=utf-8", PageRole.PROSE)
    own = {"minusma", "eutm-mali", "resolute-support", "untso", "nmi", "kfor"}
    return {one.mission or "" for one in reading.statements} - own


@pytest.mark.parametrize(
    "side",
    [
        "<h4>Actua</h4><p>UNIFIL veroordeelt aanval</p><p>Reisadvies Mali aangepast</p>",
        "<h3>Berichten van de dienst</h3><ul><li>UNIFIL veroordeelt aanval op patrouille</li>"
        "<li>Nieuwe ambassadeur in Kinshasa</li></ul>",
        "<p><b>Onlangs</b></p><p>België herdenkt de para’s van UNAMIR</p>",
    ],
)
def test_headlines_in_a_box_beside_the_text_are_left_out(side: str) -> None:
    assert named(side) == set()


@pytest.mark.parametrize(
    ("side", "missions"),
    [
        ("<h3>Afgelopen operaties</h3><p>UNIFIL</p>", {"unifil"}),
        ("<h3>Overzicht</h3><ul><li>UNIFIL 104 militairen</li></ul>", {"unifil"}),
        ("<h3>Overzicht</h3><ul><li>UNIFIL (2006-2014)</li></ul>", {"unifil"}),
        ("<h3>Overzicht</h3><ul><li>UNIFIL in Libanon</li></ul>", {"unifil"}),
        ("<h3>In VN-verband</h3><p>Ook UNIFIL krijgt steun</p>", {"unifil"}),
        ("<h3>Nog</h3><p>België neemt ook deel aan UNIFIL.</p>", {"unifil"}),
    ],
)
def test_entries_and_sentences_beside_the_text_are_read(side: str, missions: set[str]) -> None:
    assert named(side) == missions


def test_a_section_beside_a_short_text_is_read() -> None:
    side = "<h3>Overzicht</h3><p>UNIFIL waar wij steun geven</p>"
    assert named(side, "<h1>Vredesoperaties</h1><p>België en KFOR.</p>") == {"unifil"}
