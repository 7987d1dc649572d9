"""Configuration: `missionwatch.toml`, overridden by `MISSIONWATCH_SECTION__KEY` variables.

Every key has a default, so no file is needed. A wrong key or value is a `ConfigurationError` that
names the key, the nearest valid one, and what was expected.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from email.utils import parseaddr
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from apscheduler.triggers.cron import CronTrigger
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

CONFIG_FILE = "missionwatch.toml"
PREFIX = "MISSIONWATCH_"
UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
OUTSIDE_VARIABLES = {"MISSIONWATCH_REQUIRE", "MISSIONWATCH_CONFIG"}
"""Variables with our prefix that are not configuration keys (for tests and for the command)."""


class ConfigurationError(Exception):
    """The configuration cannot be used; the message says which key and what to write instead."""


def product_version() -> str:
    """Return the installed version, "0" in a checkout that was not installed."""
    try:
        return version("missionwatch")
    except PackageNotFoundError:
        return "0"


def parse_interval(text: str) -> int:
    """Return the seconds in an interval such as "90s", "30m", "6h", "1d" or "1w".

    Raises ValueError when it is not a positive whole number followed by one of s, m, h, d, w.
    """
    number, unit = text[:-1], text[-1:]
    if not number.isdigit() or unit not in UNIT_SECONDS or int(number) == 0:
        raise ValueError(f'"{text}" is not an interval; write for example "30m", "6h" or "1d"')
    return int(number) * UNIT_SECONDS[unit]


def _interval(text: str) -> str:
    parse_interval(text)
    return text


def _cron(text: str) -> str:
    """Accept a crontab line; weekdays by name only, for APScheduler counts them from Monday."""
    fields = text.split()
    if len(fields) != 5:
        raise ValueError(f'"{text}" is not a cron line; write for example "0 7 * * mon-fri"')
    if any(character.isdigit() for character in fields[4]):
        raise ValueError(f'"{text}" numbers its weekdays; write them as mon, tue, wed, …')
    CronTrigger.from_crontab(text)
    return text


def _timezone(text: str) -> str:
    if text not in available_timezones():
        near = difflib.get_close_matches(text, available_timezones(), 1)
        raise ValueError(
            f'"{text}" is not a time zone' + (f'; did you mean "{near[0]}"?' if near else "")
        )
    return text


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f'"{text}" is not a web address; it must begin with http:// or https://')
    return text


def _mailbox(text: str) -> str:
    if "@" not in parseaddr(text)[1]:
        raise ValueError(f'"{text}" is not a sender; write for example "missionwatch <mw@host>"')
    return text


def _smtp_address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not parts.hostname):
        raise ValueError(
            f'"{parts.scheme}://{parts.hostname or ""}" is not a mail server; write '
            '"smtp://host:25", "smtps://user:pass@host:465" or "smtp+starttls://host:587"'
        )
    return text


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Section(BaseModel):
    """A part of the configuration; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class StorageSettings(Section):
    """Where everything is kept."""

    url: str = "sqlite:///var/missionwatch.db"


class CrawlSettings(Section):
    """How pages are fetched. Delays and timeouts are seconds, sizes are bytes."""

    user_agent: str = ""
    contact: str = ""
    delay: float = Field(default=2.0, ge=0)
    timeout: float = Field(default=30, gt=0)
    max_bytes: int = Field(default=16_777_216, gt=0)
    obey_robots: bool = True
    allow_private_addresses: bool = False
    proxy: str = ""
    browser: str = ""
    confirm_removals: int = Field(default=2, ge=1)
    blind_days: int = Field(default=2, ge=1)
    """Days without a believed check after which a source counts as blind."""

    def identity(self) -> str:
        """Return the User-Agent header: the configured one, else name, version and contact."""
        if self.user_agent:
            return self.user_agent.replace("<version>", product_version()).replace(
                "<contact>", self.contact
            )
        contact = f" (+{self.contact})" if self.contact else ""
        return f"missionwatch/{product_version()}{contact}"


class MailSettings(Section):
    """How mail goes out; an empty `smtp` writes .eml files into `outbox`."""

    smtp: Annotated[str, AfterValidator(_smtp_address)] = ""
    outbox: str = "var/outbox"
    sender: Annotated[str, AfterValidator(_mailbox)] = Field(
        default="missionwatch <missionwatch@localhost>", alias="from"
    )
    public_url: WebAddress = "http://127.0.0.1:8000"
    gather: Annotated[str, AfterValidator(_interval)] = "5m"
    """How long news that is told at once is gathered, so that one event is one mail."""
    return_path: str = ""
    """Where undeliverable mail goes back to (the envelope's sender); "": to `from`."""
    bounces: str = ""
    """The mailbox it then lies in: "maildir:/folder" or "imaps://user:password@host/INBOX"."""
    dkim_key: str = ""
    """File with the private key that signs mail; its selector and domain name the public one."""
    dkim_selector: str = "missionwatch"
    dkim_domain: str = ""
    """The signing domain; "": that of `from`."""
    per_minute: int = Field(default=0, ge=0)
    """The most messages that go out in a minute; 0 for no limit."""


