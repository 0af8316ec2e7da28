"""项目页: what was signed, where the money stands, and what may be done with it."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.blocks import Own, Rows, pairs_of
from services.gateway.engine.gallery import Gallery
from services.gateway.engine.happened import Timeline
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, Tag, at, moment_at, rows_at, text_at, texts_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import example_tags
from services.gateway.pages.grants.project_actions import ACTIONS, PAY
from services.gateway.pages.grants.project_closing import closure
from services.gateway.pages.grants.project_list import PROJECTS, said_once, state_tags
from services.gateway.pages.grants.project_words import (
    AMOUNT,
    DUE,
    NUMBER,
    account_columns,
    details,
    freeze_reason,
    receipt,
    state,
)
from services.gateway.pages.paper_links import slip_link

MONEY = ("contract", "planned", "paid", "unpaid", "frozen", "unplanned", "released", "returned")
IF_ANY = frozenset({"released", "returned"})
ENDED = frozenset({"deregistered", "revoked", "licence_withdrawn"})
RELEASED_ONCE = {
    "suspended": N_("组织恢复活动"),
    "serious_list": N_("移出严重违法失信名单（列入满两年才能移出）"),
}
"""What lifts a freeze, by the code of its reason; every other code is a reason on the list of abnormal activity."""


async def _money(page: Page, project: Json) -> Mapping[str, object]:
    schema = PROJECT.schema
    contract, paid = int(text_at(project, "money.contract.fen")), int(text_at(project, "money.paid.fen"))
    labels = {name: schema.at(f"money.{name}").label for name in MONEY}
    rows = [
        (label.of(page.language), int(text_at(project, f"money.{name}.fen")), text_at(project, f"money.{name}.capital"))
        for name, label in labels.items()
        if label and (name not in IF_ANY or at(project, f"money.{name}.fen"))
    ]
    return {"rows": rows, "share": round(100 * paid / contract)}


async def _news(page: Page, project: Json) -> Mapping[str, object]:
    return {"missing": text_at(project, f"news_missing.{page.language}")}


async def _freeze(page: Page, project: Json) -> Mapping[str, object]:
    codes = texts_at(project, "frozen_reasons")
    pays = PAY.operation("grants").roles & page.staff.roles
    approved = [
        one for one in rows_at(project, "instalments") if one.get("approved_by") and one.get("state") == "frozen"
    ]
    return {
        "unrecorded": [text_at(one, "no") for one in approved] if pays else [],
        "reasons": [freeze_reason(page, code) for code in codes],
        "since": moment_at(project, "frozen_since"),
        "ended": not ENDED.isdisjoint(codes),
        "conditions": page.listed(_conditions(page, codes)),
    }


def _conditions(page: Page, codes: Sequence[str]) -> list[str]:
    abnormal = [N_("活动异常名录中的全部原因移出")] if set(codes) - set(RELEASED_ONCE) else []
    return [page.say(one) for one in (*(RELEASED_ONCE[code] for code in codes if code in RELEASED_ONCE), *abnormal)]


async def _account(page: Page, project: Json) -> Mapping[str, object]:
    await page.people()
    shown = [
        (which, pairs_of(page, account_columns(which), PROJECT.schema, project))
        for which in ("current", "waiting")
        if at(project, f"payee_account.{which}")
    ]
    return {"accounts": shown}


async def _closure(page: Page, project: Json) -> Mapping[str, object]:
    return await closure(page, project, PROJECT)


def _tags(page: Page, project: Json) -> list[Tag]:
    return [*state_tags(page, project), *said_once(page, project)]


def _title(_: Page, project: Json) -> str:
    return text_at(project, "agreement.title")


PROJECT = Record(
    service="grants",
    path="/grants/projects/{project_id}",
    source="/projects/{project_id}",
    title=_title,
    icon="coins",
    tags=_tags,
    facts=(
        Column("number", marks=example_tags),
        Column("agreement.organisation_name", empty=N_("登记名册尚未告知名称")),
        Column("agreement.contract_no"),
        Column("agreement.round"),
        Column("agreement.field"),
        Column("agreement.signed_on"),
    ),
    above=(Own("grants/frozen.html", _freeze), Own("grants/news_missing.html", _news)),
    blocks=(
        Own("grants/closure.html", _closure),
        Own("grants/money.html", _money),
        Rows(
            N_("分期拨款"),
            "instalments",
            (NUMBER, AMOUNT, DUE, Column("state", show=state)),
            empty=(N_("还没有安排拨款计划"), N_("按合同分期安排，各期合计不超过合同金额。")),
            icon="coins",
            lead=N_("计划、批准、拨付由三个人分别办理"),
            links=slip_link,
        ),
        Gallery(N_("报告的票据"), "receipts", receipt),
        Own("grants/account.html", _account),
    ),
    side=(Timeline(details=details),),
    actions=ACTIONS,
    live="project",
    listed=PROJECTS,
)
