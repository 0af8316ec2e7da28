"""Places of care, and the words for where somebody is between the report and the departure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.rescue.domain.texts import Text200


class CustodyState(StrEnum):
    """The custody region of a case."""

    REPORTED = "reported"
    RECEIVED = "received"
    IN_STATION = "in_station"
    HOSPITAL = "hospital"
    WELFARE_HOME = "welfare_home"
    ENTRUSTED = "entrusted"
    DEPARTED = "departed"


class Place(StrEnum):
    """Where a person in care may be placed; the words are those of CustodyState."""

    IN_STATION = "in_station"
    HOSPITAL = "hospital"
    WELFARE_HOME = "welfare_home"
    ENTRUSTED = "entrusted"

    @property
    def custody(self) -> CustodyState:
        """The custody that a placement there brings about."""
        return CustodyState(self.value)


class Departure(StrEnum):
    """How care ended (离站方式)."""

    WENT_HOME = "went_home"
    FETCHED = "fetched"
    ESCORTED = "escorted"
    LEFT_ALONE = "left_alone"
    TRANSFERRED = "transferred"
    SETTLED = "settled"
    DECEASED = "deceased"
    NEVER_CAME = "never_came"


@dataclass(frozen=True)
class Placement:
    """One stay: the kind of place and its name, which never leaves the service."""

    place: Place
    name: Text200
    since: datetime
    by: str
