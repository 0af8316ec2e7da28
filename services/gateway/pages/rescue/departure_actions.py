"""The ways of leaving, each with its form, and correcting a departure that was recorded wrong."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.action import Action, Options
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import choices, coded

DONE = N_("离站已经登记。")
LATE = Input("late_reason", rows=2)
ANSWERS = ("comparison", "cancelled_households", "missing_list")
"""The answers of police that a settlement rests on, as its form orders them."""
ENDS = N_(
    "离站后还在计算的期限全部取消，没有批准的公告自动撤回；已发布的公告要另外撤回。登记错了，要另一位同事批准才能更正。"
)


def _way(
    command: str,
    tail: str,
    *inputs: Input,
    lead: str = "",
    warning: str = ENDS,
    checked: bool = False,
    options: Options | None = None,
) -> Action:
    return Action(
        command,
        at=f"/departure/{tail}",
        offered=False,
        done=DONE,
        lead=lead,
        warning=warning,
        inputs=inputs,
        tone="danger",
        check_answers=checked,
        options=options,
    )


async def _assessor(_: Page, case: Json, __: Json) -> Mapping[str, object]:
    return {"assessed_by": text_at(case, "person.signs.assessed_by")}


async def _replies(page: Page, case: Json) -> Mapping[str, Sequence[Option]]:
    """For each answer of a settlement the replies that the case has on file; it is typed where it has none."""
    found: dict[str, list[Option]] = {}
    for one in rows_at(case, "inquiries"):
        if (answer := text_at(one, "settles")) and one.get("reply"):
            paper, outcome = text_at(one, "reply.paper"), coded(page, "ReplyOutcome", at(one, "reply.outcome"))
            words = page.parted((coded(page, "InquiryKind", one.get("kind")), text_at(one, "office"), paper, outcome))
            found.setdefault(answer, []).append((paper, words))
    return found


LEAVE_ALONE = Action(
    "leave_alone",
    at="/departure/alone",
    offered=False,
    done=DONE,
    lead=N_("本人要求离站的成年人，先签自行离站声明书；有精神障碍或者智力残疾迹象的不能自行离站。"),
    warning=ENDS,
    inputs=(Input("to", "choices"), Input("declaration"), Input("assessed_by"), Input("scan"), LATE),
    begin=_assessor,
    tone="danger",
)

WAYS: Mapping[str, Action] = {
    "alone": LEAVE_ALONE,
    "fetched": _way(
        "hand_to_relatives",
        "fetched",
        Input("relative"),
        Input("kin_tie"),
        Input("id_checked"),
        Input("signed"),
        LATE,
        lead=N_("亲属来接的，先查验并复印身份证件，由接领人签字。"),
    ),
    "escorted": _way(
        "escort_home",
        "escorted",
        Input("escorts", at_least=2, hint=N_("至少两人，其中一人与受助人员同性别。")),
        Input("handed_to", "choices"),
        *(Input(name) for name in ("receiver", "paper", "signed")),
        Input("belongings", rows=2),
        LATE,
        lead=N_("人已经送到、交接单双方签字以后再登记。"),
    ),
    "settled": _way(
        "settle_person",
        "settled",
        *(Input(name, "text") for name in ANSWERS),
        *(Input(name) for name in ("plan_no", "household_no", "household_of")),
        lead=N_("查找很久仍不知道身份的，在本地落户。寻亲继续：问询、线索、公告和期限都照常。"),
        warning=N_("登记后不再安排照料地点；登记错了，要另一位同事批准才能更正。"),
        checked=True,
        options=_replies,
    ),
    "transferred": _way("transfer_person", "transferred", Input("institution"), Input("paper"), LATE),
    "walked_out": _way(
        "record_walking_out",
        "walked-out",
        Input("note", rows=3),
        Input("police"),
        Input("report_no"),
        lead=N_("没有办手续就走了，或者走失了。先报警，再写明经过；未成年人也一样。这不是工作失误。"),
    ),
    "died": _way(
        "record_death",
        "died",
        Input("certificate"),
        Input("police"),
        Input("belongings", rows=2),
        Input("ashes", rows=2),
        lead=N_("由救助站长登记。"),
        checked=True,
    ),
    "never_came": _way(
        "record_never_came", "never-came", lead=N_("只接到报告，人一直没有来。"), warning=N_("登记后本案不再办理。")
    ),
}
"""By the part of the case's file that tells of each; the most usual first, the gravest last."""


async def _true_ways(page: Page, case: Json) -> Mapping[str, Sequence[Option]]:
    """What may be true instead: going alone once, as where it is recorded; the recorded way as one recorded wrong."""
    recorded = text_at(case, "departure")
    found = [(code, label) for code, label in choices(page, "Departure") if code != "went_home"]
    recorded = "left_alone" if recorded == "went_home" else recorded
    named = {"left_alone": page.say(ALONE)}
    ways = [(code, named.get(code, label)) for code, label in found]
    if case.get("may_be_minor"):
        ways = [one for one in ways if one[0] != "left_alone"]
    others = [one for one in ways if one[0] != recorded]
    return {"rightly": [*others, *((code, page.say(SAME_WAY, way=label)) for code, label in ways if code == recorded)]}


def _proposer(page: Page, case: Json) -> Cell:
    return Cell(page.person(text_at(case, "waiting_correction.proposed_by")))


def _rightly(page: Page, case: Json) -> Cell:
    code = text_at(case, "waiting_correction.rightly")
    return Cell(coded(page, "Departure", code) if code else page.say(STILL_HERE))


STILL_HERE = N_("没有离站")
ALONE, SAME_WAY = N_("自行离站（返家或者去别处）"), N_("%(way)s：方式没有错，登记的内容有误")
WAITING = (
    Column("waiting_correction.how"),
    Column("waiting_correction.departed_at"),
    Column("waiting_correction.rightly", show=_rightly),
    Column("waiting_correction.reason"),
    Column("waiting_correction.proposed_by", show=_proposer),
    Column("waiting_correction.proposed_at"),
)
CORRECTIONS = (
    Action(
        "propose_departure_correction",
        offered=False,
        at="/departure/correction",
        done=N_("更正已经提出，等待另一位同事批准。"),
        lead=N_("离站登记错了，包括去世登记错了，在这里提出。"),
        warning=N_("另一位同事批准之后，离站登记才会撤销；原来登记的内容和理由会留在本案。"),
        facts=(Column("departure"), Column("departed_at")),
        inputs=(Input("rightly", "select"), Input("reason", rows=2)),
        options=_true_ways,
        tone="",
    ),
    Action(
        "approve_departure_correction",
        offered=False,
        at="/departure/correction/approval",
        done=N_("离站登记已经撤销。实际离站的，请从“登记离站”另外登记。"),
        warning=N_("批准后受助人员恢复在站，随离站取消的期限重新计算，并通知救助员和站长。请核对依据。"),
        facts=WAITING,
    ),
    Action(
        "decline_departure_correction",
        offered=False,
        at="/departure/correction/refusal",
        done=N_("更正没有批准，离站登记不变。"),
        facts=WAITING,
        tone="",
    ),
)
DEPARTURE_ACTIONS = (*WAYS.values(), *CORRECTIONS)
