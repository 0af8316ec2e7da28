"""更新人员情况: the description of a person, brought up to date by one or several people at a time."""

import json
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.case_answers import CaseFile, Person
from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.merge_view import Reading, shown
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import DRAFT, Form
from services.gateway.i18n import N_
from services.gateway.merge import SEEN, Merge, merge, read, taken, written
from services.gateway.pages.person_form import KEEP, PersonForm, typed_from
from services.gateway.pages.rescue.case_words import PURPOSE, choices_of
from services.gateway.pages.rows import MARKS, TypedRow
from shared.kernel.privacy import mask_id_number, mask_phone

router = APIRouter(prefix="/rescue/case/{case_id}/person")
KEPT = N_("保留已登记的 %(masked)s")
ROWS = MARKS.prefix
"""All marks together count as one field."""


@router.get("")
async def show_person(page: SignedIn, case_id: str) -> Response:
    """What is known of the person, to be brought up to date."""
    file = await page.services.rescue.case(case_id, PURPOSE)
    known = _known(file)
    form = Form(PersonForm, {**known, SEEN: written(known)})
    return await _show(page, file, form, MARKS.read(known[ROWS]), file.version)


@router.post("")
async def describe(page: SignedIn, case_id: str) -> Response:
    """Save the description, unless somebody else changed it meanwhile; other news of the case is no hindrance."""
    data = taken({key: value for key, value in (await page.request.form()).items() if isinstance(value, str)})
    form = Form(PersonForm, data)
    file = await page.services.rescue.case(case_id, PURPOSE)
    given, marks = form.check(), MARKS.read(data[ROWS]) if ROWS in data else MARKS.typed(data)
    met = None if DRAFT in data or form.version in (None, file.version) else _merge(file, form, marks)
    if MARKS.check(form, marks) and given and not (met and met.differences):
        try:
            body = given.body(marks, file.person)
            await page.services.rescue.act(case_id, "person", body, form.key, file.version, method="PUT")
        except ServiceRefused as problem:
            form.refused(problem, page.language)
            if form.conflict:
                file = await page.services.rescue.case(case_id, PURPOSE)
                met = _merge(file, form, marks)
                form.told_apart(met.differences)
        else:
            return await page.go(f"/rescue/case/{case_id}")
    if met is None:
        return await _show(page, file, form, marks, form.version)
    form.typed = {**met.merged, SEEN: written(_known(file))}
    return await _show(page, file, form, MARKS.read(met.merged[ROWS]), file.version, met)


def _known(file: CaseFile) -> dict[str, str]:
    rows = [{name: str(mark.get(name, "")) for name in MARKS.names} for mark in file.person.marks]
    return {**typed_from(file.person), ROWS: json.dumps(rows, ensure_ascii=False)}


def _merge(file: CaseFile, form: Form[PersonForm], marks: list[TypedRow]) -> Merge:
    last = next((one for one in file.timeline if one.what in ("person_described", "identity_stated")), None)
    mine = {**form.typed, ROWS: json.dumps(marks, ensure_ascii=False)}
    by, at = (last.by, last.at) if last else (None, None)
    return merge(read(form.typed.get(SEEN, "")), mine, _known(file), by, at)


async def _show(
    page: Page,
    file: CaseFile,
    form: Form[PersonForm],
    marks: list[TypedRow],
    version: int | None,
    met: Merge | None = None,
) -> Response:
    options = _options(page, file.person)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if met and met.differences:
        status = HTTPStatus.CONFLICT
    context = {
        "case": file,
        "form": form,
        "marks": MARKS.shown(marks),
        "options": options,
        "version": version,
        "opened": True,
        "met": await shown(page, met, _said(options)) if met else None,
    }
    return await page.show("rescue/person.html", status, **context)


def _options(page: Page, person: Person) -> dict[str, list[tuple[str, str]]]:
    """The choices of the form; a number that is known stays masked and is kept unless another is typed."""
    options = choices_of(page, {"sex": "Sex", "unknown": "Unknown", "mark": "MarkKind"})
    for field, mask in (("id_number", mask_id_number), ("phone", mask_phone)):
        known = getattr(person, field).value
        keep = [(KEEP, page.say(KEPT, masked=mask(known)))] if known else []
        options[f"{field}_why"] = keep + options["unknown"]
    return options


def _said(options: dict[str, list[tuple[str, str]]]) -> Reading:
    """A field's label and how its values read."""
    codes = {code: label for kind in options.values() for code, label in kind}

    def reading(name: str, value: str) -> tuple[str, str]:
        if name == ROWS:
            rows = [" ".join(codes.get(text, text) for text in row.values() if text) for row in MARKS.read(value)]
            return N_("体表特征"), " / ".join(rows)
        coded = name == "sex" or name.endswith("_why")
        return PersonForm.model_fields[name].title or name, codes.get(value, value) if coded else value

    return reading
