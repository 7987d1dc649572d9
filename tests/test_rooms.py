"""Who may know whom among the single modules; the packages are checked by import-linter."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = {
    "missions", "crawler", "storage", "notifier", "web",
    "watch", "scheduler", "cli", "commands", "arguments", "terminal", "settings",
}  # fmt: skip
MAY_KNOW = {
    "settings": set[str](),
    "terminal": set[str](),
    "arguments": {"missions", "crawler", "notifier"},
    "watch": {"missions", "crawler", "storage", "notifier", "settings"},
    "scheduler": {"missions", "crawler", "storage", "notifier", "settings", "watch"},
    "commands": OURS - {"cli", "web", "scheduler", "notifier"},
    "cli": OURS - {"cli"},
}


@pytest.mark.parametrize("module", MAY_KNOW)
def test_a_module_knows_only_those_below_it(module: str) -> None:
    files = [*(ROOT / module).glob("*.py"), *ROOT.glob(f"{module}.py")]
    known = {name for file in files for name in _imports(file) & OURS}
    assert files
    assert known - {module} <= MAY_KNOW[module]


def _imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names
