"""What the bureau reads of the station on real servers: how many notices are public, and of no case anything."""

from __future__ import annotations

import pytest

from shared.kernel.cause import Actor
from shared.kernel.scope import Scope, ScopeKind
from tests.rescue.station import Station

pytestmark = pytest.mark.servers
BUREAU = Actor("bureau", frozenset({"bureau"}), Scope.of(ScopeKind.BUREAU, "330213"))


async def test_bureau_reads_how_many_notices_are_public_now(station: Station) -> None:
    before = (await station.get("/own/figures", BUREAU))["public_notices"]
    case_id = await station.opened()
    await station.published(case_id)
    assert await station.get("/own/figures", BUREAU) == {"public_notices": before + 1}
    await station.approved(case_id)
    assert (await station.get("/own/figures", BUREAU))["public_notices"] == before + 1, "a newer one waits beside it"
    for path in (f"/cases/{case_id}?purpose=x", "/cases", "/due"):
        assert (await station.call("GET", path, BUREAU)).status_code == 403, path
