"""The simple commands on one case, as data: their form, their words, and what is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.gateway.formats import from_local
from services.gateway.forms import FormModel
from services.gateway.i18n import N_
from services.gateway.pages import act_forms as forms
from services.gateway.pages.arrival_form import ArrivalForm
from services.gateway.pages.person_form import NOT_ASKED, PersonForm


@dataclass(frozen=True)
class Act:
    """One command: words, form, how its fields are shown (name, widget, words of its options), path and body."""

    title: str
    lead: str
    form: type[FormModel]
    fields: tuple[tuple[str, str, str], ...]
    path: str
    body: Callable[[Any], dict[str, Any]]
    done: str
    warning: str = ""
    danger: bool = False
    back: str = ""
    whole: bool = False
    """Whether it replaces what is there, so that it is sent with the version that was seen."""
    leads_to: str = ""
    """Where to go when the case itself can be shown no more."""


def _late(form: Any) -> dict[str, Any]:
    return {**form.model_dump(), "late_reason": form.late_reason or None}


def _statement(form: forms.StatementForm) -> dict[str, Any]:
    body = PersonForm(name=form.name, id_number=form.id_number, id_number_why=NOT_ASKED).body([])
    return {"name": body["name"]["value"], "id_number": body["id_number"]}


def _departure(form: forms.DepartureForm) -> dict[str, Any]:
    return {"how": form.how, "declared": form.declared == "yes"}


def _entry(form: forms.EntryForm) -> dict[str, Any]:
    return {**form.model_dump(), "entered_at": _instant(form.entered_at)}


def _reception(form: forms.ReceptionForm) -> dict[str, Any]:
    return {"entered_at": _instant(form.entered_at)}


def _instant(typed: str) -> str:
    """What was typed, with its zone; what is no time is left for the service to refuse."""
    at = from_local(typed)
    return at.isoformat() if at else typed


NOTICE_FIELDS = tuple(
    (name, "area" if name in ("features", "clothing", "condition") else "date" if name == "found_on" else "text", "")
    for name in forms.NoticeForm.model_fields
)

ACTS: dict[str, Act] = {
    "start_search": Act(
        N_("开始寻亲"),
        N_("本人说不清身份时开始寻亲。"),
        forms.NothingForm,
        (),
        "search",
        lambda _: {},
        N_("寻亲已经开始，法定期限从入站起算。"),
        N_("开始后，24 小时内要发布寻亲公告，7 个工作日内要报请公安机关采集 DNA。"),
    ),
    "receive_person": Act(
        N_("登记入站"),
        N_("报告中的人已经到站。"),
        forms.ReceptionForm,
        (("entered_at", "datetime-local", ""),),
        "reception",
        _reception,
        N_("入站已经登记。"),
    ),
    "supplement_intake": Act(
        N_("补充来站情况"),
        N_("怎样来的、在哪里发现的，登记时没有写全或写错的，在这里补上。入站时间另外更正。"),
        ArrivalForm,
        (
            ("arrival", "choices", "arrival"),
            ("found_on", "date", ""),
            ("found_time", "time", ""),
            *((name, "text", "") for name in ("found_place", "brought_by", "handover_sheet")),
            ("circumstances", "area", ""),
        ),
        "intake",
        lambda form: form.facts(),
        N_("来站情况已经补充。"),
        whole=True,
    ),
    "correct_entry": Act(
        N_("更正入站时间"),
        N_("登记的入站时间写错了。"),
        forms.EntryForm,
        (("entered_at", "datetime-local", ""), ("reason", "area", "")),
        "entry",
        _entry,
        N_("入站时间已经更正，期限已经重新计算。"),
        N_("更正后，法定期限从实际入站时间重新计算；已经办过的，按新的期限判定是否超期。原来的时间和理由会留在本案。"),
    ),
    "place_person": Act(
        N_("安排照料地点"),
        N_("在站、医院、福利机构或托养。"),
        forms.PlacementForm,
        (("place", "choices", "place"), ("name", "text", "")),
        "placements",
        lambda form: form.model_dump(),
        N_("照料地点已经登记。"),
    ),
    "record_stated_identity": Act(
        N_("本人自述身份"),
        N_("本人说出了自己是谁。"),
        forms.StatementForm,
        (("name", "text", ""), ("id_number", "text", "")),
        "stated-identity",
        _statement,
        N_("自述身份已经登记，核实工作继续。"),
        N_("登记后，寻亲和正在计算的期限随即停止，没有批准的公告自动撤回；已发布的公告要另外撤回。"),
    ),
    "record_departure": Act(
        N_("登记离站"),
        N_("照料已经结束。"),
        forms.DepartureForm,
        (("how", "choices", "departure"), ("declared", "check", "")),
        "departure",
        _departure,
        N_("离站已经登记。"),
        N_("离站后本案不能再更改，还在计算的期限全部取消，没有批准的公告自动撤回；已发布的公告要另外撤回。"),
        danger=True,
    ),
    "erase_case": Act(
        N_("清除个人信息"),
        N_("依法清除本案的全部个人信息，只留编号和办理时间。"),
        forms.ErasureForm,
        (("ground", "choices", "erasure"),),
        "erasure",
        lambda form: form.model_dump(),
        N_("个人信息已经清除。"),
        N_(
            "清除后谁也不能恢复：姓名、证件、问询、线索、公告等全部不可再读，也查不到这个人。请先确认依法应当保存的档案已经移交。"
        ),
        danger=True,
        leads_to="/rescue/cases",
    ),
    "propose_notice": Act(
        N_("拟寻亲公告"),
        N_("只写可以公开的内容，不能写现在住在哪里。由另一位同事批准后发布。"),
        forms.NoticeForm,
        NOTICE_FIELDS,
        "notices",
        lambda form: form.model_dump(mode="json"),
        N_("公告已经拟好，等待另一位同事批准。"),
        back="/notices",
    ),
    "publish_notice": Act(
        N_("批准并发布公告"),
        N_("批准人和拟稿人不能是同一人。"),
        forms.ApprovalForm,
        (("late_reason", "area", ""),),
        "notices/{part}/publication",
        _late,
        N_("寻亲公告已经发布。"),
        N_("发布后公告内容对外公开。请逐项核对，没有透露住处和不宜公开的情况。"),
        back="/notices",
    ),
    "withdraw_notice": Act(
        N_("撤回公告"),
        N_("撤回后公告不再对外显示，记录保留。"),
        forms.NothingForm,
        (),
        "notices/{part}/withdrawal",
        lambda _: {},
        N_("公告已经撤回。"),
        danger=True,
        back="/notices",
    ),
    "request_dna": Act(
        N_("登记报请采集 DNA"),
        N_("已经向公安机关报请采集 DNA 样本。"),
        forms.DnaForm,
        (("office", "text", ""), ("request_no", "text", ""), ("late_reason", "area", "")),
        "dna-request",
        _late,
        N_("报请已经登记。"),
    ),
    "check_clue": Act(
        N_("采用线索"),
        N_("这条线索核查过，有用。"),
        forms.FindingForm,
        (("finding", "area", ""),),
        "clues/{part}/check",
        lambda form: form.model_dump(),
        N_("线索已经标为采用。"),
        back="/interviews",
    ),
    "refute_clue": Act(
        N_("排除线索"),
        N_("这条线索核查过，不成立。"),
        forms.RefutationForm,
        (("finding", "area", ""),),
        "clues/{part}/refutation",
        lambda form: form.model_dump(),
        N_("线索已经排除。"),
        back="/interviews",
    ),
}
