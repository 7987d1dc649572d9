"""Tables that are drawn with spaces in preformatted text are read as tables."""

from __future__ import annotations

from crawler.reading.read import read_page
from missions.records import Listing, PageRole

DRAWN = """
       OPERATIES VAN DE NAVO

  Operatie         Land                 Begin         Sterkte
  ===========================================================
  KFOR             Kosovo               juni 1999       3.900
  Sea Guardian                          november 2016     450

  AFGESLOTEN OPERATIES
  -----------------------------------------------------------
  SFOR             Bosnië-Herzegovina   1996 - 2004
  ISAF             Afghanistan          2003 - 2014
                            - 2 -
"""
WRAPPED = """
  The force in Kosovo is led by NATO.  It was set up in 1999.
  KFOR has its headquarters in Pristina.  Others help, among
  them EULEX.  Nobody knows until when it stays.  It may be long.
"""


def _listed(text: str) -> dict[str, Listing]:
    body = f"<html lang='nl'><body><pre>{text}</pre></body></html>".encode()
    read = read_page(body, "https://a.example/lijst", "text/html; charset=utf-8", PageRole.LIST)
    return {one.mission: one for one in read.listings}


def test_each_line_is_a_row_and_a_line_in_capitals_is_a_heading() -> None:
    listed = _listed(DRAWN)
    assert {name: str(one.status) for name, one in listed.items()} == {
        "kfor": "ongoing",
        "sea-guardian": "ongoing",
        "sfor": "ended",
        "isaf": "ended",
    }


def test_a_cell_stands_in_the_column_it_is_in_line_with() -> None:
    kfor, guardian = (_listed(DRAWN)[name].fields for name in ("kfor", "sea-guardian"))
    assert {name: value.value for name, value in kfor.items()} == {
        "host": ("XK",),
        "since": "1999-06",
        "strength": 3900,
    }
    assert {name: value.value for name, value in guardian.items()} == {
        "since": "2016-11",
        "strength": 450,
    }


def test_text_that_is_only_wrapped_is_no_table() -> None:
    assert all(not one.fields for one in _listed(WRAPPED).values())
