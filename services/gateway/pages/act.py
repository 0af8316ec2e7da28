"""What one simple command on a case is made of, and how its form becomes what is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.gateway.formats import from_local
from services.gateway.forms import FormModel
from services.gateway.pages import act_forms as forms


@dataclass(frozen=True)
class Act:
    """One command: words, form, how its fields are shown (name, widget, words of its options), path and body."""

    title: str
    lead: str
    form: type[FormModel]
    fields: tuple[tuple[str, str, str], ...]
    path: str
    body: Callable[[Any], dict[str, Any]]
    done: str
    warning: str = ""
    danger: bool = False
    back: str = ""
    method: str = "POST"
    whole: bool = False
    """Whether it replaces what is there, so that it is sent with the version that was seen."""
    leads_to: str = ""
    """Where to go when the case itself can be shown no more."""


def late_body(form: Any) -> dict[str, Any]:
    return {**form.model_dump(), "late_reason": form.late_reason or None}


def departure_body(form: forms.DepartureForm) -> dict[str, Any]:
    return {"how": form.how, "declared": form.declared == "yes"}


def entry_body(form: forms.EntryForm) -> dict[str, Any]:
    return {**form.model_dump(), "entered_at": _instant(form.entered_at)}


def reception_body(form: forms.ReceptionForm) -> dict[str, Any]:
    return {"entered_at": _instant(form.entered_at)}


def _instant(typed: str) -> str:
    """What was typed, with its zone; what is no time is left for the service to refuse."""
    at = from_local(typed)
    return at.isoformat() if at else typed
