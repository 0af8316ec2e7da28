"""The web application of every process: FastAPI with one middleware around everything, error answers included."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

from fastapi import FastAPI
from starlette.types import ASGIApp

from shared.version import product_version
from shared.web.requests import AroundRequests

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]
Wrap = Callable[[ASGIApp], ASGIApp]


class Application(FastAPI):
    """FastAPI whose added middlewares also see the answer to an error that nobody expected.

    Services call each other's API with ``for_browsers`` unset. Browsers are shown no OpenAPI document, and what they
    say of correlation and trace is not believed.
    """

    def __init__(self, name: str, lifespan: Lifespan | None = None, *, for_browsers: bool = False) -> None:
        super().__init__(
            title=f"Tongxin {name}",
            version=product_version(),
            lifespan=lifespan,
            openapi_url=None if for_browsers else "/openapi.json",
            docs_url=None,
            redoc_url=None,
        )
        self._around: list[Wrap] = []
        self._requests: Wrap = partial(AroundRequests, trusts_caller=not for_browsers)

    def wrap(self, middleware: Wrap) -> None:
        """Put a middleware around everything that is there so far. Only before the first request."""
        self._around.append(middleware)

    def build_middleware_stack(self) -> ASGIApp:
        """Starlette's own stack inside the added middlewares, and AroundRequests outermost."""
        served = super().build_middleware_stack()
        for wrap in (*self._around, self._requests):
            served = wrap(served)
        return served
