"""Looking at a column in passing: while rows are read along an index that another one decides.

Without statistics, which are never gathered, SQLite thinks that any index on a column leaves few
rows. It would collect 90,000 confirmed changes and sort them to show the newest 50.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def in_passing(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """Return a column as it is, by which SQLite does not choose an index."""
    return _InPassing(column)


class _InPassing(FunctionElement[str]):
    name = "in_passing"
    inherit_cache = True

    def __init__(self, column: InstrumentedAttribute[str]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(_InPassing)
def _as_it_is(element: _InPassing, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(_InPassing, "sqlite")
def _without_index(element: _InPassing, compiler: SQLCompiler, **options: Any) -> str:
    # "A unary + disqualifies the term from constraining an index": sqlite.org/optoverview.html
    return f"+{compiler.process(element.clauses, **options)}"
