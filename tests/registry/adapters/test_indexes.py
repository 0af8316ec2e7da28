"""Finding an organisation by name walks along indexes, whichever way it is written, never through the collection."""

import itertools
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

from services.registry.adapters.search_words import readings
from services.registry.adapters.views import organisation_view
from services.registry.domain.name_search import SoughtName
from services.registry.main import SERVICE
from services.registry.names_like import WRITTEN, organisations_like, written_so
from services.registry.queries.organisation_list import OrganisationFilter
from shared.kernel.cause import Actor
from shared.kernel.roles import Role
from shared.storage.indexes import create_indexes
from shared.storage.mongo import Database, connect
from shared.storage.mongo import database as database_of
from shared.storage.reading import Reader
from tests.builders_registry import RULES, an_organisation

pytestmark = pytest.mark.servers

STREETS = ("锦屏街道", "岳林街道", "江口街道", "溪口镇", "大堰镇", "松岙镇", "裘村镇")
WHAT = ("爱心", "助学", "书画", "钓鱼", "养老", "水产", "茶叶", "篮球", "慈善", "戏曲", "竹编", "桃农", "摄影", "环保")
LIKE = ("服务", "文化", "发展", "志愿", "交流")
ENDS = ("协会", "学会", "商会", "中心", "基金会", "联合会")
TYPED = (
    "协会",
    "奉化爱心",
    "奉化市锦屏街道爱心服务协会",
    "金屏茶叶服务",
    "岳林象棋交流研究会",
    "溪口书画文明协会",
    "abcd0146",
    "yljd",
)


class Explaining(Reader):
    """A reader that asks the server how it would read, and keeps the answers."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.plans: list[str] = []

    async def aggregate(self, collection: str, pipeline: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        asked = {"aggregate": collection, "pipeline": list(pipeline), "cursor": {}}
        self.plans.append(str(await self._database.command("explain", asked, verbosity="queryPlanner")))
        return await super().aggregate(collection, pipeline)


def names(many: int) -> list[str]:
    """This many different names of organisations, in the same order each time."""
    parts = itertools.product(STREETS, WHAT, LIKE, ENDS, ("奉化区", "宁波市奉化"))
    return ["{4}{0}{1}{2}{3}".format(*one) for one in itertools.islice(parts, many)]


@pytest.fixture
async def register(mongo_url: str, database: str) -> AsyncIterator[Database]:
    client = connect(mongo_url)
    db = database_of(client, f"{database}registry")
    await create_indexes(db, SERVICE.plan)
    organisations = (an_organisation(number, name=name) for number, name in enumerate(names(300), start=1))
    await db["organisations"].insert_many(
        {"_id": one.id, "view": organisation_view(one, RULES)} for one in organisations
    )
    yield db
    client.close()


async def test_every_way_to_find_a_name_runs_along_an_index(register: Database) -> None:
    reader = Explaining(register)
    for typed in TYPED:
        sought = SoughtName(typed, readings)
        await organisations_like(reader, sought, 6)
        await organisations_like(reader, sought, 50, but=WRITTEN)
        counted = register["organisations"].find(written_so(sought))
        reader.plans.append(str((await counted.explain())["queryPlanner"]))
    assert len(reader.plans) > 2 * len(TYPED)
    assert all("IXSCAN" in plan and "COLLSCAN" not in plan for plan in reader.plans)


async def test_what_waits_for_a_second_person_is_found_along_an_index(register: Database) -> None:
    """今日 asks for it each time somebody opens it."""
    where = OrganisationFilter(retraction_to_decide=True).where(Actor("li", frozenset({Role.REGISTRAR})))
    asked = register["organisations"].find(where).sort([("view.name_key", 1), ("_id", 1)]).limit(8)
    read = (await asked.explain())["executionStats"]
    assert (read["nReturned"], read["totalDocsExamined"]) == (0, 0)
