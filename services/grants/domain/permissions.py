"""Who may read and change what grants keeps, and what commands act on."""

from services.grants.domain.errors import NoSuchInstalment, ProjectNotFound
from services.grants.domain.project import Project
from shared.kernel.actions import Target
from shared.kernel.roles import Role

OFFICERS = frozenset({Role.GRANTS_OFFICER, Role.CENTRE_ADMIN})
READERS = OFFICERS | {Role.REGISTRAR}

ON_PROJECTS = Target[None]("projects")
ON_PROJECT = Target[Project]("project", refusals=(ProjectNotFound,))
ON_INSTALMENT = Target[tuple[Project, int]]("instalment", refusals=(ProjectNotFound, NoSuchInstalment))
"""A project, and the number of one of its instalments."""
