"""Crawls, what was decided about those that were held, and the stored versions of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Body, FastAPI, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from storage.columns import storable
from storage.rows import SnapshotRow
from watch import Watch, run_json
from watch.answers import when
from web.api.answers import answer, answer_list
from web.api.caller import Reader, Reviewer
from web.api.choosing import RunsQuery, known
from web.api.objects import Decision, HeldRuns, Run, Runs, Snapshot
from web.api.operations import Operations
from web.parameters import Number
from web.visitor import Visitor

LONGEST_REASON = 2_000


class Why(BaseModel):
    """Why it is decided so, for the record."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "The page was redesigned."}]}
    )

    reason: Annotated[str, AfterValidator(storable)] = Field(default="", max_length=LONGEST_REASON)


Reasoned = Annotated[Why, Body(default_factory=Why)]


def add_runs(api: FastAPI, watch: Watch) -> None:
    """Add the operations about crawls."""
    of_runs = Operations(api, "runs")

    @of_runs.get("/runs", Runs, "List the crawls, the newest first", 404)
    def list_runs(request: Request, visitor: Reader, asked: RunsQuery) -> Response:
        source = known(watch, asked.source) if asked.source else None
        with watch.store.read() as repository:
            rows = repository.runs(
                source, asked.limit + 1, before=asked.before(), status=asked.status
            )
        items, is_more = rows[: asked.limit], len(rows) > asked.limit
        cursor = str(items[-1].id) if is_more else None
        return answer_list(request, Runs, map(run_json, items), cursor)

    @of_runs.get("/runs/{run_id}", Run, "Show a crawl", 404)
    def get_run(request: Request, visitor: Reader, run_id: Number) -> Response:
        with watch.store.read() as repository:
            row = repository.run(run_id)
        return answer(request, Run.model_validate(run_json(row)))

    @of_runs.get("/snapshots/{snapshot_id}", Snapshot, "Show a stored version of a page", 404)
    def get_snapshot(request: Request, visitor: Reader, snapshot_id: Number) -> Response:
        with watch.store.read() as repository:
            row = repository.snapshot(snapshot_id)
        return answer(request, Snapshot.model_validate(_snapshot(row)))

    _add_held(api, watch)


def _add_held(api: FastAPI, watch: Watch) -> None:
    of_held = Operations(api, "held")

    @of_held.get("/held", HeldRuns, "List the crawls that wait for a decision")
    def list_held(request: Request, visitor: Reviewer) -> Response:
        return answer_list(request, HeldRuns, (one.as_json() for one in watch.held()))

    @of_held.post("/held/{run_id}/accept", Decision, "Believe a held crawl after all", 409)
    def accept_run(request: Request, visitor: Reviewer, run_id: Number, why: Reasoned) -> Response:
        return answer(request, _decided(watch, visitor, watch.accept_run, run_id, why.reason))

    @of_held.post("/held/{run_id}/discard", Decision, "Set a held crawl aside", 409)
    def discard_run(request: Request, visitor: Reviewer, run_id: Number, why: Reasoned) -> Response:
        return answer(request, _decided(watch, visitor, watch.discard_run, run_id, why.reason))


def _decided(
    watch: Watch, visitor: Visitor, decide: Callable[..., object], run: int, reason: str
) -> Decision:
    """Decide about a held run, note who did, and return the object that the command prints."""
    verb = "accept" if decide == watch.accept_run else "discard"
    by = visitor.signature
    decide(run, by=by, reason=reason, address=visitor.peer)
    said = {"run": run, "decision": verb, "by": by, "reason": reason}
    return Decision.model_validate(said)


def _snapshot(row: SnapshotRow) -> dict[str, Any]:
    """Return the object that `export --what snapshots` gives, with a few more facts."""
    return {
        "id": row.id,
        "run": row.run_id,
        "source": row.source,
        "page": row.url,
        "final_url": row.final_url,
        "role": row.role,
        "fetched": row.fetched_at,
        "believed": when(row.believed_at),
        "superseded": when(row.superseded_at),
        "status": row.status,
        "content_type": row.content_type,
        "size": row.size,
        "truncated": row.truncated,
        "sha256": row.sha256,
        "reader_version": row.reader_version,
        "language": row.language,
        "title": row.title,
        "text": row.text,
    }
