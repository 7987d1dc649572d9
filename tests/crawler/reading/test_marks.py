"""Marks beside names mean what a footnote or a legend says of them."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import Listing, PageRole


def _listed(body: str, language: str = "fr") -> dict[str, Listing]:
    page = f"<html lang='{language}'><body><h1>Missions</h1>{body}</body></html>".encode()
    read = read_page(page, "https://a.example/liste", "text/html; charset=utf-8", PageRole.LIST)
    return {one.mission: one for one in read.listings}


ITEMS = (
    "<ul><li>EUTM RCA ◊</li><li>EUMAM RCA #</li><li>EUCAP Somalia</li><li>EUAM RCA</li>"
    "<li>EUCAP Benin #</li></ul>"
)


@pytest.mark.parametrize(
    "legend",
    [
        "Signes : # = terminée ; ◊ = prévue, pas encore lancée ; sans signe = en cours",
        "Légende (# : mission terminée, ◊ : en préparation)",
    ],
)
def test_a_legend_tells_the_status_of_those_that_carry_its_marks(legend: str) -> None:
    listed = _listed(f"<p>{legend}</p>{ITEMS}")
    assert {name: str(one.status) for name, one in listed.items()} == {
        "eutm-rca": "unknown",
        "eumam-rca": "ended",
        "eucap-somalia": "ongoing",
        "euam-rca": "ongoing",
        "new:eucap-benin": "ended",
    }


def test_a_footnote_tells_the_dates_of_the_one_that_carries_its_mark() -> None:
    listed = _listed(
        "<h2>Lopende missies</h2><table><tr><th>Missie</th><th>Sinds</th></tr>"
        "<tr><td>UNMIL</td><td>2003</td></tr><tr><td>UNOCI**</td><td>2004</td></tr></table>"
        "<p>** Het mandaat van UNOCI is op 30 juni 2017 beëindigd.</p>",
        "nl",
    )
    assert str(listed["unoci"].status) == "ended"
    assert listed["unoci"].fields["ended"].value == "2017-06-30"
    assert str(listed["unmil"].status) == "ongoing"


def test_a_bullet_is_no_mark_of_a_footnote() -> None:
    listed = _listed(
        "<p>• EUTM RCA : depuis 2016, en cours<br>• EUMAM RCA : de 2015 à 2016<br>"
        "• EUCAP Somalia : depuis 2012, en cours</p>"
    )
    assert str(listed["eumam-rca"].status) != "ongoing"
