"""Sentences in both languages, and how times are told in them."""

from dataclasses import dataclass
from datetime import datetime

from shared.kernel.calendar import SHANGHAI

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Words:
    """The same thing said in Chinese and in English."""

    zh: str
    en: str

    def into(self, language: str) -> str:
        """The sentence in ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


def same(text: object) -> Words:
    """What needs no translation, such as a case number."""
    return Words(str(text), str(text))


def moment(at: datetime) -> Words:
    """A point in time on the clock of the office (Asia/Shanghai), to the minute."""
    local = at.astimezone(SHANGHAI)
    clock = f"{local.hour:02d}:{local.minute:02d}"
    return Words(
        f"{local.year}年{local.month}月{local.day}日 {clock}",
        f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {clock}",
    )
