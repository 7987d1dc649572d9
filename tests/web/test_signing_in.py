"""Who is let in, as whom, and who is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from settings import Settings
from storage.people import AccountRow, Role
from tests.web.conftest import visit
from watch import Watch
from watch.signing_in import INVITED_FOR, TRIES_OF_A_NAME, hashed
from web.app import create_app
from web.signing_in import local

SENTENCE = "vier vredesmissies per jaar"
OUTSIDE = "192.0.2.7"
PUBLIC = (
    "/sign-in",
    "/sign-out",
    "/invitation/{secret}",
    "/subscribe",
    "/confirm/{link}",
    "/preferences/{link}",
    "/preferences/{link}/pause",
    "/preferences/{link}/resume",
    "/unsubscribe/{link}",
    "/feeds/mine/{link}.atom",
    "/feeds/kept/{token}.atom",
    "/calendar/mine/{link}.ics",
    "/healthz",
)
"""What needs no account: a link's own secret opens it, or there is nothing to see."""


def account(watch: Watch, name: str = "An", role: Role = Role.READER) -> AccountRow:
    """Return an account whose password is `SENTENCE`."""
    made = watch.add_account(name, role, by="test")
    return watch.accept_invitation(watch.invite(made, by="test"), name, SENTENCE)


def signed_in(watch: Watch, name: str, host: str = OUTSIDE) -> TestClient:
    site = visit(watch, host)
    assert site.post("/sign-in", data={"name": name, "password": SENTENCE}).status_code == 303
    return site


def routes(watch: Watch) -> list[APIRoute]:
    return [one for one in create_app(watch).routes if isinstance(one, APIRoute)]


def test_without_accounts_the_site_is_open_to_its_machine_alone(watch: Watch) -> None:
    assert visit(watch).get("/").status_code == 200
    assert visit(watch, OUTSIDE).get("/").headers["location"] == "/sign-in?to=%2F"
    assert visit(watch, **{"X-Forwarded-For": "127.0.0.1"}).get("/").status_code == 303
    assert visit(watch).get("http://rebound.example/").status_code == 303


def test_the_first_link_makes_an_administrator_once(watch: Watch) -> None:
    link = f"/invitation/{watch.invite(None, by='')}"
    site = visit(watch, OUTSIDE)
    assert site.get(link).status_code == 200
    answer = site.post(link, data={"name": "An", "password": SENTENCE, "again": SENTENCE})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert site.get("/").status_code == 200
    assert visit(watch).get("/").status_code == 303
    assert visit(watch, OUTSIDE).get(link).status_code == 404
    with watch.store.read() as repository:
        assert [(one.name, one.role) for one in repository.accounts()] == [("An", Role.ADMIN)]


def test_a_first_link_printed_before_somebody_made_an_account_is_void(watch: Watch) -> None:
    link = f"/invitation/{watch.invite(None, by='')}"
    account(watch)
    assert visit(watch).get(link).status_code == 404


def test_an_invitation_is_void_after_three_days(watch: Watch) -> None:
    made = watch.add_account("An", Role.READER, by="test")
    secret = watch.invite(made, by="test")
    with watch.store.read() as repository:
        late = datetime.now(UTC) + INVITED_FOR + timedelta(seconds=1)
        assert repository.invited(hashed(secret), late) is None
        assert repository.invited(hashed(secret), datetime.now(UTC)) == (made,)


@pytest.mark.parametrize(
    ("name", "password", "again"),
    [
        ("An", "too short", "too short"),
        ("An", SENTENCE, SENTENCE + "?"),
        ("", SENTENCE, SENTENCE),
        ("An of the peace desk", "an of the PEACE desk", "an of the PEACE desk"),
        ("An", "x" * 257, "x" * 257),
    ],
)
def test_a_weak_password_or_no_name_leaves_the_link_good(
    watch: Watch, name: str, password: str, again: str
) -> None:
    link = f"/invitation/{watch.invite(None, by='')}"
    site = visit(watch, OUTSIDE)
    answer = site.post(link, data={"name": name, "password": password, "again": again})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert site.get(link).status_code == 200


def test_a_browser_gets_a_new_secret_at_each_signing_in(watch: Watch) -> None:
    account(watch)
    site = visit(watch, OUTSIDE)
    site.cookies.set("missionwatch", "chosen by somebody else")
    first = site.post("/sign-in", data={"name": "an ", "password": SENTENCE})
    cookie = first.headers["set-cookie"]
    assert "chosen" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    second = visit(watch, OUTSIDE).post("/sign-in", data={"name": "An", "password": SENTENCE})
    assert second.headers["set-cookie"] != cookie


def test_over_tls_the_cookie_is_for_this_host_and_tls_alone(watch: Watch) -> None:
    settings = watch.settings.model_copy(
        update={"mail": watch.settings.mail.model_copy(update={"public_url": "https://mw.example"})}
    )
    secure = Watch(settings, watch.store)
    account(secure)
    answer = visit(secure, OUTSIDE).post("/sign-in", data={"name": "An", "password": SENTENCE})
    assert answer.headers["set-cookie"].startswith("__Host-missionwatch=")
    assert "Secure" in answer.headers["set-cookie"]


def test_a_wrong_name_and_a_wrong_password_are_told_alike(watch: Watch) -> None:
    account(watch)
    site = visit(watch, OUTSIDE)
    wrong = [{"name": "An", "password": "no"}, {"name": "Bo", "password": SENTENCE}]
    answers = [site.post("/sign-in", data=one) for one in wrong]
    assert [one.status_code for one in answers] == [403, 403]
    assert answers[0].text.replace('value="An"', 'value="Bo"') == answers[1].text


