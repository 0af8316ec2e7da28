"""As much of MongoDB's query, update and aggregation language as the write path, the relay and the consumer use."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

Document = dict[str, Any]
MISSING = object()


def reach(value: Any, path: str) -> Any:
    """What lies at a dotted path; inside a list, the list of what lies there in each element."""
    for place, part in enumerate(parts := path.split(".")):
        if isinstance(value, list):
            rest = ".".join(parts[place:])
            return [found for one in value if (found := reach(one, rest)) is not MISSING]
        value = value.get(part, MISSING) if isinstance(value, Mapping) else MISSING
    return value


def matches(document: Document, where: Mapping[str, Any]) -> bool:
    """Whether a document fits a filter."""
    for key, wanted in where.items():
        if key in ("$or", "$nor"):
            if any(matches(document, one) for one in wanted) != (key == "$or"):
                return False
        elif not _fits(reach(document, key), wanted):
            return False
    return True


def _fits(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping) and any(key.startswith("$") for key in wanted):
        return all(_compares(found, operator, operand) for operator, operand in wanted.items())
    return _any(found, lambda one: (None if one is MISSING else one) == wanted)


def _compares(found: Any, operator: str, operand: Any) -> bool:
    match operator:
        case "$exists":
            return bool((found is not MISSING and found != []) == operand)
        case "$in":
            return _any(found, lambda one: one in operand)
        case "$nin":
            return not _any(found, lambda one: one in operand)
        case "$ne":
            return not _fits(found, operand)
        case "$elemMatch":
            return isinstance(found, list) and any(matches(one, operand) for one in found)
        case "$gte":
            return _any(found, lambda one: one not in (MISSING, None) and one >= operand)
        case "$lt" | "$lte":
            return _any(
                found, lambda one: one not in (MISSING, None) and _less(one, operand, or_equal=operator == "$lte")
            )
        case _:
            raise NotImplementedError(operator)


def _any(found: Any, true: Any) -> bool:
    return any(true(one) for one in found) if isinstance(found, list) else bool(true(found))


def _less(one: Any, other: Any, *, or_equal: bool) -> bool:
    return bool(one <= other if or_equal else one < other)


def update(document: Document, changes: Mapping[str, Any], *, inserting: bool = False) -> None:
    """Change a document in place."""
    for operator, fields in changes.items():
        for name, operand in fields.items():
            match operator:
                case "$set":
                    document[name] = operand
                case "$setOnInsert":
                    if inserting:
                        document[name] = operand
                case "$max":
                    document[name] = max(document.get(name, operand), operand)
                case "$inc":
                    document[name] = document.get(name, 0) + operand
                case "$push":
                    more = operand["$each"] if isinstance(operand, Mapping) and "$each" in operand else [operand]
                    document.setdefault(name, []).extend(more)
                case "$pull":
                    document[name] = [one for one in document.get(name, []) if not matches(one, operand)]
                case _:
                    raise NotImplementedError(operator)


def evaluate(expression: Any, variables: Mapping[str, Any]) -> Any:
    """The value of an aggregation expression; ``variables`` hold CURRENT, NOW and what $filter names."""
    if isinstance(expression, str) and expression.startswith("$"):
        path = expression[2:] if expression.startswith("$$") else f"CURRENT.{expression[1:]}"
        return reach(dict(variables), path)
    if not isinstance(expression, Mapping):
        return expression
    if not any(key.startswith("$") for key in expression):
        return {key: evaluate(one, variables) for key, one in expression.items()}
    ((operator, operand),) = expression.items()
    return _operate(operator, operand, variables)


def _operate(operator: str, operand: Any, variables: Mapping[str, Any]) -> Any:
    def each() -> list[Any]:
        return [evaluate(one, variables) for one in operand]

    match operator:
        case "$literal":
            return operand
        case "$eq":
            one, other = each()
            return one == other
        case "$lt" | "$gte":
            one, other = each()
            if one in (MISSING, None) or other in (MISSING, None):
                return (one in (MISSING, None)) == (operator == "$lt")
            return one < other if operator == "$lt" else one >= other
        case "$size":
            return len(evaluate(operand, variables))
        case "$or":
            return any(each())
        case "$and":
            return all(each())
        case "$ifNull":
            return next((one for one in each() if one not in (MISSING, None)), None)
        case "$cond":
            truth, then, otherwise = operand
            return evaluate(then if evaluate(truth, variables) else otherwise, variables)
        case "$filter":
            listed = evaluate(operand["input"], variables)
            name = operand.get("as", "this")
            return [one for one in listed if evaluate(operand["cond"], {**variables, name: one})]
        case "$dateAdd":
            start: datetime = evaluate(operand["startDate"], variables)
            return start + timedelta(milliseconds=operand["amount"])
        case _:
            raise NotImplementedError(operator)


def run_pipeline(documents: Sequence[Document], pipeline: Sequence[Mapping[str, Any]]) -> list[Document]:
    """The rows of an aggregation."""
    rows = list(documents)
    for stage in pipeline:
        ((name, operand),) = stage.items()
        match name:
            case "$match":
                rows = [row for row in rows if matches(row, operand)]
            case "$sort":
                rows = in_order(rows, list(operand.items()))
            case "$limit":
                rows = rows[:operand]
            case "$replaceRoot":
                rows = [evaluate(operand["newRoot"], {"CURRENT": row}) for row in rows]
            case "$group":
                rows = _grouped(rows, operand)
            case _:
                raise NotImplementedError(name)
    return rows


def in_order(rows: Sequence[Document], keys: Sequence[tuple[str, int]]) -> list[Document]:
    """Rows sorted by keys, the first one foremost; a list sorts by its smallest element."""
    ordered = list(rows)
    for key, direction in reversed(keys):
        ordered.sort(key=partial(_sort_value, key), reverse=direction < 0)
    return ordered


def _sort_value(key: str, row: Document) -> tuple[bool, Any]:
    value = reach(row, key)
    if isinstance(value, list):
        value = min(value, default=None)
    return (False, 0) if value in (MISSING, None) else (True, value)


def _grouped(rows: Sequence[Document], operand: Mapping[str, Any]) -> list[Document]:
    groups: dict[Any, Document] = {}
    for row in rows:
        variables = {"CURRENT": row, "ROOT": row}
        group = groups.setdefault(key := evaluate(operand["_id"], variables), {"_id": key})
        for name, accumulator in operand.items():
            if name == "_id":
                continue
            ((how, what),) = accumulator.items()
            if how == "$first":
                group.setdefault(name, evaluate(what, variables))
            elif how == "$sum":
                group[name] = group.get(name, 0) + evaluate(what, variables)
            else:
                raise NotImplementedError(how)
    return list(groups.values())
