"""A name that is held is not to be had by writing it otherwise, nor by correcting it away (民政部令第69号 第十六条)."""

from datetime import UTC, datetime, timedelta

import pytest

from services.registry.domain import errors
from services.registry.domain.names import keys_held, name_key, refusal
from services.registry.domain.particulars import require_plain
from tests.builders_registry import ACT, MONDAY, PLACES, RULES, a_code, an_organisation, particulars

NAME = "奉化区义务救援会"
CODE = a_code(1)


@pytest.mark.parametrize(
    "written",
    [
        "奉化區義務救援會",
        "奉化区义务救\u3164援会",
        "奉化区\u115f义务救援会\uffa0",
        "奉化区义务\n救援会",
        "奉化区义务\u034f救援会",
        "宁波市奉化区义务救援会",
        "寧波市奉化區義務救援會",
        "浙江省宁波市奉化区义务救援会",
        "宁波奉化区“义务”救援会",
    ],
)
def test_name_written_otherwise_is_the_same_name(written: str) -> None:
    assert name_key(written, CODE, RULES) == name_key(NAME, CODE, RULES)


@pytest.mark.parametrize("other", ["奉化区救援会", "宁波市海曙区义务救援会", "奉化区义务救援队"])
def test_another_name_stays_another(other: str) -> None:
    assert name_key(other, CODE, RULES) != name_key(NAME, CODE, RULES)


@pytest.mark.parametrize("sign", ["\u3164", "\u115f", "⺼", "⽉", "\n", "\u200d", "カ", "р", "\u2ff0"])
def test_sign_that_no_certificate_shows_is_refused_by_name(sign: str) -> None:
    with pytest.raises(errors.NameNotPlain, match=f"U\\+{ord(sign):04X}"):
        require_plain(f"奉化区{sign}救援会")


@pytest.mark.parametrize("name", [NAME, "奉化區义务救援會", "奉化区３６５·爱心（公益）中心", "〇号 A+ 俱乐部"])
def test_what_certificates_show_is_taken(name: str) -> None:
    require_plain(name)


def test_name_that_was_corrected_away_is_held_as_one_that_was_changed() -> None:
    """One person alone corrects; a name set free so would be had at once. It is held for a year, as after a change."""
    one = an_organisation(name=NAME)
    one.correct(particulars(name="奉化区义务救援中心"), PLACES, "抄错", ACT, RULES)
    assert name_key(NAME, CODE, RULES) in keys_held(one, RULES)
    assert [block.until for block in one.blocked] == [datetime(2027, 3, 2, 16, tzinfo=UTC)]
    assert isinstance(refusal(particulars(2, name=NAME), one, RULES), errors.NameBlocked)
    one.wind(RULES, MONDAY + timedelta(days=366))
    assert name_key(NAME, CODE, RULES) not in keys_held(one, RULES)
