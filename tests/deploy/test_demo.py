"""The example data: the article's figures come out, and loading twice on real services changes nothing."""

import uuid
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc.jwk import OKPKey

from deploy.demo.cases import STORIES, WORKER
from deploy.demo.client import Refused, Services, Staff
from deploy.demo.load import REGISTRAR, load
from deploy.demo.load_projects import OFFICER
from deploy.demo.office_days import is_office_day, last_office_day, office_day_of_year
from deploy.demo.organisations import REAL, as_csv, examples
from deploy.demo.projects import projects
from deploy.demo.talents import talents
from deploy.prepare import handled_types
from services.grants.main import SERVICE as GRANTS
from services.registry.adapters.rules_file import register_rules
from services.registry.adapters.spreadsheets import Spreadsheets
from services.registry.domain.kinds import OrganisationKind, Particular
from services.registry.domain.sheet import read_sheet
from services.registry.main import SERVICE as REGISTRY
from services.rescue.main import SERVICE as RESCUE
from shared.kernel.calendar import local_date
from shared.messaging.topology import declare_topology
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect, database
from tests.builders_registry import PLACES
from tests.running_services import api_of
from tests.servers import Servers


def test_769_organisations_of_which_339_were_founded_before_2017() -> None:
    rows = examples()
    assert len(rows) == len({row.code for row in rows}) == len({row.name for row in rows}) == 769
    assert sum(row.founded_on < date(2017, 1, 1) for row in rows) == 339
    assert max(row.founded_on for row in rows) < date(2020, 1, 1)
    assert len({row.street for row in rows}) == 12


def test_organisations_are_founded_on_days_on_which_offices_work() -> None:
    assert [row.name for row in examples() if not is_office_day(row.founded_on)] == []


def test_day_of_an_office_stays_in_its_year_and_the_last_one_lies_before_today() -> None:
    assert office_day_of_year(date(2017, 1, 1)) == date(2017, 1, 3)
    assert office_day_of_year(date(2016, 12, 31)) == date(2016, 12, 30)
    assert last_office_day(datetime(2026, 11, 30, 1, tzinfo=UTC)) == date(2026, 11, 27)


def test_named_organisations_of_the_article_come_first_and_the_others_are_marked_as_examples() -> None:
    rows = examples()
    assert [row.name for row in rows[:9]] == [name for name, *_ in REAL]
    assert not any(row.invented or row.legal_representative for row in rows[:9])
    assert all(row.invented for row in rows[9:])


def test_of_a_named_organisation_everything_is_marked_that_the_article_does_not_say() -> None:
    drafts = read_sheet(Spreadsheets().read("a.csv", as_csv()), PLACES, date(2020, 1, 1)).drafts
    always = {Particular(name) for name in ("uscc", "street_code", "address", "supervisor", "founded_on")}
    for draft, (name, *_, kind_is_told) in zip(drafts, REAL, strict=False):
        assert draft.particulars.name == name
        assert set(draft.invented_fields) == (always if kind_is_told else always | {Particular.KIND})
    assert all(draft.invented and not draft.invented_fields for draft in drafts[9:])


def test_the_sheet_has_no_problem_and_is_the_same_on_every_run() -> None:
    reading = read_sheet(Spreadsheets().read("a.csv", as_csv()), PLACES, date(2020, 1, 1))
    assert (len(reading.drafts), reading.problems) == (769, ())
    assert as_csv() == as_csv()


def test_62_projects_of_31_organisations_in_three_rounds_and_seven_fields_come_to_1230000_yuan() -> None:
    made = projects()
    assert (len(made), len({one.organisation_code for one in made})) == (62, 31)
    assert sum(one.amount_fen for one in made) == 123_000_000
    assert all(sum(part.amount_fen for part in one.instalments) == one.amount_fen for one in made)
    assert Counter(one.round for one in made) == {2018: 18, 2019: 21, 2020: 23}
    assert len({one.field for one in made}) == 7
    founded = {row.code: row.founded_on for row in examples()}
    assert all(founded[one.organisation_code] < one.signed_on for one in made)
    assert made == projects()


