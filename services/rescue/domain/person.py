"""What is known of a person without identity: names as said, age as an interval, marks, belongings."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Annotated

from annotated_types import MaxLen

from services.rescue.domain import departure_errors, errors
from services.rescue.domain.answers import Answer, not_asked
from services.rescue.domain.departure_fields import SignsAssessedBy, SignsFound
from services.rescue.domain.departure_kinds import DisorderSigns
from services.rescue.domain.fields import (
    AgeHigh,
    AgeLow,
    AsStated,
    Belongings,
    Clothing,
    EstimatedBy,
    EstimatedOn,
    Ethnicity,
    Features,
    Health,
    Height,
    Home,
    IdNumber,
    KindOfMark,
    MarkText,
    Phone,
    SexAnswer,
    Site,
    TemporaryLabel,
    Text60,
)
from services.rescue.domain.home_place import HomePlace
from services.rescue.domain.id_number import born_in, written_number
from services.rescue.domain.kinds import Unknown
from services.rescue.domain.no_name import names_somebody
from shared.kernel.labels import Label
from shared.kernel.texts import half_width
from shared.reference.places import Places

_HAN = re.compile(r"[\u3400-\u9fff]")
_PHONE = re.compile(r"[0-9 ()+*-]+")
FEWEST_DIGITS = 5
"""Of a phone number; the shortest that are dialled (95533, 12345)."""

MOST_NAMES = 20
"""Names besides the present one."""
ADULT = 18
OLDEST = 120


@dataclass(frozen=True)
class StatedName:
    """A name as the person says it: in characters, in pinyin, or only as it was heard. At least one of them."""

    han: Text60 | None = None
    pinyin: Text60 | None = None
    heard_as: Text60 | None = None

    def __post_init__(self) -> None:
        if not any((text or "").strip() for text in (self.han, self.pinyin, self.heard_as)):
            raise errors.TextMissing

    @classmethod
    def written(cls, text: str) -> "StatedName":
        """The name as somebody wrote it down: in characters, or else in pinyin."""
        return cls(han=text) if _HAN.search(text) else cls(pinyin=text)

    @property
    def says_who(self) -> bool:
        """Whether any of it is a name, and not a word for having none."""
        return any(names_somebody(text or "") for text in (self.han, self.pinyin, self.heard_as))

    @property
    def shown(self) -> str:
        """The name for a screen: characters before pinyin before what was heard."""
        return (self.han or self.pinyin or self.heard_as or "").strip()


@dataclass(frozen=True)
class AgeInterval:
    """An age in whole years, both ends included; ``estimated_by`` says who looked, or nothing when it was stated.

    ``estimated_on`` is the day on which it was so. It is unknown for what was written down before days were kept: such
    an age does not grow, because nothing says since when it should.
    """

    low: AgeLow
    high: AgeHigh
    estimated_by: EstimatedBy | None = None
    estimated_on: EstimatedOn | None = None

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise errors.AgeIntervalWrong

    def on(self, day: date) -> tuple[int, int]:
        """The ends of the interval on a day: a year more with each anniversary of the estimate, never a year less.

        The lower end is that of somebody who came into that year of age on the day of the estimate, so that nobody is
        taken for older than they must be.
        """
        known = self.estimated_on
        if known is None or day <= known:
            return self.low, self.high
        years = day.year - known.year - ((day.month, day.day) < (known.month, known.day))
        return min(self.low + years, OLDEST), min(self.high + years, OLDEST)

    def may_be_minor_on(self, day: date) -> bool:
        """Whether the person may be under 18, so that the path of minors must be taken (未成年人保护法 第九十二条)."""
        return self.on(day)[0] < ADULT


@dataclass(frozen=True)
class Mark:
    """Something on the body by which the person may be recognised."""

    site: Site
    kind: KindOfMark
    text: MarkText = ""

    def __post_init__(self) -> None:
        if not self.site.strip():
            raise errors.TextMissing


@dataclass(frozen=True)
class Signs:
    """Whether signs of mental disorder or intellectual disability were seen, and who looked."""

    found: SignsFound = DisorderSigns.NOT_ASSESSED
    assessed_by: SignsAssessedBy = ""

    def __post_init__(self) -> None:
        if self.found is not DisorderSigns.NOT_ASSESSED and not self.assessed_by.strip():
            raise departure_errors.AssessorMissing


OtherNames = Annotated[tuple[StatedName, ...], Label("以前说过的姓名", "Names given before"), MaxLen(MOST_NAMES)]
Marks = Annotated[tuple[Mark, ...], Label("体表特征", "Marks on the body"), MaxLen(100)]


@dataclass(frozen=True)
class Person:
    """All that has been seen or said. Everything may be unknown, and each unknown has its reason."""

    temporary_label: TemporaryLabel | None = None
    name: Annotated[Answer[StatedName], Label("姓名", "Name")] = field(default_factory=not_asked)
    other_names: OtherNames = ()
    id_number: IdNumber = field(default_factory=not_asked)
    id_number_as_stated: AsStated = False
    phone: Phone = field(default_factory=not_asked)
    sex: SexAnswer = field(default_factory=not_asked)
    age: Annotated[Answer[AgeInterval], Label("年龄", "Age")] = field(default_factory=not_asked)
    height_cm: Height = field(default_factory=not_asked)
    home: Home = field(default_factory=not_asked)
    home_place: Annotated[HomePlace | None, Label("家乡所在地", "Where the home is")] = None
    ethnicity: Ethnicity = field(default_factory=not_asked)
    marks: Marks = ()
    features: Features = ""
    clothing: Clothing = ""
    belongings: Belongings = ""
    health: Health = ""
    signs: Signs = field(default_factory=Signs)

    @property
    def names(self) -> tuple[StatedName, ...]:
        """Every name that the person has given, the present one first."""
        return (self.name.value, *self.other_names) if self.name.value else self.other_names

    def age_on(self, day: date) -> tuple[int, int] | None:
        """The ends of the age interval on a day; None while no age is known."""
        return self.age.value.on(day) if self.age.value else None

    def lowest_age_on(self, day: date) -> int | None:
        """How young the person may be on a day: by the age interval and by the ID number, the younger of both.

        The day of birth in a number that checks tells of the age, whether that number was verified or only stated;
        None while neither is known.
        """
        number, interval = self.id_number.value, self.age_on(day)
        born = born_in(number, day) if number else None
        years = None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        known = [age for age in (years, interval[0] if interval else None) if age is not None]
        return min(known, default=None)

    def aged(self, day: date) -> "Person":
        """This person with all that is known of the age on a day, as if it had been estimated then.

        An estimate without its day stays as it is, unless the ID number tells of fewer years.
        """
        lowest, age = self.lowest_age_on(day), self.age.value
        if lowest is None or (age is not None and age.estimated_on is None and age.low == lowest):
            return self
        high = max(lowest, age.on(day)[1]) if age else lowest
        age = age or AgeInterval(lowest, high)
        return replace(self, age=Answer(replace(age, low=lowest, high=high, estimated_on=day)))

    def may_be_minor_on(self, day: date) -> bool:
        """Whether the person may be under 18 on a day, by the age interval or by the ID number."""
        lowest = self.lowest_age_on(day)
        return lowest is not None and lowest < ADULT

    def dated(self, before: "Person", day: date) -> "Person":
        """This description as it is saved on ``day``. Raises EstimatedInFuture.

        An age that differs from the one ``before`` is of that day unless another is given; the same keeps its own.
        """
        age, known = self.age.value, before.age.value
        if age is None:
            return self
        if age.estimated_on is None:
            same = known is not None and (age.low, age.high) == (known.low, known.high)
            age = replace(age, estimated_on=known.estimated_on if known and same else day)
        if age.estimated_on is not None and age.estimated_on > day:
            raise errors.EstimatedInFuture
        return replace(self, age=Answer(age))

    def located(self, before: "Person", places: Callable[[], Places]) -> "Person":
        """This description with the place of the home under its name of today. Raises HomePlaceUnknown."""
        return replace(self, home_place=self.home_place.named(before.home_place, places)) if self.home_place else self

    def stated(self, name: StatedName, id_number: Answer[str]) -> "Person":
        """This person as they now say they are. Names known before are kept, and so is a number not asked for now.

        Raises TooManyNames rather than forget one.
        """
        others = tuple(known for known in self.names if known != name)
        if len(others) > MOST_NAMES:
            raise errors.TooManyNames(most=MOST_NAMES)
        number = self.id_number if id_number.unknown is Unknown.NOT_ASKED else id_number
        return replace(self, name=Answer(name), other_names=others, id_number=number)

    def differs_in(self, other: "Person") -> tuple[str, ...]:
        """The names of the fields in which two descriptions differ."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


def is_phone(text: str) -> bool:
    """Whether it has only the characters of a phone number, and digits enough for one."""
    written = half_width(text.strip())
    return bool(_PHONE.fullmatch(written)) and sum(one.isdigit() for one in written) >= FEWEST_DIGITS


def stated_number(text: str) -> Answer[str]:
    """The ID number as somebody wrote it down, in half-width capitals; not asked for when it was left empty."""
    return Answer(written_number(text)) if text else not_asked()
