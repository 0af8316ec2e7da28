"""Grants put together: the only file that knows concrete technology."""

from services.grants.adapters.indexes import INDEXES
from services.grants.adapters.project_numbers import MongoProjectNumbers
from services.grants.adapters.project_view import project_view
from services.grants.adapters.running_projects import MongoRunningProjects
from services.grants.app import COMMANDS, App
from services.grants.domain.account import PayeeAccount
from services.grants.domain.errors import AccountMissing, OrganisationUnknown, ProjectNotFound
from services.grants.domain.older_shapes import upcast
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from services.grants.entrypoints import http_queries
from services.grants.outbound import outbound
from services.grants.ports import Ports
from services.grants.settings import Settings
from shared.host import ServiceHost, ServiceSpec, run_service
from shared.storage.counters import Counters


def build(host: ServiceHost) -> App:
    """Grants on a host's stores and reader."""
    ports = Ports(
        projects=host.store("projects", Project, outbound, view=project_view, upcast=upcast, not_found=ProjectNotFound),
        standings=host.store("standings", Standing, outbound, not_found=OrganisationUnknown),
        running=MongoRunningProjects(host.reader),
        numbers=MongoProjectNumbers(Counters(host.database)),
        accounts=host.store("accounts", PayeeAccount, outbound, sealed=("numbers",), not_found=AccountMissing),
        clock=host.clock,
    )
    return App(ports, host.reader)


SERVICE = ServiceSpec(
    name="grants",
    settings=Settings,
    build=build,
    commands=COMMANDS,
    routers=(http_queries.router,),
    indexes=INDEXES,
)

if __name__ == "__main__":
    run_service(SERVICE)
