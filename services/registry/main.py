"""Registry put together: the only file that knows concrete technology."""

from datetime import timedelta
from functools import partial

from services.registry.adapters.due_organisations import DueOrganisations
from services.registry.adapters.indexes import INDEXES
from services.registry.adapters.mongo_register import MongoPool, MongoRegister
from services.registry.adapters.places_file import gazetteer
from services.registry.adapters.rules_file import register_rules
from services.registry.adapters.search_words import readings
from services.registry.adapters.spreadsheets import Spreadsheets
from services.registry.adapters.views import FORMS, import_view, organisation_view, talent_view
from services.registry.app import COMMANDS, App
from services.registry.domain.errors import OrganisationNotFound, QuotedFigureNotFound
from services.registry.domain.funded_project import FundedProject
from services.registry.domain.import_run import OrganisationImport
from services.registry.domain.interpreter_search import InterpreterSearch
from services.registry.domain.older_shapes import upcast
from services.registry.domain.organisation import Organisation
from services.registry.domain.quoted_figure import QuotedFigure
from services.registry.domain.talent import Talent
from services.registry.domain.talent_errors import TalentNotFound
from services.registry.entrypoints import (
    clock,
    http_facts,
    http_imports,
    http_organisations,
    http_talents,
)
from services.registry.outbound import outbound
from services.registry.ports import Ports
from services.registry.settings import Settings
from shared.clock.loop import PassTimeLoop
from shared.host import Part, ServiceHost, ServiceSpec, run_service
from shared.view_refresh import ViewRefresh


def build(host: ServiceHost) -> App:
    """Registry on a host's stores and reader. Raises RuleTableWrong when the rules contradict themselves."""
    settings = host.settings
    if not isinstance(settings, Settings):
        raise TypeError("registry is built with its own settings")
    places, rules = gazetteer(), register_rules(settings.rules_file)
    ports = Ports(
        organisations=host.store(
            "organisations",
            Organisation,
            outbound,
            view=partial(organisation_view, rules=rules),
            upcast=upcast,
            not_found=OrganisationNotFound,
        ),
        projects=host.store("funded_projects", FundedProject, outbound),
        imports=host.store("imports", OrganisationImport, outbound, view=import_view),
        talents=host.store(
            "talents", Talent, outbound, view=partial(talent_view, places=places), not_found=TalentNotFound
        ),
        searches=host.store("interpreter_searches", InterpreterSearch, outbound),
        figures=host.store("quoted_figures", QuotedFigure, outbound, not_found=QuotedFigureNotFound),
        register=MongoRegister(host.reader, rules),
        pool=MongoPool(host.reader),
        sheets=Spreadsheets(),
        places=places,
        readings=readings,
        rules=rules,
        clock=host.clock,
    )
    return App(ports, host.reader)


def parts(host: ServiceHost, app: App) -> list[Part]:
    """The loop that lets time pass for organisations, and the refresh of views that an earlier version stored."""
    due = DueOrganisations(host.stores["organisations"].due, host.reader)
    run, agrees = clock.passing_time(app), host.server_clock.agrees
    time_passes = PassTimeLoop(due, run, host.clock, timedelta(seconds=1), agrees)
    return [time_passes, ViewRefresh(host.stores, FORMS)]


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
    parts=parts,
)

if __name__ == "__main__":
    run_service(SERVICE)
