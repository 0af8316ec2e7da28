"""`make up`: install what is missing with nothing but the system's Python, then become the launcher."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from deploy.local.operator_error import OperatorError, complain, python_too_old, say


def main() -> int:
    """Exit code of `make up` when it does not come to the launcher."""
    if sys.version_info < (3, 11):  # noqa: UP036 - a person may start it with any Python
        complain(python_too_old(sys.version.split()[0]))
        return 1
    from deploy.local.install import install_to_run
    from deploy.local.venv import PYTHON

    signal.signal(signal.SIGTERM, _give_up)
    try:
        install_to_run(os.environ)
    except OperatorError as error:
        complain(error)
        return 1
    except KeyboardInterrupt:
        say("\n已停止", "stopped")
        return 130
    os.execv(PYTHON, [str(PYTHON), "-m", "deploy.local.launch"])  # noqa: S606 - no shell wanted
    return 0


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
