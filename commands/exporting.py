"""`export`: the data as a file, for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

import click

from commands.session import (
    Session,
)
from storage.export import export_rows, write_csv, write_json


@click.command()
@click.option(
    "--what",
    type=click.Choice(["missions", "changes", "snapshots"]),
    default="missions",
    show_default=True,
)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), required=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False, writable=True))
@click.pass_obj
def export(session: Session, what: str, form: str, output: Path | None) -> None:
    """Write missions, changes or snapshots as a file, or on stdout."""
    with session.store() as store, store.read() as repository:
        rows = export_rows(repository, what)
        with _replaced(output) if output else nullcontext(sys.stdout) as stream:
            if form == "csv":
                write_csv(rows, what, stream)
            else:
                write_json(rows, stream)


@contextmanager
def _replaced(file: Path) -> Iterator[TextIO]:
    """Write beside `file` and put it in place when complete; a failure leaves the old one."""
    partial = file.with_name(f".{file.name}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        partial.replace(file)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)
