"""Journey 1, in the words of the office: a few words of dialect become a person who understands them.

The limits of the search run from the entry, and a notice makes its way from the draft to the national site.
"""

import json
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aio_pika
import pytest

from services.notify.main import SERVICE as NOTIFY
from services.registry.main import SERVICE as REGISTRY
from services.rescue.main import SERVICE as RESCUE
from tests.notify.postbox import Postbox, open_postbox
from tests.running_services import Office, running_office, until
from tests.servers import Servers

pytestmark = pytest.mark.servers

WORKER, HEAD = "rescue_worker", "station_head"
HER_OWN_WORDS = "我要回颍上找我娘"
LABEL = "无名女（汽车站）"


@pytest.fixture(scope="module")
def postbox() -> Any:
    with open_postbox() as box:
        yield box


@pytest.fixture(scope="module")
async def district(
    servers: Servers, tmp_path_factory: pytest.TempPathFactory, postbox: Postbox
) -> AsyncIterator[Office]:
    """Rescue, registry and notify with a mail server, three people in the talent pool, and the worker's contact."""
    name, home = f"t{uuid.uuid4().hex[:10]}", tmp_path_factory.mktemp("dialect")
    servers.management.add_vhost(name)
    master = home / "master.key"
    master.write_bytes(bytes(range(96)))
    specs = (REGISTRY, RESCUE, NOTIFY)
    given = {"master_key": master, "smtp_url": postbox.url, "public_url": "http://gateway.test"}
    async with running_office(servers.mongo_url, servers.vhost_url(name), f"{name}_", home, *specs, **given) as one:
        people = (("陈颍", "341202", ["中原官话"]), ("王芜", "340202", ["江淮官话"]), ("林甬", "330213", ["吴语"]))
        for person, native, dialects in people:
            body = {"display_name": person, "native_code": native, "dialects": dialects, "phone": "13800000000"}
            await one.registry.post("/talents", body, "registrar")
        for role, mail in ((WORKER, "worker@station.test"), (HEAD, "head@station.test")):
            contact = {"roles": [role], "email": mail, "language": "zh"}
            await one.notify.put(f"/contacts/{role}", contact, "centre_admin")
        yield one
        for spec in specs:
            await one.rescue.host.client.drop_database(f"{name}_{spec.name}")
    servers.management.drop_vhost(name)


async def an_interviewed_woman(district: Office) -> tuple[str, str]:
    """The case of an unknown woman, and the clue of her dialect."""
    intake = {"arrival": "police", "entered_at": "2026-11-20T01:00:00Z", "found_place": "奉化汽车站"}
    opened = await district.rescue.post("/cases", {"intake": intake, "person": {"temporary_label": LABEL}}, WORKER)
    case = opened["id"]
    note = {
        "language": "方言",
        "ability": "few_words",
        "words_heard": HER_OWN_WORDS,
        "clues": [{"kind": "dialect", "words": "像安徽话, 阜阳一带"}],
    }
    await district.rescue.post(f"/cases/{case}/interviews", note, WORKER)
    file = await district.rescue.get(f"/cases/{case}", WORKER, purpose="寻找亲属")
    return case, file["clues"][0]["id"]


async def test_dialect_clue_brings_the_nearest_speaker_to_the_case_the_inbox_and_the_mail(
    district: Office, postbox: Postbox
) -> None:
    case, clue = await an_interviewed_woman(district)
    speech = {"clue_id": clue, "area": "阜阳一带", "dialect": "安徽话"}
    await district.rescue.post(f"/cases/{case}/interpreter-requests", speech, WORKER)

    async def proposals() -> list[dict[str, Any]]:
        file = await district.rescue.get(f"/cases/{case}", WORKER, purpose="寻找亲属")
        return file["interpreter_requests"][0]["proposals"] or []

    await until(proposals)
    found = await proposals()
    names = {
        person["id"]: person["display_name"]
        for person in (await district.registry.get("/talents", "registrar", why="核对推荐"))["items"]
    }
    assert next(names[one["person_id"]] for one in found) == "陈颍", "the one born in Fuyang comes first"
    assert found[0]["why"][0] == "speaks_group", "and speaks the dialect group of the place"
    await helped(district, case, found[0]["person_id"])

    async def item() -> list[dict[str, Any]]:
        return (await district.notify.get("/inbox", WORKER, tab="todo"))["items"]

    await until(item)
    assert {"kind": "case", "id": case} in [one["about"] for one in await item()]
    await until(lambda: _has_mail(postbox))
    mail = [one for one in postbox.mails if one["To"] == "worker@station.test"][-1]
    text = mail.get_content()
    assert "http://gateway.test/go/case/" in text
    for personal in (HER_OWN_WORDS, LABEL, "陈颍", "奉化汽车站"):
        assert personal not in mail.as_string() + text, "a mail tells nothing of anybody"