def test_after_many_wrong_passwords_not_even_the_right_one_is_looked_at(watch: Watch) -> None:
    account(watch)
    site = visit(watch, OUTSIDE)
    for _ in range(TRIES_OF_A_NAME):
        assert site.post("/sign-in", data={"name": "An", "password": "no"}).status_code == 403
    assert site.post("/sign-in", data={"name": "AN", "password": SENTENCE}).status_code == 429
    with watch.store.begin() as repository:
        assert repository.failures("An", "", datetime.now(UTC) + timedelta(minutes=1)) == (0, 0)
    assert site.post("/sign-in", data={"name": "An", "password": SENTENCE}).status_code == 303


@pytest.mark.parametrize(
    ("to", "kept"),
    [
        ("/changes?kind=ended", "/changes?kind=ended"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_to_no_other_site(to: str, kept: str) -> None:
    assert local(to) == kept


def test_nothing_is_shown_or_done_without_an_account(watch: Watch) -> None:
    account(watch)
    site = visit(watch)
    for route in routes(watch):
        if route.path in PUBLIC:
            continue
        address = route.path_format.replace("{change_id}", "1").replace("{snapshot_id}", "1")
        address = address.replace("{number}", "1").replace("{name}", "UN")
        for method in route.methods - {"HEAD"}:
            answer = site.request(method, address)
            assert answer.status_code in (303, 401), (method, address)
            if answer.status_code == 303:
                assert answer.headers["location"].startswith("/sign-in"), (method, address)


def test_a_page_of_another_site_can_change_nothing(watch: Watch) -> None:
    account(watch, role=Role.ADMIN)
    site = signed_in(watch, "An")
    for route in routes(watch):
        for method in route.methods - {"GET", "HEAD"}:
            for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
                answer = site.request(method, route.path_format, headers=headers)
                assert answer.status_code == 403, (method, route.path)
    assert site.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    assert site.post("/sign-out", headers=own).status_code == 303


def test_a_program_without_origin_may_unsubscribe_by_one_click(watch: Watch) -> None:
    assert visit(watch, OUTSIDE).post("/unsubscribe/1.cut").status_code == 404


def test_signing_out_ends_it_in_this_browser_alone(watch: Watch) -> None:
    account(watch)
    one, other = signed_in(watch, "An"), signed_in(watch, "An")
    secret = one.cookies["missionwatch"]
    assert one.post("/sign-out").headers["location"] == "/sign-in"
    one.cookies.set("missionwatch", secret)
    assert one.get("/").status_code == 303
    assert other.get("/").status_code == 200


def test_another_password_signs_out_everywhere_else(watch: Watch) -> None:
    account(watch)
    one, other = signed_in(watch, "An"), signed_in(watch, "An")
    new = {"old": SENTENCE, "new": SENTENCE + "!", "again": SENTENCE + "!"}
    assert one.post("/account/password", data=new | {"old": "no"}).status_code == 422
    assert one.post("/account/password", data=new).status_code == 303
    assert one.get("/account").status_code == 200
    assert other.get("/account").status_code == 303


def test_nobody_ends_what_is_somebody_elses(watch: Watch) -> None:
    account(watch, "An"), account(watch, "Bo")
    an, bo = signed_in(watch, "An"), signed_in(watch, "Bo")
    token = hashed(an.cookies["missionwatch"])
    bo.post("/account/sign-ins/end", data={"token": token})
    an.post("/account/tokens", data={"name": "script"})
    bo.post("/account/tokens/1/revoke")
    assert an.get("/").status_code == 200
    with watch.store.read() as repository:
        owner = repository.account_named("An")
        assert owner is not None
        assert [one.name for one in repository.tokens(owner.id)] == ["script"]


def test_who_is_disabled_is_out_at_once(watch: Watch) -> None:
    account(watch, "An", Role.ADMIN)
    gone = account(watch, "Bo")
    secret = watch.add_token(gone, "script")
    site = signed_in(watch, "Bo")
    watch.disable(gone, by="An")
    assert site.get("/").status_code == 303
    assert watch.program(secret, datetime.now(UTC)) is None
    again = {"name": "Bo", "password": SENTENCE}
    assert visit(watch, OUTSIDE).post("/sign-in", data=again).status_code == 403


def test_a_role_allows_what_the_lesser_ones_do() -> None:
    assert [Role.REVIEWER.may(one) for one in Role] == [True, True, False]


def test_who_is_not_signed_in_may_read_where_that_is_wished(watch: Watch) -> None:
    account(watch)
    open_to_all = watch.settings.web.model_copy(update={"anonymous_reading": True})
    settings: Settings = watch.settings.model_copy(update={"web": open_to_all})
    site = visit(Watch(settings, watch.store), OUTSIDE)
    assert site.get("/changes").status_code == 200
    assert site.get("/account").status_code in (303, 403)


def test_a_page_speaks_the_language_of_the_account_unless_another_was_asked_for(
    watch: Watch,
) -> None:
    account(watch)
    site = signed_in(watch, "An")
    site.post("/account/tastes", data={"language": "nl", "timezone": "Africa/Kinshasa"})
    assert '<html lang="nl">' in site.get("/").text
    assert '<html lang="fr">' in site.get("/?lang=fr").text
    assert '<html lang="fr">' in site.get("/").text


def test_what_is_done_to_accounts_is_noted(watch: Watch) -> None:
    made = account(watch)
    signed_in(watch, "An")
    watch.set_role(made, Role.ADMIN, by="Bo")
    with watch.store.read() as repository:
        noted = [(one.by, one.action, one.address) for one in repository.actions()]
    assert noted == [
        ("Bo", "account.role", ""),
        ("An", "sign-in", OUTSIDE),
        ("An", "account.password", ""),
        ("test", "account.invite", ""),
        ("test", "account.add", ""),
    ]
