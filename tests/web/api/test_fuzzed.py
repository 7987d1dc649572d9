"""Whatever the description allows, and much that it does not, is answered as it says."""

from __future__ import annotations

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from tests.web.api.test_description import OPERATIONS
from watch import Watch
from web.app import create_app
from web.crawls import Crawls

EXAMPLES = 25
"""Of each operation, for what it allows and as many for what it does not."""
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "404", "409", "422"]}
        }
    }
)
"""422 is right for what the description cannot say: a cursor of ours, a name of an account."""


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_no_request_breaks_it_and_answers_are_as_described(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, operation: str, mode: GenerationMode
) -> None:
    # Nothing is crawled for it.
    monkeypatch.setattr(Crawls, "begin", lambda self, source: 1)
    client = TestClient(create_app(watch), "http://localhost", client=("127.0.0.1", 50_000))
    description = client.get("/api/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(description, config=CONFIG)
    schema.app = create_app(watch)
    found = schema.find_operation_by_id(operation)

    @seed(20240517)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        case = data.draw(found.as_strategy(generation_mode=mode))
        case.call_and_validate(base_url="http://127.0.0.1/api/v1")

    check()
