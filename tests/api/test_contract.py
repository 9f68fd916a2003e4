"""The API keeps to its own OpenAPI document, whatever is asked: schemathesis asks."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok

from laurels.config.wsgi import application
from tests.support.decided import Decided

ASKED = settings(
    max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Requests come through WSGI, which closes the connection after each: here it holds the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.sweep
@pytest.mark.usefixtures("_one_connection")
def test_every_answer_is_as_declared(decided: Decided) -> None:
    decided.announce()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == 7
    for operation in operations:

        @ASKED
        @given(case=operation.as_strategy())
        def keeps_to_it(case: "schemathesis.Case[Any]") -> None:
            case.call_and_validate()

        keeps_to_it()
