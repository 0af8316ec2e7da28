"""What notify announces of long work that ended while who asked for it did something else."""

from services.notify.domain.announcement import Announcement, ItemKind, Subject, Thing, ThingKind, same
from shared.kernel.labels import Words

_WHY = Words("任务是您交办的，用时半分钟以上。", "You asked for this task, and it took half a minute or more.")
JOB_DONE = Subject(
    "job_done",
    ItemKind.WATCH,
    Words("批量导入已处理完毕，共 {count} 行", "The import is done: {count} rows were dealt with"),
    _WHY,
)
JOB_FAILED = Subject(
    "job_failed",
    ItemKind.WATCH,
    Words(
        "批量导入没有做完，只处理了 {count} 行，请查看原因",
        "The import was not finished: only {count} rows were dealt with; see why",
    ),
    _WHY,
)
EXPORT_DONE = Subject(
    "export_done",
    ItemKind.WATCH,
    Words(
        "名录已经导出，共 {count} 行，三天内可以下载", "The register is exported, {count} rows; download within 3 days"
    ),
    _WHY,
)
EXPORT_FAILED = Subject(
    "export_failed",
    ItemKind.WATCH,
    Words("名录没有导出成功，请查看原因", "The register could not be exported; see why"),
    _WHY,
)
EXPORT = "export_organisations"
"""The kind of job that makes a file; any other is an import."""


def job_ended(job_id: str, kind: str, done: int, *, failed: bool) -> Announcement:
    """A long job of this kind is done, or was not finished."""
    subject = (EXPORT_FAILED if failed else EXPORT_DONE) if kind == EXPORT else (JOB_FAILED if failed else JOB_DONE)
    return subject.announce(Thing(ThingKind.JOB, job_id), {"count": same(done)})
