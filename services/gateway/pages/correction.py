"""更正登记事项: the particulars of an organisation, put right by one or several people at a time."""

from http import HTTPStatus

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.registry_answers import Organisation
from services.gateway.engine.merge_view import Said, shown
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import DRAFT, Form
from services.gateway.i18n import N_
from services.gateway.merge import SEEN, Merge, merge, read, taken, written
from services.gateway.pages.organisations import RegisterForm, organisation_options

router = APIRouter(prefix="/orgs/{organisation_id}/correction")


class CorrectionForm(RegisterForm):
    """All particulars as they should be, and why."""

    reason: str = Field(title=N_("更正理由"), description=N_("例如：证书换发，名称有误"), min_length=1, max_length=500)


@router.get("")
async def show_correction(page: SignedIn, organisation_id: str) -> Response:
    """The particulars as they stand, ready to be put right."""
    organisation = await page.services.registry.organisation(organisation_id)
    known = _known(organisation)
    return await _show(page, organisation, Form(CorrectionForm, {**known, SEEN: written(known)}), organisation.version)


@router.post("")
async def correct(page: SignedIn, organisation_id: str) -> Response:
    """Put the particulars right, unless somebody else did meanwhile; other news of the organisation is no hindrance."""
    form = Form.posted(CorrectionForm, await page.request.form())
    form.typed = taken(form.typed)
    registry = page.services.registry
    organisation = await registry.organisation(organisation_id)
    fresh = DRAFT in form.typed or form.version in (None, organisation.version)
    met = None if fresh else _merge(organisation, form)
    if (given := form.check()) and not (met and met.differences):
        particulars = given.model_dump(mode="json", exclude={"reason"})
        try:
            await registry.correct(organisation_id, particulars, given.reason, form.key, organisation.version)
        except ServiceRefused as problem:
            form.refused(problem, page.language)
            if form.conflict:
                organisation = await registry.organisation(organisation_id)
                met = _merge(organisation, form)
                form.told_apart(met.differences)
        else:
            return await page.go(f"/orgs/{organisation_id}", N_("登记事项已经更正。"))
    if met is None:
        return await _show(page, organisation, form, form.version)
    form.typed = {**met.merged, SEEN: written(_known(organisation))}
    return await _show(page, organisation, form, organisation.version, met)


def _known(organisation: Organisation) -> dict[str, str]:
    names = RegisterForm.model_fields
    given = organisation.model_dump(mode="json").items()
    return {name: "" if value is None else str(value) for name, value in given if name in names}


def _merge(organisation: Organisation, form: Form[CorrectionForm]) -> Merge:
    last = max(organisation.corrections, key=lambda one: one.at, default=None)
    by, at = (last.by, last.at) if last else (None, None)
    return merge(read(form.typed.get(SEEN, "")), form.typed, _known(organisation), by, at)


async def _show(
    page: Page,
    organisation: Organisation,
    form: Form[CorrectionForm],
    version: int | None,
    met: Merge | None = None,
) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if met and met.differences:
        status = HTTPStatus.CONFLICT
    options = await organisation_options(page)
    return await page.show(
        "orgs/correction.html",
        status,
        organisation_id=organisation.id,
        form=form,
        options=options,
        version=version,
        met=await shown(page, met, _said(options)) if met else None,
    )


def _said(options: dict[str, list[tuple[str, str]]]) -> Said:
    """A field's label and how its values read."""
    coded = {"kind": dict(options["kind"]), "street_code": dict(options["street"])}

    def said(name: str, value: str) -> tuple[str, str]:
        return RegisterForm.model_fields[name].title or name, coded.get(name, {}).get(value, value)

    return said
