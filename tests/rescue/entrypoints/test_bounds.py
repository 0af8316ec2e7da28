"""Bounds at the door: one character more is refused with the field named, and what is let in can be read again."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI

from services.rescue.domain.person import MOST_NAMES
from services.rescue.main import SERVICE
from shared.web.command_routes import command_router
from tests.builders_rescue import FANG, HEAD, HOUR
from tests.rescue.station import CAME, NOTICE_BODY, PUBLICATION, Station

pytestmark = pytest.mark.servers

TALK: dict[str, Any] = {"language": "安徽话", "ability": "sentences"}
CLUE: dict[str, Any] = {"kind": "dialect", "words": "像安徽话"}
STATED: dict[str, Any] = {"name": "张志英", "id_number_as_stated": True}
INQUIRY: dict[str, Any] = {"kind": "dna_sample", "office": "锦屏派出所"}
REPLY: dict[str, Any] = {"outcome": "no_hit", "paper": "甬公鉴7号"}
CHECK: dict[str, Any] = {"source": "police", "outcome": "not_found", "paper": "甬公复7号"}
PAPER: dict[str, Any] = {"code": "normal_stay", "paper": "甬民救3号"}
NOTICE_TEXTS = "features shown_name sex age height speech clothing condition found_place"
BOUNDS: list[tuple[str, dict[str, Any], int, str]] = [
    ("/cases", CAME, 2000, "intake.found_place intake.brought_by intake.handover_sheet intake.circumstances"),
    ("/cases", CAME | {"person": {"id_number_as_stated": True}}, 60, "person.name.value.han person.id_number.value"),
    ("{case}/intake", {"arrival": "citizen"}, 2000, "found_place brought_by handover_sheet circumstances"),
    ("{case}/entry", {"entered_at": "2026-09-28T00:00:00Z"}, 500, "reason"),
    ("{case}/placements", {"place": "hospital"}, 200, "name"),
    ("{case}/placements", {"place": "hospital"}, 500, "evidence"),
    ("{case}/person", {}, 60, "temporary_label phone.value ethnicity.value"),
    ("{case}/person", {"id_number_as_stated": True}, 60, "id_number.value"),
    ("{case}/person", {}, 60, "name.value.han name.value.pinyin name.value.heard_as"),
    ("{case}/person", {"age": {"value": {"low": 50, "high": 60}}}, 60, "age.value.estimated_by"),
    ("{case}/person", {"marks": [{"site": "手", "kind": "mole"}]}, 200, "marks.0.site marks.0.text"),
    ("{case}/person", {}, 2000, "home.value features clothing belongings health"),
    ("{case}/stated-identity", STATED, 60, "name id_number"),
    ("{case}/interviews", TALK, 4000, "language interpreter words_heard remarks"),
    ("{case}/interviews", {**TALK, "clues": [CLUE]}, 500, "clues.0.words clues.0.normal_form"),
    ("{case}/clues/{clue}/check", {}, 500, "finding"),
    ("{case}/clues/{clue}/refutation", {}, 500, "finding"),
    ("{case}/notices", NOTICE_BODY, 500, NOTICE_TEXTS),
    ("{case}/notices/{notice}/return", {}, 500, "reason"),
    ("{case}/notices/{notice}/withdrawal", {}, 500, "reason"),
    (
        "{case}/notices/{notice}/publications",
        PUBLICATION | {"late_reason": "台风"},
        500,
        "reference late_reason evidence",
    ),
    ("{case}/inquiries", INQUIRY | {"late_reason": "台风"}, 200, "office request_no"),
    ("{case}/inquiries", INQUIRY, 500, "late_reason"),
    ("{case}/inquiries/{inquiry}/reply", REPLY, 200, "paper"),
    ("{case}/inquiries/{inquiry}/reply", REPLY, 500, "remarks late_reason"),
    ("{case}/identity-checks", CHECK, 200, "paper"),
    ("{case}/identity-checks", CHECK, 500, "remarks late_reason"),
    ("{case}/duties", PAPER, 200, "paper"),
    ("{case}/duties", PAPER, 500, "late_reason"),
]
"""Texts that commands on a case take in: where, beside what, how many characters at most, and which."""
CHARACTERS = {"phone.value": "1"}
"""What a text is made of that takes no Chinese characters."""


def filled(body: dict[str, Any], name: str, text: object) -> dict[str, Any]:
    """The body with this value at the end of the path; ``0`` stands for the first of several."""
    first, _, rest = name.partition(".")
    if rest.startswith("0."):
        return body | {first: [filled(body[first][0], rest.removeprefix("0."), text)]}
    return body | {first: filled(body.get(first, {}), rest, text) if rest else text}


def unbounded(schemas: dict[str, Any], schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where a schema lets in a text of any length that is no code, number or time."""
    if "$ref" in schema:
        yield from unbounded(schemas, schemas[schema["$ref"].rsplit("/", 1)[-1]], at)
    for choice in schema.get("anyOf", ()):
        yield from unbounded(schemas, choice, at)
    for name, field in schema.get("properties", {}).items():
        yield from unbounded(schemas, field, f"{at}.{name}".lstrip("."))
    if "items" in schema:
        yield from unbounded(schemas, schema["items"], at)
    if schema.get("type") == "string" and not schema.keys() & {"maxLength", "enum", "format", "const"}:
        yield at


