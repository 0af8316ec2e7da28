"""The parts of an organisation's page in words: reasons, grounds, changes, and the lines of its timeline."""

from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Item
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Tag, as_text, at, moment_at, text_at, texts_at
from services.gateway.i18n import N_

SOURCE = "/organisations/{organisation_id}"
CHANGEABLE = ("name", "street_code", "address", "supervisor", "legal_representative")
UNTIL, OF_YEAR, VERIFIED = N_("停止至 %(day)s"), N_("%(reason)s（%(year)s 年度）"), N_("核实情况：%(note)s")
LISTED, CLEARED = N_("列入 %(when)s · %(who)s"), N_("移出 %(when)s · %(who)s")
OPEN, CLOSED = Tag(N_("未移出"), "danger", "alert"), Tag(N_("已移出"), "ok", "check")
SINCE, WAS_IS, EMPTY = N_("%(day)s 起"), N_("%(what)s：%(before)s → %(after)s"), N_("（空）")
CORRECTED, BECAUSE = N_("更正 %(when)s · %(who)s"), N_("理由：%(reason)s")
OF_FILE = N_("文件 %(file)s 第 %(n)s 行")
LISTED_NOW = Tag(N_("在名单内"), "danger", "alert")


def schema_of_organisation() -> Schema:
    """What registry answers for one organisation."""
    return document_of("registry").operation("GET", SOURCE).answer


def reason(page: Page, reason: Json) -> Item:
    """A reason on the list of abnormal activity."""
    schema, year = schema_of_organisation().at("reasons").schema.items, reason.get("year")
    why = as_text(page, schema.at("code"), reason.get("code"))
    mark = OPEN if reason.get("open") else CLOSED
    listed, cleared = when_done(page, LISTED, reason, "listed"), when_done(page, CLEARED, reason, "cleared")
    verified = _verified(page, text_at(reason, "clearing_note"))
    return Item(
        page.say(OF_YEAR, reason=why, year=year) if year else why,
        [Tag(page.say(mark.label), mark.tone, mark.icon)],
        [one for one in (listed, text_at(reason, "decision_no"), cleared) if one],
        [one for one in (text_at(reason, "note"), verified) if one],
    )


def when_done(page: Page, sentence: str, row: Json, what: str) -> str:
    """When something was done to a row, and by whom; empty where it was not done."""
    done, who = moment_at(row, f"{what}_at"), page.person(text_at(row, f"{what}_by") or None)
    return page.say(sentence, when=page.formats.moment(done), who=who) if done else ""


def _verified(page: Page, note: str) -> str:
    """What somebody checked; nothing where it came by itself."""
    return page.say(VERIFIED, note=note) if note else ""


def details(page: Page, entry: Json, schema: Schema) -> str:
    """What was entered or changed, what a person wrote, the decision and its last day, and what shows a late entry."""
    until = as_text(page, schema.at("until"), entry.get("until"))
    decision, shown_by = text_at(entry, "decision_no"), text_at(entry, "evidence")
    year, code = entry.get("year"), as_text(page, schema.at("code"), entry.get("code"))
    told = [
        as_text(page, schema.at("of"), entry.get("of")),
        page.say(OF_YEAR, reason=code, year=year) if year else code,
        *(as_text(page, schema.at(name), entry.get(name)) for name in ("ground", "fields")),
        text_at(entry, "note"),
        page.say(OF_FILE, file=text_at(entry, "file_name"), n=entry.get("row")) if entry.get("row") else "",
        decision,
        page.say(UNTIL, day=until) if until else "",
        shown_by if shown_by != decision else "",
    ]
    return page.parted(filter(None, told))


def ground(page: Page, entry: Json) -> Item:
    """A ground on the list of serious breaches."""
    schema = schema_of_organisation().at("grounds").schema.items
    mark = LISTED_NOW if entry.get("open") else CLOSED
    listed, left = when_done(page, LISTED, entry, "listed"), when_done(page, CLEARED, entry, "left")
    verified = _verified(page, text_at(entry, "leaving_note"))
    return Item(
        as_text(page, schema.at("ground"), entry.get("ground")),
        [Tag(page.say(mark.label), mark.tone, mark.icon)],
        [one for one in (listed, text_at(entry, "decision_no"), left) if one],
        [one for one in (text_at(entry, "note"), verified) if one],
    )


def change(page: Page, change: Json) -> Item:
    """A change of registration: its day and its approval, then each fact as it was and as it is since."""
    rows, fields = (
        schema_of_organisation().at("changes").schema.items,
        schema_of_organisation().at("timeline").schema.items,
    )
    changed = [name for name in CHANGEABLE if at(change, f"before.{name}") or at(change, f"after.{name}")]
    return Item(
        page.say(SINCE, day=as_text(page, rows.at("effective_on"), change.get("effective_on"))),
        facts=[text_at(change, "decision_no")],
        texts=[_was_is(page, fields, change, name) for name in changed],
    )


def correction(page: Page, correction: Json) -> Item:
    """A correction: when and by whom, each particular as it stood and as it is since, and why."""
    fields = schema_of_organisation().at("timeline").schema.items
    return Item(
        when_done(page, CORRECTED, {"done_at": correction.get("at"), "done_by": correction.get("by")}, "done"),
        texts=[
            *(_was_is(page, fields, correction, name) for name in texts_at(correction, "fields")),
            page.say(BECAUSE, reason=text_at(correction, "reason")),
        ],
    )


def _was_is(page: Page, fields: Schema, row: Json, name: str) -> str:
    known = schema_of_organisation().fields.get(name)
    before, after = (
        as_text(page, known, at(row, f"{side}.{name}")) if known else text_at(row, f"{side}.{name}")
        for side in ("before", "after")
    )
    what = as_text(page, fields.at("fields"), [name])
    return page.say(WAS_IS, what=what, before=before or page.say(EMPTY), after=after or page.say(EMPTY))
