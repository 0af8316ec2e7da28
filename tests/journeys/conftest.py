"""The services of a journey on real servers."""

import uuid
from collections.abc import AsyncIterator

import pytest

from services.grants.main import SERVICE as GRANTS
from services.notify.main import SERVICE as NOTIFY
from services.registry.main import SERVICE as REGISTRY
from tests.running_services import Office, running_office
from tests.servers import Servers


@pytest.fixture(scope="module")
async def centre(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Registry, grants and notify, with empty collections and free names on the broker; no mail server."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    home = tmp_path_factory.mktemp("journey")
    specs = (REGISTRY, GRANTS, NOTIFY)
    async with running_office(servers.mongo_url, servers.vhost_url(name), f"{name}_", home, *specs) as one:
        yield one
        for spec in specs:
            await one.grants.host.client.drop_database(f"{name}_{spec.name}")
    servers.management.drop_vhost(name)
