"""What reviewers made of changes, and the choices among changes that they keep."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select

from storage.errors import ChangeUnknown, FilterExists, FilterUnknown
from storage.models import ChangeRecord
from storage.models_of_people import Account, Review, SavedFilter
from storage.people import ReviewRow, ReviewState, SavedFilterRow
from storage.tables import Tables


class Reviews(Tables):
    """Reading and writing of `review` and `saved_filter`."""

    def review(
        self,
        changes: Collection[int],
        by: str,
        at: datetime,
        *,
        state: ReviewState | None = None,
        assignee: str | None = None,
        note: str = "",
    ) -> int:
        """Note what somebody made of changes; return of how many that was something new.

        `assignee` is a name, or empty for nobody any more; None leaves either as it was.
        Raises ChangeUnknown, with nothing noted.
        """
        records = self._session.scalars(select(ChangeRecord).where(ChangeRecord.id.in_(changes)))
        found = {one.id: one for one in records}
        for number in changes:
            if number not in found:
                raise ChangeUnknown(number)
        noted = 0
        for record in found.values():
            is_state = state is not None and record.review != state
            is_assignee = assignee is not None and (record.assignee or "") != assignee
            if not (is_state or is_assignee or note):
                continue
            self._session.add(
                Review(
                    change_id=record.id,
                    at=at,
                    by=by,
                    state=state if is_state else None,
                    assignee=assignee if is_assignee else None,
                    note=note,
                )
            )
            record.review = state or record.review
            record.assignee = record.assignee if assignee is None else (assignee or None)
            noted += 1
        self._session.flush()
        return noted

    def see(self, changes: Collection[int], by: str, at: datetime) -> int:
        """Note that somebody saw changes that nobody had seen."""
        unseen = select(ChangeRecord.id).where(
            ChangeRecord.id.in_(changes), ChangeRecord.review == ReviewState.UNSEEN
        )
        numbers = self._session.scalars(unseen).all()
        return self.review(numbers, by, at, state=ReviewState.SEEN)

    def reviews(self, change: int) -> list[ReviewRow]:
        """Return what was made of a change, the oldest first."""
        query = select(Review).where(Review.change_id == change).order_by(Review.id)
        return [
            ReviewRow(
                one.change_id,
                one.at,
                one.by,
                ReviewState(one.state) if one.state else None,
                one.assignee,
                one.note,
            )
            for one in self._session.scalars(query)
        ]

    def save_filter(
        self, owner: int, name: str, chosen: Mapping[str, str], token: str, at: datetime
    ) -> SavedFilterRow:
        """Keep a choice under a name; `token` is the secret of its feed. Raises FilterExists."""
        same = (SavedFilter.account_id == owner) & (SavedFilter.name == name)
        if self._session.scalar(select(SavedFilter.id).where(same)) is not None:
            raise FilterExists(name)
        row = SavedFilter(account_id=owner, name=name, chosen=dict(chosen), token=token, since=at)
        self._session.add(row)
        self._session.flush()
        return _filter_row(row)

    def saved_filters(self, owner: int) -> list[SavedFilterRow]:
        """Return the choices that somebody keeps, by name."""
        query = select(SavedFilter).where(SavedFilter.account_id == owner)
        rows = self._session.scalars(query.order_by(SavedFilter.name))
        return [_filter_row(one) for one in rows]

    def filter_of(self, token: str) -> SavedFilterRow:
        """Return the choice whose feed has this secret. Raises FilterUnknown.

        The feed of somebody who may no longer use the site is known no more.
        """
        query = (
            select(SavedFilter)
            .join(Account, Account.id == SavedFilter.account_id)
            .where(SavedFilter.token == token, Account.disabled_at.is_(None))
        )
        row = self._session.scalar(query)
        if row is None:
            raise FilterUnknown(token)
        return _filter_row(row)

    def forget_filter(self, owner: int, number: int) -> None:
        """Drop a choice of somebody's. Raises FilterUnknown."""
        mine = (SavedFilter.id == number) & (SavedFilter.account_id == owner)
        gone = self._session.execute(delete(SavedFilter).where(mine).returning(SavedFilter.id))
        if gone.first() is None:
            raise FilterUnknown(number)


def _filter_row(row: SavedFilter) -> SavedFilterRow:
    return SavedFilterRow(row.id, row.account_id, row.name, row.chosen, row.token, row.since)
