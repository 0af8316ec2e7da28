"""Tests of what people from outside are told, and of what wards report."""

import pytest

from shared.contracts.grants import DecisionAwaited, DecisionSettled
from shared.contracts.rescue_wards import WardReported, WardReportSettled
from shared.kernel.roles import Role
from tests.builders_notify import a_cause, notify_in_memory

OF = {"about_id": "p1", "matters": ["report"], "no": 2, "organisation_id": "org-1", "project_no": "资2026-0001"}


@pytest.mark.parametrize(("accepted", "subject"), [(True, "report_accepted"), (False, "report_returned")])
async def test_organisation_is_told_how_its_report_was_decided_once(*, accepted: bool, subject: str) -> None:
    notify = notify_in_memory()
    for _ in range(2):
        event = DecisionSettled.model_validate({**OF, "accepted": accepted})
        await notify.app.reactions[DecisionSettled](event, a_cause("event-1"))
    [item] = await notify.items.all()
    assert (item.scope, item.role, item.staff_id, item.announcement.subject) == (
        "organisation:org-1",
        None,
        None,
        subject,
    )
    again = DecisionAwaited(about_id="p1", matter="report", no=2, project_id="p1", project_no="资2026-0001")
    await notify.app.reactions[DecisionAwaited](again, a_cause("event-2"))
    settled = (await notify.items.get(item.id)).settled_at
    assert (settled is None) is accepted, "handed in anew, nothing is left to do about the return"


async def test_decision_of_before_tells_no_organisation() -> None:
    notify = notify_in_memory()
    before = DecisionSettled(about_id="p1", matters=["report"], no=2)
    await notify.app.reactions[DecisionSettled](before, a_cause("event-1"))
    assert await notify.items.all() == []


@pytest.mark.parametrize("waits", [True, False])
async def test_ward_report_of_an_unknown_bed_is_for_whoever_is_on_duty_until_it_is_dealt_with(*, waits: bool) -> None:
    notify = notify_in_memory()
    for _ in range(2):
        await notify.app.reactions[WardReported](WardReported(report_id="r1", waits=waits), a_cause("event-1"))
    assert [one.role for one in await notify.items.all()] == ([Role.RESCUE_WORKER] if waits else [])
    await notify.app.reactions[WardReportSettled](WardReportSettled(report_id="r1"), a_cause("event-2"))
    assert all(one.settled_at for one in await notify.items.all())
