"""The words for codes: what services answer in code, people read in the office's own terms."""

from services.gateway.auth.roles import ROLE_WORDS
from services.gateway.i18n import N_

WORDS: dict[str, dict[str, str]] = {
    "role": ROLE_WORDS,
    "urgency": {"overdue": N_("已超期"), "soon": N_("即将到期"), "later": N_("期限内")},
    "service": {
        "registry": N_("组织登记"),
        "grants": N_("资助"),
        "rescue": N_("救助"),
        "notify": N_("通知"),
        "gateway": N_("工作台"),
    },
}


def word(kind: str, code: str) -> str:
    """The Chinese word of a code; an unknown code is shown as it is, so that nothing is hidden."""
    return WORDS[kind].get(code, code)
