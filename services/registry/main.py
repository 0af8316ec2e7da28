"""Registry put together: the only file that knows concrete technology."""

from datetime import timedelta
from functools import partial

from services.registry.adapters.due_organisations import DueOrganisations
from services.registry.adapters.indexes import INDEXES, SEALED_OF_TALENTS
from services.registry.adapters.mongo_register import MongoPool, MongoRegister
from services.registry.adapters.places_file import gazetteer
from services.registry.adapters.rules_file import register_rules
from services.registry.adapters.search_words import read_phrases, readings
from services.registry.adapters.spreadsheets import Spreadsheets
from services.registry.adapters.views import FORMS, import_view, organisation_view, talent_view
from services.registry.app import COMMANDS, PROJECTIONS, App
from services.registry.domain.errors import OrganisationNotFound, QuotedFigureNotFound
from services.registry.domain.funded_project import FundedProject
from services.registry.domain.import_run import OrganisationImport
from services.registry.domain.interpreter_search import InterpreterSearch
from services.registry.domain.kinds import TaskKind
from services.registry.domain.older_shapes import upcast
from services.registry.domain.organisation import Organisation
from services.registry.domain.quoted_figure import QuotedFigure
from services.registry.domain.sheet_errors import ImportNotFound
from services.registry.domain.talent import Talent
from services.registry.domain.talent_errors import TalentNotFound
from services.registry.entrypoints import (
    clock,
    http_facts,
    http_imports,
    http_jobs,
    http_organisations,
    http_outside,
    http_own,
    http_talents,
)
from services.registry.export_work import ExportWork
from services.registry.import_work import IMPORT, ImportWork
from services.registry.outbound import outbound as told_outside
from services.registry.outbound import outbound_of_jobs
from services.registry.ports import Ports
from services.registry.settings import Settings
from shared.clock.loop import PassTimeLoop
from shared.host import Part, ServiceHost, ServiceSpec, run_service
from shared.jobs.errors import JobNotFound
from shared.jobs.job import Job
from shared.jobs.storing import JOBS, MongoPapers, OpenJobs, job_view
from shared.jobs.work import Kinds
from shared.jobs.worker import JobWorker
from shared.storage.lease import Lease


def build(host: ServiceHost) -> App:
    """Registry on a host's stores and reader. Raises RuleTableWrong when the rules contradict themselves,
    PackageWrong for reference data that are not what they say.
    """
    settings = host.settings
    if not isinstance(settings, Settings):
        raise TypeError("registry is built with its own settings")
    places, rules = gazetteer(host.reference), register_rules(settings.rules_file)
    read_phrases(host.reference.phrases)
    outbound = partial(told_outside, places=places)
    talents = host.store(
        "talents",
        Talent,
        outbound,
        view=partial(talent_view, places=places),
        sealed=SEALED_OF_TALENTS,
        not_found=TalentNotFound,
    )
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
        imports=host.store("imports", OrganisationImport, outbound, view=import_view, not_found=ImportNotFound),
        talents=talents,
        keys=talents,
        searches=host.store("interpreter_searches", InterpreterSearch, outbound),
        figures=host.store("quoted_figures", QuotedFigure, outbound, not_found=QuotedFigureNotFound),
        jobs=host.store(JOBS, Job, outbound_of_jobs, view=job_view, not_found=JobNotFound),
        papers=MongoPapers(host.database, host.clock),
        open_jobs=OpenJobs(host.reader),
        register=MongoRegister(host.reader, rules),
        pool=MongoPool(host.reader),
        sheets=Spreadsheets(),
        places=places,
        readings=readings,
        rules=rules,
        clock=host.clock,
    )
    return App(ports, host.reader, host.rows)


def parts(host: ServiceHost, app: App) -> list[Part]:
    """The loop that lets time pass for organisations, and who does jobs."""
    due = DueOrganisations(host.stores["organisations"].due, host.reader)
    run, agrees = clock.passing_time(app), host.server_clock.is_right
    time_passes = PassTimeLoop(due, run, host.clock, timedelta(seconds=1), agrees)
    return [time_passes, _job_worker(host, app)]


def _job_worker(host: ServiceHost, app: App) -> JobWorker:
    """Does what was asked for as a job."""

    def lease_of(job_id: str) -> Lease:
        return Lease(host.database, f"job {job_id}")

    kinds: Kinds = {IMPORT: ImportWork(app.ports), TaskKind.EXPORT: ExportWork(app.ports, host.reader)}
    return JobWorker(host.stores[JOBS], OpenJobs(host.reader), kinds, lease_of, host.clock)


SERVICE = ServiceSpec(
    name="registry",
    settings=Settings,
    build=build,
    commands=COMMANDS,
    routers=(
        http_organisations.router,
        http_own.router,
        http_outside.router,
        http_imports.router,
        http_jobs.router,
        http_talents.router,
        http_facts.router,
    ),
    indexes=INDEXES,
    forms=FORMS,
    projections=PROJECTIONS,
    parts=parts,
    reference=("places", "dialects"),
)

if __name__ == "__main__":
    run_service(SERVICE)
