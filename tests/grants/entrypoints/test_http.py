"""Tests of grants over HTTP on real servers: from opening a project to its totals."""

import asyncio

import pytest

from shared.contracts.registry import OrganisationRegistered, OrganisationResumed, OrganisationSuspended
from tests.running_services import Office, until

pytestmark = pytest.mark.servers

OFFICER, HEAD, FINANCE = "grants_officer", "grants_head", "finance"
NUMBER = "3901 1200 0920 0012 345"


def an_opening(number: int = 1, **changes: object) -> dict[str, object]:
    return {
        "organisation_id": f"org-{number}",
        "title": f"山区义诊 {number}",
        "round": 2026,
        "field": "elders",
        "contract_fen": 2_000_000,
        "signed_on": "2020-03-02",
        **changes,
    }


def a_plan(*amounts: int) -> dict[str, object]:
    return {"parts": [{"amount_fen": amount, "due_on": "2026-06-30", "report_need": "none"} for amount in amounts]}


async def registered(office: Office, number: int) -> str:
    """The registry tells of an organisation; answers its id once grants has heard of it."""
    organisation_id = f"org-{number}"
    standings = office.grants.host.stores["standings"].collection
    if await standings.find_one({"_id": organisation_id}) is None:
        event = OrganisationRegistered(
            organisation_id=organisation_id, uscc="5", kind="association", name=f"第{number}社会工作服务中心"
        )
        await office.tell(event, organisation_id, 1, f"registered {organisation_id}")
        await until(lambda: standings.find_one({"_id": organisation_id}))
    return organisation_id


async def opened(office: Office, number: int = 1, *amounts: int, **changes: object) -> str:
    await registered(office, number)
    project_id: str = (await office.grants.post("/projects", an_opening(number, **changes), OFFICER))["id"]
    if amounts:
        await office.grants.post(f"/projects/{project_id}/instalments", a_plan(*amounts), OFFICER)
    return project_id


async def payable(office: Office, project_id: str) -> str:
    """Approve the plan, and verify the account where there is none yet; answers the path of the instalments."""
    path = f"/projects/{project_id}"
    await office.grants.post(f"{path}/plan-approval", {}, HEAD)
    page = await office.grants.get(path, OFFICER)
    if page["payee_account"]["state"] == "missing":
        holder = page["agreement"]["organisation_name"]
        account = {"holder": holder, "bank": "中国银行奉化支行", "number": NUMBER, "paper": "开户许可证 1"}
        await office.grants.post(f"{path}/payee-account", account, OFFICER)
        seen = {"number": NUMBER, "paper": "开户许可证 1"}
        await office.grants.post(f"{path}/payee-account/verification", seen, FINANCE)
    return f"{path}/instalments"


def a_payment(number: int) -> dict[str, str]:
    """A payment to the first account of such an organisation."""
    return {"voucher_no": "PZ-1", "account_id": f"org-{number}-1"}


async def test_project_page_tells_the_money_in_figures_and_capitals(office: Office) -> None:
    project_id = await opened(office, 1, 1_200_000, 800_000)
    await office.grants.post(f"{await payable(office, project_id)}/1/payment", a_payment(1), FINANCE)
    page = await office.grants.get(f"/projects/{project_id}", OFFICER)
    assert page["number"].startswith("资2026-")
    assert page["money"]["contract"] == {"fen": 2_000_000, "yuan": "¥20,000.00", "capital": "人民币贰万元整"}
    assert {name: amount["fen"] for name, amount in page["money"].items()} == {
        "contract": 2_000_000,
        "planned": 2_000_000,
        "paid": 1_200_000,
        "unpaid": 800_000,
        "frozen": 0,
        "unplanned": 0,
        "released": 0,
        "returned": 0,
    }
    assert [row["state"] for row in page["instalments"]] == ["paid", "approved"]
    assert page["instalments"][0]["voucher_no"] == "PZ-1"
    assert page["agreement"]["organisation_name"] == "第1社会工作服务中心"
    told = ["paid", "account_verified", "account_entered", "plan_approved", "planned", "opened"]
    assert [entry["what"] for entry in page["timeline"]] == told
    allowed = {action["name"]: action["allowed"] for action in page["allowed_actions"]}
    assert (allowed["plan_instalments"], allowed["correct_contract"]) == (False, True)
    own = {action["name"] for action in page["instalments"][1]["allowed_actions"] if action["allowed"]}
    assert own == {"cancel_instalment", "correct_instalment"}


