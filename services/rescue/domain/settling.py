"""The answers of police that a settlement rests on (落户安置): those that the case itself asked for, where it did.

Basis: 民发〔2015〕158号 一(二); guides of other places ask for the replies on file, on cancelled households and on the
missing among them. Nothing was found for Zhejiang or Ningbo.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from services.rescue.domain import departure_errors
from services.rescue.domain.search_kinds import InquiryKind
from services.rescue.domain.ways import Settled
from shared.kernel.labels import Words

if TYPE_CHECKING:
    from services.rescue.domain.case import RescueCase
    from services.rescue.domain.inquiries import Inquiry


@dataclass(frozen=True)
class PoliceAnswer:
    """One answer that is asked for: what it is called, and which requests bring it."""

    words: Words
    kinds: frozenset[InquiryKind]


ANSWERS: Mapping[str, PoliceAnswer] = {
    "comparison": PoliceAnswer(
        Words("公安比对", "the comparison"),
        frozenset({InquiryKind.DNA_SAMPLE, InquiryKind.FACE, InquiryKind.FINGERPRINT, InquiryKind.LABORATORY}),
    ),
    "cancelled_households": PoliceAnswer(
        Words("注销户口比对", "cancelled households"), frozenset({InquiryKind.CANCELLED_HOUSEHOLDS})
    ),
    "missing_list": PoliceAnswer(Words("失踪人员库比对", "the missing list"), frozenset({InquiryKind.MISSING_LIST})),
}
"""By the field of ``Settled``."""


def require_answered(case: "RescueCase") -> None:
    """What the case has asked for was answered. Raises AnswerAwaited."""
    for answer in ANSWERS.values():
        asked = _asked(case, answer)
        if asked and not any(one.reply for one in asked):
            raise departure_errors.AnswerAwaited(what_zh=answer.words.zh, what_en=answer.words.en)


def referring(case: "RescueCase", papers: Settled) -> Settled:
    """The papers with the requests of the case whose replies they name by number.

    An answer is typed by hand, as a late entry, only where the case has no request of its kind on file.
    Raises AnswerAwaited or AnswerNotOnFile.
    """
    require_answered(case)
    found = []
    for field, answer in ANSWERS.items():
        asked, number = _asked(case, answer), getattr(papers, field).strip()
        named = next((one.id for one in asked if one.reply and one.reply.paper.strip() == number), None)
        if named is not None:
            found.append(named)
        elif asked:
            raise departure_errors.AnswerNotOnFile(what_zh=answer.words.zh, what_en=answer.words.en)
    return replace(papers, inquiries=tuple(found))


def settles(kind: InquiryKind) -> str:
    """Which answer of a settlement a request of this kind brings: a field of ``Settled``."""
    return next((field for field, answer in ANSWERS.items() if kind in answer.kinds), "")


def _asked(case: "RescueCase", answer: PoliceAnswer) -> list["Inquiry"]:
    return [one for one in case.inquiries.sent if one.kind in answer.kinds]
