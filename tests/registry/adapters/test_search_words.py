"""Finding names by characters, pinyin and initials."""

import pytest

from services.registry.adapters.search_words import pinyin_key, search_words
from shared.kernel.texts import search_key


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("zs", "张三"),
        ("zhangs", "张三"),
        ("Zhang San", "张三"),
        ("三", "张三"),
        ("爱心", "锋之社爱心服务协会"),
        ("axfw", "锋之社爱心服务协会"),
        ("xiehui", "锋之社爱心服务协会"),
        ("cqtxh", "重庆同乡会"),
        ("chongqinghangye", "奉化区重庆行业商会"),
        ("tiaojie", "村民调解服务中心"),
        ("zengshi", "曾氏宗亲会"),
        ("shan", "单雄信"),
        ("abc助学", "ＡＢＣ 助学中心（二号）"),
        ("abczx", "ABC助学中心"),
        ("奉化爱心协会", "宁波市奉化区爱心协会"),
        ("宁波奉化爱心", "宁波市奉化区爱心协会"),
        ("fenghuaaixin", "宁波市奉化区爱心协会"),
        ("nbfhaxxh", "宁波市奉化区爱心协会"),
        ("溪口abc爱心", "溪口镇ABC爱心社"),
    ],
)
def test_query_finds_name(query: str, name: str) -> None:
    assert any(word.startswith(search_key(query)) for word in search_words(name))


@pytest.mark.parametrize("query", ["ls", "hangsan", "四"])
def test_other_query_does_not_find_zhang_san(query: str) -> None:
    assert not any(word.startswith(search_key(query)) for word in search_words("张三"))


def test_names_sort_by_pinyin() -> None:
    assert sorted(["张三", "李四", "阿宝", "王五"], key=pinyin_key) == ["阿宝", "李四", "王五", "张三"]


def test_words_of_a_long_ambiguous_name_stay_few() -> None:
    assert len(search_words("宁波市奉化区重阳长者乐行调解和谐会计行业服务中心")) < 500


def test_whole_name_stands_behind_its_mark_in_every_spelling() -> None:
    words = search_words("奉化区爱心社")
    assert {"=奉化区爱心社", "=奉化爱心社", "=fenghuaquaixinshe", "=fenghuaaixinshe", "=fhqaxs", "=fhaxs"} <= set(words)


def test_empty_name_has_no_words() -> None:
    assert search_words("") == []
    assert pinyin_key("") == ""
