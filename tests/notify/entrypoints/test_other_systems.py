"""Notify brings an event that leaves to a system outside, and tells operators what was brought."""

from datetime import UTC, datetime

import aio_pika
import orjson
import pytest

from deploy.subscribers import Desk, Outside
from services.notify.settings import Settings
from shared.contracts.grants import ProjectFrozen
from shared.contracts.rescue import CaseHandedOver
from shared.kernel.ids import new_id
from shared.subscribers.names import account_of, exchange_of, vhost_of
from tests.running_services import Office, until
from tests.servers import Servers

pytestmark = pytest.mark.servers


async def test_a_system_outside_hears_what_leaves_and_operators_see_it(office: Office, servers: Servers) -> None:
    settings = office.notify.host.settings
    assert isinstance(settings, Settings)
    assert settings.outside_amqp_url
    outside = Outside(servers.management, vhost_of(settings.outside_amqp_url), servers.management.user)
    desk, type_ = Desk(office.notify.host.database, outside), ProjectFrozen.type()
    await desk.add("minzheng", [type_], datetime.now(UTC))
    project = new_id()
    try:
        async with await aio_pika.connect(settings.outside_amqp_url) as connection:
            queue = await (await connection.channel()).declare_queue("minzheng.all", durable=True)
            await queue.bind(exchange_of("minzheng"), type_)
            case = CaseHandedOver(case_id=project, case_no="救2026-0001", responsible="li", handed_over_by="wang")
            await office.tell(case, project, 1)
            await office.tell(
                ProjectFrozen(project_id=project, organisation_id="o", project_no="G-1", reason_codes=["suspended"]),
                project,
                2,
            )
            async with queue.iterator(timeout=30) as messages:
                heard = orjson.loads((await anext(messages)).body)
        assert (heard["type"], heard["subject"]) == (type_, project)
        assert heard["actor"].startswith("person:")

        async def is_told() -> bool:
            flow = await office.notify.get("/ops/flow", "operator")
            return bool(flow["subscribers"] and flow["subscribers"][0]["told"] == 1)

        await until(is_told)
    finally:
        await desk.remove("minzheng")
        servers.management.drop_user(account_of("minzheng"))
