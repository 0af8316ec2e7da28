"""Nothing is paid, nor approved to be paid, while grants may not know how its organisation stands; on real servers."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from services.grants.main import SERVICE
from shared.contracts.registry import OrganisationResumed
from shared.messaging import news
from tests.grants.entrypoints.test_http import FINANCE, HEAD, OFFICER, a_payment, a_plan, opened, payable
from tests.running_services import Office, running_office, until
from tests.servers import Servers

pytestmark = pytest.mark.servers


async def actions(office: Office, project_id: str, role: str) -> dict[str, dict[str, Any]]:
    """What this role may do with the project and its first instalment, by name."""
    page = await office.grants.get(f"/projects/{project_id}", role)
    return {one["name"]: one for one in [*page["allowed_actions"], *page["instalments"][0]["allowed_actions"]]}


async def parked(office: Office, subject: str) -> str:
    """A message of this subject that came after a later one; answers its id."""
    said = OrganisationResumed.model_validate({"organisation_id": subject, "open_reasons": 0})
    for sequence in (9, 8):
        await office.tell(said, subject, sequence)
    kept = office.grants.host.database["unfinished"]
    await until(lambda: kept.find_one({"subject": subject, "state": "parked"}))
    return str((await kept.find_one({"subject": subject}))["_id"])


async def test_payment_is_refused_while_a_message_of_its_organisation_is_unfinished(office: Office) -> None:
    project_id = await opened(office, 501, 1_000)
    path = await payable(office, project_id)
    message = await parked(office, "org-501")
    problem = await office.grants.post(f"{path}/1/payment", a_payment(501), FINANCE, status=409)
    assert problem["slug"] == "news-unfinished"
    assert "消息与死信" in problem["zh"]
    page = await office.grants.get(f"/projects/{project_id}", OFFICER)
    assert page["news_missing"]["zh"] == problem["zh"], "everybody is told, whatever else stands against paying"
    said = (await actions(office, project_id, FINANCE))["pay_instalment"]
    assert (said["allowed"], said["reason_zh"]) == (False, problem["zh"])
    other = await opened(office, 502, 1_000)
    assert (await actions(office, other, HEAD))["approve_plan"]["allowed"], "of another organisation nothing is missing"
    decision = f"/ops/unfinished/{message}/discard"
    await office.grants.post(decision, {"reason": "由后面的消息说明了"}, "operator", status=204)
    await office.grants.post(f"{path}/1/payment", a_payment(501), FINANCE)


async def test_plan_is_not_approved_while_a_message_of_its_organisation_is_unfinished(office: Office) -> None:
    project_id = await opened(office, 503, 1_000)
    message = await parked(office, "org-503")
    approval = f"/projects/{project_id}/plan-approval"
    assert (await office.grants.post(approval, {}, HEAD, status=409))["slug"] == "news-unfinished"
    assert not (await actions(office, project_id, HEAD))["approve_plan"]["allowed"]
    await office.grants.post(f"/ops/unfinished/{message}/discard", {"reason": "已核对"}, "operator", status=204)
    await office.grants.post(approval, {}, HEAD)


async def test_payment_that_was_recorded_is_answered_as_before_whatever_is_unfinished_since(office: Office) -> None:
    project_id = await opened(office, 504, 1_000)
    path, key = await payable(office, project_id), {"Idempotency-Key": uuid.uuid4().hex}
    await office.grants.post(f"{path}/1/payment", a_payment(504), FINANCE, headers=key)
    await parked(office, "org-504")
    again = await office.grants.post(f"{path}/1/payment", a_payment(504), FINANCE, headers=key)
    assert again["repeated"]


@pytest.fixture
async def cut(
    servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Office, Callable[[bool], Awaitable[None]]]]:
    """Grants with a short limit, and what cuts it off from its broker, or lets it in again."""
    monkeypatch.setattr(news, "EVERY_S", 0.2)
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    url, prefix = servers.vhost_url(name), f"{name}_"

    async def let(flow: bool) -> None:
        ask, rights = servers.management.ask, f"permissions/{name}/{servers.management.user}"
        if flow:
            ask("PUT", rights, {"configure": ".*", "write": ".*", "read": ".*"})
            return
        ask("DELETE", rights)
        for _ in range(14):  # the server tells of connections only every few seconds
            for one in await asyncio.to_thread(ask, "GET", f"vhosts/{name}/connections"):
                with suppress(OSError):
                    ask("DELETE", f"connections/{quote(one['name'])}")
            await asyncio.sleep(0.5)

    async with running_office(servers.mongo_url, url, prefix, tmp_path, SERVICE, news_limit_seconds=10) as office:
        yield office, let
        await office.grants.host.client.drop_database(f"{name}_grants")
    servers.management.drop_vhost(name)


async def test_nothing_is_paid_while_no_news_come_and_all_goes_on_once_they_do(
    cut: tuple[Office, Callable[[bool], Awaitable[None]]],
) -> None:
    office, let = cut
    project_id = await opened(office, 601, 1_000)
    path = await payable(office, project_id)
    await let(False)

    async def refused() -> bool:
        return not (await actions(office, project_id, FINANCE))["pay_instalment"]["allowed"]

    await until(refused)
    problem = await office.grants.post(f"{path}/1/payment", a_payment(601), FINANCE, status=409)
    assert problem["slug"] == "cut-off-from-news"
    assert "自动恢复" in problem["zh"]
    await office.grants.post(path, a_plan(1_000), OFFICER)
    assert not (await actions(office, project_id, HEAD))["approve_plan"]["allowed"]
    await let(True)

    async def allowed() -> bool:
        return not await refused()

    await until(allowed, seconds=40)
    await office.grants.post(f"{path}/1/payment", a_payment(601), FINANCE)
