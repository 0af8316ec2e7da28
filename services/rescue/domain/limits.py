"""The legal limits of a case (法定期限): they run, are met or missed, pause, and end when nothing is owed any more."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from services.rescue.domain import errors, events, limit_events
from services.rescue.domain.fields import PaperOfDuty
from services.rescue.domain.part import CasePart
from services.rescue.domain.search_kinds import HowSettled
from shared.clock.deadline import Deadline, DeadlineState
from shared.clock.deadlines import Clocks, Deadlines
from shared.kernel.act import Act, Evidence

SEARCH_NOTICE = "search_notice"
DNA_REQUEST = "dna_request"
POLICE_DNA_REPLY = "police_dna_reply"
NOTICE_REFRESH = "notice_refresh"
NORMAL_STAY = "normal_stay"
LONG_STAY_REPORT = "long_stay_report"
SETTLEMENT = "settlement"
IDENTITY_CHECK = "identity_check"

WHILE_UNKNOWN = (SEARCH_NOTICE, DNA_REQUEST, LONG_STAY_REPORT, SETTLEMENT)
"""What runs from the entry of somebody who has not said who they are; nobody has to start it."""
OF_THE_SEARCH = (*WHILE_UNKNOWN, POLICE_DNA_REPLY, NOTICE_REFRESH)
"""What pauses when the person says who they are, and comes back when that turns out wrong."""
OF_THE_STAY = (NORMAL_STAY, LONG_STAY_REPORT, SETTLEMENT)
"""What a settlement ends; the search goes on after it."""
BY_PAPER = (NORMAL_STAY, LONG_STAY_REPORT, SETTLEMENT)
"""Duties that are done outside, and written down here with the number of the paper.

