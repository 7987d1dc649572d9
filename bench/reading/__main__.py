"""How well the reader reads; `make bench-reading` runs it.

Writes generated pages, reads them, prints tables with the worst cells first and writes
`var/bench-reading.json`. `--errors LAYOUT [LANGUAGE]` prints each mistake of a layout,
`--dump LAYOUT LANGUAGE SEED FILE` writes one page to look at. `--other` takes the designs of the
second generator instead, which shares nothing with the first.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.reading.facts import ORGANISATIONS
from bench.reading.generate import ROUNDS, large_page, page, pages
from bench.reading.layouts import LAYOUTS, Layout
from bench.reading.page import GeneratedPage
from bench.reading.score import FIELDS, Page, PageScore, Tally, judge, read, settle, summed
from bench.reading_unseen.generate import pages as other_pages

REPORT = Path("var/bench-reading.json")
LARGE = 80_000
LARGE_PAGES = 40
SHOWN_CELLS = 25
WIDTH = 120
"""Of the tables in a pipe or a file."""

Scored = tuple[Page, PageScore]
Key = Callable[[Page], str]


def main() -> None:
    """Run the bench, or print mistakes, or write one page to a file."""
    asked = _arguments()
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    made = other_pages(asked.seed) if asked.other else pages(asked.seed)
    if asked.dump:
        _dump(*asked.dump)
    elif asked.errors:
        _errors(console, asked, made)
    else:
        _bench(console, asked, made)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other pages")
    parser.add_argument("--cells", type=int, default=SHOWN_CELLS, help="how many cells to print")
    parser.add_argument("--other", action="store_true", help="the second generator's designs")
    parser.add_argument("--errors", nargs="+", metavar=("LAYOUT", "LANGUAGE"))
    parser.add_argument("--dump", nargs=4, metavar=("LAYOUT", "LANGUAGE", "SEED", "FILE"))
    return parser.parse_args()


def _bench(console: Console, asked: argparse.Namespace, made: Iterable[Page]) -> None:
    with console.status("reading generated pages"):
        scored = [(one, judge(one, read(one))) for one in made]
    console.print(_cell_table(scored, asked.cells))
    console.print(_sums("By layout", scored, lambda one: one.layout))
    console.print(_sums("By language", scored, lambda one: one.language))
    console.print(_sums("By organisation", scored, lambda one: one.organisation))
    total = summed(score for _, score in scored)
    console.print(_field_table(total))
    console.print(_mistake_table(total))
    with console.status("timing large pages"):
        times = _reading_times(asked.seed)
    console.print(_time_table(times))
    _write(asked.seed, scored, total, times)
    console.print(f"{len(scored)} pages of seed {asked.seed}; written to {REPORT}")


def _by(scored: Iterable[Scored], key: Key) -> dict[str, PageScore]:
    groups: dict[str, list[PageScore]] = defaultdict(list)
    for one, score in scored:
        groups[key(one)].append(score)
    return {name: summed(scores) for name, scores in groups.items()}


def _cell(one: Page) -> str:
    return f"{one.layout} · {one.language}"


def _worst_first(sums: dict[str, PageScore]) -> list[tuple[str, PageScore]]:
    def worth(item: tuple[str, PageScore]) -> tuple[float, float]:
        tally = item[1].missions
        return min(tally.precision, tally.recall), tally.precision + tally.recall

    return sorted(sums.items(), key=worth)


def _cell_table(scored: list[Scored], shown: int) -> Table:
    return _table(f"The worst {shown} cells", _worst_first(_by(scored, _cell))[:shown], scored)


def _sums(title: str, scored: list[Scored], key: Key) -> Table:
    return _table(title, _worst_first(_by(scored, key)), scored)


def _table(title: str, rows: list[tuple[str, PageScore]], scored: list[Scored]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for head in ("precision", "recall", "expected", "status", "confused", "invented", "new missed"):
        table.add_column(head, justify="right")
    for name, score in rows:
        table.add_row(name, *_figures(score))
    table.add_section()
    table.add_row("total", *_figures(summed(score for _, score in scored)), style="bold")
    return table


def _figures(score: PageScore) -> list[str]:
    tally, kinds = score.missions, score.kinds
    counted = ("status", "confusion", "invention", "missed new")
    expected = str(tally.right + tally.missed)
    shares = [f"{tally.precision:.3f}", f"{tally.recall:.3f}", expected]
    return shares + [str(kinds[kind]) if kinds[kind] else "" for kind in counted]


def _field_table(total: PageScore) -> Table:
    table = Table(title="Fields", title_justify="left")
    for head in ("", "precision", "recall", "expected"):
        table.add_column(head, justify="right" if head else "left")
    for name in FIELDS:
        tally = total.fields[name]
        expected = str(tally.right + tally.missed)
        table.add_row(name, f"{tally.precision:.3f}", f"{tally.recall:.3f}", expected)
    return table


def _mistake_table(total: PageScore) -> Table:
    table = Table(title="Mistakes by kind", title_justify="left")
    table.add_column("")
    table.add_column("count", justify="right")
    for kind, count in total.kinds.most_common():
        table.add_row(kind, str(count))
    return table


def _reading_times(seed: int) -> dict[str, float]:
    """Read pages of 80 KB, each once after a warm-up, and return what they took."""
    small = [one for one in islice(pages(seed), 0, None, 41) if _can_grow(one)][:LARGE_PAGES]
    large = [large_page(one, LARGE) for one in small]
    read(large[0])
    settle()
    took = [_seconds(one) * 1000 for one in large]
    return {
        "pages": len(took),
        "median_ms": statistics.median(took),
        "p95_ms": statistics.quantiles(took, n=20)[-1],
    }


def _can_grow(one: GeneratedPage) -> bool:
    return one.role == "list" and "iso" not in one.content_type and "1252" not in one.content_type


def _seconds(one: GeneratedPage) -> float:
    """Return the processor time one reading takes: other programs on the machine do not count."""
    began = time.process_time()
    read(one)
    return time.process_time() - began


def _time_table(times: dict[str, float]) -> Table:
    table = Table(title=f"Reading {LARGE // 1000} KB pages", title_justify="left")
    for head in ("pages", "median ms", "95th percentile ms"):
        table.add_column(head, justify="right")
    table.add_row(str(times["pages"]), f"{times['median_ms']:.1f}", f"{times['p95_ms']:.1f}")
    return table


def _write(seed: int, scored: list[Scored], total: PageScore, times: dict[str, float]) -> None:
    report = {
        "seed": seed,
        "pages": len(scored),
        "total": _shares(total.missions),
        "cells": {name: _shares(s.missions) for name, s in _worst_first(_by(scored, _cell))},
        "layouts": _all_shares(scored, lambda one: one.layout),
        "languages": _all_shares(scored, lambda one: one.language),
        "organisations": _all_shares(scored, lambda one: one.organisation),
        "fields": {name: _shares(total.fields[name]) for name in FIELDS},
        "mistakes": dict(Counter(total.kinds)),
        "reading_time": times,
    }
    REPORT.parent.mkdir(exist_ok=True)
    text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    REPORT.write_text(text, encoding="utf-8")


def _all_shares(scored: list[Scored], key: Key) -> dict[str, dict[str, float]]:
    return {name: _shares(s.missions) for name, s in _worst_first(_by(scored, key))}


def _shares(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "right": tally.right,
        "false": tally.false,
        "missed": tally.missed,
    }


def _layout(name: str) -> Layout:
    for layout in LAYOUTS:
        if layout.name == name:
            return layout
    known = ", ".join(layout.name for layout in LAYOUTS)
    raise SystemExit(f"There is no layout {name!r}; the layouts are: {known}.")


def _errors(console: Console, asked: argparse.Namespace, made: Iterable[Page]) -> None:
    layout, language = asked.errors[0], (*asked.errors, "")[1]
    for number, one in enumerate(made):
        if one.layout != layout or language not in ("", one.language):
            continue
        mistakes = judge(one, read(one)).mistakes
        if mistakes:
            where = f"{asked.seed}/{number % ROUNDS} {one.organisation} {one.language} {one.as_of}"
            console.print(where, style="bold", highlight=False)
        for mistake in mistakes:
            console.print(f"  {mistake.kind}: {mistake.text}", markup=False, highlight=False)


def _dump(layout: str, language: str, seed: str, file: str) -> None:
    """Write one page; the seed is as `--errors` prints it, with the organisation behind a colon."""
    name, _, organisation = seed.partition(":")
    one = page(_layout(layout), language, organisation or ORGANISATIONS[0], name)
    Path(file).write_bytes(one.body)


if __name__ == "__main__":
    main()
