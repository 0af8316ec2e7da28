"""What readiness checks: more than that a connection is open. Broker, consumer and relay degrade a service only."""

from collections.abc import Callable

from shared.observability import metrics
from shared.observability.health import Health
from shared.storage.mongo import Database, write_probe
from shared.storage.vault import MasterKeyWrong, Vault

LONGEST_LAG_S = 60.0


class StorageTakesWrites:
    """MongoDB accepts a majority write."""

    name = "storage"

    def __init__(self, database: Database) -> None:
        self._database = database

    async def check(self) -> Health:
        """How it is now."""
        await write_probe(self._database, "readiness")
        return Health(self.name, True)


class RelayKeepsUp:
    """The broker is connected and no event has been waiting for a minute."""

    name = "relay"

    def __init__(self, is_connected: Callable[[], bool]) -> None:
        self._is_connected = is_connected
        metrics.broker_session.labels(self.name).set_function(lambda: float(is_connected()))

    async def check(self) -> Health:
        """How it is now."""
        age, connected = metrics.value_of(metrics.outbox_oldest_seconds), self._is_connected()
        keeps_up = connected and age < LONGEST_LAG_S
        return Health(self.name, keeps_up, f"connected: {connected}, oldest pending {age:.0f} s", needed=False)


class MasterKeyFits:
    """The master key opens the data keys that are there; a restored database needs the key it was sealed under."""

    name = "master_key"

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def check(self) -> Health:
        """How it is now."""
        try:
            await self._vault.prove()
        except MasterKeyWrong as wrong:
            return Health(self.name, False, str(wrong))
        return Health(self.name, True)


class ConsumerIsThere:
    """A session is open, the broker itself knew our consumer when it was last asked (at most 10 s ago), and what waits
    in the queue arrives."""

    name = "consumer"

    def __init__(self, is_consuming: Callable[[], bool], is_stalled: Callable[[], bool] = lambda: False) -> None:
        self._is_consuming = is_consuming
        self._is_stalled = is_stalled
        metrics.broker_session.labels(self.name).set_function(lambda: float(is_consuming()))

    async def check(self) -> Health:
        """How it is now."""
        consuming = self._is_consuming()
        why = "" if consuming else "no session with the broker"
        why = "messages wait and nothing arrives" if self._is_stalled() else why
        return Health(self.name, not why, why, needed=False)
