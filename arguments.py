"""What people type for dates, missions and addresses, as values; wrong ones are explained.

Knows the register, no database.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from email.utils import parseaddr
from zoneinfo import available_timezones

import click

from crawler.addresses import is_web_address
from crawler.profile import SOURCE_ID
from missions.register import load_register
from notifier.language import country_codes

CHAT = re.compile(r"apprise:[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def mission_id(text: str) -> str:
    """Return the register's id for an id or acronym; `new:…` stays. Raises ValueError."""
    if text.startswith("new:"):
        return text
    register = load_register()
    named = register.named(text)
    if len(named) == 1:
        return named[0]
    if named:
        raise ValueError(f'"{text}" may be {" or ".join(named)}; write one of these.')
    ids = [mission.id for mission in register]
    raise ValueError(f'There is no mission "{text}".{suggestion(text.casefold(), ids)}')


def country_code(text: str) -> str:
    """Return the code of a country that is named so in one of the four languages, or by its code.

    Raises ValueError.
    """
    code = country_codes().get(text.strip().casefold())
    if code is None:
        raise ValueError(
            f'"{text}" is no country; write its name or its two letters, for example ML.'
        )
    return code


def mail_address(text: str) -> str:
    """Return a mail address. Raises ValueError."""
    address = parseaddr(text)[1]
    if not ADDRESS.fullmatch(text.strip()) or address != text.strip():
        raise ValueError(f'"{text}" is not a mail address; write for example name@example.org.')
    return address


def news_address(text: str) -> str:
    """Return an address that news can be sent to: mailbox, webhook, or chat. Raises ValueError."""
    if text.startswith(("http://", "https://")):
        return web_address(text)
    if text.startswith("apprise:"):
        return chat_address(text)
    return mail_address(text)


def chat_address(text: str) -> str:
    """Return the address of a chat service. Raises ValueError."""
    if not CHAT.fullmatch(text):
        raise ValueError(
            "What follows apprise: is an address of a service as Apprise writes it, for example "
            "apprise:ntfy://ntfy.example.org/missions."
        )
    return text


def time_zone(text: str) -> str:
    """Return the name of a time zone, "" for none. Raises ValueError."""
    if text and text not in available_timezones():
        raise ValueError(f'"{text}" is not a time zone.{suggestion(text, available_timezones())}')
    return text


def web_address(text: str) -> str:
    """Return the address of a page. Raises ValueError."""
    if not is_web_address(text):
        raise ValueError(
            f'"{text}" is not a web address; it must begin with http:// or https:// and name a '
            "host."
        )
    return text


def source_name(text: str) -> str:
    """Return the id of a source to add. Raises ValueError."""
    if not SOURCE_ID.fullmatch(text):
        raise ValueError(
            f'"{text}" is no id for a source; write lower-case letters, digits, - or _ '
            "(for example au-missions)."
        )
    return text


def suggestion(text: str, valid: Iterable[str]) -> str:
    """Return " Did you mean …?" with the nearest valid word, or the list of valid ones if short."""
    words = list(valid)
    near = difflib.get_close_matches(text, words, 1, 0.5)
    if near:
        return f' Did you mean "{near[0]}"?'
    return f" Valid: {', '.join(words)}." if len(words) < 20 else ""


class Typed(click.ParamType[object]):
    """A click type around one of the functions above."""

    def __init__(self, name: str, convert: Callable[[str], object]) -> None:
        self.name = name
        self._convert = convert

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        """Return what was meant; a wrong one ends the command with its explanation."""
        if not isinstance(value, str):
            return value
        try:
            return self._convert(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
