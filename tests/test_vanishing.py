"""Followed pages that are gone for good are believed no longer; a slip tells nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from missions.records import ChangeKind, ChangeState, RunStatus
from settings import Settings
from storage.store import Store
from storage.wishes import Wishes
from tests.crawler.sites import Answer, Site, serving
from tests.mails import addressee_and_text
from watch import Watch
from watch.vanishing import is_vanishing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CURRENT = ("UNIFIL", "UNFICYP", "UNDOF", "UNMISS", "MINURSO")
MORE = ("MONUSCO", "UNISFA")
GONE = Answer(b"<title>Gone</title>Nothing is here.", 404)

SOFTLY_GONE = Answer(
    b"<!doctype html><html lang='en'><title>Page not found</title><body><main><h1>Page not found"
    b"</h1><p>The page you are looking for does not exist.</p></main></body></html>"
)


def page(names: tuple[str, ...], links: str = "", title: str = "Current operations") -> Answer:
    items = "".join(f"<li><h3>{name}</h3><p>A mission.</p></li>" for name in names)
    return Answer(
        f'<!doctype html><html lang="en"><title>Operations</title><body><main><h1>{title}</h1>'
        f"<ul>{items}</ul>{links}</main></body></html>".encode()
    )


def link(path: str) -> str:
    return f'<nav class="pager"><a href="{path}">next</a></nav>'


@pytest.fixture
def site() -> Iterator[Site]:
    answers = {"/list": page(CURRENT, link("/list?page=1")), "/list?page=1": page(MORE)}
    with serving(answers) as server:
        yield server


@pytest.fixture
def watch(site: Site, tmp_path: Path) -> Iterator[Watch]:
    settings = Settings.model_validate(
        {
            "storage": {"url": f"sqlite:///{tmp_path}/watch.db"},
            "crawl": {"delay": 0, "allow_private_addresses": True},
            "mail": {"outbox": str(tmp_path / "outbox")},
            "sources": {"un": {"start": [site.url + "/list"], "follow": True}},
        }
    )
    store = Store.open(settings.storage.url)
    store.upgrade()
    with store.begin() as repository:
        repository.subscribe("ops@example.org", Wishes("nl", kinds=("source",)), NOON)
    opened = Watch(settings, store)
    assert opened.crawl("un", at=NOON).missions == len(CURRENT + MORE)
    yield opened
    store.close()


def crawl(watch: Watch, day: float) -> RunStatus:
    return watch.crawl("un", at=NOON + day * DAY).status


def told(watch: Watch) -> list[tuple[str, str | None, str]]:
    with watch.store.read() as repository:
        return [
            (str(row.change.kind), row.change.mission, str(row.change.state))
            for row in repository.changes()
            if row.change.field != "health"
        ]


def listed(watch: Watch) -> set[str]:
    return {row.told.listing.mission for row in watch.missions()}


REMOVED = [("removed", "monusco", "confirmed"), ("removed", "unisfa", "confirmed")]
NOTE = ("source", None, "confirmed")


@pytest.mark.parametrize(
    "changed",
    [
        {"/list?page=1": GONE},
        {"/list?page=1": Answer(b"", 410)},
        {"/list?page=1": SOFTLY_GONE},
        {"/list": page(CURRENT)},
    ],
)
def test_a_page_gone_on_two_healthy_checks_takes_with_it_what_only_it_said(
    watch: Watch, site: Site, changed: dict[str, Answer]
) -> None:
    site.answers.update(changed)
    crawl(watch, 1)
    assert told(watch) == []
    assert len(listed(watch)) == len(CURRENT + MORE)
    crawl(watch, 2)
    assert sorted(told(watch), key=str) == [*REMOVED, NOTE]
    assert len(listed(watch)) == len(CURRENT)
    crawl(watch, 3)
    crawl(watch, 4)
    assert len(told(watch)) == len([*REMOVED, NOTE])


def test_the_scheduler_looks_again_soon_while_a_page_is_gone_and_believed(
    watch: Watch, site: Site
) -> None:
    def vanishing() -> bool:
        with watch.store.read() as repository:
            return is_vanishing(repository, watch.profiles()["un"])

    assert not vanishing()
    site.answers["/list?page=1"] = GONE
    crawl(watch, 1)
    assert vanishing()
    crawl(watch, 2)
    assert not vanishing()


def test_operators_are_told_in_their_language(watch: Watch, site: Site, tmp_path: Path) -> None:
    site.answers["/list?page=1"] = GONE
    crawl(watch, 1)
    crawl(watch, 2)
    watch.notify(NOON + 2 * DAY)
    mails = [addressee_and_text(file) for file in (tmp_path / "outbox").glob("*.eml")]
    ((_, text),) = mails
    words = " ".join(text.split())
    assert f"{site.url}/list?page=1" in words
    assert "wordt niet meer geloofd" in words


@pytest.mark.parametrize("answer", [GONE, SOFTLY_GONE, Answer(b"", 503)])
def test_a_page_that_is_back_at_the_next_check_tells_nothing(
    watch: Watch, site: Site, answer: Answer
) -> None:
    for day in range(1, 7):
        site.answers["/list?page=1"] = answer if day % 2 else page(MORE)
        crawl(watch, day)
    assert told(watch) == []


def test_a_page_that_only_fails_is_believed_for_ever(watch: Watch, site: Site) -> None:
    site.answers["/list?page=1"] = Answer(b"", 503)
    for day in range(1, 5):
        crawl(watch, day)
    assert told(watch) == []
    assert len(listed(watch)) == len(CURRENT + MORE)


def test_checks_that_failed_do_not_count(watch: Watch, site: Site) -> None:
    start = site.answers["/list"]
    site.answers |= {"/list": Answer(b"", 503), "/list?page=1": GONE}
    for day in range(1, 4):
        assert crawl(watch, day) is RunStatus.FAILED
    site.answers["/list"] = start
    assert crawl(watch, 4) is RunStatus.PARTIAL
    assert told(watch) == []
    crawl(watch, 5)
    assert len(told(watch)) == len([*REMOVED, NOTE])


def test_missions_that_another_page_lists_have_not_gone(watch: Watch, site: Site) -> None:
    site.answers |= {"/list": page(CURRENT + MORE), "/list?page=1": GONE}
    crawl(watch, 1)
    crawl(watch, 2)
    assert told(watch) == [NOTE]


def test_what_a_page_says_that_comes_back_after_all_is_news(watch: Watch, site: Site) -> None:
    site.answers["/list?page=1"] = GONE
    crawl(watch, 1)
    crawl(watch, 2)
    site.answers["/list?page=1"] = page(MORE)
    crawl(watch, 3)
    crawl(watch, 4)
    added = [one for one in told(watch) if one[0] == "added"]
    assert added == [("added", "monusco", "confirmed"), ("added", "unisfa", "confirmed")]
    assert len(listed(watch)) == len(CURRENT + MORE)


def test_a_page_with_much_of_the_list_is_held_and_retired_when_a_person_accepts(
    watch: Watch, site: Site
) -> None:
    site.answers |= {"/list": page(CURRENT[:3], link("/list?page=1"))}
    site.answers |= {"/list?page=1": page(CURRENT[3:] + MORE)}
    crawl(watch, 0.5)
    site.answers["/list?page=1"] = GONE
    assert crawl(watch, 1) is RunStatus.PARTIAL
    held = watch.crawl("un", at=NOON + 2 * DAY)
    assert held.status is RunStatus.HELD
    assert told(watch)[1:] == []
    watch.accept_run(held.run, "ann", "split up")
    with watch.store.read() as repository:
        removed = repository.changes(kind=ChangeKind.REMOVED, state=ChangeState.CONFIRMED)
    assert len(removed) == 4
    assert crawl(watch, 3) is RunStatus.PARTIAL
    assert len(listed(watch)) == 3


def dated(until: str) -> Answer:
    items = "".join(f"<li><h3>{name}</h3><p>Mandate until: {until}</p></li>" for name in CURRENT)
    return Answer(
        '<!doctype html><html lang="en"><title>Operations</title><body><main>'
        f"<h1>Current operations</h1><ul>{items}</ul></main></body></html>".encode()
    )


def test_what_a_start_page_said_that_is_gone_hides_no_news_of_another(
    site: Site, tmp_path: Path
) -> None:
    site.answers.update({"/old": dated("31 August 2025"), "/new": dated("31 August 2025")})
    settings = Settings.model_validate(
        {
            "storage": {"url": f"sqlite:///{tmp_path}/moved.db"},
            "crawl": {"delay": 0, "allow_private_addresses": True},
            "sources": {"un": {"start": [site.url + "/old", site.url + "/new"]}},
        }
    )
    with closing(Store.open(settings.storage.url)) as store:
        store.upgrade()
        watch = Watch(settings, store)
        crawl(watch, 0)
        site.answers["/old"] = GONE
        crawl(watch, 1)
        crawl(watch, 2)
        assert told(watch) == []
        site.answers["/new"] = dated("31 August 2026")
        crawl(watch, 3)
        assert told(watch) == [("field", one.lower(), "confirmed") for one in CURRENT]
