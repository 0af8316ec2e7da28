"""A check that hangs or raises is an answer too."""

import asyncio

from shared.observability.health import Health, examine


class Well:
    name = "broker"

    async def check(self) -> Health:
        return Health(self.name, True, "1 consumer")


class Hanging:
    name = "mongo"

    async def check(self) -> Health:
        await asyncio.sleep(60)
        return Health(self.name, True)


class Failing:
    name = "relay"

    async def check(self) -> Health:
        raise ConnectionError("amqp://user:password@host")


async def test_examine_answers_in_order_within_the_time_given() -> None:
    answers = await examine([Hanging(), Failing(), Well()], seconds=0.05)
    assert answers == [
        Health("mongo", False, "no answer within 0.05 s"),
        Health("relay", False, "ConnectionError"),
        Health("broker", True, "1 consumer"),
    ]
