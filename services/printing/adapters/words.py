"""The few words that printing itself puts on a paper, in both languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

from services.printing.domain.kinds import Language

SHANGHAI = ZoneInfo("Asia/Shanghai")
WORDS: dict[Language, dict[str, str]] = {
    Language.ZH: {
        "number": "编号",
        "check_code": "校验码",
        "printed_at": "打印时间",
        "asked_by": "打印人",
        "not_filled_in": "没有填写",
        "nobody": "（未办）",
        "capital": "大写",
        "signature": "签名",
        "page": "第",
        "of": " 页，共",
        "pages": " 页",
        "check_here": "核验：同心系统“核验打印件”",
    },
    Language.EN: {
        "number": "Number",
        "check_code": "Check code",
        "printed_at": "Printed at",
        "asked_by": "Printed by",
        "not_filled_in": "Not filled in",
        "nobody": "(not done)",
        "capital": "In capital numerals",
        "signature": "Signature",
        "page": "Page",
        "of": " of",
        "pages": "",
        "check_here": 'To check it: "Check a print" in Tongxin.',
    },
}
HTML_LANGUAGE = {Language.ZH: "zh-Hans-CN", Language.EN: "en-GB"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def moment(at: datetime, language: Language) -> str:
    """When it was printed, as the clock in Fenghua showed it; written the same whatever the machine's locale is."""
    local = at.astimezone(SHANGHAI)
    if language is Language.ZH:
        return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year} {local:%H:%M}"
