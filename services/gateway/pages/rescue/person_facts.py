"""What is known of a person, as the page of a case tells it: masked numbers, and why something is not known."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import NOT_FILLED_IN, Cell, Column, Show, Tag, at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import age_text, coded
from services.gateway.pages.rescue.home_place import HOME_PLACE_FACT
from shared.kernel.privacy import mask_id_number, mask_phone

ESTIMATED = N_("%(day)s估计为 %(age)s")
UNDATED = N_("没有记下是哪一天估计的，不随时间增加")
REFUTED = N_("核实不符")
HEARD = N_("%(name)s（听音记下）")
Text = Callable[[Page, object], str]


def _known(path: str, text: Text = lambda _, value: str(value)) -> Show:
    """A value as text, or why it is not known."""

    def show(page: Page, case: Json) -> Cell:
        value = at(case, f"{path}.value")
        unknown = text_at(case, f"{path}.unknown") or "not_known"
        return Cell(coded(page, "Unknown", unknown) if value is None else text(page, value))

    return show


def _name(page: Page, value: object) -> str:
    name = cast(Mapping[str, str], value)
    return name.get("han") or name.get("pinyin") or page.say(HEARD, name=name.get("heard_as"))


def _stated_name(page: Page, case: Json) -> Cell:
    """The name, and that the last check showed it to be wrong."""
    cell = _known("person.name", _name)(page, case)
    return replace(cell, tags=(Tag(page.say(REFUTED), "warn", "alert"),)) if case.get("name_refuted") else cell


def _age(page: Page, case: Json) -> Cell:
    """The age of today, and below it what was estimated, when and by whom."""
    age, now = at(case, "person.age.value"), at(case, "age_now")
    if not isinstance(age, dict) or not isinstance(now, dict):
        return _known("person.age")(page, case)
    day, who = text_at(age, "estimated_on"), text_at(age, "estimated_by")
    told = age_text(page, age["low"], age["high"])
    since = page.say(ESTIMATED, day=page.formats.day(date.fromisoformat(day)), age=told) if day else page.say(UNDATED)
    return Cell(age_text(page, now["low"], now["high"]), below=page.parted(filter(None, (since, who))))


def _others(page: Page, case: Json) -> Cell:
    names = rows_at(case, "person.other_names")
    texts = (text_at(one, "han") or text_at(one, "pinyin") or text_at(one, "heard_as") for one in names)
    return Cell(page.listed(texts))


def _marks(page: Page, case: Json) -> Cell:
    marks = rows_at(case, "person.marks")
    parts = ((text_at(m, "site"), coded(page, "MarkKind", m.get("kind")), text_at(m, "text")) for m in marks)
    return Cell(page.listed(" ".join(filter(None, one)) for one in parts) or page.say(NOT_FILLED_IN))


def _signs(page: Page, case: Json) -> Cell:
    found = coded(page, "DisorderSigns", at(case, "person.signs.found"))
    return Cell(page.parted(filter(None, (found, text_at(case, "person.signs.assessed_by")))))


OTHER_NAMES = Column("person.other_names", show=_others)
PERSON_FACTS = (
    Column("person.name", show=_stated_name),
    OTHER_NAMES,
    Column("person.sex", show=_known("person.sex", lambda page, code: coded(page, "Sex", code))),
    Column("person.age", show=_age),
    Column("person.height_cm", N_("身高"), show=_known("person.height_cm", lambda _, value: f"{value} cm")),
    Column("person.home", show=_known("person.home")),
    HOME_PLACE_FACT,
    Column("person.ethnicity", show=_known("person.ethnicity")),
    Column("person.id_number", show=_known("person.id_number", lambda _, value: mask_id_number(str(value)))),
    Column("person.phone", show=_known("person.phone", lambda _, value: mask_phone(str(value)))),
    Column("person.marks", show=_marks),
    Column("person.features"),
    Column("person.clothing"),
    Column("person.belongings"),
    Column("person.health"),
    Column("person.signs", N_("精神障碍或者智力残疾迹象"), show=_signs),
)


def person_facts(case: Json) -> tuple[Column, ...]:
    """What there is to tell; names given before and the place of the home only where there are some."""
    told = {OTHER_NAMES.path: rows_at(case, "person.other_names"), HOME_PLACE_FACT.path: at(case, "person.home_place")}
    return tuple(one for one in PERSON_FACTS if told.get(one.path, True))
