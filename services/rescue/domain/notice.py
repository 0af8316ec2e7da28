"""Search notices (寻亲公告): what may be told in public so that a family can recognise the person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.rescue.domain import errors
from services.rescue.domain.texts import Text500

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


class NoticeState(StrEnum):
    PROPOSED = "proposed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class NoticeText:
    """What a notice shows: the fields of 全国救助寻亲网 without photo. ``contact_phone`` is the station's."""

    features: Text500
    contact_phone: Text500
    shown_name: Text500 = ""
    sex: Text500 = ""
    age: Text500 = ""
    height: Text500 = ""
    speech: Text500 = ""
    clothing: Text500 = ""
    condition: Text500 = ""
    found_on: date | None = None
    found_place: Text500 = ""

    def require_publishable(self, stays: Iterable[str]) -> None:
        """A notice says enough to be recognised by and never where the person stays (``stays`` names the places).

        Raises NoticeSaysTooLittle or PlaceOfStayIsPrivate. Basis: 民发〔2015〕158号 (公布基本信息); people in care
        must not be found by strangers. Where the person was found may name a hospital, but never one they stay at.
        """
        if not self.features.strip() or not _PHONE.fullmatch(self.contact_phone.strip()):
            raise errors.NoticeSaysTooLittle
        names = tuple(name.strip() for name in stays if name.strip())
        looks = (self.features, self.clothing, self.condition, self.sex, self.age, self.height)
        free = (*looks, self.speech, self.shown_name)
        for part, forbidden in (*((part, (*STAY_WORDS, *names)) for part in free), (self.found_place, names)):
            told = next((words for words in forbidden if words in "".join(part.split())), None)
            if told is not None:
                raise errors.PlaceOfStayIsPrivate(words=told)


@dataclass(frozen=True)
class Notice:
    """One notice with its author and the colleague who approved it."""

    id: str
    text: NoticeText
    proposed_at: datetime
    proposed_by: str
    state: NoticeState = NoticeState.PROPOSED
    published_at: datetime | None = None
    approved_by: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
