"""Looks for pages that the reader cannot take; `make fuzz` runs it.

Makes pages of recipes (see `bench.fuzz_mutations`), reads each in every role, and checks what must
hold for any page (`bench.fuzz_checks`): no exception, an end within the time its size allows,
evidence that lies in the page, one listing a mission, the same reading twice. With atheris, recipes
that reach new code of the reader are kept and varied; without it they are drawn by chance.

What is found is written to `var/fuzz/`: the page, and beside it what went wrong. A page found, or
any other, is checked again by `python -m bench.fuzz_reading FILE...`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.fuzz_mutations import Made, make

if TYPE_CHECKING:
    from types import ModuleType

FOUND = Path("var/fuzz")
SECONDS = 3.0
"""Processor time that a reading of the largest page may take; small ones may take a third."""
WATCHED = 4.0
"""How many times longer everything takes while atheris watches."""
LONGEST_RECIPE = 400
FIRST_RECIPES = 100
MOST_OF_A_KIND = 5
"""Findings of one kind that are kept."""
ATHERIS = (
    f"-max_len={LONGEST_RECIPE}", "-len_control=0", "-timeout=600", "-rss_limit_mb=4096",
    "-report_slow_units=600", "-verbosity=0",
)  # fmt: skip

Check = Callable[[bytes, str, float], None]


def main() -> None:
    """Fuzz for the seconds given, or check the files given."""
    parser = argparse.ArgumentParser(description="Look for pages that the reader cannot take.")
    parser.add_argument("what", nargs="+", help="seconds to look for, or files to check again")
    asked = parser.parse_args().what
    if asked[0].isdigit():
        fuzz(int(asked[0]))
    check = _check(None)
    sys.exit(sum(_is_bad(check, Path(name)) for name in asked))


def fuzz(seconds: int) -> None:
    """Try recipes until the seconds are over; never returns."""
    atheris = import_module("atheris") if find_spec("atheris") else None
    check = _check(atheris)
    now = time.monotonic()
    allowed = SECONDS * (WATCHED if atheris else 1)
    fuzzer = Fuzzer(check, list(_seeds()), now + seconds, allowed)
    if atheris is None:
        sys.stdout.write("atheris is not installed: recipes are drawn by chance\n")
        for recipe in _recipes():
            fuzzer.one(recipe)
    corpus = FOUND / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for recipe in islice(_recipes(), FIRST_RECIPES):
        (corpus / sha256(recipe).hexdigest()[:16]).write_bytes(recipe)
    atheris.Setup([sys.argv[0], *ATHERIS, str(corpus)], fuzzer.one)
    atheris.Fuzz()


def _check(atheris: ModuleType | None) -> Check:
    """Load the reader, watched by atheris where it is there, and return the check of a page."""
    watched = atheris.instrument_imports(include=["crawler", "missions"]) if atheris else None
    with watched or nullcontext():
        check: Check = import_module("bench.fuzz_checks").check
    return check


@dataclass
class Fuzzer:
    """What is tried until when, and what came of it."""

    check: Check
    seeds: list[bytes]
    until: float
    allowed: float
    began: float = field(default_factory=time.monotonic)
    tried: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def one(self, data: bytes) -> None:
        """Make a page of a recipe and check it; end the process when the time is over."""
        if time.monotonic() >= self.until:
            self.end()
        self.tried += 1
        made = make(data, self.seeds)
        began = time.process_time()
        with noted(self.kinds, made):
            self.check(made.body, made.content_type, self.allowed)
        self.slowest = max(self.slowest, time.process_time() - began)

    def end(self) -> None:
        """Print what was done and leave; atheris gives no other way out."""
        seconds = time.monotonic() - self.began
        sys.stdout.write(
            f"{self.tried} pages in {seconds:.0f} s, the slowest in {self.slowest:.1f} s; "
            f"found: {dict(self.kinds) or 'nothing'}\n"
        )
        sys.stdout.flush()
        os._exit(1 if self.kinds else 0)


def _recipes() -> Iterator[bytes]:
    """Yield recipes drawn by chance, without end."""
    chance = Random(time.time_ns())  # noqa: S311
    while True:
        yield chance.randbytes(chance.randrange(LONGEST_RECIPE))


def _seeds() -> Iterator[bytes]:
    """Yield pages of every layout of both bodies, languages taking turns, and the nasty ones.

    Imported here, for they load parts of the reader, and atheris must be the first to see those.
    """
    from bench.reading.facts import LANGUAGES, ORGANISATIONS  # noqa: PLC0415
    from bench.reading.generate import page  # noqa: PLC0415
    from bench.reading.layouts import LAYOUTS  # noqa: PLC0415
    from bench.reading_unseen import pages as unseen_pages  # noqa: PLC0415
    from tests.crawler.reading.test_nasty import CASES  # noqa: PLC0415

    for number, layout in enumerate(LAYOUTS):
        language = LANGUAGES[number % len(LANGUAGES)]
        yield page(layout, language, ORGANISATIONS[number % len(ORGANISATIONS)], "fuzz").body
    for one in islice(unseen_pages(1), 0, None, 7):
        yield one.body
    for case in CASES:
        yield case.body if isinstance(case.body, bytes) else case.body.encode()


@contextmanager
def noted(kinds: Counter[str], made: Made) -> Iterator[None]:
    """Write down what goes wrong inside, and go on."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        kind = _kind(error)
        kinds[kind] += 1
        if kinds[kind] <= MOST_OF_A_KIND:
            _keep(kind, made, error)


def _kind(error: BaseException) -> str:
    """Return the error and the innermost of our lines it came from; for slowness the function."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "/crawler/" in one.filename or "/missions/" in one.filename]
    if not ours:
        return f"{type(error).__name__} {error}"[:60]
    last = ours[-1]
    where = last.name if type(error).__name__ == "TooSlow" else last.lineno
    return f"{type(error).__name__} {Path(last.filename).stem}:{where}"


def _keep(kind: str, made: Made, error: BaseException) -> None:
    FOUND.mkdir(parents=True, exist_ok=True)
    name = "".join(sign if sign.isalnum() else "-" for sign in kind)
    file = FOUND / f"{name}.{sha256(made.body).hexdigest()[:12]}"
    file.write_bytes(made.body)
    told = {"content_type": made.content_type, "error": traceback.format_exception(error)}
    file.with_suffix(file.suffix + ".json").write_text(json.dumps(told, indent=1))
    sys.stdout.write(f"{kind}: {file}\n")
    sys.stdout.flush()


def _is_bad(check: Check, file: Path) -> bool:
    """Check a file again; say what is wrong with it."""
    told = file.with_suffix(file.suffix + ".json")
    content_type = json.loads(told.read_text())["content_type"] if told.exists() else "text/html"
    began = time.process_time()
    kinds: Counter[str] = Counter()
    try:
        check(file.read_bytes(), content_type, SECONDS)
    except BaseException as error:
        kinds[_kind(error)] += 1
        traceback.print_exception(error)
    seconds = time.process_time() - began
    sys.stdout.write(f"{file}: {seconds:.1f} s, {', '.join(kinds) or 'as it should be'}\n")
    return bool(kinds)


if __name__ == "__main__":
    main()
