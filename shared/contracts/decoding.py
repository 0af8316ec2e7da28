"""Bytes on the wire to an event and its contract, and back; what cannot be read is refused by name."""

from dataclasses import dataclass

from pydantic import ValidationError

from shared.contracts.catalogue import all_contracts, known_names, schema_url
from shared.contracts.contract import Contract
from shared.contracts.envelope import Event
from shared.contracts.upcasters import upcast
from shared.kernel.errors import Invalid

_LONGEST = 120
LONGEST_NAME = 256
"""Longest id, subject or type in characters. They are keys in storage; a message that cannot be stored would be
redelivered for ever."""

LARGEST_SEQUENCE = 2**63 - 1
"""What MongoDB can keep in a number."""


class Unreadable(Invalid):
    """Base of the four ways in which a message cannot be read. Trying again does not help: it is parked at once."""

    slug = "unreadable-message"
    zh, en = "无法读取这条消息：{why}。", "This message cannot be read: {why}."


class UndecodableBody(Unreadable):
    slug = "undecodable-body"
    zh, en = "消息正文不是有效的 CloudEvents 事件：{why}。", "The body is not a valid CloudEvents event: {why}."


class UnknownType(Unreadable):
    slug = "unknown-type"
    zh, en = "没有名为 {type} 的事件。", "There is no event called {type}."


class UnknownSchema(Unreadable):
    slug = "unknown-schema"
    zh = "认识事件 {type}，但不认识它的数据格式 {schema}。"
    en = "The event {type} is known, but not its data schema {schema}."


class DataDoesNotFit(Unreadable):
    slug = "data-does-not-fit"
    zh, en = "事件 {type} 的数据不符合约定：{why}。", "The data of {type} does not fit its contract: {why}."


@dataclass(frozen=True, slots=True)
class Decoded:
    """An event as it came, and its data as the newest version of its contract."""

    event: Event
    contract: Contract


def decode(body: bytes) -> Decoded:
    """Read one message. Raises UndecodableBody, UnknownType, UnknownSchema or DataDoesNotFit; never anything else."""
    event = envelope_of(body)
    return Decoded(event, contract_of(event))


def envelope_of(body: bytes) -> Event:
    """Read the envelope alone, whose subject is known even when the data cannot be read. Raises UndecodableBody."""
    try:
        event = Event.model_validate_json(body)
    except ValidationError as error:
        raise UndecodableBody(why=places_of(error)) from None
    flaw = _flaw_of(event)
    if flaw is not None:
        raise UndecodableBody(why=flaw)
    return event


def contract_of(event: Event) -> Contract:
    """The event's data as the newest version of its contract. Raises UnknownType, UnknownSchema or DataDoesNotFit."""
    if event.type.rpartition(".v")[0] not in known_names():
        raise UnknownType(type=event.type[:_LONGEST])
    kind = all_contracts().get(event.type)
    if kind is None or event.dataschema != schema_url(event.type):
        raise UnknownSchema(type=event.type[:_LONGEST], schema=event.dataschema[:_LONGEST])
    try:
        return upcast(kind.model_validate(event.data))
    except ValidationError as error:
        raise DataDoesNotFit(type=event.type, why=places_of(error)) from None


def encode(event: Event) -> bytes:
    """The event as structured CloudEvents JSON; an absent ``traceparent`` is left out rather than null."""
    return event.model_dump_json(exclude=None if event.traceparent else {"traceparent"}).encode()


def _flaw_of(event: Event) -> str | None:
    """A flaw that none of our events has, in an envelope of the right form; None when there is none."""
    if event.time.tzinfo is None:
        return "time: no_zone"
    if not 1 <= event.sequence <= LARGEST_SEQUENCE:
        return "sequence: less_than_1" if event.sequence < 1 else "sequence: too_large"
    return next(
        (f"{name}: too_long" for name in ("id", "subject", "type") if len(getattr(event, name)) > LONGEST_NAME), None
    )


def places_of(error: ValidationError) -> str:
    """Where and why a model refused its input, without the values, which may be personal."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'body'}: {one['type']}" for one in found[:5])
