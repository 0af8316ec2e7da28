"""A station on real servers for the tests of the doors."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.rescue.station import Station, a_station


@pytest.fixture
async def station(mongo_url: str, vhost_url: str, database: str, tmp_path: Path) -> AsyncIterator[Station]:
    """A station of this test's own."""
    async with a_station(mongo_url, vhost_url, database, tmp_path) as one:
        yield one
