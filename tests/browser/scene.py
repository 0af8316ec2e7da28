"""What must be there before every page can be looked at: proposals, a frozen project, row errors, parked messages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aio_pika
import httpx

from deploy.demo.cases import MAN, WOMAN
from deploy.demo.client import Services, Staff
from deploy.demo.projects import projects
from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS, DEMO_ORGANISATION
from shared.kernel.ids import new_id
from shared.messaging.topology import queue_of
from shared.web.actor import read_key
from tests.browser.host import Installation
from tests.eventually import eventually
from tests.second_person import having_looked

HEARD = "像安徽话, 阜阳一带"
SHEET = """统一社会信用代码,名称,类型,成立日期
51330213MJ90000147,抄错一位的协会,社会团体,2018-05-06
12330213MJ90000146,别的登记机关,社会团体,2018-05-06
,没有代码的协会,社会团体,2018-05-06
51330213MJ90000146,日期写坏了,社会团体,二零一八年
"""


@dataclass(frozen=True)
class Office:
    """The services behind the pages, for arranging what a test starts from, as members of staff would."""

    services: Services
    amqp_url: str

    async def get(self, role: str, service: str, path: str, **params: Any) -> Any:
        """The answer to a query of somebody with this role."""
        return await self.services.get(_staff(role), service, path, **params)

    async def give(self, role: str, service: str, path: str, **content: Any) -> Any:
        """The receipt of a command of somebody with this role, who looks before confirming as a second person."""
        looked = partial(self.services.get, _staff(role), service, purpose="test")
        body = await having_looked("POST", path, content.get("json"), looked)
        content |= {} if body is None else {"json": body}
        return await self.services.give(_staff(role), service, path, new_id(), **content)

    async def put_on_the_broker(self, service: str, body: bytes) -> None:
        """Give a service's queue a message that no publisher of ours would send."""
        connection = await aio_pika.connect(self.amqp_url)
        async with connection:
            channel = await connection.channel()
            await channel.default_exchange.publish(aio_pika.Message(body), queue_of(service))


def _staff(role: str) -> Staff:
    return Staff(next(account.staff_id for account in DEMO_ACCOUNTS if account.role == role), role)


@asynccontextmanager
async def office_of(installation: Installation) -> AsyncIterator[Office]:
    """The installation's services, called with its own key."""
    urls = {name: installation.environment[f"TONGXIN_{name.upper()}_URL"] for name in ("registry", "grants", "rescue")}
    key = read_key(Path(installation.environment["TONGXIN_ACTOR_PRIVATE_KEY"]))
    async with Services(urls, key, httpx.AsyncClient(timeout=60, trust_env=False)) as services:
        yield Office(services, installation.amqp_url)


async def arrange(office: Office) -> Mapping[str, str]:
    """Bring everything into the states that the pages shall show; answers ids for their addresses."""
    ids = {"woman": await _case(office, WOMAN.label), "man": await _case(office, MAN.label)}
    ids |= await _proposals(office, ids["woman"]) | await _search(office, ids["man"])
    ids |= await _money(office) | {"gone": await _gone(office)} | await _own(office)
    file = {"file": ("名册-试运行.csv", SHEET.encode(), "text/csv")}
    ids["import"] = (await office.give("registrar", "registry", "/imports", files=file, data={"dry_run": "true"}))["id"]
    ids["export"] = (await office.give("registrar", "registry", "/organisations/exports", json={"format": "csv"}))["id"]
    listed = (await office.get("registrar", "registry", "/organisations", standing="abnormal"))["items"][0]["id"]
    reasons = (await office.get("registrar", "registry", f"/organisations/{listed}"))["reasons"]
    figures = (await office.get("registrar", "registry", "/quoted-figures", withdrawn="false"))["items"]
    ids["figure"] = figures[0]["id"]
    figures = (await office.get("registrar", "registry", "/quoted-figures", withdrawn="false"))["items"]
    ids["figure"] = figures[0]["id"]
    ids |= {"listed": listed, "reason": next(reason["id"] for reason in reasons if reason["open"])}
    await office.put_on_the_broker("grants", b"\xff\xfe nobody can read this")
    ids["message"] = (await eventually(lambda: _parked(office)))["id"]
    return ids


