"""Forms: what was typed is kept; what is wrong stands in a sentence beside the field and at the top."""

from collections.abc import Awaitable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeVar

from starlette.datastructures import FormData, UploadFile

from services.gateway.clients.problems import ServiceRefused
from services.gateway.i18n import N_

KEY = "_key"
LONGEST_VERSION = 18
"""Digits that MongoDB can count to."""
DRAFT = "_draft"
"""Present when a form is not to be sent yet: it is shown again with what was typed, to be continued."""
SENTENCES = {
    "missing": N_("请填写“%(label)s”。"),
    "string_too_long": N_("“%(label)s”太长，最多 %(max_length)s 个字。"),
    "int_parsing": N_("“%(label)s”请填写整数。"),
    "greater_than": N_("“%(label)s”必须大于 %(gt)s。"),
    "greater_than_equal": N_("“%(label)s”不能小于 %(ge)s。"),
    "less_than_equal": N_("“%(label)s”不能大于 %(le)s。"),
}
ANY_SENTENCE = N_("“%(label)s”填写有误，请检查。")
OF_FIELD = {
    "age-interval-wrong": "age_low",
    "estimated-in-future": "age_on",
    "id-number-wrong": "id_number",
    "phone-unreadable": "phone",
    "arrival-in-future": "entered_at",
    "found-in-future": "found_at",
    "found-after-arrival": "found_at",
    "occurred-in-future": "occurred_at",
    "occurred-too-early": "occurred_at",
    "evidence-missing": "evidence",
    "late-reason-required": "late_reason",
}
"""Refusals that are about one field, by their slug; they stand beside it where the form has it."""
T = TypeVar("T")


@dataclass(frozen=True)
class FormError:
    """What is wrong: with one field, or with the whole when ``name`` is empty. ``sentence`` is a msgid."""

    name: str
    sentence: str
    params: Mapping[str, object] = field(default_factory=dict)


class TypedForm:
    """What was typed into a form so far, and what is wrong with it."""

    def __init__(self, names: Collection[str], typed: Mapping[str, str] | None = None) -> None:
        self.names = names
        self.typed = dict(typed or {})
        self.errors: list[FormError] = []
        self.conflict = False
        """Somebody else changed the thing meanwhile: the person chooses whether to send this form all the same."""

    @property
    def key(self) -> str:
        """The Idempotency-Key that the form carried."""
        return self.typed.get(KEY, "")

    @property
    def version(self) -> int | None:
        """The version that the person saw, if the form carried one."""
        given = self.typed.get("_version", "")
        return int(given) if given.isdecimal() and len(given) <= LONGEST_VERSION else None

    @property
    def is_draft(self) -> bool:
        """Whether it is not to be sent yet, only shown again."""
        return DRAFT in self.typed

    def wrong(self, name: str, sentence: str, **params: object) -> None:
        """Add an error to a field, or without a name to the whole form."""
        self.errors.append(FormError(name, sentence, params))

    def refused(self, problem: ServiceRefused, language: str) -> None:
        """Add what a service says is wrong; errors of fields that the form does not have stand at the top.

        Raises the problem again when nothing is wrong with the form: the service could not do its work now.
        """
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise problem
        self.conflict = problem.slug in ("changed-meanwhile", "seen-has-changed")
        for item in problem.fields:
            known = next((name for name in (item.name, item.name.rpartition("-")[2]) if name in self.names), "")
            at = item.name if known and "-" in item.name else known
            self.errors.append(FormError(at, item.zh if language == "zh" else item.en))
        if not problem.fields:
            named = OF_FIELD.get(problem.slug, "")
            self.errors.append(FormError(named if named in self.names else "", problem.sentence(language)))

    async def accepted(self, asked: Awaitable[T], language: str) -> T | None:
        """What a service answers to this form, or None after remembering what it says is wrong.

        Raises ServiceAway, and ServiceRefused when nothing is wrong with the form.
        """
        try:
            return await asked
        except ServiceRefused as problem:
            self.refused(problem, language)
            return None

    @property
    def status(self) -> HTTPStatus:
        """How the page that shows it answers."""
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.errors else HTTPStatus.OK

    def error(self, name: str) -> FormError | None:
        """What is wrong with a field."""
        return next((error for error in self.errors if error.name == name), None)

    def told_apart(self, differences: Sequence[object]) -> None:
        """The page shows the conflict field by field: drop the service's sentence."""
        if differences:
            self.errors, self.conflict = [], False


def texts_of(data: FormData) -> dict[str, str]:
    """What was typed; files are not texts. What was ticked several times under one name stands on lines of its own."""
    texts = {name: [value for value in data.getlist(name) if isinstance(value, str)] for name in data}
    return {name: "\n".join(values) for name, values in texts.items() if values}


def files_of(data: FormData) -> dict[str, UploadFile]:
    """The files that were chosen."""
    return {name: value for name, value in data.items() if isinstance(value, UploadFile) and value.filename}
