"""The audit trail of accounts: who signed in, and who changed what about an account. Rows are added, never changed.

Each row carries the hash of the row before it, and where the rows begin and end is noted, so that a changed or missing
one is found. Kept are codes, user names and shortened addresses; never a password, a code, or what a stranger typed
into the field of the user name.
"""

import asyncio
import hashlib
import json
import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from services.gateway.ledger import Ledger, Row, Wanted
from shared.kernel.labels import LabelledEnum

CONSOLE = "console"
"""Who acts on the command line."""
PAUSE_S = 0.02
AT_ONCE = 500


class What(LabelledEnum):
    """What happened."""

    SIGNED_IN = "signed_in", "登录", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "密码不对", "Wrong password"
    CODE_FAILED = "code_failed", "动态码不对", "Wrong sign-in code"
    LOCKED = "locked", "试错太多，暂停登录", "Locked after too many tries"
    UNLOCKED = "unlocked", "恢复登录", "Unlocked"
    SIGNED_OUT = "signed_out", "退出", "Signed out"
    SESSIONS_ENDED = "sessions_ended", "结束登录", "Sessions ended"
    INVITED = "invited", "发出邀请", "Invited"
    INVITATION_USED = "invitation_used", "使用邀请", "Invitation used"
    INVITATION_REVOKED = "invitation_revoked", "撤回邀请", "Invitation revoked"
    ENTERED = "entered", "在服务器上录入账号", "Account entered on the server"
    PASSWORD_CHANGED = "password_changed", "更改密码", "Password changed"
    ROLES_CHANGED = "roles_changed", "更改岗位", "Roles changed"
    ROLES_PROPOSED = "roles_proposed", "提出岗位，等待批准", "Roles proposed, to be approved"
    ROLES_APPROVED = "roles_approved", "批准岗位", "Roles approved"
    ROLES_DECLINED = "roles_declined", "不批准岗位", "Roles declined"
    LEAVE_NOTED = "leave_noted", "登记休假", "Leave noted"
    LEAVE_ENDED = "leave_ended", "取消休假", "Leave ended"
    WORK_HANDED_OVER = "work_handed_over", "移交工作", "Work handed over"
    CLOSED = "closed", "停用账号", "Account closed"
    REOPENED = "reopened", "重新启用账号", "Account reopened"
    FACTOR_ENROLLED = "factor_enrolled", "设好第二步验证", "Second step set up"
    FACTOR_REMOVED = "factor_removed", "取消第二步验证", "Second step removed"
    RECOVERY_RENEWED = "recovery_renewed", "更换备用码", "Recovery codes renewed"
    RECOVERY_USED = "recovery_used", "用备用码登录", "Recovery code used"
    FACTOR_RULE_CHANGED = "factor_rule_changed", "更改第二步验证的岗位", "Roles with a second step changed"


SIGN_INS = frozenset(
    {What.SIGNED_IN, What.SIGN_IN_FAILED, What.CODE_FAILED, What.LOCKED, What.SIGNED_OUT, What.RECOVERY_USED}
)
"""What a person sees of the own account."""


class Entry(BaseModel):
    """One row. ``by`` acted on the account ``whom``; both are user names, empty where nobody is known."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    no: int
    at: datetime
    what: str
    by: str
    whom: str
    place: str
    facts: Mapping[str, str]
    before: str
    hash: str

    @property
    def follows_from(self) -> str:
        """The hash that the row ought to have."""
        return _hash_of(self.model_dump(exclude={"hash"}))


class Trail:
    """Adds rows, reads them, and finds those that were tampered with."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def note(self, what: What, at: datetime, by: str, whom: str, place: str = "", **facts: str) -> None:
        """Add a row behind the last; one that another process added meanwhile goes before it."""
        row = {"what": what.value, "at": _in_milliseconds(at), "by": by, "whom": whom, "place": place, "facts": facts}
        while True:
            last = await self._ledger.last()
            numbered = {**row, "no": 1 if last is None else int(str(last["no"])) + 1}
            chained = {**numbered, "before": "" if last is None else last["hash"]}
            if await self._ledger.add({**chained, "hash": _hash_of(chained)}):
                return
            await asyncio.sleep(random.uniform(0, PAUSE_S))  # noqa: S311 - spreads rivals, guards nothing

    async def found(self, wanted: Wanted, most: int) -> list[Entry]:
        """The newest rows that are wanted."""
        return _entries(await self._ledger.found(wanted, most))

    async def forget_old(self, at: datetime, days: int) -> None:
        """Remove rows older than so many days; the chain then begins with the oldest that is left."""
        await self._ledger.forget(at - timedelta(days=days))

    async def faults(self) -> list[str]:
        """What is wrong with the rows: one that was changed, is missing, or does not follow from the one before, and
        those that were cut off at either end. Safe beside writers.
        """
        found: list[str] = []
        oldest = last = None
        added = (await self._ledger.bounds()).last
        while rows := _entries(await self._ledger.first(last.no if last else 0, AT_ONCE)):
            oldest = oldest or rows[0]
            for entry in rows:
                if entry.hash != entry.follows_from:
                    found.append(f"{entry.no}: changed")
                if last and (entry.no, entry.before) != (last.no + 1, last.hash):
                    found.append(f"{entry.no}: does not follow {last.no}")
                last = entry
        begins = (await self._ledger.bounds()).first
        found += _missing(begins, oldest.no - 1) if oldest else []
        return found + _missing(last.no + 1 if last else max(begins, 1), added)


def _missing(first: int, last: int) -> list[str]:
    return [f"{first} to {last}: missing"] if first <= last else []


def _entries(rows: Iterable[Row]) -> list[Entry]:
    return [Entry.model_validate(row) for row in rows]


def _hash_of(row: Row) -> str:
    at = row["at"]
    whole = {**row, "at": at.isoformat() if isinstance(at, datetime) else at}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _in_milliseconds(at: datetime) -> datetime:
    """As MongoDB keeps it."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
