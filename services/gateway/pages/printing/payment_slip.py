"""拨付单: one instalment of a project with its amount, the payee's account as pages show it, and who did what."""

from http import HTTPStatus

from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, at, bound, moment_at, number_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.grants.project import PROJECT
from services.gateway.pages.grants.project_words import DUE, NO, REPORT, account_columns
from services.gateway.pages.paper_links import SLIP
from services.gateway.pages.printing.content import facts, facts_of, labels
from services.gateway.pages.printing.papers import Paper

THIS_AMOUNT, ACCOUNT, PAYMENT = N_("本期金额"), N_("收款账户"), N_("办理")
PLANNED, APPROVED, PAID = N_("计划人"), N_("批准人"), N_("拨付人")
NO_ACCOUNT = N_("还没有核对过的收款账户")
PROJECT_FACTS = ("agreement.organisation_name", "agreement.contract_no", "agreement.round", "agreement.field")
SLIP_FACTS = (DUE, REPORT)
NO_PART, NO_PART_EN = "没有这一期。", "There is no such instalment."


def _instalment(page: Page, project: Json) -> Json:
    """The instalment that the address names. Raises ServiceRefused for one that is not there."""
    for one in rows_at(project, "instalments"):
        if text_at(one, "no") == page.ids["no"]:
            return one
    raise ServiceRefused(PROJECT.service, HTTPStatus.NOT_FOUND, "no-such-instalment", NO_PART, NO_PART_EN, [])


def _names(page: Page, project: Json) -> str:
    no = page.say(NO, no=text_at(_instalment(page, project), "no"))
    return page.parted((text_at(project, "number"), PROJECT.title(page, project), no))


async def _slip(page: Page, project: Json) -> Json:
    part = _instalment(page, project)
    schema = PROJECT.schema.at("instalments").schema.items
    state = bound((Column("state"),), schema)[0].cell(page, part).text
    heads = tuple(one for one in PROJECT.facts if one.path in PROJECT_FACTS)
    done = [(one.label(page), one.cell(page, part)) for one in bound(SLIP_FACTS, schema)]
    return {
        "title": PAPER.label.of(page.language),
        "subject": _names(page, project),
        "tags": [state, *labels(PROJECT.tags(page, project))],
        "facts": facts_of(page, PROJECT, heads, project),
        "money": [{"label": page.say(THIS_AMOUNT), "fen": number_at(part, "amount.fen")}],
        "sections": [
            _account(page, project, part),
            {"title": page.say(PAYMENT), "facts": [*facts(done), *_paid(page, part)]},
        ],
        "signatures": [
            {
                "label": page.say(label),
                "name": page.person(text_at(part, who)) if text_at(part, who) else "",
                "when": when,
            }
            for label, who, when in (
                (PLANNED, "planned_by", ""),
                (APPROVED, "approved_by", ""),
                (PAID, "paid_by", _when(page, part)),
            )
        ],
    }


def _account(page: Page, project: Json, part: Json) -> Json:
    """The account that was paid to, where it can be told from others; of what is still to be paid, the present one."""
    title, paid, present = page.say(ACCOUNT), text_at(part, "account"), at(project, "payee_account.current")
    known = [one for one in (present, *rows_at(project, "payee_account.former")) if _masked(one) == paid]
    accounts = known if paid else [present]
    if len(accounts) == 1 and isinstance(accounts[0], dict):
        shown = {**project, "payee_account": {"current": accounts[0]}}
        return {"title": title, "facts": facts_of(page, PROJECT, account_columns("current"), shown)}
    if paid:
        return {"title": title, "facts": facts([_cell(page, part, "account")])}
    return {"title": title, "empty": page.say(NO_ACCOUNT)}


def _masked(account: object) -> str:
    return text_at(account, "masked") if isinstance(account, dict) else ""


def _paid(page: Page, part: Json) -> list[Json]:
    return facts([_cell(page, part, "paid_at"), _cell(page, part, "voucher_no")])


def _cell(page: Page, part: Json, path: str) -> tuple[str, Cell]:
    """One field of the instalment, with its label."""
    [known] = bound((Column(path),), PROJECT.schema.at("instalments").schema.items)
    return known.label(page), known.cell(page, part)


def _when(page: Page, part: Json) -> str:
    paid = moment_at(part, "paid_at")
    return page.formats.day(paid) if paid else ""


PAPER = Paper(
    kind="payment_slip",
    about="project",
    record=PROJECT,
    tail="/instalments/{no}/slip",
    build=_slip,
    names=_names,
    title=SLIP,
    part=lambda page: page.ids["no"],
)
