"""Small files and small functions stay small: hard limits, and the medians for people who watch them grow."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.architecture.source import CODE, fault, nodes, python_files

FILE_LIMIT = 300
FUNCTION_LIMIT = 50
FILE_MEDIAN = 80
FUNCTION_NINTH = 30


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


def large_in_the_middle(root: Path) -> list[str]:
    """Hard limits keep out the worst; these keep the usual small: half of all files, nine tenths of all functions."""
    files, functions = _sizes(root)
    table = "\n" + report(root)
    faults = []
    if (middle := median(files)) > FILE_MEDIAN:
        faults.append(f"half of all files have more than {middle:.0f} lines, at most {FILE_MEDIAN} are allowed{table}")
    if (most := quantiles(functions, n=10)[-1]) > FUNCTION_NINTH:
        faults.append(
            f"a tenth of all functions has more than {most:.0f} lines, at most {FUNCTION_NINTH} are allowed{table}"
        )
    return faults


def report(root: Path) -> str:
    """Median, 90th percentile and largest, for the code that runs in services."""
    files, functions = _sizes(root)
    return "\n".join([_row("file", files), _row("function", functions)])


def _sizes(root: Path) -> tuple[list[int], list[int]]:
    files = list(python_files(root, "shared", "services"))
    return [_lines(file) for file in files], [_length(function) for file in files for function in _functions(file)]


def _row(name: str, lengths: list[int]) -> str:
    tenth = quantiles(lengths, n=10)[-1]
    return f"{name:<9} median {median(lengths):3.0f}  p90 {tenth:3.0f}  largest {max(lengths)}  count {len(lengths)}"


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def _functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in nodes(file) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
