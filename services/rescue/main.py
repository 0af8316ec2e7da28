"""Rescue as a running service: the only file that knows the concrete parts."""

from datetime import timedelta
from functools import partial

from services.rescue.adapters.blind_index import PURPOSE, HmacBlindIndex
from services.rescue.adapters.case_numbers import MongoCaseNumbers
from services.rescue.adapters.case_view import FORMS, case_view
from services.rescue.adapters.indexes import INDEXES, SEALED
from services.rescue.adapters.older_cases import OlderCases
from services.rescue.adapters.pronunciation import Pypinyin
from services.rescue.app import COMMANDS, App
from services.rescue.domain.case import RescueCase
from services.rescue.domain.errors import CaseNotFound
from services.rescue.domain.older_shapes import upcast
from services.rescue.entrypoints import clock, http_queries
from services.rescue.outbound import outbound
from services.rescue.ports import Ports
from services.rescue.settings import RescueSettings
from shared.clock.calendar_watch import CalendarReaches, CalendarWatch
from shared.clock.deadlines import Clocks
from shared.clock.loop import PassTimeLoop
from shared.clock.rules import read_rules
from shared.host import Part, ServiceHost, ServiceSpec, run_service
from shared.kernel.calendar import read_calendar
from shared.storage.calendar_years import CalendarYears
from shared.storage.counters import Counters
from shared.view_refresh import ViewRefresh


def build(host: ServiceHost) -> App:
    """Rescue on MongoDB. Raises ValueError without a master key, or when the rule table contradicts itself."""
    settings = host.settings
    if not isinstance(settings, RescueSettings):
        raise TypeError("rescue is built with its own settings")
    blind, pronunciation = HmacBlindIndex(host.blind_key(PURPOSE)), Pypinyin()
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
        clocks=Clocks(rules, read_calendar(settings.calendar_file)),
        clock=host.clock,
        blind=blind,
        pronunciation=pronunciation,
        calendar_years=CalendarYears(host.database),
    )
    return App(ports, host.reader)


def parts(host: ServiceHost, app: App) -> list[Part]:
    """The loops that let time pass in cases (dating limits again when the working calendar was entered, and letting
    those of older cases begin), and the refresh of views that an earlier version stored.
    """
    run, running = clock.passing_time(app), partial(clock.cases_with_limits, host.reader)
    watch = CalendarWatch(CalendarYears(host.database), app.clocks, running, host.clock)
    agrees = host.server_clock.agrees
    older, begin = OlderCases(host.database), clock.beginning_search(app)
    return [
        PassTimeLoop(host.stores["cases"].due, run, host.clock, timedelta(seconds=1), agrees, watch.moved),
        PassTimeLoop(older.find, begin, host.clock, timedelta(minutes=1), agrees),
        ViewRefresh(host.stores, FORMS),
    ]


SERVICE = ServiceSpec(
    name="rescue",
    settings=RescueSettings,
    build=build,
    commands=COMMANDS,
    routers=(http_queries.router,),
    indexes=INDEXES,
    parts=parts,
    checks=lambda app: (CalendarReaches(app.clocks, app.clock),),
)

if __name__ == "__main__":
    run_service(SERVICE)
