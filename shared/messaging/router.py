"""A service's subscribers and what surrounds them: one router with its queue and the last net below it."""

import asyncio
from functools import partial

from faststream.rabbit import RabbitRouter

from shared.keyed_lock import KeyedLock
from shared.messaging.broker import subscribe
from shared.messaging.middlewares import InHand, InOrder, Observed, Settling
from shared.messaging.patience import Patience
from shared.messaging.receiving import received
from shared.messaging.session import BrokerSession
from shared.messaging.topology import dead_queue_of, queue_of

PREFETCH = 200
DEAD_PREFETCH = 10
CONCURRENT = 64
"""How many reactions run at once; further deliveries, at most the prefetch, wait in memory."""


class ServiceRouter:
    """What outlives the sessions of a service: its handlers, the order of its subjects, the limit of work at once."""

    def __init__(self, service: str, patience: Patience) -> None:
        self._service = service
        self._patience = patience
        self._turns = KeyedLock()
        self._slots = asyncio.Semaphore(CONCURRENT)

    def of(self, session: BrokerSession) -> RabbitRouter:
        """The subscribers of one session. The middlewares stand in the order in which a message meets them."""
        settling = partial(Settling, session=session)
        live = RabbitRouter(middlewares=[partial(InOrder, turns=self._turns, slots=self._slots), settling, Observed])
        subscribe(live, queue_of(self._service), PREFETCH, received, partial(self._patience.react, session))
        last_net = RabbitRouter(middlewares=[settling, Observed])
        park = partial(self._patience.park_returned, session)
        subscribe(last_net, dead_queue_of(self._service), DEAD_PREFETCH, received, park)
        return RabbitRouter(middlewares=[partial(InHand, session=session)], routers=[live, last_net])
