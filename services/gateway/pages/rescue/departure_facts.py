"""离站 on the page of a case: how the person left with all that was recorded of it, and corrections."""

from collections.abc import Callable, Iterator, Mapping

from services.gateway.engine.action_links import ActionLink, is_allowed, keeping_list, why_not
from services.gateway.engine.acts import act_text
from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Item, pairs_of
from services.gateway.engine.gallery import shown_file
from services.gateway.engine.page import Page
from services.gateway.engine.review import confirmed
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.uploads import files_at
from services.gateway.engine.values import Cell, Column, Show, Tag, Tone, at, moment_at, rows_at, text_at, texts_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_parts import signed
from services.gateway.pages.rescue.case_words import coded
from services.gateway.pages.rescue.departure_actions import ANSWERS, CORRECTIONS, STILL_HERE, WAYS

SIGNED = N_("已签，当时没有登记编号")
RECORDED, TOLD = N_("原来登记：%(what)s"), N_("%(what)s：%(value)s")
UNTOLD = N_("登记的时候还不要求填写具体情况")
STATES = {"waits": Tone("warn", "clock"), "approved": Tone("ok", "check"), "declined": Tone()}
WORDS = {"waits": N_("等待批准"), "approved": N_("已经撤销"), "declined": N_("没有批准")}


def _declaration(page: Page, case: Json) -> Cell:
    return Cell(text_at(case, "leaving.alone.declaration") or page.say(SIGNED))


def _scan(page: Page, case: Json) -> Cell:
    """The signed paper itself, behind a link; whoever opens it is written down."""
    scan = shown_file(page, files_at(page, "rescue"), case, "leaving.alone.scan")
    return Cell(scan.facts, href=scan.href)


def _escorts(page: Page, case: Json) -> Cell:
    crew = rows_at(case, "leaving.escorted.escorts")
    return Cell(page.listed(f"{text_at(one, 'name')} {coded(page, 'Sex', one.get('sex'))}" for one in crew))


def _answer(name: str) -> Show:
    """An answer of the police by its number, with the case's own request that it replies to."""

    def show(page: Page, case: Json) -> Cell:
        ids = texts_at(case, "leaving.settled.inquiries")
        asked = [one for one in rows_at(case, "inquiries") if one.get("id") in ids and one.get("settles") == name]
        told = (page.parted((coded(page, "InquiryKind", one.get("kind")), text_at(one, "office"))) for one in asked)
        return Cell(text_at(case, f"leaving.settled.{name}"), below=page.listed(told))

    return show


def _columns(way: str, *names: str, **shows: Callable[[Page, Json], Cell]) -> tuple[Column, ...]:
    return tuple(Column(f"leaving.{way}.{name}", show=shows.get(name)) for name in names)


PARTICULARS: Mapping[str, tuple[Column, ...]] = {
    "alone": (
        *_columns("alone", "declaration", "assessed_by", declaration=_declaration),
        Column("leaving.alone.scan", show=_scan, if_any=True),
    ),
    "fetched": _columns("fetched", "relative", "kin_tie", "id_checked", "signed"),
    "escorted": _columns("escorted", "escorts", "handed_to", "receiver", "paper", "belongings", escorts=_escorts),
    "settled": _columns(
        "settled",
        *ANSWERS,
        "plan_no",
        "household_no",
        "household_of",
        **{name: _answer(name) for name in ANSWERS},
    ),
    "transferred": _columns("transferred", "institution", "paper"),
    "died": _columns("died", "certificate", "police", "belongings", "ashes"),
    "walked_out": _columns("walked_out", "note", "police", "report_no"),
}
"""What is shown of each way; by the part of the case's file that holds it."""


def _when(page: Page, case: Json) -> Cell:
    left, leaving = moment_at(case, "departed_at"), at(case, "leaving")
    if not isinstance(leaving, dict) or not leaving.get("by"):
        return Cell(page.formats.moment(left) if left else "")
    return Cell(act_text(page, {**leaving, "at": case.get("departed_at")}))


def _untold(page: Page, _: Json) -> Cell:
    return Cell(page.say(UNTOLD))


async def departure(page: Page, case: Json) -> Mapping[str, object]:
    """How the person left; nothing while they have not."""
    if not case.get("departure"):
        return {"pairs": []}
    none = () if case.get("departure") == "never_came" else (Column("leaving", N_("具体情况"), show=_untold),)
    columns = (Column("departure"), Column("departed_at", N_("时间"), show=_when), *(_particulars(case) or none))
    return {"pairs": pairs_of(page, columns, _schema(), case)}


def _particulars(holder: Json) -> tuple[Column, ...]:
    """What is shown of the way that was recorded, on a case or in a correction; nothing where none was told."""
    ways = (columns for way, columns in PARTICULARS.items() if at(holder, f"leaving.{way}") is not None)
    return next(ways, ())


def _schema() -> Schema:
    return document_of("rescue").operation("GET", "/cases/{case_id}").answer


async def doubted(page: Page, case: Json) -> Mapping[str, object]:
    """What the last correction says is true."""
    last = (rows_at(case, "departure_corrections") or [{}])[-1]
    return {"how": coded(page, "Departure", last.get("rightly"))}


def correction_of_departure(page: Page, one: Json) -> Item:
    """One correction: what was recorded, what is said to be true, why, and what became of it."""
    state = "waits" if not one.get("decided_at") else ("approved" if one.get("approved") else "declined")
    rightly = text_at(one, "rightly")
    title = f"{coded(page, 'Departure', one.get('how'))} → {coded(page, 'Departure', rightly) or page.say(STILL_HERE)}"
    tone = STATES[state]
    hands = [signed(page, one, "proposed"), *([signed(page, one, "decided")] if one.get("decided_at") else [])]
    texts = (text_at(one, "reason"), _recorded(page, one))
    return Item(title, (Tag(page.say(WORDS[state]), tone.tone, tone.icon),), [*hands, *confirmed(page, one)], texts)


def _recorded(page: Page, one: Json) -> str:
    """What was recorded before: when, and each of the particulars."""
    left = moment_at(one, "departed_at")
    pairs = pairs_of(page, _particulars(one), _schema().at("departure_corrections").schema.items, one)
    told = [page.say(TOLD, what=term, value=cell.text) for term, cell in pairs]
    return page.say(RECORDED, what=page.parted([page.formats.moment(left) if left else "", *told]))


def leaving_link(page: Page, case: Json) -> list[ActionLink]:
    """The one entry of the rail that leads to all ways of leaving, and once the person has left, correcting that."""
    commands = [action.command for action in WAYS.values()]
    offered = [one for one in rows_at(case, "allowed_actions") if one.get("name") in commands]
    if not offered:
        return []
    allowed = any(is_allowed(case, command) for command in commands)
    reason = "" if allowed else why_not(page, case, "hand_to_relatives")
    href = keeping_list(page, f"/rescue/case/{text_at(case, 'id')}/departure")
    leave = ActionLink(page.say(N_("登记离站")), href, allowed, reason, "danger")
    return [*(_correcting(page, case) if case.get("departure") else ()), leave]


def _correcting(page: Page, case: Json) -> Iterator[ActionLink]:
    for action in CORRECTIONS:
        allowed, reason = is_allowed(case, action.command), why_not(page, case, action.command)
        href = keeping_list(page, f"/rescue/case/{text_at(case, 'id')}{action.at}")
        urgent = allowed and action.command == "approve_departure_correction"
        yield ActionLink(action.label(page, "rescue"), href, allowed, reason, action.tone, urgent=urgent)
