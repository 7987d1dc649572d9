"""The spiders work as Scrapy users expect them to, and the crawl runs from a copy anywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.crawler.sites import Answer, serving

ROOT = Path(__file__).resolve().parents[2]
ON_LOOPBACK = ("-s", "ALLOW_PRIVATE_ADDRESSES=1", "-s", "DOWNLOAD_DELAY=0")
LIST = b"""<html lang="en"><title>Where we operate</title><body><main>
<h1>Current peacekeeping operations</h1>
<ul><li><a href="/en/mission/unficyp">UNFICYP</a></li>
<li><a href="/en/mission/unifil">UNIFIL</a></li>
<li><a href="/en/mission/minurso">MINURSO</a></li></ul></main></body></html>"""


def _scrapy(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )


def test_scrapy_lists_one_spider_a_source() -> None:
    assert _scrapy("list").stdout.split() == ["belgium", "eeas", "nato", "osce", "un"]


def test_scrapy_writes_an_object_a_page_with_the_missions_read(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    answers = {"/list": Answer(LIST), "/en/mission/unifil": Answer(b"<h1>UNIFIL</h1>")}
    with serving(answers) as site:
        start = ("-a", f"start={site.url}/list", "-a", "follow=1")
        _scrapy("crawl", "un", "-O", str(out), *start, *ON_LOOPBACK)
    pages = {page["url"]: page for page in map(json.loads, out.read_text().splitlines())}
    first = pages[site.url + "/list"]
    assert (first["role"], first["status"], first["error"]) == ("list", 200, None)
    assert {each["mission"] for each in first["missions"]} == {"unficyp", "unifil", "minurso"}
    assert pages[site.url + "/en/mission/unficyp"]["error"] == "HTTP 404 Not Found"
    assert pages[site.url + "/en/mission/unifil"]["role"] == "mission"
    assert len(pages) == 4


def test_a_spider_works_on_other_start_addresses_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with serving({"/gone": Answer(status=404)}) as site:
        _scrapy("crawl", "nato", "-O", str(out), "-a", f"start={site.url}/gone", *ON_LOOPBACK)
    (page,) = map(json.loads, out.read_text().splitlines())
    assert (page["url"], page["missions"]) == (site.url + "/gone", [])


def test_the_crawl_runs_from_a_copy_of_the_packages_alone(tmp_path: Path) -> None:
    """As installed from a wheel: no checkout, no scrapy.cfg, another working directory."""
    installed = tmp_path / "installed"
    for room in ("crawler", "missions"):
        shutil.copytree(ROOT / room, installed / room)
    program = (
        "import crawler.fetch, crawler.profile as p, missions.records as r, sys\n"
        "start = (p.Start(sys.argv[1], r.PageRole.LIST),)\n"
        "profile = p.SourceProfile('x', 'X', 'other', start, frozenset(), follow=False)\n"
        "rules = crawler.fetch.FetchRules(delay=0, allow_private_addresses=True)\n"
        "print(crawler.fetch.__file__)\n"
        "for page in crawler.fetch.fetch_source(profile, rules): print(page)\n"
    )
    with serving({"/a": Answer(b"page")}) as site:
        done = subprocess.run(
            [sys.executable, "-P", "-c", program, site.url + "/a"],
            cwd="/",
            env=os.environ | {"PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout.startswith(str(installed))
    assert "body=b'page'" in done.stdout
    assert "finish_reason='finished'" in done.stdout
