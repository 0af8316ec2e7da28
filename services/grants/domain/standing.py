"""The credit standing of an organisation as grants knows it: what the registry said last, and why."""

import dataclasses
from dataclasses import dataclass

from services.grants.domain.events import StandingChanged
from shared.kernel.aggregate import Aggregate


@dataclass
class Standing(Aggregate):
    """One organisation's standing (信用状态). Its id is the organisation's; it exists once the registry said anything.

    Every message of the registry tells the level reached (how many reasons are open), not only the step. So whatever
    was said last decides, even if an earlier message never arrives. ``revision`` counts what was said, so that a
    project can tell newer from older.
    """

    id: str
    abnormal: bool = False
    reasons: dict[str, str] = dataclasses.field(default_factory=dict)
    revision: int = 0

    def list_abnormal(self, reason_id: str, reason_code: str) -> None:
        """One more reason is open. Basis: 《社会组织信用信息管理办法》: abnormal while any reason is open."""
        self._now(abnormal=True, reasons={**self.reasons, reason_id: reason_code})

    def drop_reason(self, reason_id: str, open_reasons: int) -> None:
        """One reason was cleared; the others keep the organisation abnormal.

        The last one leaves the standing as it is: the registry says itself that it is restored.
        """
        left = {one: code for one, code in self.reasons.items() if one != reason_id}
        self._now(abnormal=self.abnormal or open_reasons > 0, reasons=left)

    def restore(self) -> None:
        """No reason is open any more."""
        self._now(abnormal=False, reasons={})

    @property
    def reason_codes(self) -> tuple[str, ...]:
        """The codes of the open reasons, each once, in alphabetical order."""
        return tuple(sorted(set(self.reasons.values())))

    def _now(self, *, abnormal: bool, reasons: dict[str, str]) -> None:
        self.abnormal, self.reasons = abnormal, reasons
        self.revision += 1
        self.record(StandingChanged(self.id, abnormal, self.reason_codes))
