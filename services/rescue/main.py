"""Rescue as a running service: the only file that knows the concrete parts."""

from datetime import timedelta
from functools import partial

from services.rescue.adapters import case_view as of_case
from services.rescue.adapters import ward_report_view as of_ward_report
from services.rescue.adapters.beds import MongoBeds
from services.rescue.adapters.blind_index import PURPOSE, HmacBlindIndex
from services.rescue.adapters.case_numbers import MongoCaseNumbers
from services.rescue.adapters.case_view import case_view
from services.rescue.adapters.indexes import INDEXES, SEALED, SEALED_OF_WARD_REPORTS
from services.rescue.adapters.older_cases import OlderCases
from services.rescue.adapters.pronunciation import Pypinyin
from services.rescue.adapters.told_words import LoggedWords
from services.rescue.adapters.ward_report_view import ward_report_view
from services.rescue.app import COMMANDS, PROJECTIONS, App
from services.rescue.domain.case import RescueCase
from services.rescue.domain.errors import CaseClosed, CaseNotFound
from services.rescue.domain.older_shapes import upcast
from services.rescue.domain.photo_fields import USES
from services.rescue.domain.ward_errors import WardReportNotFound
from services.rescue.domain.ward_report import WardReport
from services.rescue.entrypoints import clock, http_outside, http_queries, http_wards
from services.rescue.outbound import outbound
from services.rescue.ports import Ports
from services.rescue.settings import RescueSettings
from shared.clock.calendar_watch import CalendarReaches, CalendarWatch
from shared.clock.deadlines import Clocks
from shared.clock.loop import PassTimeLoop
from shared.clock.rules import read_rules
from shared.file_room import FilesSpec
from shared.host import Part, ServiceHost, ServiceSpec, run_service
from shared.kernel.calendar import read_calendar
from shared.kernel.errors import Erased
from shared.storage.calendar_years import CalendarYears
from shared.storage.counters import Counters
from shared.storage.journal_reading import JournalReader


def build(host: ServiceHost) -> App:
    """Rescue on MongoDB. Raises ValueError without a master key, or when the rule table contradicts itself."""
    settings = host.settings
    if not isinstance(settings, RescueSettings):
        raise TypeError("rescue is built with its own settings")
    if host.files is None:
        raise TypeError("rescue keeps files")
    blind, pronunciation = HmacBlindIndex(*host.blind_keys(PURPOSE)), Pypinyin(host.reference.surnames)
    host.index_mark = blind.mark
    rules = read_rules(settings.limits_file)
    cases = host.store(
        "cases",
        RescueCase,
        partial(outbound, rules=rules),
        view=case_view(blind, pronunciation),
        sealed=SEALED,
        upcast=upcast,
        not_found=CaseNotFound,
    )
    ports = Ports(
        cases=cases,
        keys=cases,
        access_log=host.access_log,
        numbers=MongoCaseNumbers(Counters(host.database)),
        clocks=Clocks(rules, read_calendar(own) if (own := settings.calendar_file) else host.reference.calendar),
        clock=host.clock,
        blind=blind,
        pronunciation=pronunciation,
        calendar_years=CalendarYears(host.database),
        beds=MongoBeds(host.reader, blind),
        ward_reports=host.store(
            "ward_reports",
            WardReport,
            partial(outbound, rules=rules),
            view=ward_report_view(blind),
            sealed=SEALED_OF_WARD_REPORTS,
            not_found=WardReportNotFound,
        ),
        files=host.files,
        told_words=LoggedWords(host.database),
        places=lambda: host.reference.places,
        calendar_package=None if settings.calendar_file else host.reference.package("calendars").manifest.version,
    )
    return App(ports, host.reader, host.rows, JournalReader(host.database, host.vault))


def parts(host: ServiceHost, app: App) -> list[Part]:
    """The loops that let time pass in cases (dating limits again when the working calendar was entered, and letting
    those of older cases begin).
    """
    run, running = clock.passing_time(app), partial(clock.cases_with_limits, host.reader)
    watch = CalendarWatch(CalendarYears(host.database), app.clocks, running, host.clock)
    agrees = host.server_clock.is_right
    older, begin = OlderCases(host.database), clock.beginning_search(app)
    return [
        PassTimeLoop(host.stores["cases"].due, run, host.clock, timedelta(seconds=1), agrees, watch.moved),
        PassTimeLoop(older.find, begin, host.clock, timedelta(minutes=1), agrees),
    ]


SERVICE = ServiceSpec(
    name="rescue",
    settings=RescueSettings,
    build=build,
    commands=COMMANDS,
    routers=(http_queries.router, http_wards.router, http_outside.router),
    indexes=INDEXES,
    forms={**of_case.FORMS, **of_ward_report.FORMS},
    projections=PROJECTIONS,
    parts=parts,
    files=FilesSpec("/cases/{case_id}/files", USES, lambda app: app.file_gate, (CaseNotFound, CaseClosed, Erased)),
    checks=lambda app: (CalendarReaches(app.clocks, app.clock),),
    reference=("places", "names", "calendars"),
)

if __name__ == "__main__":
    run_service(SERVICE)
