"""Words for codes that stand in one service's answers and are owned by another."""

from services.gateway.engine.api import document_of
from services.gateway.engine.page import Page


def freeze_reason(page: Page, code: str) -> str:
    """Why a project is frozen: a legal state as grants says it, or a reason of the register's list."""
    known = document_of("grants").options("LegalState") | document_of("registry").options("ReasonCode")
    return known[code].of(page.language) if code in known else code
