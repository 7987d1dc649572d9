"""The mail that is due and what became of it: `notify`, `mail`, `trial`, `bounces`."""

from __future__ import annotations

from typing import Any, BinaryIO
from urllib.parse import urlsplit

import click

import terminal
from arguments import Typed, mail_address
from commands.people import LANGUAGES
from commands.session import DONE, INCOMPLETE, Session, answer, json_option, person, source_option
from missions.moments import start_of
from storage.rows import MessageRow, MessageState
from watch import NotifyReport, Preview
from watch.addresses import meant_address, shown_address


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be sent; send and keep nothing.")
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text")
@click.option(
    "--since",
    metavar="DATE",
    help="With --dry-run: show one digest of all that was confirmed since then, for nobody.",
)
@click.option("--language", type=click.Choice(LANGUAGES), help="With --since: in this language.")
@source_option
@json_option
@click.pass_obj
def notify(
    session: Session,
    dry_run: bool,
    form: str,
    since: str | None,
    language: str | None,
    source: str | None,
    as_json: bool,
) -> int:
    """Write and send the mail that is due now."""
    if not dry_run and (since or language or source):
        raise click.UsageError("--since, --language and --source only go with --dry-run.")
    if (language or source) and not since:
        raise click.UsageError("--language and --source need --since: which changes to show.")
    with session.watch() as watch:
        begin = session.when("--since", since, start_of)
        if begin is not None:
            shown = watch.preview(begin, language or "en", source)
            report = NotifyReport(previews=() if shown is None else (shown,))
        else:
            report = watch.notify(dry_run=dry_run)
    _show(report, form, as_json=as_json, dry_run=dry_run)
    for sentence in report.errors:
        terminal.complain(sentence)
    if report.errors and report.waiting:
        terminal.complain(
            f"{report.waiting} mails stay queued; nothing is lost, and they go out as soon as the "
            "mail server takes them."
        )
    return INCOMPLETE if report.errors else DONE


def _show(report: NotifyReport, form: str, *, as_json: bool, dry_run: bool) -> None:
    if as_json and dry_run:
        terminal.write_json([_preview(preview) for preview in report.previews])
    elif as_json:
        terminal.write_json([_notified(report)])
    else:
        for preview in report.previews:
            if preview.recipient:
                terminal.say(f"To: {preview.recipient}")
            terminal.say(f"Subject: {preview.subject}")
            terminal.say("")
            terminal.write_text(preview.html if form == "html" else preview.text)
        terminal.say(
            f"{report.queued} queued, {report.sent} sent, {report.failed} refused for good, "
            f"{report.waiting} waiting"
        )


def _preview(preview: Preview) -> dict[str, object]:
    return {
        "to": preview.recipient,
        "subject": preview.subject,
        "text": preview.text,
        "html": preview.html,
    }


def _notified(report: NotifyReport) -> dict[str, object]:
    return {
        "queued": report.queued,
        "sent": report.sent,
        "failed": report.failed,
        "waiting": report.waiting,
        "errors": list(report.errors),
    }


@click.command()
@click.option("--state", type=click.Choice([str(one) for one in MessageState]))
@click.option("--to", "email", metavar="ADDRESS", help="Only to this address.")
@click.option("--last", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@json_option
@click.pass_obj
def mail(session: Session, state: str | None, email: str | None, last: int, as_json: bool) -> None:
    """Show what was sent, what waits and what was refused, oldest first."""
    with session.store() as store, store.read() as repository:
        known = [one.email for one in repository.subscribers()]
        to = meant_address(email, known) if email else None
        rows = [_message(row) for row in repository.messages(state, to, last)]
    if as_json:
        terminal.write_json(rows)
        return
    columns = ("queued", "state", "to", "subject", "tries", "error")
    terminal.show_table(
        tuple(name.upper() for name in columns),
        [tuple(str(row[name] or "") for name in columns) for row in rows],
        "No mail was written yet.",
    )


def _message(row: MessageRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "queued": row.queued_at.isoformat(timespec="seconds"),
        "state": str(row.state),
        "kind": str(row.kind),
        "to": shown_address(row.recipient),
        "subject": row.subject,
        "message_id": row.message_id,
        "tries": row.attempts,
        "next_try": row.next_try_at.isoformat() if row.state is MessageState.QUEUED else None,
        "sent": row.sent_at.isoformat() if row.sent_at else None,
        "error": row.error,
        "changes": list(row.changes),
    }


@click.command()
@click.argument("email", type=Typed("address", mail_address))
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.pass_obj
def trial(session: Session, email: str, language: str) -> int:
    """Send one mail now, to see that mail goes out."""
    with session.watch() as watch:
        problem = watch.send_trial(email, language, by=person())
    if problem:
        terminal.complain(problem)
        return INCOMPLETE
    mail = session.settings.mail
    where = f"the mail server {urlsplit(mail.smtp).hostname}" if mail.smtp else mail.outbox
    terminal.say(f"Sent to {email}, by way of {where}.")
    return DONE


@click.command()
@click.argument("report", type=click.File("rb"), required=False)
@json_option
@click.pass_obj
def bounces(session: Session, report: BinaryIO | None, as_json: bool) -> None:
    """Read which mails came back, and suspend the addresses that mail does not reach.

    REPORT is a delivery report, - for standard input (for a mail server that pipes them); without
    it the mailbox in mail.bounces is read.
    """
    if report is None and not session.settings.mail.bounces:
        raise click.UsageError("Set mail.bounces to the mailbox to read, or give a REPORT.")
    with session.watch() as watch:
        found = watch.collect_bounces() if report is None else watch.note_bounces([report.read()])
    answer(as_json, {"bounced": found}, f"{found} mails came back for good.")
