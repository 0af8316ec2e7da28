"""What was asked of an export, and what a job remembers of it."""

from datetime import date

import pytest

from services.registry.domain.export import Export
from services.registry.domain.export_errors import ExportWhyMissing
from services.registry.domain.kinds import SheetFormat, TaskKind


def an_export(*, with_contacts: bool = False, why: str = "") -> Export:
    return Export({"kind": "association"}, SheetFormat.CSV, with_contacts, why, "zh")


def test_job_remembers_everything_that_was_asked_for() -> None:
    export = an_export(with_contacts=True, why="年检通知")
    kept = export.parameters(date(2026, 11, 30))
    assert kept["file_name"] == "组织名录 2026-11-30.csv"
    assert Export.of(kept) == export


def test_people_are_named_for_a_purpose_only() -> None:
    with pytest.raises(ExportWhyMissing):
        an_export(with_contacts=True).require_reason()
    an_export(with_contacts=True, why="年检通知").require_reason()
    an_export().require_reason()


def test_job_of_a_kind_that_nobody_knows_is_another_one() -> None:
    assert TaskKind.of("none of these") is TaskKind.OTHER
    assert all(TaskKind.of(one.value) is one for one in TaskKind)
