"""What is known of a person without identity: names as said, age as an interval, marks, belongings."""

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Annotated

from annotated_types import Interval, MaxLen

from services.rescue.domain import errors
from services.rescue.domain.answers import Answer, Unknown, not_asked
from services.rescue.domain.texts import Text60, Text200, Text2000

Years = Annotated[int, Interval(ge=0, le=120)]
Centimetres = Annotated[int, Interval(ge=30, le=250)]
"""A height, of children too."""

MOST_NAMES = 20
"""Names besides the present one."""
ADULT = 18
MAY_LEAVE_ALONE = 16
"""From this age on somebody may leave the station by their own will (民发〔2014〕132号 离站准备)."""


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNCLEAR = "unclear"


class MarkKind(StrEnum):
    SCAR = "scar"
    TATTOO = "tattoo"
    MOLE = "mole"
    MISSING_PART = "missing_part"
    DENTAL = "dental"
    OTHER = "other"


@dataclass(frozen=True)
class StatedName:
    """A name as the person says it: in characters, in pinyin, or only as it was heard. At least one of them."""

    han: Text60 | None = None
    pinyin: Text60 | None = None
    heard_as: Text60 | None = None

    def __post_init__(self) -> None:
        if not any((text or "").strip() for text in (self.han, self.pinyin, self.heard_as)):
            raise errors.TextMissing

    @property
    def shown(self) -> str:
        """The name for a screen: characters before pinyin before what was heard."""
        return (self.han or self.pinyin or self.heard_as or "").strip()


@dataclass(frozen=True)
class AgeInterval:
    """An age in whole years, both ends included; ``estimated_by`` says who looked, or nothing when it was stated."""

    low: Years
    high: Years
    estimated_by: Text60 | None = None

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise errors.AgeIntervalWrong

    @property
    def may_be_minor(self) -> bool:
        """Whether the person may be under 18, so that the path of minors must be taken (未成年人保护法 第九十二条)."""
        return self.low < ADULT


@dataclass(frozen=True)
class Mark:
    """Something on the body by which the person may be recognised."""

    site: Text200
    kind: MarkKind
    text: Text200 = ""

    def __post_init__(self) -> None:
        if not self.site.strip():
            raise errors.TextMissing


@dataclass(frozen=True)
class Person:
    """All that has been seen or said. Everything may be unknown, and each unknown has its reason."""

    temporary_label: Text60 | None = None
    name: Answer[StatedName] = field(default_factory=not_asked)
    other_names: Annotated[tuple[StatedName, ...], MaxLen(MOST_NAMES)] = ()
    id_number: Answer[Text60] = field(default_factory=not_asked)
    phone: Answer[Text60] = field(default_factory=not_asked)
    sex: Answer[Sex] = field(default_factory=not_asked)
    age: Answer[AgeInterval] = field(default_factory=not_asked)
    height_cm: Answer[Centimetres] = field(default_factory=not_asked)
    home: Answer[Text2000] = field(default_factory=not_asked)
    ethnicity: Answer[Text60] = field(default_factory=not_asked)
    marks: Annotated[tuple[Mark, ...], MaxLen(100)] = ()
    features: Text2000 = ""
    clothing: Text2000 = ""
    belongings: Text2000 = ""
    health: Text2000 = ""

    @property
    def names(self) -> tuple[StatedName, ...]:
        """Every name that the person has given, the present one first."""
        return (self.name.value, *self.other_names) if self.name.value else self.other_names

    @property
    def may_be_minor(self) -> bool:
        """Whether the age interval touches the years under 18."""
        return self.age.value is not None and self.age.value.may_be_minor

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
