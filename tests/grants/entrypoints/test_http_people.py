"""Tests over HTTP of what several people do: what waits for whom, sealed accounts, corrections, older documents."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.grants.adapters.project_view import FORMS
from shared.view_refresh import ViewRefresh
from tests.eventually import eventually
from tests.grants.entrypoints.test_http import FINANCE, HEAD, NUMBER, OFFICER, a_payment, opened, payable
from tests.running_services import Office
from tests.second_person import review_code

pytestmark = pytest.mark.servers


async def test_number_of_an_account_is_sealed_in_the_database_and_in_no_answer(office: Office) -> None:
    project_id = await opened(office, 80, 500, round=2020)
    await payable(office, project_id)
    plain = NUMBER.replace(" ", "")
    stored = await office.grants.host.stores["accounts"].collection.find_one({"_id": "org-80"})
    assert plain not in str(stored)
    page = await office.grants.get(f"/projects/{project_id}", FINANCE)
    assert page["payee_account"]["current"]["masked"] == "**** 2345"
    assert plain not in str(page).replace(" ", "")
    wrong = {"number": plain[:-1] + "6", "paper": "x"}
    change = {"holder": "新名称", "holder_reason": "正在更名", "bank": "农业银行", "number": plain, "paper": "变更说明"}
    await office.grants.post(f"/projects/{project_id}/payee-account", change, OFFICER)
    problem = await office.grants.post(f"/projects/{project_id}/payee-account/verification", wrong, FINANCE, status=422)
    assert (problem["slug"], plain in str(problem)) == ("account-number-differs", False)


async def test_what_waits_is_told_to_whoever_must_act(office: Office) -> None:
    project_id = await opened(office, 81, 500, 600, round=2021)

    async def waiting(role: str) -> list[tuple[str, bool, bool]]:
        found = (await office.grants.get("/waiting-work", role))["items"]
        return [(one["step"], one["mine"], one["overdue"]) for one in found if one["project_id"] == project_id]

    assert await waiting(HEAD) == [("approve_plan", True, True)] * 2
    assert await waiting(OFFICER) == [("approve_plan", False, True)] * 2
    path = await payable(office, project_id)
    assert await waiting(FINANCE) == [("pay", True, True)] * 2
    await office.grants.post(f"{path}/1/payment", a_payment(81), FINANCE)
    await office.grants.post(f"{path}/1/payment/reversal", {"reason": "银行退回"}, FINANCE)
    assert await waiting(HEAD) == [("pay", False, True), ("approve_reversal", True, False)]
    assert (await office.grants.get("/projects", OFFICER, round=2021, overdue=True))["total"] == 1
    assert (await office.grants.get("/projects", OFFICER, round=2020, overdue=True))["total"] == 1


async def test_closing_by_two_people_is_listed_and_the_totals_keep_the_contract(office: Office) -> None:
    """Basis: registry-grants notes 4.5."""
    project_id = await opened(office, 83, 500, 600, round=2023, contract_fen=2_000)
    await office.grants.post(f"{await payable(office, project_id)}/1/payment", a_payment(83), FINANCE)
    path = f"/projects/{project_id}/closing"
    body = {"kind": "terminated", "reason": "组织已经撤销", "returned_fen": 100}
    await office.grants.post(path, body, OFFICER)
    assert (await office.grants.get("/projects", OFFICER, round=2023, closure_waits=True))["total"] == 1
    found = (await office.grants.get("/waiting-work", HEAD))["items"]
    assert [one["mine"] for one in found if one["step"] == "approve_closing"] == [True]
    problem = await office.grants.post(f"{path}/approval", {"seen": "0" * 64}, HEAD, status=409)
    assert problem["slug"] == "seen-has-changed"
    code = review_code(await office.grants.get(f"/projects/{project_id}", HEAD), "approve_closing")
    await office.grants.post(f"{path}/approval", {"seen": code}, HEAD)
    wanted = {"subject": project_id, "what": "ClosingApproved"}
    (kept,) = await eventually(lambda: office.grants.host.reader.every("journal", wanted))
    assert (kept["by"], kept["data"]["proposed_by"], kept["data"]["seen"]) == (HEAD, OFFICER, code)
    told = (await office.grants.get(f"/projects/{project_id}", OFFICER))["timeline"]
    assert [one["review_code"] for one in told if one["what"] == "terminated"] == [code]
    assert (await office.grants.get("/projects", OFFICER, round=2023, state="terminated"))["total"] == 1
    page = await office.grants.get(f"/projects/{project_id}", OFFICER)
    money = {name: amount["fen"] for name, amount in page["money"].items()}
    expected = {"contract": 2_000, "paid": 500, "unpaid": 0, "released": 1_500, "returned": 100, "unplanned": 0}
    assert expected.items() <= money.items()
    assert [part["state"] for part in page["instalments"]] == ["paid", "cancelled"]
    [line] = (await office.grants.get("/projects", OFFICER, round=2023))["items"]
    assert (line["overdue"], line["released_fen"], line["frozen"], line["contract_no"]) == (False, 1_500, False, None)
    totals = await office.grants.get("/totals", OFFICER, round=2023)
    sums = totals["everything"]
    assert (sums["contract_fen"], sums["paid_fen"], sums["unpaid_fen"], sums["released_fen"]) == (2_000, 500, 0, 1_500)
    assert totals["reconciled"]


async def test_project_of_one_time_is_listed_shown_and_changed(office: Office) -> None:
    """A document stored before acts had two times, with the derived fields of then, when the service starts."""
    old = json.loads((Path(__file__).parents[1] / "domain/project_of_one_time.json").read_text("utf-8"))
    old["number"], old["agreement"]["round"] = "资2019-0001", 2019
    view = {"number": "资2019-0001", "title": "山区义诊", "round": 2019, "field": "elders", "organisation_id": "org-82"}
    view |= {"organisation_name": "锋之社", "signed_on": "2026-03-02", "contract_fen": 2_000_000, "frozen": False}
    view |= {"planned_fen": 1_600_000, "paid_fen": 600_000, "unpaid_fen": 1_400_000, "frozen_fen": 0}
    view |= {"state": "running", "amount_waits": True, "amount_by": "zizhu"}
    at = datetime(2026, 11, 8, tzinfo=UTC)
    kept = {
        "version": 8,
        "sequence": 0,
        "outbox": [],
        "handled": [],
        "next_due_at": None,
        "created_at": at,
        "updated_at": at,
    }
    document = {"_id": "p-old", "state": old, "view": view, **kept}
    host = office.grants.host
    await host.stores["projects"].collection.insert_one(document)
    await ViewRefresh(host.stores, FORMS, host.projector, host.clock).once()
    wanted = {"round": 2019, "correction_waits": True, "overdue": True}
    [line] = (await office.grants.get("/projects", OFFICER, **wanted))["items"]
    assert line["correction_waits"]
    await office.grants.post("/projects/p-old/correction/approval", {}, HEAD)
    page = await office.grants.get("/projects/p-old", OFFICER)
    assert (page["agreement"]["amount_fen"], page["instalments"][0]["report_state"]) == (1_800_000, "unknown")
    assert (await office.grants.get("/totals", OFFICER, round=2019))["reconciled"]


async def test_correction_waits_for_the_head_but_not_where_the_head_proposed_it(office: Office) -> None:
    project_id = await opened(office, 25, round=2015)
    terms = {"title": "山区义诊", "field": "elders", "amount_fen": 5_000_000, "signed_on": "2020-03-02"}
    await office.grants.post(f"/projects/{project_id}/correction", {**terms, "reason": "补充协议"}, OFFICER)
    for role, mine in ((OFFICER, False), (HEAD, True)):
        found = (await office.grants.get("/waiting-work", role))["items"]
        told = [(one["step"], one["mine"]) for one in found if one["project_id"] == project_id]
        assert told == [("approve_correction", mine)]
    listed = await office.grants.get("/projects", OFFICER, correction_waits="true", round=2015)
    assert [line["id"] for line in listed["items"]] == [project_id]
