"""Finds Chromium and says how it is started: ours by name, closed, and bounded in memory."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from crawler.errors import BrowserMissingError
from crawler.leftovers import environment_of

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=512",
    "--no-first-run",
    "--no-pings",
    "--renderer-process-limit=2",
)


def require_chromium(source: str, configured: str) -> str:
    """Return the path of Chromium; raises BrowserMissingError when it cannot be driven."""
    if find_spec("scrapy_playwright") is None:
        raise BrowserMissingError(
            source, "the browser extra", "install it with: pip install 'missionwatch[browser]'"
        )
    path = find_chromium(configured)
    if path is not None:
        return path
    if configured:
        raise BrowserMissingError(
            source, f"Chromium, and crawl.browser = {configured!r} is no program", "correct it"
        )
    raise BrowserMissingError(
        source, "Chromium", "install it (Debian: apt install chromium) or set crawl.browser"
    )


def find_chromium(configured: str = "") -> str | None:
    """Return the configured program, else the first one found under a usual name."""
    names = (configured,) if configured else NAMES
    return next(filter(None, map(shutil.which, names)), None)


def launch_options(path: str, way_out: str) -> dict[str, object]:
    """Return how Playwright starts Chromium; all it sends goes to `way_out`, a SOCKS proxy.

    Chromium's own sandbox needs an ordinary user: it refuses to start as root. Our environment,
    which may hold passwords, is not handed on; what Chromium writes goes to the temporary folder.
    """
    folder = tempfile.gettempdir()
    return {
        "executable_path": path,
        "args": list(FLAGS),
        "chromium_sandbox": os.geteuid() != 0,
        "proxy": {"server": way_out, "bypass": "<-loopback>"},
        "env": {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder}
        | environment_of(Path(folder)),
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
    }
