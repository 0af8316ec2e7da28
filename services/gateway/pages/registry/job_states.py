"""How the state of long work looks."""

from collections.abc import Mapping

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Tag, text_at
from services.gateway.i18n import N_

STATES: Mapping[str, Tag] = {
    "waiting": Tag(N_("等待中"), "", "clock"),
    "running": Tag(N_("进行中"), "brand", "clock"),
    "done": Tag(N_("已完成"), "ok", "check"),
    "failed": Tag(N_("未完成"), "danger", "alert"),
    "cancelled": Tag(N_("已取消"), "warn", "alert"),
}


def state_tags(page: Page, job: Json) -> list[Tag]:
    """One tag: where it stands."""
    told = STATES[text_at(job, "state")]
    return [Tag(page.say(told.label), told.tone, told.icon)]
