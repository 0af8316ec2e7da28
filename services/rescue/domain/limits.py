"""The legal limits of a case (法定期限): they run, are met or missed, and end when nothing is owed any more."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from services.rescue.domain import events
from services.rescue.domain.part import CasePart
from shared.clock.deadlines import Clocks, Deadline, Deadlines, DeadlineState
from shared.kernel.act import Act

SEARCH_NOTICE = "search_notice"
DNA_REQUEST = "dna_request"

SEARCH_LIMITS = (SEARCH_NOTICE, DNA_REQUEST)
"""What starts to run when somebody who cannot say who they are is searched for; both run from the entry (入站).

They are the codes of the rule table (limits.toml).
"""


@dataclass
class Limits(CasePart):
    """Every limit that runs or ran in the case, and time that passes in them."""

    deadlines: Deadlines = field(default_factory=Deadlines)

    def run(self, codes: Iterable[str], entered_at: datetime, clocks: Clocks) -> None:
        """Let these limits run from the entry.

        One that ran before and was not cancelled does not run again; if it was missed and its duty not done, that is
        owed again. One that was not yet in force when the person came does not run.
        Raises LimitMissing when the table lacks a limit.
        """
        ran = {item.code for item in self.deadlines.items if item.state is not DeadlineState.CANCELLED}
        for code in codes:
            self.deadlines.owe_again(code)
            if code not in ran and clocks.applies(code, entered_at):
                self.deadlines.start(clocks.started(code, entered_at))

    def redate(self, before: datetime, after: datetime, at: datetime, clocks: Clocks) -> None:
        """Count the limits from the true entry.

        What was done or cancelled is judged by the new end, and the clock tells at once what turns out to be missed.
        Basis: 民发〔2015〕158号 一(二), which counts from the entry. Raises LimitMissing when the table lacks a limit.
        """
        self.deadlines.redate(before, after, at, clocks)

    def do_duty(self, code: str, late_reason: str | None, act: Act) -> None:
        """Meet the limit if its duty is still to be done; one missed before time was passed is told here.

        Raises LateReasonRequired when that duty is late and no reason is given.
        """
        before = self.deadlines.awaited(code)
        if before is None:
            return
        after = self.deadlines.meet(code, act.occurred_at, late_reason)
        if before.state is DeadlineState.OPEN and after.state is DeadlineState.MISSED:
            self._tell(events.DeadlineMissed, after, act)

    def release(self, at: datetime) -> None:
        """Nothing is owed any more; what was missed stays missed."""
        self.deadlines.release(at)

    def pass_time(self, act: Act, clocks: Clocks) -> None:
        """Warn of what ends soon and mark what was missed; tell the end that became known or moved with the calendar.

        Raises NothingDue, or CalendarMissing for undated limits.
        """
        ends = {item.code: item.due_at for item in self.deadlines.items if item.awaits}
        for item in self.deadlines.pass_time(act.recorded_at, clocks):
            if item.due_at != ends[item.code]:
                self._tell(events.DeadlineDated, item, act)
            elif item.state is DeadlineState.MISSED:
                self._tell(events.DeadlineMissed, item, act)
            else:
                self._tell(events.DeadlineDueSoon, item, act)

    def forget_person(self) -> None:
        """All of them go: their reasons may tell of the person."""
        self.deadlines = Deadlines()

    def _tell(self, kind: type[events.DeadlineEvent], item: Deadline, act: Act) -> None:
        case_id, case_no = self.case.id, self.case.case_no
        told = {"case_id": case_id, "case_no": case_no, "code": item.code, "rule_version": item.rule_version}
        event = kind(**told, due_at=item.due_at, act=act)
        self.case.happened(event, item.code)
