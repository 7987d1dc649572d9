"""The description of the API (OpenAPI 3.1), as generators of clients read it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from settings import product_version
from web.api.problems import Problem

TAGS = {
    "changes": "What changed on the lists, and what reviewers make of it.",
    "missions": "What the sources list, now or at a date.",
    "sources": "What is watched, how it is doing, and where sources disagree.",
    "runs": "Crawls, and the versions of pages that they kept.",
    "held": "Crawls that were not believable and wait for a decision.",
}
ABOUT = (
    "The objects are those that the command prints with `--json`. Names of operations and fields "
    "are kept; fields and operations are added, so a program ignores what it does not know. Lists "
    "that are long come a page at a time: `next` is the address of what follows. Every error is a "
    "problem as RFC 9457 has it."
)
REFERENCE = "#/components/schemas/{model}"


def describe(api: FastAPI, cookie: str) -> None:
    """Let `api.openapi` return the description; `cookie` is the one that browsers send."""

    def openapi() -> dict[str, Any]:
        if api.openapi_schema is None:
            api.openapi_schema = _description(api, cookie)
        return api.openapi_schema

    api.openapi = openapi  # type: ignore[method-assign]


def _description(api: FastAPI, cookie: str) -> dict[str, Any]:
    said = get_openapi(
        title="missionwatch",
        version=product_version(),
        summary="What lists of peace missions say, and when that changes.",
        description=ABOUT,
        routes=api.routes,
        tags=[{"name": name, "description": words} for name, words in TAGS.items()],
        servers=[{"url": "/api/v1"}],
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    components = said.setdefault("components", {})
    _add_problem(components.setdefault("schemas", {}))
    components["securitySchemes"] = _ways_in(cookie)
    said["security"] = [{name: []} for name in components["securitySchemes"]]
    for operations in said["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                _may_only_be_left_out(parameter)
    return said


def _add_problem(schemas: dict[str, Any]) -> None:
    schema = Problem.model_json_schema(ref_template=REFERENCE)
    schemas |= schema.pop("$defs")
    schemas["Problem"] = schema


def _ways_in(cookie: str) -> dict[str, Any]:
    return {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "mw_…",
            "description": "A token of an account: from its page /account, or from "
            "`missionwatch users token`.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": "A browser in which somebody is signed in.",
        },
    }


def _may_only_be_left_out(parameter: dict[str, Any]) -> None:
    """Take null from what a parameter may be: in an address it is left out instead."""
    schema = parameter["schema"]
    ways = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(ways) == 1:
        del schema["anyOf"]
        schema |= ways[0]
    elif ways:
        schema["anyOf"] = ways
