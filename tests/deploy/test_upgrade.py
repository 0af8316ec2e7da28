"""An installation of before acts had two times goes on in place: nothing lost, clocks right, nothing invented.

Commit 9c0218a wrote ``data/demo_before_two_times.json.xz``; the README beside it tells how.
"""

import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from services.rescue.adapters.older_cases import OlderCases
from shared.storage.mongo import connect
from tests.deploy.upgraded_journals import wrong_in_journals
from tests.deploy.upgrading import SAID_SINCE, SPECS, OldInstallation, everything, listed, lost, said_since, unsent
from tests.rescue.entrypoints.test_search import FROM_ENTRY
from tests.rescue.older_cases import as_then, in_order, of_before
from tests.running_services import Office
from tests.servers import Servers

pytestmark = pytest.mark.servers

OLD = OldInstallation.read("demo_before_two_times.json.xz")
REGISTRAR, OFFICER, HEAD = "registrar", "grants_officer", "station_head"
BEGUN = {"identity", "in_care_s", "timeline", "limits", "next_limit", "next_step"}
"""What moves on in a case whose limits begin."""
KEPT = ("state", "anchor", "due_at", "met_at", "late_reason", "rule_version")
"""What stays in a limit that ran."""

CLOCKS = {
    "registered": [],
    "suspended": [("suspension_ends", "2027-03-01T16:00:00Z")],
    "abnormal": [("becomes_serious", "2028-11-30T16:00:00Z")],
    "deregistered": [("name_is_free", "2027-11-30T16:00:00Z")],
    "revoked": [("name_is_free", "2029-11-30T16:00:00Z")],
}
"""What runs in an organisation of this state; everything was entered on 30 November 2026, after midnight there."""


