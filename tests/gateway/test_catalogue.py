"""English is complete, and says nothing that no page says any more."""

from services.gateway.catalogue import _parts, english, extracted, missing, unused


def test_every_message_has_english() -> None:
    assert [message.id for message in missing(english())] == []


def test_no_english_is_left_over() -> None:
    assert unused(english()) == []


def test_a_message_without_sure_english_is_noticed() -> None:
    catalogue = english()
    catalogue.delete("今日工作")
    catalogue["登录"].flags.add("fuzzy")
    assert {message.id for message in missing(catalogue)} == {"今日工作", "登录"}


def test_translations_keep_the_parameters_of_their_sentence() -> None:
    for message in english():
        if message.id and "python-format" in message.flags:
            errors = list(message.check(english()))
            assert errors == [], message.id


def test_english_holds_no_chinese_but_quoted_examples() -> None:
    allowed = ("无名氏", "安徽", "2万元", "岳林", "锋之社", "统一社会信用代码", "仿宋", "阜阳")
    for message in english():
        if not message.id:
            continue
        for part in _parts(message):
            rest = part
            if any(word in rest for word in allowed):
                continue
            assert not any("\u4e00" <= character <= "\u9fff" for character in rest), part


def test_extraction_finds_both_templates_and_modules() -> None:
    spoken = extracted()
    assert "今日工作" in spoken
    assert "有内容需要修改" in spoken


def said_twice(text: str) -> str:
    """The longest end of a text that stands there twice, as a careless edit of a wrapped entry leaves it."""
    half = len(text) // 2
    return next((text[-n:] for n in range(half, 5, -1) if text[:-n].endswith(text[-n:])), "")


def test_no_english_says_its_end_twice() -> None:
    assert [part for message in english() if message.id for part in _parts(message) if said_twice(part)] == []


def test_an_end_said_twice_is_noticed() -> None:
    assert said_twice("Help first, verify after.verify after.") == "verify after."
    assert said_twice("Help first, verify after.") == ""
