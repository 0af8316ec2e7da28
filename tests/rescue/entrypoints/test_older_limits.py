"""The limits of cases stored before they began by themselves: they begin once, when the service starts on them."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.rescue.adapters.older_cases import OlderCases
from services.rescue.entrypoints.clock import beginning_search
from shared.clock.loop import PassTimeLoop
from tests.rescue.entrypoints.test_search import FROM_ENTRY, limit_of
from tests.rescue.older_cases import OlderCasesFile, as_then, in_order, of_before
from tests.rescue.station import Station
from tests.running_services import until

pytestmark = pytest.mark.servers

FLAT, PARTS = OlderCasesFile.read("flat_cases.json"), OlderCasesFile.read("parts_cases.json")


async def begun(station: Station) -> bool:
    """Whether no case is left whose limits have not begun."""
    return not await OlderCases(station.host.database).find(station.clock.now(), 10)


@pytest.fixture(params=[FLAT, PARTS], ids=["flat", "parts"])
async def old(
    request: pytest.FixtureRequest, mongo_url: str, vhost_url: str, database: str, tmp_path: Path
) -> AsyncIterator[tuple[OlderCasesFile, Station]]:
    """A station that started on old documents and has let their limits begin."""
    async with request.param.station(mongo_url, vhost_url, database, tmp_path) as station:
        await until(lambda: begun(station))
        yield request.param, station


@pytest.fixture
async def station(mongo_url: str, vhost_url: str, database: str, tmp_path: Path) -> AsyncIterator[Station]:
    """As ``old``, on the cases that have parts."""
    async with PARTS.station(mongo_url, vhost_url, database, tmp_path) as opened:
        await until(lambda: begun(opened))
        yield opened


async def files(old: OlderCasesFile, station: Station) -> dict[str, Any]:
    """Every case that can be read, by its name."""
    names = [name for name, answer in old.answers.items() if answer["status"] == 200]
    return {name: await station.file(old.id_of(name)) for name in names}


async def test_the_limits_of_everybody_in_care_run_and_of_nobody_else(old: tuple[OlderCasesFile, Station]) -> None:
    for name, file in (await files(*old)).items():
        then, codes = old[0].answers[name]["body"], {limit["code"] for limit in file["limits"]}
        if file["custody"] in ("reported", "departed"):
            assert codes == {limit["code"] for limit in then["limits"]}, name
        elif file["identity"] == "searching":
            assert codes >= set(FROM_ENTRY), name
        else:
            assert codes == {limit["code"] for limit in then["limits"]} | {"normal_stay"}, name
        assert {limit["anchor"] for limit in file["limits"] if limit["code"] in FROM_ENTRY} <= {file["entered_at"]}


async def test_what_was_met_stays_met_and_what_was_missed_stays_missed(old: tuple[OlderCasesFile, Station]) -> None:
    for name, file in (await files(*old)).items():
        for limit in old[0].answers[name]["body"]["limits"]:
            if limit["released_at"] is None:
                now = limit_of(file, limit["code"])
                same = ("state", "met_at", "late_reason", "due_at", "anchor", "rule_version")
                assert [now[field] for field in same] == [limit[field] for field in same], name


async def test_nothing_is_invented_for_the_past(old: tuple[OlderCasesFile, Station]) -> None:
    for name, file in (await files(*old)).items():
        then = old[0].answers[name]["body"]
        lines = in_order(then["timeline"] if "timeline" in then else then["history"])
        assert as_then(of_before(file["timeline"]), lines) == lines, name
        assert all(entry["by"] is None for entry in file["timeline"] if entry["recorded_at"]), name
        assert all((one["publications"], one["approved_at"]) == ([], None) for one in file["notices"]), name


async def test_they_begin_once_however_often_one_looks(old: tuple[OlderCasesFile, Station]) -> None:
    older = OlderCases(old[1].host.database)
    agrees = old[1].host.server_clock.agrees
    again = PassTimeLoop(older.find, beginning_search(old[1].app), old[1].clock, timedelta(minutes=1), agrees)
    assert await again.once() == 0
    for name, file in (await files(*old)).items():
        limits = [(limit["code"], limit["about"]) for limit in file["limits"]]
        assert len(limits) == len(set(limits)), name
        assert [entry["what"] for entry in file["timeline"]].count("search_started") <= 1, name


async def test_who_was_never_searched_for_is_searched_for_from_the_entry_on(station: Station) -> None:
    for name in ("unknown", "ten_years"):
        file = await station.file(PARTS.id_of(name))
        (line,) = [entry for entry in file["timeline"] if entry["what"] == "search_started"]
        assert (file["identity"], line["at"], line["by"]) == ("searching", file["entered_at"], None)
        assert line["recorded_at"] == PARTS.read_at.isoformat().replace("+00:00", "Z")


async def test_who_came_before_a_limit_was_law_has_it_from_its_first_day_and_it_is_told_as_missed(
    station: Station,
) -> None:
    case_id = PARTS.id_of("ten_years")
    file = await station.until(
        case_id, lambda file: all(limit["state"] == "missed" for limit in file["limits"]) and file["limits"]
    )
    ends = {limit["code"]: limit["due_at"][:10] for limit in file["limits"]}
    assert ends["search_notice"] == "2015-08-20"
    assert set(ends) == set(FROM_ENTRY)
    assert min(ends.values()) >= "2014-08-01"


async def test_a_request_and_a_notice_of_before_get_the_limits_that_follow_from_them(station: Station) -> None:
    asked = await station.file(PARTS.id_of("full"))
    reply = limit_of(asked, "police_dna_reply")
    assert (reply["anchor"], reply["about"]) == (asked["inquiries"][0]["at"], asked["inquiries"][0]["id"])
    for name in ("public", "missed"):
        file = await station.file(PARTS.id_of(name))
        refresh = limit_of(file, "notice_refresh")
        assert (refresh["anchor"], refresh["state"]) == (file["notices"][0]["published_at"], "open")
    assert "notice_refresh" not in {limit["code"] for limit in asked["limits"]}, "its notice was withdrawn"
