"""The roles of the office: the codes that tokens carry and the words that people read."""

from services.gateway.i18n import N_

CENTRE_ADMIN = "centre_admin"
REGISTRAR = "registrar"
GRANTS_OFFICER = "grants_officer"
RESCUE_WORKER = "rescue_worker"
STATION_HEAD = "station_head"
OPERATOR = "operator"

ROLE_WORDS = {
    CENTRE_ADMIN: N_("中心管理员"),
    REGISTRAR: N_("登记员"),
    GRANTS_OFFICER: N_("资助专员"),
    RESCUE_WORKER: N_("救助员"),
    STATION_HEAD: N_("救助站长"),
    OPERATOR: N_("运维"),
}
RESCUE = frozenset({RESCUE_WORKER, STATION_HEAD})
REGISTRY = frozenset({REGISTRAR, CENTRE_ADMIN})
GRANTS = frozenset({GRANTS_OFFICER, CENTRE_ADMIN})
OPERATIONS = frozenset({OPERATOR, CENTRE_ADMIN})
EVERYONE = frozenset(ROLE_WORDS)