class ScheduleSettings(Section):
    """When things happen, in which time zone."""

    timezone: Annotated[str, AfterValidator(_timezone)] = "Europe/Brussels"

    def zone(self) -> ZoneInfo:
        """Return the time zone as an object."""
        return ZoneInfo(self.timezone)


class OidcSettings(Section):
    """An identity provider with which people sign in to the review site (OpenID Connect)."""

    issuer: str = ""
    """Its address, as it writes it itself; "": none."""
    client_id: str = ""
    client_secret: str = ""
    name: str = "OpenID Connect"
    """What people call it: it stands on the button."""
    role: Literal["reader", "reviewer", "admin"] = "reader"
    """What somebody may do who signs in for the first time."""


class WebSettings(Section):
    """Who may read the review site. Without any account, it is open to this machine alone."""

    anonymous_reading: bool = False
    """Whether people who are not signed in may read (never decide)."""
    oidc: OidcSettings = OidcSettings()


class SourceSettings(Section):
    """What may be said of a source; None leaves the source's own value."""

    start: tuple[WebAddress, ...] | None = Field(default=None, min_length=1)
    every: Annotated[str, AfterValidator(_interval)] | None = None
    cron: Annotated[str, AfterValidator(_cron)] | None = None
    fetch: Literal["http", "browser"] | None = None
    follow: bool | None = None
    enabled: bool | None = None
    name: str | None = None
    organisation: Literal["UN", "EU", "NATO", "OSCE", "BE", "other"] | None = None


class Settings(Section):
    """The whole configuration."""

    storage: StorageSettings = StorageSettings()
    crawl: CrawlSettings = CrawlSettings()
    mail: MailSettings = MailSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    web: WebSettings = WebSettings()
    sources: Mapping[str, SourceSettings] = Field(default_factory=dict)


def load_settings(file: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings from `file` (default: `missionwatch.toml` if there is one) and `environ`.

    Raises ConfigurationError for a missing named file, TOML that cannot be read, an unknown key
    or a value of the wrong kind.
    """
    environ = os.environ if environ is None else environ
    content = _read_file(file)
    for keys, text in _overrides(environ):
        _set(content, keys, text)
    try:
        return Settings.model_validate(content)
    except ValidationError as error:
        problems = "\n".join(_explain(problem) for problem in error.errors())
        raise ConfigurationError(problems) from error


def _read_file(file: Path | None) -> dict[str, Any]:
    path = file or Path(CONFIG_FILE)
    if file is None and not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not valid TOML: {error}.") from error


def _overrides(environ: Mapping[str, str]) -> Iterator[tuple[list[str], str]]:
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in OUTSIDE_VARIABLES:
            yield name.removeprefix(PREFIX).lower().split("__"), environ[name]


def _set(content: dict[str, Any], keys: list[str], text: str) -> None:
    """Put the value of a variable in its place; a JSON or TOML array may be given for lists."""
    for key in keys[:-1]:
        content = content.setdefault(key, {})
        if not isinstance(content, dict):
            raise ConfigurationError(f'"{key}" is a value, not a section, in the configuration.')
    content[keys[-1]] = _value(text)


def _value(text: str) -> Any:
    if not text.lstrip().startswith("["):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _explain(problem: ErrorDetails) -> str:
    """Say in a sentence what is wrong with one key, with the nearest valid key if it is unknown."""
    location = [str(part) for part in problem["loc"]]
    key = ".".join(location)
    if problem["type"] == "extra_forbidden":
        near = difflib.get_close_matches(location[-1], _valid_keys(location[:-1]), 1, 0.5)
        place = ".".join([*location[:-1], near[0]]) if near else ""
        hint = f' Did you mean "{place}"?' if near else _list_valid(location[:-1])
        return f'Unknown configuration key "{key}".{hint}'
    reason = problem["msg"].removeprefix("Value error, ")
    return f'Configuration key "{key}": {reason[:1].lower() + reason[1:]}.'


def _list_valid(section: list[str]) -> str:
    return f" Valid here: {', '.join(sorted(_valid_keys(section)))}."


def _valid_keys(section: list[str]) -> list[str]:
    model: type[BaseModel] = Settings
    if section:
        models: dict[str, type[BaseModel]] = {
            "storage": StorageSettings,
            "crawl": CrawlSettings,
            "mail": MailSettings,
            "schedule": ScheduleSettings,
            "sources": SourceSettings,
        }
        model = models.get(section[0], Settings)
    return [info.alias or name for name, info in model.model_fields.items()]
