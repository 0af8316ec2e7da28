"""What follows from everything that is known of an organisation: its clocks, the names it blocks, what others hear."""

from datetime import datetime
from typing import TYPE_CHECKING

from services.registry.domain import names
from services.registry.domain.clocks import in_turn
from services.registry.domain.profile import profile_of
from services.registry.domain.profile_events import ProfileChanged
from services.registry.domain.rules import RegisterRules

if TYPE_CHECKING:
    from services.registry.domain.organisation import Organisation


def wind(organisation: "Organisation", rules: RegisterRules, now: datetime) -> None:
    """Set the clocks, say which names are blocked, and tell the public facts where they are others than before."""
    one, name = organisation, organisation.particulars.name
    spans, wrong = one.history["name"].spans(), names.wrong_names(one.corrections)
    found = names.blocks(spans, name, one.steps, wrong, table=rules, now=now)
    one.blocked = [] if one.names_taken_over else found
    of_lists = () if one.status.has_ended else one.credit.timers(rules)
    one.clocks = in_turn((block.until for block in one.blocked), one.suspended_until, of_lists)
    tell_profile(one, now)


def tell_profile(organisation: "Organisation", at: datetime) -> None:
    """Record that the public facts changed, unless they are as they were told last."""
    facts = profile_of(organisation)
    if facts != organisation.told:
        organisation.told = facts
        organisation.record(ProfileChanged(organisation.id, facts, at))
