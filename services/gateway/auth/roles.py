"""Which roles the pages ask for together; the roles and their labels stand in the kernel."""

from shared.kernel.roles import OUTSIDE_ROLES, Role, Roles

RESCUE: Roles = frozenset({Role.RESCUE_WORKER, Role.STATION_HEAD})
REGISTRY: Roles = frozenset({Role.REGISTRAR, Role.CENTRE_ADMIN})
GRANTS: Roles = frozenset({Role.GRANTS_OFFICER, Role.GRANTS_HEAD, Role.FINANCE, Role.CENTRE_ADMIN})
OPERATIONS: Roles = frozenset({Role.OPERATOR, Role.CENTRE_ADMIN})
OPERATORS: Roles = frozenset({Role.OPERATOR})
EVERYONE: Roles = frozenset(Role)
OUTSIDERS = OUTSIDE_ROLES