async def test_what_a_voucher_was_used_for_is_told_until_it_is_taken_back(office: Office) -> None:
    project_id = await opened(office, 41, 1_200_000, 800_000)
    path = await payable(office, project_id)
    await office.grants.post(f"{path}/1/payment", a_payment(41) | {"voucher_no": "PZ-41"}, FINANCE)
    assert (await office.grants.get("/voucher-uses", FINANCE, voucher_no="PZ-40"))["items"] == []
    (use,) = (await office.grants.get("/voucher-uses", FINANCE, voucher_no="PZ-41"))["items"]
    assert (use["project_id"], use["no"], use["amount_fen"]) == (project_id, 1, 1_200_000)
    await office.grants.post(f"{path}/2/payment", a_payment(41) | {"voucher_no": "PZ-41"}, FINANCE)
    await office.grants.post(f"{path}/1/payment/reversal", {"reason": "银行退回"}, FINANCE)
    await office.grants.post(f"{path}/1/payment/reversal/approval", {}, HEAD)
    assert [one["no"] for one in (await office.grants.get("/voucher-uses", FINANCE, voucher_no="PZ-41"))["items"]] == [
        2
    ]


async def test_cancelling_and_reversing_free_the_money_and_stay_on_the_page(office: Office) -> None:
    project_id = await opened(office, 70, 1_900_000, 100_000, round=2027)
    path = f"/projects/{project_id}/instalments"
    await payable(office, project_id)
    await office.grants.post(f"{path}/1/cancellation", {"reason": "多写了一个零"}, OFFICER)
    await office.grants.post(f"{path}/2/payment", a_payment(70), FINANCE)
    await office.grants.post(f"{path}/2/payment/reversal", {"reason": "银行退回"}, FINANCE)
    await office.grants.post(f"{path}/2/payment/reversal/approval", {}, HEAD)
    await office.grants.post(path, a_plan(1_900_000), OFFICER)
    page = await office.grants.get(f"/projects/{project_id}", OFFICER)
    assert [(row["no"], row["state"]) for row in page["instalments"]] == [
        (1, "cancelled"),
        (2, "approved"),
        (3, "planned"),
    ]
    assert (page["money"]["planned"]["fen"], page["money"]["paid"]["fen"]) == (2_000_000, 0)
    told = {entry["what"]: entry for entry in page["timeline"]}
    assert (told["cancelled"]["instalments"], told["cancelled"]["note"]) == ([1], "多写了一个零")
    assert (told["reversed"]["amount_fen"], told["reversal_proposed"]["note"]) == (100_000, "银行退回")
    assert told["paid"]["instalments"] == [2]
    assert (await office.grants.get("/totals", OFFICER, round=2027))["reconciled"]
    problem = await office.grants.post(f"{path}/1/payment", {"voucher_no": "x"}, FINANCE, status=409)
    assert problem["slug"] == "instalment-is-cancelled"
    problem = await office.grants.post(f"{path}/2/payment/reversal", {"reason": "x"}, FINANCE, status=409)
    assert problem["slug"] == "instalment-not-paid"


async def test_planning_over_the_contract_is_refused_in_words(office: Office) -> None:
    project_id = await opened(office, 1, 1_999_999)
    problem = await office.grants.post(f"/projects/{project_id}/instalments", a_plan(2), OFFICER, status=422)
    assert problem["slug"] == "instalments-exceed-contract"
    assert "¥0.01" in problem["zh"]


async def test_posting_twice_with_one_key_opens_one_project(office: Office) -> None:
    key = {"Idempotency-Key": "same"}
    await registered(office, 2)
    first = await office.grants.post("/projects", an_opening(2), OFFICER, headers=key)
    again = await office.grants.post("/projects", an_opening(2), OFFICER, headers=key)
    assert again == {**first, "repeated": True}
    problem = await office.grants.post("/projects", an_opening(2, title="别的"), OFFICER, status=422, headers=key)
    assert problem["slug"] == "idempotency-key-reused"


async def test_opening_for_an_organisation_never_heard_of_says_what_to_do(office: Office) -> None:
    problem = await office.grants.post("/projects", an_opening(404), OFFICER, status=404)
    assert problem["slug"] == "organisation-unknown"
    assert "请等几秒钟再提交" in problem["zh"]
    await opened(office, 404)


async def test_suspended_organisation_gets_no_project_and_no_payment_until_it_resumes(office: Office) -> None:
    project_id = await opened(office, 60, 1_000)
    payment = f"/projects/{project_id}/instalments/1/payment"
    said = {"organisation_id": "org-60", "open_reasons": 0}
    await office.tell(OrganisationSuspended.model_validate(said), "org-60", 2)

    async def frozen() -> bool:
        return bool((await office.grants.get(f"/projects/{project_id}", OFFICER))["frozen"])

    await until(frozen)
    assert (await office.grants.get(f"/projects/{project_id}", OFFICER))["frozen_reasons"] == ["suspended"]
    for path, body, role in ((payment, {"voucher_no": "x"}, FINANCE), ("/projects", an_opening(60), OFFICER)):
        assert (await office.grants.post(path, body, role, status=409))["slug"] == "organisation-suspended"
    await office.tell(OrganisationResumed.model_validate(said), "org-60", 3)

    async def released() -> bool:
        return not await frozen()

    await until(released)
    await payable(office, project_id)
    await office.grants.post(payment, a_payment(60), FINANCE)
    await opened(office, 60)


