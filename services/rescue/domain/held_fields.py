"""The fields of words that are held for a second person, beside those of ``fields.py``."""

from typing import Annotated

from annotated_types import MaxLen

from services.rescue.domain import kinds
from shared.kernel.labels import Label

HeldIn = Annotated[str, Label("哪一栏", "Field")]
HeldText = Annotated[str, Label("用语", "Words")]
HeldAs = Annotated[kinds.HeldKind, Label("为什么要核对", "Why it is to be looked at")]
WordsChecked = Annotated[
    tuple[Annotated[str, MaxLen(600)], ...],
    MaxLen(200),
    Label(
        "标出的用语已逐处核对",
        "Each marked passage was looked at",
        "逐处看过，确认可以公开，再打勾；不宜公开的，不要批准，退回修改",
        "Tick each after making sure that it may be public. If one may not, do not approve: send it back",
    ),
]
