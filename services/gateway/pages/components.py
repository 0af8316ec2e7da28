"""界面组件: every macro in every state, for people and for the browser tests."""

from datetime import datetime, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import pairs_of
from services.gateway.engine.happened import Entry
from services.gateway.engine.own_form import own, own_form
from services.gateway.engine.page import Page, SignedIn
from services.gateway.i18n import N_
from services.gateway.pages.component_charts import sample_charts
from services.gateway.pages.rescue.case_words import ends, left_tag
from services.gateway.pages.rescue.due_row import Due
from services.gateway.pages.rescue.notice_facts import NOTICE_FACTS

router = APIRouter(prefix="/ops")


SAMPLES = (
    own("text", N_("文字"), hint=N_("字段下面的说明")),
    own("choice", N_("选择"), default="b", required=False),
    own("area", N_("长文字"), required=False),
    own("day", N_("日期"), default="2026-11-23", required=False),
    own("ticked", N_("勾选"), default="yes", required=False),
    own("file", N_("文件"), required=False),
)
"""Every kind of field."""


@router.get("/components")
async def show_components(page: SignedIn) -> Response:
    """Every macro in every state, looked at by people and by the browser tests."""
    now = page.visit.now
    form = own_form(page, SAMPLES, {"text": ""})
    form.check()
    dues = [
        _due(page, now + left, N_("发布寻亲公告"), "救2026-0117 张某", "民发〔2015〕158号", N_("拟公告"))
        for left in (timedelta(hours=-3), timedelta(minutes=45), timedelta(days=5))
    ]
    dues.append(_due(page, None, N_("报请公安机关采集 DNA"), "救2027-0001", "", N_("登记报请")))
    happened = [
        Entry(page.say(N_("记录问询")), now, "李梅", page.say(N_("能说几个词"))),
        Entry(page.say(N_("登记求助")), now - timedelta(days=2), "李梅", ""),
    ]
    text = {
        "features": "左手缺小指",
        "contact_phone": "0574-88500000",
        "shown_name": "无名氏",
        "sex": "女",
        "age": "约 50 岁",
        "height": "155 cm",
        "speech": "像安徽话",
        "clothing": "红色棉袄",
        "condition": "",
        "found_on": page.formats.local_today.isoformat(),
        "found_place": "岳林街道车站",
    }
    notice = document_of("rescue").operation("GET", "/cases/{case_id}").answer.at("notices").schema.items
    return await page.show(
        "ops/components.html",
        form=form,
        dues=dues,
        happened=happened,
        notice_text=pairs_of(page, NOTICE_FACTS, notice, {"text": text}),
        charts=sample_charts(page),
    )


def _due(page: Page, due_at: datetime | None, what: str, subject: str, basis: str, action: str) -> Due:
    left, until = left_tag(page, due_at), ends(page, due_at)
    return Due(left, until, page.say(what), subject, basis, "#", page.say(action), "#")
