"""What the sources list, and the entries that are in no register yet."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response

from missions.moments import end_of
from watch import MissionRow, UnknownMission, Watch
from web.api.answers import answer, answer_list
from web.api.caller import Reader, Reviewer
from web.api.choosing import MissionId, MissionsQuery, mission_of, moment
from web.api.objects import MissionDetail, Missions, NewMissions
from web.api.operations import Operations


def add_missions(api: FastAPI, watch: Watch) -> None:
    """Add the operations about missions."""
    of_missions = Operations(api, "missions")

    @of_missions.get("/missions", Missions, "List what the sources list, now or then", 404)
    def list_missions(request: Request, visitor: Reader, asked: MissionsQuery) -> Response:
        rows = watch.missions(
            source=asked.source,
            status=asked.status,
            as_of=moment("query.as_of", asked.as_of, end_of, watch.settings.schedule.zone()),
            mission=mission_of(watch, asked.mission) if asked.mission else None,
            unsure=asked.unsure,
        )
        return answer_list(request, Missions, (row.as_json() for row in rows))

    @of_missions.get(
        "/missions/{mission_id}", MissionDetail, "Show a mission and who lists it", 404
    )
    def get_mission(request: Request, visitor: Reader, mission_id: MissionId) -> Response:
        mission = mission_of(watch, mission_id)
        rows = watch.missions(mission=mission, unsure=True)
        return answer(request, MissionDetail.model_validate(_detail(watch, mission, rows)))

    @of_missions.get("/new-missions", NewMissions, "List the entries that are in no register")
    def list_new_missions(request: Request, visitor: Reviewer) -> Response:
        return answer_list(request, NewMissions, (one.as_json() for one in watch.new_entries()))


def _detail(watch: Watch, identity: str, rows: list[MissionRow]) -> dict[str, Any]:
    listed = [row.as_json() for row in rows]
    mission = watch.register().get(identity)
    if mission is not None:
        said: dict[str, Any] = {
            "acronym": mission.acronym or None,
            "name": mission.names["en"],
            "organisation": mission.organisation,
            "host": list(mission.host),
        }
    elif rows:
        host = listed[0]["fields"]["host"]
        said = {name: listed[0][name] for name in ("acronym", "name", "organisation")}
        said["host"] = host if isinstance(host, list) else []
    else:
        raise UnknownMission(identity)
    return {"mission": identity, **said, "in_register": mission is not None, "listed": listed}
