"""Accounts by the command: what programs get."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from settings import load_settings
from storage.store import Store
from tests.command import Command, folder, run, site
from watch import Watch

__all__ = ["folder", "run", "site"]


@pytest.mark.usefixtures("folder")
def test_a_token_is_printed_once_and_alone(run: Command) -> None:
    run("users", "add", "An", "--role", "reviewer")
    printed = run("users", "token", "an", "--name", "briefing script")
    assert printed.status == 0
    assert printed.out.startswith("mw_")
    assert "shown only now" in printed.err
    store = Store.open(load_settings().storage.url)
    program = Watch(load_settings(), store).program(printed.out.strip(), datetime.now(UTC))
    store.close()
    assert program is not None
    assert (program.account.name, program.name) == ("An", "briefing script")
    (told,) = run("users", "token", "An", "--name", "other", "--json").objects()
    assert (told["name"], told["program"], told["token"][:3]) == ("An", "other", "mw_")


@pytest.mark.usefixtures("folder")
def test_nobody_and_the_disabled_get_no_token(run: Command) -> None:
    run("users", "add", "An", "--role", "admin")
    run("users", "add", "Bo")
    run("users", "disable", "Bo")
    unknown = run("users", "token", "Cy", "--name", "script")
    disabled = run("users", "token", "Bo", "--name", "script")
    unnamed = run("users", "token", "An", "--name", " ")
    assert [one.status for one in (unknown, disabled, unnamed)] == [2, 2, 2]
    assert '"Bo" is disabled' in disabled.err
