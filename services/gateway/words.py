"""The words for codes: what services answer in code, people read in the office's own terms."""

from services.gateway.auth.roles import ROLE_WORDS
from services.gateway.i18n import N_, translations
from services.gateway.words_rescue import RESCUE_WORDS

_ABNORMAL_REASONS = {
    "annual_report_missing": N_("未按时限和要求报送年度工作报告"),
    "party_branch_missing": N_("未按规定设立党组织"),
    "rectification_overdue": N_("责令限期整改，逾期未完成"),
    "public_fundraising_breach": N_("公开募捐违反规定"),
    "penalised": N_("受到警告或者不满五万元罚款处罚"),
    "unreachable": N_("通过登记的住所无法取得联系"),
    "other": N_("法律、行政法规规定应当列入的其他情形"),
}
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
    "service_field": {
        "elders": N_("为老服务"),
        "children": N_("儿童服务"),
        "youth": N_("青少年服务"),
        "disability": N_("助残"),
        "hardship": N_("扶贫济困"),
        "community": N_("社区治理"),
        "correction": N_("社区矫正"),
    },
    "project_state": {"running": N_("执行中"), "settled": N_("已拨付完毕")},
    "instalment_state": {
        "planned": N_("待拨付"),
        "frozen": N_("已冻结"),
        "paid": N_("已拨付"),
        "cancelled": N_("已取消"),
    },
    "project_event": {
        "opened": N_("立项"),
        "planned": N_("安排拨款"),
        "paid": N_("已拨付"),
        "reversed": N_("冲销拨付"),
        "cancelled": N_("取消一期拨款"),
        "frozen": N_("冻结未拨款项"),
        "unfrozen": N_("解除冻结"),
    },
    "abnormal_reason": _ABNORMAL_REASONS,
    "freeze_reason": {
        "suspended": N_("承办组织被限期停止活动"),
        "deregistered": N_("承办组织已经注销"),
        "revoked": N_("承办组织被撤销登记"),
        **_ABNORMAL_REASONS,
    },
    "organisation_kind": {
        "association": N_("社会团体"),
        "service_agency": N_("社会服务机构"),
        "foundation": N_("基金会"),
    },
    "organisation_status": {
        "registered": N_("正常"),
        "suspended": N_("限期停止活动"),
        "deregistered": N_("已注销"),
        "revoked": N_("已撤销"),
    },
    "organisation_event": {
        "resumed": N_("恢复活动"),
        "suspended": N_("限期停止活动"),
        "deregistered": N_("注销登记"),
        "revoked": N_("撤销登记"),
        "corrected": N_("更正登记事项"),
        "listed": N_("列入活动异常名录"),
        "cleared": N_("移出一条原因"),
    },
    "availability": {"available": N_("随时"), "by_appointment": N_("需预约"), "away": N_("暂不能参加")},
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
    "standing": {"clear": N_("信用正常"), "abnormal": N_("活动异常")},
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