def test_payments_and_reports_of_projects_are_of_days_on_which_banks_and_offices_work_and_in_order() -> None:
    for part in (part for one in projects() for part in one.instalments):
        assert part.reported_on < part.accepted_on < part.paid_on
        assert all(is_office_day(day) for day in (part.reported_on, part.accepted_on, part.paid_on)), part


def test_a_woman_from_fuyang_is_in_the_talent_pool_and_everybody_is_marked_as_an_example() -> None:
    people = talents()
    assert len({one["display_name"] for one in people}) == 40
    assert all(one["invented"] and one["native_code"] in PLACES.places for one in people)
    assert any(one["native_code"].startswith("3412") for one in people)


def test_no_story_uses_up_the_search_for_an_interpreter() -> None:
    assert not any("interpreter" in step.path for story in STORIES for step in story.steps)


def test_no_story_tells_of_something_before_its_cause_or_after_it_is_told() -> None:
    for story in STORIES:
        times = [step.after for step in story.steps if step.after is not None]
        assert times == sorted(times)
        assert timedelta(0) < times[0]
        assert times[-1] < story.entered_before < timedelta(hours=24)


@pytest.fixture
async def services(servers: Servers, tmp_path: Path) -> AsyncIterator[Services]:
    """Registry, grants and rescue on real servers, called in this process."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    amqp_url = servers.vhost_url(name)
    private = Ed25519PrivateKey.generate()
    public, master = tmp_path / "actor.pub.pem", tmp_path / "master.key"
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    master.write_bytes(bytes(range(96)))
    await declare_topology(amqp_url, handled_types())
    given = {"mongo_url": servers.mongo_url, "amqp_url": amqp_url, "database_prefix": f"{name}_"}
    client = connect(servers.mongo_url)
    mounts: dict[str, Any] = {}
    async with AsyncExitStack() as stack:
        for spec in (REGISTRY, GRANTS, RESCUE):
            await create_indexes(database(client, f"{name}_{spec.name}"), spec.plan)
            api = api_of(spec, spec.settings(**given, actor_public_key=public, master_key=master))
            await stack.enter_async_context(api.router.lifespan_context(api))
            mounts[f"http://{spec.name}"] = httpx.ASGITransport(api, raise_app_exceptions=False)
        http = await stack.enter_async_context(httpx.AsyncClient(mounts=mounts, timeout=60))
        key = OKPKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        yield Services({spec: f"http://{spec}" for spec in ("registry", "grants", "rescue")}, key, http)
    for spec in (REGISTRY, GRANTS, RESCUE):
        await client.drop_database(f"{name}_{spec.name}")
    client.close()
    servers.management.drop_vhost(name)


async def what_stands(services: Services) -> dict[str, Any]:
    """The figures of the three services."""
    statistics = await services.get(REGISTRAR, "registry", "/statistics")
    pool = await services.get(REGISTRAR, "registry", "/talents", why="核对示例数据", limit=1)
    totals = await services.get(OFFICER, "grants", "/totals")
    cases = await services.get(Staff(*WORKER), "rescue", "/cases")
    return {"registry": statistics, "pool": pool["total"], "grants": totals, "cases": cases["items"]}


@pytest.mark.servers
async def test_loading_twice_gives_the_figures_of_the_article_once(services: Services) -> None:
    said: list[str] = []
    await load(services, said.append)
    once = await what_stands(services)
    assert once["registry"]["total"] == 769
    (growth,) = once["registry"]["quoted"]
    assert (growth["percent"], growth["reproduced"]) == (44, False)
    computed = {name: growth[name] for name in ("first", "last", "compound", "total", "share")}
    assert computed == {"first": 339, "last": 769, "compound": 314, "total": 1268, "share": 441}
    years = {row["year"]: row["up_to_year_end"] for row in once["registry"]["by_year"]}
    assert (years[2016], years[2019]) == (339, 769)
    assert (once["registry"]["invented"], once["registry"]["by_standing"]) == (760, {"abnormal": 3, "clear": 766})
    assert once["pool"] == 40
    assert [case["label"] for case in once["cases"]] == [story.label for story in reversed(STORIES)]
    await the_stories_stand_as_told(services, once["cases"])
    projects_there = await services.get(OFFICER, "grants", "/projects", limit=200)
    assert projects_there["total"] == 62
    assert sum(one["contract_fen"] for one in projects_there["items"]) == 123_000_000
    assert sum(one["unpaid_fen"] for one in projects_there["items"]) > 0
    await every_date_is_possible(services, projects_there["items"])
    await load(services, said.append)
    assert await what_stands(services) == once
    assert len(said) == 12


async def every_date_is_possible(services: Services, projects_there: list[dict[str, Any]]) -> None:
    """Nothing before its cause or in the future, and money and lists only on days on which offices and banks work."""
    for line in projects_there:
        page = await services.get(OFFICER, "grants", f"/projects/{line['id']}")
        assert page["invented"]
        began: dict[str, list[str]] = {}
        for entry in reversed(page["timeline"]):
            day = local_date(datetime.fromisoformat(entry["at"]))
            assert is_office_day(day), entry
            assert page["agreement"]["signed_on"] <= day.isoformat() or entry["what"].startswith("account"), entry
            assert entry["at"] <= entry["recorded_at"], entry
            began.setdefault(entry["what"], []).append(entry["at"])
        first = {what: days[0] for what, days in began.items()}
        assert first["opened"] < first["planned"] < first["plan_approved"] < first["paid"]
        assert first["account_entered"] < first["account_verified"] < first["paid"]
        if len(began["paid"]) == 2:
            assert first["report_submitted"] < first["report_accepted"] < began["paid"][1]
    listed = await services.get(REGISTRAR, "registry", "/organisations", standing="abnormal")
    for line in listed["items"]:
        page = await services.get(REGISTRAR, "registry", f"/organisations/{line['id']}")
        for reason in page["reasons"]:
            day = local_date(datetime.fromisoformat(reason["listed_at"]))
            assert is_office_day(day)
            assert page["founded_on"] < day.isoformat() <= reason["listed_recorded_at"][:10]
            if reason["year"]:
                rule = register_rules().report(reason["year"], OrganisationKind(page["kind"]))
                assert rule is not None
                assert rule.due_on(reason["year"]) < day


async def the_stories_stand_as_told(services: Services, cases: list[dict[str, Any]]) -> None:
    """The man's notice is public within the first day and the police have answered once; the woman's limits run."""
    man, woman = [
        await services.get(Staff(*WORKER), "rescue", f"/cases/{case['id']}", purpose="核对示例数据") for case in cases
    ]
    assert {limit["state"] for limit in woman["limits"]} == {"open"}
    states = {limit["code"]: limit["state"] for limit in man["limits"]}
    assert (states["search_notice"], states["dna_request"], states["police_dna_reply"]) == ("met", "met", "open")
    (notice,) = man["notices"]
    (place,) = notice["publications"]
    assert (notice["state"], notice["approved_by"], place["by"]) == ("published", "zhanzhang", "jiuzhu")
    assert (place["channel"], "示例" in place["reference"]) == ("national_site", True)
    assert [inquiry["reply"] is not None for inquiry in man["inquiries"]] == [True, False]
    for case in (man, woman):
        assert all(case["entered_at"] <= line["at"] <= line["recorded_at"] for line in case["timeline"])


async def test_a_project_of_an_organisation_that_grants_has_not_heard_of_yet_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unknown = httpx.Response(404, json={"slug": "organisation-unknown"})
    answers = [unknown, unknown, httpx.Response(201, json={"id": "p1"})]
    monkeypatch.setattr("deploy.demo.client.asyncio.sleep", AsyncMock())
    key = OKPKey.generate_key("Ed25519")
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: answers.pop(0))) as http:
        services = Services({"grants": "http://grants"}, key, http)
        assert (await services.give(OFFICER, "grants", "/projects", "k", json={})) == {"id": "p1"}


async def test_a_project_of_an_organisation_that_is_never_heard_of_is_refused_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("deploy.demo.client.asyncio.sleep", AsyncMock())
    key = OKPKey.generate_key("Ed25519")
    never = httpx.MockTransport(lambda _: httpx.Response(404, json={"slug": "organisation-unknown"}))
    async with httpx.AsyncClient(transport=never) as http:
        with pytest.raises(Refused, match="organisation-unknown"):
            await Services({"grants": "http://grants"}, key, http).give(OFFICER, "grants", "/projects", "k", json={})
