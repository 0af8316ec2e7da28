"""The codes that departures use besides the ways of leaving themselves, with their words."""

from services.rescue.domain.kinds import Departure
from shared.kernel.labels import LabelledEnum


class AloneWay(LabelledEnum):
    """Where somebody goes who leaves alone; the codes are those of Departure."""

    WENT_HOME = "went_home", "自行返家", "Home"
    LEFT_ALONE = "left_alone", "其他去处，或者没有说", "Elsewhere, or not said"

    @property
    def departure(self) -> Departure:
        """The departure that it is."""
        return Departure(self.value)


class Receiver(LabelledEnum):
    """Who takes somebody over who was escorted home (护送返乡)."""

    STATION = "station", "流出地救助站", "Station at home"
    RELATIVES = "relatives", "亲属", "Relatives"
    VILLAGE = "village", "村居委会或者乡镇街道", "Village or township"


class DisorderSigns(LabelledEnum):
    """Whether signs of mental disorder or intellectual disability were seen; nobody looked is an answer of its own."""

    SEEN = "seen", "有迹象", "Seen"
    NOT_SEEN = "not_seen", "未见迹象", "Not seen"
    NOT_ASSESSED = "not_assessed", "未评估", "Not assessed"
