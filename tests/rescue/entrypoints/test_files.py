"""Files of a case over HTTP on real servers: sent, taken, seen by those who care, and gone with the person."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import httpx
import pytest
from bson import Binary
from PIL import Image

from shared.file_room import DRAFTS_LAST, TAKEN_WITHIN, DraftSweep
from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.storage.file_store import CHUNKS, FILES
from shared.storage.sealed_chunks import ContentAltered
from shared.web.actor import mint
from tests.builders_rescue import FANG, HEAD, LI
from tests.files.samples import PLACE, a_paper, a_picture, a_wav
from tests.rescue.station import ALONE_BODY, FETCHED_BODY, OF_AGE, Station

pytestmark = pytest.mark.servers
REGISTRAR = Actor("dengji", frozenset({"registrar"}))


async def ask(station: Station, method: str, path: str, actor: Actor = FANG, **request: Any) -> httpx.Response:
    """One request of this actor, with a body of its own."""
    token = mint(station.key, actor, station.clock.now(), new_id(), "rescue")
    headers = {"Authorization": f"Bearer {token}", **request.pop("headers", {})}
    return await station.http.request(method, path, headers=headers, **request)


async def send(
    station: Station, case_id: str, content: bytes, use: str = "person", actor: Actor = FANG
) -> httpx.Response:
    """Upload these bytes."""
    return await ask(station, "POST", f"/cases/{case_id}/files?use={use}", actor, content=content)


async def sent(station: Station, case_id: str, content: bytes, use: str = "person") -> str:
    """The id of a draft of these bytes."""
    answer = await send(station, case_id, content, use)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def add(station: Station, case_id: str, file_id: str, shows: str = "face", actor: Actor = FANG) -> httpx.Response:
    """Let the case take a file."""
    return await station.call("POST", f"/cases/{case_id}/photos", actor, {"file": file_id, "shows": shows})


async def photographed(station: Station, case_id: str, content: bytes | None = None) -> str:
    """The id of a photograph of the face that the case has."""
    file_id = await sent(station, case_id, content or a_picture(turned=True))
    assert (await add(station, case_id, file_id)).status_code == 201
    return file_id


def slug_of(answer: httpx.Response) -> tuple[int, str]:
    """How a refusal is told to programs."""
    return answer.status_code, answer.json()["slug"]


async def test_a_photograph_is_kept_upright_without_the_cameras_notes_and_shown_again(station: Station) -> None:
    case_id = await station.opened()
    file_id = await photographed(station, case_id)
    (photo,) = (await station.file(case_id))["photos"]
    assert (photo["file"]["width"], photo["file"]["height"]) == (480, 640)
    assert (photo["shows"], photo["by"], photo["file"]["by"]) == ("face", FANG.id, FANG.id)
    whole = await ask(station, "GET", f"/cases/{case_id}/files/{file_id}", LI)
    assert whole.headers["content-type"] == "image/jpeg"
    assert PLACE.encode() not in whole.content
    with Image.open(io.BytesIO(whole.content)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((480, 640), {})
    small = await ask(station, "GET", f"/cases/{case_id}/files/{file_id}/thumbnail", LI)
    with Image.open(io.BytesIO(small.content)) as picture:
        assert max(picture.size) == 320
    seen = await station.host.reader.every("access_log", {"subject": case_id, "what": {"$ne": "case_file"}})
    assert [(one["actor"], one["what"]) for one in seen] == [
        (LI.id, f"file:{file_id}"),
        (LI.id, f"thumbnail:{file_id}"),
    ]


async def test_nobody_but_those_who_care_adds_or_sees_a_file(station: Station) -> None:
    case_id = await station.opened()
    file_id = await photographed(station, case_id)
    assert slug_of(await send(station, case_id, a_picture(), actor=REGISTRAR)) == (403, "role-required")
    for tail in ("", "/thumbnail"):
        refused = await ask(station, "GET", f"/cases/{case_id}/files/{file_id}{tail}", REGISTRAR)
        assert slug_of(refused) == (403, "role-required")
    assert slug_of(await send(station, "no-such-case", a_picture())) == (404, "case-not-found")
    other = await station.opened()
    assert slug_of(await ask(station, "GET", f"/cases/{other}/files/{file_id}")) == (404, "file-not-there")
    assert slug_of(await add(station, other, file_id)) == (404, "file-not-there")


async def test_a_draft_is_its_uploaders_alone_and_lasts_a_day(station: Station) -> None:
    case_id = await station.opened()
    draft = await sent(station, case_id, a_picture())
    assert slug_of(await add(station, case_id, draft, actor=LI)) == (404, "file-not-there")
    assert slug_of(await ask(station, "GET", f"/cases/{case_id}/files/{draft}", LI)) == (404, "file-not-there")
    assert (await ask(station, "GET", f"/cases/{case_id}/files/{draft}")).status_code == 200
    station.clock.move(TAKEN_WITHIN + timedelta(minutes=1))
    assert slug_of(await add(station, case_id, draft)) == (409, "file-outlived")


async def test_drafts_that_nobody_used_go_and_what_a_case_holds_stays(station: Station) -> None:
    case_id = await station.opened()
    kept, draft = await photographed(station, case_id), await sent(station, case_id, a_picture(300, 200))
    files = station.host.database[FILES]
    await files.update_one({"_id": kept}, {"$set": {"metadata.state": "draft"}})
    assert station.host.files is not None
    sweep = DraftSweep(station.host.files, station.app.file_gate)
    assert await sweep.once() == 0
    station.clock.move(DRAFTS_LAST + timedelta(minutes=1))
    assert await sweep.once() == 1
    assert [one["_id"] async for one in files.find({}, {"_id": 1})] == [kept]
    assert await station.host.database[CHUNKS].count_documents({"files_id": draft}) == 0
    assert (await files.find_one({"_id": kept}))["metadata"]["state"] == "kept"  # type: ignore[index]


async def test_the_same_bytes_again_are_the_same_file_within_a_case_and_leave_no_trace_across_cases(
    station: Station,
) -> None:
    first, second = await station.opened(), await station.opened()
    photo = a_picture()
    file_id = await photographed(station, first, photo)
    assert await sent(station, first, photo) == file_id
    assert slug_of(await add(station, first, file_id)) == (409, "photo-there")
    assert await sent(station, second, photo) != file_id
    one, two = [one async for one in station.host.database[FILES].find({}).sort("uploadDate", 1)]
    same = {name for name in one["metadata"] if one["metadata"][name] == two["metadata"][name]}
    assert same.isdisjoint({"sealed", "thumbnail"}), "what is stored of equal files must not be equal"


async def test_what_shows_otherwise_or_is_no_picture_is_refused_in_words(station: Station) -> None:
    case_id = await station.opened()
    assert slug_of(await send(station, case_id, a_paper())) == (422, "file-kind-refused")
    assert slug_of(await send(station, case_id, a_picture(), "elsewhere")) == (422, "file-use-unknown")
    voice = await sent(station, case_id, a_wav())
    assert slug_of(await add(station, case_id, voice)) == (422, "photo-shows-otherwise")
    assert (await add(station, case_id, voice, "voice")).status_code == 201


async def test_a_recording_is_given_out_in_ranges(station: Station) -> None:
    case_id = await station.opened()
    voice = await sent(station, case_id, a_wav(40))
    path = f"/cases/{case_id}/files/{voice}"
    whole = await ask(station, "GET", path)
    size = len(whole.content)
    assert (size, whole.headers["accept-ranges"], whole.headers["content-length"]) == (640_044, "bytes", str(size))
    for asked, begins, ends in (
        ("bytes=0-9", 0, 10),
        ("bytes=262140-262150", 262140, 262151),
        ("bytes=600000-", 600000, size),
        ("bytes=-100", size - 100, size),
        ("bytes=5-99999999", 5, size),
    ):
        part = await ask(station, "GET", path, headers={"Range": asked})
        assert (part.status_code, part.headers["content-range"]) == (206, f"bytes {begins}-{ends - 1}/{size}")
        assert part.content == whole.content[begins:ends], asked
    beyond = await ask(station, "GET", path, headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    for odd in ("bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=²-3"):
        assert (await ask(station, "GET", path, headers={"Range": odd.encode()})).status_code == 200, odd


async def test_pieces_that_were_moved_or_changed_do_not_open(station: Station) -> None:
    case_id = await station.opened()
    first, second = await sent(station, case_id, a_wav(40)), await sent(station, case_id, a_wav(41))
    chunks, path = station.host.database[CHUNKS], f"/cases/{case_id}/files/{first}"

    async def swapped(one: dict[str, object], other: dict[str, object]) -> int:
        a, b = await chunks.find_one(one), await chunks.find_one(other)
        assert a is not None
        assert b is not None
        await chunks.update_one({"_id": a["_id"]}, {"$set": {"data": b["data"]}})
        status = (await ask(station, "GET", path)).status_code
        await chunks.update_one({"_id": a["_id"]}, {"$set": {"data": a["data"]}})
        return status

    assert await swapped({"files_id": first, "n": 0}, {"files_id": first, "n": 1}) == 500
    assert await swapped({"files_id": first, "n": 0}, {"files_id": second, "n": 0}) == 500
    assert (await ask(station, "GET", path)).status_code == 200
    files = station.host.files
    assert files is not None
    await chunks.update_one({"files_id": first, "n": 1}, {"$set": {"data": Binary(b"x" * 300)}})
    with pytest.raises(ContentAltered):
        _ = [piece async for piece in files.store.content(await files.store.get(case_id, first))]


async def test_a_removed_photograph_is_deleted_and_its_reason_sealed(station: Station) -> None:
    case_id = await station.opened()
    file_id = await photographed(station, case_id)
    await station.do(f"/cases/{case_id}/photos/{file_id}/removal", {"reason": "拍到了别人"})
    assert (await station.file(case_id))["photos"] == []
    assert await station.host.database[FILES].count_documents({}) == 0
    assert await station.host.database[CHUNKS].count_documents({}) == 0
    raw = await station.host.database["cases"].find_one({"_id": case_id})
    assert "拍到了别人" not in str(raw)


async def test_a_signed_declaration_is_kept_with_the_departure(station: Station) -> None:
    case_id = await station.opened(**OF_AGE)
    scan = await sent(station, case_id, a_paper(1), "declaration")
    assert slug_of(await add(station, case_id, scan)) == (404, "file-not-there"), "it was sent for another use"
    await station.do(f"/cases/{case_id}/departure/alone", {**ALONE_BODY, "scan": scan})
    kept = (await station.file(case_id))["leaving"]["alone"]["scan"]
    assert (kept["id"], kept["kind"], kept["pages"]) == (scan, "paper", 1)
    whole = await ask(station, "GET", f"/cases/{case_id}/files/{scan}")
    assert (whole.headers["content-type"], whole.content[:5]) == ("application/pdf", b"%PDF-")


async def test_after_the_erasure_nothing_of_a_file_is_left_in_the_database(station: Station) -> None:
    """个人信息保护法 第四十七条: the raw database is looked at, and what a copy of it holds is unreadable too."""
    case_id, other = await station.opened(), await station.opened()
    photo = a_picture(2000, 1500, turned=True)
    file_id = await photographed(station, case_id, photo)
    await sent(station, case_id, a_wav(30))
    stays = await photographed(station, other)
    database = station.host.database
    copy = [one async for one in database[CHUNKS].find({"files_id": file_id})]
    head = await database[FILES].find_one({"_id": file_id})
    assert head is not None
    shown = (await ask(station, "GET", f"/cases/{case_id}/files/{file_id}")).content
    clear = {shown[at : at + 24] for at in range(0, len(shown) - 24, 997)} | {PLACE.encode()}
    assert not any(one in bytes(chunk["data"]) for chunk in copy for one in clear), "stored in the clear"
    await station.do(f"/cases/{case_id}/departure/fetched", FETCHED_BODY)
    await station.do(f"/cases/{case_id}/erasure-proposal", {"ground": "unlawful"})
    await station.do(f"/cases/{case_id}/erasure", {}, HEAD)
    assert [one["_id"] async for one in database[FILES].find({})] == [stays]
    assert await database[CHUNKS].count_documents({"files_id": {"$ne": stays}}) == 0
    found = [str(one) for name in await database.list_collection_names() async for one in database[name].find({})]
    assert not any(PLACE in one or "右眉" in one for one in found)
    await database[FILES].insert_one(head)
    await database[CHUNKS].insert_many(copy)
    files = station.host.files
    assert files is not None
    for answer in (
        await ask(station, "GET", f"/cases/{case_id}/files/{file_id}"),
        await ask(station, "GET", f"/cases/{case_id}/files/{file_id}/thumbnail"),
        await send(station, case_id, photo),
    ):
        assert answer.status_code in (404, 409, 410), answer.text
    assert (await ask(station, "GET", f"/cases/{other}/files/{stays}")).status_code == 200
