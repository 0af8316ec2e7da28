"""Tests of when grants knows enough of an organisation to pay it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.grants.domain.news import News
from services.grants.domain.news_errors import CutOffFromNews, NewsUnfinished

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LIMIT = timedelta(seconds=300)
AGES = st.none() | st.timedeltas(timedelta(0), timedelta(hours=1)) | st.just(LIMIT)


@given(st.integers(0, 3), AGES)
def test_news_are_complete_only_while_nothing_is_unfinished_and_all_came_within_the_limit(
    unfinished: int, age: timedelta | None
) -> None:
    refused = News.told(unfinished, None if age is None else NINE, age, LIMIT).refusal
    if unfinished:
        assert isinstance(refused, NewsUnfinished)
        assert str(unfinished) in refused.sentence("zh")
    elif age is None or age > LIMIT:
        assert isinstance(refused, CutOffFromNews)
        assert ("启动" in refused.sentence("zh")) == (age is None)
    else:
        assert refused is None
