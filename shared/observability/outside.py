"""Refusals to people from outside are written down and counted: whoever guesses addresses is seen, and sees nothing."""

from collections.abc import Iterable

import structlog

from shared.observability import metrics

GUESSES = frozenset({403, 404})
"""Answers to what is not theirs to do, or is not there for them."""
log = structlog.get_logger(__name__)


def note_refusal(actor_id: str, roles: Iterable[str], route: str, status: int) -> None:
    """Note a refusal, if it is of this kind: which account, in which role, at which template of a route; never an id
    that was asked for.
    """
    if status in GUESSES:
        role = ",".join(sorted(roles)) or "none"
        metrics.outside_refused.labels(role, str(int(status))).inc()
        log.warning("outside.refused", actor=actor_id, role=role, route=route, status=int(status))
