"""What is watched and how it is doing, where sources disagree, and crawling one now."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response

from watch import Watch, run_json
from watch.crawl_desk import CrawlDesk
from web.api.answers import answer, answer_list
from web.api.caller import Reader, Reviewer
from web.api.choosing import ContradictionsQuery, SourceId, known, mission_of
from web.api.objects import Contradictions, Run, SourceHealth, Sources
from web.api.operations import Operations

BEGUN = {
    202: {
        "description": "It has begun; `Location` is where its run stands.",
        "headers": {
            "Location": {"description": "The address of the run.", "schema": {"type": "string"}}
        },
    }
}


def add_sources(api: FastAPI, watch: Watch, desk: CrawlDesk) -> None:
    """Add the operations about sources."""
    of_sources = Operations(api, "sources")

    @of_sources.get("/sources", Sources, "List what is watched")
    def list_sources(request: Request, visitor: Reader) -> Response:
        return answer_list(request, Sources, (one.as_json() for one in watch.watched()))

    @of_sources.get("/sources/{source_id}", SourceHealth, "Show how a source is doing", 404)
    def get_source(request: Request, visitor: Reader, source_id: SourceId) -> Response:
        (health,) = watch.source_health(source_id)
        return answer(request, SourceHealth.model_validate(health.as_json()))

    @of_sources.post(
        "/sources/{source_id}/crawl",
        Run,
        "Crawl a source now",
        409,
        429,
        status_code=202,
        responses=BEGUN,
    )
    def crawl_source(request: Request, visitor: Reviewer, source_id: SourceId) -> Response:
        source = known(watch, source_id)
        number = desk.begin(source, by=visitor.signature, address=visitor.peer)
        with watch.store.read() as repository:
            run = Run.model_validate(run_json(repository.run(number)))
        place = f"{request.scope['root_path']}/runs/{number}"
        return answer(request, run, 202, {"Location": place})

    @of_sources.get("/contradictions", Contradictions, "List where sources disagree now", 404)
    def list_contradictions(
        request: Request, visitor: Reader, asked: ContradictionsQuery
    ) -> Response:
        mission = mission_of(watch, asked.mission) if asked.mission else None
        rows = watch.contradictions(source=asked.source, mission=mission)
        return answer_list(request, Contradictions, (row.as_json() for row in rows))
