"""What the commands share: one invocation's configuration and database, options, answers."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import click

import terminal
from arguments import Typed, mission_id, suggestion
from crawler.profile import SourceProfile
from missions.records import RunStatus
from missions.register import Register, using_register
from settings import CONFIG_FILE, Settings, load_settings
from storage.store import Store
from watch import Watch

DONE, INCOMPLETE, WRONG_USE, NO_STORAGE = 0, 1, 2, 3
CRAWL_FAILED = {RunStatus.FAILED, RunStatus.HELD, RunStatus.INTERRUPTED}


@dataclass
class Session:
    """What one invocation of the command was told; settings are read when first needed."""

    config: Path | None
    debug: bool

    @cached_property
    def settings(self) -> Settings:
        """The configuration. Raises ConfigurationError."""
        return load_settings(self.config)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the database, brought up to date. Raises StorageError."""
        store = Store.open(self.settings.storage.url)
        try:
            store.upgrade()
            yield store
        finally:
            store.close()

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """Open the use cases on the database."""
        with self.store() as store:
            yield Watch(self.settings, store)

    def ask_for_contact(self) -> None:
        """Let the person at the terminal say who the visited sites may turn to.

        The answer is kept in the configuration file if there is none yet.
        """
        crawl = self.settings.crawl
        if crawl.contact or crawl.user_agent:
            return
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            terminal.complain(
                "no contact is configured; set [crawl] contact to a mail or web address, so that "
                "the sites visited know whom to turn to."
            )
            return
        question = "Contact shown to the sites visited (mail or web address, empty for none)"
        contact = click.prompt(question, default="", show_default=False, err=True).strip()
        self._keep_contact(contact)

    def _keep_contact(self, contact: str) -> None:
        if not contact:
            return
        line = f"contact = {json.dumps(contact)}"
        file = self.config or Path(CONFIG_FILE)
        if file.exists():
            terminal.complain(
                f"for this time only; to keep it, write {line} under [crawl] in {file}."
            )
        else:
            file.write_text(f"[crawl]\n{line}\n", encoding="utf-8")
        crawl = self.settings.crawl.model_copy(update={"contact": contact})
        self.settings = self.settings.model_copy(update={"crawl": crawl})

    def when(self, option: str, text: str | None, read: Callable[..., datetime]) -> datetime | None:
        """Return the time that was typed for `option`, in UTC."""
        try:
            return read(text, self.settings.schedule.zone()) if text is not None else None
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from error

    @cached_property
    def register(self) -> Register:
        """The register with what staff decided. Raises StorageError."""
        with self.watch() as watch:
            return watch.register()


class MissionName(Typed):
    """A mission's id or acronym; those that staff added count as well."""

    def __init__(self) -> None:
        super().__init__("mission", mission_id)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        """Return the id that was meant; one that was merged gives the mission it is."""
        session = ctx.find_object(Session) if ctx else None
        if session is None:
            return super().convert(value, param, ctx)
        decided = session.register.decided
        if str(value).casefold() in decided:
            return decided[str(value).casefold()]
        with using_register(session.register):
            return super().convert(value, param, ctx)


json_option = click.option("--json", "as_json", is_flag=True, help="JSON Lines on stdout.")
source_option = click.option("--source", metavar="ID", help="Only this source.")
mission_option = click.option(
    "--mission", type=MissionName(), help="Only this mission: its id or acronym."
)


def person() -> str:
    """Return who is logged in."""
    return getpass.getuser()


by_option = click.option("--by", default=person, help="Who decides (default: the user logged in).")


def known_source(profiles: Mapping[str, SourceProfile], name: str | None) -> None:
    """End the command when there is no such source."""
    if name is not None and name not in profiles:
        raise click.UsageError(f'There is no source "{name}".{suggestion(name, profiles)}')


def answer(as_json: bool, content: Mapping[str, object], sentence: str) -> None:
    """Say what was done, to a person or to a program."""
    if as_json:
        terminal.write_json([content])
    else:
        terminal.say(sentence)
