"""个案: who is in care, masked, with what presses most."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, moment_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import (
    age_text,
    attention_tags,
    called,
    choices,
    coded,
    ends,
    identity_tag,
    left_tag,
)
from services.gateway.pages.rescue.colleagues import asked_of, by_worker, responsible

OPEN, OPEN_WORDS = "open", N_("身份不明或寻亲中")
"""One choice for both states in which nobody knows yet who the person is."""
NOTES = {"notice_waiting": N_("公告待批准"), "notice_outlived": N_("公告待撤回")}
SITUATION = ("age_low", "age_high", "may_be_minor", "ability_improved")


def who(page: Page, case: Json) -> str:
    """What the person is called, or that nothing is known of them any more."""
    return page.say(N_("个人信息已清除")) if case.get("erased") else called(page, case)


def _person(page: Page, case: Json) -> Cell:
    opened = moment_at(case, "opened_at")
    return Cell(
        who(page, case), below=page.parted((text_at(case, "case_no"), page.formats.moment(opened) if opened else ""))
    )


def _situation(page: Page, case: Json) -> Cell:
    texts = [coded(page, "Sex", case["sex"])] if case.get("sex") else []
    if case.get("age_low") is not None:
        texts.append(age_text(page, case.get("age_low"), case.get("age_high")))
    return Cell(" ".join(texts), attention_tags(page, case))


def _identity(page: Page, case: Json) -> Cell:
    notes = [page.say(label) for name, label in NOTES.items() if case.get(name)]
    interpreter = [coded(page, "InterpreterState", case["interpreter"])] if case.get("interpreter") else []
    tags = () if case.get("erased") else (identity_tag(page, case),)
    return Cell(tags=tags, below=page.parted([*interpreter, *notes]))


def _next(page: Page, case: Json) -> Cell:
    """The time left of the next limit, or that its end is not known yet and what that waits for."""
    due = moment_at(case, "next_end")
    if due is None and not case.get("calendar_missing"):
        return Cell(page.say(N_("没有")))
    return Cell(tags=(left_tag(page, due),), below="" if due else ends(page, None, text_at(case, "year_missing")))


async def _options(page: Page) -> Mapping[str, Sequence[Option]]:
    identity = [(OPEN, page.say(OPEN_WORDS)), *choices(page, "IdentityState")]
    return {"identity": identity, **await by_worker(page)}


def _query(wanted: Mapping[str, str]) -> Mapping[str, str]:
    wanted = asked_of(wanted)
    return {**wanted, "identity": "", "unidentified": "true"} if wanted.get("identity") == OPEN else wanted


def _intake(page: Page, _: Json) -> list[ActionLink]:
    return [ActionLink(page.say(N_("登记求助")), "/rescue/intake", tone="primary", icon="person-add")]


CASES = List(
    service="rescue",
    path="/rescue/cases",
    source="/cases",
    record="/rescue/case/{id}",
    title=N_("个案"),
    lead=N_("姓名只显示一部分，打开个案才看到全部"),
    icon="folder",
    columns=(
        Column("case_no", N_("人员"), below=("case_no", "opened_at"), show=_person),
        Column("sex", N_("情况"), below=SITUATION, show=_situation),
        Column("custody", N_("照料")),
        Column("responsible", show=responsible, one_line=True),
        Column("identity", below=("interpreter", *NOTES), show=_identity, as_shown=True),
        Column("next_end", show=_next, ends=True),
    ),
    filters=(Input("custody"), Input("identity"), Input("responsible"), Input("in_care")),
    start={"in_care": "true"},
    options=_options,
    query=_query,
    links=_intake,
    empty=(N_("没有符合条件的个案"), N_("有人求助时，从“登记求助”开始。")),
    live="case",
    names_people=True,
)
