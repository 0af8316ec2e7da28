"""Receipts of a report over HTTP on real servers: uploaded, named by the command, seen by whoever reads the project."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.kernel.scope import Scope, ScopeKind
from shared.storage.file_store import CHUNKS, FILES
from shared.web.actor import mint
from tests.files.samples import a_paper, a_picture, a_wav
from tests.grants.entrypoints.test_http import HEAD, OFFICER, opened
from tests.running_services import Office

pytestmark = pytest.mark.servers


async def upload(office: Office, project_id: str, content: bytes, status: int = 201, role: str = OFFICER) -> Any:
    """Send one receipt."""
    return await office.grants.ask("POST", f"/projects/{project_id}/files?use=receipts", status, role, content=content)


async def awaiting(office: Office, number: int) -> str:
    """A project whose first instalment waits for a report."""
    project_id = await opened(office, number)
    plan = {"parts": [{"amount_fen": 1000, "due_on": "2026-06-30", "report_need": "final"}]}
    await office.grants.post(f"/projects/{project_id}/instalments", plan, OFFICER)
    return project_id


async def test_receipts_stay_with_their_report_and_are_seen_by_whoever_reads_the_project(office: Office) -> None:
    project_id = await awaiting(office, 71)
    photo, paper = await upload(office, project_id, a_picture()), await upload(office, project_id, a_paper(2))
    report = {"title": "末期报告", "reference": "收文 1", "receipts": [photo["id"], paper["id"], photo["id"]]}
    await office.grants.post(f"/projects/{project_id}/instalments/1/report", report, OFFICER)
    page = await office.grants.get(f"/projects/{project_id}", HEAD)
    assert [(one["no"], one["file"]["kind"]) for one in page["receipts"]] == [(1, "picture"), (1, "paper")]
    assert [one["id"] for one in page["instalments"][0]["report"]["receipts"]] == [photo["id"], paper["id"]]
    seen = f"/projects/{project_id}/files/{photo['id']}"
    refused = await office.grants.ask("GET", seen, 403, "rescue_worker")
    assert refused["slug"] == "role-required"
    kept = [one async for one in office.grants.host.database[FILES].find({"metadata.owner": project_id})]
    assert {one["metadata"]["state"] for one in kept} == {"kept"}
    chunk = await office.grants.host.database[CHUNKS].find_one({"files_id": photo["id"]})
    assert chunk is not None
    assert b"\xff\xd8" not in bytes(chunk["data"])[:40]


async def test_a_returned_report_is_handed_in_again_with_the_same_receipts(office: Office) -> None:
    project_id = await awaiting(office, 72)
    photo = await upload(office, project_id, a_picture())
    path = f"/projects/{project_id}/instalments/1/report"
    body = {"title": "末期报告", "reference": "收文 1", "receipts": [photo["id"]]}
    await office.grants.post(path, body, OFFICER)
    await office.grants.post(f"{path}/return", {"reason": "缺签收表"}, HEAD)
    assert (await upload(office, project_id, a_picture()))["id"] == photo["id"]
    await office.grants.post(path, body, OFFICER)


async def test_what_is_no_receipt_or_nobodys_is_refused(office: Office) -> None:
    project_id, other = await awaiting(office, 73), await awaiting(office, 74)
    assert (await upload(office, project_id, a_wav(), 422))["slug"] == "file-kind-refused"
    assert (await upload(office, project_id, a_picture(), 403, HEAD))["slug"] == "role-required"
    assert (await upload(office, "no-such-project", a_picture(), 404))["slug"] == "project-not-found"
    elsewhere = await upload(office, other, a_picture())
    body = {"title": "末期报告", "reference": "收文 1", "receipts": [elsewhere["id"]]}
    path = f"/projects/{project_id}/instalments/1/report"
    assert (await office.grants.ask("POST", path, 404, OFFICER, json=body))["slug"] == "file-not-there"


async def test_an_organisation_sends_receipts_to_its_own_projects_alone(office: Office) -> None:
    own, other = await awaiting(office, 75), await awaiting(office, 76)
    member = Actor("shetuan", frozenset({"organisation_member"}), Scope.of(ScopeKind.ORGANISATION, "org-75"))

    async def call(method: str, path: str, content: bytes = b"", actor: Actor = member) -> httpx.Response:
        token = mint(office.grants.key, actor, office.grants.host.clock.now(), new_id(), "grants")
        return await office.grants.http.request(
            method, path, headers={"Authorization": f"Bearer {token}"}, content=content
        )

    sent = await call("POST", f"/projects/{own}/files?use=receipts", a_picture())
    assert sent.status_code == 201
    assert (await call("GET", f"/projects/{own}/files/{sent.json()['id']}")).status_code == 200
    beyond = await call("POST", f"/projects/{other}/files?use=receipts", a_picture())
    assert (beyond.status_code, beyond.json()["slug"]) == (404, "project-not-found")
    theirs = await upload(office, other, a_picture())
    assert (await call("GET", f"/projects/{other}/files/{theirs['id']}")).status_code == 404
    nobody = Actor("shetuan", frozenset({"organisation_member"}))
    assert (await call("POST", f"/projects/{own}/files?use=receipts", a_picture(), nobody)).status_code == 403
