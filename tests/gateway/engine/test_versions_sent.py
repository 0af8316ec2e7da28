"""The version that a form sends is that of the aggregate which its command changes, whatever page it stands on."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from services.gateway.app import DECLARED
from services.gateway.engine.record import Record

SERVICES = Path(__file__).resolve().parents[3] / "services"
CHANGES = re.compile(r"ports\.(\w+)\.change\(|change_or_create\(\s*ports\.(\w+),")
RECORDS = [page for page in DECLARED if isinstance(page, Record) and page.actions]


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.path)
def test_each_version_that_a_page_tells_is_that_of_one_repository(record: Record) -> None:
    told = defaultdict[str, set[str]](set)
    for action in record.actions:
        changed = repositories_of(record.service, action.command)
        assert len(changed) == 1, f"{action.command} changes {changed or 'nothing that this test can find'}"
        told[action.version] |= changed
    assert {path: repositories for path, repositories in told.items() if len(repositories) > 1} == {}


def repositories_of(service: str, command: str) -> set[str]:
    """The repositories in which the handler of a command changes an aggregate."""
    source = (SERVICES / service / "commands" / f"{command}.py").read_text("utf-8")
    return {name for found in CHANGES.findall(source) for name in found if name}
