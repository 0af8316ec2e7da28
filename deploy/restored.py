"""After a backup was put back: no number of an event is used twice. ``python -m deploy.restored [service …]``

Raises the floor of the numbers of each named service, or of all: what they tell from now on comes after all that they
ever told, whatever the backup forgot (docs/adr/0029). Run it after ``deploy.prepare`` and before the services start.
Raising a floor without need does no harm. Reads TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX; needs no key.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from deploy.command_line import carried_out
from deploy.wiring import BACKEND
from shared.storage.mongo import connect, database
from shared.storage.sequences import raise_floor


async def _run(services: Sequence[str], environment: Mapping[str, str]) -> None:
    client, prefix = connect(environment["TONGXIN_MONGO_URL"]), environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_")
    try:
        for service in services:
            floor = await raise_floor(database(client, prefix + service), datetime.now(UTC))
            print(f"{service:<10} 之后的事件编号大于 {floor} · numbers of events go on above {floor}")
    finally:
        client.close()


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 when a floor could not be raised; it may be run again."""
    parser = argparse.ArgumentParser(prog="deploy.restored", description=__doc__)
    parser.add_argument("services", nargs="*", choices=[*BACKEND, []], help="which were restored; without, all")
    return carried_out(_run(parser.parse_args(arguments).services or BACKEND, environment), "deploy.restored")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
