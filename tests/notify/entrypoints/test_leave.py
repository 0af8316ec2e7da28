"""What somebody on leave has open, on real servers: it is the substitute's too while the leave lasts, and no longer."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.contracts.contract import Contract
from shared.contracts.rescue import AbilityImproved, InterviewTaskSettled
from shared.kernel.calendar import SHANGHAI
from shared.kernel.ids import new_id
from tests.running_services import Office, until

pytestmark = pytest.mark.servers
AWAY, SUBSTITUTE, ADMIN = "rescue_worker", "station_head", "centre_admin"
"""Each is a person named after the role."""


async def items(office: Office, case_no: str, who: str, tab: str = "all") -> list[dict[str, Any]]:
    found = await office.notify.get("/inbox", who, tab=tab, limit=200)
    return [item for item in found["items"] if case_no in item["title_zh"]]


async def tell(office: Office, event: Contract, sequence: int = 1) -> None:
    await office.tell(event, event.payload()["case_id"], sequence)


async def asked(office: Office, case_no: str) -> str:
    """The one who will be away is asked to interview somebody again; the id of the case."""
    case_id = new_id()
    await tell(office, AbilityImproved(case_id=case_id, case_no=case_no, responsible=AWAY))

    async def has_it() -> bool:
        return bool(await items(office, case_no, AWAY))

    await until(has_it)
    return case_id


async def leave(office: Office, days: tuple[int, int] | None) -> None:
    """The leave from so many days after today to so many; None for no leave."""
    today = datetime.now(SHANGHAI).date()
    on = [(today + timedelta(days=one)).isoformat() for one in days or ()]
    away = {"from_on": on[0], "until_on": on[1], "substitute": SUBSTITUTE} if days else None
    both = {"roles": [AWAY, SUBSTITUTE], "email": None}
    await office.notify.put(f"/contacts/{SUBSTITUTE}", both, ADMIN)
    await office.notify.put(f"/contacts/{AWAY}", {"roles": [AWAY], "email": None, "away": away}, ADMIN)


async def roles_end(office: Office) -> None:
    """The substitute holds no role any more that the one away holds."""
    await office.notify.put(f"/contacts/{SUBSTITUTE}", {"roles": [SUBSTITUTE], "email": None}, ADMIN)


async def test_what_came_before_a_leave_is_the_substitutes_while_it_lasts_and_comes_back(office: Office) -> None:
    await asked(office, "救2026-0901")
    assert await items(office, "救2026-0901", SUBSTITUTE) == []
    unread = (await office.notify.get("/inbox", SUBSTITUTE))["unread"]["todo"]
    await leave(office, (0, 1))
    [shown] = await items(office, "救2026-0901", SUBSTITUTE, tab="todo")
    assert (shown["instead_of"], shown["read_at"]) == (AWAY, None)
    assert {one["name"]: one["allowed"] for one in shown["allowed_actions"]}["read_item"] is True
    assert (await office.notify.get("/inbox", SUBSTITUTE))["unread"]["todo"] == unread + 1
    await office.notify.post(f"/inbox/{shown['id']}/read", {}, SUBSTITUTE)
    assert (await items(office, "救2026-0901", SUBSTITUTE))[0]["read_at"]
    assert (await items(office, "救2026-0901", AWAY))[0]["read_at"] is None
    await office.notify.post(f"/inbox/{shown['id']}/read", {}, "finance", status=403)
    await roles_end(office)
    assert await items(office, "救2026-0901", SUBSTITUTE) == [], "nothing more once no role is shared"
    await leave(office, (0, 1))
    assert len(await items(office, "救2026-0901", SUBSTITUTE)) == 1
    await leave(office, None)
    assert await items(office, "救2026-0901", SUBSTITUTE) == []
    assert (await office.notify.post(f"/inbox/{shown['id']}/read", {}, SUBSTITUTE, status=403))[
        "slug"
    ] == "not-your-item"
    assert len(await items(office, "救2026-0901", AWAY)) == 1


async def test_leave_that_has_not_begun_or_is_over_shows_nothing(office: Office) -> None:
    await asked(office, "救2026-0902")
    for days in ((1, 3), (-3, -1)):
        await leave(office, days)
        assert await items(office, "救2026-0902", SUBSTITUTE) == []
    await leave(office, None)


async def test_what_comes_during_a_leave_is_shown_once_and_goes_when_the_leave_ends(office: Office) -> None:
    await leave(office, (0, 1))
    case_id = await asked(office, "救2026-0903")

    async def passed_on() -> bool:
        found = await office.notify.host.stores["items"].collection.count_documents({"state.instead_of": AWAY})
        return found > 0 and len(await items(office, "救2026-0903", SUBSTITUTE)) == 1

    await until(passed_on)
    [item] = await items(office, "救2026-0903", SUBSTITUTE)
    assert item["instead_of"] == AWAY
    await leave(office, None)
    assert await items(office, "救2026-0903", SUBSTITUTE) == []
    await leave(office, (0, 1))
    assert len(await items(office, "救2026-0903", SUBSTITUTE)) == 1
    await tell(office, InterviewTaskSettled(case_id=case_id), 2)

    async def settled() -> bool:
        return all(one["settled_at"] for one in await items(office, "救2026-0903", AWAY))

    await until(settled)
    await leave(office, None)
    [kept] = await items(office, "救2026-0903", SUBSTITUTE)
    assert kept["settled_at"], "what was dealt with during the leave stays to be looked up"
