"""The wards whose people have an account: a case that names one of them so is found when it reports."""

from collections.abc import Mapping

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from shared.kernel.scope import ScopeKind


async def known_wards(page: Page, _: Json) -> Mapping[str, object]:
    """Institution and ward of each, as the accounts name them."""
    scopes = [one.scope for one in await page.gateway.accounts.every() if one.scope and not one.disabled]
    wards = {ward for scope in scopes if scope.kind is ScopeKind.WARD for ward in scope.ids}
    return {"wards": [ward.partition("/")[::2] for ward in sorted(wards)]}
