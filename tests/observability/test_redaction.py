"""What must never stand in a log line, however it got there."""

import pytest

from shared.observability.redaction import HIDDEN, redact, redact_text


@pytest.mark.parametrize(
    "text",
    [
        "身份证330224197503121234",
        "id 33022419750312123X.",
        "old 330224750312123",
        "电话13805741234，请回",
        "+86 138-0574-1234",
        "mail zhang.san@example.org now",
    ],
)
def test_redact_text_with_a_personal_number_hides_it(text: str) -> None:
    assert HIDDEN in redact_text(text)
    assert not any(digits in redact_text(text) for digits in ("1975", "7503", "0574", "example"))


@pytest.mark.parametrize(
    "text",
    [
        "0193a2c4-5b6d-7e8f-9012-13805741234a",
        "amqp://127.0.0.1:5672",
        "1732345678901234567",
        "2026-11-23T06:53:30.844011Z",
        "救2026-0117",
        "100000 分",
    ],
)
def test_redact_text_without_personal_numbers_keeps_it(text: str) -> None:
    assert redact_text(text) == text


def test_redact_by_key_hides_however_deep() -> None:
    line = {"case": {"person": [{"name": "张三", "ID_NUMBER": "x", "age_band": "60-70"}]}, "attempts": 3}
    assert redact(line) == {
        "case": {"person": [{"name": HIDDEN, "ID_NUMBER": HIDDEN, "age_band": "60-70"}]},
        "attempts": 3,
    }


def test_redact_of_an_unknown_object_hides_numbers_in_its_text() -> None:
    class Person:
        def __repr__(self) -> str:
            return "Person(13805741234)"

    assert redact(Person()) == f"Person({HIDDEN})"
