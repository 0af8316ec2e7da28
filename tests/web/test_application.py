"""What every application of ours does around a request, whoever calls, and whatever goes wrong inside."""

import httpx
import pytest
from fastapi import Request
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.observability import metrics
from shared.observability.tracing import configure_tracing
from shared.web.application import Application
from shared.web.problems import install_problems
from shared.web.requests import correlation_of

SAID = {"X-Correlation-ID": "from-outside", "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}


def an_application(*, for_browsers: bool) -> Application:
    api = Application("it", for_browsers=for_browsers)
    install_problems(api)

    @api.get("/told")
    async def told(request: Request) -> str:
        return correlation_of(request)

    @api.get("/broken")
    async def broken() -> None:
        raise RuntimeError

    return api


def a_client(api: ASGIApp) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(api, raise_app_exceptions=False), base_url="http://it")


@pytest.mark.parametrize("for_browsers", [False, True])
async def test_correlation_and_trace_go_on_from_services_and_begin_anew_with_browsers(for_browsers: bool) -> None:
    exporter = InMemorySpanExporter()
    configure_tracing("it", exporter=exporter)
    async with a_client(an_application(for_browsers=for_browsers)) as client:
        answer = await client.get("/told", headers=SAID)
    configure_tracing("test")
    (span,) = exporter.get_finished_spans()
    assert answer.headers["x-correlation-id"] == answer.json()
    assert (answer.json() == "from-outside") is not for_browsers
    assert (span.parent is None) is for_browsers
    assert (f"{span.context.trace_id:032x}" in SAID["traceparent"]) is not for_browsers


@pytest.mark.parametrize("path", ["/told", "/broken", "/nowhere", "/health/none"])
async def test_every_answer_is_stored_nowhere_and_names_its_correlation(path: str) -> None:
    async with a_client(an_application(for_browsers=False)) as client:
        answer = await client.get(path, headers=SAID)
    assert (answer.headers["cache-control"], answer.headers["x-correlation-id"]) == ("no-store", "from-outside")


async def test_added_middleware_sees_the_answer_to_an_error_that_nobody_expected() -> None:
    class Marks:
        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            async def marked(message: Message) -> None:
                if message["type"] == "http.response.start":
                    MutableHeaders(scope=message)["x-marked"] = "yes"
                await send(message)

            await self.app(scope, receive, marked)

    api = an_application(for_browsers=True)
    api.wrap(Marks)
    counted = metrics.http_requests.labels("GET", "/broken", "500")
    before = metrics.value_of(counted)
    async with a_client(api) as client:
        answer = await client.get("/broken")
    assert (answer.status_code, answer.headers["x-marked"]) == (500, "yes")
    assert metrics.value_of(counted) == before + 1


async def test_browsers_are_shown_no_openapi_document() -> None:
    for for_browsers, status in ((False, 200), (True, 404)):
        async with a_client(an_application(for_browsers=for_browsers)) as client:
            assert (await client.get("/openapi.json")).status_code == status
