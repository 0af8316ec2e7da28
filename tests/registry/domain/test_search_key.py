"""Tests of how words are made comparable."""

import pytest

from services.registry.domain.search_key import search_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("锋之社", "锋之社"),
        ("ＦＺＳ（奉化）", "fzs奉化"),
        (" A_b-C · 1 ", "abc1"),
        ("", ""),
        ("（）", ""),
    ],
)
def test_search_key_keeps_only_what_is_compared(text: str, key: str) -> None:
    assert search_key(text) == key
