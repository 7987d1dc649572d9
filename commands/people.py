"""Who gets what, and the mail that is due: `subscribers`, `subscribe`, `notify`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

import terminal
from arguments import (
    Typed,
    mail_address,
    suggestion,
)
from commands.session import (
    DONE,
    INCOMPLETE,
    MissionName,
    Session,
    answer,
    json_option,
    known_source,
)
from missions.records import ChangeKind, Severity
from storage.rows import SubscriberRow
from watch import NotifyReport

LANGUAGES = ("en", "fr", "nl", "de")
FREQUENCIES = ("immediate", "daily", "weekly")


@click.command()
@json_option
@click.pass_obj
def subscribers(session: Session, as_json: bool) -> None:
    """Show who gets what."""
    with session.store() as store, store.read() as repository:
        rows = [_subscriber(row) for row in repository.subscribers()]
    if as_json:
        terminal.write_json(rows)
        return
    terminal.show_table(
        ("EMAIL", "LANGUAGE", "FREQUENCY", "SOURCES", "MISSIONS", "KINDS", "SEVERITY"),
        [
            (
                row["email"],
                row["language"],
                row["frequency"],
                row["sources"] or "all",
                row["missions"] or "all",
                row["kinds"] or "all",
                row["severity"],
            )
            for row in rows
        ],
        "Nobody is subscribed; add someone with: missionwatch subscribe name@example.org",
    )


def _subscriber(row: SubscriberRow) -> dict[str, Any]:
    """Leave the token out: who has it can unsubscribe this person."""
    return {
        "email": row.email,
        "language": row.language,
        "frequency": row.frequency,
        "sources": list(row.sources),
        "missions": list(row.missions),
        "kinds": list(row.kinds),
        "severity": str(row.severity),
        "subscribed": row.subscribed_at.isoformat(),
    }


@click.command()
@click.argument("email", type=Typed("address", mail_address))
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--frequency", type=click.Choice(FREQUENCIES), default="immediate", show_default=True)
@click.option("--source", "sources", multiple=True, metavar="ID", help="Only these (repeatable).")
@click.option(
    "--mission",
    "missions",
    multiple=True,
    type=MissionName(),
    help="Only these missions: id or acronym (repeatable).",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([str(kind) for kind in ChangeKind]),
    help="Only these kinds of change (repeatable); `source` is for operators: how sources are.",
)
@click.option(
    "--severity",
    type=click.Choice([str(severity) for severity in Severity]),
    default="low",
    show_default=True,
    help="The least that is wanted.",
)
@json_option
@click.pass_obj
def subscribe(
    session: Session,
    email: str,
    language: str,
    frequency: str,
    sources: tuple[str, ...],
    missions: tuple[str, ...],
    kinds: tuple[str, ...],
    severity: str,
    as_json: bool,
) -> None:
    """Send a person what changes, or change what they get."""
    with session.watch() as watch:
        profiles = watch.profiles()
        for name in sources:
            known_source(profiles, name)
        with watch.store.begin() as repository:
            now = datetime.now(UTC)
            least = Severity(severity)
            row = repository.subscribe(
                email, language, frequency, sources, missions, kinds, now, least
            )
    answer(as_json, _subscriber(row), f"{row.email} gets mail in {row.language}, {row.frequency}.")


@click.command()
@click.argument("email")
@json_option
@click.pass_obj
def unsubscribe(session: Session, email: str, as_json: bool) -> None:
    """Send a person nothing any more."""
    with session.store() as store, store.begin() as repository:
        known = [row.email for row in repository.subscribers()]
        if not repository.unsubscribe(email):
            raise click.UsageError(f'"{email}" is not subscribed.{suggestion(email, known)}')
    answer(as_json, {"email": email, "subscribed": None}, f"{email} gets no more mail.")


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be sent; send and keep nothing.")
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text")
@json_option
@click.pass_obj
def notify(session: Session, dry_run: bool, form: str, as_json: bool) -> int:
    """Write and send the mail that is due now."""
    with session.watch() as watch:
        report = watch.notify(dry_run=dry_run)
    if as_json:
        terminal.write_json([_notified(report)])
    else:
        for preview in report.previews:
            terminal.say(f"To: {preview.recipient}")
            terminal.say(f"Subject: {preview.subject}")
            terminal.say("")
            terminal.write_text(preview.html if form == "html" else preview.text)
        terminal.say(
            f"{report.queued} queued, {report.sent} sent, {report.failed} refused for good, "
            f"{report.waiting} waiting"
        )
    for sentence in report.errors:
        terminal.complain(sentence)
    if report.errors and report.waiting:
        terminal.complain(
            f"{report.waiting} mails stay queued; nothing is lost, and they go out as soon as the "
            "mail server takes them."
        )
    return INCOMPLETE if report.errors else DONE


def _notified(report: NotifyReport) -> dict[str, object]:
    return {
        "queued": report.queued,
        "sent": report.sent,
        "failed": report.failed,
        "waiting": report.waiting,
        "errors": list(report.errors),
    }
