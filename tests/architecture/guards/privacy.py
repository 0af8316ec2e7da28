"""No contract carries personal data, save the published search notice (寻亲公告), which the law lets everybody read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from shared.contracts.catalogue import all_contracts
from shared.contracts.contract import Contract, Personal

PUBLIC_NOTICE = "rescue.notice.made_public"

_PERSON_WORDS = frozenset(
    {
        *(
            "name",
            "alias",
            "surname",
            "phone",
            "mobile",
            "telephone",
            "email",
            "address",
            "gender",
            "sex",
            "age",
            "birth",
        ),
        *("birthday", "born", "passport", "photo", "image", "face", "fingerprint", "dna", "str", "health", "illness"),
        *("injury", "disability", "disease", "medication", "place", "location", "whereabouts", "latitude", "longitude"),
        *("description", "marks", "words", "transcript", "statement", "note", "relative", "family", "religion"),
    }
)
_ALWAYS = frozenset({"phone", "mobile", "telephone", "email", "passport", "photo", "face", "health", "birthday"})
_ID_NUMBER = re.compile(r"(^|_)(id_(number|card|no)|identity_number)($|_)")


def personal_fields(_root: Path) -> list[str]:
    """Fields of contracts that are marked personal, or are named like something personal."""
    return [
        f"shared/contracts/{contract.publisher()}.py:1: {type_} carries {path}, which is personal"
        for type_, contract in all_contracts().items()
        if contract.NAME != PUBLIC_NOTICE
        for path, marked in _fields(contract, "")
        if marked or _sounds_personal(contract, path)
    ]


_LEAVING = frozenset(
    {
        *("organisation_id", "uscc", "name", "kind", "status", "standing", "street", "street_code", "founded_on"),
        *("until", "occurred_at", "effective_on", "since", "code", "fields", "how", "invented", "invented_fields"),
        *("reason_id", "reason_code", "reason_codes", "reasons", "ground_code", "open_reasons", "open_grounds"),
        *("abnormal", "serious", "project_id", "project_no", "case_id", "case_no"),
    }
)
"""What other systems may be told: facts that are public, and numbers. No account of staff, no area, no dialect."""


def leaving_fields(_root: Path) -> list[str]:
    """Fields of events for outsiders that are not on the list of what may leave."""
    return [
        f"shared/contracts/{contract.publisher()}.py:1: {type_} is FOR_OUTSIDERS, but {path} may not leave"
        for type_, contract in all_contracts().items()
        if contract.FOR_OUTSIDERS
        for path, _ in _fields(contract, "")
        if path.rsplit(".", 1)[-1] not in _LEAVING
    ]


def _sounds_personal(contract: type[Contract], path: str) -> bool:
    """Rescue is held to every word; elsewhere only what can be nothing but a person's."""
    name = path.rsplit(".", 1)[-1]
    words = _PERSON_WORDS if contract.publisher() == "rescue" else _ALWAYS
    return bool(_ID_NUMBER.search(name) or words.intersection(name.split("_")))


def _fields(model: type[BaseModel], before: str) -> Iterator[tuple[str, bool]]:
    """Every field, however deep, and whether it is marked."""
    for name, field in model.model_fields.items():
        marked = any(isinstance(mark, Personal) or mark is Personal for mark in field.metadata)
        yield before + name, marked or _is_marked(field.annotation)
        for inner in _models_in(field.annotation):
            yield from _fields(inner, f"{before}{name}.")


def _is_marked(annotation: Any) -> bool:
    marks = getattr(annotation, "__metadata__", ())
    return any(isinstance(mark, Personal) or mark is Personal for mark in marks) or any(
        _is_marked(inner) for inner in get_args(annotation)
    )


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)
