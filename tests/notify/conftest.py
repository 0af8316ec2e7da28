"""One notify on real servers, with a real mail server, for the tests that call it over HTTP."""

import uuid
from collections.abc import AsyncIterator, Iterator

import pytest

from services.notify.main import SERVICE
from tests.notify.postbox import Postbox, open_postbox
from tests.running_services import Office, running_office
from tests.servers import Servers


@pytest.fixture(scope="module")
def post() -> Iterator[Postbox]:
    """The mail server that notify sends with."""
    with open_postbox() as box:
        yield box


@pytest.fixture(scope="module")
async def office(servers: Servers, tmp_path_factory: pytest.TempPathFactory, post: Postbox) -> AsyncIterator[Office]:
    """Notify alone, with empty collections and free names on the broker."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    home = tmp_path_factory.mktemp("notify")
    mail = {"smtp_url": post.url, "mail_from": "tongxin@centre.example", "public_url": "https://tongxin.example"}
    mail["outside_amqp_url"] = servers.vhost_url(f"{name}-outside")
    async with running_office(servers.mongo_url, servers.vhost_url(name), f"{name}_", home, SERVICE, **mail) as one:
        yield one
        await one.notify.host.client.drop_database(f"{name}_notify")
    for vhost in (name, f"{name}-outside"):
        servers.management.drop_vhost(vhost)
