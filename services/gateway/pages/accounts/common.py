"""What the pages about accounts share: who may open them, whom they show, and how refusals are told."""

from collections.abc import Awaitable, Iterable
from typing import TypeVar

from services.gateway.auth.account_rules import AccountRefused, RoleCodes
from services.gateway.auth.accounts import AccountChanged, Staff
from services.gateway.auth.administration import By
from services.gateway.auth.granting import MANAGERS, may_manage
from services.gateway.auth.places import place_of
from services.gateway.auth.roles import OPERATIONS, RESCUE
from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.page import Page
from services.gateway.forms import TypedForm
from services.gateway.i18n import N_
from shared.kernel.roles import ROLE_CODES, Roles, role_names

CHANGED_MEANWHILE = N_("您打开这一页之后，别人改过这个账号。您填写的内容还在，请先查看最新内容。")
T = TypeVar("T")


def require(page: Page, roles: Roles) -> None:
    """Raise ServiceRefused (403) unless the reader holds one of the roles."""
    if not page.staff.roles & roles:
        zh, en = "账号由中心管理员、运维和救助站长管理。", "Accounts are managed by administrators and operators."
        raise ServiceRefused("gateway", 403, "role-required", zh, en, [])


def may_see(who: Staff, whom: Staff) -> bool:
    """Whether the account stands in the reader's list: administrators see all, heads of station their people."""
    return bool(who.roles & OPERATIONS) or may_manage(who, whom) or bool(whom.roles & RESCUE)


async def account_of(page: Page) -> Staff:
    """The account that the address names. Raises ServiceRefused: 403, or 404 for one that is not there to see."""
    require(page, MANAGERS)
    found = await page.gateway.accounts.known(page.ids["staff_id"])
    if found is None or not may_see(page.staff, found):
        zh, en = "没有这个账号。请从账号列表中选择。", "There is no such account. Please choose one from the list."
        raise ServiceRefused("gateway", 404, "no-such-account", zh, en, [])
    return found


def by(page: Page) -> By:
    """The reader as who acts."""
    return By(page.staff, page.visit.now, place_of(page.request))


def href(staff: Staff) -> str:
    """Where the account's page is."""
    return f"/accounts/person/{staff.id}"


async def accepted(page: Page, form: TypedForm, act: Awaitable[T]) -> tuple[bool, T | None]:
    """Whether the act was done, and what it answered; otherwise the form says why not."""
    try:
        return True, await act
    except AccountChanged:
        form.wrong("", CHANGED_MEANWHILE)
        form.conflict = True
    except AccountRefused as refused:
        told = {name: _told(page, value) for name, value in refused.params.items()}
        form.wrong(refused.field, refused.sentence, **told)
    return False, None


def role_options(page: Page, roles: Iterable[str]) -> list[tuple[str, str]]:
    """Roles to choose from, in the order of the kernel."""
    chosen = frozenset(roles)
    return [(code, role_names([code], page.language)) for code in ROLE_CODES if code in chosen]


def _told(page: Page, value: object) -> object:
    return role_names(value, page.language) if isinstance(value, RoleCodes) else value
