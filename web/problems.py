"""Every error is a page of ours, with the sentence that the rooms give."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from storage.errors import NotFound, Refused, StorageError, SubscriberUnknown
from watch import UnknownMission, UnknownSource
from web.pages import page, speech_of
from web.visitor import NotAllowed, SignInFirst, language_of, local_address


def add_problems(app: FastAPI) -> None:
    """Answer what goes wrong."""

    @app.exception_handler(NotFound)
    @app.exception_handler(UnknownMission)
    @app.exception_handler(UnknownSource)
    def unknown(request: Request, error: Exception) -> HTMLResponse:
        return problem(request, 404, speech_of(language_of(request)).say("Not found"), str(error))

    @app.exception_handler(SubscriberUnknown)
    def left(request: Request, error: Exception) -> HTMLResponse:
        speech = speech_of(language_of(request))
        sentence = speech.say(
            "Nobody gets mail through this link: they left already, or it was cut short."
        )
        return problem(request, 404, speech.say("Not subscribed"), sentence)

    @app.exception_handler(SignInFirst)
    def sign_in_first(request: Request, error: Exception) -> Response:
        to = local_address(request) if request.method in ("GET", "HEAD") else "/"
        return RedirectResponse(f"/sign-in?{urlencode({'to': to})}", 303)

    @app.exception_handler(NotAllowed)
    def not_allowed(request: Request, error: Exception) -> HTMLResponse:
        speech = speech_of(language_of(request))
        sentence = speech.say("Your role does not let you do this. Ask an administrator.")
        return problem(request, 403, speech.say("Not allowed"), sentence)

    @app.exception_handler(Refused)
    def not_now(request: Request, error: Exception) -> HTMLResponse:
        title = speech_of(language_of(request)).say("That cannot be done now")
        return problem(request, 409, title, str(error))

    @app.exception_handler(StorageError)
    def unusable(request: Request, error: Exception) -> HTMLResponse:
        title = speech_of(language_of(request)).say("The storage cannot be used")
        return problem(request, 503, title, str(error))

    @app.exception_handler(RequestValidationError)
    def not_understood(request: Request, error: Exception) -> HTMLResponse:
        speech = speech_of(language_of(request))
        sentence = speech.say("Nothing has this address, or one of its filters is not understood.")
        return problem(request, 404, speech.say("Not found"), sentence)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> HTMLResponse:
        answer = problem(request, error.status_code, error.detail, "")
        answer.headers.update(error.headers or {})
        return answer


def problem(request: Request, status: int, title: str, sentence: str) -> HTMLResponse:
    """Return a page that says what went wrong."""
    return page("problem", status, language_of(request), title=title, sentence=sentence)
