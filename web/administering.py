"""The administration's own page, the mail that went, and who did what."""

from __future__ import annotations

import json
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from notifier.cleaning import clean
from notifier.errors import BadAddress
from notifier.message import bare_address
from notifier.values import N_
from storage.people import AuditRow
from storage.rows import MessageRow, MessageState
from watch import Watch
from watch.addresses import meant_address, shown_address
from web.choices import LANGUAGES
from web.pages import show
from web.parameters import LARGEST_NUMBER, Before, Filter, Text, shown_by
from web.visitor import Administering, Visitor

A_PAGE = 50
MOST_MAIL = 100
MESSAGE_STATES = {
    MessageState.QUEUED: N_("waits"),
    MessageState.SENT: N_("sent"),
    MessageState.FAILED: N_("refused for good"),
    MessageState.BOUNCED: N_("came back"),
    MessageState.WITHDRAWN: N_("withdrawn"),
}
ACTIONS = {
    "account.add": N_("added an account"),
    "account.disable": N_("disabled an account"),
    "account.enable": N_("enabled an account"),
    "account.invite": N_("made a link to choose a password"),
    "account.password": N_("chose a password"),
    "account.role": N_("changed a role"),
    "crawl.preview": N_("looked at an address"),
    "crawl.start": N_("started a crawl"),
    "mail.trial": N_("sent a trial mail"),
    "register.add": N_("added a mission"),
    "register.confirm": N_("confirmed a mission"),
    "register.dismiss": N_("dismissed an entry"),
    "register.merge": N_("merged a mission"),
    "register.rename": N_("renamed a mission"),
    "run.accept": N_("accepted a held crawl"),
    "run.discard": N_("discarded a held crawl"),
    "sign-in": N_("signed in"),
    "sign-in.refused": N_("gave a wrong password"),
    "source.add": N_("added a source"),
    "source.pause": N_("paused a source"),
    "source.remove": N_("removed a source"),
    "source.resume": N_("resumed a source"),
    "subscriber.pause": N_("paused a subscriber"),
    "subscriber.remove": N_("unsubscribed somebody"),
    "subscriber.resume": N_("resumed a subscriber"),
    "subscriber.set": N_("set what a subscriber gets"),
    "token.add": N_("made a token for a program"),
    "token.revoke": N_("revoked a token"),
}
"""What the names of actions mean; a name that is not here is shown as it is."""


@dataclass(frozen=True)
class MessageView:
    """One message."""

    queued: str
    state: str
    tone: str
    to: str
    subject: str
    tries: int
    error: str


@dataclass(frozen=True)
class ActionView:
    """Something that somebody did."""

    at: str
    by: str
    action: str
    words: str
    subject: str
    address: str
    detail: str


def add_administering(app: FastAPI, watch: Watch) -> None:
    """Add the administration's overview, the log of mail and the audit log."""
    shown = shown_by(app)

    @shown("/admin")
    def admin(visitor: Administering) -> HTMLResponse:
        with watch.store.read() as repository:
            sources, rows = len(watch.profiles()), repository.source_rows()
            subscribers = len(repository.subscribers())
            accounts = len(repository.accounts())
            waiting = repository.waiting_messages()
        return show(
            "admin",
            visitor,
            sources=sources,
            paused=sum(row.paused for row in rows),
            subscribers=subscribers,
            accounts=accounts,
            waiting=waiting,
            actions=[print_action(one, visitor) for one in watch.actions(limit=5)],
        )

    @shown("/admin/mail")
    def mail(
        visitor: Administering, state: Filter = "", to: Filter = "", done: Filter = ""
    ) -> HTMLResponse:
        return _mail(watch, visitor, clean(state), clean(to), done=done)

    @app.post("/admin/mail/trial", response_class=HTMLResponse)
    def trial(visitor: Administering, email: Text = "", language: Text = "en") -> Response:
        spoken = language if language in LANGUAGES else "en"
        try:
            bare_address(email.strip())
        except BadAddress:
            problem = visitor.speech.say(
                "That is no mail address. Write for example name@example.org."
            )
            return _mail(watch, visitor, problem=problem, status=422)
        trouble = watch.send_trial(
            email.strip(), spoken, by=visitor.signature, address=visitor.peer
        )
        if trouble:
            return _mail(watch, visitor, problem=clean(trouble, 400), status=502)
        return RedirectResponse("/admin/mail?done=trial", 303)

    @shown("/admin/audit")
    def audit(
        visitor: Administering,
        by: Filter = "",
        action: Filter = "",
        before: Before = LARGEST_NUMBER,
    ) -> HTMLResponse:
        chosen = {"by": clean(by), "action": clean(action)}
        rows = watch.actions(before, A_PAGE + 1, **chosen)
        with watch.store.read() as repository:
            actors, kinds = repository.actors(), repository.kinds_of_action()
        return show(
            "audit",
            visitor,
            actions=[print_action(one, visitor) for one in rows[:A_PAGE]],
            older=rows[A_PAGE - 1].id if len(rows) > A_PAGE else None,
            chosen=chosen,
            actors=[clean(one, 80) for one in actors],
            kinds=[(one, _words(one, visitor)) for one in kinds],
        )


def print_action(row: AuditRow, visitor: Visitor) -> ActionView:
    """Return what somebody did for a page."""
    detail = json.dumps(row.detail, ensure_ascii=False) if row.detail else ""
    return ActionView(
        at=visitor.moment(row.at),
        by=clean(row.by, 80),
        action=clean(row.action, 60),
        words=_words(row.action, visitor),
        subject=clean(row.subject, 300),
        address=clean(row.address, 60),
        detail=clean(detail, 600),
    )


def _words(action: str, visitor: Visitor) -> str:
    return visitor.speech.say(ACTIONS[action]) if action in ACTIONS else clean(action, 60)


def _mail(
    watch: Watch,
    visitor: Visitor,
    state: str = "",
    to: str = "",
    *,
    done: str = "",
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    with watch.store.read() as repository:
        known = [one.email for one in repository.subscribers()]
        meant = meant_address(to, known) if to else None
        chosen = state if state in list(MessageState) else None
        rows = repository.messages(chosen, meant, MOST_MAIL)[::-1]
    speech = visitor.speech
    return show(
        "admin_mail",
        visitor,
        status,
        messages=[_message(row, visitor) for row in rows],
        state=chosen or "",
        to=to,
        states=[(str(one), speech.say(words)) for one, words in MESSAGE_STATES.items()],
        languages=list(LANGUAGES.items()),
        most=MOST_MAIL,
        done=done,
        problem=problem,
    )


def _message(row: MessageRow, visitor: Visitor) -> MessageView:
    return MessageView(
        queued=visitor.moment(row.queued_at),
        state=visitor.speech.say(MESSAGE_STATES[row.state]),
        tone="good" if row.state is MessageState.SENT else "plain" if _is_quiet(row) else "warn",
        to=clean(shown_address(row.recipient), 120),
        subject=clean(row.subject, 200),
        tries=row.attempts,
        error=clean(row.error or "", 300),
    )


def _is_quiet(row: MessageRow) -> bool:
    return row.state is MessageState.WITHDRAWN or (
        row.state is MessageState.QUEUED and not row.error
    )
