"""Whatever the description allows, and much that it does not, is answered as it says."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from storage.people import Role
from tests.web.api.conftest import token_of
from tests.web.api.test_description import OPERATIONS
from watch import Watch
from watch.crawl_desk import CrawlDesk
from web.app import create_app

EXAMPLES = 30
"""Of each operation: of what it allows, and of what it does not."""
MODES = st.sampled_from(list(GenerationMode))
CHECKS = {
    # 422 is right for what a description cannot say: a cursor of ours, the name of an account.
    "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "404", "409", "422"]}
}
BOUNDED = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_no_request_breaks_it_and_answers_are_as_described(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    # Nothing is crawled for it.
    monkeypatch.setattr(CrawlDesk, "begin", lambda self, source, **_: 1)
    headers = {"Authorization": f"Bearer {token_of(watch, Role.REVIEWER)}"}
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json",
        create_app(watch),
        config=SchemathesisConfig.from_dict({"checks": CHECKS}),
        headers=headers,
    )
    found = schema.find_operation_by_id(operation)
    answered = []

    @BOUNDED
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        case = data.draw(found.as_strategy(generation_mode=data.draw(MODES)))
        answer = case.call_and_validate(headers=headers)
        answered.append(answer.status_code)

    check()
    assert answered
    assert max(answered) < 500
