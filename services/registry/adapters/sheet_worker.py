"""The process that reads one sheet and ends, within limits.

The file stands on standard input, the ending of its name in the argument; standard output says the rows, or why the
file is refused.
"""

import sys

from services.registry.adapters.sheet_process import refusal_of, told_of
from services.registry.adapters.spreadsheets import read_cells
from services.registry.domain.sheet_errors import SheetTooDemanding
from shared.bounds import bound
from shared.kernel.errors import DomainError

MOST_BYTES = 400 * 1024 * 1024
"""Address space: openpyxl and a sheet of 20,000 rows take half of it."""
MOST_CPU_S = 30


def main() -> None:
    """Read what stands on standard input."""
    bound(MOST_BYTES, cpu_s=MOST_CPU_S)
    try:
        told = list(told_of(read_cells(f"sheet{sys.argv[1]}", sys.stdin.buffer.read())))
    except DomainError as refused:
        told = [refusal_of(refused)]
    except MemoryError:
        told = [refusal_of(SheetTooDemanding())]
    sys.stdout.buffer.writelines(told)


if __name__ == "__main__":
    main()
