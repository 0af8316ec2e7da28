"""Who may read and change what registry keeps, and what commands act on."""

from collections.abc import Sequence
from datetime import datetime

from services.registry.domain.errors import OrganisationNotFound, QuotedFigureNotFound, ReasonNotFound
from services.registry.domain.funded_project import FundedProject
from services.registry.domain.import_run import OrganisationImport
from services.registry.domain.organisation import Organisation
from services.registry.domain.quoted_figure import QuotedFigure
from services.registry.domain.rules import RegisterRules
from services.registry.domain.sheet_errors import ImportNotFound
from services.registry.domain.talent import Talent
from services.registry.domain.talent_errors import TalentNotFound
from shared.jobs.errors import JobNotFound
from shared.jobs.job import Job
from shared.kernel.actions import Target
from shared.kernel.roles import OutsideRole, Role

OFFICE = frozenset({Role.REGISTRAR, Role.CENTRE_ADMIN})
RESCUE = frozenset({Role.RESCUE_WORKER, Role.STATION_HEAD})

READERS = OFFICE | RESCUE | {Role.GRANTS_OFFICER, Role.GRANTS_HEAD, Role.FINANCE, Role.OPERATOR}
"""The register is public by law; everybody signed in may read it."""

MEMBERS = frozenset({OutsideRole.ORGANISATION_MEMBER})
"""The people of an organisation, who read its own record alone."""

AUTHORITIES = frozenset({OutsideRole.AUTHORITY})
"""A supervisor authority, which reads the organisations that name it on their certificates."""
BUREAUS = frozenset({OutsideRole.BUREAU})
"""The bureau of the district, which reads the figures of the register."""
VILLAGES = frozenset({OutsideRole.VILLAGE})
"""Villages and communities, which read no record of anybody."""

CLOCK = frozenset({"clock"})
"""What the service itself holds when it lets time pass; no token carries it."""

IMPORT_READERS = OFFICE | {Role.OPERATOR}

JOB_READERS = READERS
"""Whoever may ask for long work: who reads the register may export it. A job itself is shown to who asked for it."""

TALENT_READERS = OFFICE | RESCUE
"""The talent pool is not public; phone numbers stay masked until one of these asks for one, and that is logged."""

ON_REGISTER = Target[None]("register")
ON_ORGANISATION = Target[Organisation]("organisation", refusals=(OrganisationNotFound,))
ON_SERIOUS_LIST = Target[tuple[Organisation, RegisterRules, datetime]](
    "organisation on the list of serious breaches", refusals=(OrganisationNotFound,)
)
"""An organisation, the rules, and the time by which they are judged."""

ON_ENDING = Target[tuple[Organisation, Sequence[FundedProject]]](
    "organisation with its funded projects", refusals=(OrganisationNotFound,)
)
"""An organisation, and its funded projects that are not closed."""

ON_REASON = Target[tuple[Organisation, str]]("reason", refusals=(OrganisationNotFound, ReasonNotFound))
"""An organisation, and the id of one of the reasons it is listed for."""

ON_IMPORTS = Target[None]("imports")
ON_IMPORT = Target[OrganisationImport]("import", refusals=(ImportNotFound,))
ON_JOB = Target[Job]("job", refusals=(JobNotFound,))
ON_FIGURES = Target[None]("quoted figures")
ON_FIGURE = Target[QuotedFigure]("figure", refusals=(QuotedFigureNotFound,))
ON_POOL = Target[None]("pool")
ON_TALENT = Target[Talent]("talent", refusals=(TalentNotFound,))
