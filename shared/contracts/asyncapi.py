"""The AsyncAPI 3.0 document of all events: who publishes, who consumes, and what is on the wire."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import getdoc
from typing import Any

from shared.contracts.catalogue import all_contracts, schema_url
from shared.contracts.contract import Contract
from shared.contracts.envelope import CONTENT_TYPE, Event

Node = dict[str, Any]

FOR_OUTSIDERS = "for-outsiders"
"""The tag of events that other systems may be told."""

_INTRODUCTION = """\
同心发布的全部事件。每条消息是一个 CloudEvents 1.0 事件（结构化 JSON），路由键等于事件类型。
同一对象（subject）的事件按 sequence 排列，从 1 开始，没有空缺（服务从备份恢复过的地方除外）。
消息至少送达一次：请按 id 去重。
带 for-outsiders 标签的事件可以提供给其他系统：在各自的交换机上，不含 causationid 和 traceparent，
见 docs/subscribers.md。

All events that Tongxin publishes. Each message is one CloudEvents 1.0 event in structured JSON; the routing key is the
event type. Events of one subject are numbered by `sequence` from 1, without gaps but where their service was restored
from a backup. Delivery is at least once: absorb repeats by `id`. Other systems may be told those
that are tagged for-outsiders, at an exchange of their own and without causationid and traceparent:
see docs/subscribers.md.
"""


@dataclass(frozen=True, slots=True)
class Wiring:
    """How the contracts hang on the broker: names, and which services consume each type.

    A consumer without a named queue only listens for hints, on a queue that is deleted when it disconnects.
    """

    exchange: str
    event_log: str
    queues: Mapping[str, str]
    consumers: Mapping[str, Sequence[str]]

    def heard_by(self, service: str) -> list[str]:
        """The types that a service consumes, in alphabetical order."""
        return [type_ for type_ in sorted(self.consumers) if service in self.consumers[type_]]

    @property
    def taps(self) -> list[str]:
        """The services that only listen in."""
        return sorted({one for services in self.consumers.values() for one in services} - self.queues.keys())


def document(wiring: Wiring, version: str) -> Node:
    """The whole document as JSON values, in a stable order."""
    contracts = all_contracts()
    heard = {service: wiring.heard_by(service) for service in (*wiring.queues, *wiring.taps)}
    channels = {**wiring.queues, **{service: f"tongxin.{service}.hints" for service in wiring.taps}}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "同心 Tongxin events",
            "version": version,
            "description": _INTRODUCTION,
            "license": {"name": "Apache-2.0"},
            "tags": [{"name": publisher} for publisher in sorted({c.publisher() for c in contracts.values()})],
        },
        "defaultContentType": CONTENT_TYPE,
        "servers": {"broker": _server()},
        "channels": {
            **{type_: _routing_key(type_, wiring.exchange) for type_ in contracts},
            **{wiring.queues[service]: _queue(wiring.queues[service], heard[service]) for service in wiring.queues},
            **{channels[service]: _hints(heard[service]) for service in wiring.taps},
            wiring.event_log: _queue(wiring.event_log, list(contracts)),
        },
        "operations": {
            **{f"{c.publisher()}.send.{type_}": _send(type_, c) for type_, c in contracts.items()},
            **{f"{one}.receive": _receive(one, channels[one], types) for one, types in heard.items() if types},
        },
        "components": {
            "messages": {type_: _message(type_, contract) for type_, contract in contracts.items()},
            "schemas": {"envelope": _envelope(), **dict(_data_schemas(contracts))},
        },
    }


def _server() -> Node:
    return {
        "host": "{host}:{port}",
        "protocol": "amqp",
        "protocolVersion": "0.9.1",
        "description": "RabbitMQ 3.10 或更高版本。RabbitMQ 3.10 or later.",
        "variables": {"host": {"default": "127.0.0.1"}, "port": {"default": "5672"}},
    }


def _routing_key(type_: str, exchange: str) -> Node:
    return {
        "address": type_,
        "messages": {"event": _reference("messages", type_)},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {"name": exchange, "type": "topic", "durable": True, "autoDelete": False, "vhost": "/"},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _queue(name: str, types: Sequence[str]) -> Node:
    queue = {"name": name, "durable": True, "exclusive": False, "autoDelete": False, "vhost": "/"}
    return {
        "address": name,
        "messages": {type_: _reference("messages", type_) for type_ in types},
        "bindings": {"amqp": {"is": "queue", "queue": queue, "bindingVersion": "0.3.0"}},
    }


def _hints(types: Sequence[str]) -> Node:
    """A queue that the broker names, for one connection: its address is not known beforehand."""
    queue = {"name": "", "durable": False, "exclusive": True, "autoDelete": True, "vhost": "/"}
    return {
        "address": None,
        "messages": {type_: _reference("messages", type_) for type_ in types},
        "bindings": {"amqp": {"is": "queue", "queue": queue, "bindingVersion": "0.3.0"}},
    }


def _send(type_: str, contract: type[Contract]) -> Node:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{type_}"},
        "title": f"{contract.publisher()} publishes {contract.NAME}",
        "tags": [{"name": contract.publisher()}],
        "messages": [{"$ref": f"#/channels/{type_}/messages/event"}],
        "bindings": {"amqp": {"deliveryMode": 2, "mandatory": True, "bindingVersion": "0.3.0"}},
    }


def _receive(service: str, queue: str, types: Sequence[str]) -> Node:
    return {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{queue}"},
        "title": f"{service} consumes",
        "tags": [{"name": service}],
        "messages": [{"$ref": f"#/channels/{queue}/messages/{type_}"} for type_ in types],
        "bindings": {"amqp": {"ack": True, "bindingVersion": "0.3.0"}},
    }


def _message(type_: str, contract: type[Contract]) -> Node:
    data = _reference("schemas", type_)
    narrowed = {"type": {"const": type_}, "dataschema": {"const": schema_url(type_)}, "data": data}
    return {
        "name": type_,
        "title": contract.LABEL.en,
        "summary": contract.LABEL.zh,
        "description": f"{contract.ZH}\n\n{getdoc(contract) or ''}",
        "contentType": CONTENT_TYPE,
        "tags": [{"name": contract.publisher()}, *([{"name": FOR_OUTSIDERS}] if contract.FOR_OUTSIDERS else [])],
        "payload": {"allOf": [_reference("schemas", "envelope"), {"type": "object", "properties": narrowed}]},
    }


def _envelope() -> Node:
    schema = Event.model_json_schema(mode="serialization")
    schema["required"] = [name for name in schema["required"] if name != "traceparent"]
    schema["properties"]["traceparent"] = {"type": "string", "description": "W3C Trace Context"}
    return schema


def _data_schemas(contracts: Mapping[str, type[Contract]]) -> Iterator[tuple[str, Node]]:
    """The data of each event; models inside it become components of their own, named after the type."""
    for type_, contract in contracts.items():
        text = json.dumps(contract.model_json_schema(mode="serialization"))
        schema = json.loads(text.replace("#/$defs/", f"#/components/schemas/{type_}."))
        inner: Mapping[str, Node] = schema.pop("$defs", {})
        yield type_, schema
        yield from ((f"{type_}.{name}", definition) for name, definition in inner.items())


def _reference(kind: str, name: str) -> Node:
    return {"$ref": f"#/components/{kind}/{name}"}
