"""What people call things: pages and actions by their everyday words, for the one box and the help page.

Every command of a service is here by its own label, with the roles that its document names. An action that needs a
record leads to the list from which the record is opened.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.gateway.auth.roles import EVERYONE
from services.gateway.engine.api import Operation, document_of
from services.gateway.i18n import N_
from services.gateway.navigation import sections_for
from services.gateway.rendering import say
from shared.kernel.labels import Words

PASSWORD, PREFERENCES = N_("更改密码"), N_("通知设置")
OWN_PAGES = (
    ("/account", PASSWORD, ("密码", "改密码", "修改密码", "忘记密码", "账号", "我的账号", "password", "account")),
    (
        "/inbox/preferences",
        PREFERENCES,
        ("邮件", "免打扰", "提醒设置", "通知设置", "mail", "e-mail", "quiet hours", "notification settings"),
    ),
)
"""Pages of everybody that stand in no menu: address, title, everyday words."""

WHERE: Mapping[str, tuple[str, str]] = {
    "organisation": ("/orgs", N_("先打开一个组织，再点这一项")),
    "reason": ("/orgs?standing=abnormal", N_("先打开一个活动异常的组织，再点那一条旁边的按钮")),
    "figure": ("/figures", N_("先打开一条记录，再点这一项")),
    "job": ("/orgs/jobs", N_("先打开一项正在进行的任务，再点这一项")),
    "talent": ("/talents", N_("先打开一位人才，再点这一项")),
    "project": ("/grants/projects", N_("先打开一个项目，再点这一项")),
    "instalment": ("/grants/projects", N_("先打开一个项目，再点那一期旁边的按钮")),
    "case": ("/rescue/cases", N_("先打开一件个案，再点这一项")),
    "ward_report": ("/rescue/ward-reports", N_("先打开一条来报，再点这一项")),
    "clue": ("/rescue/cases", N_("先打开一件个案，再点那条线索旁边的按钮")),
    "interpreter_request": ("/rescue/cases", N_("先打开一件个案，再点那次翻译查找旁边的按钮")),
    "notice": ("/rescue/cases", N_("先打开一件个案，再点那份公告旁边的按钮")),
}
"""From where something is done to each kind of thing: the address of the list, and what to do there."""

AT_ONCE: Mapping[str, str] = {
    "register_organisation": "/orgs/register-organisation",
    "import_organisations": "/orgs/import",
    "start_import": "/orgs/import",
    "add_talent": "/talents/add-talent",
    "quote_figure": "/figures/quote-figure",
    "open_project": "/grants/projects/open-project",
    "open_case": "/rescue/intake",
}
"""The addresses of actions that need no record."""

LISTS: Mapping[str, str] = {"registry": "/orgs", "grants": "/grants/projects", "rescue": "/rescue/cases"}

CALLED: Mapping[str, tuple[str, ...]] = {
    "register_organisation": ("新建组织", "新增组织", "注册", "成立", "发证", "new organisation", "add"),
    "change_organisation": ("改名", "变更", "改地址", "换法人", "change"),
    "correct_organisation": ("修改", "更正", "写错", "correct"),
    "suspend_organisation": ("停止活动", "停业", "处罚", "suspend"),
    "resume_organisation": ("恢复", "解除停止", "resume"),
    "deregister_organisation": ("注销", "终止", "解散", "close down"),
    "revoke_organisation": ("撤销", "revoke"),
    "withdraw_licence": ("吊销", "withdraw the certificate"),
    "list_serious": ("严重违法", "失信名单", "黑名单", "失信被执行人", "serious list"),
    "leave_serious_list": ("移出失信名单", "移出严重违法", "leave the serious list"),
    "note_residency": ("入驻", "工位", "进驻园区", "desks", "move in"),
    "end_residency": ("退出入驻", "交还工位", "出壳", "退租", "move out"),
    "list_abnormal": ("列入异常", "异常名录", "活动异常", "列异", "未年报", "abnormal list"),
    "clear_abnormal_reason": ("移出异常", "移出名录", "解除异常", "信用修复", "摘帽", "remove from the list"),
    "start_import": ("导入", "表格", "名册", "excel", "上传", "spreadsheet", "upload"),
    "add_talent": ("新增人才", "登记人才", "志愿者", "加人", "volunteer", "new person"),
    "update_talent": ("改电话", "更新人才", "update person"),
    "withdraw_talent": ("退出人才库", "删除人才", "remove person"),
    "quote_figure": ("记录增长率", "报刊数字", "newspaper figure"),
    "withdraw_figure": ("撤回数字", "数字抄错", "wrong figure"),
    "open_project": ("立项", "新建项目", "新项目", "签合同", "new project"),
    "plan_instalments": ("请款", "拨款计划", "安排拨款", "分期", "instalments", "payment plan"),
    "pay_instalment": ("拨付", "付款", "打款", "支付", "凭证", "pay", "payment"),
    "cancel_instalment": ("取消拨款", "不拨了", "cancel payment"),
    "propose_reversal": ("冲销", "退款", "付错", "refund"),
    "correct_contract": ("改合同金额", "更正金额", "合同写错", "contract amount"),
    "correct_contract_party": ("选错组织", "换承办组织", "wrong organisation"),
    "propose_closing": ("结项", "终止项目", "余款不拨", "结清", "close project"),
    "submit_report": ("交报告", "报告", "report"),
    "enter_account": ("收款账户", "账号", "开户行", "payee account"),
    "open_case": ("登记求助", "新建个案", "来站", "求助", "接待", "new case", "somebody came"),
    "receive_person": ("入站", "接收", "arrival"),
    "correct_entry": ("入站时间写错", "改入站时间", "time of arrival"),
    "approve_entry_correction": ("同意改入站时间", "agree to the time of arrival"),
    "decline_entry_correction": ("不同意改入站时间", "keep the time of arrival"),
    "place_person": ("住院", "安置", "宿舍", "送医院", "hospital"),
    "leave_alone": ("离站", "返乡", "自行离开", "leave", "went home"),
    "hand_to_relatives": ("接走", "亲属接回", "fetched"),
    "escort_home": ("护送", "送回家", "escort"),
    "settle_person": ("落户", "安置", "settle"),
    "record_walking_out": ("出走", "走失", "擅自离站", "报警", "walked out", "missing"),
    "record_death": ("死亡", "去世", "过世", "死了", "death", "died"),
    "describe_person": ("改特征", "更新情况", "照片", "features"),
    "record_stated_identity": ("说出姓名", "认出来了", "自述身份", "who they are"),
    "record_interview": ("问询", "谈话", "线索", "方言", "talk", "clue"),
    "request_interpreter": ("翻译", "老乡", "同乡", "听不懂", "方言", "interpreter", "dialect"),
    "propose_notice": ("寻亲", "找家人", "寻亲公告", "公告", "启事", "寻人", "拟公告", "notice"),
    "approve_notice": ("批准公告", "审批公告", "approve"),
    "publish_notice": ("发布公告", "发布渠道", "publish"),
    "withdraw_notice": ("撤回公告", "撤下公告", "take down"),
    "send_inquiry": ("dna", "采血", "公安", "比对", "查身份", "police"),
    "record_reply": ("答复", "鉴定结果", "比对结果", "reply"),
    "check_identity": ("核实身份", "查证", "check identity"),
    "record_duty": ("延长救助", "滞留人员", "上报", "report a longer stay"),
    "propose_erasure": ("删除个人信息", "清除", "擦除", "delete personal data"),
    "erase_case": ("同意清除", "agree to erase"),
    "decline_erasure": ("不同意清除", "收回清除", "take back the erasure"),
    "hand_over_case": ("责任人", "换人负责", "移交", "change the responsible worker"),
    "report_ability": ("会说话了", "语言好转", "speaks better"),
}
"""What people call commands, besides their label."""

_ASIDE = re.compile(
    r"^(?:怎么|怎样|如何|我要|我想|要|哪里可以|在哪里?|howdoi|howto|whereis|whereare)+|(?:在哪里?|怎么办|怎么弄)+$"
)


@dataclass(frozen=True)
class Way:
    """A page or an action: its address, its title in both languages, what else it is called, and how it is done."""

    path: str
    title: Words
    called: tuple[str, ...] = ()
    how: str = ""


def pages_for(roles: Iterable[str]) -> list[Way]:
    """The pages that these roles may open."""
    held = frozenset(roles)
    entries = [entry for section in sections_for(held) for entry in section.entries]
    own = OWN_PAGES if held & EVERYONE else ()
    return [
        *(Way(entry.path, _both(entry.title), entry.called) for entry in entries),
        *(Way(path, _both(title), called) for path, title, called in own),
    ]


def actions_for(roles: Iterable[str]) -> list[Way]:
    """The actions that these roles may take, in the order of the services' documents."""
    held = frozenset(roles)
    commands = [one for service in LISTS for one in document_of(service).commands()]
    return [_action(one) for one in commands if one.roles & held]


