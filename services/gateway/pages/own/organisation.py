"""本机构: what the register says of one's own organisation, where it stands and why, and what happened."""

from services.gateway.engine.blocks import Facts, Item, Items
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, Tag, as_text, moment_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.examples import example_tags
from services.gateway.pages.registry.organisation_parts import OF_YEAR, UNTIL

LISTED, CLEARED = N_("列入 %(when)s"), N_("移出 %(when)s")
TONES = {"clear": "ok", "abnormal": "danger", "serious": "danger"}


def standing_tags(page: Page, organisation: Json) -> list[Tag]:
    """How it is registered and where it stands; an example says so."""
    schema = OWN_ORGANISATION.schema
    told = [
        Tag(as_text(page, schema.at("status"), organisation.get("status"))),
        Tag(
            as_text(page, schema.at("standing"), organisation.get("standing")),
            TONES.get(text_at(organisation, "standing"), "warn"),
        ),
    ]
    return [*told, *example_tags(page, organisation)]


def _entry(page: Page, row: Json, what: str, path: str, left: str) -> Item:
    schema = OWN_ORGANISATION.schema.at(path).schema.items
    title, year = as_text(page, schema.at(what), row.get(what)), row.get("year")
    listed, gone = moment_at(row, "listed_at"), moment_at(row, left)
    tag = Tag(page.say(N_("已移出")), "ok", "check") if gone else Tag(page.say(N_("未移出")), "danger", "alert")
    facts = [
        page.say(LISTED, when=page.formats.moment(listed)) if listed else "",
        text_at(row, "decision_no"),
        page.say(CLEARED, when=page.formats.moment(gone)) if gone else "",
    ]
    return Item(page.say(OF_YEAR, reason=title, year=year) if year else title, [tag], [*filter(None, facts)])


def _reason(page: Page, row: Json) -> Item:
    return _entry(page, row, "code", "reasons", "cleared_at")


def _ground(page: Page, row: Json) -> Item:
    return _entry(page, row, "ground", "grounds", "left_at")


def _happened(page: Page, row: Json) -> Item:
    """What happened, when, by which decision."""
    schema, at = OWN_ORGANISATION.schema.at("timeline").schema.items, moment_at(row, "at")
    told = [as_text(page, schema.at(name), row.get(name)) for name in ("of", "code", "ground", "fields")]
    until = as_text(page, schema.at("until"), row.get("until"))
    facts = [
        page.formats.moment_or_day(at) if at else "",
        text_at(row, "decision_no"),
        page.say(UNTIL, day=until) if until else "",
    ]
    return Item(as_text(page, schema.at("what"), row.get("what")), (), [*filter(None, facts)], [*filter(None, told)])


FACTS = (Column("uscc"), Column("kind"), Column("founded_on"))
BLOCKS = (
    Facts(
        N_("登记事项"),
        (
            Column("legal_representative"),
            Column("supervisor"),
            Column("street"),
            Column("address"),
            Column("suspended_until", if_any=True),
        ),
        lead=N_("有误请联系登记员更正"),
    ),
    Items(N_("活动异常名录"), "reasons", _reason, None),
    Items(N_("严重违法失信名单"), "grounds", _ground, None),
    Items(N_("大事记"), "timeline", _happened, (N_("登记以来没有变化"), "")),
)
OWN_ORGANISATION = Record(
    service="registry",
    path="/own/organisations/{organisation_id}",
    source="/own/organisations/{organisation_id}",
    title=lambda _, organisation: text_at(organisation, "name"),
    icon="building",
    tags=standing_tags,
    facts=FACTS,
    blocks=BLOCKS,
)
