"""What may be done to find out who somebody is: notices, requests to police and laboratories, checks, duties."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.action import Action
from services.gateway.engine.api import document_of
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, at, moment_at, rows_at, text_at, texts_at
from services.gateway.formats import to_local
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import limit_name
from services.gateway.pages.rescue.inquiries import INQUIRY_FACTS
from services.gateway.pages.rescue.notice_facts import NOTICE_FACTS, to_check

NOTICES = "/notices"
DESCRIPTION = ("features", "clothing")
NOTICE_INPUTS = (
    *(Input(name, widget="text") for name in ("shown_name", "sex", "age", "height")),
    Input("features", rows=2),
    Input("speech", widget="text"),
    *(Input(name, rows=2) for name in ("clothing", "condition")),
    Input("found_on"),
    *(Input(name, widget="text") for name in ("found_place", "contact_phone")),
)


async def _draft(page: Page, case: Json, _: Json) -> Mapping[str, object]:
    """The last notice's text if there was one, otherwise a first draft from what is known; in Chinese, for the public.

    Nothing is filled in that the case does not know, and no name that a check showed to be wrong.
    """
    refuted = text_at(case, "person.name.value.han") if case.get("name_refuted") else ""
    if notices := rows_at(case, "notices"):
        last = at(notices[-1], "text")
        text = last if isinstance(last, dict) else {}
        return {**text, "shown_name": ""} if refuted and text.get("shown_name") == refuted else text
    sex, height, age = at(case, "person.sex.value"), at(case, "person.height_cm.value"), at(case, "age_now")
    found = moment_at(case, "intake.found_at")
    return {
        "shown_name": "" if refuted else text_at(case, "person.name.value.han"),
        "sex": document_of("rescue").options("Sex")[str(sex)].zh if sex else "",
        "age": _age(age) if isinstance(age, dict) else "",
        "height": f"{height} 厘米" if height else "",
        **{name: text_at(case, f"person.{name}") for name in DESCRIPTION},
        "found_on": to_local(found)[:10],
        "found_place": text_at(case, "intake.found_place"),
        "contact_phone": page.gateway.settings.station_phone,
    }


def _age(age: Json) -> str:
    low, high = age.get("low"), age.get("high")
    return f"{low} 岁" if low == high else f"{low} 至 {high} 岁"


async def _held(page: Page, case: Json) -> Mapping[str, Sequence[Option]]:
    """What is to be ticked before this draft may be approved."""
    draft = next((one for one in rows_at(case, "notices") if text_at(one, "id") == page.ids["notice_id"]), {})
    return {"words_checked": to_check(page, draft)}


async def _duties(page: Page, case: Json) -> Mapping[str, Sequence[Option]]:
    """The limits whose duty is done outside and written down here."""
    waiting = [one for one in rows_at(case, "limits") if one.get("by_paper")]
    return {"code": [(text_at(one, "code"), limit_name(page, one)) for one in waiting]}


SEARCH_ACTIONS = (
    Action(
        "propose_notice",
        done=N_("公告已经拟好，等待救助站长批准。"),
        lead=N_("只写可以公开的内容，不能写现在住在哪里。由救助站长批准后，发布到外面并登记渠道。"),
        inputs=NOTICE_INPUTS,
        begin=_draft,
        back=NOTICES,
    ),
    Action(
        "approve_notice",
        done=N_("公告已经批准。发布以后请登记发布渠道，24 小时的期限才算办理。"),
        lead=N_("批准人和拟稿人不能是同一人。"),
        warning=N_("请逐项核对，没有透露住处和不宜公开的情况。"),
        inputs=(Input("words_checked", "checks"),),
        options=_held,
        rows="notices",
        part_facts=NOTICE_FACTS,
        raised=True,
        back=NOTICES,
    ),
    Action(
        "return_notice",
        done=N_("公告已经退回拟稿人。"),
        lead=N_("写明要改什么，拟稿人会收到通知。"),
        inputs=(Input("reason", rows=2),),
        rows="notices",
        part_facts=NOTICE_FACTS,
        tone="",
        back=NOTICES,
    ),
    Action(
        "publish_notice",
        done=N_("发布已经登记。"),
        lead=N_(
            "公告在外面发布以后，在这里登记渠道、编号或网址和发布时间。期限按发布时间判断。"
            "选“本站公众网站”的，登记以后几秒内所有人都能在公众网站上看到公告原文。"
        ),
        warning=N_("同一件个案只有一份公开的公告：登记后，以前公开的另一份公告改为撤回。"),
        inputs=(
            Input("channel"),
            Input("reference", "text"),
            Input("occurred_at", label=N_("发布时间")),
            Input("evidence", "text"),
            Input("late_reason", rows=2),
        ),
        rows="notices",
        part_facts=NOTICE_FACTS,
        raised=True,
        back=NOTICES,
        check_answers=True,
    ),
    Action(
        "withdraw_notice",
        done=N_("公告已经撤回。"),
        lead=N_(
            "撤回后公告不再对外显示，记录保留。本站公众网站上的随即撤下，外部渠道上的要另外撤下。"
            "人还在寻亲而没有公开的公告的，24 小时内要再发布一份。"
        ),
        inputs=(Input("reason", rows=2),),
        rows="notices",
        part_facts=NOTICE_FACTS,
        tone="danger",
        back=NOTICES,
    ),
    Action(
        "send_inquiry",
        done=N_("报请已经登记。"),
        lead=N_("向公安机关或实验室报请以后，在这里登记；系统不会代为报送。"),
        inputs=(Input("kind"), Input("office"), Input("request_no"), Input("late_reason", rows=2)),
        confirm=N_("登记报请"),
    ),
    Action(
        "record_reply",
        done=N_("答复已经登记。"),
        lead=N_(
            "公安机关或实验室的答复。只是采集、还没有结果的，选“已采集，等待比对”：期限继续计算，结果来了再登记一次。"
        ),
        inputs=(
            Input("outcome", "choices"),
            Input("paper", "text"),
            Input("remarks", rows=2),
            Input("late_reason", rows=2),
        ),
        rows="inquiries",
        part_facts=INQUIRY_FACTS,
        raised=True,
    ),
    Action(
        "record_duty",
        done=N_("已经登记办理情况。"),
        lead=N_("在系统外办理的期限事项：延长救助的报告、滞留人员的上报、落户安置的启动。"),
        inputs=(Input("code"), Input("paper", "text"), Input("late_reason", rows=2)),
        options=_duties,
    ),
)

STATEMENT = (
    Column("shown_name"),
    Column("stated_at", if_any=True),
    Column(
        "stated_by", show=lambda page, case: Cell(page.listed(page.person(one) for one in texts_at(case, "stated_by")))
    ),
)
"""What is to be checked: of whom, since when, and who wrote it down."""


IDENTITY_ACTIONS = (
    Action(
        "record_stated_identity",
        done=N_("自述身份已经登记，请在期限内核实。"),
        lead=N_("本人说出了自己是谁。"),
        warning=N_(
            "登记后，寻亲的期限暂停，开始计算核实的期限；没有发布的公告自动撤回，已发布的公告要另外撤回。核实不符时，寻亲继续，期限按剩下的时间恢复。"
        ),
    ),
    Action(
        "check_identity",
        done=N_("核实结果已经登记。"),
        lead=N_("对本人自述身份的核实，由登记自述以外的另一位同事办理。"),
        facts=STATEMENT,
        warning=N_("核实一致，寻亲结束；查无此人或者另有其人，寻亲继续，期限恢复计算。"),
        inputs=(
            Input("source"),
            Input("outcome", "choices"),
            Input("paper", "text"),
            Input("remarks", rows=2),
            Input("late_reason", rows=2),
        ),
    ),
)
