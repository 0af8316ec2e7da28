"""How long what only tells of the past is kept: one table, with the setting, the default and the reason of each.

``prepare`` makes an index by which MongoDB takes away what is older, and changes it when the setting changes. What the
office must keep (cases, organisations, projects, the journal, files) is not in this table: it has limits of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from shared.kernel.errors import Invalid

FOREVER = 0
"""What a setting says for: never take it away."""
INDEX = "kept"
"""The name of the index by which MongoDB takes away."""
_DAY = timedelta(days=1)


class KeptTooShort(Invalid):
    slug = "kept-too-short"
    zh = "{setting} 至少为 {least} 天（{basis}），或者填 0 表示一直保存；现在是“{given}”。"
    en = "{setting} is at least {least} days ({basis}), or 0 for ever; it is “{given}”."


@dataclass(frozen=True)
class Kept:
    """Rows of one collection, counted from the time in ``since``. ``least`` is what law or other services need."""

    collection: str
    since: str
    setting: str
    days: int
    least: int
    basis: str


TABLE = (
    Kept("events", "at", "TONGXIN_KEEP_EVENTS_DAYS", 3650, 60,
         "sent again from here for 35 days, and the public site is filled from here; 个人信息保护法第十九条"),
    Kept("access_log", "at", "TONGXIN_KEEP_ACCESS_LOG_DAYS", 1095, 180,
         "网络安全法第二十一条: six months; three years as 个人信息保护法第五十六条 asks for its own records"),
    Kept("unfinished_decisions", "at", "TONGXIN_KEEP_DECISIONS_DAYS", 1095, 180, "网络安全法第二十一条: six months"),
    Kept("items", "updated_at", "TONGXIN_KEEP_ITEMS_DAYS", 1095, 400,
         "a duty runs for up to a year; the case itself keeps what was done; 个人信息保护法第十九条"),
    Kept("deliveries", "updated_at", "TONGXIN_KEEP_DELIVERIES_DAYS", 400, 60,
         "tells whether a mail went out, with its address; 个人信息保护法第十九条"),
    Kept("jobs", "view.ended_at", "TONGXIN_KEEP_JOBS_DAYS", 30, 7, "what it made stands elsewhere"),
    Kept("job_papers", "at", "TONGXIN_KEEP_JOBS_DAYS", 30, 7, "uploaded files: 个人信息保护法第十九条"),
)  # fmt: skip
"""Other times are no setting: absorbed causes 35 days, since senders count on it; the trail of accounts has
``TONGXIN_AUDIT_DAYS``; the stream of the broker 30 days."""
ROWS = {row.collection: row for row in TABLE}


@dataclass(frozen=True)
class Retention:
    """The days of each setting, as one installation has them."""

    given: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Retention":
        """What the environment says. Raises KeptTooShort."""
        days = {}
        for row in TABLE:
            if said := environment.get(row.setting, "").strip():
                days[row.setting] = _days(row, said)
        return cls(days)

    def kept_for(self, collection: str) -> timedelta | None:
        """How long rows of this collection are kept; None for ever."""
        row = ROWS.get(collection)
        if row is None:
            return None
        days = self.given.get(row.setting, row.days)
        return None if days == FOREVER else days * _DAY


def _days(row: Kept, said: str) -> int:
    days = int(said) if said.isascii() and said.isdigit() else -1
    if days != FOREVER and not row.least <= days <= 36_500:
        raise KeptTooShort(setting=row.setting, least=row.least, basis=row.basis, given=said)
    return days
