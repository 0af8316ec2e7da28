"""What is known of a person, as one form: every field may stay empty, and why it is empty can be said."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator

from services.gateway.clients.case_answers import Known, Person
from services.gateway.forms import FormModel, WholeNumber
from services.gateway.i18n import N_
from shared.kernel.texts import half_width

NOT_ASKED = "not_asked"
KEEP = "keep"
"""Chosen where a number is known already: it stays, and need not be shown to be kept."""
UNKNOWN = frozenset({NOT_ASKED, "not_known", "refused"})
_HAN = re.compile(r"[\u3400-\u9fff]")


class PersonForm(FormModel):
    """Flat fields; ``*_why`` says why the field before it is empty (不详, 拒答, 未问)."""

    temporary_label: str = Field("", title=N_("临时称呼"), description=N_("例如：无名氏 岳林01"), max_length=60)
    name: str = Field("", title=N_("姓名"), description=N_("本人说的，写汉字或拼音都可以"), max_length=60)
    name_why: str = Field(NOT_ASKED, title=N_("没有姓名的原因"))
    name_heard: str = Field("", title=N_("听音记下"))
    sex: str = Field(NOT_ASKED, title=N_("性别"))
    age_low: WholeNumber | None = Field(None, title=N_("年龄下限"), ge=0, le=120)
    age_high: WholeNumber | None = Field(None, title=N_("年龄上限"), ge=0, le=120)
    age_by: str = Field("", title=N_("谁估计的年龄"), max_length=60)
    height_cm: WholeNumber | None = Field(None, title=N_("身高（厘米）"), ge=30, le=250)
    home: str = Field("", title=N_("家乡"), description=N_("说过的地名都可以写"), max_length=200)
    home_why: str = Field(NOT_ASKED, title=N_("没有家乡的原因"))
    id_number: str = Field("", title=N_("身份证号"), description=N_("可以粘贴；保存后加密"), max_length=60)
    id_number_why: str = Field(NOT_ASKED, title=N_("没有身份证号的原因"))
    phone: str = Field("", title=N_("电话"), max_length=60)
    phone_why: str = Field(NOT_ASKED, title=N_("没有电话的原因"))
    ethnicity: str = Field("", title=N_("民族"), max_length=60)
    features: str = Field("", title=N_("体貌特征"), max_length=2000)
    clothing: str = Field("", title=N_("衣着"), max_length=2000)
    belongings: str = Field("", title=N_("随身物品"), max_length=2000)
    health: str = Field("", title=N_("身体状况"), max_length=2000)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_none(cls, given: Any) -> Any:
        """An empty number field was left empty, not filled in wrong."""
        return {name: value for name, value in given.items() if value != ""} if isinstance(given, Mapping) else given

    def body(self, marks: list[dict[str, str]], before: Person | None = None) -> dict[str, Any]:
        """The description as rescue takes it. What the form does not show is kept from ``before``."""
        return {
            "temporary_label": self.temporary_label or None,
            "name": _known(self._name(), self.name_why),
            "other_names": before.other_names if before else [],
            "id_number": _number(
                half_width(self.id_number).upper(), self.id_number_why, before.id_number if before else None
            ),
            "phone": _number(half_width(self.phone), self.phone_why, before.phone if before else None),
            "sex": _known(None, self.sex) if self.sex in UNKNOWN else _known(self.sex, ""),
            "age": _known(self._age(), NOT_ASKED),
            "height_cm": _known(self.height_cm, NOT_ASKED),
            "home": _known(self.home or None, self.home_why),
            "ethnicity": _known(self.ethnicity or None, NOT_ASKED),
            "marks": marks,
            **{name: getattr(self, name) for name in ("features", "clothing", "belongings", "health")},
        }

    def _name(self) -> dict[str, str | None] | None:
        if not self.name:
            return None
        kind = "heard_as" if self.name_heard else ("han" if _HAN.search(self.name) else "pinyin")
        return {"han": None, "pinyin": None, "heard_as": None, kind: self.name}

    def _age(self) -> dict[str, Any] | None:
        ends = [age for age in (self.age_low, self.age_high) if age is not None]
        return {"low": min(ends), "high": max(ends), "estimated_by": self.age_by or None} if ends else None


def typed_from(person: Person) -> dict[str, str]:
    """What the form shows of a description that is there already."""
    name, age = person.name.value or {}, person.age.value or {}
    typed = {
        "temporary_label": person.temporary_label,
        "name": name.get("han") or name.get("pinyin") or name.get("heard_as"),
        "name_heard": "yes" if name.get("heard_as") and not name.get("han") else "",
        "sex": person.sex.value or person.sex.unknown,
        "age_low": age.get("low"),
        "age_high": age.get("high"),
        "age_by": age.get("estimated_by"),
        "height_cm": person.height_cm.value,
        "ethnicity": person.ethnicity.value,
    }
    typed |= {"home": person.home.value, "home_why": person.home.unknown or NOT_ASKED}
    typed |= {"id_number_why": person.id_number.unknown or KEEP, "phone_why": person.phone.unknown or KEEP}
    typed["name_why"] = person.name.unknown or NOT_ASKED
    typed |= {field: getattr(person, field) for field in ("features", "clothing", "belongings", "health")}
    return {field: "" if value is None else str(value) for field, value in typed.items()}


def _number(typed: str, why: str, before: Known | None) -> dict[str, Any]:
    if not typed and why == KEEP:
        return before.model_dump() if before else _known(None, NOT_ASKED)
    return _known(typed or None, why)


def _known(value: Any, why: str) -> dict[str, Any]:
    return {"value": None, "unknown": why or NOT_ASKED} if value is None else {"value": value, "unknown": None}
