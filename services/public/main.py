"""The public site put together: the only file that knows concrete technology."""

from services.public.adapters.indexes import INDEXES
from services.public.adapters.views import FORMS, notice_view, organisation_view
from services.public.app import App
from services.public.domain.notice import PublicNotice
from services.public.domain.organisation import ListedOrganisation
from services.public.entrypoints.site import add_site
from services.public.outbound import outbound
from services.public.ports import Ports
from services.public.settings import Settings
from shared.host import ServiceHost, ServiceSpec, run_service


def build(host: ServiceHost) -> App:
    """The site on a host's stores and reader."""
    ports = Ports(
        notices=host.store("notices", PublicNotice, outbound, view=notice_view),
        organisations=host.store("organisations", ListedOrganisation, outbound, view=organisation_view),
    )
    return App(ports, host.reader)


SERVICE = ServiceSpec(
    name="public",
    settings=Settings,
    build=build,
    indexes=INDEXES,
    forms=FORMS,
    website=add_site,
)

if __name__ == "__main__":
    run_service(SERVICE)
