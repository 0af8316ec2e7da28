"""The site with a few things to show, without servers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import httpx

from services.public.domain.notice import NoticeText, PublicNotice
from services.public.domain.organisation import ListedOrganisation, OnList, Profile
from services.public.main import SERVICE
from services.public.queries.notice_list import NoticeLine, NoticeList
from services.public.queries.organisation_list import OrganisationLine, OrganisationList
from services.public.queries.public_addresses import PublicAddresses
from services.public.settings import Settings
from shared.host import application_of
from shared.storage.mongo import StorageAway

AT = datetime(2026, 11, 2, 1, 0, 0, 5000, tzinfo=UTC)
NO, GONE, USCC = "4831-7702-1904", "1111-2222-3333", "51330213MJ90000146"
TEXT = NoticeText("右眉有 <b>旧疤</b>", "0574-88585123", shown_name="无名氏", sex="女", found_on=date(2026, 11, 1))
PROFILE = Profile(
    USCC, "奉化区示例协会", "association", "锦屏街道", date(2015, 3, 2), "registered", "abnormal",
    (OnList("unreachable", date(2026, 3, 1)),), invented=True,
)  # fmt: skip


class ShownApp:
    """Answers the site's queries."""

    def __init__(self) -> None:
        self.away = False
        self.notices = {NO: PublicNotice(NO, TEXT, AT, AT), GONE: PublicNotice(GONE, None, AT, AT, AT, NO)}

    async def notice_list(self, *_: Any, **__: Any) -> NoticeList:
        if self.away:
            raise StorageAway
        line = NoticeLine(NO, AT, "无名氏", "女", "", TEXT.features, "大桥镇", "2026-11-01")
        return NoticeList([line] if self.notices[NO].is_public else [], 1, "next", AT)

    async def notice_page(self, no: str) -> PublicNotice | None:
        return self.notices.get(no)

    async def organisation_list(self, *_: Any) -> OrganisationList:
        line = OrganisationLine(USCC, PROFILE.name, "association", "锦屏街道", "registered", "abnormal", True)
        return OrganisationList([line], 1, None, AT)

    async def organisation_page(self, uscc: str) -> ListedOrganisation | None:
        return ListedOrganisation("org-1", PROFILE, AT) if uscc == USCC else None

    async def public_addresses(self) -> PublicAddresses:
        return PublicAddresses([NO], [USCC])


@asynccontextmanager
async def a_site(app: ShownApp | None = None, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    """A browser's way to the site."""
    api = application_of(SERVICE, Settings(**{"station_phone": "0574-88585123", **settings}))
    api.state.app, api.state.host = app or ShownApp(), SimpleNamespace(started_at=datetime(2026, 1, 1, tzinfo=UTC))
    transport = httpx.ASGITransport(api, raise_app_exceptions=False, client=("203.0.113.9", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://site") as http:
        yield http
