"""What colleagues noted of the cases that rescue answers with: corrections, hand-overs, reports, a proposal."""

from datetime import UTC, datetime, timedelta

NOW = datetime.now(UTC)


def ago(**length: float) -> str:
    """This long ago, as an answer has it."""
    return (NOW - timedelta(**length)).isoformat()


CORRECTED = [{"before": ago(hours=20), "after": ago(hours=21), "reason": "交接表上写的时间更早",
               "at": ago(hours=19), "by": "jiuzhu"}]  # fmt: skip
HANDED = [{"before": "zhanzhang", "to": "jiuzhu", "note": "公安还没有答复，周四再问询。", "at": ago(hours=4),
            "by": "zhanzhang"}]  # fmt: skip
REPORTS = [{"ability": "few_words", "said_by": "护理员王阿姨", "at": ago(hours=19), "by": "jiuzhu",
             "recorded_at": ago(hours=19), "evidence": ""}]  # fmt: skip
ERASING = {"ground": "unlawful", "at": ago(hours=3), "by": "jiuzhu", "by_head": False}
NAMES = {
    "search_notice": ("发布寻亲公告", "publish a search notice"),
    "dna_request": ("报请公安机关采集 DNA", "ask the police for a DNA sample"),
    "normal_stay": ("安排离站，或者报上级民政部门延长救助", "arrange the departure, or report a longer stay"),
    "identity_check": ("核实本人陈述的身份", "check what the person said of their identity"),
}
"""What the limits of the stand-in are called."""
