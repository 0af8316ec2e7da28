"""What is known of a person without identity: names as said, age as an interval, marks, belongings."""

from dataclasses import dataclass, field, fields, replace
from enum import StrEnum

from services.rescue.domain import errors
from services.rescue.domain.answers import Answer, Unknown, not_asked, require_bounded

SHORT, LONG = 60, 2000
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

    han: str | None = None
    pinyin: str | None = None
    heard_as: str | None = None

    def __post_init__(self) -> None:
        require_bounded(self, SHORT)
        if not any((text or "").strip() for text in (self.han, self.pinyin, self.heard_as)):
            raise errors.TextMissing

    @property
    def shown(self) -> str:
        """The name for a screen: characters before pinyin before what was heard."""
        return (self.han or self.pinyin or self.heard_as or "").strip()


@dataclass(frozen=True)
class AgeInterval:
    """An age in whole years, both ends included; ``estimated_by`` says who looked, or nothing when it was stated."""

    low: int
    high: int
    estimated_by: str | None = None

    def __post_init__(self) -> None:
        require_bounded(self, SHORT)
        if not 0 <= self.low <= self.high <= 120:
            raise errors.AgeIntervalWrong

    @property
    def may_be_minor(self) -> bool:
        """Whether the person may be under 18, so that the path of minors must be taken (未成年人保护法 第九十二条)."""
        return self.low < ADULT


@dataclass(frozen=True)
class Mark:
    """Something on the body by which the person may be recognised."""

    site: str
    kind: MarkKind
    text: str = ""

    def __post_init__(self) -> None:
        require_bounded(self, 200)
        if not self.site.strip():
            raise errors.TextMissing


@dataclass(frozen=True)
class Person:
    """All that has been seen or said. Everything may be unknown, and each unknown has its reason."""

    temporary_label: str | None = None
    name: Answer[StatedName] = field(default_factory=not_asked)
    other_names: tuple[StatedName, ...] = ()
    id_number: Answer[str] = field(default_factory=not_asked)
    phone: Answer[str] = field(default_factory=not_asked)
    sex: Answer[Sex] = field(default_factory=not_asked)
    age: Answer[AgeInterval] = field(default_factory=not_asked)
    height_cm: Answer[int] = field(default_factory=not_asked)
    home: Answer[str] = field(default_factory=not_asked)
    ethnicity: Answer[str] = field(default_factory=not_asked)
    marks: tuple[Mark, ...] = ()
    features: str = ""
    clothing: str = ""
    belongings: str = ""
    health: str = ""

    def __post_init__(self) -> None:
        require_bounded(self, LONG)
        for short in (self.temporary_label, self.id_number.value, self.phone.value, self.ethnicity.value):
            if len(short or "") > SHORT:
                raise errors.TextTooLong(limit=SHORT)
        if len(self.marks) > 100 or len(self.other_names) > 20:
            raise errors.TextTooLong(limit=LONG)
        if self.height_cm.value is not None and not 30 <= self.height_cm.value <= 250:
            raise errors.HeightWrong

    @property
    def names(self) -> tuple[StatedName, ...]:
        """Every name that the person has given, the present one first."""
        return (self.name.value, *self.other_names) if self.name.value else self.other_names

    @property
    def may_be_minor(self) -> bool:
        """Whether the age interval touches the years under 18."""
        return self.age.value is not None and self.age.value.may_be_minor

    def stated(self, name: StatedName, id_number: Answer[str]) -> "Person":
        """This person as they now say they are. Names known before are kept, and so is a number not asked for now."""
        others = tuple(known for known in self.names if known != name)
        number = self.id_number if id_number.unknown is Unknown.NOT_ASKED else id_number
        return replace(self, name=Answer(name), other_names=others, id_number=number)

    def differs_in(self, other: "Person") -> tuple[str, ...]:
        """The names of the fields in which two descriptions differ."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))
