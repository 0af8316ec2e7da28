"""Importing files over HTTP, on real servers."""

from typing import Any

import pytest

from tests.builders_registry import HEADER, a_code, a_csv, a_row
from tests.registry.running import Registry

pytestmark = pytest.mark.servers


async def send(registry: Registry, content: bytes, status: int = 201, **choices: Any) -> Any:
    headers = choices.pop("headers", {})
    files = {"file": ("名册.csv", content, "text/csv")}
    return await registry.answer("POST", "/imports", status, files=files, data=choices, headers=headers)


async def result(registry: Registry, accepted: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = await registry.get(f"/imports/{accepted['id']}")
    return kept


def figures(kept: dict[str, Any]) -> tuple[int, ...]:
    return tuple(kept[name] for name in ("rows", "created", "updated", "unchanged", "failed"))


async def test_dry_run_then_import_then_the_same_file_again(registry: Registry) -> None:
    content = a_csv(*(a_row(number) for number in range(1, 21)), encoding="gb18030")
    dry = await result(registry, await send(registry, content, dry_run="true"))
    assert figures(dry) == (20, 20, 0, 0, 0)
    assert (await registry.get("/organisations"))["total"] == 0
    done = await result(registry, await send(registry, content))
    assert figures(done) == (20, 20, 0, 0, 0)
    assert (await registry.get("/organisations"))["total"] == 20
    again = await result(registry, await send(registry, content))
    assert figures(again) == (20, 0, 0, 20, 0)
    assert (await registry.get("/organisations"))["total"] == 20
    listed = await registry.get("/imports", limit=2)
    assert ([item["file_name"] for item in listed["items"]], listed["total"]) == (["名册.csv"] * 2, 3)
    assert [(one["name"], one["allowed"]) for one in listed["allowed_actions"]] == [
        ("import_organisations", True),
        ("start_import", True),
    ]
    rest = await registry.get("/imports", limit=2, cursor=listed["next_cursor"])
    ids = [item["id"] for item in [*listed["items"], *rest["items"]]]
    assert (len(ids), rest["next_cursor"]) == (3, None)
    assert [item["id"] for item in (await registry.get("/imports", sort="at"))["items"]] == ids[::-1]


async def test_same_key_again_is_answered_as_before(registry: Registry) -> None:
    content, headers = a_csv(a_row(101)), {"Idempotency-Key": "import-once"}
    first = await send(registry, content, headers=headers)
    second = await send(registry, content, headers=headers)
    assert second["id"] == first["id"]
    assert figures(await result(registry, second)) == (1, 1, 0, 0, 0)
    other = await send(registry, a_csv(a_row(102)), 422, headers=headers)
    assert other["slug"] == "idempotency-key-reused"
    assert (await registry.get("/organisations", q=a_code(102)))["total"] == 0


async def test_wrong_rows_are_told_by_row_and_column_in_both_languages(registry: Registry) -> None:
    rows = [a_row(201), a_row(202, 统一社会信用代码="51330213MJ90000147"), a_row(203, 成立日期="去年"), a_row(201)]
    kept = await result(registry, await send(registry, a_csv(*rows)))
    assert figures(kept) == (4, 1, 0, 0, 3)
    assert [(p["row"], p["column"], p["slug"]) for p in kept["problems"]] == [
        (3, "统一社会信用代码", "uscc-check-digit-wrong"),
        (4, "成立日期", "day-unreadable"),
        (5, "统一社会信用代码", "repeated-in-file"),
    ]
    assert all(p["zh"] and p["en"] for p in kept["problems"])


async def test_differing_row_is_updated_only_when_chosen(registry: Registry) -> None:
    await send(registry, a_csv(a_row(301)))
    changed = a_csv(a_row(301, 法定代表人="李二"))
    kept = await result(registry, await send(registry, changed))
    assert (figures(kept), kept["problems"][0]["column"]) == ((1, 0, 0, 0, 1), "法定代表人")
    updated = await result(registry, await send(registry, changed, update_existing="true"))
    assert figures(updated) == (1, 0, 1, 0, 0)


async def test_name_and_status_of_the_register_are_compared_in_the_database(registry: Registry) -> None:
    await send(registry, a_csv(a_row(401), a_row(402)))
    twin = a_csv(a_row(403, 名称="奉化区示例协会401"))
    gone = a_csv(a_row(402) + ",注销", header=f"{HEADER},状态")
    for content, slug in ((twin, "organisation-name-borne"), (gone, "status-differs")):
        for choice in ("true", "false"):
            kept = await result(registry, await send(registry, content, dry_run=choice))
            assert figures(kept) == (1, 0, 0, 0, 1)
            assert [problem["slug"] for problem in kept["problems"]] == [slug]


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"%PDF-1.7\x00", "file-unreadable"),
        ("名称\n甲\n".encode(), "columns-missing"),
        (b"", "sheet-empty"),
        (b"a" * (10 * 1024 * 1024 + 1), "file-too-large"),
    ],
)
async def test_file_that_cannot_be_read_is_refused_as_a_whole(registry: Registry, content: bytes, slug: str) -> None:
    assert (await send(registry, content, 422))["slug"] == slug


async def test_import_is_for_the_office_alone(registry: Registry) -> None:
    files = {"file": ("a.csv", a_csv(a_row(1)), "text/csv")}
    problem = await registry.answer("POST", "/imports", 403, role="rescue_worker", files=files)
    assert problem["slug"] == "role-required"
    assert (await registry.get("/imports/nothing", 404))["slug"] == "import-not-found"
