"""The ways of leaving (离站方式), each with what it asks for, and the departure as it was recorded."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen

from services.rescue.domain import departure_fields as told
from services.rescue.domain.departure_errors import EscortsMissing, EscortTwice, PaperUnsigned
from services.rescue.domain.departure_kinds import AloneWay
from services.rescue.domain.departure_rules import DepartureRule
from services.rescue.domain.errors import TextMissing
from services.rescue.domain.fields import RecordedAt, RecordedBy
from services.rescue.domain.kinds import Departure, Sex
from shared.kernel.act import Act, Evidence
from shared.kernel.dual_control import ReviewCode
from shared.kernel.files import FileRef
from shared.kernel.labels import Label

DeclarationFile = Annotated[FileRef, Label("声明书照片或者扫描件", "Photograph or scan of the declaration")]


@dataclass(frozen=True)
class Alone:
    """By their own will (自行离站): the declaration is signed by everybody who leaves so (民发〔2014〕132号 自行离站).

    One that was stored before it was asked for holds no words: it was signed, no more is known.
    """

    PART: ClassVar[str] = "alone"

    to: told.AloneTo
    declaration: told.Declaration | None = None
    assessed_by: told.AssessedBy | None = None
    scan: DeclarationFile | None = None

    def __post_init__(self) -> None:
        _require_words(text for text in (self.declaration, self.assessed_by) if text is not None)

    @property
    def how(self) -> Departure:
        """Home, or elsewhere."""
        return self.to.departure


@dataclass(frozen=True)
class Fetched:
    """By relatives (亲属接回), whose identity card is checked and copied (民发〔2014〕132号 接送返回)."""

    PART: ClassVar[str] = "fetched"
    how: ClassVar[Departure] = Departure.FETCHED

    relative: told.Relative
    kin_tie: told.KinTie
    id_checked: told.IdChecked
    signed: told.RelativeSigned

    def __post_init__(self) -> None:
        _require_words((self.relative, self.kin_tie))
        if not (self.id_checked and self.signed):
            raise PaperUnsigned


@dataclass(frozen=True)
class Escort:
    """One of those who escort."""

    name: told.EscortName
    sex: told.EscortSex

    def __post_init__(self) -> None:
        _require_words((self.name,))


Escorts = Annotated[tuple[Escort, ...], Label("护送人", "Escorts"), MaxLen(20)]


@dataclass(frozen=True)
class Escorted:
    """Home with escorts (护送返乡), handed over by a paper that both sign, belongings returned (国务院令第381号)."""

    PART: ClassVar[str] = "escorted"
    how: ClassVar[Departure] = Departure.ESCORTED

    escorts: Escorts
    handed_to: told.TakenOverBy
    receiver: told.ReceiverName
    paper: told.HandoverPaper
    signed: told.BothSigned
    belongings: told.BelongingsReturned

    def __post_init__(self) -> None:
        _require_words((self.receiver, self.paper, self.belongings))
        if not self.signed:
            raise PaperUnsigned

    def require_crew(self, sex: Sex | None, rule: DepartureRule) -> None:
        """Enough escorts by the rule, each once, one of the person's sex where that is known.

        Raises EscortTwice or EscortsMissing.
        """
        names = Counter(escort.name.strip() for escort in self.escorts)
        twice = next((name for name, times in names.items() if times > 1), None)
        if twice is not None:
            raise EscortTwice(name=twice)
        same = sex is None or sex is Sex.UNCLEAR or any(escort.sex is sex for escort in self.escorts)
        if len(self.escorts) < rule.amount or not same:
            raise EscortsMissing(count=rule.amount)


@dataclass(frozen=True)
class Settled:
    """Settled here (落户安置) after a long search, with the papers of the police, the bureau and the household.

    ``inquiries`` are the case's own requests whose replies are named; an answer without one was typed as a late entry.
    """

    PART: ClassVar[str] = "settled"
    how: ClassVar[Departure] = Departure.SETTLED

    comparison: told.PoliceComparison
    cancelled_households: told.CancelledHouseholds
    missing_list: told.MissingList
    plan_no: told.PlanNo
    household_no: told.HouseholdNo
    household_of: told.HouseholdOf
    inquiries: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        answers = (self.comparison, self.cancelled_households, self.missing_list)
        _require_words((*answers, self.plan_no, self.household_no, self.household_of))


@dataclass(frozen=True)
class Transferred:
    """To another institution (转送其他机构)."""

    PART: ClassVar[str] = "transferred"
    how: ClassVar[Departure] = Departure.TRANSFERRED

    institution: told.Institution
    paper: told.TransferPaper

    def __post_init__(self) -> None:
        _require_words((self.institution, self.paper))


@dataclass(frozen=True)
class Died:
    """Dead (去世)."""

    PART: ClassVar[str] = "died"
    how: ClassVar[Departure] = Departure.DECEASED

    certificate: told.DeathCertificate
    police: told.PoliceInformed
    belongings: told.BelongingsReturned
    ashes: told.Ashes

    def __post_init__(self) -> None:
        _require_words((self.certificate, self.police, self.belongings, self.ashes))


@dataclass(frozen=True)
class WalkedOut:
    """Gone without a word (擅自离站, 走失): written down and reported; no failure (民发〔2014〕132号 自行离站)."""

    PART: ClassVar[str] = "walked_out"
    how: ClassVar[Departure] = Departure.WALKED_OUT

    note: told.WalkedOutNote
    police: told.PoliceInformed
    report_no: told.PoliceReportNo

    def __post_init__(self) -> None:
        _require_words((self.note, self.police, self.report_no))


@dataclass(frozen=True)
class NeverCame:
    """Only reported, and never here (未到站)."""

    PART: ClassVar[str] = ""
    how: ClassVar[Departure] = Departure.NEVER_CAME


Way = Alone | Fetched | Escorted | Settled | Transferred | Died | WalkedOut | NeverCame


@dataclass(frozen=True)
class Leaving:
    """A departure as it was recorded, with what its way asked for; at most one of the ways is there.

    Of one that was stored before that was asked for, nothing is known but what stands here.
    """

    by: RecordedBy | None = None
    recorded_at: RecordedAt | None = None
    evidence: Evidence = ""
    alone: Alone | None = None
    fetched: Fetched | None = None
    escorted: Escorted | None = None
    settled: Settled | None = None
    transferred: Transferred | None = None
    died: Died | None = None
    walked_out: WalkedOut | None = None

    @classmethod
    def of(cls, way: Way, act: Act) -> "Leaving":
        """What is written down of this way."""
        part: dict[str, Any] = {way.PART: way} if way.PART else {}
        return cls(act.by, act.recorded_at, act.evidence, **part)


@dataclass(frozen=True)
class DepartureCorrection:
    """A departure that was recorded wrong: what was recorded, why it is wrong, what is true, and who decided.

    ``rightly`` is None for somebody who has not left at all. Undecided while ``decided_at`` is None.
    """

    how: told.RecordedWay
    departed_at: told.RecordedDeparture
    leaving: Leaving | None
    reason: told.DepartureReason
    rightly: told.Rightly | None
    proposed_by: told.CorrectionProposedBy
    proposed_at: told.CorrectionProposedAt
    decided_by: str | None = None
    decided_at: datetime | None = None
    approved: bool = False
    review_code: ReviewCode = ""

    def __post_init__(self) -> None:
        _require_words((self.reason,))

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided_at is None


def alone_of_old(how: str, *, declared: bool) -> dict[str, object] | None:
    """What is known of a departure alone that was stored with a declared flag only; False said nothing."""
    return {"to": AloneWay(how).value} if declared and how in {way.value for way in AloneWay} else None


def _require_words(texts: Iterable[str]) -> None:
    if not all(text.strip() for text in texts):
        raise TextMissing
