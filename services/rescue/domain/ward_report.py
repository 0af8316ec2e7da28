"""A ward reports better speech of a named bed; whether the person there is in the station's care it never learns."""

from dataclasses import dataclass

from services.rescue.domain import ward_errors
from services.rescue.domain.fields import AbilityShown
from services.rescue.domain.ward_events import WardReported, WardReportSettled
from services.rescue.domain.ward_fields import BedNo, WardId, WardNote
from shared.kernel.act import Act
from shared.kernel.aggregate import Aggregate
from shared.kernel.labels import LabelledEnum
from shared.kernel.scope import Scope, ScopeKind


class WardReportState(LabelledEnum):
    """Where a report stands."""

    KNOWN_BED = "known_bed", "转给责任人", "Passed on to the responsible worker"
    WAITING = "waiting", "等值班人员查找", "To be looked for by whoever is on duty"
    DONE = "done", "已处理", "Done"


@dataclass(frozen=True)
class Told:
    """What the ward told. It is kept until it stands in the case, or whoever is on duty has dealt with it."""

    bed: BedNo
    ability: AbilityShown
    note: WardNote = ""


@dataclass
class WardReport(Aggregate):
    """One report. ``case_id`` is the case of the only person known to lie there, until it was passed on.

    Basis: data are kept no longer than their purpose needs (个人信息保护法 第十九条).
    """

    id: str
    ward: WardId
    told: Told | None
    case_id: str | None
    state: WardReportState
    by: str

    @classmethod
    def make(cls, report_id: str, ward: str, told: Told, case_id: str | None, act: Act) -> "WardReport":
        """The report as it came in: for a known bed, or for whoever is on duty to find out."""
        state = WardReportState.WAITING if case_id is None else WardReportState.KNOWN_BED
        report = cls(report_id, ward, told, case_id, state, act.by)
        report.record(WardReported(report_id, act, waits=case_id is None))
        return report

    def is_within(self, scope: Scope) -> bool:
        """The people of the ward reach its own reports."""
        return scope.covers(ScopeKind.WARD, self.ward)

    def said_by(self) -> str:
        """Who said it, as the case notes it: ward, bed, and what else they told."""
        told = self.told
        if told is None:
            return self.ward
        bed = f"{told.bed.removesuffix('床').strip()} 床"
        return "，".join(filter(None, (f"{self.ward} {bed}", told.note)))

    def pass_on(self, act: Act) -> None:
        """It stands in the case; nothing of it is kept here. Once more changes nothing."""
        if self.state is WardReportState.KNOWN_BED:
            self._forget(act)

    def leave_to_duty(self, act: Act) -> None:
        """The case could not take it (it was closed meanwhile): whoever is on duty looks after it."""
        if self.state is WardReportState.KNOWN_BED:
            self.state, self.case_id = WardReportState.WAITING, None
            self.record(WardReported(self.id, act, waits=True))

    def require_waiting(self) -> None:
        """Raise WardReportDone unless it waits for whoever is on duty."""
        if self.state is not WardReportState.WAITING:
            raise ward_errors.WardReportDone

    def settle(self, act: Act) -> None:
        """Whoever is on duty has looked for the person and done what was to be done."""
        self.require_waiting()
        self._forget(act)

    def _forget(self, act: Act) -> None:
        self.state, self.told, self.case_id = WardReportState.DONE, None, None
        self.record(WardReportSettled(self.id, act))
