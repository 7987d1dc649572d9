"""A menu's words head no list, whatever its makers called it."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole

URL = "https://www.un.example/peacekeeping/current.shtml"


@pytest.mark.parametrize("name", ["leftnav", "main-menu", "mainmenu", "topNavigation", "sidenav"])
def test_the_last_word_of_a_menu_is_no_status_of_the_list_after_it(name: str) -> None:
    body = f"""<html><body><div id="{name}"><ul><li><a href="/a">About</a></li>
        <li><a href="/o">Operations</a><ul><li><a href="/c">Current</a></li>
        <li><a href="/p">Past</a></li></ul></li></ul></div>
        <div><h2>Current peacekeeping operations</h2><dl>
        <dt>UNTSO - Truce Supervision Organization</dt><dd>Total strength: 387</dd>
        <dt>UNFICYP - Force in Cyprus</dt><dd>Total strength: 1,072</dd>
        <dt>UNIFIL - Interim Force in Lebanon</dt><dd>Total strength: 11,987</dd></dl></div>
        </body></html>"""
    reading = read_page(body.encode(), URL, "text/html", PageRole.LIST)
    assert {one.mission: str(one.status) for one in reading.listings} == {
        "untso": "ongoing",
        "unficyp": "ongoing",
        "unifil": "ongoing",
    }


@pytest.mark.parametrize("attribute", ["lang", "xml:lang"])
def test_the_language_is_the_one_that_the_page_declares(attribute: str) -> None:
    body = f'<html xmlns="http://www.w3.org/1999/xhtml" {attribute}="en"><body>UNIFIL</body></html>'
    fr = "http://www.un.example/fr/peacekeeping/current.shtml"
    assert read_page(body.encode(), fr, "text/html", PageRole.LIST).language == "en"
