"""What may be done with a case and its parts."""

from collections.abc import Callable, Mapping, Sequence

from services.gateway.engine.action import Action
from services.gateway.engine.action_links import is_allowed
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import choices
from services.gateway.pages.rescue.colleagues import others
from services.gateway.pages.rescue.departure_actions import DEPARTURE_ACTIONS
from services.gateway.pages.rescue.interview_actions import INTERVIEW_ACTIONS, INTERVIEWS
from services.gateway.pages.rescue.known_wards import known_wards
from services.gateway.pages.rescue.person_form import DESCRIBE_PERSON
from services.gateway.pages.rescue.photos import PHOTO_ACTIONS
from services.gateway.pages.rescue.search_actions import IDENTITY_ACTIONS, SEARCH_ACTIONS


def _proposer(of: str) -> Callable[[Page, Json], Cell]:
    """Who proposed what waits in this part of the case."""
    return lambda page, case: Cell(page.person(text_at(case, f"{of}.by") or None))


ERASING = (
    Column("erasure_proposal.ground"),
    Column("erasure_proposal.by", N_("提出人"), show=_proposer("erasure_proposal")),
    Column("erasure_proposal.at", N_("提出时间")),
)
"""What a colleague looks at before deciding on an erasure."""

ENTRY = (
    Column("waiting_entry.before", N_("原来登记的入站时间"), if_any=True),
    Column("waiting_entry.after", N_("更正后的入站时间"), if_any=True),
    Column("waiting_entry.reason", if_any=True),
    Column("waiting_entry.by", N_("提出人"), show=_proposer("waiting_entry"), if_any=True),
)


async def _now(page: Page, _: Json, __: Json) -> Mapping[str, object]:
    return {"entered_at": page.visit.now.isoformat()}


async def _entry(_: Page, case: Json, __: Json) -> Mapping[str, object]:
    return {"entered_at": case.get("entered_at")}


async def _intake(_: Page, case: Json, __: Json) -> Mapping[str, object]:
    found = at(case, "intake")
    return found if isinstance(found, dict) else {}


async def _grounds(page: Page, _: Json) -> Mapping[str, Sequence[Option]]:
    """The grounds that the law has for a file kept by duty; withdrawn consent is none and always refused."""
    return {"ground": [one for one in choices(page, "ErasureGround") if one[0] != "consent_withdrawn"]}


CASE_ACTIONS = (
    *INTERVIEW_ACTIONS,
    *SEARCH_ACTIONS,
    *PHOTO_ACTIONS,
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
        done=N_("更正已经登记；需要另一位同事批准的，批准以后才生效。"),
        lead=N_("登记的入站时间写错了。"),
        warning=N_(
            "更正后，法定期限从实际入站时间重新计算。会改变已经办过或者已经超期的期限、使人可以落户安置，或者比最初登记入站还晚的，由另一位同事批准后才生效；不能晚于本案已经登记的事。原来的时间、理由和已经超期的记录会留在本案。"
        ),
        inputs=(Input("entered_at"), Input("reason", rows=2)),
        begin=_entry,
        restates=True,
    ),
    Action(
        "approve_entry_correction",
        done=N_("入站时间已经更正，期限已经重新计算。"),
        lead=N_("批准同事提出的入站时间更正。提出的人不能自己批准。"),
        warning=N_("批准后，法定期限从更正后的入站时间重新计算；已经超期的记录仍留在时间线里。请核对依据。"),
        facts=ENTRY,
    ),
    Action(
        "decline_entry_correction",
        done=N_("更正没有批准，入站时间不变。"),
        lead=N_("不批准，或者收回提出的更正。"),
        facts=ENTRY,
        tone="",
    ),
    *IDENTITY_ACTIONS,
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
        inputs=(Input("place", "choices"), Input("name"), Input("ward"), Input("bed")),
        above="rescue/known_wards.html",
        shows=known_wards,
    ),
    *DEPARTURE_ACTIONS,
    Action(
        "propose_erasure",
        done=N_("已经提出清除，等待另一位同事批准。"),
        lead=N_("依法清除本案的全部个人信息，只留编号和办理时间。一人提出、另一人批准，两人中必须有一人是救助站长。"),
        warning=N_("档案保存期限没有届满的，只有违法处理才能作为依据；撤回同意不是依据。"),
        inputs=(Input("ground", "choices"),),
        options=_grounds,
        tone="danger",
        check_answers=True,
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

TAKES_TWO = ("erase_case", "approve_entry_correction")
"""What a second person decides; by a wrong time of arrival every other limit may be counted wrong."""

URGENT = {
    "draft": "propose_notice",
    "approve": "approve_notice",
    "publish": "publish_notice",
    "ask": "send_inquiry",
    "reply": "record_reply",
    "check": "check_identity",
    "paper": "record_duty",
}
"""The command of each step that the next limit asks for."""


def urgent(case: Json) -> str:
    """What leads the rail: what a colleague proposed and waits for this reader, or what the next limit asks for."""
    waits = (command for command in TAKES_TWO if is_allowed(case, command))
    return next(waits, "") or URGENT.get(text_at(case, "next_step"), "")
