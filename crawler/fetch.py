"""Fetches a source in a process of its own, page by page; knows nothing of what pages mean."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from crawler.addresses import is_web_address
from crawler.chromium import require_chromium
from crawler.errors import BadAddressError
from crawler.leftovers import end_leftovers, environment_of
from crawler.pages import CrawlEnd, FetchedPage, FetchRules, Progress, Validators
from crawler.profile import SourceProfile
from crawler.wire import Order, decode_message, encode_order
from missions.register import load_register

__all__ = ["CrawlEnd", "FetchRules", "FetchedPage", "Progress", "Validators", "fetch_source"]

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
GRACE = 1.0
"""Seconds a process gets to end by itself before it is killed."""

Listener = Callable[[Progress], None]


def fetch_source(
    profile: SourceProfile,
    rules: FetchRules,
    validators: Mapping[str, Validators] | None = None,
    on_progress: Listener | None = None,
) -> Iterator[FetchedPage | CrawlEnd]:
    """Return the pages of a source as they come, and how the crawl ended as the last value.

    Every page that was asked for comes once, also one that failed: then `facts.error` says why.
    `validators` are by canonical address. The crawl starts with the first `next()`; stop
    iterating (or close the iterator) and it is ended. Raises CrawlError before anything is
    fetched when the profile cannot be crawled.
    """
    if profile.fetch == "browser":
        rules = replace(rules, browser=require_chromium(profile.id, rules.browser))
    for start in profile.start:
        if not is_web_address(start.url):
            raise BadAddressError(profile.id, start.url)
    return _fetch(profile, rules, validators or {}, on_progress)


def _fetch(
    profile: SourceProfile,
    rules: FetchRules,
    validators: Mapping[str, Validators],
    on_progress: Listener | None,
) -> Iterator[FetchedPage | CrawlEnd]:
    began = time.monotonic()
    end: CrawlEnd | None = None
    with tempfile.TemporaryDirectory(prefix="missionwatch-") as temporary:
        folder = Path(temporary)
        readable, writable = os.pipe()
        missions = load_register().added
        order = Order(profile, rules, folder, writable, validators, missions)
        with os.fdopen(readable, encoding="utf-8") as lines, _running(order) as process:
            for line in lines:
                message = decode_message(line, folder)
                if isinstance(message, FetchedPage):
                    yield message
                elif isinstance(message, CrawlEnd):
                    end = message
                    break
                elif on_progress:
                    on_progress(message)
        yield end or _crashed(profile, process, folder, time.monotonic() - began)


@contextmanager
def _running(order: Order) -> Iterator[subprocess.Popen[str]]:
    """Run the crawling process; it is ended when the block is left."""
    try:
        process = _start(order)
    finally:
        os.close(order.channel)
    try:
        yield process
    finally:
        _end(process)
        if order.profile.fetch == "browser":
            end_leftovers(order.folder)


def _start(order: Order) -> subprocess.Popen[str]:
    with (order.folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "crawler"],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            pass_fds=(order.channel,),
            env=_environment(order.folder),
            text=True,
        )
    assert process.stdin
    try:
        with process.stdin as stdin:
            stdin.write(encode_order(order))
    except BrokenPipeError:
        logger.debug("the crawling process ended before it had read its order")
    return process


def _environment(folder: Path) -> dict[str, str]:
    """Let the process find this very copy of the code, whatever the working directory is.

    What it and a browser write for a while goes to `folder`, which is removed afterwards.

    An installed copy is found anyway; naming site-packages would put it before the standard
    library.
    """
    environment = {**os.environ, **environment_of(folder)}
    if str(ROOT) not in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        paths = [str(ROOT), environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment


def _end(process: subprocess.Popen[str]) -> None:
    """End the process; it owns nothing that a kill could harm."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _crashed(
    profile: SourceProfile, process: subprocess.Popen[str], folder: Path, seconds: float
) -> CrawlEnd:
    log = (folder / "log").read_text(encoding="utf-8", errors="replace")
    logger.error("The crawl of %s broke off.\n%s", profile.id, log[-4000:])
    last = log.strip().rpartition("\n")[2]
    return CrawlEnd(f"crashed (exit status {process.returncode}): {last}", seconds, False)
