"""What may be done with a case and its parts."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, at, moment_at, rows_at, text_at
from services.gateway.formats import to_local
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import age_text, coded
from services.gateway.pages.rescue.colleagues import others
from services.gateway.pages.rescue.interview_actions import INTERVIEW_ACTIONS, INTERVIEWS
from services.gateway.pages.rescue.notice_facts import NOTICE_FACTS, to_check
from services.gateway.pages.rescue.person_form import DESCRIBE_PERSON

NOTICES = "/notices"
ERASING = (Column("erasure_proposal.ground"),)
DESCRIPTION = ("features", "clothing")
NOTICE_INPUTS = (
    *(Input(name, widget="text") for name in ("shown_name", "sex", "age", "height")),
    Input("features", rows=2),
    Input("speech", widget="text"),
    *(Input(name, rows=2) for name in ("clothing", "condition")),
    Input("found_on"),
    *(Input(name, widget="text") for name in ("found_place", "contact_phone")),
)


async def _now(page: Page, _: Json, __: Json) -> Mapping[str, object]:
    return {"entered_at": page.visit.now.isoformat()}


async def _entry(_: Page, case: Json, __: Json) -> Mapping[str, object]:
    return {"entered_at": case.get("entered_at")}


async def _intake(_: Page, case: Json, __: Json) -> Mapping[str, object]:
    found = at(case, "intake")
    return found if isinstance(found, dict) else {}


async def _draft(page: Page, case: Json, _: Json) -> Mapping[str, object]:
    """The last notice's text if there was one, otherwise a first draft from what is known."""
    if notices := rows_at(case, "notices"):
        last = at(notices[-1], "text")
        return last if isinstance(last, dict) else {}
    sex, height, age = at(case, "person.sex.value"), at(case, "person.height_cm.value"), at(case, "age_now")
    found = moment_at(case, "intake.found_at") or moment_at(case, "entered_at")
    return {
        "shown_name": text_at(case, "person.name.value.han"),
        "sex": coded(page, "Sex", sex) if sex else "",
        "age": age_text(page, age["low"], age["high"]) if isinstance(age, dict) else "",
        "height": f"{height} cm" if height else "",
        **{name: text_at(case, f"person.{name}") for name in DESCRIPTION},
        "found_on": to_local(found)[:10],
        "found_place": text_at(case, "intake.found_place"),
    }


async def _held(page: Page, case: Json) -> Mapping[str, Sequence[Option]]:
    """What is to be ticked before this draft may be approved."""
    draft = next((one for one in rows_at(case, "notices") if text_at(one, "id") == page.ids["notice_id"]), {})
    return {"words_checked": to_check(page, draft)}


