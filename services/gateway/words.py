"""The words for codes: what services answer in code, people read in the office's own terms."""

from services.gateway.auth.roles import ROLE_WORDS
from services.gateway.i18n import N_, translations
from services.gateway.words_rescue import RESCUE_WORDS

WORDS: dict[str, dict[str, str]] = {
    **RESCUE_WORDS,
    "role": ROLE_WORDS,
    "urgency": {"overdue": N_("已超期"), "soon": N_("即将到期"), "later": N_("期限内")},
    "service": {
        "registry": N_("组织登记"),
        "grants": N_("资助"),
        "rescue": N_("救助"),
        "notify": N_("通知"),
        "gateway": N_("门户"),
    },
    "item_kind": {"todo": N_("需办"), "watch": N_("关注"), "system": N_("系统")},
    "message_state": {"parked": N_("待人工处理"), "retrying": N_("自动重试中"), "waiting": N_("排队等候")},
    "message_decision": {"replay": N_("重放"), "edit": N_("修改后重放"), "discard": N_("放弃")},
    "event_type": {
        "registry.organisation.registered.v1": N_("组织已登记"),
        "registry.organisation.suspended.v1": N_("组织被限期停止活动"),
        "registry.organisation.resumed.v1": N_("组织恢复活动"),
        "registry.organisation.deregistered.v1": N_("组织已注销"),
        "registry.organisation.revoked.v1": N_("组织被撤销登记"),
        "registry.organisation.listed_abnormal.v1": N_("组织被列入活动异常名录"),
        "registry.organisation.reason_cleared.v1": N_("组织移出一条异常原因"),
        "registry.organisation.standing_restored.v1": N_("组织信用恢复正常"),
        "registry.interpreter.proposed.v1": N_("人才库推荐翻译"),
        "rescue.case.opened.v1": N_("求助已登记"),
        "rescue.interpreter.requested.v1": N_("请求查找同乡翻译"),
        "rescue.deadline.due_soon.v1": N_("个案期限将到"),
        "rescue.deadline.missed.v1": N_("个案期限已过"),
        "rescue.deadlines.ended.v1": N_("个案期限已终止"),
        "rescue.notice.published.v1": N_("寻亲公告已发布"),
        "rescue.dna.requested.v1": N_("已报请采集 DNA"),
        "grants.project.opened.v1": N_("项目已立项"),
        "grants.project.reopened.v1": N_("项目恢复执行"),
        "grants.project.frozen.v1": N_("项目款项已冻结"),
        "grants.project.frozen.v2": N_("项目款项已冻结"),
        "grants.project.unfrozen.v1": N_("项目款项已解冻"),
        "notify.item.created.v1": N_("通知已生成"),
    },
    "check": {
        "reachable": N_("能联系上"),
        "storage": N_("数据库"),
        "relay": N_("消息发送"),
        "master_key": N_("主密钥"),
        "consumer": N_("消息接收"),
        "hints": N_("实时提示"),
    },
    "check_trouble": {
        "reachable": N_("没有应答"),
        "storage": N_("数据库没有应答，或者不能写入"),
        "relay": N_("与消息服务器断开，或者有消息超过一分钟没有发出"),
        "consumer": N_("没有在接收消息"),
        "master_key": N_("主密钥打不开已有的个案"),
        "hints": N_("收不到事件，页面不会自动刷新"),
    },
    "message_error": {
        "unreadable-message": N_("无法读取这条消息"),
        "undecodable-body": N_("消息正文不是有效的事件"),
        "unknown-type": N_("没有这种事件"),
        "unknown-schema": N_("不认识这种数据格式"),
        "data-does-not-fit": N_("事件的数据不符合约定"),
        "no-reaction": N_("这个服务不处理这种事件"),
        "out-of-order": N_("这条消息晚于同一对象的后续消息到达"),
        "storage-away": N_("数据库当时没有应答"),
        "erased": N_("有关的个人信息已经依法清除"),
    },
}


def options(kind: str) -> list[tuple[str, str]]:
    """All codes of a kind with their Chinese words, for select fields."""
    return list(WORDS[kind].items())


def said_options(language: str, kind: str) -> list[tuple[str, str]]:
    """The codes of a kind with their words in the reader's language."""
    return [(code, translations(language).gettext(words)) for code, words in options(kind)]


def word(kind: str, code: str) -> str:
    """The Chinese word of a code; an unknown code is shown as it is, so that nothing is hidden."""
    return WORDS[kind].get(code, code)
