"""What is known of a person, as one form: every field may stay empty, and why it is empty can be said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from services.gateway.engine.action import Action
from services.gateway.engine.api import document_of
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.own_form import own
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field, Json, Schema
from services.gateway.engine.values import at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import choices
from services.gateway.pages.rescue.home_place import HOME_PLACE, HOME_PLACE_INPUT, given_place, typed_place
from shared.kernel.privacy import mask_id_number, mask_phone
from shared.kernel.texts import half_width

NOT_ASKED = "not_asked"
NOT_ASSESSED = "not_assessed"
KEEP = "keep"
"""Chosen where a number is known already: it stays, and need not be shown to be kept."""
KEPT = N_("保留已登记的 %(masked)s")
UNKNOWN = frozenset({NOT_ASKED, "not_known", "refused"})
WITH_REASON = ("age", "height_cm", "ethnicity", "home")
TEXTS = ("features", "clothing", "belongings", "health")
MASKS = {"id_number": mask_id_number, "phone": mask_phone}
_HAN = re.compile(r"[\u3400-\u9fff]")

PERSON_INPUTS = (
    Input("name", hint=N_("本人说的，写汉字或拼音都可以")),
    Input("name_why", label=N_("没有姓名的原因")),
    Input("name_heard"),
    Input("age_why", label=N_("没有年龄的原因")),
    Input("height_cm_why", label=N_("没有身高的原因")),
    Input("ethnicity_why", label=N_("没有民族的原因")),
    Input("home_why", label=N_("没有家乡的原因")),
    HOME_PLACE_INPUT,
    Input("id_number_why", label=N_("没有身份证号的原因")),
    Input("phone_why", label=N_("没有电话的原因")),
    *(Input(name, rows=2) for name in TEXTS),
    Input("marks", hint=N_("部位不清楚就写“不详”。"), at_least=3),
)


@cache
def person_fields() -> Mapping[str, Field]:
    """Flat fields; ``*_why`` says why the field before it is empty (不详, 拒答, 未问)."""
    document = document_of("rescue")
    person = document.command("describe_person").body
    why = Schema(document, {**document.referred("Unknown"), "default": NOT_ASKED})
    sex = _answer(person, "sex.value")
    return {
        "temporary_label": person.at("temporary_label"),
        "name": _answer(person, "name.value.han"),
        "name_why": Field("name_why", why, required=False),
        "name_heard": own("name_heard", N_("姓名只是听音记下的字"), kind="boolean"),
        "sex": Field("sex", Schema(document, {**sex.schema.given, "default": NOT_ASKED}), required=False),
        "age_low": _answer(person, "age.value.low"),
        "age_high": _answer(person, "age.value.high"),
        "age_by": _answer(person, "age.value.estimated_by"),
        "age_on": _answer(person, "age.value.estimated_on"),
        "age_why": Field("age_why", why, required=False),
        "height_cm": _answer(person, "height_cm.value"),
        "height_cm_why": Field("height_cm_why", why, required=False),
        "home": _answer(person, "home.value"),
        "home_why": Field("home_why", why, required=False),
        "home_place": HOME_PLACE,
        "id_number": _answer(person, "id_number.value"),
        "id_number_why": Field("id_number_why", why, required=False),
        "phone": _answer(person, "phone.value"),
        "phone_why": Field("phone_why", why, required=False),
        "ethnicity": _answer(person, "ethnicity.value"),
        "ethnicity_why": Field("ethnicity_why", why, required=False),
        "signs_found": _answer(person, "signs.found"),
        "signs_by": _answer(person, "signs.assessed_by"),
        **{name: person.at(name) for name in ("id_number_as_stated", *TEXTS, "marks")},
    }


def _answer(person: Schema, path: str) -> Field:
    """The value of an answer by itself; empty is an answer, too."""
    return replace(person.at(path), required=False)


async def person_options(page: Page, case: Json) -> Mapping[str, Sequence[Option]]:
    """The choices of the form; a number that is known stays masked and is kept unless another is typed."""
    unknown = choices(page, "Unknown")
    found: dict[str, Sequence[Option]] = {"sex": [*choices(page, "Sex"), *unknown]}
    for name, mask in MASKS.items():
        known = text_at(case, f"person.{name}.value")
        keep = [(KEEP, page.say(KEPT, masked=mask(known)))] if known else []
        found[f"{name}_why"] = [*keep, *unknown]
    return found


def _flat(person: Json) -> dict[str, object]:
    """What the form shows of a description that is there already."""
    heard = text_at(person, "name.value.heard_as") and not text_at(person, "name.value.han")
    names = (text_at(person, f"name.value.{kind}") for kind in ("han", "pinyin", "heard_as"))
    return {
        "name": next(filter(None, names), ""),
        "name_why": text_at(person, "name.unknown") or NOT_ASKED,
        "name_heard": bool(heard),
        "sex": text_at(person, "sex.value") or text_at(person, "sex.unknown"),
        "age_low": at(person, "age.value.low"),
        "age_high": at(person, "age.value.high"),
        "age_by": at(person, "age.value.estimated_by"),
        **{name: at(person, f"{name}.value") for name in ("height_cm", "ethnicity", "home")},
        **{f"{name}_why": text_at(person, f"{name}.unknown") or NOT_ASKED for name in WITH_REASON},
        "id_number_why": text_at(person, "id_number.unknown") or KEEP,
        "phone_why": text_at(person, "phone.unknown") or KEEP,
        "signs_found": text_at(person, "signs.found"),
        "signs_by": text_at(person, "signs.assessed_by"),
        **{name: at(person, name) for name in ("temporary_label", "id_number_as_stated", *TEXTS, "marks")},
    }


def nested(given: Json, before: Json) -> dict[str, object]:
    """The description as rescue takes it. What the form does not show is kept from the one ``before``, if any."""
    sex = _typed(given, "sex")
    return {
        "temporary_label": given.get("temporary_label"),
        "name": _known(_name(given), _typed(given, "name_why")),
        "other_names": at(before, "other_names") or [],
        "id_number": _number(given, before, "id_number"),
        "phone": _number(given, before, "phone"),
        "sex": _known(None, sex) if sex in UNKNOWN else _known(sex, ""),
        "age": _known(_age(given), _typed(given, "age_why")),
        **{name: _known(given.get(name), _typed(given, f"{name}_why")) for name in WITH_REASON if name != "age"},
        "home_place": given_place(_typed(given, "home_place")),
        "id_number_as_stated": bool(given.get("id_number_as_stated")),
        "signs": {"found": _typed(given, "signs_found") or NOT_ASSESSED, "assessed_by": _typed(given, "signs_by")},
        **{name: given[name] for name in (*TEXTS, "marks")},
    }


def _typed(given: Json, name: str) -> str:
    return str(given.get(name) or "")


def _name(given: Json) -> dict[str, str | None] | None:
    name = _typed(given, "name")
    if not name:
        return None
    kind = "heard_as" if given.get("name_heard") else ("han" if _HAN.search(name) else "pinyin")
    return {"han": None, "pinyin": None, "heard_as": None, kind: name}


def _age(given: Json) -> dict[str, object] | None:
    ends = [age for age in (given.get("age_low"), given.get("age_high")) if isinstance(age, int)]
    if not ends:
        return None
    return {"low": ends[0], "high": ends[-1], "estimated_by": given.get("age_by"), "estimated_on": given.get("age_on")}


def _number(given: Json, before: Json, name: str) -> object:
    typed, why = half_width(_typed(given, name)), _typed(given, f"{name}_why")
    if not typed and why == KEEP:
        return at(before, name) or _known(None, NOT_ASKED)
    return _known(typed.upper() if name == "id_number" else typed, why)


def _known(value: object, why: str) -> dict[str, object]:
    known = value not in (None, "")
    return {"value": value, "unknown": None} if known else {"value": None, "unknown": why or NOT_ASKED}


def _person(case: Json) -> Json:
    person = case.get("person")
    return person if isinstance(person, dict) else {}


async def _described(page: Page, case: Json, _: Json) -> Mapping[str, object]:
    return {**_flat(_person(case)), "home_place": typed_place(page, case)}


DESCRIBE_PERSON = Action(
    "describe_person",
    at="/person",
    done="",
    confirm=N_("保存"),
    fields=person_fields,
    inputs=PERSON_INPUTS,
    layout="rescue/person_fields.html",
    options=person_options,
    begin=_described,
    sends=lambda given, case: nested(given, _person(case)),
    changes=("person_described", "identity_stated"),
)
