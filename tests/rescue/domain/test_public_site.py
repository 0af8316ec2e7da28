"""What reaches the station's own public site: the approved words when they are published there, and their end."""

from datetime import timedelta
from typing import Any

import pytest

from services.rescue.domain import errors
from services.rescue.domain.case import RescueCase
from services.rescue.domain.notice import Publication, public_number
from services.rescue.domain.public_events import NoticeMadePublic, NoticeTakenDown
from services.rescue.domain.search_kinds import PublicationChannel
from services.rescue.outbound import outbound
from shared.contracts.rescue_public import NoticeMadePublic as Told
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HEAD, HOUR, NOTICE, a_case, by

AT = ENTERED + 2 * HOUR
NO = public_number("notice-1")


def put(
    case: RescueCase, channel: PublicationChannel, at: Any = AT, notice: str = "notice-1", reference: str = "XQ-1"
) -> None:
    """Record a publication."""
    place = Publication(channel, reference, at, FANG.id, at)
    case.search.publish_notice(notice, place, None, CLOCKS, by(FANG, at))


def public(case: RescueCase) -> list[Any]:
    """What was told of the public site."""
    return [event for event in case.recorded() if isinstance(event, NoticeMadePublic | NoticeTakenDown)]


def test_publication_on_the_own_site_tells_the_approved_words_and_numbers_itself() -> None:
    case = a_case().with_notice_approved().build()
    put(case, PublicationChannel.OWN_SITE, reference="")
    [event] = public(case)
    assert (event.text, event.notice_no, event.published_at) == (NOTICE, NO, AT)
    notice = case.search.notice("notice-1")
    assert notice.publications[-1].reference == NO


def test_number_leads_back_to_nothing_and_is_always_the_same() -> None:
    assert NO == public_number("notice-1") != public_number("notice-2")
    assert [len(part) for part in NO.split("-")] == [4, 4, 4]


@pytest.mark.parametrize("channel", [one for one in PublicationChannel if one is not PublicationChannel.OWN_SITE])
def test_publication_elsewhere_tells_the_site_nothing(channel: PublicationChannel) -> None:
    case = a_case().with_notice_approved().build()
    put(case, channel)
    case.search.withdraw_notice("notice-1", "写错了", CLOCKS, by(FANG, AT))
    assert public(case) == []
    with pytest.raises(errors.TextMissing):
        put(a_case().with_notice_approved().build(), channel, reference=" ")


def test_refreshed_on_the_own_site_it_is_told_again_and_keeps_its_first_day() -> None:
    case = a_case().with_notice_approved().build()
    put(case, PublicationChannel.OWN_SITE)
    put(case, PublicationChannel.OWN_SITE, AT + timedelta(days=30))
    assert [event.published_at for event in public(case)] == [AT, AT]
    assert public(case)[-1].act.occurred_at == AT + timedelta(days=30)


def test_withdrawn_it_is_taken_down_once() -> None:
    case = a_case().with_notice_approved().build()
    put(case, PublicationChannel.OWN_SITE)
    case.search.withdraw_notice("notice-1", "家属已认领", CLOCKS, by(FANG, AT + HOUR))
    down = public(case)[-1]
    assert isinstance(down, NoticeTakenDown)
    assert (down.notice_no, down.replaced_by) == (NO, "")


@pytest.mark.parametrize(
    ("channel", "instead"),
    [(PublicationChannel.OWN_SITE, public_number("notice-2")), (PublicationChannel.NEWSPAPER, "")],
)
def test_replaced_it_is_taken_down_and_names_what_stands_there_instead(
    channel: PublicationChannel, instead: str
) -> None:
    case = a_case().with_notice_approved().build()
    put(case, PublicationChannel.OWN_SITE)
    case.search.propose_notice("notice-2", NOTICE, by(FANG, AT + HOUR))
    case.search.approve_notice("notice-2", by(HEAD, AT + HOUR))
    put(case, channel, AT + 2 * HOUR, "notice-2")
    [down] = [event for event in public(case) if isinstance(event, NoticeTakenDown)]
    assert (down.notice_no, down.replaced_by) == (NO, instead)


def test_outbound_carries_the_published_words_and_nothing_of_the_case() -> None:
    case = a_case().with_notice_approved().build()
    put(case, PublicationChannel.OWN_SITE)
    sent = outbound(public(case)[0], CLOCKS.rules)
    assert isinstance(sent, Told)
    words = {name: getattr(NOTICE, name) for name in vars(NOTICE)}
    assert sent.model_dump() == words | {"notice_no": NO, "published_at": AT, "updated_at": AT}
    assert case.id not in sent.model_dump_json()
    assert case.case_no not in sent.model_dump_json()
