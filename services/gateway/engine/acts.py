"""Acts in two times: when something happened stands first; that it was entered on a later day is said (补记)."""

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import moment_at, text_at
from services.gateway.formats import SHANGHAI
from services.gateway.i18n import N_

ENTERED_LATE = N_("补记于 %(at)s")


def entered_late(page: Page, row: Json, at: str = "at") -> str:
    """When a row was written down, if on a later day than what it tells of happened; else nothing."""
    happened, recorded = moment_at(row, at), moment_at(row, "recorded_at")
    if happened is None or recorded is None:
        return ""
    later = recorded.astimezone(SHANGHAI).date() > happened.astimezone(SHANGHAI).date()
    return page.say(ENTERED_LATE, at=page.formats.moment(recorded)) if later else ""


def act_text(page: Page, row: Json, at: str = "at") -> str:
    """When, by whom, and whether it was entered late, with what shows the time."""
    happened = moment_at(row, at)
    told = (page.formats.moment(happened) if happened else "", page.person(text_at(row, "by") or None))
    return page.parted([*told, *filter(None, (entered_late(page, row, at), text_at(row, "evidence")))])
