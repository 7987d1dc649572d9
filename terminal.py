"""How the command speaks: JSON Lines, tables or plain lines on stdout; the rest on stderr.

Knows nothing of missions. What web pages printed is shown without control characters, so that
no page can move the cursor or colour the screen.
"""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

Advance = Callable[[int, int, str], None]
"""Takes how many are done, how many wait, and what is being worked on."""


def prepare_streams() -> None:
    """Make stdout UTF-8 wherever it goes, and let no character break the output."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def silence_stdout() -> None:
    """Let the interpreter end without a complaint after the reader of stdout has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(line: str) -> None:
    """Print one line for a person or a pipe."""
    sys.stdout.write(printable(line) + "\n")
    sys.stdout.flush()


def write_text(text: str) -> None:
    """Print a text of several lines."""
    for line in text.splitlines():
        say(line)


def write_json(objects: Iterable[Mapping[str, object]]) -> None:
    """Print one JSON object a line, each as soon as it is known."""
    for content in objects:
        sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def complain(sentence: str) -> None:
    """Tell the person, not the program that reads stdout."""
    sys.stderr.write(f"missionwatch: {printable(sentence)}\n")
    sys.stderr.flush()


def show_table(headings: Sequence[str], rows: Iterable[Sequence[object]], empty: str) -> None:
    """Print a table that fits the terminal, or aligned columns without cutting when piped."""
    cells = [[printable(_cell(value)) for value in row] for row in rows]
    if not cells:
        say(empty)
    elif sys.stdout.isatty():
        _show_rich(headings, cells)
    else:
        _show_plain(headings, cells)


@contextmanager
def progress(what: str) -> Iterator[Advance]:
    """Show a progress bar on stderr while the block runs; silent where it is no terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, waiting, current: None
        return
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        expand=True,
        # Lines printed meanwhile stand above the bar; into a pipe they go past it.
        redirect_stdout=sys.stdout.isatty(),
    )
    with bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, waiting: int, current: str) -> None:
            room = max(10, console.width // 2)
            label = printable(f"{what} {current}")[:room]
            bar.update(task, completed=done, total=done + waiting, description=label)

        yield advance


def printable(text: str) -> str:
    """Return `text` on one line, without control characters and direction marks."""
    flat = text.replace("\n", " ").replace("\t", " ")
    return "".join(sign for sign in flat if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    return str(value)


def _show_rich(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout, highlight=False).print(table)


def _show_plain(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [headings, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headings))]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
    sys.stdout.flush()
