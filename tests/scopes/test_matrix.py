"""Every kind of actor and every command and query of every service: each allowed by a list here, or refused."""

from __future__ import annotations

from typing import Any

import pytest

from shared.command.declaration import AnyCommand
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import RoleRequired
from shared.kernel.roles import OUTSIDE_ROLES, OutsideRole, Role
from tests.scopes.doors import NOON, SERVICES, ask, asked_for, commands, operations, queries
from tests.scopes.kinds import OUTSIDERS, POWERLESS, STAFF

OF_EVERYBODY = {"read_item", "archive_item", "snooze_item", "set_preferences"}
"""Each on one's own: the items and settings that ``is_within`` lets through."""
COMMANDS_OF_OUTSIDERS = {
    OutsideRole.ORGANISATION_MEMBER: {*OF_EVERYBODY, "hand_in_report"},
    OutsideRole.JUDGE: OF_EVERYBODY,
    OutsideRole.VILLAGE: OF_EVERYBODY,
    OutsideRole.AUTHORITY: OF_EVERYBODY,
    OutsideRole.WARD: {*OF_EVERYBODY, "report_better_speech"},
    OutsideRole.BUREAU: OF_EVERYBODY,
}
"""All that people from outside may do anywhere. Whoever adds to it has said so here, and asked within which scope."""
FILE = "/files/{file_id}"
RECEIPTS = (f"/projects/{{project_id}}{FILE}", f"/projects/{{project_id}}{FILE}/thumbnail")
INBOX = {"notify /inbox", "notify /preferences"}
QUERIES_OF_OUTSIDERS = {
    OutsideRole.ORGANISATION_MEMBER: {
        *INBOX,
        "registry /own/organisations",
        "registry /own/organisations/{organisation_id}",
        "grants /own/projects",
        "grants /own/projects/{project_id}",
        *(f"grants {path}" for path in RECEIPTS),
    },
    OutsideRole.JUDGE: INBOX,
    OutsideRole.VILLAGE: {*INBOX, "registry /own/area"},
    OutsideRole.AUTHORITY: {*INBOX, "registry /own/supervised", "registry /own/supervised/{organisation_id}"},
    OutsideRole.WARD: {*INBOX, "rescue /own/ward-reports"},
    OutsideRole.BUREAU: {*INBOX, "registry /own/figures", "rescue /own/figures"},
}
ALL = {*Role}
OFFICE, CARE, OPERATIONS = (
    {"registrar", "centre_admin"},
    {"rescue_worker", "station_head"},
    {"operator", "centre_admin"},
)
GRANTS = {"grants_officer", "grants_head", "finance", "centre_admin", "registrar"}
OPS = ("/ops/flow", "/ops/unfinished", "/ops/unfinished/{message_id}", "/ops/decisions")
QUERIES_OF_STAFF: dict[str, set[Any]] = {
    **{f"{service} {path}": OPERATIONS for service in SERVICES for path in OPS},
    **dict.fromkeys(["registry /organisations", "registry /organisations/likely", "registry /statistics"], ALL),
    **dict.fromkeys(["registry /organisations/{organisation_id}", "registry /reference", "registry /rules"], ALL),
    **dict.fromkeys(["registry /places", "rescue /places", "rescue /limits", *INBOX], ALL),
    **dict.fromkeys(["registry /imports", "registry /imports/{import_id}"], OFFICE | {"operator"}),
    "registry /imports/template": OFFICE | {"operator"},
    "registry /imports/{import_id}/rows-to-mend": OFFICE,
    **dict.fromkeys(["registry /jobs", "registry /jobs/{job_id}", "registry /jobs/{job_id}/file"], ALL),
    **dict.fromkeys(["registry /quoted-figures", "registry /quoted-figures/{figure_id}"], OFFICE),
    **dict.fromkeys(["registry /talents", "registry /talents/by-id", "registry /talents/{talent_id}"], OFFICE | CARE),
    "registry /talents/{talent_id}/phone": OFFICE | CARE,
    **dict.fromkeys(["grants /projects", "grants /projects/{project_id}", "grants /totals"], GRANTS),
    **dict.fromkeys(["grants /waiting-work", "grants /organisations"], GRANTS),
    **dict.fromkeys(["grants /voucher-uses", *(f"grants {path}" for path in RECEIPTS)], GRANTS),
    **dict.fromkeys([f"rescue /cases/{{case_id}}{FILE}", f"rescue /cases/{{case_id}}{FILE}/thumbnail"], CARE),
    "printing /prints": CARE,  # of a case summary, the first of the kinds
    "printing /prints/check": ALL,
    **dict.fromkeys(["rescue /cases", "rescue /cases/search", "rescue /cases/find", "rescue /cases/{case_id}"], CARE),
    **dict.fromkeys(["rescue /due", "rescue /ward-reports", "rescue /ward-reports/{report_id}"], CARE),
    "rescue /working-calendar/entries/{entry_id}/trial": {"operator"},
    "notify /deliveries": OPERATIONS,
}
QUERIES = [(service, path, given) for service in SERVICES for path, given in queries(service)]


