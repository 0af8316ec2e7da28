"""Registry put together: the only file that knows concrete technology."""

from functools import partial

from services.registry.adapters.indexes import INDEXES
from services.registry.adapters.mongo_register import MongoPool, MongoRegister
from services.registry.adapters.places_file import gazetteer
from services.registry.adapters.search_words import readings
from services.registry.adapters.spreadsheets import Spreadsheets
from services.registry.adapters.views import FORMS, import_view, organisation_view, talent_view
from services.registry.app import COMMANDS, App
from services.registry.domain.errors import OrganisationNotFound
from services.registry.domain.import_run import OrganisationImport
from services.registry.domain.interpreter_search import InterpreterSearch
from services.registry.domain.organisation import Organisation
from services.registry.domain.talent import Talent
from services.registry.domain.talent_errors import TalentNotFound
from services.registry.entrypoints import (
    http_facts,
    http_imports,
    http_organisations,
    http_talents,
)
from services.registry.outbound import outbound
from services.registry.ports import Ports
from services.registry.settings import Settings
from shared.host import ServiceHost, ServiceSpec, run_service
from shared.view_refresh import ViewRefresh


def build(host: ServiceHost) -> App:
    """Registry on a host's stores and reader."""
    places = gazetteer()
    ports = Ports(
        organisations=host.store(
            "organisations", Organisation, outbound, view=organisation_view, not_found=OrganisationNotFound
        ),
        imports=host.store("imports", OrganisationImport, outbound, view=import_view),
        talents=host.store(
            "talents", Talent, outbound, view=partial(talent_view, places=places), not_found=TalentNotFound
        ),
        searches=host.store("interpreter_searches", InterpreterSearch, outbound),
        register=MongoRegister(host.reader),
        pool=MongoPool(host.reader),
        sheets=Spreadsheets(),
        places=places,
        readings=readings,
    )
    return App(ports, host.reader)


SERVICE = ServiceSpec(
    name="registry",
    settings=Settings,
    build=build,
    commands=COMMANDS,
    routers=(
        http_organisations.router,
        http_imports.router,
        http_talents.router,
        http_facts.router,
    ),
    indexes=INDEXES,
    parts=lambda host, _: [ViewRefresh(host.stores, FORMS)],
)

if __name__ == "__main__":
    run_service(SERVICE)