CASE_ACTIONS = (
    Action(
        "start_search",
        done=N_("寻亲已经开始，法定期限从入站起算。"),
        lead=N_("本人说不清身份时开始寻亲。"),
        warning=N_("开始后，24 小时内要发布寻亲公告，7 个工作日内要报请公安机关采集 DNA。"),
    ),
    *INTERVIEW_ACTIONS,
    Action(
        "propose_notice",
        done=N_("公告已经拟好，等待另一位同事批准。"),
        lead=N_("只写可以公开的内容，不能写现在住在哪里。由另一位同事批准后发布。"),
        inputs=NOTICE_INPUTS,
        begin=_draft,
        back=NOTICES,
    ),
    Action(
        "publish_notice",
        done=N_("寻亲公告已经发布。"),
        lead=N_("批准人和拟稿人不能是同一人。"),
        warning=N_("发布后公告内容对外公开。请逐项核对，没有透露住处和不宜公开的情况。"),
        inputs=(Input("words_checked", "checks"), Input("late_reason", rows=2)),
        options=_held,
        rows="notices",
        part_facts=NOTICE_FACTS,
        raised=True,
        back=NOTICES,
    ),
    Action(
        "withdraw_notice",
        done=N_("公告已经撤回。"),
        lead=N_("撤回后公告不再对外显示，记录保留。"),
        rows="notices",
        part_facts=NOTICE_FACTS,
        tone="danger",
        back=NOTICES,
    ),
    Action(
        "request_dna",
        done=N_("报请已经登记。"),
        lead=N_("已经向公安机关报请采集 DNA 样本。"),
        inputs=(Input("office"), Input("request_no"), Input("late_reason", rows=2)),
    ),
    DESCRIBE_PERSON,
    Action(
        "supplement_intake",
        done=N_("来站情况已经补充。"),
        lead=N_("怎样来的、在哪里发现的，登记时没有写全或写错的，在这里补上。入站时间另外更正。"),
        inputs=(
            Input("arrival", "choices"),
            Input("found_at", "date", label=N_("发现日期"), time_apart=N_("发现时刻")),
            *(Input(name, "text") for name in ("found_place", "brought_by", "handover_sheet")),
            Input("circumstances", rows=2),
        ),
        begin=_intake,
        changes=("intake_supplemented",),
    ),
    Action(
        "correct_entry",
        done=N_("入站时间已经更正，期限已经重新计算。"),
        lead=N_("登记的入站时间写错了。"),
        warning=N_(
            "更正后，法定期限从实际入站时间重新计算；已经办过的，按新的期限判定是否超期。原来的时间和理由会留在本案。"
        ),
        inputs=(Input("entered_at"), Input("reason", rows=2)),
        begin=_entry,
    ),
    Action(
        "record_stated_identity",
        done=N_("自述身份已经登记，核实工作继续。"),
        lead=N_("本人说出了自己是谁。"),
        warning=N_("登记后，寻亲和正在计算的期限随即停止，没有批准的公告自动撤回；已发布的公告要另外撤回。"),
    ),
    Action(
        "hand_over_case",
        done=N_("个案已经转交，对方会收到通知。"),
        lead=N_("以后由另一位同事负责本案。"),
        inputs=(Input("to"), Input("note", rows=3)),
        options=others,
    ),
    Action(
        "receive_person",
        done=N_("入站已经登记。"),
        lead=N_("报告中的人已经到站。"),
        begin=_now,
    ),
    Action(
        "place_person",
        done=N_("照料地点已经登记。"),
        lead=N_("在站、医院、福利机构或托养。"),
        inputs=(Input("place", "choices"),),
    ),
    Action(
        "record_departure",
        done=N_("离站已经登记。"),
        lead=N_("照料已经结束。"),
        warning=N_("离站后本案不能再更改，还在计算的期限全部取消，没有批准的公告自动撤回；已发布的公告要另外撤回。"),
        inputs=(Input("how", "choices"),),
        tone="danger",
    ),
    Action(
        "propose_erasure",
        done=N_("已经提出清除，等待另一位同事批准。"),
        lead=N_("依法清除本案的全部个人信息，只留编号和办理时间。一人提出、另一人批准，两人中必须有一人是救助站长。"),
        warning=N_("档案保存期限没有届满的，只有违法处理才能作为依据；撤回同意不是依据。"),
        inputs=(Input("ground", "choices"),),
        tone="danger",
    ),
    Action(
        "decline_erasure", done=N_("没有清除，个案保持原样。"), lead=N_("不清除，或者收回提出的清除。"), facts=ERASING
    ),
    Action(
        "erase_case",
        done=N_("个人信息已经清除。"),
        lead=N_("批准同事提出的清除。提出的人不能自己批准。"),
        facts=ERASING,
        warning=N_(
            "清除后谁也不能恢复：姓名、证件、问询、线索、公告等全部不可再读，也查不到这个人。请先确认依法应当保存的档案已经移交。"
        ),
        tone="danger",
        leads_to="/rescue/cases",
    ),
    Action(
        "check_clue",
        done=N_("线索已经标为采用。"),
        lead=N_("这条线索核查过，有用。"),
        inputs=(Input("finding", rows=2),),
        rows="clues",
        above="rescue/clue_above.html",
        back=INTERVIEWS,
    ),
    Action(
        "refute_clue",
        done=N_("线索已经排除。"),
        lead=N_("这条线索核查过，不成立。"),
        inputs=(Input("finding", rows=2),),
        rows="clues",
        above="rescue/clue_above.html",
        back=INTERVIEWS,
    ),
)
"""In the order of the rail: the search first, then care; what is dangerous last."""