async def is_let_in(declared: AnyCommand[Any], actor: Actor) -> bool:
    """Whether the actor comes beyond the declaration; what is behind it here breaks."""
    cause = Cause("key", actor, NOON, "key")
    try:
        await declared.give(declared.model.model_construct(), cause, None)
    except RoleRequired:
        return False
    except Exception:  # noqa: BLE001  (whatever breaks, the actor was let in)
        return True
    return True


@pytest.mark.parametrize(("service", "declared"), commands(), ids=lambda one: getattr(one, "name", one))
async def test_command_is_for_whom_it_is_declared_for_and_for_whom_of_outside_it_is_listed(
    service: str, declared: AnyCommand[Any]
) -> None:
    for name, actor in STAFF.items():
        assert await is_let_in(declared, actor) is (name in declared.roles), f"{service} {name}"
    for name, actor in OUTSIDERS.items():
        listed = declared.name in COMMANDS_OF_OUTSIDERS[OutsideRole(name)]
        assert await is_let_in(declared, actor) is listed, f"{service} {name}"
    for name, actor in POWERLESS.items():
        assert not await is_let_in(declared, actor), f"{service} {name}"


@pytest.mark.parametrize(("service", "path", "given"), QUERIES, ids=[f"{one} {path}" for one, path, _ in QUERIES])
async def test_query_answers_those_who_are_listed_and_nobody_else(
    service: str, path: str, given: dict[str, Any]
) -> None:
    params, query = asked_for(service, given), f"{service} {path}"
    expected = {name: name in QUERIES_OF_STAFF.get(query, set()) for name in STAFF}
    expected |= {name: query in QUERIES_OF_OUTSIDERS[OutsideRole(name)] for name in OUTSIDERS}
    for name, actor in (STAFF | OUTSIDERS).items():
        status = await ask(service, "GET", path, actor, params)
        assert (status != 403) is expected[name], f"{name} was answered {status}"
    of_all_staff = QUERIES_OF_STAFF.get(query) == ALL
    for name, actor in POWERLESS.items():
        status = await ask(service, "GET", path, actor, params)
        nobody_of_ours = name == "nobody" and of_all_staff
        assert status == 403 or nobody_of_ours, f"{name} was answered {status}"
    assert await ask(service, "GET", path, None, params) == 401


@pytest.mark.parametrize("service", SERVICES)
async def test_whatever_is_sent_without_a_token_or_by_somebody_powerless_is_not_carried_out(service: str) -> None:
    lost = POWERLESS["ward without scope"]
    for method, path in operations(service):
        assert await ask(service, method, path, None) in (401, 422), path
        assert await ask(service, method, path, lost) in (403, 422), path


def test_lists_name_what_there_is() -> None:
    names = {declared.name for _, declared in commands()}
    assert set().union(*COMMANDS_OF_OUTSIDERS.values()) <= names
    there = {f"{service} {path}" for service, path, _ in QUERIES}
    assert set(QUERIES_OF_STAFF) | set().union(*QUERIES_OF_OUTSIDERS.values()) == there
    for _, declared in commands():
        assert declared.roles <= {*Role, *OUTSIDE_ROLES, "clock", "press"}
