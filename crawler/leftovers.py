"""Ends what a crawl left running: a browser that was killed half-way has processes of its own.

Every process of a crawl carries the crawl's folder in its variables or arguments, and is known
by it.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 5.0
STEP = 0.02


def environment_of(folder: Path) -> dict[str, str]:
    """Return the variables that make a process one of the crawl in `folder`."""
    return {"TMPDIR": str(folder)}


def end_leftovers(folder: Path) -> None:
    """Kill every other process of the crawl in `folder`, and wait until it is gone."""
    until = time.monotonic() + PATIENCE
    while (found := list(_processes(folder))) and time.monotonic() < until:
        for process in found:
            _kill(process)
        time.sleep(STEP)


def _processes(folder: Path) -> Iterator[int]:
    mark = bytes(folder)
    for entry in Path("/proc").glob("[0-9]*"):
        if int(entry.name) != os.getpid() and mark in _said(entry):
            yield int(entry.name)


def _said(process: Path) -> bytes:
    """Its variables and its arguments; Chromium writes its title over the former."""
    try:
        return (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
    except OSError:
        return b""  # ended meanwhile, or another user's


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
