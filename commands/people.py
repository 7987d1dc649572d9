"""Who gets what: `subscribers`, `subscribe`, `unsubscribe`, `pause`, `resume`, `links`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

import terminal
from arguments import Typed, country_code, news_address, suggestion, time_zone
from commands.session import MissionName, Session, answer, json_option, known_source, person
from missions.moments import end_of
from missions.records import ChangeKind, Severity
from storage.repository import Repository
from storage.rows import SubscriberRow
from storage.wishes import Frequency, Wishes
from watch import AddressUnusable, OwnLinks, Watch
from watch.addresses import meant_address, shown_address

LANGUAGES = ("en", "fr", "nl", "de")
ORGANISATIONS = ("UN", "EU", "NATO", "OSCE", "BE", "other")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FILTERS = ("sources", "organisations", "missions", "countries", "kinds")
Command = TypeVar("Command", bound=Callable[..., Any])


@click.command()
@json_option
@click.pass_obj
def subscribers(session: Session, as_json: bool) -> None:
    """Show who gets what."""
    with session.store() as store, store.read() as repository:
        rows = repository.subscribers()
    if as_json:
        terminal.write_json([_subscriber(row) for row in rows])
        return
    terminal.show_table(
        ("ADDRESS", "LANGUAGE", "WHEN", "ONLY", "SEVERITY", "STANDING"),
        [
            (
                shown_address(row.email),
                row.wishes.language,
                _when(row.wishes),
                _only(row.wishes) or "all",
                str(row.wishes.severity),
                standing(row),
            )
            for row in rows
        ],
        "Nobody is subscribed; add someone with: missionwatch subscribe name@example.org",
    )


def standing(row: SubscriberRow) -> str:
    """Return whether mail goes to somebody, and if not why."""
    if row.suspended_at:
        return "suspended"
    if row.confirmed_at is None:
        return "unconfirmed"
    if row.paused_at and (row.resumes_at is None or row.resumes_at > datetime.now(UTC)):
        return "paused"
    return "active"


def _when(wishes: Wishes) -> str:
    parts = [str(wishes.frequency)]
    if wishes.frequency is Frequency.WEEKLY:
        parts.append(WEEKDAYS[wishes.weekday])
    if wishes.frequency is not Frequency.IMMEDIATE:
        parts.append(f"{wishes.hour}:00 {wishes.timezone}".strip())
    if not wishes.weekends:
        parts.append("not at weekends")
    return " ".join(parts)


def _only(wishes: Wishes) -> list[str]:
    return [one for name in FILTERS for one in getattr(wishes, name)]


def _subscriber(row: SubscriberRow) -> dict[str, Any]:
    """Leave the key out: who has it can unsubscribe this person."""
    wishes = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(row.wishes).items()
    }
    return {
        "email": shown_address(row.email),
        "channel": str(row.channel),
        **wishes,
        "subscribed": row.subscribed_at.isoformat(),
        "standing": standing(row),
        "suspended_why": row.suspended_why,
    }


def wishes_options(command: Command) -> Command:
    """Add the options that say what somebody wants."""
    for option in reversed(_WISHES):
        command = option(command)
    return command


def _repeatable(option: str, name: str, help_text: str, **more: Any) -> Callable[..., Any]:
    text = f"Only these {help_text} (repeatable)."
    return click.option(option, name, multiple=True, help=text, **more)


_WISHES = (
    click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True),
    click.option(
        "--frequency",
        type=click.Choice([str(one) for one in Frequency]),
        default="immediate",
        show_default=True,
    ),
    _repeatable("--source", "sources", "sources", metavar="ID"),
    _repeatable(
        "--organisation", "organisations", "organisations", type=click.Choice(ORGANISATIONS)
    ),
    _repeatable("--mission", "missions", "missions: id or acronym", type=MissionName()),
    _repeatable(
        "--country",
        "countries",
        "host countries, by name or code: ML, Mali",
        type=Typed("country", country_code),
    ),
    _repeatable(
        "--kind",
        "kinds",
        "kinds of change; `source` is for operators: how sources are",
        type=click.Choice([str(kind) for kind in ChangeKind]),
    ),
    click.option(
        "--severity",
        type=click.Choice([str(severity) for severity in Severity]),
        default="low",
        show_default=True,
        help="The least that is wanted.",
    ),
    click.option(
        "--hour",
        type=click.IntRange(0, 23),
        default=7,
        show_default=True,
        help="Of daily and weekly mail.",
    ),
    click.option(
        "--weekday",
        type=click.Choice(WEEKDAYS),
        default="mon",
        show_default=True,
        help="Of weekly mail.",
    ),
    click.option(
        "--timezone",
        type=Typed("time zone", time_zone),
        default="",
        help="For example Africa/Kinshasa (default: that of the schedule).",
    ),
    click.option("--weekends/--no-weekends", default=True, help="Mail on Saturdays and Sundays?"),
    click.option("--all-quiet", is_flag=True, help="A word after each week without news."),
)


@click.command()
@click.argument("email", metavar="ADDRESS", type=Typed("address", news_address))
@wishes_options
@json_option
@click.pass_obj
def subscribe(session: Session, /, email: str, as_json: bool, **said: Any) -> None:
    """Send a person or a program what changes, or change what they get.

    ADDRESS is a mail address; an http(s) address that JSON is posted to; or `apprise:` and the
    address of a chat service as Apprise writes it.
    """
    wishes = wishes_of(said)
    with session.watch() as watch:
        profiles = watch.profiles()
        for name in wishes.sources:
            known_source(profiles, name)
        try:
            row = watch.subscribe(email, wishes, by=person())
        except AddressUnusable as error:
            raise click.UsageError(str(error)) from error
        own = watch.own_links(row)
    sentence = f"{shown_address(row.email)} gets news in {wishes.language}, {_when(wishes)}."
    if own.secret:
        sentence += f"\nPosts are signed with this secret: {own.secret}"
    answer(as_json, _subscriber(row) | _secret(own), sentence)


@click.command()
@click.argument("email", metavar="ADDRESS")
@json_option
@click.pass_obj
def links(session: Session, email: str, as_json: bool) -> None:
    """Show what only a subscriber may know: their feed, their calendar, a webhook's secret."""
    with session.watch() as watch:
        with watch.store.read() as repository:
            row = _present(repository, email)
        own = watch.own_links(row)
    lines = [f"Feed: {own.feed}", f"Calendar: {own.calendar}"]
    lines += [f"Secret: {own.secret}"] if own.secret else []
    content = {"email": shown_address(row.email), "feed": own.feed, "calendar": own.calendar}
    answer(as_json, content | _secret(own), "\n".join(lines))


