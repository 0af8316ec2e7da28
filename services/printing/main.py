"""Printing put together: the only file that knows concrete technology."""

from services.printing.adapters.indexes import INDEXES
from services.printing.adapters.press import Bounds, WorkerPress
from services.printing.adapters.print_numbers import MongoPrintNumbers
from services.printing.adapters.secret import MongoSecret
from services.printing.adapters.system import require_system
from services.printing.app import COMMANDS, App
from services.printing.domain.errors import PrintNotFound
from services.printing.domain.printed import Printout
from services.printing.entrypoints import http_prints
from services.printing.outbound import outbound
from services.printing.ports import Ports
from services.printing.settings import Settings
from shared.host import Part, ServiceHost, ServiceSpec, run_service
from shared.storage.counters import Counters


def build(host: ServiceHost) -> App:
    """Printing on a host's stores and reader."""
    settings = Settings.of(host.settings)
    bounds = Bounds(
        settings.print_workers,
        settings.print_seconds,
        settings.print_memory_mb,
        settings.print_pages,
        settings.print_idle_seconds,
    )
    ports = Ports(
        prints=host.store("prints", Printout, outbound, not_found=PrintNotFound),
        numbers=MongoPrintNumbers(Counters(host.database)),
        secret=MongoSecret(host.database),
        press=WorkerPress(bounds),
    )
    return App(ports, host.reader)


def parts(_: ServiceHost, app: App) -> tuple[Part, ...]:
    """What runs beside the routes: the press, so that no worker is left behind."""
    return (app.press,)


SERVICE = ServiceSpec(
    name="printing",
    settings=Settings,
    build=build,
    commands=COMMANDS,
    routers=(http_prints.router,),
    indexes=INDEXES,
    parts=parts,
)

if __name__ == "__main__":
    require_system()
    run_service(SERVICE)
