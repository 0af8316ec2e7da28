"""`python -m deploy.prepare`: keys, topology and indexes of every service; safe to repeat beside running services."""

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec

from aiormq.exceptions import ChannelNotFoundEntity
from pymongo.errors import ConfigurationError, ConnectionFailure, InvalidName, InvalidURI

from deploy.keys import KeyFiles, ensure_keys
from deploy.local.home import PROJECT
from deploy.local.operator_error import TOLD, OperatorError, complain, master_key_wrong, servers_away
from deploy.replica_set import became_primary
from deploy.rotation import FolderNotWritable, ensure_index_key
from deploy.wiring import BACKEND, HEARING, consumers
from services.gateway.indexes import INDEXES
from shared.contracts.catalogue import all_contracts
from shared.messaging.topology import declare_topology
from shared.not_configured import NotConfigured
from shared.storage.indexes import DatabasePlan, create_indexes, create_own_indexes
from shared.storage.logged_events import date_events
from shared.storage.master_keys import index_key_beside
from shared.storage.mongo import StorageAway, connect, database
from shared.storage.retention import KeptTooShort, Retention
from shared.storage.vault import KEYS as SEALING_KEYS
from shared.storage.vault import MasterKeyWrong, Vault

PATIENCE_S = 60.0
PAUSE_S = 1.0


def handled_types() -> dict[str, set[str]]:
    """Each consuming service with the event types that its queue is bound to: every version of what it reacts to."""
    versions: dict[str, set[str]] = {}
    for type_, contract in all_contracts().items():
        versions.setdefault(contract.NAME, set()).add(type_)
    bound: dict[str, set[str]] = {service: set() for service in HEARING}
    for type_, services in consumers(PROJECT).items():
        for service in services:
            if service in bound:
                bound[service] |= versions[all_contracts()[type_].NAME]
    return bound


def database_plans(environment: Mapping[str, str] = os.environ) -> dict[str, DatabasePlan]:
    """Each service that stores anything with the indexes it declares in `adapters/indexes.py`, and how long what only
    tells of the past is kept. Raises KeptTooShort.
    """
    retention = Retention.of(environment)
    plans = {}
    for service in BACKEND:
        if find_spec(f"services.{service}.adapters") and find_spec(f"services.{service}.adapters.indexes"):
            indexes = import_module(f"services.{service}.adapters.indexes").INDEXES
            plans[service] = DatabasePlan(tuple(indexes), indexes, retention)
    return plans


async def prepare(mongo_url: str, amqp_url: str, prefix: str) -> None:
    """Declare the topology and create the indexes. Raises the servers' own errors."""
    await declare_topology(amqp_url, handled_types())
    client = connect(mongo_url)
    try:
        for service, plan in database_plans().items():
            await date_events(database(client, prefix + service))
            await create_indexes(database(client, prefix + service), plan)
        await create_own_indexes(database(client, f"{prefix}gateway"), INDEXES)
    finally:
        client.close()


async def prepare_keys(mongo_url: str, prefix: str, files: KeyFiles) -> None:
    """Make the keys that are missing. Raises OperatorError beside data sealed under a master key we lack."""
    client = connect(mongo_url)
    try:
        names = [prefix + service for service in HEARING]
        sealed = [name for name in names if await client[name][SEALING_KEYS].find_one({}, {"_id": 1})]
        for path in ensure_keys(files, sealed_data=bool(sealed)):
            print(f"made {path}")
        with suppress(FolderNotWritable):  # then the key that is derived from the master key goes on serving
            if ensure_index_key(files.master, sealed_data=bool(sealed)):
                print(f"made {index_key_beside(files.master)}")
        for name in sealed:
            await Vault.from_file(client, name, files.master).prove()
    except MasterKeyWrong as wrong:
        raise master_key_wrong(files.master) from wrong
    finally:
        client.close()


async def prepare_patiently(environment: Mapping[str, str], files: KeyFiles) -> None:
    """All of it, tried again for a minute while a server is still coming up: RabbitMQ answers before its streams are
    there, and says of each of them that it is not found.

    Raises OperatorError when that did not help, for addresses that cannot be, and before anything is made when the
    master key is missing or another one.
    """
    mongo_url, amqp_url = environment["TONGXIN_MONGO_URL"], environment["TONGXIN_AMQP_URL"]
    prefix = environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_")
    last = "no answer"
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                try:
                    await prepare_keys(mongo_url, prefix, files)
                    return await prepare(mongo_url, amqp_url, prefix)
                except (OSError, ConnectionFailure, StorageAway, ChannelNotFoundEntity) as away:
                    last = str(away.__cause__ or away).partition(", Timeout:")[0] or type(away).__name__
                    print(f"waiting for the servers: {last}", flush=True)
                    await asyncio.sleep(PAUSE_S)
    except TimeoutError as error:
        raise servers_away(last) from error
    except KeptTooShort as error:
        raise OperatorError(error.sentence("zh"), error.sentence("en")) from error
    except (ConfigurationError, InvalidName, InvalidURI, ValueError) as error:
        why = NotConfigured.of("prepare", error)
        raise OperatorError(why.zh, why.en) from error


def found_replica_set(address: str) -> None:
    """Make the MongoDB at `address` (host:port) a writable set of one; raises TimeoutError after a minute."""
    deadline = time.monotonic() + PATIENCE_S
    while not became_primary(address):
        if time.monotonic() > deadline:
            raise TimeoutError(f"MongoDB at {address} did not become primary")
        time.sleep(PAUSE_S)


def main() -> int:
    """Exit code 0 when everything stands, TOLD after a sentence that says what a person must do first.

    TONGXIN_INITIATE_REPLICA_SET=host:port founds the replica set first.
    """
    if address := os.environ.get("TONGXIN_INITIATE_REPLICA_SET"):
        found_replica_set(address)
    try:
        asyncio.run(prepare_patiently(os.environ, KeyFiles.from_environment()))
    except OperatorError as error:
        complain(error)
        return TOLD
    print("prepared")
    return 0


if __name__ == "__main__":
    sys.exit(main())
