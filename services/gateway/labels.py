"""The labels of codes that belong to no service's document: operators' states, services, checks, notifications."""

from services.gateway.i18n import N_, translations

LABELS: dict[str, dict[str, str]] = {
    "urgency": {"overdue": N_("已超期"), "soon": N_("即将到期"), "later": N_("期限内")},
    "service": {
        "registry": N_("组织登记"),
        "grants": N_("资助"),
        "rescue": N_("救助"),
        "notify": N_("通知"),
        "printing": N_("打印"),
        "gateway": N_("门户"),
    },
    "account_state": {
        "active": N_("在用"),
        "away": N_("休假中"),
        "invited": N_("已邀请"),
        "left": N_("已停用"),
        "locked": N_("暂停登录"),
    },
    "item_kind": {"todo": N_("需办"), "watch": N_("关注"), "system": N_("系统")},
    "message_state": {"parked": N_("待人工处理"), "retrying": N_("自动重试中"), "waiting": N_("排队等候")},
    "message_decision": {
        "replay": N_("重放"),
        "edit": N_("修改后重放"),
        "discard": N_("放弃"),
        "edit_proposed": N_("提出修改"),
        "edit_declined": N_("不批准修改"),
        "edit_taken_back": N_("收回修改"),
    },
    "check": {
        "reachable": N_("能联系上"),
        "storage": N_("数据库"),
        "relay": N_("消息发送"),
        "master_key": N_("主密钥"),
        "consumer": N_("消息接收"),
        "hints": N_("实时提示"),
        "calendar": N_("工作日历"),
        "clock": N_("时钟"),
    },
    "check_trouble": {
        "reachable": N_("没有应答"),
        "storage": N_("数据库没有应答，或者不能写入"),
        "relay": N_("与消息服务器断开，或者有消息超过一分钟没有发出"),
        "consumer": N_("没有在接收消息，或者有消息在等候却收不到"),
        "master_key": N_("主密钥打不开已有的个案"),
        "hints": N_("收不到事件，页面不会自动刷新"),
        "clock": N_(
            "本机时钟与数据库服务器相差超过 15 秒：期限按数据库服务器的时间计算，请校准时钟，校准前本机不承担办理"
        ),
        "calendar": N_("有一年的工作日历还没有录入，见“规则一览”"),
    },
}


def options(language: str, kind: str) -> list[tuple[str, str]]:
    """The codes of a kind with their labels in the reader's language, for select fields."""
    return [(code, translations(language).gettext(label)) for code, label in LABELS[kind].items()]


def label_of_code(kind: str, code: str) -> str:
    """The label (a msgid) of a code; an unknown code is shown as it is, so that nothing is hidden."""
    return LABELS[kind].get(code, code)
