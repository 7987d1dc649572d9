"""How well trouble is told from news: `make bench-believing` runs it.

Every page of a seed is checked again as it was, with noise, with one mission more or less, rebuilt,
and with each kind of trouble. `--errors KIND` prints what went wrong.
"""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.table import Table as Printed

from bench.believing.histories import histories
from bench.believing.score import Table

WIDTH = 120


def main() -> None:
    """Run the scenarios of a seed and print a line for each kind."""
    parser = argparse.ArgumentParser(prog="python -m bench.believing", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other pages")
    parser.add_argument("--errors", metavar="KIND", help="print what went wrong in this kind")
    asked = parser.parse_args()
    table = Table()
    for history in histories(asked.seed):
        table.add(history)
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    if asked.errors:
        for example in table.rows[asked.errors].examples:
            console.print(example, markup=False, highlight=False)
        return
    console.print(_printed(table))


def _printed(table: Table) -> Printed:
    printed = Printed(title="Scenarios", title_justify="left")
    for head in ("", "scenarios", "noticed or held", "false changes", "missed"):
        printed.add_column(head, justify="right" if head else "left")
    for row in sorted(table.rows.values(), key=lambda one: (one.is_right, one.is_trouble)):
        printed.add_row(
            row.kind, str(row.scenarios), str(row.doubted), str(row.false), str(row.missed)
        )
    return printed


if __name__ == "__main__":
    main()
