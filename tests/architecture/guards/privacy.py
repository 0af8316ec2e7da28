"""No contract carries personal data, save the published search notice (寻亲公告), which the law lets everybody read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from shared.contracts.catalogue import all_contracts
from shared.contracts.contract import Contract, Personal

PUBLIC_NOTICE = "rescue.notice.published"

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
