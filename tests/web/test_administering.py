"""Sources, subscribers, accounts and mail are looked after on the site, by administrators alone."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from lxml import html as lxml_html

from missions.records import Severity
from storage.people import Role
from storage.rows import SubscriberRow
from storage.wishes import Frequency
from tests.mails import addressee_and_text
from tests.web.conftest import MOMENT, visit
from tests.web.test_site import HOSTILE, text_of
from tests.web.working import OUTSIDE, as_role
from watch import Watch
from web.app import create_app
from web.visitor import Needs

PAGES = [
    "/crawl", "/runs", "/held", "/new-missions", "/admin", "/admin/sources", "/admin/subscribers",
    "/admin/subscribers/new", "/admin/users", "/admin/mail", "/admin/audit",
]  # fmt: skip


def needed(route: APIRoute) -> Role | None:
    """Return the role that a route asks for; None where it asks for none of them."""
    roles = [one.call._role for one in route.dependant.dependencies if isinstance(one.call, Needs)]
    return max(roles, key=list(Role).index, default=None)


def addresses(watch: Watch) -> list[tuple[str, str, Role | None]]:
    return [
        (method, re.sub(r"\{[^}]*\}", "1", one.path_format), needed(one))
        for one in create_app(watch).routes
        if isinstance(one, APIRoute)
        for method in sorted(one.methods - {"HEAD"})
    ]


def test_a_role_is_refused_everything_above_it(watch: Watch) -> None:
    as_role(watch, Role.ADMIN)
    sites = {role: as_role(watch, role, f"a {role}") for role in (Role.READER, Role.REVIEWER)}
    above = [one for one in addresses(watch) if one[2] in (Role.REVIEWER, Role.ADMIN)]
    assert len(above) >= 35
    for method, address, role in above:
        assert role is not None
        for mine, site in sites.items():
            if not mine.may(role):
                assert site.request(method, address).status_code == 403, (mine, method, address)
    assert watch.actions(by="a reader")[0].action == "sign-in"
    assert watch.actions(by="a reviewer")[0].action == "sign-in"


def test_what_changes_something_for_others_asks_for_more_than_reading(watch: Watch) -> None:
    unsafe = [one for one in addresses(watch) if one[0] != "GET" and one[1].startswith("/admin")]
    assert unsafe
    assert {role for _, _, role in unsafe} == {Role.ADMIN}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_valid_and_carry_no_inline_code(
    site: TestClient, watch: Watch, page: str, language: str
) -> None:
    watch.note_within_limits(HOSTILE, "crawl.start", HOSTILE, address=HOSTILE)
    answer = site.get(f"{page}?lang={language}")
    assert answer.status_code == 200
    html5lib.HTMLParser(strict=True).parse(answer.text)
    document = lxml_html.document_fromstring(answer.text)
    assert not document.xpath("//script | //style | //img | //@style | //@onerror | //@onclick")
    assert "/static/work.css" in answer.text


def test_the_policy_lets_our_own_script_alone_run(site: TestClient) -> None:
    policy = site.get("/crawl").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy
    assert "unsafe" not in policy


def test_a_source_is_added_paused_and_removed(watch: Watch) -> None:
    site = as_role(watch, Role.ADMIN, "An")
    told = {"id": "au", "url": "https://au.example/missions", "organisation": "other"}
    site.post("/admin/sources/add", data=told)
    assert watch.profiles()["au"].name == "au.example"
    assert site.post("/admin/sources/add", data=told).status_code == 409
    site.post("/admin/sources/au/pause")
    assert "Resume au.example" in site.get("/admin/sources").text
    site.post("/admin/sources/au/resume")
    assert site.post("/admin/sources/un/remove").status_code == 409
    assert site.post("/admin/sources/nowhere/remove").status_code == 404
    site.post("/admin/sources/au/remove")
    assert "au" not in watch.profiles()
    noted = [(one.action, one.subject, one.by, one.address) for one in watch.actions(limit=4)]
    assert noted == [
        (action, "au", "An", OUTSIDE)
        for action in ("source.remove", "source.resume", "source.pause", "source.add")
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"id": "Über"}, {"id": ""}, {"url": "file:///etc/passwd"}, {"organisation": "AU"}],
)
def test_a_source_that_cannot_be_watched_keeps_the_form(
    site: TestClient, watch: Watch, wrong: dict[str, str]
) -> None:
    told = {"id": "au", "url": "https://au.example/", "name": "Ours", **wrong}
    answer = site.post("/admin/sources/add", data=told)
    assert answer.status_code == 422
    assert 'value="Ours"' in answer.text
    assert "au" not in watch.profiles()


def subscriber(watch: Watch, number: int = 1) -> SubscriberRow:
    with watch.store.read() as repository:
        return repository.subscriber(number)


def test_a_subscriber_is_added_changed_paused_and_let_go(watch: Watch) -> None:
    site = as_role(watch, Role.ADMIN, "An")
    told = {"email": "jan@example.be", "language": "nl", "frequency": "daily", "operator": "1"}
    answer = site.post("/admin/subscribers/new", data=told)
    assert answer.headers["location"] == "/admin/subscribers/1?done=saved"
    row = subscriber(watch)
    assert (row.wishes.language, row.wishes.frequency) == ("nl", Frequency.DAILY)
    assert (row.wishes.kinds, row.confirmed_at is None) == (("source",), False)
    site.post("/admin/subscribers/1", data={"severity": "high", "missions": "UNIFIL"})
    wishes = subscriber(watch).wishes
    assert (wishes.severity, wishes.missions, wishes.kinds) == (Severity.HIGH, ("unifil",), ())
    wrong = site.post("/admin/subscribers/1", data={"missions": "NOSUCH"})
    assert (wrong.status_code, "NOSUCH" in wrong.text) == (422, True)
    assert site.post("/admin/subscribers/1/pause", data={"until": "soon"}).status_code == 422
    site.post("/admin/subscribers/1/pause", data={"until": "2999-01-31"})
    assert "paused" in text_of(site.get("/admin/subscribers").text)
    site.post("/admin/subscribers/1/resume")
    assert subscriber(watch).paused_at is None
    site.post("/admin/subscribers/1/remove")
    assert site.get("/admin/subscribers/1").status_code == 404
    actions = ["remove", "resume", "pause", "set", "set"]
    noted = [(one.action, one.subject) for one in watch.actions(limit=5)]
    assert noted == [(f"subscriber.{one}", "jan@example.be") for one in actions]


@pytest.mark.parametrize(
    "email", ["", "jan", "a@b\r\nBcc: x@y.example", "https:///x", "Jan <jan@example.be>"]
)
def test_nothing_is_sent_to_what_is_no_address(site: TestClient, watch: Watch, email: str) -> None:
    assert site.post("/admin/subscribers/new", data={"email": email}).status_code == 422
    with watch.store.read() as repository:
        assert repository.subscribers() == []


def test_the_address_of_a_service_is_shown_nowhere_whole(site: TestClient, watch: Watch) -> None:
    site.post("/admin/subscribers/new", data={"email": "https://hooks.example/secret-key"})
    pages = [site.get(page).text for page in ("/admin/subscribers", "/admin/subscribers/1")]
    pages.append(site.get("/admin/audit").text)
    assert all("hooks.example" in page and "secret-key" not in page for page in pages)


def test_an_account_is_added_with_a_link_that_is_shown_once(watch: Watch) -> None:
    site = as_role(watch, Role.ADMIN, "An")
    answer = site.post("/admin/users/add", data={"name": "Bo", "role": "reviewer"})
    found = re.search(r"http://[^<]*(/invitation/[\w-]+)", answer.text)
    assert found
    assert answer.headers["cache-control"] == "no-store"
    assert visit(watch, OUTSIDE).get(found[1]).status_code == 200
    assert "/invitation/" not in site.get("/admin/users").text
    assert found[1].rpartition("/")[2] not in site.get("/admin/audit").text
    again = site.post("/admin/users/2/invite")
    assert "/invitation/" in again.text
    assert visit(watch, OUTSIDE).get(found[1]).status_code == 404
    assert site.post("/admin/users/add", data={"name": "bo"}).status_code == 409
    assert site.post("/admin/users/add", data={"name": "\n"}).status_code == 422


def test_roles_change_and_accounts_are_disabled_but_never_the_last_administrator(
    watch: Watch,
) -> None:
    site = as_role(watch, Role.ADMIN, "An")
    as_role(watch, Role.READER, "Bo")
    for done in (
        site.post("/admin/users/1/role", data={"role": "reader"}),
        site.post("/admin/users/1/disable"),
    ):
        assert done.status_code == 409
        assert "“An” is the last administrator." in done.text
    site.post("/admin/users/2/role", data={"role": "reviewer"})
    site.post("/admin/users/2/disable")
    with watch.store.read() as repository:
        row = repository.account(2)
    assert (row.role, row.disabled_at is None) == (Role.REVIEWER, False)
    assert site.post("/admin/users/2/invite").status_code == 409
    site.post("/admin/users/2/enable")
    site.post("/admin/users/2/role", data={"role": "emperor"})
    with watch.store.read() as repository:
        row = repository.account(2)
    assert (row.role, row.disabled_at) == (Role.READER, None)
    assert site.post("/admin/users/9/disable").status_code == 404


def test_a_trial_mail_goes_out_and_is_noted(
    watch: Watch, site: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = site.post("/admin/mail/trial", data={"email": "jan@example.be", "language": "nl"})
    assert answer.headers["location"] == "/admin/mail?done=trial"
    (file,) = (tmp_path / "var/outbox").glob("*.eml")
    assert addressee_and_text(file)[0] == "jan@example.be"
    assert [one.action for one in watch.actions()] == ["mail.trial"]
    hostile = {"email": "jan@example.be\r\nBcc: a@b.example"}
    assert site.post("/admin/mail/trial", data=hostile).status_code == 422


def test_the_mail_that_was_written_is_shown_and_filtered(watch: Watch, site: TestClient) -> None:
    site.post("/subscribe", data={"email": "jan@example.be"})
    for query in ("", "?state=queued", "?to=JAN@example.be", "?state=nonsense"):
        assert "jan@example.be" in site.get(f"/admin/mail{query}").text
    assert "No message is like that." in site.get("/admin/mail?state=sent").text


def test_who_did_what_is_told_newest_first_by_person_and_action(
    watch: Watch, site: TestClient
) -> None:
    with watch.store.begin() as repository:
        for number in range(120):
            by = "An" if number % 2 else "Bo"
            repository.note_action(by, "crawl.start", f"s{number}", MOMENT, address="::1")
        repository.note_action("An", "source.add", "au", MOMENT, detail={"url": HOSTILE})
    first = site.get("/admin/audit?by=An").text
    assert "<img" not in first
    older = re.search(r'href="(/admin/audit\?[^"]*)">Older', first)
    assert older
    second = site.get(older[1].replace("&amp;", "&")).text
    seen = re.findall(r"<td>(s\d+)", first + second)
    assert seen == [f"s{number}" for number in range(119, 0, -2)]
    assert "Older" not in second
    only = site.get("/admin/audit?action=source.add").text
    assert len(re.findall(r"<tr><td>", only)) == 1


def test_the_first_account_is_an_administrators(watch: Watch, site: TestClient) -> None:
    assert site.post("/admin/users/add", data={"name": "Bo"}).status_code == 422
    assert site.get("/admin/users").status_code == 200
    answer = site.post("/admin/users/add", data={"name": "Bo", "role": "admin"})
    assert "/invitation/" in answer.text
    assert visit(watch).get("/admin/users").status_code == 303
