"""Phone numbers and remarks of the talent pool are unreadable in the database, those that were stored in the clear too.

Basis: 《个人信息保护法》 第五十一条 (encryption), 第四十七条 (withdrawal).
"""

from typing import Any

import pytest

from shared.storage.erasures import ERASURES
from shared.storage.vault import KEYS, is_sealed
from shared.view_refresh import ViewRefresh
from tests.registry.entrypoints.test_http_talents import added
from tests.registry.running import Registry

pytestmark = pytest.mark.servers

PHONE, NOTE = "13800138000", "手术后说话不便，晚上别打电话"


async def stored(registry: Registry, talent_id: str) -> dict[str, Any]:
    found = await registry.host.database["talents"].find_one({"_id": talent_id})
    assert found is not None
    return dict(found)


async def everything(registry: Registry) -> str:
    database = registry.host.database
    return str([one for name in await database.list_collection_names() async for one in database[name].find()])


async def test_phone_and_remarks_lie_sealed_and_are_read_by_who_may(registry: Registry) -> None:
    one = await added(registry, "密封的人", note=NOTE)
    profile = (await stored(registry, one))["state"]["profile"]
    assert is_sealed(profile["phone"])
    assert is_sealed(profile["note"])
    assert NOTE not in await everything(registry)
    shown = await registry.get(f"/talents/{one}/phone", why="请她来站沟通")
    assert (shown["phone"], shown["note"]) == (PHONE, NOTE)


async def test_what_was_stored_in_the_clear_is_read_and_sealed_with_the_next_change_or_at_the_next_start(
    registry: Registry,
) -> None:
    database = registry.host.database
    older = [await added(registry, name, note=NOTE) for name in ("以前的人", "更早的人")]
    for one in older:
        await database[KEYS].delete_one({"keyAltNames": one})
        clear = {"state.profile.phone": PHONE, "state.profile.note": NOTE, "view.form": 3}
        await database["talents"].update_one({"_id": one}, {"$set": clear, "$inc": {"version": 1}})
        assert (await registry.get(f"/talents/{one}/phone", why="查看"))["phone"] == PHONE
    body = {"display_name": "改名的人", "keep_phone": True, "note": NOTE}
    body |= {"skills": [], "dialects": [], "native_code": "", "availability": "free"}
    page = await registry.get(f"/talents/{older[0]}", why="查看")
    changed = {name: page[name] for name in ("skills", "dialects", "native_code", "availability")}
    await registry.answer("PUT", f"/talents/{older[0]}", 200, json=body | changed)
    assert is_sealed((await stored(registry, older[0]))["state"]["profile"]["phone"])
    host = registry.host
    await ViewRefresh({"talents": host.stores["talents"]}, {"talents": 4}, host.projector, host.clock).once()
    assert is_sealed((await stored(registry, older[1]))["state"]["profile"]["phone"])
    assert NOTE not in await everything(registry)
    for one in older:
        assert (await registry.get(f"/talents/{one}/phone", why="查看"))["phone"] == PHONE


async def test_who_withdraws_takes_the_key_along_and_stands_in_the_ledger(registry: Registry) -> None:
    one = await added(registry, "退出的人", note=NOTE)
    await registry.post(f"/talents/{one}/withdrawal")
    database = registry.host.database
    assert await database[KEYS].count_documents({"keyAltNames": one}) == 0
    assert await database[ERASURES].count_documents({"subject": one}) == 1
    page = await registry.get(f"/talents/{one}", why="查看")
    assert (page["in_pool"], page["phone"], page["note"]) == (False, "", "")
    assert (await registry.post(f"/talents/{one}/withdrawal", status=409))["slug"] == "talent-gone"
