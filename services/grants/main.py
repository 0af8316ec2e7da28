"""Grants put together: the only file that knows concrete technology."""

from datetime import timedelta

from services.grants.adapters.indexes import INDEXES
from services.grants.adapters.news import MongoNews
from services.grants.adapters.project_numbers import MongoProjectNumbers
from services.grants.adapters.project_view import FORMS, project_view
from services.grants.adapters.running_projects import MongoRunningProjects
from services.grants.adapters.standing_view import standing_view
from services.grants.app import COMMANDS, PROJECTIONS, App
from services.grants.domain.account import PayeeAccount
from services.grants.domain.closing_errors import ProjectIsClosed
from services.grants.domain.errors import AccountMissing, OrganisationUnknown, ProjectNotFound
from services.grants.domain.fields import RECEIPT_KINDS, RECEIPTS
from services.grants.domain.older_shapes import upcast
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from services.grants.entrypoints import http_queries
from services.grants.outbound import outbound
from services.grants.ports import Ports
from services.grants.settings import Settings
from shared.file_room import FilesSpec
from shared.host import ServiceHost, ServiceSpec, run_service
from shared.messaging.news import NewsWatch
from shared.storage.counters import Counters


def build(host: ServiceHost) -> App:
    """Grants on a host's stores and reader."""
    if host.files is None:
        raise TypeError("grants keeps files")
    settings = Settings.of(host.settings)
    ports = Ports(
        projects=host.store("projects", Project, outbound, view=project_view, upcast=upcast, not_found=ProjectNotFound),
        standings=host.store("standings", Standing, outbound, view=standing_view, not_found=OrganisationUnknown),
        running=MongoRunningProjects(host.reader),
        numbers=MongoProjectNumbers(Counters(host.database)),
        accounts=host.store("accounts", PayeeAccount, outbound, sealed=("numbers",), not_found=AccountMissing),
        clock=host.clock,
        files=host.files,
        news=MongoNews(host.reader, timedelta(seconds=settings.news_limit_seconds)),
    )
    return App(ports, host.reader, host.rows)


def news_are_watched(host: ServiceHost, _: App) -> list[NewsWatch]:
    """What notes when grants had last heard everything."""
    return [NewsWatch(host.database, host.settings.amqp_url, host.name)]


SERVICE = ServiceSpec(
    name="grants",
    settings=Settings,
    build=build,
    commands=COMMANDS,
    routers=(http_queries.router,),
    indexes=INDEXES,
    parts=news_are_watched,
    files=FilesSpec(
        path="/projects/{project_id}/files",
        uses={RECEIPTS: RECEIPT_KINDS},
        gate=lambda app: app.file_gate,
        refusals=(ProjectNotFound, ProjectIsClosed),
        makes_keys=True,
    ),
    forms=FORMS,
    projections=PROJECTIONS,
)

if __name__ == "__main__":
    run_service(SERVICE)