@pytest.fixture(scope="module")
def names(servers: Servers) -> Iterator[str]:
    """A name that is free: for databases, and for a virtual host."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    yield name
    servers.management.drop_vhost(name)


@pytest.fixture(scope="module")
async def twice(servers: Servers, names: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    """The upgraded office, started a second time, and what it had stored before that."""
    prefix, home = f"{names}_", tmp_path_factory.mktemp("upgraded")
    client = connect(servers.mongo_url)
    await OLD.restore(client, prefix)
    where = (servers.mongo_url, servers.vhost_url(names), prefix, home)
    async with OLD.upgraded(*where) as office:
        first = await everything(office)
    async with OLD.upgraded(*where) as office:
        yield office, first
    for spec in SPECS:
        await client.drop_database(f"{prefix}{spec.name}")
    await client.drop_database(f"{prefix}gateway")
    client.close()


@pytest.fixture(scope="module")
def office(twice: Any) -> Office:
    """The upgraded office."""
    found: Office = twice[0]
    return found


async def file_of(office: Office, id_: str) -> Any:
    """The case, whole."""
    return await office.rescue.get(f"/cases/{id_}", HEAD, purpose="看旧个案")


def without_reason_of_clearing(then: Any) -> Any:
    """A page of then without the reason of a clearing, of which the timeline told nothing then."""
    line = [
        {name: value for name, value in entry.items() if (entry["what"], name) != ("cleared", "code")}
        for entry in then.get("timeline", ())
    ]
    return then | ({"timeline": line} if line else {})


async def test_every_organisation_is_there_as_it_was(office: Office) -> None:
    now = {one["id"]: one for one in await listed(office, "registry", "/organisations", REGISTRAR)}
    assert len(now) == len(OLD.answers["organisations"]) == 769
    assert [found for one in OLD.answers["organisations"] for found in lost(now[one["id"]], one, one["name"])] == []
    for id_ in now:
        page = await office.registry.get(f"/organisations/{id_}", REGISTRAR)
        then = OLD.answers["organisation"].get(id_, {})
        assert lost(page, without_reason_of_clearing(then), page["name"]) == []
        cleared = {(one["cleared_at"], one["code"], one["year"]) for one in page["reasons"] if not one["open"]}
        assert {
            (one["at"], one["code"], one["year"]) for one in page["timeline"] if one["what"] == "cleared"
        } == cleared
    assert lost(await office.registry.get("/statistics", REGISTRAR), OLD.answers["statistics"]) == []


async def test_imports_and_the_talent_pool_are_as_they_were(office: Office) -> None:
    assert lost(await listed(office, "registry", "/imports", REGISTRAR), OLD.answers["imports"]) == []
    now = {one["id"]: one for one in await listed(office, "registry", "/talents", REGISTRAR, why="看旧数据")}
    assert len(now) == len(OLD.answers["talents"]) == 39
    assert [found for one in OLD.answers["talents"] for found in lost(now[one["id"]], one, one["id"])] == []


def told_with_terms(entry: dict[str, Any]) -> dict[str, Any]:
    """A line of then in the words of now: corrections of an amount tell of it among the terms that they change."""
    if not entry["what"].startswith("amount_"):
        return entry
    terms = {"changed": ["amount_fen"], "after": {"amount_fen": entry["amount_fen"]}}
    return entry | {"what": entry["what"].replace("amount_", "correction_"), "amount_fen": None, "terms": terms}


async def test_every_project_and_every_sum_is_as_it_was(office: Office) -> None:
    assert len(await listed(office, "grants", "/projects", OFFICER)) == len(OLD.answers["project"]) == 62
    for id_, then in OLD.answers["project"].items():
        page = await office.grants.get(f"/projects/{id_}", OFFICER)
        assert (page["waiting_correction"] is None) == (then["waiting_amount"] is None)
        line = [told_with_terms(one) for one in then["timeline"]]
        known = {name: value for name, value in then.items() if name != "waiting_amount"} | {"timeline": line}
        assert lost(page, known, page["number"]) == []
    totals = await office.grants.get("/totals", OFFICER)
    assert lost(totals, OLD.answers["totals"]) == []
    assert (totals["everything"]["contract_fen"], totals["reconciled"]) == (123_000_000, True)


async def test_what_waited_for_a_second_person_still_waits(office: Office) -> None:
    waited = {project for project, page in OLD.answers["project"].items() if page["waiting_amount"]}
    found = await listed(office, "grants", "/projects", OFFICER, correction_waits=True)
    assert {one["id"] for one in found} == waited
    work = (await office.grants.get("/waiting-work", "centre_admin"))["items"]
    assert {one["project_id"] for one in work if one["step"] == "approve_correction"} == waited
    assert len(waited) == 2


async def test_every_case_is_as_it_was_but_for_the_limits_that_began(office: Office) -> None:
    for id_, then in OLD.answers["case"].items():
        now, lines = await file_of(office, id_), in_order(then["timeline"])
        known = {name: value for name, value in then.items() if name not in BEGUN}
        assert lost(as_then(now, known), known, now["case_no"]) == []
        assert lost(as_then(of_before(now["timeline"]), lines), lines) == []
        assert now["identity"] == (
            "searching" if then["identity"] == "unknown" and then["entered_at"] else then["identity"]
        )
        for limit in then["limits"]:
            kept = next(one for one in now["limits"] if one["code"] == limit["code"])
            if limit["released_at"] is None:
                assert [kept[name] for name in KEPT] == [limit[name] for name in KEPT], (now["case_no"], kept["code"])
    erased = OLD.content["cases"]["erased"]
    await office.rescue.get(f"/cases/{erased}", HEAD, status=410, purpose="看旧个案")


async def test_whoever_is_in_care_and_unknown_has_every_limit_once_from_the_true_entry(office: Office) -> None:
    unknown = 0
    for id_, then in OLD.answers["case"].items():
        now = await file_of(office, id_)
        codes = [(limit["code"], limit["about"]) for limit in now["limits"]]
        assert len(codes) == len(set(codes)), now["case_no"]
        if then["custody"] in ("reported", "departed"):
            assert {limit["code"] for limit in now["limits"]} == {limit["code"] for limit in then["limits"]}
        elif then["identity"] != "stated_by_self":
            unknown += 1
            of_entry = [limit for limit in now["limits"] if limit["code"] in FROM_ENTRY]
            assert {limit["code"] for limit in of_entry} == set(FROM_ENTRY), now["case_no"]
            assert {limit["anchor"] for limit in of_entry} == {then["entered_at"]}
            assert now["identity"] == "searching"
    assert unknown == 5
    stated = await file_of(office, OLD.content["cases"]["stated"])
    paused = {limit["code"]: limit["paused"] for limit in stated["limits"]}
    assert paused == {"search_notice": True, "dna_request": True, "normal_stay": False}
    assert not await OlderCases(office.rescue.host.database).find(office.rescue.host.clock.now(), 1)


async def test_organisations_have_the_clocks_that_follow_from_what_is_known(office: Office) -> None:
    stored = {one["_id"]: one async for one in office.registry.host.database["organisations"].find()}
    assert all(one["state"]["clocks"] is not None for one in stored.values())
    for id_, then in OLD.answers["organisation"].items():
        state = "abnormal" if then["standing"] == "abnormal" else then["status"]
        until = stored[id_]["state"]["steps"][-1]["until"] if then["status"] == "suspended" else None
        clocks = [] if state == "suspended" and until is None else CLOCKS[state]
        found = [(one["code"], one["due_at"]) for one in stored[id_]["state"]["clocks"]]
        assert found == clocks, then["name"]
        assert (stored[id_]["next_due_at"] is None) == (clocks == [])


async def test_nothing_is_invented_for_the_past(office: Office) -> None:
    for id_ in OLD.answers["case"]:
        now = await file_of(office, id_)
        assert len(of_before(now["timeline"])) == len(OLD.answers["case"][id_]["timeline"])
        assert all((one["publications"], one["approved_at"]) == ([], None) for one in now["notices"])
        assert (now["identity_checks"], now["duty_papers"], now["departure_corrections"]) == ([], [], [])
        assert now["person"]["signs"] == {"found": "not_assessed", "assessed_by": ""}
    left = (await file_of(office, OLD.content["cases"]["left"]))["leaving"]
    assert (left["by"], left["recorded_at"], left["alone"]["assessed_by"]) == ("jiuzhu", None, None)
    for id_ in OLD.answers["project"]:
        page = await office.grants.get(f"/projects/{id_}", OFFICER)
        assert page["payee_account"]["state"] == "missing"
        assert all(entry["recorded_at"] == entry["at"] for entry in page["timeline"])
        for part in page["instalments"]:
            assert (part["report"], part["report_need"], part["report_state"]) == (None, None, "unknown")
            assert (part["approved_by"], part["account"]) == (None, None)
    for id_ in OLD.answers["organisation"]:
        page = await office.registry.get(f"/organisations/{id_}", REGISTRAR)
        assert all(entry["recorded_at"] == entry["at"] and not entry["evidence"] for entry in page["timeline"])
        assert (page["grounds"], page["changes"]) == ([], [])


async def test_acts_of_before_have_one_time_which_is_when_they_were_written_down(office: Office) -> None:
    wanted = {}
    for id_, one in OLD.documents("registry", "organisations").items():
        wanted[id_] = [step["at"] for step in one["state"]["steps"]]
        wanted[id_] += [reason["listed_at"] for reason in one["state"]["reasons"]]
    for id_, times in wanted.items():
        if times:
            page = await office.registry.get(f"/organisations/{id_}", REGISTRAR)
            assert set(times) <= {entry["recorded_at"] for entry in page["timeline"]}


async def test_what_was_not_sent_yet_was_understood(office: Office) -> None:
    """Three documents still held events of the old shape while the broker was away."""
    then = OLD.stored
    waiting = [
        event
        for service in then
        for kept in then[service].values()
        for document in kept["documents"]
        for event in document.get("outbox", ())
    ]
    assert {event["type"] for event in waiting} == {
        "registry.organisation.deregistered.v1",
        "registry.organisation.reason_cleared.v1",
        "registry.organisation.standing_restored.v1",
        "rescue.deadline.missed.v1",
    }
    assert await unsent(office) == []
    standings = office.grants.host.database["standings"]
    for event in waiting:
        if event["type"].startswith("registry."):
            standing = await standings.find_one({"_id": event["subject"]})
            assert standing is not None
            legal = "deregistered" if "deregistered" in event["type"] else "registered"
            assert (standing["state"]["legal"], standing["state"]["open_reasons"]) == (legal, 0)
        else:
            about = {"state.announcement.duty.case_id": event["subject"]}
            assert await office.notify.host.database["items"].find_one(about)
    for service in office.services.values():
        assert await service.host.reader.every("unfinished", {}) == []


async def test_grants_knows_what_every_organisation_of_before_is_called(office: Office) -> None:
    names = {one["id"]: one["name"] for one in OLD.answers["organisations"]}
    standings = office.grants.host.database["standings"]
    assert {one["_id"]: one["state"]["names"] async for one in standings.find()} == {
        id_: [{"name": name, "since": None}] for id_, name in names.items()
    }


async def test_every_item_of_the_inbox_is_there(office: Office) -> None:
    for service, collections in (("notify", ("items", "deliveries", "contacts")), ("rescue", ("counters",))):
        for collection in collections:
            kept = office.services[service].host.database[collection]
            assert set(OLD.documents(service, collection)) <= {one["_id"] async for one in kept.find()}
    for role, then in OLD.answers["inbox"].items():
        now = {one["id"]: one for one in (await office.notify.get("/inbox", role, limit=200))["items"]}
        for item in then:
            assert item["role"] is None or lost(now[item["id"]], item, item["title_zh"]) == []


async def test_everything_of_before_begins_its_journal_as_it_was_and_every_journal_is_whole(office: Office) -> None:
    assert await wrong_in_journals(office, OLD) == []


async def test_a_second_start_changes_nothing(twice: Any) -> None:
    office, first = twice
    assert await everything(office) == first


async def test_events_of_before_are_kept_as_they_were_sent(office: Office) -> None:
    for service in ("registry", "grants", "rescue", "notify"):
        now = {one["_id"]: one async for one in office.services[service].host.database["events"].find()}
        then = OLD.logged(service)
        assert {id_: now.get(id_) for id_ in then} == then


async def test_what_is_said_of_the_past_since_is_what_was_known_or_that_it_is_unknown(office: Office) -> None:
    """A field that came since may hold what another field held then, or say that nothing is known: each stands here."""
    asked = (("rescue", "cases", "case", HEAD), ("grants", "projects", "project", OFFICER))
    found = set()
    for service, path, name, role in (*asked, ("registry", "organisations", "organisation", REGISTRAR)):
        purpose = {"purpose": "看旧个案"} if service == "rescue" else {}
        for id_, then in OLD.answers[name].items():
            now = await office.services[service].get(f"/{path}/{id_}", role, **purpose)
            found |= {f"{service}{at}" for at, _ in said_since(now, then)}
    assert found == SAID_SINCE
