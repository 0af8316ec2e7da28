"""`make down` stops a running installation; `--clean` also deletes its data, keys and logs."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress

from deploy.local.home import Home
from deploy.local.leftovers import end_leftovers
from deploy.local.operator_error import OperatorError, complain, say

PATIENCE_S = 20.0


def stop_running(home: Home) -> bool:
    """Tell the holder of `home` to stop and wait; answers whether anything ran. Raises OperatorError after 20 s."""
    pid = home.holder()
    if pid:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE_S
        while home.holder() == pid:
            if time.monotonic() > deadline:
                raise OperatorError(f"进程 {pid} 没有停止。", f"Process {pid} did not stop.")
            time.sleep(0.1)
    return bool(end_leftovers(home)) or bool(pid)


def clean(home: Home, environment: Mapping[str, str]) -> None:
    """Delete what we made in `home`, and the folder itself when nothing else lies there.

    The keys go with the data that they open: where the data is on a server of somebody else's, they stay.
    """
    elsewhere = home.keys.exists() and (bool(environment.get("TONGXIN_MONGO_URL")) or not home.mongod.exists())
    for path in home.made:
        if path == home.keys and elsewhere:
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if elsewhere:
        say(
            f"数据不在这里（TONGXIN_MONGO_URL），因此保留密钥 {home.keys}",
            "the data is elsewhere, so its keys were kept",
        )
    else:
        say(f"已删除 {home.root} 中的数据、密钥和日志", "data, keys and logs deleted")
    with suppress(OSError):
        home.root.rmdir()


def main() -> int:
    """Exit code 1 when something would not stop."""
    home = Home.find()
    try:
        if stop_running(home):
            say("已停止", "stopped")
        else:
            say("没有在运行", "nothing was running")
    except OperatorError as error:
        complain(error)
        return 1
    if "--clean" in sys.argv[1:] and home.root.exists():
        clean(home, os.environ)
    return 0


if __name__ == "__main__":
    sys.exit(main())
