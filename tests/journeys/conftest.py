"""The services of a journey on real servers."""

import uuid
from collections.abc import AsyncIterator

import pytest

from services.grants.main import HOUSE as GRANTS
from services.notify.main import HOUSE as NOTIFY
from services.registry.main import HOUSE as REGISTRY
from tests.running_services import Office, running_office
from tests.servers import Servers


@pytest.fixture(scope="module")
async def centre(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Registry, grants and notify, with empty collections and free names on the broker; no mail server."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    home = tmp_path_factory.mktemp("journey")
    houses = (REGISTRY, GRANTS, NOTIFY)
    async with running_office(servers.mongo_url, servers.vhost_url(name), f"{name}_", home, *houses) as one:
        yield one
        for house in houses:
            await one.grants.house.client.drop_database(f"{name}_{house.name}")
    servers.management.drop_vhost(name)
