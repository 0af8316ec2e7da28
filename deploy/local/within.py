"""`python -m deploy.local.within MODULE ...`: run a module with the addresses and keys of the running installation."""

import os
import sys

from deploy.local.home import Home
from deploy.local.operator_error import OperatorError, complain


def main() -> int:
    """Becomes the module; exit code 1 when nothing runs."""
    run = Home.find().read_run()
    if run is None:
        complain(OperatorError("同心没有在运行，先执行 make up。", "Tongxin is not running: run make up first."))
    else:
        environment = {**os.environ, **run["environment"]}
        os.execve(sys.executable, [sys.executable, "-m", *sys.argv[1:]], environment)  # noqa: S606 - no shell wanted
    return 1


if __name__ == "__main__":
    sys.exit(main())
