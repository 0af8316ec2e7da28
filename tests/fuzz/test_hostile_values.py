"""Superscripts, halves of surrogates, NUL, a megabyte... in each field and parameter of every operation that is
documented: whatever is sent, there is no server error."""

import json
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from joserfc.jwk import OKPKey

from shared.host import ServiceSpec
from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.kernel.roles import Role
from shared.web.actor import mint
from tests.fuzz.hostile import LONG, MEGABYTE, TEXTS, THINGS, Dealt, Openapi, places, with_at
from tests.fuzz.served import SERVICES, prepare, serving

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]
API = Path(__file__).parents[2] / "docs" / "api"
HANGS_S = 30
"""A request that is not answered within this is taken for one that never is."""


class Sender:
    """Sends requests to one service as a person with every role, and keeps what was answered wrongly."""

    def __init__(self, service: str, url: str, key: OKPKey) -> None:
        self._http = httpx.Client(base_url=url, timeout=HANGS_S)
        self._service, self._key = service, key
        self.in_addresses = Dealt((*TEXTS, 10**400, -1, "9999-12-31", "0001-01-01", *LONG))
        self.inside, self.outside = Dealt((*TEXTS, *THINGS)), Dealt((MEGABYTE, *TEXTS, *THINGS))
        self.in_forms = Dealt((MEGABYTE, *TEXTS))
        self.made: list[str] = []
        self.broken: list[str] = []
        self.sent = 0

    def send(self, method: str, target: str, what: str, **content: Any) -> None:
        """One request; ``target`` is path and query as they go over the wire."""
        token = mint(self._key, Actor("staff-fuzz", frozenset(Role)), datetime.now(UTC), new_id(), self._service)
        given = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id(), **content.pop("headers", {})}
        try:
            answer = self._http.request(method, target, headers=given, **content)
        except httpx.TransportError:  # the connection was ended after an earlier answer; once more on a new one
            answer = self._http.request(method, target, headers=given, **content)
        self.sent += 1
        if answer.status_code == 201 and (made := answer.json().get("id")):
            self.made = [made, *self.made[:20]]
        if answer.status_code >= 500:
            self.broken.append(f"{method} {what}: {answer.status_code} {answer.text[:200]}")


def wire(text: object) -> str:
    """A value as it stands in an address: also what is no UTF-8."""
    said = text if isinstance(text, str) else json.dumps(text)
    return quote(said.encode("utf-8", "surrogatepass"), safe="")


def in_addresses(document: Openapi, sender: Sender, method: str, path: str, operation: Any) -> None:
    """Hostile values in each parameter of the address; the others are as they should be."""
    parameters = [one for one in operation.get("parameters", []) if one["in"] in ("path", "query")]
    for attacked in parameters:
        for value in sender.in_addresses.some(6):
            target, query = path, []
            for one in parameters:
                said = value if one is attacked else _right(document, sender, one)
                if one["in"] == "path":
                    target = target.replace(f"{{{one['name']}}}", wire(said))
                elif one is attacked or one.get("required"):
                    query.append(f"{one['name']}={wire(said)}")
            what = f"{path} {attacked['name']}={str(value)[:20]!r}"
            if method == "GET":
                sender.send(method, f"{target}?{'&'.join(query)}", what)
            else:
                sender.send(method, f"{target}?{'&'.join(query)}", what, json={})


def _right(document: Openapi, sender: Sender, parameter: Any) -> object:
    if parameter["in"] == "path" and sender.made:
        return sender.made[sender.sent % len(sender.made)]
    return document.least(parameter["schema"])


def in_bodies(document: Openapi, sender: Sender, method: str, path: str, operation: Any) -> None:
    """Hostile values in each place of the body; the others are as they should be."""
    target = path
    for one in operation.get("parameters", []):
        if one["in"] == "path":
            target = target.replace(f"{{{one['name']}}}", wire(_right(document, sender, one)))
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        if media == "application/json":
            _in_json(document, sender, (method, target, path), content["schema"])
        elif media == "multipart/form-data":
            _in_form(document, sender, (method, target, path), content["schema"])
        else:
            for value in TEXTS:
                sender.send(method, target, f"{path} {value!r}", content=value.encode("utf-8", "surrogatepass"))


def _in_json(document: Openapi, sender: Sender, where: tuple[str, str, str], schema: Any) -> None:
    method, target, path = where
    right = document.least(schema)
    headers = {"Content-Type": "application/json"}
    sender.send(method, target, path, content=json.dumps(right), headers=headers)
    for way in places(right):
        for value in (sender.outside if len(way) == 1 else sender.inside).some(6):
            body = json.dumps(with_at(right, way, value))
            sender.send(method, target, f"{path} {way} {str(value)[:20]!r}", content=body, headers=headers)
    for body in ("[" * 100_000, "²", '"\\ud800"', "{" + '"a":{' * 5_000, json.dumps({"\ud800": 1, "\x00": MEGABYTE})):
        sender.send(method, target, f"{path} {body[:20]!r}", content=body, headers=headers)


def _in_form(document: Openapi, sender: Sender, where: tuple[str, str, str], schema: Any) -> None:
    method, target, path = where
    for name in document.resolved(schema)["properties"]:
        for value in sender.in_forms.some(6):
            said = value.encode("utf-8", "surrogatepass")
            if name == "file":
                files = {"file": (f"a{value[:9]}.csv".encode("utf-8", "replace").decode(), said)}
                sender.send(method, target, f"{path} {name} {value[:20]!r}", files=files)
            else:
                sender.send(
                    method, target, f"{path} {name} {value[:20]!r}", files={"file": ("a.csv", b"x")}, data={name: said}
                )


@pytest.mark.parametrize("service", SERVICES)
async def test_no_value_in_any_place_is_answered_with_a_server_error(
    service: str, mongo_url: str, vhost_url: str, database: str, tmp_path: Path
) -> None:
    spec: ServiceSpec = import_module(f"services.{service}.main").SERVICE
    await prepare(spec, mongo_url, vhost_url, database)
    document = Openapi(json.loads((API / f"openapi-{service}.json").read_text("utf-8")))
    with serving(spec, mongo_url, vhost_url, database, tmp_path) as (url, key):
        sender = Sender(service, url, key)
        for method, path, operation in document.operations():
            if path.startswith("/health"):
                continue
            in_bodies(document, sender, method, path, operation)
            in_addresses(document, sender, method, path, operation)
    assert sender.sent > 100
    assert sender.broken == []
