"""What must hold before an account is changed, and the sentences for when it does not."""

from collections.abc import Iterable
from datetime import date, timedelta

from services.gateway.auth.accounts import Leave, Staff
from services.gateway.auth.granting import grantable
from services.gateway.i18n import N_
from shared.kernel.scope import Scope, is_whole

LONGEST_LEAVE = timedelta(days=366)
NOT_YOURS = N_("这个账号不归您管理。请找能授予其全部岗位的管理员办理；自己的账号请别的管理员办理。")
TAKEN = N_("用户名“%(who)s”已经有人使用。请换一个，例如加上数字。")
NO_ROLES = N_("还没有选择岗位。请至少选一个。")
NOT_GRANTABLE = N_("您不能授予“%(roles)s”岗位。请去掉它，或者找能授予它的管理员办理。")
LEFT = N_("这个账号已经停用。请先重新启用，再办理。")
NOT_LEFT = N_("这个账号没有停用，不需要重新启用。请刷新页面查看现在的状态。")
ENDS_BEFORE = N_("休假的最后一天早于第一天。请改正日期。")
OVER = N_("休假的最后一天已经过去。请填写今天或以后的日期。")
TOO_LONG = N_("休假最长登记一年。请检查日期；更长的，到期以前再登记。")
NO_SUBSTITUTE = N_("“%(who)s”不能代理：须是在岗的同事，没有停用，不是本人。请另选一位。")
SUBSTITUTE_AWAY = N_("“%(who)s”在这段时间里也休假。请另选一位，或者改日期。")
NOT_WHOLE = N_("外单位岗位只能单独选一个，并且要填写范围；本单位的岗位不填范围。请改正后再提交。")
SAME = N_("岗位和范围都没有变化，没有提交。请改动后再提交，或者取消。")
NO_SHARED_ROLE = N_("“%(who)s”没有与本人相同的岗位，看不到这些工作。请另选一位。")


class AccountRefused(Exception):
    """What was asked for cannot be done; ``sentence`` is a msgid that says why and what to do, beside the field."""

    def __init__(self, field: str, sentence: str, /, **params: object) -> None:
        super().__init__(sentence)
        self.field, self.sentence, self.params = field, sentence, params


class RoleCodes(tuple[str, ...]):
    """Codes of roles that a sentence names; the page says them in the reader's language."""

    def __new__(cls, codes: Iterable[str]) -> "RoleCodes":
        return super().__new__(cls, sorted(codes))


def require_there(whom: Staff) -> None:
    """Raise AccountRefused for an account that is closed."""
    if whom.disabled:
        raise AccountRefused("", LEFT)


def require_grantable(who: Staff, roles: frozenset[str]) -> None:
    """Raise AccountRefused unless there are roles and ``who`` may give each."""
    if not roles:
        raise AccountRefused("roles", NO_ROLES)
    if beyond := roles - grantable(who.roles):
        raise AccountRefused("roles", NOT_GRANTABLE, roles=RoleCodes(beyond))


def require_whole(roles: frozenset[str], scope: Scope | None) -> None:
    """Raise AccountRefused unless every role counts: of the office without a scope, or from outside with its own."""
    if not is_whole(roles, scope):
        raise AccountRefused("scope", NOT_WHOLE)


def require_change(whom: Staff, roles: frozenset[str], scope: Scope | None) -> None:
    """Raise AccountRefused where nothing would change: it would sign the person out for nothing."""
    if roles == whom.roles_to_come and scope == whom.scope:
        raise AccountRefused("roles", SAME)


def require_leave(whom: Staff, leave: Leave, substitute: Staff | None, today: date) -> None:
    """Raise AccountRefused unless the leave is over later than it began and than today, and a colleague stands in.

    The office's own: a leave of more than a year is most often a wrong year, and would divert work without end.
    """
    if leave.until_on < leave.from_on:
        raise AccountRefused("until_on", ENDS_BEFORE)
    if leave.until_on < today:
        raise AccountRefused("until_on", OVER)
    if leave.until_on - leave.from_on > LONGEST_LEAVE:
        raise AccountRefused("until_on", TOO_LONG)
    if substitute is None or substitute.id == whom.id or substitute.state(today) in ("left", "invited"):
        raise AccountRefused("substitute", NO_SUBSTITUTE, who=substitute.name if substitute else leave.substitute)
    theirs = substitute.leave
    if theirs and theirs.from_on <= leave.until_on and leave.from_on <= theirs.until_on:
        raise AccountRefused("substitute", SUBSTITUTE_AWAY, who=substitute.name)
    if not substitute.roles & whom.roles:
        raise AccountRefused("substitute", NO_SHARED_ROLE, who=substitute.name)
