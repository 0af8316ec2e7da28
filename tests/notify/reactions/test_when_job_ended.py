"""Who asked for long work hears once that it ended."""

from datetime import UTC, datetime

import pytest

from services.notify.domain.announcement import Thing, ThingKind
from shared.contracts.registry_jobs import JobEnded
from shared.kernel.cause import Actor, Cause
from tests.builders_notify import notify_in_memory


@pytest.mark.parametrize(
    ("kind", "failed", "said"),
    [
        ("import_organisations", False, "批量导入已处理完毕，共 10000 行"),
        ("import_organisations", True, "没有做完"),
        ("export_organisations", False, "名录已经导出，共 10000 行"),
        ("export_organisations", True, "名录没有导出成功"),
    ],
)
async def test_who_asked_for_a_long_job_hears_once_that_it_ended(kind: str, failed: bool, said: str) -> None:
    notify = notify_in_memory()
    event = JobEnded(job_id="job-1", kind=kind, failed=failed, done=10_000, asked_by="dengji")
    cause = Cause("e1", Actor("dengji"), datetime.now(UTC), "c", subject="job-1", sequence=3)
    for _ in range(2):
        await notify.app.reactions[JobEnded](event, cause)
    (item,) = await notify.items.all()
    assert (item.staff_id, item.role, item.announcement.about) == ("dengji", None, Thing(ThingKind.JOB, "job-1"))
    assert said in item.announcement.title.zh
