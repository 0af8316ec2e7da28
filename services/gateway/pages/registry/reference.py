"""The fixed lists of the register: streets and towns, dialects."""

from services.gateway.engine.page import Page
from services.gateway.engine.values import rows_at, text_at


async def reference(page: Page, kind: str) -> dict[str, str]:
    """The labels of ``streets`` or ``dialects`` by code. Raises ServiceRefused, ServiceAway."""
    lists = await page.services.ask("registry", "/reference")
    return {text_at(one, "code"): text_at(one, page.language) for one in rows_at(lists, kind)}
