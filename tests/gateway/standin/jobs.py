"""Jobs of registry as it answers them: one in each state, and exports."""

import httpx

EXPORTED = "\ufeff名称,统一社会信用代码\r\n锋之社爱心服务协会,51330213MJ90000146\r\n".encode()


def _line(number: int) -> dict[str, object]:
    """Job 1 is running, 2 done, 3 failed, 4 stopped, 5 stopping; 6 is an export that is done, 7 one of the past."""
    state = ("running", "done", "failed", "cancelled", "running", "done", "done")[number - 1]
    exports = number > 5
    return {
        "id": f"job-{number}", "kind": "export_organisations" if exports else "import_organisations",
        "file_name": "组织名录 2026-11-02.csv" if exports else "名册.csv", "dry_run": False, "state": state,
        "done": 1000 if state == "done" else 360, "total": 1000, "by": "dengji", "at": "2026-11-02T02:00:00Z",
        "ended_at": None if state == "running" else "2026-11-02T02:01:00Z",
    }  # fmt: skip


def job(request: httpx.Request, number: str) -> tuple[int, object]:
    """One of them."""
    line = _line(int(number))
    is_open, state = line["ended_at"] is None, line["state"]
    may = {"name": "cancel_job", "allowed": is_open, "reason_zh": None if is_open else "这项任务已经结束。"}
    made = "file" if line["kind"] == "export_organisations" else "import-1"
    return 200, {
        **line, "began_at": "2026-11-02T02:00:01Z",
        "stopping": number == "5", "result": made if state in ("done", "cancelled") else "",
        "file_until": {"6": "2099-11-05T02:01:00Z", "7": "2020-11-05T02:01:00Z"}.get(number),
        "with_contacts": number == "6", "why_zh": "读不出这个文件。" if state == "failed" else "",
        "why_en": "It cannot be read." if state == "failed" else "",
        "allowed_actions": [{**may, "reason_en": None if is_open else "This task has ended already."}],
    }  # fmt: skip


def jobs(request: httpx.Request) -> tuple[int, object]:
    """Three of them: an import under way, one that is done, and an export."""
    return 200, {"items": [_line(number) for number in (1, 2, 6)], "next_cursor": None, "total": 3}


def _file(request: httpx.Request) -> tuple[int, object]:
    name = {"content-disposition": "attachment; filename=\"register.csv\"; filename*=UTF-8''x.csv"}
    return 200, httpx.Response(200, content=EXPORTED, headers={"content-type": "text/csv; charset=utf-8", **name})


def _accepted(status: int) -> object:
    return lambda request, *parts: (status, {"id": "job-1", "version": 4, "repeated": False})


ROUTES = {
    r"POST /imports/jobs": _accepted(202),
    r"POST /organisations/exports": _accepted(201),
    r"GET /jobs": jobs,
    r"GET /jobs/job-(\d)": job,
    r"GET /jobs/job-6/file": _file,
    r"POST /jobs/job-(\d)/cancel": _accepted(201),
}
