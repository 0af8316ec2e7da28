"""What is shown of a second step: the secret for an app as a picture and in letters, and the recovery codes, once."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import Response

from services.gateway.auth.second_factor import AlreadySetUp, address_for_app
from services.gateway.engine.page import Page
from services.gateway.i18n import N_
from services.gateway.pages.qr import qr_svg

PICTURE = N_("供验证程序扫描的二维码；不能扫描时，请输入下面的密钥")
EACH = 4


@dataclass(frozen=True)
class InApp:
    """What a person puts into the app."""

    picture: Markup
    secret: str


async def in_app(page: Page, staff_id: str) -> InApp | None:
    """The secret of a second step that is being set up, in the session that this page belongs to; None where it has
    been set up meanwhile."""
    session = page.visit.session or page.visit.waiting
    try:
        secret = await page.gateway.factors.begin(staff_id, session.id if session else "")
    except AlreadySetUp:
        return None
    letters = " ".join(secret[at : at + EACH] for at in range(0, len(secret), EACH))
    return InApp(qr_svg(address_for_app(secret, staff_id), page.say(PICTURE)), letters)


async def show_recovery_codes(page: Page, codes: Sequence[str], onwards: str) -> Response:
    """The recovery codes; they are told this once."""
    return await page.show("recovery_codes.html", codes=codes, onwards=onwards)
