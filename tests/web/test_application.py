"""What every application of ours does around a request, whoever calls, and whatever goes wrong inside."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import Request, UploadFile
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.host import application_of
from shared.observability import metrics
from shared.observability.tracing import configure_tracing
from shared.web.application import Application
from shared.web.bodies import LARGEST, LARGEST_WITH_FILES, BoundedBodies
from shared.web.problems import install_problems
from shared.web.requests import correlation_of
from shared.web.settings import HostSettings
from tests.web.counting_service import COUNTING

JSON = {"content-type": "application/json"}
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


async def test_methods_that_somebody_invents_do_not_grow_the_metrics() -> None:
    counted = metrics.http_requests.labels("other", "unknown", "404")
    before = metrics.value_of(counted)
    async with a_client(an_application(for_browsers=True)) as client:
        for number in range(3):
            await client.request(f"INVENTED{number}", "/nowhere")
    assert metrics.value_of(counted) == before + 3


def a_service_that_counts_bytes() -> Application:
    api = Application("it")
    install_problems(api)
    api.wrap(BoundedBodies)

    @api.post("/json")
    async def take(body: dict[str, str]) -> int:
        return len(body)

    @api.post("/file")
    async def keep(file: UploadFile) -> int:
        return len(await file.read())

    return api


async def in_parts(size: int) -> AsyncIterator[bytes]:
    """A body without a length told beforehand."""
    for _ in range(size // 65536):
        yield b" " * 65536


@pytest.mark.parametrize("told", [True, False])
async def test_body_that_is_too_large_is_refused_before_it_is_parsed(told: bool) -> None:
    content = b" " * (LARGEST + 1) if told else in_parts(LARGEST + 2 * 65536)
    async with a_client(a_service_that_counts_bytes()) as client:
        answer = await client.post("/json", content=content, headers=JSON)
        small = await client.post("/json", json={"a": "b"})
    assert (answer.status_code, answer.json()["slug"], small.json()) == (413, "body-too-large", 1)


async def test_file_may_be_larger_than_other_bodies_but_not_without_end() -> None:
    async with a_client(a_service_that_counts_bytes()) as client:
        good = await client.post("/file", files={"file": b"x" * 2 * LARGEST})
        bad = await client.post("/file", files={"file": b"x" * LARGEST_WITH_FILES})
    assert (good.json(), bad.status_code, bad.json()["slug"]) == (2 * LARGEST, 413, "body-too-large")


async def test_every_service_bounds_its_bodies_for_callers_without_a_token_too() -> None:
    async with a_client(application_of(COUNTING, HostSettings())) as client:
        answer = await client.post("/counters/x/count", content=b" " * (LARGEST + 1), headers=JSON)
    assert answer.status_code == 413
