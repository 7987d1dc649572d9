"""Signing in with an account elsewhere: OpenID Connect's code flow with PKCE, state and nonce.

Needs the extra `oidc`. What the provider says of a person is believed only with its signature, for
us, for this signing in. Nobody becomes somebody who has an account here by having their name there.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import RedirectResponse, Response

from settings import OidcSettings
from storage.errors import AccountExists
from storage.people import AccountRow, Role
from watch import Watch
from watch.signing_in import NameUnusable, usable_name
from web.pages import show
from web.signing_in import Local, enter, local
from web.visitor import Anyone, Visitor, is_encrypted

COOKIE = "missionwatch_elsewhere"
MINUTES = 10
SECONDS = 10
"""How long the provider may take to answer."""
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Signatures with a public key; with others whoever knows our secret could sign."""
MISSING = 'Signing in elsewhere needs the extra: pip install "missionwatch[oidc]"'


class ElsewhereFailed(Exception):
    """The other account could not be used; the message says why."""


def add_oidc(app: FastAPI, watch: Watch) -> None:
    """Let people in whom the configured provider knows. Raises RuntimeError without the extra."""
    settings = watch.settings.web.oidc
    if not settings.issuer:
        return
    if find_spec("authlib") is None or find_spec("requests") is None:
        raise RuntimeError(MISSING)
    provider = Provider(settings, f"{watch.settings.mail.public_url.rstrip('/')}{CALLBACK}")

    @app.get("/sign-in/elsewhere")
    def elsewhere(visitor: Anyone, to: Local = "/") -> Response:
        asked = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        try:
            address = provider.address(asked)
        except ElsewhereFailed as error:
            return _refused(visitor, error)
        answer = RedirectResponse(address, 303)
        answer.set_cookie(
            COOKIE,
            json.dumps(asked | {"to": local(to)}),
            max_age=MINUTES * 60,
            path="/sign-in",
            httponly=True,
            secure=is_encrypted(watch),
            samesite="lax",
        )
        return answer

    @app.get(CALLBACK)
    def back(request: Request, visitor: Anyone, state: str = Query("", max_length=200)) -> Response:
        try:
            asked = _asked(request)
            if not secrets.compare_digest(asked["state"], state):
                raise ElsewhereFailed("the answer is not to a question of this browser")
            said = provider.claims(str(request.url.query), asked)
            account = _account(watch, settings, said, visitor)
        except ElsewhereFailed as error:
            return _refused(visitor, error)
        agent = request.headers.get("User-Agent", "")
        secret = watch.let_in(account, agent=agent, address=visitor.peer)
        answer = enter(watch, secret, asked["to"])
        answer.delete_cookie(COOKIE, path="/sign-in")
        return answer


CALLBACK = "/sign-in/elsewhere/back"


class Provider:
    """The configured identity provider."""

    def __init__(self, settings: OidcSettings, callback: str) -> None:
        self._settings = settings
        self._callback = callback

    def address(self, asked: Mapping[str, str]) -> str:
        """Return where the browser goes to be asked who it is. Raises ElsewhereFailed."""
        with self._session() as session:
            address, _ = session.create_authorization_url(
                self._metadata(session)["authorization_endpoint"],
                state=asked["state"],
                nonce=asked["nonce"],
                code_verifier=asked["verifier"],
            )
        return str(address)

    def claims(self, query: str, asked: Mapping[str, str]) -> Mapping[str, Any]:
        """Return what the provider says of a person, checked. Raises ElsewhereFailed."""
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415
        from joserfc.errors import JoseError  # noqa: PLC0415
        from requests import RequestException  # noqa: PLC0415

        try:
            with self._session() as session:
                metadata = self._metadata(session)
                token = session.fetch_token(
                    metadata["token_endpoint"],
                    authorization_response=f"{self._callback}?{query}",
                    state=asked["state"],
                    code_verifier=asked["verifier"],
                    timeout=SECONDS,
                )
                keys = session.request(
                    "GET", metadata["jwks_uri"], withhold_token=True, timeout=SECONDS
                ).json()
            return self._checked(token["id_token"], keys, asked["nonce"])
        except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError) as error:
            raise ElsewhereFailed(str(error)) from error

    def _checked(self, token: str, keys: Any, nonce: str) -> Mapping[str, Any]:
        from joserfc import jwt  # noqa: PLC0415
        from joserfc.jwk import KeySet  # noqa: PLC0415

        said = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
        rules = jwt.JWTClaimsRegistry(
            now=int(datetime.now(UTC).timestamp()),
            leeway=60,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": self._settings.client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        rules.validate(said)
        return dict(said)

    def _session(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415

        return OAuth2Session(
            self._settings.client_id,
            self._settings.client_secret or None,
            scope="openid profile email",
            redirect_uri=self._callback,
            code_challenge_method="S256",
        )

    def _metadata(self, session: Any) -> Mapping[str, str]:
        from requests import RequestException  # noqa: PLC0415

        address = f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            answer = session.request("GET", address, withhold_token=True, timeout=SECONDS)
            answer.raise_for_status()
            said: Mapping[str, str] = answer.json()
        except (RequestException, ValueError) as error:
            raise ElsewhereFailed(str(error)) from error
        if said.get("issuer") != self._settings.issuer:
            raise ElsewhereFailed(f"{address} speaks for another issuer")
        return said


def _asked(request: Request) -> dict[str, str]:
    """Return what this browser was sent away with. Raises ElsewhereFailed."""
    try:
        kept = json.loads(request.cookies.get(COOKIE, ""))
        return {name: str(kept[name]) for name in ("state", "nonce", "verifier", "to")}
    except (ValueError, KeyError, TypeError):
        raise ElsewhereFailed("it took too long; try again") from None


def _account(
    watch: Watch, settings: OidcSettings, said: Mapping[str, Any], visitor: Visitor
) -> AccountRow:
    """Return the account of whom the provider speaks, made if need be. Raises ElsewhereFailed."""
    identity = f"{said['iss']} {said['sub']}"
    with watch.store.read() as repository:
        account = repository.account_of(identity)
    if account is None:
        account = _new_account(watch, settings, identity, said, visitor)
    if account.disabled_at is not None:
        raise ElsewhereFailed("this account is disabled")
    return account


def _new_account(
    watch: Watch,
    settings: OidcSettings,
    identity: str,
    said: Mapping[str, Any],
    visitor: Visitor,
) -> AccountRow:
    names = (said.get(claim) for claim in ("preferred_username", "email", "name", "sub"))
    try:
        name = usable_name(str(next(one for one in names if one)))
        return watch.add_account_of(identity, name, Role(settings.role), address=visitor.peer)
    except (NameUnusable, AccountExists) as error:
        raise ElsewhereFailed(str(error)) from error


def _refused(visitor: Visitor, error: ElsewhereFailed) -> Response:
    problem = visitor.speech.say(
        "Signing in with the other account did not work: %(why)s.", why=str(error).rstrip(".")
    )
    return show("sign_in", visitor, 403, to="/", name="", problem=problem, elsewhere="")
