"""Search notices (寻亲公告): what may be told in public so that a family can recognise the person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from services.rescue.domain import errors
from services.rescue.domain.notice_reading import compared
from services.rescue.domain.search_fields import (
    ApprovedBy,
    Channel,
    ContactPhone,
    DraftedAt,
    DraftedBy,
    FoundOn,
    NoticeAge,
    NoticeClothing,
    NoticeCondition,
    NoticeFeatures,
    NoticeHeight,
    NoticeName,
    NoticePlace,
    NoticeSex,
    NoticeSpeech,
    PublicationReference,
    PublishedAt,
    StateOfNotice,
    WithdrawnBecause,
)
from services.rescue.domain.search_kinds import NoticeState, PublicationChannel
from shared.kernel.act import Act, Evidence
from shared.kernel.calendar import local_date
from shared.kernel.dual_control import DualControl, ReviewCode
from shared.kernel.texts import half_width, without_unseen

STAY_WORDS = (
    *(
        "救助站",
        "救助管理站",
        "福利院",
        "敬老院",
        "养老院",
        "托养",
        "护理院",
        "康复中心",
        "精神病院",
        "安康医院",
        "安置在",
    ),
    *("住院", "病房", "病区", "床位", "现住", "现居", "暂住", "收住", "寄养"),
)
"""Words by which a free text would tell where somebody stays."""

_PHONE = re.compile(r"[0-9+][0-9 -]{4,19}")


@dataclass(frozen=True)
class NoticeText:
    """What a notice shows: the fields of 全国救助寻亲网 without photo. ``contact_phone`` is the station's."""

    features: NoticeFeatures
    contact_phone: ContactPhone
    shown_name: NoticeName = ""
    sex: NoticeSex = ""
    age: NoticeAge = ""
    height: NoticeHeight = ""
    speech: NoticeSpeech = ""
    clothing: NoticeClothing = ""
    condition: NoticeCondition = ""
    found_on: FoundOn | None = None
    found_place: NoticePlace = ""

    def without_unseen(self) -> "NoticeText":
        """The text as it may be published: without characters that nobody sees, which could hide words in it."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        seen: dict[str, Any] = {name: without_unseen(one) for name, one in said.items() if isinstance(one, str)}
        return replace(self, **seen)

    def require_publishable(self, stays: Iterable[str]) -> None:
        """A notice says enough to be recognised by and never where the person stays (``stays`` names the places).

        Raises NoticeSaysTooLittle or PlaceOfStayIsPrivate. Basis: 民发〔2015〕158号 (公布基本信息); people in care
        must not be found by strangers. Where the person was found may name a hospital, but never one they stay at.
        """
        if not self.features.strip() or not _PHONE.fullmatch(half_width(self.contact_phone.strip())):
            raise errors.NoticeSaysTooLittle
        names = tuple(name.strip() for name in stays if compared(name))
        looks = (self.features, self.clothing, self.condition, self.sex, self.age, self.height)
        free = (*looks, self.speech, self.shown_name)
        for part, forbidden in (*((part, (*STAY_WORDS, *names)) for part in free), (self.found_place, names)):
            read = compared(part)
            told = next((words for words in forbidden if compared(words) in read), None)
            if told is not None:
                raise errors.PlaceOfStayIsPrivate(words=told)


@dataclass(frozen=True)
class Publication:
    """One place where a notice was published: the channel, the number or link there, when and by whom."""

    channel: Channel
    reference: PublicationReference
    at: PublishedAt
    by: str
    recorded_at: datetime
    evidence: Evidence = ""

    @property
    def on_own_site(self) -> bool:
        """Whether it is the station's own public site where it stands."""
        return self.channel is PublicationChannel.OWN_SITE

    def numbered(self, notice_id: str) -> "Publication":
        """The same with its number there: on the own site that follows from the notice, elsewhere it was given.

        Raises TextMissing where none was.
        """
        if self.on_own_site:
            return replace(self, reference=public_number(notice_id))
        if not self.reference.strip():
            raise errors.TextMissing
        return self


@dataclass(frozen=True)
class Withdrawal:
    """Why a notice ended: a reason in words, or the notice that replaced it, or nothing when the search ended."""

    at: datetime
    by: str
    reason: WithdrawnBecause = ""
    replaced_by: str | None = None

    @classmethod
    def because(cls, reason: str, act: Act) -> "Withdrawal":
        """For a reason that somebody gave. Raises TextMissing without one."""
        if not reason.strip():
            raise errors.TextMissing
        return cls(act.recorded_at, act.by, reason.strip())


@dataclass(frozen=True)
class Notice:
    """One notice with its author, the head who approved it, and the places where it was published.

    ``published_at`` is when it was first public; where it was published is unknown for those stored before that was
    kept.
    """

    id: str
    text: NoticeText
    proposed_at: DraftedAt
    proposed_by: DraftedBy
    state: StateOfNotice = NoticeState.PROPOSED
    published_at: PublishedAt | None = None
    approved_by: ApprovedBy | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    approved_at: datetime | None = None
    publications: tuple[Publication, ...] = ()
    withdrawal: Withdrawal | None = None
    review_code: ReviewCode = ""

    @property
    def first_on_own_site(self) -> datetime | None:
        """Since when it stands on the station's own public site; None where it never did."""
        return next((one.at for one in self.publications if one.on_own_site), None)

    @property
    def refreshed_at(self) -> str:
        """When it was published last, in words of a key: each publication is to be refreshed by a limit of its own."""
        last = self.publications[-1].at if self.publications else self.published_at
        return last.isoformat() if last else ""

    def require_new(self, publication: Publication) -> None:
        """It does not stand there by this number on this day already; on a later day that entry was brought up to date.

        The 11-department notice of 2020 wants what stands on 全国救助寻亲网 to be updated, and its number stays.
        Raises PublishedAlready.
        """
        told = (publication.channel, _reference(publication), local_date(publication.at))
        if told in {(one.channel, _reference(one), local_date(one.at)) for one in self.publications}:
            raise errors.PublishedAlready

    def published(self, publication: Publication) -> "Notice":
        """The notice after it was published, or published once more."""
        first = self.published_at or publication.at
        places = (*self.publications, publication)
        return replace(self, state=NoticeState.PUBLISHED, published_at=first, publications=places)

    def ended(self, state: NoticeState, why: Withdrawal) -> "Notice":
        """The notice after it was withdrawn or sent back."""
        return replace(self, state=state, withdrawn_at=why.at, withdrawn_by=why.by, withdrawal=why)

    def require_approved(self) -> None:
        """It was approved and not taken back. Raises NoticeNotApproved or NoticeWithdrawn."""
        if self.state is NoticeState.PROPOSED:
            raise errors.NoticeNotApproved
        self.require_withdrawable()

    def require_withdrawable(self) -> None:
        """It waits, was approved, or is public. Raises NoticeWithdrawn."""
        if self.state in (NoticeState.WITHDRAWN, NoticeState.RETURNED):
            raise errors.NoticeWithdrawn


NOTICE = DualControl[Notice]("notice", errors.NoticeNotWaiting, errors.SecondPersonRequired)


def _reference(publication: Publication) -> str:
    """The number or link as it is compared: without spaces, half-width."""
    return "".join(half_width(publication.reference).split()).lower()


def public_number(notice_id: str) -> str:
    """The number by which the public knows a notice, such as 4831-7702-1904.

    It follows from the notice's id and does not lead back to it, nor to the case or to how many notices there are.
    """
    digits = f"{int.from_bytes(sha256(f'public notice {notice_id}'.encode()).digest()[:8]) % 10**12:012}"
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"
