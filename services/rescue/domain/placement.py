"""Places of care, and since when somebody stays there."""

from dataclasses import dataclass
from datetime import datetime

from services.rescue.domain.fields import CareAt, PlaceName
from services.rescue.domain.ward_fields import BedNo, WardName
from shared.kernel.act import Evidence


@dataclass(frozen=True)
class Placement:
    """One stay: the kind of place, and its name, ward and bed, which never leave the service.

    ``recorded_at`` is None for one that was stored before both times were kept: ``since`` is when it was written then.
    """

    place: CareAt
    name: PlaceName
    since: datetime
    by: str
    recorded_at: datetime | None = None
    evidence: Evidence = ""
    ward: WardName = ""
    bed: BedNo | None = None
