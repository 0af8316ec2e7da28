"""One replica under fire: ``python -m bench.kill_worker write|read MONGO AMQP PREFIX COUNTERS RATE JOURNAL SEED``.

Works until it is killed. Its journal is a file of lines that a SIGKILL cannot take back, ``<letter> <id> <value>
<time>``, with A for a command that was answered, E for an effect, D for a repeated delivery that changed nothing.
"""

import asyncio
import random
import sys
import time
from pathlib import Path
from typing import Any, TextIO

import uvloop

from bench.ours import Reading, Writing
from shared.kernel.cause import Cause
from shared.kernel.errors import Conflict, Unavailable
from shared.kernel.ids import new_id
from shared.observability.logging import configure_logging
from shared.storage.mongo import connect

AT_ONCE = 8


def counter_ids(count: int) -> list[str]:
    """The ids of the counters and ledgers, the same in every process."""
    return [f"{random.Random(n).getrandbits(64):016x}" for n in range(count)]


class Witness(Reading):
    """The consuming side, writing down every delivery and whether it had an effect."""

    journal: TextIO

    async def _enter(self, event: Any, cause: Cause) -> None:
        value = int(event.project_no)
        receipt = await self.store.change(event.project_id, cause, lambda ledger: ledger.enter(value))
        note(self.journal, "D" if receipt.repeated else "E", event.project_id, value)


def note(journal: TextIO, letter: str, counter_id: str, value: int) -> None:
    """One line, handed to the kernel at once."""
    journal.write(f"{letter} {counter_id} {value} {time.monotonic():.6f}\n")
    journal.flush()


async def write(side: Writing, ids: list[str], rate: float, journal: TextIO, seed: str) -> None:
    """Give commands at a rate; one whose answer is not known is given again under the same id."""
    choose = random.Random(seed)

    async def one() -> None:
        counter_id, cause_id = choose.choice(ids), new_id()
        while True:
            try:
                value = await side.count(counter_id, cause_id)
            except (Unavailable, Conflict):
                await asyncio.sleep(0.2)
            else:
                note(journal, "A", counter_id, value)
                return

    async def client() -> None:
        while True:
            began = time.monotonic()
            await one()
            await asyncio.sleep(max(0.0, AT_ONCE / rate - (time.monotonic() - began)))

    await asyncio.gather(*(client() for _ in range(AT_ONCE)))


async def main(
    role: str, mongo_url: str, amqp_url: str, prefix: str, counters: str, rate: str, path: str, seed: str
) -> None:
    """Work until killed."""
    ids, client = counter_ids(int(counters)), connect(mongo_url)
    with Path(path).open("a", encoding="ascii") as journal:  # noqa: ASYNC230  (once, at the start)
        if role == "write":
            side = Writing(client, prefix, amqp_url)
            await side.start()
            await write(side, ids, float(rate), journal, seed)
        else:
            witness = Witness(client, prefix, amqp_url, lambda _id, _value: None)
            witness.journal = journal
            await witness.start()
            await asyncio.Event().wait()


if __name__ == "__main__":
    configure_logging("bench", "WARNING")
    uvloop.run(main(*sys.argv[1:]))
