"""What leaves the office for one subscriber, and in which words: nobody inside is named, and nothing inside is told.

Which events may leave at all stands at each contract (``FOR_OUTSIDERS``); the default is no.
"""

import hashlib
import hmac

import orjson

from shared.contracts.catalogue import all_contracts
from shared.contracts.envelope import Event

PERSON = "person:"
_SERVICE = "service:"
_LENGTH = 32


def leaving_types() -> list[str]:
    """The wire types that may leave at all, in alphabetical order."""
    return [type_ for type_, contract in all_contracts().items() if contract.FOR_OUTSIDERS]


def pseudonym(actor: str, key: bytes) -> str:
    """Who acted, unnamed: the same person is the same pseudonym under one key, and nobody finds the person without it.

    A service, which is no person, stays what it is called.
    """
    if actor.startswith(_SERVICE):
        return actor
    return PERSON + hmac.new(key, actor.encode(), hashlib.sha256).hexdigest()[:_LENGTH]


def leaving(event: Event, key: bytes) -> bytes | None:
    """The event as it leaves, or None for one that may not.

    Without cause and trace, which tell of the inside; data holds the fields that the contract declares, and no field
    that a newer publisher may have added.
    """
    contract = all_contracts().get(event.type)
    if contract is None or not contract.FOR_OUTSIDERS:
        return None
    told = event.model_dump(mode="json", exclude={"causationid", "traceparent"})
    told["actor"] = pseudonym(event.actor, key)
    told["data"] = {name: value for name, value in event.data.items() if name in contract.model_fields}
    return orjson.dumps(told)
