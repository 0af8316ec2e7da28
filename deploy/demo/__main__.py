"""`python -m deploy.demo`: load the example data into the running services; safe to repeat."""

import asyncio
import sys
import time

import httpx

from deploy.demo.client import Refused, Services
from deploy.demo.load import load


async def run() -> None:
    """Load everything and say how long it took. Raises Refused, RuntimeError, httpx's errors or KeyError."""
    began = time.monotonic()
    async with Services.from_environment() as services:
        await load(services, lambda line: print(line, flush=True))
    print(f"loaded in {time.monotonic() - began:.1f} s")


def main() -> int:
    """Exit code 0 when everything is there."""
    try:
        asyncio.run(run())
    except (Refused, RuntimeError, httpx.HTTPError) as error:
        print(f"演示数据没有装完 / the example data is not complete: {error}", file=sys.stderr)
        return 1
    except KeyError as missing:
        print(f"缺少环境变量 / the environment lacks {missing}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