All of them are codes of the rule table (limits.toml).
"""


def is_listed(item: Deadline) -> bool:
    """Whether it is shown as still to be done: also a missed one that pauses, for a pause makes up for nothing."""
    return item.owed and (not item.paused or item.state is DeadlineState.MISSED)


@dataclass(frozen=True)
class DutyPaper:
    """The paper by which a duty was done outside."""

    code: str
    paper: PaperOfDuty
    at: datetime
    by: str
    recorded_at: datetime
    evidence: Evidence = ""


@dataclass
class Limits(CasePart):
    """Every limit that runs or ran in the case, and time that passes in them."""

    deadlines: Deadlines = field(default_factory=Deadlines)
    papers: list[DutyPaper] = field(default_factory=list)

    def run(self, codes: Iterable[str], anchor: datetime, clocks: Clocks, about: str = "") -> None:
        """Let these limits run from the anchor.

        One that ran before about the same thing does not run again, and one that was no law then does not run.
        Raises LimitMissing when the table lacks a limit.
        """
        ran = {(item.code, item.about) for item in self.deadlines.items}
        for code in codes:
            if (code, about) not in ran and clocks.applies(code, anchor):
                self.deadlines.start(clocks.started(code, anchor, about))

    def redate(self, before: datetime, after: datetime, at: datetime, clocks: Clocks) -> None:
        """Count the limits from the true entry.

        What was done or cancelled is judged by the new end, and the clock tells at once what turns out to be missed.
        Basis: 民发〔2015〕158号 一(二), which counts from the entry. Raises LimitMissing when the table lacks a limit.
        """
        self.deadlines.redate(before, after, at, clocks)

    def require_duty(self, code: str) -> None:
        """The duty of this limit is to be done by a paper from outside. Raises NoSuchDuty."""
        if code not in BY_PAPER or self.deadlines.awaited(code) is None:
            raise errors.NoSuchDuty

    def require_any_duty(self) -> None:
        """Some duty is to be done by a paper from outside. Raises NoSuchDuty."""
        if all(self.deadlines.awaited(code) is None for code in BY_PAPER):
            raise errors.NoSuchDuty

    def awaited(self, code: str) -> tuple[str, ...]:
        """What the limits of this code are about whose duty is still to be done."""
        return tuple(item.about for item in self.deadlines.items if item.code == code and item.awaits)

    def do_duty(self, code: str, late_reason: str | None, act: Act, about: str = "") -> None:
        """Meet the limit if its duty is still to be done; one missed before time was passed is told here.

        It is judged by when the duty was done, not by when that was written down; also one that is written down after
        another, and was done before it.
        Raises LateReasonRequired when that duty is late and no reason is given.
        """
        before = self.deadlines.awaited(code, about)
        if before is None:
            self.deadlines.meet_earlier(code, act.occurred_at, about)
            return
        after = self.deadlines.meet(code, act.occurred_at, late_reason, about)
        if before.state is DeadlineState.OPEN and after.state is DeadlineState.MISSED:
            self._tell(limit_events.DeadlineMissed, after, act)
        self._settle([after], HowSettled.DONE, act)

    def record_duty(self, code: str, paper: str, late_reason: str | None, act: Act) -> None:
        """Write down that a duty was done outside, by the number of its paper.

        Raises NoSuchDuty, TextMissing, or OccurredTooEarly for a paper from before the person came.
        """
        self.require_duty(code)
        self.case.custody.require_after_arrival(act)
        if not paper.strip():
            raise errors.TextMissing
        self.papers.append(DutyPaper(code, paper.strip(), act.occurred_at, act.by, act.recorded_at, act.evidence))
        self.do_duty(code, late_reason, act)
        self.case.happened(events.DutyRecorded(case_id=self.case.id, act=act, code=code), code)

    def pause_search(self, act: Act) -> None:
        """The limits of the search do not run for now, because the person has said who they are.

        They pause from when that was written down, so that nothing is left of them that had run by then, and what had
        ended is missed and stays on the lists: 民发〔2015〕158号 一(二) counts the first day from the entry, and a
        statement that is told of afterwards does not make a notice of that day. A rule of this house where the text
        is silent.
        """
        codes = frozenset(OF_THE_SEARCH)
        for item in self.deadlines.miss(codes, act.recorded_at):
            self._tell(limit_events.DeadlineMissed, item, act)
        paused = self.deadlines.pause(codes, act.recorded_at)
        self._settle([item for item in paused if not is_listed(item)], HowSettled.PAUSED, act)

    def resume(self, act: Act, clocks: Clocks) -> None:
        """What was paused runs again, with what was left of it."""
        self.deadlines.resume(act.occurred_at, clocks)

    def release(self, act: Act) -> None:
        """Nothing is owed any more; what was missed stays missed."""
        self._settle(self.deadlines.release(act.occurred_at), HowSettled.ENDED, act)

    def release_only(self, codes: Iterable[str], act: Act) -> None:
        """These limits are owed no more; the others run on."""
        self._settle(self.deadlines.release(act.occurred_at, frozenset(codes)), HowSettled.ENDED, act)

    def restore(self, departed_at: datetime, *, arranged: bool) -> None:
        """Owe again what was released with a departure, because that was an error; the law's time has run on meanwhile.

        One that was ``arranged`` had done the duty to arrange it, which is owed again, too.
        """
        self.deadlines.restore(departed_at, (NORMAL_STAY,) if arranged else ())

    def pass_time(self, act: Act, clocks: Clocks) -> None:
        """Warn of what ends soon and mark what was missed; tell the end that became known or moved with the calendar.

        Raises NothingDue, or CalendarMissing for undated limits.
        """
        ends = {(item.code, item.about): item.due_at for item in self.deadlines.items if item.awaits}
        for item in self.deadlines.pass_time(act.recorded_at, clocks):
            if item.due_at != ends[item.code, item.about]:
                self._tell(limit_events.DeadlineDated, item, act)
            elif item.state is DeadlineState.MISSED:
                self._tell(limit_events.DeadlineMissed, item, act)
            else:
                self._tell(limit_events.DeadlineDueSoon, item, act)

    def forget_person(self) -> None:
        """All of them go: their reasons may tell of the person."""
        self.deadlines, self.papers = Deadlines(), []

    def _settle(self, items: Iterable[Deadline], how: HowSettled, act: Act) -> None:
        for item in items:
            settled = {"case_id": self.case.id, "code": item.code, "about": item.about}
            self.case.record(limit_events.DeadlineSettled(**settled, act=act, how=how))

    def _tell(self, kind: type[limit_events.DeadlineEvent], item: Deadline, act: Act) -> None:
        case_id, case_no = self.case.id, self.case.case_no
        told = {"case_id": case_id, "case_no": case_no, "code": item.code, "rule_version": item.rule_version}
        event = kind(**told, about=item.about, due_at=item.due_at, act=act)
        self.case.happened(event, item.code)
