"""Tests of a search notice as the public reads it, until it is withdrawn for good."""

from datetime import UTC, datetime, timedelta

import pytest

from services.public.domain.events import NoticeGone, NoticeShown
from services.public.domain.notice import NoticeText, PublicNotice

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
TEXT = NoticeText("右眉有一道旧疤", "0574-88585123", sex="女")


def a_shown_notice() -> PublicNotice:
    notice = PublicNotice("寻2026-0001")
    notice.show(TEXT, MONDAY, MONDAY)
    notice.__dict__.pop("_recorded", None)
    return notice


def test_show_lets_everybody_read_it_and_keeps_both_times() -> None:
    notice = PublicNotice("寻2026-0001")
    assert not notice.is_public
    notice.show(TEXT, MONDAY, TUESDAY)
    assert notice.is_public
    assert (notice.text, notice.published_at, notice.changed_at) == (TEXT, MONDAY, TUESDAY)
    assert notice.recorded() == [NoticeShown("寻2026-0001", TUESDAY)]


def test_show_of_a_text_that_was_taken_out_since_shows_nothing() -> None:
    notice = PublicNotice("寻2026-0001")
    notice.show(NoticeText("", ""), MONDAY, MONDAY)
    assert notice == PublicNotice("寻2026-0001")
    assert notice.recorded() == []


@pytest.mark.parametrize("replaced_by", [None, "寻2026-0002"])
def test_withdraw_forgets_its_words_and_keeps_what_stands_in_its_place(replaced_by: str | None) -> None:
    notice = a_shown_notice()
    notice.withdraw(replaced_by, TUESDAY)
    assert not notice.is_public
    assert notice.text is None
    assert (notice.withdrawn_at, notice.changed_at, notice.replaced_by) == (TUESDAY, TUESDAY, replaced_by)
    assert notice.recorded() == [NoticeGone("寻2026-0001", TUESDAY)]


def test_withdrawn_notice_stays_withdrawn_whatever_comes_late() -> None:
    notice = a_shown_notice()
    notice.withdraw(None, MONDAY)
    notice.show(TEXT, MONDAY, TUESDAY)
    notice.withdraw("寻2026-0002", TUESDAY)
    assert not notice.is_public
    assert (notice.withdrawn_at, notice.replaced_by) == (MONDAY, None)
    assert notice.recorded() == [NoticeGone("寻2026-0001", MONDAY)]
