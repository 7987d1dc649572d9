"""Trouble on generated pages is always noticed, noise never told, and a true change told once."""

from __future__ import annotations

import pytest

from bench.believing.histories import histories
from bench.believing.score import Table
from bench.believing.troubles import TROUBLES


@pytest.mark.parametrize("layout", ["cards", "table", "headings", "definition list", "accordion"])
def test_trouble_is_noticed_and_only_what_is_true_is_told(layout: str) -> None:
    table = Table()
    for history in histories(7, (layout,)):
        if history.before.language in ("en", "nl"):
            table.add(history)
    assert len(table.rows) >= 2 * len(TROUBLES) + 8
    wrong = {kind: row.examples for kind, row in table.rows.items() if not row.is_right}
    assert wrong == {}
