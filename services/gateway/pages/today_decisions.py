"""What waits for the reader's decision, as 今日工作 lists it: in the cases of rescue, and in the register."""

import asyncio

from services.gateway.addresses import address_of_thing
from services.gateway.auth.granting import may_confirm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import WITH_MARK
from services.gateway.pages.today_parts import Today, ToDecide

SHOWN = 8
DECIDED_AT = {
    "notice_proposed": "/notices",
    "departure_correction_proposed": "/departure/correction/approval",
    "entry_correction_proposed": "/approve-entry-correction",
    "erasure_proposed": "/erase-case",
    "retraction_proposed": "/approve-retraction",
    "decision_awaited": "/",
    "account_to_verify": "/verify-account",
}
"""Where below its case, project or organisation what an item of the inbox asks for is decided.

What heads decide in grants has many pages; as a limit does, one that stands there stands for all of its project.
"""
IN_CASES = (
    ("notice_outlived", N_("撤回寻亲公告：寻亲已经暂停或者结束"), "/notices"),
    ("notice_to_approve", N_("批准寻亲公告"), DECIDED_AT["notice_proposed"]),
    ("correction_to_decide", N_("批准或者不批准离站更正"), DECIDED_AT["departure_correction_proposed"]),
    ("entry_to_decide", N_("批准或者不批准更正入站时间"), DECIDED_AT["entry_correction_proposed"]),
    ("erasure_to_decide", N_("批准或者不批准清除个人信息"), DECIDED_AT["erasure_proposed"]),
)
"""Which cases to ask for, what is to be done with them, and where below the case."""


async def in_cases(page: Page) -> list[ToDecide]:
    """What the reader has to decide in rescue. Raises ServiceRefused, ServiceAway."""
    found = await asyncio.gather(
        *(page.services.ask("rescue", "/cases", {wish: "true", "limit": SHOWN}) for wish, *_ in IN_CASES)
    )
    return [
        ToDecide(f"/rescue/case/{text_at(line, 'id')}{tail}", page.say(label), text_at(line, "case_no"))
        for (_, label, tail), cases in zip(IN_CASES, found, strict=True)
        for line in rows_at(cases, "items")
    ]


async def in_register(page: Page) -> list[ToDecide]:
    """The wrong entries that the reader may be the second to take back. Raises ServiceRefused, ServiceAway."""
    found = await page.services.ask("registry", "/organisations", {"retraction_to_decide": "true", "limit": SHOWN})
    what, tail = page.say(N_("批准或者不批准更正误登")), DECIDED_AT["retraction_proposed"]
    return [
        ToDecide(f"/orgs/{text_at(line, 'id')}{tail}", what, _named(page, line)) for line in rows_at(found, "items")
    ]


async def in_accounts(page: Page) -> list[ToDecide]:
    """The accounts whose roles the reader may be the second to approve."""
    found = [one for one in await page.gateway.accounts.every() if may_confirm(page.staff, one)][:SHOWN]
    what = page.say(N_("批准或者不批准岗位"))
    return [ToDecide(f"/accounts/person/{one.id}/approve-roles", what, one.name) for one in found]


def address_of(item: Json) -> str | None:
    """The page of what an item of the inbox is about."""
    return address_of_thing(text_at(item, "about.kind"), text_at(item, "about.id"))


def is_listed(item: Json, today: Today) -> bool:
    """Whether an item of the inbox asks for a decision that stands among those that wait for the reader."""
    tail = DECIDED_AT.get(text_at(item, "subject"))
    return tail is not None and any(one.href.startswith(f"{address_of(item)}{tail}") for one in today.decisions)


def _named(page: Page, line: Json) -> str:
    name = text_at(line, "name")
    return page.say(WITH_MARK, value=name) if line.get("invented") else name
