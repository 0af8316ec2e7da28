"""Schemathesis over each service's own OpenAPI on real servers: whatever is sent, there is no server error."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from joserfc.jwk import OKPKey

from shared.host import ServiceSpec
from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.kernel.roles import Role
from shared.web.actor import mint
from tests.fuzz.served import SERVICES, prepare, serving
from tests.run.depth import tries

pytestmark = [pytest.mark.servers, pytest.mark.timeout(600)]

ROLES = frozenset(Role)
EXAMPLES = tries(12, full=200)


@pytest.mark.parametrize("service", SERVICES)
async def test_no_route_answers_with_a_server_error(
    service: str, mongo_url: str, vhost_url: str, database: str, tmp_path: Path
) -> None:
    spec: ServiceSpec = import_module(f"services.{service}.main").SERVICE
    await prepare(spec, mongo_url, vhost_url, database)
    with serving(spec, mongo_url, vhost_url, database, tmp_path) as (url, key):
        schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
        made: list[str] = []
        operations = sorted((one.ok() for one in schema.get_all_operations()), key=lambda one: "{" in one.path)
        tried = sum(fuzz(operation, service, url, key, made) for operation in operations)
    assert tried >= EXAMPLES


def fuzz(operation: schemathesis.APIOperation, service: str, url: str, key: OKPKey, made: list[str]) -> int:
    """Send generated requests of one operation as a person with every role; says how many.

    ``made`` are ids that earlier requests created: every second request is about one of them.
    """
    sent = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: schemathesis.Case) -> None:
        nonlocal sent
        sent += 1
        actor = Actor("staff-fuzz", ROLES)
        first = next(iter(case.path_parameters or ()), None)
        if first is not None and made and sent % 2:
            case.path_parameters[first] = made[sent % len(made)]
        token = mint(key, actor, datetime.now(UTC), new_id(), service)
        answer = case.call(
            base_url=url, headers={"Authorization": f"Bearer {token}", "Idempotency-Key": new_id()}, timeout=30
        )
        if answer.status_code == 201:
            made.append(answer.json()["id"])
        told = f"{operation.label}: {answer.status_code} {answer.content[:300].decode(errors='replace')}"
        assert answer.status_code < 500 or operation.path == "/health/ready", told

    send()
    return sent
