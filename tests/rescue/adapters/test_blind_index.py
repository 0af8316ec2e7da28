"""Tokens tell nothing without the key, and are the same for the same key."""

from services.rescue.adapters.blind_index import HmacBlindIndex
from services.rescue.adapters.case_numbers import case_number
from services.rescue.adapters.case_view import case_view
from services.rescue.adapters.pronunciation import Pypinyin
from services.rescue.domain.answers import Answer, not_asked
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import ContactOutcome
from services.rescue.domain.search_keys import Key, KeyKind
from tests.builders_rescue import ANHUI, ENTERED, FANG, SOUND_NUMBER, a_case, by, named, ticking

BLIND = HmacBlindIndex(b"k" * 32)
VIEW = case_view(BLIND, Pypinyin())


def test_a_token_depends_on_kind_text_and_key() -> None:
    key = Key(KeyKind.NAME, "张志英")
    assert BLIND.token(key) == HmacBlindIndex(b"k" * 32).token(key)
    others = {
        BLIND.token(Key(KeyKind.CHARACTER, "张志英")),
        BLIND.token(Key(KeyKind.NAME, "张志")),
        HmacBlindIndex(b"x" * 32).token(key),
    }
    assert BLIND.token(key) not in others
    assert len(BLIND.token(key)) == 16


def test_the_view_holds_nothing_that_says_who_a_person_is() -> None:
    person = named("欧阳志英", id_number=Answer("33022419500101019X"), phone=Answer("13812345678"), home=Answer("颍州"))
    stored = str(VIEW(a_case(person).placed().interviewed(ANHUI).build()))
    for private in ("志英", "33022419", "019X", "13812345678", "5678", "颍州", "安康医院", "大桥镇", "安徽话", "眉"):
        assert private not in stored
    assert "欧阳**" in stored


def test_the_view_says_where_the_search_for_an_interpreter_stands() -> None:
    def asked(*people: str) -> RescueCase:
        return a_case().interviewed(ANHUI).with_interpreter_requested(*people).build()

    nobody, called = asked(), asked("person-1")
    nobody.conversation.take_proposals("request-1", [], ticking(ENTERED))
    called.conversation.contact_interpreter("request-1", "person-1", ContactOutcome.AGREED, "", by(FANG, ENTERED))
    states = [VIEW(case)["interpreter"] for case in (a_case().build(), asked(), nobody, asked("person-1"), called)]
    assert states == [None, "waiting", "nobody", "proposed", "contacted"]


def test_the_list_knows_a_minor_by_the_id_number_and_keeps_the_estimate_where_that_says_no_more() -> None:
    minor = VIEW(a_case(named("小明", age=not_asked(), id_number=Answer("330283201512310029"))).build())
    assert (minor["age_low"], minor["age_high"], minor["age_on"]) == (10, 10, "2026-09-28")
    grown = VIEW(a_case(named("张志英", age=not_asked(), id_number=Answer(SOUND_NUMBER))).build())
    assert (grown["age_low"], grown["age_on"]) == (None, None)


def test_case_numbers_are_written_as_on_paper() -> None:
    assert [case_number(2026, 117), case_number(2026, 12345)] == ["救2026-0117", "救2026-12345"]
