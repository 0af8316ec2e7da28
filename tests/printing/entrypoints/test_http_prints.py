"""Printing over HTTP on real servers: one number for one key, the same bytes again, a read on record, and the check."""

import asyncio
import io
import json
import re
from dataclasses import asdict
from typing import Any

import httpx
import pytest
from pypdf import PdfReader

from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.web.actor import mint
from tests.builders_printing import a_sheet
from tests.running_services import Office

pytestmark = pytest.mark.servers

MARKS = re.compile(r"编号(\D\d{4}-\d{4,}?)校验码(\w{5}-\w{5})")
FAR = {"heads": ["x"], "rows": [], "numbers": [2**64]}
FINANCE, REGISTRAR, WORKER = "finance", "registrar", "rescue_worker"


def wanted(**changes: Any) -> dict[str, Any]:
    """The slip of an instalment, as the gateway asks for it."""
    body = {"kind": "payment_slip", "language": "zh", "about": "project", "subject_id": "p1", "part": "1"}
    return {**body, "why": "打印拨付单", "sheet": asdict(a_sheet()), **changes}


async def printed(office: Office, key: str, role: str = FINANCE, **changes: Any) -> httpx.Response:
    """Print as somebody with this role."""
    printing = office.printing
    token = mint(printing.key, Actor(role, frozenset({role})), printing.host.clock.now(), new_id(), "printing")
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key, "Content-Type": "application/json"}
    return await printing.http.post("/prints", content=json.dumps(wanted(**changes)), headers=headers, timeout=60)


def marks(answer: httpx.Response) -> tuple[str, str]:
    """Number and check code, as they stand on the first page."""
    assert answer.status_code == 200, answer.text
    words = re.sub(r"\s", "", PdfReader(io.BytesIO(answer.content)).pages[0].extract_text())
    found = MARKS.search(words)
    assert found, words
    return found[1], found[2]


async def test_print_sent_again_is_the_same_to_the_byte_and_uses_no_number(office: Office) -> None:
    key = new_id()
    first, again = await printed(office, key), await printed(office, key)
    assert first.content == again.content
    assert first.headers["content-type"] == "application/pdf"
    other = await printed(office, new_id())
    (number, _), (next_number, _) = marks(first), marks(other)
    assert int(next_number[-4:]) == int(number[-4:]) + 1
    assert other.content != first.content


async def test_print_sent_twice_at_once_is_one_paper(office: Office) -> None:
    key = new_id()
    answers = await asyncio.gather(*(printed(office, key) for _ in range(3)))
    assert len({one.content for one in answers}) == 1


async def test_same_key_for_other_content_is_refused(office: Office) -> None:
    key = new_id()
    await printed(office, key)
    other = await printed(office, key, why="另一个用途")
    assert (other.status_code, other.json()["slug"]) == (422, "idempotency-key-reused")


async def test_check_knows_a_paper_by_number_and_code_together(office: Office) -> None:
    number, code = marks(await printed(office, new_id()))
    right = await office.printing.get("/prints/check", WORKER, number=f" {number} ", code=code.lower().replace("-", ""))
    assert right["genuine"]
    assert (right["found"]["kind"], right["found"]["printed_by"], right["found"]["part"]) == (
        "payment_slip",
        FINANCE,
        "1",
    )
    for wrong in ({"number": number, "code": "00000-00000"}, {"number": "付2020-0001", "code": code}):
        assert await office.printing.get("/prints/check", WORKER, **wrong) == {"genuine": False, "found": None}


async def test_number_whose_paper_was_never_made_is_not_genuine(office: Office) -> None:
    number, code = marks(await printed(office, new_id()))
    prints = office.printing.host.database["prints"]
    await prints.update_one({"state.number": number}, {"$set": {"state.paper": None}})
    answer = await office.printing.get("/prints/check", FINANCE, number=number, code=code)
    assert not answer["genuine"]


async def test_every_print_is_on_record_as_a_read_with_its_purpose_and_without_content(office: Office) -> None:
    number, _ = marks(await printed(office, new_id(), why="季度核对"))
    entry = await office.printing.host.database["access_log"].find_one({"what": {"$regex": number}})
    assert entry is not None
    assert (entry["actor"], entry["subject"], entry["why"]) == (FINANCE, "p1", "季度核对")
    kept = str([one async for one in office.printing.host.database["prints"].find({})])
    assert number in kept
    assert "阳光" not in kept


async def test_prints_of_a_thing_are_listed_for_those_who_may_print_it(office: Office) -> None:
    asked = {"kind": "payment_slip", "about": "project", "subject_id": "p9", "part": "2"}
    number, _ = marks(await printed(office, new_id(), subject_id="p9", part="2"))
    found = await office.printing.get("/prints", FINANCE, **asked)
    assert [one["number"] for one in found["items"]] == [number]
    assert (await office.printing.get("/prints", FINANCE, **(asked | {"part": "3"})))["items"] == []
    await office.printing.get("/prints", WORKER, status=403, **asked)


@pytest.mark.parametrize(
    ("role", "changes", "status"),
    [
        (WORKER, {}, 403),
        (FINANCE, {"kind": "case_summary"}, 403),
        (FINANCE, {"why": ""}, 422),
        (FINANCE, {"kind": "letter"}, 422),
        (FINANCE, {"sheet": {}}, 422),
        (FINANCE, {"more": 1}, 422),
        (FINANCE, {"sheet": {**asdict(a_sheet()), "money": [{"label": "x", "fen": -1}]}}, 422),
        (FINANCE, {"sheet": {**asdict(a_sheet()), "sections": [{"title": "x", "table": FAR}]}}, 422),
        (FINANCE, {"sheet": {**asdict(a_sheet()), "subject": "\ud800"}}, 422),
        (FINANCE, {"sheet": {**asdict(a_sheet()), "facts": [{"label": "x", "value": "字" * 100_001}]}}, 422),
    ],
)
async def test_print_that_may_not_be_is_refused_in_words(
    office: Office, role: str, changes: dict[str, Any], status: int
) -> None:
    answer = await printed(office, new_id(), role, **changes)
    assert answer.status_code == status
    assert answer.json()["zh"]


async def test_registrar_may_print_the_sheet_of_an_organisation(office: Office) -> None:
    about = {"kind": "organisation_sheet", "about": "organisation", "subject_id": "o1", "part": ""}
    number, _ = marks(await printed(office, new_id(), REGISTRAR, **about))
    assert number.startswith("组")


async def test_sheet_reads_a_table_whose_rows_do_not_fit_its_heads(office: Office) -> None:
    table = {"heads": ["一", "二"], "rows": [["a"], ["a", "b", "c"], []]}
    sheet = {**asdict(a_sheet()), "sections": [{"title": "表", "table": table}]}
    marks(await printed(office, new_id(), sheet=sheet))
