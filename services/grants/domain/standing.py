"""The credit standing of an organisation as grants knows it: what the registry said last, and why."""

import dataclasses
from dataclasses import dataclass

from services.grants.domain.events import StandingChanged
from shared.kernel.aggregate import Aggregate


@dataclass
class Standing(Aggregate):
    """One organisation's standing (信用状态). Its id is the organisation's; it exists once the registry said anything.

    Every message of the registry tells the level reached (how many reasons are open), not only the step. So whatever
    was said last decides, even if an earlier message never arrives. A message that a person has applied after later
    ones (``late``) adds to what is known of the reasons and leaves the level alone. ``revision`` counts what was
    said, so that a project can tell newer from older.
    """

    id: str
    open_reasons: int = 0
    reasons: dict[str, str] = dataclasses.field(default_factory=dict)
    revision: int = 0

    @property
    def abnormal(self) -> bool:
        """Whether the organisation is listed. Basis: 《社会组织信用信息管理办法》: listed while any reason is open."""
        return self.open_reasons > 0

    @property
    def reason_codes(self) -> tuple[str, ...]:
        """The codes of the known open reasons, each once, in alphabetical order."""
        return tuple(sorted(set(self.reasons.values())))

    def list_abnormal(self, reason_id: str, reason_code: str, open_reasons: int, *, late: bool = False) -> None:
        """One more reason is open."""
        self.reasons[reason_id] = reason_code
        self._reach(open_reasons, late)

    def drop_reason(self, reason_id: str, open_reasons: int, *, late: bool = False) -> None:
        """One reason was cleared; the others keep the organisation listed."""
        self.reasons.pop(reason_id, None)
        self._reach(open_reasons, late)

    def restore(self, *, late: bool = False) -> None:
        """No reason is open any more."""
        if not late:
            self.reasons.clear()
        self._reach(0, late)

    def _reach(self, open_reasons: int, late: bool) -> None:
        if not late:
            self.open_reasons = open_reasons
        self.revision += 1
        self.record(StandingChanged(self.id, self.abnormal, self.reason_codes))
