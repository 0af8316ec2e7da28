"""Wrote ``demo_before_two_times.json.xz``: an office at work on the demo data, and everything that it stored.

Run in a checkout of the commit that the README beside it names, see there. It gives commands that this commit knew.
"""

import asyncio
import base64
import json
import lzma
import os
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bson import json_util
from pymongo import MongoClient

from deploy.demo.client import Services, Staff
from deploy.demo.organisations import examples
from shared.kernel.roles import Role
from shared.web.actor import read_key

REGISTRAR, ADMIN = Staff("dengji", Role.REGISTRAR), Staff("guanli", Role.CENTRE_ADMIN)
OFFICER = Staff("zizhu", Role.GRANTS_OFFICER)
WORKER, HEAD = Staff("jiuzhu", Role.RESCUE_WORKER), Staff("zhanzhang", Role.STATION_HEAD)
SETTLING_S = 20.0
LEFT_OUT = {"leases", "probes"}
"""Collections of which nothing outlives a process."""
PERSON: dict[str, Any] = {
    "sex": {"value": "male"},
    "name": {"unknown": "not_known"},
    "features": "示例：高个，戴眼镜。",
}
NOTICE = {"features": "示例：高个，戴眼镜。", "contact_phone": "0574-00000000", "sex": "男"}
_OPTIONS = json_util.JSONOptions(json_mode=json_util.JSONMode.CANONICAL, tz_aware=True)


class Desk:
    """Gives commands and reads answers; every command has a key of its own."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._given = 0

    async def give(self, staff: Staff, service: str, path: str, **body: Any) -> Any:
        """The receipt of a command."""
        self._given += 1
        return await self.services.give(staff, service, path, f"old-{self._given}", json=body)

    async def every(self, staff: Staff, service: str, path: str, **params: Any) -> list[Any]:
        """All items of a list, page after page."""
        found: list[Any] = []
        cursor: dict[str, str] = {}
        while True:
            page = await self.services.get(staff, service, path, limit=200, **params, **cursor)
            found += page["items"]
            if not page.get("next_cursor"):
                return found
            cursor = {"cursor": page["next_cursor"]}


async def work_registry(desk: Desk, ids: dict[int, str]) -> None:
    """Suspended with and without an end, resumed, deregistered, revoked, corrected, a reason cleared."""
    org = {row: f"/organisations/{id_}" for row, id_ in ids.items()}
    await desk.give(
        REGISTRAR, "registry", f"{org[700]}/suspension", decision_no="奉民决（示例）1号", until="2027-03-01"
    )
    await desk.give(REGISTRAR, "registry", f"{org[701]}/suspension", decision_no="奉民决（示例）2号")
    await desk.give(REGISTRAR, "registry", f"{org[702]}/suspension", decision_no="奉民决（示例）3号")
    await desk.give(REGISTRAR, "registry", f"{org[702]}/resumption", decision_no="奉民决（示例）4号")
    await desk.give(REGISTRAR, "registry", f"{org[703]}/deregistration", decision_no="奉民决（示例）5号")
    await desk.give(REGISTRAR, "registry", f"{org[704]}/revocation", decision_no="奉民决（示例）6号")
    listed = await desk.services.get(REGISTRAR, "registry", org[60])
    reason = listed["reasons"][0]["id"]
    await desk.give(REGISTRAR, "registry", f"{org[60]}/abnormal-reasons/{reason}/clearing", note="已补报（示例）")
    await desk.give(REGISTRAR, "registry", f"{org[705]}/abnormal-reasons", code="unreachable", note="示例")
    talents = await desk.every(REGISTRAR, "registry", "/talents", why="升级")
    await desk.give(REGISTRAR, "registry", f"/talents/{talents[-1]['id']}/withdrawal")


async def work_grants(desk: Desk) -> None:
    """A payment taken back by one person and made anew, an instalment cancelled, a correction that was refused, and two
    that wait, one of them in a project that was settled meanwhile.
    """
    projects = sorted(await desk.every(OFFICER, "grants", "/projects"), key=lambda one: str(one["number"]))
    files = [await desk.services.get(OFFICER, "grants", f"/projects/{one['id']}") for one in projects]
    paid = next(one for one in files if one["instalments"][0]["state"] == "paid")
    number = paid["instalments"][0]["no"]
    path = f"/projects/{paid['id']}/instalments/{number}/payment/reversal"
    await desk.give(OFFICER, "grants", path, reason="收款账户填错（示例）")
    planned = next(
        (one, part) for one in files for part in one["instalments"] if part["state"] == "planned" and not one["frozen"]
    )
    path = f"/projects/{planned[0]['id']}/instalments/{planned[1]['no']}/cancellation"
    await desk.give(OFFICER, "grants", path, reason="并入下一期（示例）")
    for one in (paid, files[-2], files[-1]):
        path, fen = f"/projects/{one['id']}/amount-correction", one["money"]["contract"]["fen"]
        await desk.give(OFFICER, "grants", path, amount_fen=fen + 100, reason="录入错误（示例）")
    path = f"/projects/{paid['id']}/instalments/{number}/payment"
    await desk.give(OFFICER, "grants", path, voucher_no="示例-更正")
    await desk.give(ADMIN, "grants", f"/projects/{files[-1]['id']}/amount-correction/refusal")


async def work_rescue(desk: Desk) -> dict[str, str]:
    """Cases in every state that the time knew, beside the two stories; their ids by name."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    ids = {}
    for name, days in (
        ("asked", 40),
        ("unknown", 12),
        ("ten_years", 5200),
        ("stated", 9),
        ("left", 30),
        ("erased", 60),
    ):
        came = {"arrival": "police", "entered_at": (now - timedelta(days=days)).isoformat(), "found_place": "示例路口"}
        person = PERSON | {"temporary_label": f"示例（{name}）"}
        ids[name] = (await desk.give(WORKER, "rescue", "/cases", intake=came, person=person))["id"]
    reported = {"arrival": "hotline", "found_place": "示例路口"}
    ids["reported"] = (await desk.give(WORKER, "rescue", "/cases", intake=reported, person=PERSON))["id"]
    for name in ("asked", "stated", "left", "erased"):
        await desk.give(WORKER, "rescue", f"/cases/{ids[name]}/search")
    asked = f"/cases/{ids['asked']}"
    await desk.give(WORKER, "rescue", f"{asked}/notices", **NOTICE)
    notices = (await desk.services.get(HEAD, "rescue", asked, purpose="示例"))["notices"]
    late = "示例：录入晚了"
    await desk.give(HEAD, "rescue", f"{asked}/notices/{notices[0]['id']}/publication", late_reason=late)
    await desk.give(WORKER, "rescue", f"{asked}/dna-request", office="示例分局", request_no="1号", late_reason=late)
    await desk.give(WORKER, "rescue", f"{asked}/placements", place="hospital", name="示例医院")
    await desk.give(WORKER, "rescue", f"/cases/{ids['stated']}/stated-identity", name="张示例")
    for name in ("left", "erased"):
        await desk.give(WORKER, "rescue", f"/cases/{ids[name]}/departure", how="left_alone", declared=True)
    await desk.give(HEAD, "rescue", f"/cases/{ids['erased']}/erasure", ground="unlawful")
    return ids


