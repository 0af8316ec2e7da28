"""What may be done with an account: when it fits, and what its page says before it is confirmed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from services.gateway.auth.accounts import Staff
from services.gateway.auth.invitations import Invitation
from services.gateway.auth.second_factor import SecondFactor
from services.gateway.auth.session import Session
from services.gateway.i18n import N_


@dataclass(frozen=True)
class Standing:
    """What is known of an account beside itself."""

    sessions: Sequence[Session]
    invitation: Invitation | None
    locked: bool
    second_step: SecondFactor | None
    required: bool
    """Whether the roles ask for a second step."""
    today: date


@dataclass(frozen=True)
class Act:
    """One act; ``code`` ends its address. ``advice`` says what follows from it, ``done`` that it was carried out."""

    code: str
    label: str
    fits: Callable[[Staff, Standing], bool]
    advice: str = ""
    confirm: str = ""
    done: str = ""
    tone: str = ""


def _there(staff: Staff, _: Standing) -> bool:
    return not staff.disabled


def _of_office(staff: Staff, _: Standing) -> bool:
    return not staff.disabled and bool(staff.password_hash) and not staff.is_from_outside


def _has_password(staff: Staff, _: Standing) -> bool:
    return not staff.disabled and bool(staff.password_hash)


def _invited(staff: Staff, _: Standing) -> bool:
    return not staff.disabled and not staff.password_hash


INVITE_AGAIN = Act(
    "invite-again",
    N_("重新发邀请"),
    _invited,
    advice=N_("以前的邀请码从此不能用。新的邀请码只显示一次，7 天内有效。"),
    confirm=N_("发出新的邀请码"),
)
RESET = Act(
    "reset-password",
    N_("重设密码"),
    _has_password,
    advice=N_("现在的密码从此不能用，已经登录的地方都会退出。本人用新的邀请码重新设密码；邀请码只显示一次。"),
    confirm=N_("取消密码，发出邀请码"),
    tone="danger",
)
REOPEN = Act(
    "reopen",
    N_("重新启用"),
    lambda staff, _: staff.disabled,
    advice=N_("本人用新的邀请码重新设密码和第二步验证。岗位和停用前一样，请先核对还合不合适。"),
    confirm=N_("重新启用，发出邀请码"),
)
REVOKE = Act(
    "revoke-invitation",
    N_("撤回邀请"),
    lambda staff, stands: _invited(staff, stands) and stands.invitation is not None,
    advice=N_("邀请码从此不能用，账号保留，以后可以重新发邀请。"),
    confirm=N_("撤回邀请"),
    done=N_("邀请已经撤回，邀请码不能再用。"),
    tone="danger",
)
UNLOCK = Act(
    "unlock",
    N_("恢复登录"),
    lambda staff, stands: stands.locked and not staff.disabled,
    advice=N_("清除输错密码的次数，本人可以马上再试。请先确认是本人忘记了密码，不是别人在猜。"),
    confirm=N_("恢复登录"),
    done=N_("已经恢复登录，本人可以马上再试。"),
)
END_SESSIONS = Act(
    "end-sessions",
    N_("结束所有登录"),
    lambda _, stands: bool(stands.sessions),
    advice=N_("这个账号在所有地方都会退出，没有提交的内容要重新登录后再交。密码不变。"),
    confirm=N_("结束所有登录"),
    done=N_("所有登录都已结束。"),
    tone="danger",
)
REMOVE_FACTOR = Act(
    "remove-second-step",
    N_("取消第二步验证"),
    lambda _, stands: stands.second_step is not None,
    advice=N_(
        "手机丢失或更换时使用。备用码一并作废，已经登录的地方都会退出；岗位要求第二步验证的，下次登录时重新设置。请先当面或打电话核实是本人。"
    ),
    confirm=N_("取消第二步验证"),
    done=N_("第二步验证已经取消。"),
    tone="danger",
)
END_LEAVE = Act(
    "end-leave",
    N_("取消休假"),
    lambda staff, _: not staff.disabled and staff.leave is not None,
    advice=N_("从现在起，工作不再提示给代理人。"),
    confirm=N_("取消休假"),
    done=N_("休假已经取消。"),
)
CLOSE = Act(
    "close",
    N_("停用账号"),
    _there,
    advice=N_(
        "本人离职时使用：所有登录马上结束，以后不能登录，也不再收到通知；姓名保留在经办记录里。请先移交还没有办完的工作。"
    ),
    confirm=N_("停用账号"),
    done=N_("账号已经停用，所有登录都已结束。"),
    tone="danger",
)
APPROVE_ROLES = Act(
    "approve-roles",
    N_("批准岗位"),
    lambda staff, _: not staff.disabled and staff.waiting_roles is not None,
    advice=N_("批准后，本人就能查阅受助人员的个人信息。请先核对是不是本单位的人、工作是不是需要这个岗位。"),
    confirm=N_("批准岗位"),
    done=N_("岗位已经批准，本人重新登录后生效。"),
)
DECLINE_ROLES = Act(
    "decline-roles",
    N_("不批准岗位"),
    lambda staff, _: staff.waiting_roles is not None,
    advice=N_("等待批准的岗位作废，已有的岗位不变。自己提出的，用这一项撤回。"),
    confirm=N_("不批准，作废"),
    done=N_("等待批准的岗位已经作废。"),
)
ROLES = Act("roles", N_("更改岗位"), _there)
LEAVE = Act("leave", N_("登记休假"), _of_office)
HAND_OVER = Act("hand-over", N_("移交工作"), lambda staff, _: not staff.is_from_outside)

CONFIRMED = (
    APPROVE_ROLES,
    DECLINE_ROLES,
    INVITE_AGAIN,
    RESET,
    REOPEN,
    REVOKE,
    UNLOCK,
    END_SESSIONS,
    REMOVE_FACTOR,
    END_LEAVE,
    CLOSE,
)
"""Those that ask nothing but to be confirmed."""
ACTS = (
    APPROVE_ROLES, INVITE_AGAIN, REVOKE, UNLOCK, ROLES, DECLINE_ROLES, LEAVE, END_LEAVE, HAND_OVER, RESET, END_SESSIONS,
    REMOVE_FACTOR, CLOSE, REOPEN,
)  # fmt: skip
"""In the order in which the account's page offers them."""
