"""Where a home is: stored by code with the name as told, shown under the name of today, and never lost."""

from dataclasses import replace

import pytest

from services.rescue.commands.describe_person import DescribePerson
from services.rescue.domain.case import RescueCase
from services.rescue.domain.home_place import HomePlace
from services.rescue.domain.intake_errors import HomePlaceUnknown
from services.rescue.domain.older_shapes import upcast
from services.rescue.domain.person import Person
from services.rescue.domain.search_keys import Key, KeyKind, keys_of_person
from services.rescue.queries.place_choices import home_now, place_choices
from shared.reference.places import Place, Places
from shared.storage.documents import adapter_of, read_state
from tests.builders_rescue import a_case, a_cause, an_unknown_woman
from tests.rescue_in_memory import REFERENCE, rescue_in_memory

XIANGFAN = HomePlace("420600", "襄樊市")
FULL = HomePlace("420600", "襄樊市", "湖北省襄阳市")


def places() -> Places:
    return REFERENCE.places


def test_place_told_by_a_former_name_keeps_it_beside_the_name_of_today() -> None:
    assert XIANGFAN.named(None, places) == FULL
    assert home_now(FULL, places()).model_dump() == {"full_name": "湖北省襄阳市", "told_until": "2010"}


@pytest.mark.parametrize("wrong", [HomePlace("999999"), HomePlace("420600", "襄城市")])
def test_place_that_is_not_in_the_list_or_was_never_called_so_is_refused(wrong: HomePlace) -> None:
    with pytest.raises(HomePlaceUnknown):
        wrong.named(None, places)


def test_place_that_was_there_before_stays_as_it_was_written_whatever_the_data_say_now() -> None:
    gone = HomePlace("999999", "", "某省某县")
    assert HomePlace("999999").named(gone, places) is gone
    assert home_now(gone, places()).full_name == "某省某县"


def test_place_that_is_no_more_is_called_what_it_became() -> None:
    newer = Places(
        [
            Place("330213", "奉化区", "", "2016", "2031", ("330299",)),
            Place("330299", "锦屏市", "", "2031"),
        ]
    )
    assert home_now(HomePlace("330213", "", "浙江省宁波市奉化区"), newer).full_name == "锦屏市"
    divided = Places([Place("330213", "奉化区", "", "2016", "2031")])
    assert home_now(HomePlace("330213", "", "浙江省宁波市奉化区"), divided).full_name == "奉化区"


def test_choices_tell_the_former_name_that_was_asked_for() -> None:
    first = place_choices(places, "襄樊").items[0]
    assert first.model_dump() == {
        "code": "420600", "full_name": "湖北省襄阳市", "told_as": "襄樊市", "told_until": "2010",
    }  # fmt: skip


def test_case_is_found_by_the_name_of_today_and_by_the_one_that_was_told() -> None:
    keys = keys_of_person(Person(home_place=FULL), lambda _: [])
    told = {key.text for key in keys if key.kind is KeyKind.PLACE}
    assert {"襄阳", "襄樊"} <= told
    assert Key(KeyKind.PLACE, "市") not in keys


async def test_describe_person_stores_the_place_once_and_keeps_its_names() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    told = replace(an_unknown_woman(), home_place=XIANGFAN)
    await rescue.app.give(DescribePerson(case_id="case-1", person=told), a_cause("1"))
    assert (await rescue.case()).identity.person.home_place == FULL
    more = replace(told, features="跛行")
    await rescue.app.give(DescribePerson(case_id="case-1", person=more), a_cause("2"))
    assert (await rescue.case()).identity.person.home_place == FULL
    unknown = replace(told, home_place=HomePlace("999999"))
    with pytest.raises(HomePlaceUnknown):
        await rescue.app.give(DescribePerson(case_id="case-1", person=unknown), a_cause("3"))


async def test_case_that_was_stored_before_places_were_kept_opens_with_what_was_told_alone() -> None:
    adapter = adapter_of(RescueCase)
    stored = adapter.dump_python(a_case().build(), mode="json")
    del stored["identity"]["person"]["home_place"]
    case = read_state(adapter, stored, upcast)
    assert case.identity.person == an_unknown_woman()
    assert case.identity.person.home_place is None
