"""Asking the indexes of words, in each database's own language.

The tables `change_search` and `snapshot_search` are made and kept in step by what migration 0007
put into the database; a migration that makes `change` or `snapshot` anew must make the triggers
anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.wanted_words import Term

HEADING_COUNTS = 4.0
"""How much more a word counts in a heading than in the text below it."""

Selected = TypeVar("Selected", bound=tuple[Any, ...])


def _table(name: str, *columns: Column[Any]) -> Table:
    """Return a table that is none of the models', which are compared with those of a database."""
    return Table(name, MetaData(), *columns)


class WordIndex:
    """The index of the words of one table."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.name = name = f"{table}_search"
        self._fts5 = _table(name, Column("rowid", Integer), Column(name, Text))
        self._sizes = _table(f"{name}_docsize", Column("id", Integer))
        self._vectors = _table(name, Column("id", Integer), Column("words", TSVECTOR))
        self._rows = _table(table, Column("id", Integer))

    def matching(self, session: Session, terms: Sequence[Term]) -> Select[tuple[int]]:
        """Return the query for the numbers of the rows that have all terms."""
        return select(self._number(session)).where(self._matches(session, terms))

    def narrowed(
        self,
        session: Session,
        query: Select[Selected],
        key: InstrumentedAttribute[int],
        terms: Sequence[Term],
    ) -> Select[Selected]:
        """Return a query for only the rows that have all terms, the last kept first."""
        number = self._number(session)
        return (
            query.join(number.table, number == key)
            .where(self._matches(session, terms))
            .order_by(number.desc())
        )

    def _number(self, session: Session) -> Column[int]:
        return self._vectors.c.id if _is_postgresql(session) else self._fts5.c.rowid

    def relevance(
        self, session: Session, terms: Sequence[Term], numbers: Sequence[int]
    ) -> dict[int, float]:
        """Return how well some of the matching rows match, by number: more is better."""
        if not numbers:
            return {}
        number = self._number(session)
        query = select(number, self._relevance(session, terms)).where(
            # FTS5 would look up every number of a list anew.
            self._matches(session, terms),
            number.between(min(numbers), max(numbers)),
        )
        wanted = set(numbers)
        found = session.execute(query).tuples()
        return {one: float(f"{score:.6g}") for one, score in found if one in wanted}

    def count_missing(self, session: Session) -> int:
        """Return how many rows of the table the index does not know."""
        known = select(self._vectors.c.id) if _is_postgresql(session) else select(self._sizes.c.id)
        rows = select(func.count()).select_from(self._rows).where(self._rows.c.id.not_in(known))
        return session.scalar(rows) or 0

    def _matches(self, session: Session, terms: Sequence[Term]) -> ColumnElement[bool]:
        if _is_postgresql(session):
            return self._vectors.c.words.bool_op("@@")(_tsquery(terms))
        return self._fts5.c[self.name].bool_op("MATCH")(_fts5_query(terms))

    def _relevance(self, session: Session, terms: Sequence[Term]) -> ColumnElement[float]:
        if _is_postgresql(session):
            return func.ts_rank(self._vectors.c.words, _tsquery(terms), type_=Float)
        return -func.bm25(literal_column(self.name), HEADING_COUNTS, 1.0, type_=Float)


CHANGE_WORDS = WordIndex("change")
VERSION_WORDS = WordIndex("snapshot")


def is_word_index(name: str) -> bool:
    """Whether a table is one of these, or one that SQLite keeps for them."""
    return name.startswith((CHANGE_WORDS.name, VERSION_WORDS.name))


def _tsquery(terms: Sequence[Term]) -> ColumnElement[str]:
    return func.to_tsquery(literal_column("'simple'::regconfig"), _spelled(terms))


def _spelled(terms: Sequence[Term]) -> str:
    return " & ".join(f"({' <-> '.join(_lexemes(term))})" for term in terms)


def _lexemes(term: Term) -> list[str]:
    lexemes = [f"'{word}'" for word in term.words]
    if term.is_beginning:
        lexemes[-1] += ":*"
    return lexemes


def _fts5_query(terms: Sequence[Term]) -> str:
    return " ".join(f'"{" ".join(term.words)}"{"*" * term.is_beginning}' for term in terms)


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
