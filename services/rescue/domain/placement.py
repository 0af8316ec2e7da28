"""Places of care, and since when somebody stays there."""

from dataclasses import dataclass
from datetime import datetime

from services.rescue.domain.fields import CareAt, PlaceName


@dataclass(frozen=True)
class Placement:
    """One stay: the kind of place and its name, which never leaves the service."""

    place: CareAt
    name: PlaceName
    since: datetime
    by: str