def test_every_text_that_is_taken_in_has_a_bound() -> None:
    api = FastAPI()
    for router in (*SERVICE.routers, command_router(SERVICE.commands)):
        api.include_router(router)
    document = api.openapi()
    free = set()
    for operations in document["paths"].values():
        for operation in operations.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                free |= set(unbounded(document["components"]["schemas"], content["schema"]))
    assert free == set()


async def a_case_for(station: Station, path: str) -> str:
    """The path with the ids of a case on which the command may be given."""
    case_id = await station.opened(clothing="蓝布衫")
    ids = {"case": f"/cases/{case_id}", "clue": "", "notice": "", "inquiry": ""}
    if "{clue}" in path:
        await station.do(f"/cases/{case_id}/interviews", {**TALK, "clues": [CLUE]})
        ids["clue"] = (await station.file(case_id))["clues"][0]["id"]
    if "{notice}" in path:
        notice = await (station.approved if "publications" in path else station.drafted)(case_id)
        ids["notice"] = notice.rsplit("/", 1)[-1]
        station.clock.move(25 * HOUR)
    if "{inquiry}" in path:
        await station.do(f"/cases/{case_id}/inquiries", INQUIRY)
        ids["inquiry"] = (await station.file(case_id))["inquiries"][0]["id"]
    if "identity-checks" in path:
        await station.do(f"/cases/{case_id}/stated-identity", {"name": "张志英"})
    return path.format(**ids)


@pytest.mark.parametrize(("path", "body", "most", "names"), BOUNDS)
async def test_a_text_at_its_bound_is_let_in_and_read_again_and_a_longer_one_is_refused_by_name(
    station: Station, path: str, body: dict[str, Any], most: int, names: str
) -> None:
    method = "PUT" if path.endswith(("person", "intake")) else "POST"
    for name in names.split():
        one = CHARACTERS.get(name, "长")
        address = await a_case_for(station, path)
        refused = await station.call(method, address, HEAD, filled(body, name, one * (most + 1)))
        assert (refused.status_code, refused.json()["slug"]) == (422, "input-invalid")
        assert (name, "string_too_long") in [(error["at"], error["type"]) for error in refused.json()["errors"]]
        await station.do(address, filled(body, name, one * most), HEAD, method)
    for line in (await station.get("/cases"))["items"]:
        await station.file(line["id"])


@pytest.mark.parametrize(
    ("person", "at"),
    [
        ({"height_cm": {"value": 29}}, "height_cm.value"),
        ({"height_cm": {"value": 251}}, "height_cm.value"),
        ({"age": {"value": {"low": -1, "high": 5}}}, "age.value.low"),
        ({"age": {"value": {"low": 10, "high": 121}}}, "age.value.high"),
        ({"marks": [{"site": "手", "kind": "mole"}] * 101}, "marks"),
        ({"other_names": [{"han": "阿英"}] * (MOST_NAMES + 1)}, "other_names"),
    ],
)
async def test_what_is_beyond_all_measure_is_refused_by_name(station: Station, person: dict[str, Any], at: str) -> None:
    answer = await station.call("POST", "/cases", FANG, CAME | {"person": person})
    assert (answer.status_code, [error["at"] for error in answer.json()["errors"]]) == (422, [f"person.{at}"])


async def test_more_clues_at_once_than_can_be_looked_into_are_refused_by_name(station: Station) -> None:
    case_id = await station.opened()
    answer = await station.call("POST", f"/cases/{case_id}/interviews", FANG, {**TALK, "clues": [CLUE] * 51})
    assert (answer.status_code, [error["at"] for error in answer.json()["errors"]]) == (422, ["clues"])


async def test_an_interval_of_ages_that_ends_before_it_begins_is_refused_in_words(station: Station) -> None:
    age = {"value": {"low": 60, "high": 50}, "unknown": None}
    answer = await station.call("POST", "/cases", FANG, CAME | {"person": {"age": age}})
    assert (answer.status_code, answer.json()["slug"]) == (422, "age-interval-wrong")
