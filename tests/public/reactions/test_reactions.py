"""What the site shows after events of others: in order, repeated, the wrong way round."""

from datetime import UTC, datetime, timedelta

from services.public.domain.notice import PublicNotice
from services.public.domain.organisation import ListedOrganisation, OnList
from services.public.outbound import outbound
from services.public.ports import Ports
from services.public.reactions.when_notice_made_public import when_notice_made_public
from services.public.reactions.when_notice_taken_down import when_notice_taken_down
from services.public.reactions.when_organisation_profile_changed import when_organisation_profile_changed
from shared.contracts.registry_profile import ListEntry, OrganisationProfileChanged
from shared.contracts.rescue_public import NoticeMadePublic, NoticeTakenDown
from shared.kernel.cause import Actor, Cause
from tests.fakes import InMemoryRepository

AT = datetime(2026, 11, 2, 1, tzinfo=UTC)
NO = "4831-7702-1904"
SHOWN = NoticeMadePublic(
    notice_no=NO, published_at=AT, updated_at=AT, features="右眉有旧疤", contact_phone="0574-88585123", sex="女"
)
FACTS = OrganisationProfileChanged(
    organisation_id="org-1",
    uscc="51330213MJ90000146",
    name="奉化区示例协会",
    kind="association",
    street_code="330213001",
    street="锦屏街道",
    founded_on=AT.date(),
    status="registered",
    standing="clear",
    abnormal=[],
    serious=[],
    invented=False,
    invented_fields=[],
)


def ports() -> Ports:
    return Ports(
        InMemoryRepository(PublicNotice, outbound, service="public"),
        InMemoryRepository(ListedOrganisation, outbound, service="public"),
    )


def told(sequence: int, id_: str = "", subject: str = "case-1") -> Cause:
    at = AT + timedelta(minutes=sequence)
    return Cause(id_ or f"event-{sequence}", Actor("fang"), at, "c", subject=subject, sequence=sequence)


async def test_made_public_shows_the_words_and_a_repeat_changes_nothing() -> None:
    site = ports()
    for _ in range(2):
        await when_notice_made_public(SHOWN, told(1), site)
    notice = await site.notices.get(NO)
    assert notice.text is not None
    assert (notice.text.features, notice.text.sex, notice.published_at) == ("右眉有旧疤", "女", AT)


async def test_taken_down_keeps_nothing_but_number_time_and_what_stands_instead() -> None:
    site = ports()
    await when_notice_made_public(SHOWN, told(1), site)
    await when_notice_taken_down(NoticeTakenDown(notice_no=NO, replaced_by="1-2-3"), told(2), site)
    at = told(2).at
    assert await site.notices.get(NO) == PublicNotice(NO, None, AT, at, withdrawn_at=at, replaced_by="1-2-3")
    await when_notice_taken_down(NoticeTakenDown(notice_no=NO), told(3), site)
    assert (await site.notices.get(NO)).withdrawn_at == at


async def test_taken_down_first_is_for_good() -> None:
    site = ports()
    await when_notice_taken_down(NoticeTakenDown(notice_no=NO), told(2), site)
    await when_notice_made_public(SHOWN, told(1, subject="case-of-another-log"), site)
    assert (await site.notices.get(NO)).text is None


async def test_words_that_were_forgotten_at_their_source_are_not_shown() -> None:
    site = ports()
    await when_notice_made_public(SHOWN.model_copy(update={"features": ""}), told(1), site)
    assert not (await site.notices.get(NO)).is_public


async def test_profile_is_shown_as_it_was_told_last() -> None:
    site = ports()
    await when_organisation_profile_changed(FACTS, told(1, subject="org-1"), site)
    listed = {"standing": "abnormal", "abnormal": [ListEntry(code="unreachable", since=AT.date())]}
    await when_organisation_profile_changed(FACTS.model_copy(update=listed), told(2, subject="org-1"), site)
    shown = (await site.organisations.get("org-1")).profile
    assert shown is not None
    assert (shown.name, shown.standing, shown.abnormal) == (FACTS.name, "abnormal", (OnList("unreachable", AT.date()),))
