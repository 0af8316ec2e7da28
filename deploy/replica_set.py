"""Found the one-node replica set: a fresh mongod takes no majority writes before it is told that it is a set of one."""

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

REPLICA_SET = "tongxin"
ALREADY_INITIATED = 23


def became_primary(address: str, advertised: str | None = None) -> bool:
    """Whether the node at `address` (host:port) is the writable primary now; founds its set when there is none.

    `advertised` is the address that the set tells its clients, where it differs from the one that we reach it by.
    """
    direct = f"mongodb://{address}/?directConnection=true"
    client: MongoClient[dict[str, object]] = MongoClient(direct, serverSelectionTimeoutMS=250)
    try:
        hello = client.admin.command("hello")
        if not hello.get("setName"):
            _found(client, advertised or address)
        return bool(hello.get("isWritablePrimary"))
    except PyMongoError:
        return False
    finally:
        client.close()


def _found(client: MongoClient[dict[str, object]], address: str) -> None:
    """Make this node the only member; a node that moved with its data is told its new address."""
    member = {"_id": 0, "host": address}
    try:
        client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": [member]})
    except OperationFailure as refusal:
        if refusal.code != ALREADY_INITIATED:
            raise
        config = client.admin.command("replSetGetConfig")["config"]
        config["members"][0]["host"] = address
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)
