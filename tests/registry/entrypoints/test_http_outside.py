"""What a supervisor authority, the bureau and a village read of the register, on real servers."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.kernel.roles import OutsideRole
from shared.kernel.scope import KIND_OF, Scope
from shared.web.actor import mint
from tests.builders_registry import a_csv, a_row
from tests.registry.running import Registry

pytestmark = pytest.mark.servers
EDUCATION, SPORTS = "奉化区教育局", "奉化区体育局"


@pytest.fixture(autouse=True)
async def register(registry: Registry) -> None:
    """Three organisations of one authority and two of another, one of the three abnormal."""
    if (await registry.get("/organisations"))["total"]:
        return
    rows = [a_row(number, 业务主管单位=EDUCATION if number <= 3 else SPORTS) for number in range(1, 6)]
    await registry.answer("POST", "/imports", 201, files={"file": ("名册.csv", a_csv(*rows), "text/csv")})
    found = await registry.get("/organisations", q="示例协会2")
    await registry.post(
        f"/organisations/{found['items'][0]['id']}/abnormal-reasons", {"code": "unreachable", "note": "x"}
    )


async def ask(registry: Registry, path: str, role: OutsideRole, *ids: str, status: int = 200, **params: str) -> Any:
    """The answer to somebody from outside with these ids in their scope."""
    actor = Actor(f"out-{role}", frozenset({role}), Scope.of(KIND_OF[role], *ids))
    token = mint(registry.key, actor, datetime.now(UTC), new_id(), "registry")
    answer = await registry.http.get(path, params=params, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_authority_reads_those_that_name_it_on_their_certificates_and_no_others(registry: Registry) -> None:
    mine = await ask(registry, "/own/supervised", OutsideRole.AUTHORITY, EDUCATION)
    assert (mine["total"], mine["listed"], len(mine["items"])) == (3, 1, 3)
    abnormal = await ask(registry, "/own/supervised", OutsideRole.AUTHORITY, EDUCATION, standing="abnormal")
    assert [one["name"] for one in abnormal["items"]] == ["奉化区示例协会2"]
    page = await ask(registry, f"/own/supervised/{abnormal['items'][0]['id']}", OutsideRole.AUTHORITY, EDUCATION)
    assert page["reasons"][0]["code"] == "unreachable"
    assert "note" not in page["reasons"][0]
    assert "by" not in page["timeline"][0], "nobody of the office is named"
    nobody = await ask(registry, "/own/supervised", OutsideRole.AUTHORITY, "奉化区")
    assert (nobody["total"], nobody["listed"]) == (0, 0)


async def test_authority_that_guesses_an_address_is_told_what_is_told_of_nothing(registry: Registry) -> None:
    theirs = (await ask(registry, "/own/supervised", OutsideRole.AUTHORITY, SPORTS))["items"][0]["id"]
    for guessed in (theirs, "no-such-thing"):
        refused = await ask(registry, f"/own/supervised/{guessed}", OutsideRole.AUTHORITY, EDUCATION, status=404)
        assert refused["slug"] == "organisation-not-found"
    await ask(registry, f"/own/organisations/{theirs}", OutsideRole.AUTHORITY, SPORTS, status=403)
    await ask(registry, "/organisations", OutsideRole.AUTHORITY, SPORTS, status=403)


async def test_bureau_of_the_district_reads_figures_and_that_of_another_none(registry: Registry) -> None:
    told = await ask(registry, "/own/figures", OutsideRole.BUREAU, "330213")
    staff = await registry.get("/statistics")
    assert (told["total"], told["ended"]) == (staff["total"], staff["ended"]) == (5, 0)
    assert {one["kind"]: one["count"] for one in told["kinds"]} == staff["by_kind"]
    assert {one["standing"]: one["count"] for one in told["standings"]} == {"abnormal": 1, "clear": 4}
    assert "示例协会" not in str(told)
    refused = await ask(registry, "/own/figures", OutsideRole.BUREAU, "330212", status=404)
    assert refused["slug"] == "figures-not-found"


async def test_village_reads_what_it_is_called_and_no_record(registry: Registry) -> None:
    villages = registry.app.ports.places.villages
    village = next(one for one in villages if one.is_current)
    told = await ask(registry, "/own/area", OutsideRole.VILLAGE, village.code, "999999999999")
    assert [one["village"] for one in told["items"]] == [village.name]
    for path in ("/own/supervised", "/own/figures", "/organisations", "/talents"):
        await ask(registry, path, OutsideRole.VILLAGE, village.code, status=403)
