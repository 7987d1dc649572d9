"""People sign in with an account elsewhere: a small provider for tests answers over a socket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from fastapi.testclient import TestClient
from oidc_provider_mock import User, run_server_in_thread

from settings import OidcSettings
from storage.people import Role
from tests.web.conftest import visit
from tests.web.test_signing_in import OUTSIDE, account
from watch import Watch

WAIT = 10


@dataclass(frozen=True)
class Elsewhere:
    """A provider, and the site that trusts it."""

    issuer: str
    watch: Watch
    site: TestClient

    def answer(self, person: str, **changed: str) -> str:
        """Say at the provider who one is; return the address it sends the browser back to."""
        asked = self.site.get("/sign-in/elsewhere?to=/changes").headers["location"]
        query = {name: value[0] for name, value in parse_qs(urlsplit(asked).query).items()}
        answer = requests.post(
            f"{self.issuer}/oauth2/authorize",
            params=query | changed,
            data={"sub": person},
            allow_redirects=False,
            timeout=WAIT,
        )
        back = urlsplit(answer.headers["location"])
        return f"{back.path}?{back.query}"


@pytest.fixture
def elsewhere(watch: Watch) -> Iterator[Elsewhere]:
    people = (User(sub="1", claims={"preferred_username": "An", "email": "an@example.be"}),)
    with run_server_in_thread(user_claims=people, require_nonce=True) as server:
        issuer = f"http://localhost:{server.server_port}"
        trusting = trust(watch, issuer)
        yield Elsewhere(issuer, trusting, visit(trusting, OUTSIDE))


def trust(watch: Watch, issuer: str, **said: Any) -> Watch:
    oidc = OidcSettings(issuer=issuer, client_id="missionwatch", client_secret="s", **said)
    web = watch.settings.web.model_copy(update={"oidc": oidc})
    mail = watch.settings.mail.model_copy(update={"public_url": "http://localhost"})
    return Watch(watch.settings.model_copy(update={"web": web, "mail": mail}), watch.store)


def test_a_person_whom_the_provider_knows_is_let_in(elsewhere: Elsewhere) -> None:
    assert "Sign in with OpenID Connect" in elsewhere.site.get("/sign-in").text
    answer = elsewhere.site.get(elsewhere.answer("1"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/changes")
    assert elsewhere.site.get("/").status_code == 200
    elsewhere.site.get(elsewhere.answer("1"))
    with elsewhere.watch.store.read() as repository:
        [one] = repository.accounts()
    assert (one.name, one.role) == ("An", Role.READER)
    assert one.identity == f"{elsewhere.issuer} 1"


def test_who_has_the_name_of_an_account_here_does_not_become_it(elsewhere: Elsewhere) -> None:
    account(elsewhere.watch, "an", Role.ADMIN)
    answer = elsewhere.site.get(elsewhere.answer("1"))
    assert answer.status_code == 403
    assert elsewhere.site.get("/").status_code == 303


def test_an_answer_to_another_browsers_question_is_refused(elsewhere: Elsewhere) -> None:
    stolen = elsewhere.answer("1")
    other = visit(elsewhere.watch, OUTSIDE)
    assert other.get(stolen).status_code == 403
    other.get("/sign-in/elsewhere")
    assert other.get(stolen).status_code == 403
    assert other.get("/").status_code == 303


def test_what_was_said_for_another_signing_in_is_refused(elsewhere: Elsewhere) -> None:
    assert elsewhere.site.get(elsewhere.answer("1", nonce="another")).status_code == 403


def test_a_token_for_another_program_is_refused(elsewhere: Elsewhere) -> None:
    address = elsewhere.answer("1", client_id="another")
    assert elsewhere.site.get(address).status_code == 403


def test_who_is_disabled_here_is_not_let_in_from_there(elsewhere: Elsewhere) -> None:
    elsewhere.site.get(elsewhere.answer("1"))
    account(elsewhere.watch, "Bo", Role.ADMIN)
    with elsewhere.watch.store.read() as repository:
        gone = repository.account_named("An")
    assert gone is not None
    elsewhere.watch.disable(gone, by="Bo")
    assert elsewhere.site.get(elsewhere.answer("1")).status_code == 403


def test_a_provider_that_does_not_answer_is_told(watch: Watch) -> None:
    site = visit(trust(watch, "http://localhost:9"), OUTSIDE)
    answer = site.get("/sign-in/elsewhere")
    assert answer.status_code == 403
    assert "did not work" in answer.text


def test_an_issuer_that_speaks_for_another_is_not_trusted(elsewhere: Elsewhere) -> None:
    site = visit(trust(elsewhere.watch, f"{elsewhere.issuer}/"), OUTSIDE)
    assert site.get("/sign-in/elsewhere").status_code == 403
