"""更新人员情况: the description of a person, brought up to date by one or several people at a time."""

import json
from http import HTTPStatus
from typing import cast

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.merge_view import Reading, shown
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json
from services.gateway.engine.values import moment_at, number_at, rows_at, text_at
from services.gateway.forms import DRAFT, Form
from services.gateway.i18n import N_
from services.gateway.merge import SEEN, Merge, merge, read, taken, written
from services.gateway.pages.person_form import KEEP, PersonForm, typed_from
from services.gateway.pages.rescue.case import CASE
from services.gateway.pages.rescue.case_words import choices_of
from services.gateway.pages.rows import MARKS, TypedRow
from shared.kernel.privacy import mask_id_number, mask_phone

router = APIRouter(prefix="/rescue/case/{case_id}/person")
KEPT = N_("保留已登记的 %(masked)s")
CHANGES = ("person_described", "identity_stated")
ROWS = MARKS.prefix
"""All marks together count as one field."""


@router.get("")
async def show_person(page: SignedIn) -> Response:
    """What is known of the person, to be brought up to date."""
    case = await CASE.read(page)
    known = _known(case)
    form = Form(PersonForm, {**known, SEEN: written(known)})
    return await _show(page, case, form, json.loads(known[ROWS]), number_at(case, "version"))


@router.post("")
async def describe(page: SignedIn) -> Response:
    """Save the description, unless somebody else changed it meanwhile; other news of the case is no hindrance."""
    data = taken({key: value for key, value in (await page.request.form()).items() if isinstance(value, str)})
    form = Form(PersonForm, data)
    case = await CASE.read(page)
    version = number_at(case, "version")
    given, marks = form.check(), json.loads(data[ROWS]) if ROWS in data else MARKS.typed(data)
    met = None if DRAFT in data or form.version in (None, version) else _merge(case, form, marks)
    if MARKS.check(form, marks) and given and not (met and met.differences):
        giving = page.services.give(
            "rescue", "describe_person", page.ids, given.body(marks, _person(case)), form.key, version
        )
        if await form.accepted(giving, page.language) is not None:
            return await page.go(CASE.address(page.ids))
        if form.conflict:
            case = await CASE.read(page)
            met = _merge(case, form, marks)
            form.told_apart(met.differences)
    if met is None:
        return await _show(page, case, form, marks, form.version)
    form.typed = {**met.merged, SEEN: written(_known(case))}
    return await _show(page, case, form, json.loads(met.merged[ROWS]), number_at(case, "version"), met)


def _person(case: Json) -> Json:
    return cast(Json, case["person"])


def _known(case: Json) -> dict[str, str]:
    rows = [{name: text_at(mark, name) for name in MARKS.names} for mark in rows_at(case, "person.marks")]
    return {**typed_from(_person(case)), ROWS: json.dumps(rows, ensure_ascii=False)}


def _merge(case: Json, form: Form[PersonForm], marks: list[TypedRow]) -> Merge:
    last = next((one for one in rows_at(case, "timeline") if text_at(one, "what") in CHANGES), {})
    mine = {**form.typed, ROWS: json.dumps(marks, ensure_ascii=False)}
    return merge(read(form.typed.get(SEEN, "")), mine, _known(case), text_at(last, "by") or None, moment_at(last, "at"))


async def _show(
    page: Page,
    case: Json,
    form: Form[PersonForm],
    marks: list[TypedRow],
    version: int | None,
    met: Merge | None = None,
) -> Response:
    options = _options(page, case)
    status = HTTPStatus.CONFLICT if met and met.differences else form.status
    context = {
        "case": case,
        "form": form,
        "marks": MARKS.shown(marks),
        "options": options,
        "version": version,
        "opened": True,
        "met": await shown(page, met, _said(options)) if met else None,
    }
    return await page.show("rescue/person.html", status, **context)


def _options(page: Page, case: Json) -> dict[str, list[tuple[str, str]]]:
    """The choices of the form; a number that is known stays masked and is kept unless another is typed."""
    options = choices_of(page, {"sex": "Sex", "unknown": "Unknown", "mark": "MarkKind"})
    for field, mask in (("id_number", mask_id_number), ("phone", mask_phone)):
        known = text_at(case, f"person.{field}.value")
        keep = [(KEEP, page.say(KEPT, masked=mask(known)))] if known else []
        options[f"{field}_why"] = keep + options["unknown"]
    return options


def _said(options: dict[str, list[tuple[str, str]]]) -> Reading:
    """A field's label and how its values read."""
    codes = {code: label for kind in options.values() for code, label in kind}

    def reading(name: str, value: str) -> tuple[str, str]:
        if name == ROWS:
            rows = [" ".join(codes.get(text, text) for text in row.values() if text) for row in json.loads(value)]
            return N_("体表特征"), " / ".join(rows)
        coded = name == "sex" or name.endswith("_why")
        return PersonForm.model_fields[name].title or name, codes.get(value, value) if coded else value

    return reading
