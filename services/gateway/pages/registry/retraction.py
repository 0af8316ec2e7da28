"""更正误登: what was entered by mistake is taken back, by two people; what waits and what was taken back."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.action import Action
from services.gateway.engine.action_links import ActionLink, is_allowed, keeping_list, why_not
from services.gateway.engine.blocks import Item
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.page import Page
from services.gateway.engine.review import confirmed
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, as_text, moment_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.registry.organisation_parts import details, schema_of_organisation, when_done

PROPOSED, DECIDED = N_("提出 %(when)s · %(who)s"), N_("决定 %(when)s · %(who)s")
TAKEN_BACK, DECLINED = Tag(N_("已收回"), "ok", "check"), Tag(N_("没有批准"))


def entry_in_words(page: Page, told: Json) -> str:
    """One entry as the timeline tells it, with its day."""
    schema = schema_of_organisation().at("timeline").schema.items
    happened = moment_at(told, "at")
    day = page.formats.moment(happened) if happened else ""
    parts = (as_text(page, schema.at("what"), told.get("what")), details(page, told, schema), day)
    return page.parted(filter(None, parts))


async def _entries(page: Page, organisation: Json) -> Mapping[str, Sequence[Option]]:
    rows = rows_at(organisation, "retractable")
    return {"entry": [(text_at(one, "entry"), entry_in_words(page, _told(one))) for one in rows]}


def _told(row: Json) -> Json:
    found = row.get("told")
    return found if isinstance(found, dict) else {}


def _waiting(page: Page, told: Json) -> Cell:
    found = told.get("waiting_retraction")
    return Cell(entry_in_words(page, _told(found if isinstance(found, dict) else {})))


async def waits(page: Page, organisation: Json) -> Mapping[str, object]:
    """What waits, for the note at the head of the page."""
    return {"what": _waiting(page, organisation).text}


def _proposer(page: Page, organisation: Json) -> Cell:
    return Cell(page.person(text_at(organisation, "waiting_retraction.proposed_by") or None))


WAITING = (
    Column("waiting_retraction.told", show=_waiting),
    Column("waiting_retraction.reason"),
    Column("waiting_retraction.proposed_by", show=_proposer),
    Column("waiting_retraction.proposed_at"),
)
PROPOSE = Action(
    "propose_retraction",
    done=N_("更正已经提出，等待另一位同事批准。"),
    inputs=(Input("entry", "select", wide=True), Input("reason", rows=3)),
    options=_entries,
    check_answers=True,
    tone="",
)
APPROVE = Action(
    "approve_retraction",
    done=N_("已经收回，由它产生的列入和冻结随之解除。"),
    warning=N_("批准后，这一项和由它产生的列入、名称限制、资助冻结一并收回，记录里留下两个人的名字。请核对原件。"),
    facts=WAITING,
    check_answers=True,
    offered=False,
)
DECLINE = Action("decline_retraction", done=N_("更正没有批准，内容不变。"), facts=WAITING, tone="", offered=False)


def deciding_links(page: Page, organisation: Json) -> list[ActionLink]:
    """Approving, which leads the rail, and declining, for those who may, while a proposal waits."""
    if not organisation.get("waiting_retraction"):
        return []
    return [
        ActionLink(
            action.label(page, "registry"),
            keeping_list(page, f"/orgs/{text_at(organisation, 'id')}/{action.command.replace('_', '-')}"),
            allowed := is_allowed(organisation, action.command),
            why_not(page, organisation, action.command),
            action.tone,
            urgent=allowed and action is APPROVE,
        )
        for action in (APPROVE, DECLINE)
        if action.operation("registry").roles & page.staff.roles
    ]


def retraction(page: Page, one: Json) -> Item:
    """One proposal that was decided: what was entered, why it was wrong, and who decided."""
    mark = TAKEN_BACK if one.get("approved") else DECLINED
    return Item(
        entry_in_words(page, _told(one)),
        [Tag(page.say(mark.label), mark.tone, mark.icon)],
        [when_done(page, PROPOSED, one, "proposed"), when_done(page, DECIDED, one, "decided"), *confirmed(page, one)],
        [text_at(one, "reason")],
    )
