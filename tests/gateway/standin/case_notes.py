"""What colleagues noted of the cases that rescue answers with: corrections, hand-overs, reports, a proposal."""

from datetime import UTC, datetime, timedelta

NOW = datetime.now(UTC)


def ago(**length: float) -> str:
    """This long ago, as an answer has it."""
    return (NOW - timedelta(**length)).isoformat()


CORRECTED = [{"before": ago(hours=20), "after": ago(hours=21), "reason": "交接表上写的时间更早",
               "at": ago(hours=19), "by": "jiuzhu", "state": "done",
               "decided_by": None, "decided_at": None}]  # fmt: skip
UNDOUBTED = ("没有等待批准的入站时间更正。", "No correction of the time of arrival is waiting.")
UNSTATED = {"stated_at": None, "stated_by": [], "identity_checks": [], "name_refuted": False, "search_ended": False}
"""Nobody has said who the person is."""

HANDED = [{"before": "zhanzhang", "to": "jiuzhu", "note": "公安还没有答复，周四再问询。", "at": ago(hours=4),
            "by": "zhanzhang"}]  # fmt: skip
REPORTS = [{"ability": "few_words", "said_by": "护理员王阿姨", "at": ago(hours=19), "by": "jiuzhu",
             "recorded_at": ago(hours=19), "evidence": ""}]  # fmt: skip
ERASING = {"ground": "unlawful", "at": ago(hours=3), "by": "jiuzhu", "by_head": False}
