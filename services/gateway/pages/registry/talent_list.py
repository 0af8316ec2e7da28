"""专业人才库: search by name, dialect, native place and skills, and take a person in."""

from services.gateway.engine.action import Action
from services.gateway.engine.fields import Input
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, Tone, text_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import EXAMPLE, example_cell, example_tags
from services.gateway.pages.place_words import place_lookup
from services.gateway.pages.registry.organisation_list import only_alike

AVAILABLE = {"available": Tone("ok"), "by_appointment": Tone("ok"), "away": Tone("warn")}


async def _places(page: Page, words: str) -> Json:
    """Places whose name of today or of before begins with these words."""
    return await page.services.ask("registry", "/places", {"q": words})


NATIVE = Input(
    "native_code",
    lookup=place_lookup(
        _places,
        ("former_name", "former_until"),
        lambda one: text_at(one, "code"),
        N_("没有找到这个地方。请写到县区，例如：临泉县。"),
    ),
)
ADD = Action(
    "add_talent",
    done=N_("已加入专业人才库。"),
    confirm=N_("加入人才库"),
    icon="person-add",
    inputs=(Input("display_name"), Input("phone"), NATIVE),
    hidden=("invented",),
    leads_to="/talents/{id}",
)

TALENTS = List(
    service="registry",
    path="/talents",
    source="/talents",
    record="/talents/{id}",
    title=N_("专业人才库"),
    lead=N_("愿意帮忙的人，和他们会的方言与技能；每次查阅都有记录"),
    icon="person",
    columns=(
        Column("display_name", marks=example_tags),
        Column("native_county"),
        Column("dialects"),
        Column("skills"),
        Column("availability", tones=AVAILABLE),
    ),
    file_columns=(Column("invented", EXAMPLE, show=example_cell),),
    filters=(Input("dialect"), Input("native"), Input("skill"), Input("availability")),
    actions=(ADD,),
    empty=(N_("没有找到这样的人"), N_("少写一个条件试试：籍贯可以只写到市，方言可以只写地名，例如“阜阳”。")),
    none_yet=(N_("人才库里还没有人"), N_("本人愿意加入时，由登记员录入。")),
    private=True,
    remark=only_alike,
    purpose={"why": "查阅人才库名单"},
)
