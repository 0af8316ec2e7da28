"""Tests of a project that is opened while its organisation is being listed or cleared: every interleaving."""

from collections.abc import Coroutine, Generator, Iterator
from dataclasses import replace
from itertools import combinations
from types import coroutine
from typing import Any
from unittest.mock import MagicMock

import pytest

from services.grants.app import App
from services.grants.domain.project import Project
from shared.contracts.grants import ProjectOpened
from tests.builders_grants import ORGANISATION, Grants, a_project, an_event_cause, grants_in_memory
from tests.grants.reactions.stories import STORIES, deliver


@coroutine
def gate() -> Generator[None, None, None]:
    """Stop until the schedule lets this actor go on."""
    yield


class Gated:
    """Any port, with a gate before each of its calls."""

    def __init__(self, port: Any) -> None:
        self._port = port

    def __getattr__(self, name: str) -> Any:
        async def call(*args: Any) -> Any:
            await gate()
            return await getattr(self._port, name)(*args)

        return call


def gated(grants: Grants) -> Grants:
    """The same grants, with a gate before every read and write of a reaction."""
    ports = replace(
        grants.ports,
        projects=Gated(grants.projects),
        standings=Gated(grants.standings),
        running=Gated(grants.ports.running),
    )
    return replace(grants, ports=ports, app=App(ports, None, MagicMock()))  # type: ignore[arg-type]


def interleavings(first: int, second: int) -> Iterator[list[int]]:
    """Every order in which two actors can take this many turns."""
    together = first + second
    for turns in combinations(range(together), second):
        yield [int(place in turns) for place in range(together)]


def run(actors: list[Coroutine[Any, Any, object]], schedule: list[int]) -> None:
    """Bring each actor to its first gate, step them in the order of the schedule, then let each finish."""
    alive = dict(enumerate(actors))
    for turn in [*range(len(actors)), *schedule]:
        _step(alive, turn)
    while alive:
        _step(alive, next(iter(alive)))


def _step(alive: dict[int, Coroutine[Any, Any, object]], turn: int) -> None:
    if turn in alive:
        try:
            alive[turn].send(None)
        except StopIteration:
            del alive[turn]


async def open_and_react(grants: Grants) -> None:
    project: Project = a_project("new", 500_000, number="资2026-0009")
    await grants.ports.projects.create(project, replace(an_event_cause(1), id="open new", subject=None, sequence=None))
    opened = ProjectOpened(project_id="new", organisation_id=ORGANISATION)
    await grants.app.reactions[ProjectOpened](opened, an_event_cause(1, subject="new"))


@pytest.mark.parametrize(
    "story", ["one reason, open", "one reason, cleared", "cleared and listed again", "suspended and resumed"]
)
def test_opening_at_any_moment_of_listing_and_clearing_ends_as_the_registry_meant(story: str) -> None:
    """Every interleaving of the four accesses of opening with the four or five of each message is run."""
    registry = STORIES[story]()
    plain = grants_in_memory()
    grants = gated(plain)
    for schedule in interleavings(4 * len(registry.said) + 1, 4):
        for repository in (plain.projects, plain.standings):
            repository._states.clear()
        run([deliver(grants, *registry.said), open_and_react(grants)], schedule)
        [project] = plain.projects._states.values()
        lifted = [freeze["lifted_at"] for freeze in project["freezes"]]
        assert (bool(lifted) and lifted[-1] is None) is registry.blocked, schedule
