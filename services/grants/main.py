"""Grants put together: the only file that knows concrete technology."""

from services.grants.adapters.indexes import INDEXES
from services.grants.adapters.project_numbers import MongoProjectNumbers
from services.grants.adapters.project_view import project_view
from services.grants.adapters.running_projects import MongoRunningProjects
from services.grants.app import App, build_app
from services.grants.domain.errors import OrganisationUnknown, ProjectNotFound
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from services.grants.entrypoints import http_instalments, http_projects, http_totals
from services.grants.outbound import outbound
from services.grants.ports import Ports
from services.grants.settings import Settings
from shared.house import House, HouseSpec, run_house
from shared.storage.counters import Counters


def build(house: House) -> App:
    """Grants on a house's stores and reader."""
    ports = Ports(
        projects=house.store("projects", Project, outbound, view=project_view, not_found=ProjectNotFound),
        standings=house.store("standings", Standing, outbound, not_found=OrganisationUnknown),
        running=MongoRunningProjects(house.reader),
        numbers=MongoProjectNumbers(Counters(house.database)),
    )
    return build_app(ports, house.reader)


HOUSE = HouseSpec(
    name="grants",
    settings=Settings,
    build=build,
    routers=(http_projects.router, http_instalments.router, http_totals.router),
    indexes=INDEXES,
)

if __name__ == "__main__":
    run_house(HOUSE)