async def test_opening_many_at_once_gives_each_its_own_number(office: Office) -> None:
    await registered(office, 50)
    await asyncio.gather(*(opened(office, 50, round=2011) for _ in range(12)))
    found = await office.grants.get("/projects", OFFICER, round=2011, sort="number")
    assert [line["number"] for line in found["items"]] == [f"资2011-{n:04d}" for n in range(1, 13)]


async def test_planning_with_an_old_version_is_refused(office: Office) -> None:
    project_id = await opened(office, 1, 1)
    path = f"/projects/{project_id}/instalments"
    problem = await office.grants.post(path, a_plan(1), OFFICER, status=409, headers={"If-Match": '"1"'})
    assert problem["slug"] == "changed-meanwhile"


async def test_roles_decide_who_reads_and_who_acts(office: Office) -> None:
    project_id = await opened(office, 1, 1)
    assert (await office.grants.get("/projects", "registrar"))["total"] >= 1
    await office.grants.post("/projects", an_opening(), "registrar", status=403)
    for path in ("/projects", f"/projects/{project_id}", "/totals"):
        assert (await office.grants.get(path, "rescue_worker", status=403))["slug"] == "role-required"


@pytest.mark.parametrize("path", ["/projects/none", "/projects/none/instalments/1/payment"])
async def test_what_is_not_there_is_not_found(office: Office, path: str) -> None:
    if path.endswith("payment"):
        problem = await office.grants.post(path, {"voucher_no": "x"}, FINANCE, status=404)
    else:
        problem = await office.grants.get(path, OFFICER, status=404)
    assert problem["slug"] == "project-not-found"


async def test_list_filters_sorts_and_pages(office: Office) -> None:
    for number, (amount, field) in enumerate([(300, "youth"), (100, "youth"), (200, "disability")], start=20):
        await opened(office, number, round=2010, contract_fen=amount, field=field)
    in_order = await office.grants.get("/projects", OFFICER, round=2010, sort="contract_fen", limit=2)
    assert [line["contract_fen"] for line in in_order["items"]] == [100, 200]
    assert in_order["total"] == 3
    rest = await office.grants.get(
        "/projects", OFFICER, round=2010, sort="contract_fen", limit=2, cursor=in_order["next_cursor"]
    )
    assert ([line["contract_fen"] for line in rest["items"]], rest["next_cursor"]) == ([300], None)
    assert (await office.grants.get("/projects", OFFICER, field="youth"))["total"] == 2
    assert (await office.grants.get("/projects", OFFICER, organisation_id="org-22"))["total"] == 1
    assert (await office.grants.get("/projects", OFFICER, q="第20社会"))["total"] == 1
    for words in ("(.*", "\\", "*"):
        assert (await office.grants.get("/projects", OFFICER, q=words))["total"] == 0
    assert (await office.grants.get("/projects", OFFICER, q="\0", status=422))["slug"] == "input-invalid"
    assert (await office.grants.get("/projects", OFFICER, frozen=True))["total"] == 0


async def test_totals_add_up_by_round_field_and_organisation(office: Office) -> None:
    for number, field in enumerate(["elders", "elders", "children"], start=30):
        await opened(office, min(number, 31), 500, round=2009, contract_fen=1_000, field=field)
    totals = await office.grants.get("/totals", OFFICER, round=2009)
    assert totals["everything"]["contract_fen"] == 3_000
    assert totals["everything"]["planned_fen"] == 1_500
    assert {row["key"]: row["projects"] for row in totals["by_field"]} == {"children": 1, "elders": 2}
    assert {row["key"]: row["name"] for row in totals["by_organisation"]} == {
        "org-30": "第30社会工作服务中心",
        "org-31": "第31社会工作服务中心",
    }
    assert totals["organisations"] == 2
    assert totals["reconciled"]
    whole = await office.grants.get("/totals", OFFICER)
    for groups in ("by_round", "by_field", "by_organisation"):
        for column in ("projects", "contract_fen", "planned_fen", "paid_fen", "unpaid_fen", "frozen_fen"):
            assert sum(row[column] for row in whole[groups]) == whole["everything"][column]


async def test_totals_name_a_project_whose_sums_do_not_follow_from_its_parts(office: Office) -> None:
    project_id = await opened(office, 40, 500, round=2008)
    projects = office.grants.host.stores["projects"].collection
    await projects.update_one({"_id": project_id}, {"$set": {"view.planned_fen": 501}})
    totals = await office.grants.get("/totals", OFFICER, round=2008)
    assert (totals["reconciled"], totals["unreconciled"]) == (False, ["资2008-0001"])
    await projects.update_one({"_id": project_id}, {"$set": {"view.planned_fen": 500}})
