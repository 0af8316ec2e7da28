"""The due list and its filters, at the door."""

from datetime import timedelta

from tests.builders_rescue import ENTERED
from tests.rescue.station import Station


async def test_due_list_can_be_narrowed_to_what_is_overdue_and_counts_just_that(station: Station) -> None:
    await station.opened(temporary_label="无名氏 甲")
    station.clock.at = ENTERED + timedelta(hours=25)
    every = await station.get("/due")
    late = await station.get("/due", overdue="true")
    early = await station.get("/due", overdue="false")
    assert {one["code"] for one in late["items"]} == {"search_notice"}
    assert (late["total"], late["overdue"]) == (1, 1)
    assert (early["total"], early["overdue"]) == (every["total"] - 1, 0)
    assert not any(one["overdue"] for one in early["items"])


async def test_limit_is_overdue_from_the_instant_at_which_it_ends(station: Station) -> None:
    await station.opened(temporary_label="无名氏 甲")
    station.clock.at = ENTERED + timedelta(hours=24) - timedelta(milliseconds=400)
    before = await station.get("/due")
    assert (before["overdue"], before["items"][0]["overdue"]) == (0, False)
    station.clock.at = ENTERED + timedelta(hours=24)
    assert (await station.get("/due", overdue="true"))["total"] == 1
