"""What others hear of the public facts of an organisation; a member of the union in ``events.py``."""

from dataclasses import dataclass
from datetime import datetime

from services.registry.domain.profile import Profile


@dataclass(frozen=True)
class ProfileChanged:
    """The public facts are others than were told before, or are told for the first time."""

    organisation_id: str
    profile: Profile
    at: datetime