async def _case(office: Office, label: str) -> str:
    cases = await office.get("rescue_worker", "rescue", "/cases", limit=200)
    return str(next(case["id"] for case in cases["items"] if case["label"] == label))


async def _proposals(office: Office, case: str) -> dict[str, str]:
    """The woman's clue has brought proposals."""
    path = f"/cases/{case}"

    async def file() -> Any:
        return await office.get("rescue_worker", "rescue", path, purpose="寻找亲属")

    if not any(one["note"]["words"] == HEARD for one in (await file())["clues"]):
        clue = {"kind": "dialect", "words": HEARD, "normal_form": "安徽阜阳"}
        talk = {"language": "方言，请保安听过", "ability": "few_words", "words_heard": "俺家。", "clues": [clue]}
        await office.give("rescue_worker", "rescue", f"{path}/interviews", json=talk)
    heard = next(one["id"] for one in (await file())["clues"] if one["note"]["words"] == HEARD)
    if not any(one["clue_id"] == heard for one in (await file())["interpreter_requests"]):
        speech = {"clue_id": heard, "area": "阜阳一带", "dialect": "安徽话"}
        await office.give("rescue_worker", "rescue", f"{path}/interpreter-requests", json=speech)

    async def proposed() -> Any:
        requests = (await file())["interpreter_requests"]
        return next((one for one in requests if one["clue_id"] == heard and one["proposals"]), None)

    request = await eventually(proposed)
    return {"request": request["id"], "person": request["proposals"][0]["person_id"]}


async def _search(office: Office, case: str) -> dict[str, str]:
    """The man's request for a DNA sample, which has no reply yet, and his public notice."""
    file = await office.get("rescue_worker", "rescue", f"/cases/{case}", purpose="寻找亲属")
    inquiry = next(one["id"] for one in file["inquiries"] if one["reply"] is None)
    return {"inquiry": inquiry, "notice": next(one["id"] for one in file["notices"] if one["state"] == "published")}


async def _gone(office: Office) -> str:
    """Somebody who joined the talent pool and has left it."""
    body = {"display_name": "示例人物", "invented": True}
    person = str((await office.give("registrar", "registry", "/talents", json=body))["id"])
    await office.give("registrar", "registry", f"/talents/{person}/withdrawal")
    return person


async def _money(office: Office) -> dict[str, str]:
    """One project that can be paid, and one that is frozen because its organisation was listed."""
    running = (await office.get("grants_officer", "grants", "/projects", state="running", limit=200))["items"]
    found = [one for one in running if one["invented"]]  # not those that tests opened meanwhile
    frozen = await _project(office, found, projects()[-1].title)
    open_ = next(one for one in found if one["organisation_id"] != frozen["organisation_id"] and not one["frozen"])
    if not frozen["frozen"]:
        path = f"/organisations/{frozen['organisation_id']}/abnormal-reasons"
        await office.give("registrar", "registry", path, json={"code": "unreachable", "note": "两次邮寄无人签收"})

    async def is_frozen() -> bool:
        return bool((await office.get("grants_officer", "grants", f"/projects/{frozen['id']}"))["frozen"])

    await eventually(is_frozen)
    page = await office.get("grants_officer", "grants", f"/projects/{open_['id']}")
    number = next(row["no"] for row in page["instalments"] if row["state"] == "approved")
    return {
        "project": open_["id"],
        "instalment": str(number),
        "organisation": open_["organisation_id"],
        "frozen": frozen["id"],
    }


async def _own(office: Office) -> dict[str, str]:
    """The organisation of the example account, and a project of it that waits for its report."""
    found = await office.get("grants_officer", "grants", "/projects", organisation_id=DEMO_ORGANISATION, limit=200)
    for one in found["items"]:
        page = await office.get("grants_officer", "grants", f"/projects/{one['id']}")
        for row in page["instalments"]:
            if row["report_state"] == "awaited":
                told = {"own_project": one["id"], "own_instalment": str(row["no"])}
                return {"own_organisation": DEMO_ORGANISATION, **told}
    raise RuntimeError("the example organisation has no report to hand in")


async def _project(office: Office, found: list[dict[str, Any]], title: str) -> dict[str, Any]:
    return next(one for one in found if one["title"] == title)


async def _parked(office: Office) -> Any:
    items = (await office.get("operator", "grants", "/ops/unfinished", state="parked"))["items"]
    return items[0] if items else None
