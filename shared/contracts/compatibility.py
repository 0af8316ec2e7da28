"""May a published schema be replaced by this one? Names every difference, and why it breaks somebody.

Two sides are protected at once: subscribers who know only the old schema and read new events, and our own newest
model, which still reads old events from queues, logs and parked messages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

_WORDS_ONLY = frozenset({"title", "description", "examples", "$defs", "$id", "$schema"})
_BY_NAME = frozenset({"properties", "required"})
_NESTED = ("items", "additionalProperties")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference at a path such as ``proposals[].why``; ``breaks`` is the reason, or None when nobody is hurt."""

    path: str
    what: str
    breaks: str | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.what}" + (f" ({self.breaks})" if self.breaks else "")


def compare(old: Schema, new: Schema) -> list[Change]:
    """All differences between two JSON Schemas of one event type, the outer ones first."""
    return list(_compare("data", _resolved(old, old), _resolved(new, new)))


def _compare(path: str, old: Schema, new: Schema) -> Iterator[Change]:
    yield from _properties(path, old, new)
    for key in _NESTED:
        if isinstance(old.get(key), Mapping) and isinstance(new.get(key), Mapping):
            yield from _compare(f"{path}[]" if key == "items" else f"{path}.*", old[key], new[key])
    for key in sorted((old.keys() | new.keys()) - _WORDS_ONLY - _BY_NAME):
        before, after = old.get(key), new.get(key)
        if before == after or (key in _NESTED and isinstance(before, Mapping) and isinstance(after, Mapping)):
            continue
        if key in {"anyOf", "oneOf", "allOf"} and _same_choices(before, after):
            continue
        yield Change(path, f"{key} changed from {_short(before)} to {_short(after)}", _why(key))
    if any(old.get(key) != new.get(key) for key in ("title", "description", "examples")):
        yield Change(path, "described in other words")


def _properties(path: str, old: Schema, new: Schema) -> Iterator[Change]:
    before, after = old.get("properties", {}), new.get("properties", {})
    needed_before, needed = set(old.get("required", ())), set(new.get("required", ()))
    for name in sorted(before.keys() - after.keys()):
        yield Change(f"{path}.{name}", "was removed or renamed", "subscribers read it")
    for name in sorted(after.keys() - before.keys()):
        hurt = "events already written lack it" if name in needed else None
        yield Change(f"{path}.{name}", f"was added as {'required' if name in needed else 'optional'}", hurt)
    for name in sorted(before.keys() & after.keys()):
        if name in needed - needed_before:
            yield Change(f"{path}.{name}", "became required", "events already written may lack it")
        if name in needed_before - needed:
            yield Change(f"{path}.{name}", "became optional", "subscribers count on it")
        yield from _compare(f"{path}.{name}", before[name], after[name])


def _why(key: str) -> str:
    match key:
        case "type" | "anyOf" | "oneOf" | "allOf" | "items" | "format":
            return "the type of a published value never changes"
        case "enum" | "const":
            return "subscribers know the values, and written events hold them"
        case "default":
            return "its absence would mean something else"
        case _:
            return "a rule about published values never changes"


def _same_choices(before: object, after: object) -> bool:
    """Whether two lists of alternatives differ only in their order or their words."""
    if not isinstance(before, list) or not isinstance(after, list) or len(before) != len(after):
        return False
    left = [{k: v for k, v in one.items() if k not in _WORDS_ONLY} for one in before]
    return all({k: v for k, v in one.items() if k not in _WORDS_ONLY} in left for one in after)


def _resolved(node: Schema, root: Schema) -> Schema:
    """The schema with its ``$ref`` into ``$defs`` put in place; contracts are trees, never recursive."""
    if "$ref" in node:
        name = str(node["$ref"]).removeprefix("#/$defs/")
        return _resolved({**root["$defs"][name], **{k: v for k, v in node.items() if k != "$ref"}}, root)
    return {key: _inner(value, root) for key, value in node.items() if key != "$defs"}


def _inner(value: object, root: Schema) -> object:
    if isinstance(value, Mapping):
        return _resolved(value, root)
    return [_inner(one, root) for one in value] if isinstance(value, list) else value


def _short(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
