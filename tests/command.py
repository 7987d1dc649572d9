"""The command in a folder of its own, and a list of missions on a loopback port, for tests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import cli

ROOT = Path(__file__).parent.parent

CURRENT = {
    "MINUSMA": "United Nations Multidimensional Integrated Stabilization Mission in Mali",
    "MONUSCO": "United Nations Organization Stabilization Mission in the Democratic "
    "Republic of the Congo",
    "UNIFIL": "United Nations Interim Force in Lebanon",
    "UNMISS": "United Nations Mission in South Sudan",
    "UNTSO": "United Nations Truce Supervision Organization",
}


@dataclass
class Site:
    """A list of missions on a loopback port; `down` makes it answer 503."""

    missions: dict[str, str] = field(default_factory=lambda: dict(CURRENT))
    down: bool = False
    slow: float = 0
    port: int = 0
    asked: bool = False
    """Whether the page of missions was ever asked for."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/missions"

    def page(self) -> bytes:
        items = "".join(
            f"<li><h3>{acronym}</h3><p>{name}</p></li>" for acronym, name in self.missions.items()
        )
        return (
            '<!doctype html><html lang="en"><title>Where we operate</title><body><main>'
            f"<h1>Current peacekeeping operations</h1><ul>{items}</ul></main></body></html>"
        ).encode()


@pytest.fixture
def site() -> Iterator[Site]:
    state = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/missions"
            state.asked = state.asked or found
            time.sleep(state.slow if found else 0)
            body = state.page() if found else b"nothing here"
            self.send_response((503 if state.down else 200) if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8" if found else "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


@dataclass
class Answer:
    """What one invocation printed, and its exit status."""

    status: int
    out: str
    err: str

    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a configuration that knows only the site above."""
    others = "".join(
        f"[sources.{name}]\nenabled = false\n" for name in ("belgium", "nato", "eeas", "osce")
    )
    (tmp_path / "missionwatch.toml").write_text(
        "[crawl]\ndelay = 0\ntimeout = 5\nallow_private_addresses = true\n"
        f'[sources.un]\nstart = ["{site.url}"]\n{others}',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def invoke(*words: str) -> Answer:
        before = signal.getsignal(signal.SIGTERM)
        try:
            status = cli.main(words)
        finally:
            signal.signal(signal.SIGTERM, before)
        out, err = capsys.readouterr()
        return Answer(status, out, err)

    return invoke


@contextmanager
def start(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Run the command in a process of its own, which never outlives the test."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A test run in the background of a shell ignores Ctrl-C, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
