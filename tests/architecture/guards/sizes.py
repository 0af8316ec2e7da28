"""Small files and small functions stay small: hard limits, and the medians for people who watch them grow."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.architecture.source import CODE, fault, nodes, python_files

FILE_LIMIT = 300
FUNCTION_LIMIT = 50


def too_large(root: Path) -> list[str]:
    """Files above 300 lines and functions above 50."""
    faults = []
    for file in python_files(root, *CODE):
        if (lines := _lines(file)) > FILE_LIMIT:
            faults.append(
                fault(root, file, FILE_LIMIT, f"the file has {lines} lines, at most {FILE_LIMIT} are allowed")
            )
        for function in _functions(file):
            if (length := _length(function)) > FUNCTION_LIMIT:
                sentence = f"{function.name} has {length} lines, at most {FUNCTION_LIMIT} are allowed"
                faults.append(fault(root, file, function.lineno, sentence))
    return faults


def report(root: Path) -> str:
    """Median, 90th percentile and largest, for the code that runs in services."""
    files = list(python_files(root, "shared", "services"))
    functions = [_length(function) for file in files for function in _functions(file)]
    return "\n".join([_row("file", [_lines(file) for file in files]), _row("function", functions)])


def _row(name: str, lengths: list[int]) -> str:
    tenth = quantiles(lengths, n=10)[-1]
    return f"{name:<9} median {median(lengths):3.0f}  p90 {tenth:3.0f}  largest {max(lengths)}  count {len(lengths)}"


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def _functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in nodes(file) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
