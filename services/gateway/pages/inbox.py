"""通知: tabs, open, archive, put off; and which mails one gets."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.addresses import inside
from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.api import document_of
from services.gateway.engine.fields import begun
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Field, Json
from services.gateway.engine.values import at, number_at, rows_at, text_at
from services.gateway.formats import SHANGHAI
from services.gateway.forms import KEY, texts_of
from services.gateway.i18n import N_

router = APIRouter(prefix="/inbox")
TABS = (
    ("all", N_("全部")),
    ("todo", N_("需办")),
    ("watch", N_("关注")),
    ("system", N_("系统")),
    ("snoozed", N_("稍后")),
    ("archived", N_("已归档")),
)
MINUTES = len("23:59")
MAILS = (
    own("todo", N_("需办：要在期限内办的事"), kind="boolean"),
    own("watch", N_("关注：与您的工作有关的变化"), kind="boolean"),
    own("system", N_("系统：系统运行情况"), kind="boolean"),
)
"""Which kinds of notifications are mailed too."""
PER_PAGE = 30
LATER = {
    "afternoon": N_("今天下午再提醒（%(when)s）"),
    "hours": N_("两小时后再提醒（%(when)s）"),
    "tomorrow": N_("明天再提醒（%(when)s）"),
}
ALL_READ = N_("全部标为已读。")
MOST_PAGES = 20
"""So many pages at most are marked at once."""
PUT_OFF = N_("已推迟，将于 %(when)s 再提醒。")


@router.get("")
async def show_inbox(page: SignedIn, tab: str = "all") -> Response:
    """One tab of the inbox."""
    here = tab if tab in dict(TABS) else "all"
    inbox = await inbox_of(page, here, page.request.query_params.get("cursor"))
    tabs = [
        {
            "href": f"/inbox?tab={code}",
            "label": page.say(label),
            "here": code == here,
            "count": number_at(inbox, f"unread.{code}") or "",
        }
        for code, label in TABS
    ]
    return await page.show(
        "inbox/inbox.html", inbox=inbox, tabs=tabs, tab=here, later=_choices(page), people=await page.people()
    )


async def inbox_of(page: Page, tab: str, cursor: str | None = None) -> Json:
    """One page of a tab. Raises ServiceRefused, ServiceAway."""
    return await page.services.ask("notify", "/inbox", {"tab": tab, "cursor": cursor, "limit": PER_PAGE})


@router.get("/bell")
async def show_bell(page: SignedIn) -> Response:
    """The bell of the header, after a hint."""
    return page.fragment("base.html", "bell", unread=await page.unread)


@router.post("/read-all")
async def read_all(page: SignedIn) -> Response:
    """Mark everything of a tab as read, as it stands when the button is pressed; what comes meanwhile stays unread."""
    form = await page.request.form()
    tab, key = str(form.get("tab", "all")), str(form.get(KEY, ""))
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        inbox = await inbox_of(page, tab, cursor)
        unread = [one for one in rows_at(inbox, "items") if not (one.get("read_at") or one.get("settled_at"))]
        for item in (text_at(one, "id") for one in unread):
            await _mark(page, "read_item", {}, f"{key}-{item}", {"item_id": item})
        cursor = text_at(inbox, "next_cursor") or None
        if cursor is None:
            break
    return await page.go(f"/inbox?tab={tab}" if tab in dict(TABS) else "/inbox", ALL_READ)


@router.post("/{item_id}/open")
async def open_item(page: SignedIn) -> Response:
    """Mark as read and go where something can be done about it."""
    form = await page.request.form()
    await _mark(page, "read_item", {}, str(form.get(KEY, "")))
    return await page.go(inside(str(form.get("link", ""))))


@router.post("/{item_id}/{verb}")
async def mark_item(page: SignedIn, verb: str) -> Response:
    """Read, archive, or put off; after putting off, tell until when."""
    form = await page.request.form()
    back, key = inside(str(form.get("back", "/inbox"))), str(form.get(KEY, ""))
    if verb == "snooze":
        until = _later(page.visit.now).get(str(form.get("until"))) or _in_a_while(page.visit.now)
        await _mark(page, "snooze_item", {"until": until.isoformat()}, key)
        return await page.go(back, page.say(PUT_OFF, when=page.formats.moment(until)))
    if verb in ("read", "archive"):
        await _mark(page, f"{verb}_item", {}, key)
    return await page.go(back)


@router.get("/preferences")
async def show_preferences(page: SignedIn) -> Response:
    """The form, as chosen so far."""
    chosen = await page.services.ask("notify", "/preferences")
    typed = {kind.name: begun(at(chosen, f"mail.{kind.name}")) for kind in MAILS}
    typed |= {"language": text_at(chosen, "language")}
    typed |= {f"quiet_{end}": text_at(chosen, f"quiet_hours.{end}")[:MINUTES] for end in ("start", "end")}
    return await _show_preferences(page, _preferences_form(page, typed))


@router.post("/preferences")
async def choose(page: SignedIn) -> Response:
    """Save the choices."""
    form = _preferences_form(page, texts_of(await page.request.form()))
    if given := form.check():
        start, end = given.get("quiet_start"), given.get("quiet_end")
        body: Json = {
            "mail": {kind.name: given[kind.name] for kind in MAILS},
            "language": given["language"],
            "quiet_hours": {"start": start, "end": end} if start and end else None,
        }
        giving = page.services.give("notify", "set_preferences", {}, body, form.key)
        if await form.accepted(giving, page.language) is not None:
            return await page.go("/inbox/preferences", N_("通知设置已经保存。"))
    return await _show_preferences(page, form)


def _preferences_form(page: Page, typed: Mapping[str, str]) -> SchemaForm:
    body = document_of("notify").command("set_preferences").body
    quiet = body.at("quiet_hours").schema.fields.values()
    fields = [
        *MAILS,
        Field("language", body.at("language").schema, required=False),
        *(Field(f"quiet_{one.name}", one.schema, required=False) for one in quiet),
    ]
    return own_form(page, fields, typed)


async def _show_preferences(page: Page, form: SchemaForm) -> Response:
    return await page.show("inbox/preferences.html", form.status, form=form, email=page.staff.email)


async def _mark(page: Page, command: str, body: Json, key: str, ids: Mapping[str, str] | None = None) -> None:
    """Ignore refusals: an item that was archived meanwhile, or read twice, already is as it should be."""
    try:
        await page.services.give("notify", command, ids or page.ids, body, key)
    except ServiceRefused as problem:
        if problem.status != HTTPStatus.CONFLICT:
            raise


def _later(now: datetime) -> dict[str, datetime]:
    """Until when something can be put off: two in the afternoon while that is to come, tomorrow morning at nine."""
    today = now.astimezone(SHANGHAI).date()
    afternoon = datetime.combine(today, time(14), SHANGHAI)
    first = {"afternoon": afternoon} if now < afternoon else {"hours": _in_a_while(now)}
    return {**first, "tomorrow": datetime.combine(today + timedelta(days=1), time(9), SHANGHAI)}


def _in_a_while(now: datetime) -> datetime:
    return now.astimezone(SHANGHAI).replace(second=0, microsecond=0) + timedelta(hours=2)


def _choices(page: Page) -> list[tuple[str, str]]:
    """The ways to put something off, each with the time that it means."""
    return [(code, page.say(LATER[code], when=page.formats.moment(at))) for code, at in _later(page.visit.now).items()]
