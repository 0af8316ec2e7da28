"""The organisations that grants knows, at the door: standing, sums, filters, order, pages."""

import pytest

from shared.contracts.registry import OrganisationSuspended
from tests.grants.entrypoints.test_http import OFFICER, opened, registered
from tests.running_services import Office, until

pytestmark = pytest.mark.servers


async def test_organisations_are_listed_with_their_standing_and_the_sums_of_their_projects(office: Office) -> None:
    await opened(office, 301, 500, round=2014)
    await opened(office, 301, round=2014)
    await registered(office, 302)
    suspended = OrganisationSuspended(organisation_id="org-302", open_reasons=0)
    await office.tell(suspended, "org-302", 2)

    async def shown(**wanted: object) -> list[dict[str, object]]:
        found = await office.grants.get("/organisations", OFFICER, q="第30", **wanted)
        assert found["total"] == len(found["items"])
        return list(found["items"])

    async def is_blocked() -> bool:
        return [one["id"] for one in await shown(blocked=True)] == ["org-302"]

    await until(is_blocked)
    [funded, other] = await shown()
    assert (funded["id"], funded["projects"], funded["contract_fen"]) == ("org-301", 2, 4_000_000)
    assert (funded["paid_fen"], funded["unpaid_fen"], funded["blocked"]) == (0, 4_000_000, False)
    assert (other["legal"], other["projects"], other["contract_fen"]) == ("suspended", 0, 0)
    assert [one["id"] for one in await shown(sort="-name")] == ["org-302", "org-301"]
    assert [one["id"] for one in await shown(funded=True)] == ["org-301"]
    assert [one["id"] for one in await shown(funded=False)] == ["org-302"]


async def test_organisations_come_page_by_page_and_to_readers_of_grants_alone(office: Office) -> None:
    for number in range(310, 315):
        await registered(office, number)
    names, cursor = [], None
    while True:
        page = await office.grants.get(
            "/organisations", OFFICER, q="第31", limit=2, **({"cursor": cursor} if cursor else {})
        )
        names += [one["name"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert names == sorted(names)
    assert len(names) == 5
    await office.grants.get("/organisations", "rescue_worker", status=403)
