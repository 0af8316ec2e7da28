"""Run the gateway alone, on stand-ins for the services: ``python -m tests.gateway.alone``."""

import asyncio

import uvicorn

from shared.kernel.clock import SystemClock
from tests.gateway.assembled import a_gateway, an_app


async def main() -> None:
    """Serve on port 8090 of this machine until Ctrl-C."""
    gateway = a_gateway(SystemClock())
    await gateway.accounts.ensure_demo()
    await uvicorn.Server(uvicorn.Config(an_app(gateway), port=8090, log_level="warning")).serve()


if __name__ == "__main__":
    asyncio.run(main())
