"""What is said when a reason is entered on the list of abnormal activity, and what it must say."""

from dataclasses import dataclass

from services.registry.domain import credit_errors, errors
from services.registry.domain.kinds import ReasonCode
from services.registry.domain.particulars import Particulars
from services.registry.domain.rules import RegisterRules
from shared.kernel.act import Act
from shared.kernel.calendar import local_date


@dataclass(frozen=True)
class Listing:
    """What is said when a reason is entered: the code, and the year, note and decision where they apply."""

    code: ReasonCode
    year: int | None = None
    note: str = ""
    decision_no: str = ""

    @property
    def matter(self) -> tuple[object, ...]:
        """What tells it from others of its code: the year of a report, the order behind a penalty, or a description.

        An organisation without a party branch, or that cannot be reached, is listed for it once.
        """
        match self.code:
            case ReasonCode.ANNUAL_REPORT_MISSING:
                return (self.year,)
            case ReasonCode.PARTY_BRANCH_MISSING | ReasonCode.UNREACHABLE:
                return ()
            case ReasonCode.OTHER:
                return (self.decision_no, self.note)
            case _:
                return (self.decision_no,)

    def require_complete(self, particulars: Particulars, act: Act, rules: RegisterRules) -> None:
        """A missing annual report names its year, which was owed and is overdue; another situation is described.

        A penalty has the number of its decision: by it two are told apart, which count together (第十五条第五项).
        """
        if self.code is ReasonCode.OTHER and not self.note.strip():
            raise errors.ReasonNeedsNote
        if self.code is ReasonCode.PENALISED and not self.decision_no.strip():
            raise credit_errors.PenaltyNeedsNumber
        if self.year is not None and self.code is not ReasonCode.ANNUAL_REPORT_MISSING:
            raise credit_errors.ReasonHasNoYear
        if self.code is ReasonCode.ANNUAL_REPORT_MISSING:
            if self.year is None:
                raise errors.ReasonNeedsYear
            self._require_overdue(self.year, particulars, act, rules)

    def _require_overdue(self, year: int, particulars: Particulars, act: Act, rules: RegisterRules) -> None:
        """Raise unless the report of this year was owed, and its window had closed when it was listed.

        Basis: 社会团体登记管理条例 第二十八条, 民办非企业单位登记管理暂行条例 第二十三条, 基金会管理条例 第三十六条.
        """
        rule = rules.report(year, particulars.kind)
        if rule is None:
            raise credit_errors.ReportNotRuled(year=year)
        if particulars.founded_on > rule.last_registration(year):
            founded, last = particulars.founded_on, rule.last_registration(year)
            raise credit_errors.ReportNotOwed(year=year, founded=founded, last=last)
        if local_date(act.occurred_at) <= rule.due_on(year):
            raise credit_errors.ReportNotYetDue(year=year, due=rule.due_on(year))