def _secret(own: OwnLinks) -> dict[str, str]:
    return {"secret": own.secret} if own.secret else {}


def wishes_of(said: dict[str, Any]) -> Wishes:
    """Return what was said with `wishes_options`."""
    return Wishes(
        **said
        | {
            "frequency": Frequency(said["frequency"]),
            "severity": Severity(said["severity"]),
            "weekday": WEEKDAYS.index(said["weekday"]),
        }
    )


@click.command()
@click.argument("email")
@json_option
@click.pass_obj
def unsubscribe(session: Session, email: str, as_json: bool) -> None:
    """Send a person nothing any more."""
    with session.watch() as watch:
        watch.unsubscribe(_present_in(watch, email), by=person())
    answer(as_json, {"email": email, "subscribed": None}, f"{email} gets no more news.")


@click.command()
@click.argument("email")
@click.option("--until", metavar="DATE", help="The last day of the pause (default: no end).")
@json_option
@click.pass_obj
def pause(session: Session, email: str, until: str | None, as_json: bool) -> None:
    """Send a person nothing for a while; what changes meanwhile is told afterwards."""
    end = session.when("--until", until, end_of)
    with session.watch() as watch:
        watch.pause(_present_in(watch, email), end, by=person())
        row = _present_in(watch, email)
    sentence = f"{shown_address(row.email)} gets nothing until {until or 'resumed'}."
    answer(as_json, _subscriber(row), sentence)


@click.command()
@click.argument("email")
@json_option
@click.pass_obj
def resume(session: Session, email: str, as_json: bool) -> None:
    """Send a paused or suspended person mail again, with what they missed."""
    with session.watch() as watch:
        watch.resume(_present_in(watch, email), by=person())
        row = _present_in(watch, email)
    answer(as_json, _subscriber(row), f"{shown_address(row.email)} gets news again.")


def _present_in(watch: Watch, email: str) -> SubscriberRow:
    with watch.store.read() as repository:
        return _present(repository, email)


def _present(repository: Repository, email: str) -> SubscriberRow:
    known = [one.email for one in repository.subscribers()]
    row = repository.subscriber_at(meant_address(email, known))
    if row is None:
        shown = [shown_address(one) for one in known]
        raise click.UsageError(f'"{email}" is not subscribed.{suggestion(email, shown)}')
    return row
