"""What every action can do: warn, say why not, merge nobody's words away, and be given for several at once."""

import httpx

from services.gateway.app import DECLARED
from services.gateway.engine.record import Record
from tests.gateway.standin import StandIn
from tests.gateway.visiting import Html, send, sign_in

PROJECT = "/grants/projects/project-1"
ROW = {"parts-0-amount_fen": "1", "parts-0-due_on": "2026-12-01", "parts-0-report_need": "final"}
RECORDS = [page for page in DECLARED if isinstance(page, Record)]


async def test_action_that_is_not_allowed_now_says_why_above_its_form(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    text = (await browser.get("/grants/projects/project-2/pay-instalment/2")).text
    assert "项目已冻结：承办组织被列入活动异常名录" in text


async def test_action_on_a_part_that_is_not_there_is_a_page_that_says_so(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "zizhu")
    answer = await browser.get(f"{PROJECT}/pay-instalment/9")
    assert (answer.status_code, "没有这一项" in answer.text) == (404, True)


async def test_checked_action_sends_the_version_that_was_seen(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    await send(browser, f"{PROJECT}/plan-instalments", **ROW)
    sent = next(one for one in reversed(services["grants"].asked) if one.method == "POST")
    assert sent.headers["if-match"] == '"5"'


async def test_refusal_of_a_row_is_said_beside_that_row(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "zizhu")
    problem = {"slug": "input-invalid", "zh": "有误", "en": "Wrong"}
    errors = [{"at": "parts.0.amount_fen", "type": "x", "zh": "数值太大。", "en": "Too large."}]
    services["grants"].instead["POST /projects/project-1/instalments"] = (422, {**problem, "errors": errors})
    answer = await send(browser, f"{PROJECT}/plan-instalments", **ROW)
    assert answer.status_code == 422
    assert 'id="parts-0-amount_fen-error"' in answer.text
    assert Html(answer.text).fields["parts-0-amount_fen"] == "1"


def test_address_of_an_action_follows_from_its_record_its_name_and_its_part() -> None:
    record = next(one for one in RECORDS if one.path == "/grants/projects/{project_id}")
    by_name = {action.command: action.address(record) for action in record.actions}
    assert by_name["plan_instalments"] == "/grants/projects/{project_id}/plan-instalments"
    assert by_name["pay_instalment"] == "/grants/projects/{project_id}/pay-instalment/{no}"
