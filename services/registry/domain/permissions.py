"""Who may read and change what registry keeps, and what commands act on."""

from datetime import datetime

from services.registry.domain.errors import OrganisationNotFound, QuotedFigureNotFound, ReasonNotFound
from services.registry.domain.organisation import Organisation
from services.registry.domain.quoted_figure import QuotedFigure
from services.registry.domain.rules import RegisterRules
from services.registry.domain.talent import Talent
from services.registry.domain.talent_errors import TalentNotFound
from shared.kernel.actions import Target
from shared.kernel.roles import Role

OFFICE = frozenset({Role.REGISTRAR, Role.CENTRE_ADMIN})
RESCUE = frozenset({Role.RESCUE_WORKER, Role.STATION_HEAD})

READERS = OFFICE | RESCUE | {Role.GRANTS_OFFICER, Role.GRANTS_HEAD, Role.FINANCE, Role.OPERATOR}
"""The register is public by law; everybody signed in may read it."""

CLOCK = frozenset({"clock"})
"""What the service itself holds when it lets time pass; no token carries it."""

IMPORT_READERS = OFFICE | {Role.OPERATOR}

TALENT_READERS = OFFICE | RESCUE
"""The talent pool is not public; phone numbers stay masked until one of these asks for one, and that is logged."""

ON_REGISTER = Target[None]("register")
ON_ORGANISATION = Target[Organisation]("organisation", refusals=(OrganisationNotFound,))
ON_SERIOUS_LIST = Target[tuple[Organisation, RegisterRules, datetime]](
    "organisation on the list of serious breaches", refusals=(OrganisationNotFound,)
)
"""An organisation, the rules, and the time by which they are judged."""

ON_REASON = Target[tuple[Organisation, str]]("reason", refusals=(OrganisationNotFound, ReasonNotFound))
"""An organisation, and the id of one of the reasons it is listed for."""

ON_IMPORTS = Target[None]("imports")
ON_FIGURES = Target[None]("quoted figures")
ON_FIGURE = Target[QuotedFigure]("figure", refusals=(QuotedFigureNotFound,))
ON_POOL = Target[None]("pool")
ON_TALENT = Target[Talent]("talent", refusals=(TalentNotFound,))
