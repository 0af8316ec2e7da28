"""What is wrong is said at the top with a link to the field, and the link leads to where it can be mended."""

import re

import httpx
import pytest

from services.gateway.pages.rescue.case import CASE as CASE_PAGE
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, send, sign_in

LINKS = re.compile(r'<li><a href="#([^"]+)">')
CASE = "/rescue/case/case-1"
PLAN = "project-1/plan-instalments"
NEEDY = [
    action.address(CASE_PAGE).format(
        case_id="case-1", clue_id="clue-1", notice_id="notice-1", inquiry_id="inquiry-2", photo_id="file-1"
    )
    for action in CASE_PAGE.actions
    if not action.at
    and any(one.required and one.kind != "shown" for one in action.operation("rescue").body.fields.values())
]
FORMS = [
    ("jiuzhu", "/rescue/intake/new"),
    *(("jiuzhu", f"{CASE}/{part}") for part in ("interview", "interpreter", "interpreter/request-1/p-1")),
    *(("jiuzhu", path) for path in NEEDY),
    *(("dengji", f"/orgs/{part}") for part in ("register-organisation", "import/import-organisations")),
    *(("dengji", f"/orgs/org-1/{part}") for part in ("correct-organisation", "deregister-organisation")),
    *(("dengji", f"/orgs/org-3/{part}") for part in ("list-abnormal", "clear-abnormal-reason/reason-3")),
    *(("dengji", f"/talents/{part}") for part in ("add-talent", "p-1")),
    *(("zizhu", f"/grants/projects/{part}") for part in ("open-project?organisation=org-1", PLAN)),
]


@pytest.mark.parametrize(("name", "path"), FORMS)
async def test_every_link_of_an_error_summary_leads_to_a_field(
    browser: httpx.AsyncClient, name: str, path: str
) -> None:
    await sign_in(browser, name)
    page = Html((await browser.get(path)).text)
    hidden = {key: value for key, value in page.fields.items() if key not in page.focusable}
    answer = await browser.post(path, data=hidden, headers=HERE)
    assert answer.status_code == 422
    links = LINKS.findall(answer.text)
    assert links or "error-summary" in answer.text
    assert set(links) <= Html(answer.text).focusable


async def test_group_of_choices_is_described_by_what_is_wrong(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake/new")
    assert '<fieldset class="field field-wide field-wrong" aria-describedby=" arrival-error">' in answer.text
    assert 'type="radio" id="arrival"' in answer.text


@pytest.mark.parametrize(
    ("slug", "at"),
    [("age-interval-wrong", "age_low"), ("phone-unreadable", "phone"), ("found-after-arrival", "found_at")],
)
async def test_refusal_that_is_about_one_field_stands_beside_it(
    browser: httpx.AsyncClient, services: dict[str, StandIn], slug: str, at: str
) -> None:
    await sign_in(browser, "jiuzhu")
    services["rescue"].instead["POST /cases"] = (422, {"slug": slug, "zh": "不对。", "en": "Wrong."})
    answer = await send(browser, "/rescue/intake/new", arrival="police", age_low="60", age_high="50")
    assert answer.status_code == 422
    assert f'<a href="#{at}">不对。</a>' in answer.text
    assert f'id="{at}-error"' in answer.text


async def test_what_is_folded_in_the_intake_unfolds_for_its_own_errors_and_for_what_was_typed_there(
    browser: httpx.AsyncClient,
) -> None:
    await sign_in(browser, "jiuzhu")
    new = "/rescue/intake/new"

    async def unfolded(**typed: str) -> bool:
        answer = await send(browser, new, arrival="", **typed)
        assert answer.status_code == 422
        return 'class="more-fields stack" open' in answer.text

    assert not await unfolded()
    assert await unfolded(height_cm="很高")
    assert await unfolded(belongings="蓝布包")
    assert await unfolded(**{"marks-0-text": "旧疤"})
