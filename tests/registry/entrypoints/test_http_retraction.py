"""A wrong entry of the register over HTTP, on real servers: who finds it waiting."""

import pytest

from tests.registry.entrypoints.test_http_organisations import registered
from tests.registry.running import Registry

pytestmark = pytest.mark.servers


async def test_retraction_is_listed_for_the_second_person_and_for_nobody_else(registry: Registry) -> None:
    """双人复核: nobody decides about their own, and whoever may not decide is asked nothing."""
    name = "奉化区误登协会"
    path = f"/organisations/{await registered(registry, name)}"

    async def listed() -> list[bool]:
        readers = ("registrar", "centre_admin", "finance")
        found = [await registry.get("/organisations", role=role, retraction_to_decide=True) for role in readers]
        return [name in [item["name"] for item in one["items"]] for one in found]

    await registry.post(f"{path}/abnormal-reasons", {"code": "unreachable", "decision_no": "奉民罚1号"})
    reason = (await registry.get(path))["reasons"][0]["id"]
    proposal = {"entry": f"reason-{reason}", "reason": "登记到了另一个组织名下"}
    assert await listed() == [False, False, False]
    await registry.post(f"{path}/retraction", proposal)
    assert await listed() == [False, True, False]
    await registry.post(f"{path}/retraction/refusal", {})
    assert await listed() == [False, False, False]
