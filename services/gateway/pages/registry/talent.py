"""One person of the talent pool: what they told of themselves, the phone number for a reason, update and withdrawal."""

from collections.abc import Mapping

from services.gateway.engine.action import Action
from services.gateway.engine.blocks import Own, pairs_of
from services.gateway.engine.fields import Input
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.reveal import Reveal
from services.gateway.engine.schema import Json
from services.gateway.engine.values import NOT_KNOWN, Cell, Column, Tag, moment_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import example_tags
from services.gateway.pages.registry.reference import reference
from services.gateway.pages.registry.talent_list import AVAILABLE, NATIVE, TALENTS

LEFT, ERASED = N_("此人已退出人才库"), N_("个人信息已按本人意愿于 %(day)s 清除。")
TOLD_TITLE = N_("个人情况")
TOLD = ("display_name", "dialects", "skills", "availability", "note")


def _why(page: Page) -> Mapping[str, str]:
    """What is logged with each reading: the command that somebody is about to give, or that they looked."""
    command = page.request.url.path.rpartition("/")[2].replace("-", "_")
    labels = [one.operation("registry").label.zh for one in TALENT.actions if one.command == command]
    return {"why": labels[0] if labels else "查看人才信息"}


def _gone(page: Page, person: Json) -> tuple[str, str] | None:
    at = moment_at(person, "withdrawn_at")
    return (page.say(LEFT), page.say(ERASED, day=page.formats.day(at))) if at else None


def _tags(page: Page, person: Json) -> list[Tag]:
    field, code = TALENT.schema.at("availability"), text_at(person, "availability")
    return [Tag(field.options[code].of(page.language), AVAILABLE[code].tone), *example_tags(page, person)]


def _joined(page: Page, person: Json) -> Cell:
    at = moment_at(person, "added_at")
    return Cell(page.formats.day(at) if at else "")


def _phone(_: Page, person: Json) -> Cell:
    """The number; one that is shown whole dials."""
    number = text_at(person, "phone")
    return Cell(number, href=f"tel:{number.replace(' ', '')}" if number and "*" not in number else "")


async def _known(_: Page, person: Json, __: Json) -> Mapping[str, object]:
    """What the person told; the number stays masked, and the place is told in words."""
    return {**{name: person.get(name) for name in TOLD}, "native_code": person.get("native_county")}


def _keeping_the_phone(body: Mapping[str, object], _: Json) -> Mapping[str, object]:
    return {**body, "keep_phone": not body["phone"]}


async def _told(page: Page, person: Json) -> Mapping[str, object]:
    """What the person told, with the dialect group of the native place by its name."""
    names = await reference(page, "dialects")
    group = Cell(names.get(text_at(person, "dialect_group"), "") or page.say(NOT_KNOWN))
    columns = (
        Column("dialects"),
        Column("dialect_group", show=lambda *_: group),
        Column("skills"),
        Column("helped"),
        Column("in_vain"),
        Column("note"),
    )
    return {"title": TOLD_TITLE, "lead": "", "pairs": pairs_of(page, columns, TALENT.schema, person)}


TALENT = Record(
    service="registry",
    path="/talents/{talent_id}",
    source="/talents/{talent_id}",
    title=lambda _page, person: text_at(person, "display_name"),
    icon="person",
    tags=_tags,
    facts=(Column("native_county"), Column("added_at", show=_joined)),
    blocks=(
        Own("engine/facts.html", _told),
        Reveal(
            N_("联系方式"),
            (Column("phone", show=_phone),),
            source="/talents/{talent_id}/phone",
            ask=N_("显示电话"),
            logged=N_("查看电话已经记录在案：%(why)s"),
        ),
    ),
    actions=(
        Action(
            "update_talent",
            done=N_("人才信息已经更新。"),
            confirm=N_("保存"),
            inputs=(Input("display_name"), Input("phone"), NATIVE),
            hidden=("keep_phone",),
            begin=_known,
            sends=_keeping_the_phone,
        ),
        Action(
            "withdraw_talent",
            done=N_("已退出人才库，个人信息已经清除。"),
            confirm=N_("确认退出"),
            tone="danger",
            leads_to=TALENTS.path,
        ),
    ),
    purpose=_why,
    gone=_gone,
    listed=TALENTS,
)
