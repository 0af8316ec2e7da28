"""Rows that repeat in a form, typed as ``<field>-<number>-<part>``; compared as one text."""

import json
import re
from collections.abc import Mapping

from services.gateway.engine.schema import Field

Repeating = Mapping[str, Mapping[str, Field]]
"""The parts of a row, by the name of the field that repeats."""


def repeating(fields: Mapping[str, Field]) -> Repeating:
    """The fields that are lists of rows."""
    parts = {name: known.schema.items.fields for name, known in fields.items() if known.kind == "list"}
    return {name: found for name, found in parts.items() if found}


def typed_rows(name: str, parts: Mapping[str, Field], typed: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows that somebody typed into, or chose something in."""
    pattern = re.compile(rf"{name}-([0-9]{{1,4}})-\w+")
    numbers = sorted({int(found.group(1)) for key in typed if (found := pattern.fullmatch(key))})
    rows = [{one: typed.get(f"{name}-{n}-{one}", "").strip() for one in parts} for n in numbers]
    return [row for row in rows if any(row.values())]


def together(typed: Mapping[str, str], rows: Repeating) -> dict[str, str]:
    """What was typed, with the rows of each field as one text."""
    texts = {name: json.dumps(typed_rows(name, parts, typed), ensure_ascii=False) for name, parts in rows.items()}
    return {**{name: text for name, text in typed.items() if not _is_part(name, rows)}, **texts}


def apart(typed: Mapping[str, str], rows: Repeating) -> dict[str, str]:
    """What was typed, with such a text as rows again."""
    found = dict(typed)
    for name in [one for one in rows if one in typed]:
        found = {key: text for key, text in found.items() if key != name and not _is_part(key, {name: rows[name]})}
        for n, row in enumerate(read_rows(typed[name])):
            found |= {f"{name}-{n}-{one}": row.get(one, "") for one in rows[name]}
    return found


def read_rows(text: str) -> list[dict[str, str]]:
    """The rows of one text; none where it says none."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return []
    rows = found if isinstance(found, list) else []
    return [{str(one): str(value) for one, value in row.items()} for row in rows if isinstance(row, dict)]


def _is_part(key: str, rows: Repeating) -> bool:
    return any(re.fullmatch(rf"{name}-\d+-\w+", key) for name in rows)
