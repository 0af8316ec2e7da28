"""The legal limits of the cases that rescue answers with."""

from datetime import timedelta
from typing import Any

from tests.gateway.standin.case_notes import NOW, ago

SOURCE = "民政部、公安部《关于加强生活无着流浪乞讨人员身份查询和照料安置工作的意见》（民发〔2015〕158号）一（二）"
NAMES = {
    "search_notice": ("发布寻亲公告", "publish a search notice"),
    "dna_request": ("报请公安机关采集 DNA", "ask the police for a DNA sample"),
    "normal_stay": ("安排离站，或者报上级民政部门延长救助", "arrange the departure, or report a longer stay"),
    "settlement": ("提出落户安置申请", "apply for a settlement"),
    "identity_check": ("核实本人陈述的身份", "check what the person said of their identity"),
}
"""What the limits of the stand-in are called."""


def a_limit(code: str, hours: float, state: str = "open") -> dict[str, Any]:
    """A limit that ends in so many hours."""
    due = NOW + timedelta(hours=hours)
    zh, en = NAMES[code]
    return {
        "code": code, "name_zh": zh, "name_en": en, "source": SOURCE, "source_status": "reported",
        "rule_version": f"{code}@2015-08-20", "anchor": ago(hours=21),
        "counts_from": ago(hours=21), "due_at": due.isoformat(),
        "warn_at": (due - timedelta(hours=6)).isoformat(), "state": state, "met_at": None, "late_reason": None,
        "released_at": None, "overdue": hours < 0, "calendar_missing": False, "year_missing": None, "paused": False,
        "about": "", "by_paper": code == "normal_stay",
    }  # fmt: skip


def limits_of(number: int) -> list[dict[str, Any]]:
    """Some that run; one that is overdue; and of a man who said his name those that pause, run and are not owed now."""
    missed = {**a_limit("search_notice", -30, "missed"), "overdue": False, "paused": True}
    over = {**a_limit("dna_request", -9, "missed"), "overdue": False, "released_at": ago(hours=2)}
    stay, check = a_limit("normal_stay", 200), a_limit("identity_check", 40)
    return [
        [a_limit("search_notice", 3), a_limit("dna_request", 150), stay],
        [a_limit("search_notice", -18)],
        [missed, check, over, {**a_limit("settlement", 2000), "paused": True}],
    ][number - 1]
