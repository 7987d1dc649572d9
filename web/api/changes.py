"""What changed: the list, one change with its words, and what reviewers make of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from missions.difference import word_difference
from storage.columns import storable
from storage.finding import Towards
from storage.people import ReviewRow, ReviewState
from storage.repository import Repository
from watch import Watch, change_json
from watch.answers import when
from web.api.answers import answer, answer_list
from web.api.caller import Reader, Reviewer
from web.api.choosing import ChangesQuery
from web.api.objects import ChangeDetail, Changes
from web.api.operations import Operations
from web.api.problems import NotUnderstood
from web.parameters import Number

LONGEST_NOTE = 10_000
Words = Annotated[str, AfterValidator(storable)]


class Review(BaseModel):
    """What you make of a change; what is left out stays as it was."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"state": "relevant", "note": "For the next briefing."}]},
    )

    state: ReviewState | None = None
    assignee: Words | None = Field(
        default=None, max_length=80, description="Whose it is; empty: nobody's any more."
    )
    note: Words = Field(default="", max_length=LONGEST_NOTE)


def add_changes(api: FastAPI, watch: Watch) -> None:
    """Add the operations about changes."""
    of_changes = Operations(api, "changes")

    @of_changes.get("/changes", Changes, "List what changed", 404)
    def list_changes(request: Request, visitor: Reader, asked: ChangesQuery) -> Response:
        wanted, place = asked.filter(watch), asked.place()
        towards = Towards.OLDER if asked.order == "newest" else Towards.NEWER
        with watch.store.read() as repository:
            found = repository.find_changes(wanted, asked.limit, place, towards)
        rows, following = found.rows, found.older
        if towards is Towards.NEWER:
            rows, following = rows[::-1], found.newer
        cursor = str(following) if following else None
        return answer_list(request, Changes, map(change_json, rows), cursor)

    @of_changes.get("/changes/{change_id}", ChangeDetail, "Show a change with its words", 404)
    def get_change(request: Request, visitor: Reader, change_id: Number) -> Response:
        return answer(request, _detail(watch, change_id))

    @of_changes.post("/changes/{change_id}/review", ChangeDetail, "Say what you make of a change")
    def review_change(
        request: Request, visitor: Reviewer, change_id: Number, review: Review
    ) -> Response:
        if review.state is None and review.assignee is None and not review.note:
            raise NotUnderstood("body", "Say a state, an assignee or a note.")
        now = datetime.now(UTC)
        with watch.store.begin() as repository:
            assignee = _colleague(repository, review.assignee)
            said: dict[str, Any] = {"state": review.state, "assignee": assignee}
            is_new = repository.review(
                [change_id], visitor.signature, now, note=review.note, **said
            )
            if is_new:
                repository.note_action(
                    visitor.signature,
                    "change.review",
                    str(change_id),
                    now,
                    address=visitor.peer,
                    detail={name: value for name, value in said.items() if value is not None},
                )
        return answer(request, _detail(watch, change_id))


def _colleague(repository: Repository, name: str | None) -> str | None:
    """Return the name of an account as it is written. Raises NotUnderstood.

    Without any account, whoever is at the machine may name whom they like.
    """
    name = " ".join(name.split()) if name is not None else None
    if not name or not repository.has_accounts():
        return name
    account = repository.account_named(name)
    if account is None or account.disabled_at is not None:
        raise NotUnderstood("body.assignee", f'Nobody who may use the site is called "{name}".')
    return account.name


def _detail(watch: Watch, change_id: int) -> ChangeDetail:
    with watch.store.read() as repository:
        row = repository.change(change_id)
        reviews = repository.reviews(change_id)
    change = row.change
    words = word_difference(change.passage_before, change.passage_after)
    earlier = row.detected - timedelta.resolution
    return ChangeDetail.model_validate(
        {
            **change_json(row),
            "difference": [{"edit": str(part.edit), "text": part.text} for part in words],
            "passage_before": change.passage_before,
            "passage_after": change.passage_after,
            "snapshot_before": watch.version_at(change.source, change.page, earlier),
            "snapshot_after": watch.version_at(change.source, change.page, row.detected),
            "run": row.run_id,
            "confirmed": when(row.confirmed_at),
            "confirmations": row.confirmations,
            "review": str(row.review),
            "assignee": row.assignee,
            "reviews": [_note(one) for one in reviews],
        }
    )


def _note(row: ReviewRow) -> dict[str, Any]:
    return {
        "at": row.at,
        "by": row.by,
        "state": row.state,
        "assignee": row.assignee,
        "note": row.note,
    }