async def helped(district: Office, case: str, person: str) -> None:
    """The worker writes down that the interpreter understood; the talent pool counts it for the next request."""
    file = await district.rescue.get(f"/cases/{case}", WORKER, purpose="寻找亲属")
    request = file["interpreter_requests"][0]["id"]
    call = {"person_id": person, "outcome": "helped", "remarks": "是颍上人"}
    await district.rescue.post(f"/cases/{case}/interpreter-requests/{request}/contacts", call, WORKER)

    async def counted() -> bool:
        talent = await district.registry.get(f"/talents/{person}", "registrar", why="核对次数")
        return bool(talent["helped"] == 1)

    await until(counted)


async def test_what_leaves_the_station_is_area_and_dialect_and_no_person(district: Office) -> None:
    connection = await aio_pika.connect(district.amqp_url)
    async with connection:
        channel = await connection.channel()
        tap = await channel.declare_queue(exclusive=True)
        await tap.bind("tongxin.events", "#")
        case, clue = await an_interviewed_woman(district)
        speech = {"clue_id": clue, "area": "阜阳一带", "dialect": "安徽话"}
        await district.rescue.post(f"/cases/{case}/interpreter-requests", speech, WORKER)
        seen: dict[str, dict[str, Any]] = {}

        async def proposed() -> bool:
            while (message := await tap.get(fail=False, no_ack=True)) is not None:
                event = json.loads(message.body)
                seen[event["type"]] = event
            return any(type_.startswith("registry.interpreter.proposed") for type_ in seen)

        await until(proposed)
    requested = seen["rescue.interpreter.requested.v1"]
    assert set(requested["data"]) == {"request_id", "case_id", "case_no", "area", "dialect", "requested_by"}
    assert requested["data"]["case_no"] == (await file_of(district, f"/cases/{case}"))["case_no"]
    assert requested["subject"] == case
    told = json.dumps(list(seen.values()), ensure_ascii=False)
    for personal in (HER_OWN_WORDS, LABEL, "奉化汽车站", "陈颍", "13800000000"):
        assert personal not in told, "told to everybody"
    chain = {event["correlationid"] for type_, event in seen.items() if "interpreter" in type_}
    assert len(chain) == 1, "one journey, one correlation id"


async def test_limits_run_by_themselves_pause_for_a_statement_and_come_back_when_it_was_wrong(district: Office) -> None:
    opened = await district.rescue.post("/cases", just_arrived(), WORKER)
    case = f"/cases/{opened['id']}"
    assert await identity(district, case) == "searching", "nobody had to start the search"
    limits = await limits_of(district, case)
    assert {"search_notice", "dna_request", "long_stay_report", "settlement", "normal_stay"} == set(limits)
    assert {limit["state"] for limit in limits.values()} == {"open"}
    await published(district, case)
    assert (await limits_of(district, case))["search_notice"]["state"] == "met"

    await district.rescue.post(f"{case}/stated-identity", {"name": "张志英"}, WORKER)
    limits = await limits_of(district, case)
    paused = {code for code, limit in limits.items() if limit["paused"]}
    assert paused == {"dna_request", "long_stay_report", "settlement", "notice_refresh"}
    assert await identity(district, case) == "stated_by_self"
    assert limits["identity_check"]["state"] == "open", "to be checked within a limit of its own"

    found = {"source": "police", "outcome": "not_found", "paper": "甬奉公复〔2026〕7号"}
    await district.rescue.post(f"{case}/identity-checks", found, HEAD)
    limits = await limits_of(district, case)
    assert not any(limit["paused"] for limit in limits.values())
    assert limits["dna_request"]["state"] == "open"
    assert (limits["search_notice"]["state"], limits["identity_check"]["state"]) == ("met", "met")
    assert await identity(district, case) == "searching"