async def look_for_an_interpreter(desk: Desk, case_id: str) -> None:
    """Asked, proposed, and one of those proposed was called."""
    file = await desk.services.get(WORKER, "rescue", f"/cases/{case_id}", purpose="示例")
    path = f"/cases/{case_id}/interpreter-requests"
    await desk.give(WORKER, "rescue", path, clue_id=file["clues"][0]["id"], area="安徽")
    await asyncio.sleep(SETTLING_S / 4)
    (request,) = (await desk.services.get(WORKER, "rescue", f"/cases/{case_id}", purpose="示例"))[
        "interpreter_requests"
    ]
    person = request["proposals"][0]["person_id"]
    await desk.give(WORKER, "rescue", f"{path}/{request['id']}/contacts", person_id=person, outcome="agreed")


async def while_the_broker_is_away(desk: Desk, ids: dict[int, str], case_id: str) -> None:
    """Acts whose events wait in their documents."""
    org = f"/organisations/{ids[61]}"
    reason = (await desk.services.get(REGISTRAR, "registry", org))["reasons"][0]["id"]
    await desk.give(REGISTRAR, "registry", f"{org}/abnormal-reasons/{reason}/clearing", note="已联系上（示例）")
    await desk.give(REGISTRAR, "registry", f"/organisations/{ids[706]}/deregistration", decision_no="奉民决（示例）7号")
    await desk.give(WORKER, "rescue", f"/cases/{case_id}/search")
    await desk.give(WORKER, "rescue", f"/cases/{case_id}/notices", **NOTICE)


