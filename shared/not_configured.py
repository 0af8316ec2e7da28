"""What is said when a process cannot start as it is configured: what is wrong and what to do, never a value."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self, TypeVar

from fastapi import FastAPI
from pydantic import ValidationError
from pymongo.errors import ConfigurationError, InvalidName, InvalidURI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.files.arriving import FolderWrong
from shared.reference.package import PackageWrong
from shared.storage.vault import MasterKeyWrong
from shared.web.settings import HostSettings

WRONG = (OSError, ValueError, OverflowError, ConfigurationError, InvalidName, InvalidURI, MasterKeyWrong)
"""What building a service raises for settings, keys and files that it cannot use."""
_SHORTEST = 4
"""A value of fewer letters may stand in any sentence."""


@dataclass(frozen=True)
class NotConfigured:
    """Why a service does not start, in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, service: str, error: Exception, settings: HostSettings | None = None) -> Self:
        """The sentences for what reading the settings (a ValidationError) or building the service raised."""
        why = "; ".join(_reasons(error))
        why_zh = error.zh.rstrip("。") if isinstance(error, PackageWrong) else why
        named = ", ".join(_variables(error, why, settings)) or "TONGXIN_*"
        return cls(
            f"{service} 按现在的配置无法启动：{why_zh}。请改正 {named}（见 docs/operators.md 的 Settings），再启动。",
            f"{service} cannot start as it is configured: {why}. Mend {named} (docs/operators.md, Settings) and start "
            "it again.",
        )

    def __str__(self) -> str:
        return f"✗ {self.zh}\n  {self.en}"


class SaysWhyNot:
    """ASGI middleware: a start that failed for its configuration is told in a sentence instead of a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            why = getattr(scope["app"].state, "not_configured", None)
            failed = message["type"] == "lifespan.startup.failed"
            await send({**message, "message": why.en} if failed and why else message)

        await self._app(scope, receive, told if scope["type"] == "lifespan" else send)


S = TypeVar("S", bound=HostSettings)


def read_settings(service: str, kind: type[S]) -> S:
    """The settings of the environment; ends the process with a sentence where one is not right."""
    try:
        return kind()
    except ValidationError as error:
        sys.exit(str(NotConfigured.of(service, error)))


@contextmanager
def told_at_exit(api: FastAPI) -> Iterator[None]:
    """The last words of a process that could not start as it is configured say so."""
    try:
        yield
    except SystemExit:
        if why := getattr(api.state, "not_configured", None):
            sys.exit(str(why))
        raise


def _reasons(error: Exception) -> Iterable[str]:
    if isinstance(error, ValidationError):
        return [f"{_variable(one['loc'][0])}: {one['msg']}" for one in error.errors()]
    return [str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__]


def _variables(error: Exception, why: str, settings: HostSettings | None) -> list[str]:
    """The variables that are to be mended, as far as the error tells."""
    if isinstance(error, ValidationError):
        return [_variable(one["loc"][0]) for one in error.errors()]
    if isinstance(error, InvalidName):
        return [_variable("database_prefix")]
    if isinstance(error, ConfigurationError):
        return [_variable("mongo_url")]
    if isinstance(error, MasterKeyWrong):
        return [_variable("master_key")]
    if isinstance(error, FolderWrong):
        return [error.variable]
    given = {name: str(value) for name, value in settings or ()}
    return [_variable(name) for name, value in given.items() if len(value) >= _SHORTEST and value in why]


def _variable(name: object) -> str:
    return f"TONGXIN_{str(name).upper()}"
