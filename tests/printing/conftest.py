"""One printing on real servers, with a real press, for the tests that call it over HTTP."""

import uuid
from collections.abc import AsyncIterator

import pytest

from services.printing.main import SERVICE
from tests.running_services import Office, running_office
from tests.servers import Servers


@pytest.fixture(scope="module")
async def office(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Printing alone, with empty collections and free names on the broker."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    home = tmp_path_factory.mktemp("printing")
    async with running_office(servers.mongo_url, servers.vhost_url(name), f"{name}_", home, SERVICE) as one:
        yield one
        await one.printing.host.client.drop_database(f"{name}_printing")
    servers.management.drop_vhost(name)
