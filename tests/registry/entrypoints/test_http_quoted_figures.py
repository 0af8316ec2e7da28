"""Growths of the press over HTTP: kept, and compared with what the register itself yields."""

from typing import Any

import pytest

from services.registry.domain.quoted_figure import Growth, whole
from tests.builders_registry import a_code
from tests.registry.running import Registry

pytestmark = pytest.mark.servers


async def quote(registry: Registry, percent: int, first_year: int = 2004) -> dict[str, Any]:
    """Enter such a growth up to the end of 2006, and answer its row."""
    printed = {"wording": f"年均增长{percent}%", "percent": percent, "source": "某报"}
    await registry.post("/quoted-figures", {**printed, "first_year": first_year, "last_year": 2006})
    rows = (await registry.get("/statistics"))["quoted"]
    (row,) = [row for row in rows if (row["percent"], row["first_year"]) == (percent, first_year)]
    return dict(row)


async def test_statistics_say_of_a_growth_in_the_press_whether_the_register_yields_it(registry: Registry) -> None:
    assert (await registry.get("/statistics"))["quoted"] == []
    for number, year in enumerate((2003, 2003, 2005, 2005, 2005)):
        body = {"uscc": a_code(90_000 + number), "name": f"奉化区增长协会{number}", "kind": "association"}
        await registry.post("/organisations", {**body, "street_code": "330213100", "founded_on": f"{year}-05-04"})
    wrong = await quote(registry, 9_999)
    up_to = {row["year"]: row["up_to_year_end"] for row in (await registry.get("/statistics"))["by_year"]}
    assert (wrong["first"], wrong["last"]) == (up_to[2003], up_to[2005])
    assert (wrong["compound"], wrong["reproduced"]) == (Growth(wrong["first"], wrong["last"], 2).compound, False)
    assert (await quote(registry, whole(wrong["compound"])))["reproduced"]


async def test_growth_from_a_year_of_which_nothing_is_known_is_neither(registry: Registry) -> None:
    row = await quote(registry, 44, first_year=1951)
    assert (row["reproduced"], row["first"], row["compound"]) == (None, None, None)


async def test_withdrawn_growth_leaves_the_statistics_and_stays_in_the_history(registry: Registry) -> None:
    await quote(registry, 77)
    (entered,) = [one for one in (await registry.get("/quoted-figures"))["items"] if one["percent"] == 77]
    path = f"/quoted-figures/{entered['id']}"
    assert [one["allowed"] for one in (await registry.get(path))["allowed_actions"]] == [True]
    await registry.post(f"{path}/withdrawal", {"reason": "抄错了"})
    assert not [row for row in (await registry.get("/statistics"))["quoted"] if row["percent"] == 77]
    (kept,) = (await registry.get("/quoted-figures", withdrawn="true"))["items"]
    assert (kept["id"], kept["withdrawn"]["reason"]) == (entered["id"], "抄错了")
    assert kept["withdrawn"]["by"] == "staff-registrar"
    assert entered["id"] not in {
        one["id"] for one in (await registry.get("/quoted-figures", withdrawn="false"))["items"]
    }
    assert not (await registry.get(path))["allowed_actions"][0]["allowed"]
    await registry.get("/quoted-figures", 403, role="rescue_worker")


async def test_growth_stored_before_withdrawals_stands(registry: Registry) -> None:
    await quote(registry, 88)
    (entered,) = [one for one in (await registry.get("/quoted-figures"))["items"] if one["percent"] == 88]
    stored = registry.host.stores["quoted_figures"].collection
    await stored.update_one({"_id": entered["id"]}, {"$unset": {"state.withdrawn": ""}})
    assert entered["id"] in {one["id"] for one in (await registry.get("/quoted-figures", withdrawn="false"))["items"]}
    assert [row for row in (await registry.get("/statistics"))["quoted"] if row["percent"] == 88]
    await registry.post(f"/quoted-figures/{entered['id']}/withdrawal", {"reason": "抄错了"})
