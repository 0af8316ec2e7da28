"""One registry on real servers for the tests that call it over HTTP."""

import uuid
from collections.abc import AsyncIterator

import pytest

from tests.registry.running import Registry, running_registry
from tests.servers import Servers


@pytest.fixture(scope="module")
async def registry(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Registry]:
    """A registry of this test module's own, with empty collections and free names on the broker."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    home = tmp_path_factory.mktemp("registry")
    async with running_registry(servers.mongo_url, servers.vhost_url(name), f"{name}_", home) as one:
        yield one
        await one.host.client.drop_database(f"{name}_registry")
    servers.management.drop_vhost(name)