async def test_corrected_arrival_waits_for_a_second_person_whose_refusal_the_author_hears_of(district: Office) -> None:
    opened = await district.rescue.post("/cases", just_arrived(), WORKER)
    case = f"/cases/{opened['id']}"
    later = {"entered_at": datetime.now(UTC).isoformat(), "reason": "护送民警这样说"}
    subject = "entry_correction_proposed"
    await district.rescue.post(f"{case}/entry", later, WORKER)
    await until(lambda: _asked(district, HEAD, case, subject))
    (asked,) = await _asked(district, HEAD, case, subject)
    assert asked["title_zh"] == f"个案 {(await file_of(district, case))['case_no']}：入站时间更正等您批准"
    assert await _answered(district, WORKER, case, subject), "nobody decides about their own"
    await district.rescue.post(f"{case}/entry-correction/refusal", {}, HEAD)
    await until(lambda: _answered(district, HEAD, case, subject))
    await until(lambda: _asked(district, WORKER, case, "entry_correction_refused"))
    await district.rescue.post(f"{case}/entry", later, WORKER)
    await until(lambda: _asked(district, HEAD, case, subject))
    await district.rescue.post(f"{case}/entry-correction/approval", {}, HEAD)
    await until(lambda: _answered(district, HEAD, case, subject))
    assert len(await _asked(district, WORKER, case, "entry_correction_refused")) == 1


def just_arrived() -> dict[str, Any]:
    """The intake of somebody who came two hours ago and cannot say who they are."""
    entered = datetime.now(UTC) - timedelta(hours=2)
    intake = {"arrival": "police", "entered_at": entered.isoformat(), "found_place": "奉化汽车站"}
    return {"intake": intake, "person": {"temporary_label": LABEL}}


async def published(district: Office, case: str) -> None:
    """The worker drafts a notice, the head approves it, and the worker publishes it; both are asked in their inbox."""
    text = {"features": "右手虎口有一颗痣", "contact_phone": "0574-00000000"}
    await district.rescue.post(f"{case}/notices", text, WORKER)
    notice = f"{case}/notices/{(await file_of(district, case))['notices'][0]['id']}"
    await until(lambda: _asked(district, HEAD, case, "notice_proposed"))
    await district.rescue.post(f"{notice}/approval", {}, HEAD)
    limit = (await limits_of(district, case))["search_notice"]
    assert limit["state"] == "open", "an approval publishes nothing"
    await until(lambda: _asked(district, WORKER, case, "notice_approved"))
    place = {"channel": "national_site", "reference": "XQ-2026-1"}
    await district.rescue.post(f"{notice}/publications", place, WORKER)
    told = (await file_of(district, case))["notices"][0]["publications"][0]
    assert (told["channel"], told["reference"], told["by"]) == ("national_site", "XQ-2026-1", WORKER)
    for asked, subject in ((HEAD, "notice_proposed"), (WORKER, "notice_approved")):
        await until(lambda asked=asked, subject=subject: _answered(district, asked, case, subject))


async def file_of(district: Office, case: str) -> Any:
    """The case, whole."""
    return await district.rescue.get(case, WORKER, purpose="寻找亲属")


async def identity(district: Office, case: str) -> str:
    """Where the question stands who she is."""
    return str((await file_of(district, case))["identity"])


async def limits_of(district: Office, case: str) -> dict[str, Any]:
    """The limits of the case by their code."""
    return {limit["code"]: limit for limit in (await file_of(district, case))["limits"]}


async def _asked(district: Office, reader: str, case: str, subject: str) -> list[Any]:
    """What the reader was asked about this case and has not been answered."""
    items = (await district.notify.get("/inbox", reader, tab="all"))["items"]
    mine = [one for one in items if one["subject"] == subject and case.endswith(one["about"]["id"])]
    return [one for one in mine if one["settled_at"] is None]


async def _answered(district: Office, reader: str, case: str, subject: str) -> bool:
    return not await _asked(district, reader, case, subject)


async def _has_mail(postbox: Postbox) -> bool:
    return any(one["To"] == "worker@station.test" for one in postbox.mails)