async def answers(desk: Desk, ids: dict[int, str], erased: str) -> dict[str, Any]:
    """What was answered over HTTP then; of the erased case nothing was."""
    services = desk.services
    projects, cases = await desk.every(OFFICER, "grants", "/projects"), await desk.every(HEAD, "rescue", "/cases")
    roles = (REGISTRAR, OFFICER, WORKER, HEAD)
    return {
        "organisations": await desk.every(REGISTRAR, "registry", "/organisations"),
        "organisation": {
            ids[row]: await services.get(REGISTRAR, "registry", f"/organisations/{ids[row]}") for row in sorted(ids)
        },
        "statistics": await services.get(REGISTRAR, "registry", "/statistics"),
        "imports": await desk.every(REGISTRAR, "registry", "/imports"),
        "talents": await desk.every(REGISTRAR, "registry", "/talents", why="升级"),
        "project": {one["id"]: await services.get(OFFICER, "grants", f"/projects/{one['id']}") for one in projects},
        "totals": await services.get(OFFICER, "grants", "/totals"),
        "case": {
            one["id"]: await services.get(HEAD, "rescue", f"/cases/{one['id']}", purpose="升级")
            for one in cases
            if one["id"] != erased
        },
        "due": await services.get(HEAD, "rescue", "/due"),
        "inbox": {str(staff.role): await _inbox(staff) for staff in roles},
    }


async def _inbox(staff: Staff) -> list[Any]:
    """What this person's inbox holds, of every tab."""
    urls = {"notify": os.environ["TONGXIN_NOTIFY_URL"]}
    async with Services(urls, read_key(Path(os.environ["TONGXIN_ACTOR_PRIVATE_KEY"]))) as notify:
        items: list[Any] = (await notify.get(staff, "notify", "/inbox", limit=200))["items"]
        return items


def stored() -> dict[str, dict[str, Any]]:
    """By database, without its prefix, and collection: every document and every index."""
    prefix = os.environ["TONGXIN_DATABASE_PREFIX"]
    with MongoClient[dict[str, Any]](os.environ["TONGXIN_MONGO_URL"], tz_aware=True) as client:
        names = [name for name in client.list_database_names() if name.startswith(prefix)]
        return {
            name.removeprefix(prefix): {
                collection: {
                    "documents": list(client[name][collection].find(sort=[("_id", 1)])),
                    "indexes": client[name][collection].index_information(),
                }
                for collection in sorted(set(client[name].list_collection_names()) - LEFT_OUT)
            }
            for name in sorted(names)
        }


async def at_work(broker: int) -> dict[str, Any]:
    """Let the office work, halt the broker's process, let it work on; what it answered then, and the cases by name."""
    async with Services.from_environment() as services:
        desk = Desk(services)
        rows = (0, 1, 60, 61, 62, *range(700, 707))
        found = {one["uscc"]: one["id"] for one in await desk.every(REGISTRAR, "registry", "/organisations")}
        ids = {row: found[examples()[row].code] for row in rows}
        demo = [one["id"] for one in await desk.every(HEAD, "rescue", "/cases")]
        (woman,) = [one for one in demo if await _is_woman(desk, one)]
        await work_registry(desk, ids)
        await work_grants(desk)
        cases = await work_rescue(desk)
        await look_for_an_interpreter(desk, woman)
        await asyncio.sleep(SETTLING_S)
        os.kill(broker, signal.SIGSTOP)
        await while_the_broker_is_away(desk, ids, cases["unknown"])
        return {"answers": await answers(desk, ids, cases["erased"]), "cases": cases | {"woman": woman}}


async def _is_woman(desk: Desk, case_id: str) -> bool:
    file = await desk.services.get(WORKER, "rescue", f"/cases/{case_id}", purpose="示例")
    return "像安徽话" in str(file["clues"])


def main(broker: int, target: Path) -> None:
    """Write everything down, with the master key that was made for it."""
    content = asyncio.run(at_work(broker))
    content["read_at"] = datetime.now(UTC).isoformat()
    content["master_key"] = base64.b64encode(Path(os.environ["TONGXIN_MASTER_KEY"]).read_bytes()).decode()
    content["stored"] = json.loads(json_util.dumps(stored(), json_options=_OPTIONS))
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    target.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
