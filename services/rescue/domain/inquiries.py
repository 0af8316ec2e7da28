"""Requests to police and laboratories (协查): each with its number and its reply; the first for DNA is a duty."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from services.rescue.domain import errors
from services.rescue.domain.custody import ARRIVAL
from services.rescue.domain.fields import At
from services.rescue.domain.inquiry_events import InquiryAnswered, InquirySent
from services.rescue.domain.limits import DNA_REQUEST, POLICE_DNA_REPLY
from services.rescue.domain.part import CasePart
from services.rescue.domain.search_fields import (
    InquiryKindOf,
    PoliceOffice,
    ReplyOutcomeOf,
    ReplyPaper,
    ReplyRemarks,
    RequestNo,
)
from services.rescue.domain.search_kinds import InquiryKind, ReplyOutcome
from shared.clock.deadlines import Clocks
from shared.kernel.act import Act, Evidence
from shared.kernel.labels import Words

REQUEST = Words("报请的时间", "the request")


@dataclass(frozen=True)
class Reply:
    """What police or laboratory answered, and by which paper."""

    outcome: ReplyOutcomeOf
    paper: ReplyPaper
    remarks: ReplyRemarks
    at: At
    by: str
    recorded_at: datetime
    evidence: Evidence = ""


@dataclass(frozen=True)
class Inquiry:
    """One request: what for, to whom, its number, and the reply once it is there.

    ``taken`` tells that a sample or a picture was taken and the result is still to come; ``reply`` is the result.
    ``recorded_at`` is None for one stored before both times were kept.
    """

    id: str
    kind: InquiryKindOf
    office: PoliceOffice
    request_no: RequestNo
    at: At
    by: str
    recorded_at: datetime | None = None
    evidence: Evidence = ""
    taken: Reply | None = None
    reply: Reply | None = None


@dataclass
class Inquiries(CasePart):
    """What police and laboratories were asked, the oldest first."""

    sent: list[Inquiry] = field(default_factory=list)

    def inquiry(self, inquiry_id: str) -> Inquiry:
        """The request with this id. Raises NoSuchInquiry."""
        found = next((one for one in self.sent if one.id == inquiry_id), None)
        if found is None:
            raise errors.NoSuchInquiry
        return found

    def require_answerable(self, inquiry_id: str) -> Inquiry:
        """The request, which has no reply yet. Replies come also after the departure. Raises InquiryAnswered."""
        inquiry = self.inquiry(inquiry_id)
        if inquiry.reply is not None:
            raise errors.InquiryAnswered
        return inquiry

    def send(
        self,
        inquiry_id: str,
        kind: InquiryKind,
        office: str,
        request_no: str,
        late_reason: str | None,
        clocks: Clocks,
        act: Act,
    ) -> None:
        """Ask police or a laboratory. The first request for DNA does that duty; its reply has a limit of its own.

        Raises TextMissing, OccurredTooEarly, or LateReasonRequired when the duty is late and no reason is given.
        """
        self.case.identity.require_searching()
        act.require_not_before(self.case.custody.entered_at, ARRIVAL)
        if not office.strip():
            raise errors.TextMissing
        of_dna = kind is InquiryKind.DNA_SAMPLE
        if of_dna:
            self.case.limits.do_duty(DNA_REQUEST, late_reason, act)
        inquiry = Inquiry(
            inquiry_id, kind, office.strip(), request_no.strip(), act.occurred_at, act.by, act.recorded_at, act.evidence
        )
        self.sent.append(inquiry)
        self.case.happened(InquirySent(case_id=self.case.id, act=act, inquiry_id=inquiry_id, kind=kind), kind)
        if of_dna:
            self.case.limits.run((POLICE_DNA_REPLY,), act.occurred_at, clocks, about=inquiry_id)

    def take_reply(self, inquiry_id: str, reply: Reply, late_reason: str | None, act: Act) -> None:
        """Write down what was answered. That something was taken is no result: the limit runs on until there is one.

        Basis: 民发〔2015〕158号 一(二): the police sample, enter and report the result within the month.
        Raises NoSuchInquiry, InquiryAnswered, SampleTaken, TextMissing, OccurredTooEarly or LateReasonRequired.
        """
        inquiry = self.require_answerable(inquiry_id)
        act.require_not_before(inquiry.at, REQUEST)
        if not reply.paper.strip():
            raise errors.TextMissing
        if reply.outcome is ReplyOutcome.TAKEN:
            if inquiry.taken is not None:
                raise errors.SampleTaken
            self._put(replace(inquiry, taken=reply))
        else:
            self.case.limits.do_duty(POLICE_DNA_REPLY, late_reason, act, about=inquiry_id)
            self._put(replace(inquiry, reply=reply))
        event = InquiryAnswered(case_id=self.case.id, act=act, inquiry_id=inquiry_id, outcome=reply.outcome)
        self.case.happened(event, reply.outcome)

    def forget_person(self) -> None:
        """All of it goes."""
        self.sent = []

    def _put(self, inquiry: Inquiry) -> None:
        self.sent = [inquiry if old.id == inquiry.id else old for old in self.sent]