def found_by(ways: Iterable[Way], typed: str) -> list[Way]:
    """The ways that people mean by these words, the best first, each address with the same title once."""
    key = _key(typed)
    key = _ASIDE.sub("", key) or key
    ranked = [(rank, place, way) for place, way in enumerate(ways) if (rank := _rank(way, key)) is not None]
    ranked.sort(key=lambda one: one[:2])
    return list({(way.path, way.title): way for *_, way in ranked}.values())


def _action(command: Operation) -> Way:
    label = command.label
    at_once = AT_ONCE.get(command.command)
    path, how = WHERE.get(command.target, (LISTS[command.document.service], "")) if at_once is None else (at_once, "")
    return Way(path, Words(label.zh, label.en), CALLED.get(command.command, ()), how)


def _both(title: str) -> Words:
    return Words(say("zh", title), say("en", title))


def _rank(way: Way, key: str) -> int | None:
    """0 for what is called just so, 1 and 2 where the words are part of its title or of what it is called."""
    if not key or (key.isascii() and len(key) < 2):
        return None
    titles, called = (_key(way.title.zh), _key(way.title.en)), [_key(word) for word in way.called]
    if key in (*titles, *called):
        return 0
    if any(key in title for title in titles):
        return 1
    return 2 if any(key in word for word in called) else None


def _key(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()
