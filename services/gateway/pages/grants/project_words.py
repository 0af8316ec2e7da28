"""How a project's page puts into words what it shows: instalments, accounts, corrections, freezes, the timeline."""

from collections.abc import Mapping, Sequence
from functools import partial

from services.gateway.engine.action import Action
from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Item
from services.gateway.engine.fields import Option
from services.gateway.engine.page import Page
from services.gateway.engine.review import confirmed
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Cell, Column, Tag, Tone, as_text, at, moment_at, rows_at, text_at, texts_at
from services.gateway.i18n import N_

NO = N_("第 %(no)s 期")
FROM_TO = N_("%(label)s：%(before)s → %(after)s")
EMPTY = N_("没有填写")
TONES = {
    "planned": Tone("warn", "clock"),
    "approved": Tone("brand"),
    "cancelled": Tone(),
    "frozen": Tone("danger", "snow"),
    "paid": Tone("ok", "check"),
}
REPORTS = {
    "unknown": Tone("warn", "alert"),
    "not_needed": Tone(),
    "awaited": Tone("warn", "clock"),
    "submitted": Tone("warn", "clock"),
    "returned": Tone("danger"),
    "accepted": Tone("ok", "check"),
}


def freeze_reason(page: Page, code: str) -> str:
    """Why a project is frozen: a legal state as grants says it, or a reason of the register's list."""
    grants = document_of("grants")
    known = {**grants.options("LegalState"), **grants.options("SeriousList")}
    known |= document_of("registry").options("ReasonCode")
    return known[code].of(page.language) if code in known else code


def people(path: str) -> Column:
    """A member of staff by name."""
    return Column(path, show=lambda page, one: Cell(page.person(text_at(one, path)) if text_at(one, path) else "—"))


def word(page: Page, kind: str, code: str) -> str:
    """What a code of grants is called."""
    return document_of("grants").options(kind)[code].of(page.language)


def number(page: Page, part: Json) -> Cell:
    """Which instalment."""
    return Cell(page.say(NO, no=part.get("no")))


def state(page: Page, part: Json) -> Cell:
    """How an instalment stands and its report; of a paid one when, by whom and on which voucher."""
    code, paid = text_at(part, "state"), moment_at(part, "paid_at")
    papers = [text_at(part, "voucher_no"), text_at(part, "account")]
    below = [page.formats.day(paid), page.person(text_at(part, "paid_by")), *papers] if paid else []
    tags = [Tag(word(page, "InstalmentState", code), TONES[code].tone, TONES[code].icon)]
    if part.get("waiting_reversal"):
        tags.append(Tag(page.say(N_("冲销待批准")), "warn", "clock"))
    if code != "cancelled" and not (paid and text_at(part, "report_state") == "unknown"):
        about = report(page, part)
        tags += [Tag(_of(page, about.text, tag.label), tag.tone, tag.icon) for tag in about.tags]
        below += [about.below] if not paid else []
    return Cell("", tags, page.parted(filter(None, below)))


def _of(page: Page, kind: str, said: str) -> str:
    return page.say(N_("%(kind)s：%(said)s"), kind=kind, said=said) if kind else said


def report(page: Page, part: Json) -> Cell:
    """How the report of an instalment stands, and what was handed in."""
    code, need = text_at(part, "report_state"), text_at(part, "report_need")
    told = [text_at(part, "report.title"), text_at(part, "report.reference"), text_at(part, "report.reason")]
    kind = word(page, "ReportNeed", need) if need not in ("", "none") else ""
    tag = Tag(word(page, "ReportState", code), REPORTS[code].tone, REPORTS[code].icon)
    return Cell(kind, (tag,), page.parted(filter(None, told)))


def changes(page: Page, project: Json) -> Cell:
    """What a waiting correction changes: each field before and after."""
    told = _from_to(page, at(project, "waiting_correction"))
    no = text_at(project, "waiting_correction.no")
    return Cell(page.parted(told), below=page.say(NO, no=no) if no else "")


def _from_to(page: Page, terms: object) -> list[str]:
    """Each term that a correction changes, before and after."""
    told, terms = [], terms if isinstance(terms, dict) else {}
    correction = document_of("grants").operation("GET", "/projects/{project_id}").answer.at("waiting_correction").schema
    for name in texts_at(terms, "changed"):
        known = correction.at(f"after.{name}")
        texts = {
            when: as_text(page, known, at(terms, f"{when}.{name}")) or page.say(EMPTY) for when in ("before", "after")
        }
        told.append(page.say(FROM_TO, label=known.label.of(page.language) if known.label else name, **texts))
    return told


def details(page: Page, row: Json, schema: Schema) -> str:
    """What a line of the timeline says beyond its name."""
    numbers = texts_at(row, "instalments")
    parts = [page.say(N_("第 %(numbers)s 期"), numbers=page.listed(numbers))] if numbers else []
    parts += [as_text(page, schema.at("amount_fen"), row.get("amount_fen"))]
    parts += _from_to(page, row.get("terms"))
    parts += [text_at(row, "paper"), text_at(row, "note")]
    parts += [freeze_reason(page, code) for code in texts_at(row, "reasons")]
    if (evidence := text_at(row, "evidence")) and evidence != text_at(row, "paper"):
        parts.append(page.say(N_("依据：%(evidence)s"), evidence=evidence))
    return page.parted(filter(None, [*parts, *confirmed(page, row)]))


def account_columns(which: str) -> Sequence[Column]:
    """What is said of the account that is paid to (``current``), or that waits to be verified (``waiting``)."""
    path = f"payee_account.{which}"
    shown = [Column(f"{path}.{name}") for name in ("bank", "masked", "paper")]
    return (
        Column(f"{path}.holder", show=partial(_holder, path)),
        *shown,
        people(f"{path}.entered_by"),
        *((people(f"{path}.verified_by"),) if which == "current" else ()),
    )


def _holder(path: str, page: Page, project: Json) -> Cell:
    """In whose name the account is; a warning where that is not the organisation, with the reason that was given."""
    differs = at(project, f"{path}.holder_differs") is True
    tags = [Tag(page.say(N_("与承办组织名称不一致")), "warn", "alert")] if differs else []
    return Cell(text_at(project, f"{path}.holder"), tags, text_at(project, f"{path}.holder_reason"))


async def paid_accounts(page: Page, project: Json) -> Mapping[str, Sequence[Option]]:
    """The accounts that a payment may have gone to: the one that is paid to now, then those before it."""
    accounts = [at(project, "payee_account.current"), *rows_at(project, "payee_account.former")]
    told = [one for one in accounts if isinstance(one, Mapping)]
    names = ("masked", "holder", "bank")
    return {"account_id": [(text_at(one, "id"), page.parted([text_at(one, name) for name in names])) for one in told]}


on_instalment = partial(Action, rows="instalments", key="no")
"""An action on one instalment, which its address names by number."""

NUMBER, REPORT = Column("no", N_("期次"), show=number), Column("report_state", show=report)
AMOUNT, CAPITAL, DUE = Column("amount.fen", N_("金额")), Column("amount.capital", N_("大写")), Column("due_on")
PAYEE = Column("agreement.organisation_name", N_("收款组织"))


def receipt(page: Page, row: Json) -> Item:
    """A receipt, by the report that it came with and the number of its instalment."""
    return Item(text_at(row, "title"), facts=(page.say(NO, no=text_at(row, "no")),))
