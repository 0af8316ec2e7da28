"""A year of the working calendar is entered while the service runs, and what waited for it is dated by itself."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from shared.kernel.cause import Actor
from tests.builders_rescue import HEAD
from tests.holiday_notices import CORRECTED_2027, NOTICE_2027
from tests.rescue.station import Station

pytestmark = pytest.mark.servers

OPERATOR = Actor("yunwei", frozenset({"operator"}))


async def entered(station: Station, text: str, *, replaces: bool = False) -> Any:
    body = {"year": 2027, "notice": "国办发明电〔2026〕1号", "text": text, "replaces": replaces}
    return await station.do("/working-calendar", body, OPERATOR)


def dna(file: Any) -> Any:
    return next(limit for limit in file["limits"] if limit["code"] == "dna_request")


async def calendar_check(station: Station) -> Any:
    """What readiness says of the calendar."""
    ready = (await station.http.get("/health/ready")).json()
    return next(check for check in ready["checks"] if check["name"] == "calendar")


async def test_an_undated_limit_is_dated_after_the_year_was_entered_and_again_after_a_correction(
    station: Station,
) -> None:
    station.clock.move(timedelta(days=91))
    came = {"intake": {"arrival": "police", "entered_at": station.clock.now().isoformat()}}
    case_id = (await station.do("/cases", came))["id"]
    undated = dna(await station.file(case_id))
    assert (undated["due_at"], undated["calendar_missing"], undated["year_missing"]) == (None, True, 2027)
    due = (await station.get("/due"))["items"]
    assert [line["code"] for line in due if line["due_at"]] == ["search_notice"] == [due[0]["code"]]
    (line,) = [line for line in due if line["code"] == "dna_request"]
    assert (line["due_at"], line["year_missing"]) == (None, 2027)
    assert (await station.get("/limits", HEAD))["year_to_enter"] == 2027

    await entered(station, NOTICE_2027)
    first = dna(await station.until(case_id, lambda file: dna(file)["due_at"]))
    assert (first["due_at"], first["year_missing"]) == ("2027-01-07T16:00:00Z", None)

    station.clock.move(timedelta(seconds=1))
    await entered(station, CORRECTED_2027, replaces=True)
    file = await station.until(case_id, lambda file: dna(file)["due_at"] == "2027-01-08T16:00:00Z")
    dated = Counter(entry["detail"] for entry in file["timeline"] if entry["what"] == "deadline_dated")
    assert dated == {"dna_request": 2, "normal_stay": 1, "long_stay_report": 1, "settlement": 1}
    rules = await station.get("/limits", HEAD)
    assert (rules["year_to_enter"], rules["years"][0]["by"]) == (None, "yunwei")
    assert len(await station.host.reader.every("working_calendar", {})) == 2


async def test_the_list_says_that_the_next_end_is_not_known_and_for_which_year_that_waits(station: Station) -> None:
    station.clock.move(timedelta(days=91))
    came = {"intake": {"arrival": "police", "entered_at": station.clock.now().isoformat()}}
    case_id = (await station.do("/cases", came))["id"]
    (line,) = (await station.get("/cases"))["items"]
    assert (line["next_end"] is None, line["calendar_missing"], line["year_missing"]) == (False, False, None)
    await station.published(case_id)
    await station.file(case_id)
    (line,) = (await station.get("/cases"))["items"]
    assert (line["next_end"], line["calendar_missing"], line["year_missing"]) == (None, True, 2027)


async def test_what_would_move_is_told_before_a_year_is_entered_or_taken_back_and_nothing_is_kept(
    station: Station,
) -> None:
    station.clock.move(timedelta(days=91))
    came = {"intake": {"arrival": "police", "entered_at": station.clock.now().isoformat()}}
    case_id = (await station.do("/cases", came))["id"]
    body = {"year": 2027, "notice": "国办发明电〔2026〕1号", "text": NOTICE_2027}
    told = (await station.call("POST", "/working-calendar/trial", OPERATOR, body)).json()
    moves = {row["name_zh"]: (row["before"], row["after"]) for row in told["items"]}
    assert moves["报请公安机关采集 DNA"] == (None, "2027-01-07T16:00:00Z")
    assert (told["running"], told["total"], told["source"]) == (5, 4, "国办发明电〔2026〕1号")
    assert dna(await station.file(case_id))["due_at"] is None, "nothing is kept by asking"
    assert (await station.get("/limits", HEAD))["entries"] == []
    refused = await station.call("POST", "/working-calendar/trial", OPERATOR, {**body, "text": "1月1日放假"})
    assert (refused.status_code, refused.json()["slug"]) == (422, "holidays-missing")
    assert (await station.call("POST", "/working-calendar/trial", HEAD, body)).status_code == 403

    await entered(station, NOTICE_2027)
    station.clock.move(timedelta(seconds=1))
    await entered(station, CORRECTED_2027, replaces=True)
    await station.until(case_id, lambda file: dna(file)["due_at"] == "2027-01-08T16:00:00Z")
    year = (await station.get("/limits", OPERATOR))["years"][0]
    path = f"/working-calendar/entries/{year['entry']}"
    told = await station.get(f"{path}/trial", OPERATOR)
    moves = {row["name_zh"]: (row["before"], row["after"]) for row in told["items"]}
    assert moves["报请公安机关采集 DNA"] == ("2027-01-08T16:00:00Z", "2027-01-07T16:00:00Z")
    station.clock.move(timedelta(seconds=1))
    await station.do(f"{path}/taking-back", {"why": "更正录错了"}, OPERATOR)
    await station.until(case_id, lambda file: dna(file)["due_at"] == "2027-01-07T16:00:00Z")
    rules = await station.get("/limits", HEAD)
    assert [(row["takes_back"], row["holds"]) for row in rules["entries"]] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    again = await station.call("POST", f"{path}/taking-back", OPERATOR, {"why": "再撤一次"})
    assert (again.status_code, again.json()["slug"]) == (404, "no-such-calendar-entry")


async def test_readiness_names_the_year_from_november_on_and_stays_ready(station: Station) -> None:
    station.clock.move(timedelta(days=40))
    told = await calendar_check(station)
    assert (told["ok"], told["why"]) == (True, "enter the working calendar of 2027")
    await entered(station, NOTICE_2027)
    for _ in range(100):
        if not (await calendar_check(station))["why"]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the year still counts as missing after five seconds")
