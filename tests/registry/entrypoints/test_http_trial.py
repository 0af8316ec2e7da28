"""A trial run made real, and what tells of an import afterwards, over HTTP on real servers."""

from typing import Any

import pytest

from shared.jobs.storing import PAPERS
from tests.builders_registry import a_csv, a_row
from tests.registry.entrypoints.test_http_jobs import ended, figures, start
from tests.registry.running import Registry

pytestmark = pytest.mark.servers


async def trial_of(registry: Registry, *rows: dict[str, str]) -> dict[str, Any]:
    """The result of a trial run."""
    job = await ended(registry, (await start(registry, a_csv(*rows), dry_run="true"))["id"])
    return await registry.get(f"/imports/{job['result']}")


async def test_trial_is_made_real_without_the_file_and_each_organisation_tells_where_it_came_from(
    registry: Registry,
) -> None:
    trial = await trial_of(registry, a_row(7001), a_row(7002, 名称=""), a_row(7003))
    assert {one["name"]: one["allowed"] for one in trial["allowed_actions"]} == {"carry_out_trial": True}
    accepted = await registry.post(f"/imports/{trial['id']}/carry-out", {}, 201)
    job = await ended(registry, accepted["id"])
    kept = await registry.get(f"/imports/{job['result']}")
    assert (figures(kept), kept["dry_run"], kept["file_name"]) == ((3, 2, 0, 0, 1), False, trial["file_name"])
    found = await registry.get("/organisations", entered_by_import=kept["id"])
    assert found["total"] == 2
    told = (await registry.get(f"/organisations/{found['items'][0]['id']}"))["timeline"][-1]
    assert (told["what"], told["import_id"], told["row"] in (2, 4)) == ("imported", kept["id"], True)
    assert (told["file_name"], told["by"]) == ("名册.csv", "staff-registrar")
    assert not kept["allowed_actions"][0]["allowed"], "what was real is no trial"
    assert (await registry.post(f"/imports/{trial['id']}/carry-out", {}, 409))["slug"] == "trial-carried-out"


async def test_what_an_import_corrected_is_listed_by_it(registry: Registry) -> None:
    await ended(registry, (await start(registry, a_csv(a_row(7101), a_row(7102))))["id"])
    again = a_csv(a_row(7101, 住所="奉化区锦屏街道新路1号"), a_row(7102))
    job = await ended(registry, (await start(registry, again, update_existing="true"))["id"])
    assert figures(await registry.get(f"/imports/{job['result']}")) == (2, 0, 1, 1, 0)
    assert (await registry.get("/organisations", corrected_by_import=job["result"]))["total"] == 1
    assert (await registry.get("/organisations", entered_by_import=job["result"]))["total"] == 0


async def test_trial_of_another_is_not_made_real(registry: Registry) -> None:
    trial = await trial_of(registry, a_row(7201))
    path = f"/imports/{trial['id']}/carry-out"
    refused = await registry.post(path, {}, 403, role="centre_admin")
    assert refused["slug"] == "import-of-another"


async def test_register_that_changed_since_the_trial_is_told_before_anything_is_written(registry: Registry) -> None:
    trial = await trial_of(registry, a_row(7301), a_row(7302))
    await ended(registry, (await start(registry, a_csv(a_row(7301))))["id"])
    path = f"/imports/{trial['id']}/carry-out"
    refused = await registry.post(path, {}, 409)
    assert (refused["slug"], "1 行" in refused["zh"]) == ("register-moved", True)
    job = await ended(registry, (await registry.post(path, {"anyway": True}, 201))["id"])
    assert figures(await registry.get(f"/imports/{job['result']}")) == (2, 1, 0, 1, 0)


async def test_trial_is_kept_for_three_days_and_says_so_when_it_is_gone(registry: Registry) -> None:
    trial = await trial_of(registry, a_row(7401))
    papers = registry.host.database[PAPERS]
    kept = await papers.find({"_id": {"$regex": f"^{trial['job_id']}"}}).to_list(None)
    assert {(one["gone_at"] - one["at"]).days for one in kept} == {3}
    await papers.delete_many({"_id": {"$regex": f"^{trial['job_id']}"}})
    assert (await registry.post(f"/imports/{trial['id']}/carry-out", {}, 409))["slug"] == "trial-gone"
