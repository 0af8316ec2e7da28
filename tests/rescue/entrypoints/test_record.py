"""The record of a case is what its journal tells: the same lines as the case remembers, as of any day, and checked."""

from datetime import timedelta
from typing import Any

from services.rescue.case_record import lines_of
from services.rescue.domain.case import RescueCase
from shared.kernel.calendar import local_date
from shared.storage.journal import JOURNAL
from shared.storage.journal_reading import JournalReader
from tests.builders_rescue import ENTERED, FANG, HEAD
from tests.eventually import eventually
from tests.rescue.station import Station

PLACED = {"place": "hospital", "institution": "区人民医院", "reason": "发热"}


async def a_long_story(station: Station) -> str:
    """A case in which a great deal happened, over three days."""
    case_id = await station.opened(temporary_label="无名氏 甲")
    notice = await station.published(case_id)
    station.clock.move(timedelta(days=1))
    await station.do(f"/cases/{case_id}/handover", {"to": "li", "note": "周四再问"})
    await station.do(f"{notice}/withdrawal", {"reason": "照片不清"})
    station.clock.move(timedelta(days=1))
    await station.do(f"/cases/{case_id}/ability-reports", {"ability": "few_words", "said_by": "护理员王阿姨"})
    await eventually(lambda: time_has_passed(station))
    return case_id


async def time_has_passed(station: Station) -> bool:
    """Whether the clock has looked at everything that is due by now."""
    return not await station.host.stores["cases"].due(station.clock.now())


async def journal_and_memory(station: Station, case_id: str) -> tuple[list[Any], list[Any]]:
    case: RescueCase = await station.host.stores["cases"].get(case_id)
    journal = JournalReader(station.host.database, station.host.vault)
    return lines_of((await journal.record_of("cases", case_id)).told), case.history


async def all_moved(station: Station, case_id: str) -> bool:
    return not await station.host.reader.count("cases", {"_id": case_id, "journal.0": {"$exists": True}})


async def test_journal_tells_line_by_line_what_the_case_remembers(station: Station) -> None:
    case_id = await a_long_story(station)
    told, remembered = await journal_and_memory(station, case_id)
    assert told == remembered
    assert len({line.what for line in told}) >= 8
    await eventually(lambda: all_moved(station, case_id))
    file = await station.file(case_id)
    assert len(file["timeline"]) == len(told)
    entries = await station.host.reader.every(JOURNAL, {"subject": case_id})
    assert file["record"] | {"last_hash": "-"} == {
        "entries": len(entries),
        "last_hash": "-",
        "whole": True,
        "true_on": None,
        "known_on": None,
    }


async def test_record_is_asked_as_it_was_known_and_as_it_was_true_on_a_day(station: Station) -> None:
    case_id = await a_long_story(station)
    first = local_date(ENTERED)
    whole = [line["what"] for line in (await station.file(case_id))["timeline"]]
    early = await station.get(f"/cases/{case_id}", purpose="test", known_on=first.isoformat())
    then = [line["what"] for line in early["timeline"]]
    assert then == whole[-len(then) :]
    assert "notice_published" in then
    assert "notice_withdrawn" not in then
    assert early["record"]["known_on"] == first.isoformat()
    next_day = (first + timedelta(days=1)).isoformat()
    true = await station.get(f"/cases/{case_id}", purpose="test", true_on=next_day)
    assert "notice_withdrawn" in [line["what"] for line in true["timeline"]]
    assert "ability_reported" not in [line["what"] for line in true["timeline"]]
    assert true["notices"] == (await station.file(case_id))["notices"], "all but the record is as of now"


async def test_record_says_when_somebody_changed_the_journal(station: Station) -> None:
    case_id = await station.opened(temporary_label="无名氏 甲")
    journal = station.host.database[JOURNAL]
    await eventually(lambda: journal.count_documents({"subject": case_id}))
    await journal.update_one({"subject": case_id, "no": 1}, {"$set": {"by": "somebody-else"}})
    assert (await station.file(case_id))["record"]["whole"] is False


async def test_case_that_is_older_than_the_journal_keeps_its_history_and_goes_on(station: Station) -> None:
    case_id = await station.opened(temporary_label="无名氏 甲")
    cases = station.host.database["cases"]
    before = [line["what"] for line in (await station.file(case_id))["timeline"]]
    await eventually(lambda: station.host.database[JOURNAL].count_documents({"subject": case_id}))
    await station.host.database[JOURNAL].delete_many({"subject": case_id})
    await cases.update_one({"_id": case_id}, {"$unset": {"journal": "", "journal_head": ""}})
    assert [line["what"] for line in (await station.file(case_id))["timeline"]] == before
    await station.do(f"/cases/{case_id}/handover", {"to": "li", "note": "周四再问"})
    file = await station.file(case_id)
    assert [line["what"] for line in file["timeline"]] == ["case_handed_over", *before]
    assert file["record"]["entries"] == 2, "as migrated, and the hand-over"
    told, remembered = await journal_and_memory(station, case_id)
    assert told == remembered


async def test_entries_from_before_details_were_kept_hide_no_detail(station: Station) -> None:
    case_id = await a_long_story(station)
    await eventually(lambda: all_moved(station, case_id))
    before = (await station.file(case_id))["timeline"]
    journal, vault = station.host.database[JOURNAL], station.host.vault
    assert vault is not None
    for entry in await journal.find({"subject": case_id}).to_list(None):
        data = await vault.open(entry["data"])
        older = {name: value for name, value in data.items() if name not in ("detail", "case_no", "proposed_by")}
        await journal.update_one({"_id": entry["_id"]}, {"$set": {"data": await vault.seal(case_id, older)}})
    assert (await station.file(case_id))["timeline"] == before


async def test_only_who_cares_for_the_person_reads_the_record_and_the_read_is_logged(station: Station) -> None:
    case_id = await station.opened(temporary_label="无名氏 甲")
    await station.get(f"/cases/{case_id}", HEAD, purpose="test", known_on="2026-09-28")
    logged = await station.host.reader.every("access_log", {"subject": case_id, "actor": HEAD.id})
    assert len(logged) == 1
    assert FANG.id != HEAD.id


async def test_without_the_record_the_case_tells_the_same_lines_from_its_own_memory(station: Station) -> None:
    case_id = await a_long_story(station)
    whole = await station.file(case_id)
    plain = await station.get(f"/cases/{case_id}", purpose="test", record="false")
    assert plain == whole | {"record": None}
