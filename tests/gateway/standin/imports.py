"""Imports of registry as it answers them: a trial run with three rows to mend, and one that was real."""

import httpx


def actions(*names: str) -> list[dict[str, object]]:
    """Commands that may be given."""
    return [{"name": name, "allowed": True, "reason_zh": None, "reason_en": None} for name in names]


def an_import(number: int, dry_run: bool, failed: int) -> dict[str, object]:
    """A line of the list of imports."""
    return {
        "id": f"import-{number}", "file_name": "2026年10月社会组织名册.xlsx", "dry_run": dry_run,
        "update_existing": False,
        "rows": 120, "created": 114 - failed, "updated": 0, "unchanged": 6, "failed": failed, "by": "dengji",
        "at": "2026-11-20T03:12:00Z", "finished_at": "2026-11-20T03:12:09Z", "sha256": "0" * 64,
        "job_id": "job-2", "stopped_at": None,
    }  # fmt: skip


def _refused(name: str, why: str) -> list[dict[str, object]]:
    return [{"name": name, "allowed": False, "reason_zh": why, "reason_en": "It cannot be."}]


def sheet(request: httpx.Request) -> tuple[int, object]:
    """A sheet to take away."""
    told = {"content-disposition": 'attachment; filename="sheet.csv"', "content-type": "text/csv; charset=utf-8"}
    return 200, httpx.Response(200, content="问题（导入时不读）,名称\r\n".encode(), headers=told)


def import_result(request: httpx.Request, number: str) -> tuple[int, object]:
    """A dry run with three rows to mend."""
    problems = [
        (14, "统一社会信用代码", "校验位不对，请核对第 18 位。", "The check digit is wrong; look at character 18."),
        (37, "成立日期", "看不懂这个日期：二〇一九年春。", "This date cannot be read."),
        (52, "镇街道", "没有“大桥镇”，请填写奉化区的十二个镇（街道）之一。", "Not one of Fenghua's twelve streets."),
    ]
    rows = [{"row": r, "column": c, "slug": "x", "zh": zh, "en": en} for r, c, zh, en in problems]
    if number == "1":
        may = _refused("carry_out_trial", "这不是已经做完的试运行，没有可以正式导入的内容。")
        return 200, {**an_import(1, False, 0), "problems": [], "allowed_actions": may}
    return 200, {**an_import(2, True, 3), "problems": rows, "allowed_actions": actions("carry_out_trial")}
