"""The fields of printing: type, bounds and words of each, once, for commands, answers, documents and forms."""

from datetime import datetime
from typing import Annotated

from annotated_types import MaxLen, MinLen

from services.printing.domain.kinds import Language, PrintKind, SubjectKind
from shared.kernel.labels import Label

PrintoutId = Annotated[str, MinLen(1), MaxLen(64)]
Kind = Annotated[PrintKind, Label("种类", "Kind")]
InLanguage = Annotated[Language, Label("打印的语言", "Language of the paper")]
AboutKind = Annotated[SubjectKind, Label("关于", "About")]
SubjectId = Annotated[str, MinLen(1), MaxLen(64)]
"""The id of the thing; never a name or a number of a person."""
Part = Annotated[str, Label("其中", "Part"), MaxLen(20)]
"""Which part of the thing, such as the number of an instalment; empty for the whole."""
Why = Annotated[
    str,
    Label(
        "打印用途",
        "What it is printed for",
        "会记录在案，例如：移交公安机关",
        "It is logged, for instance: for the police",
    ),
    MinLen(2),
    MaxLen(100),
]
Number = Annotated[
    str,
    Label("编号", "Number", "印在每页下方，例如 付2026-0001", "At the foot of every page, such as 付2026-0001"),
    MinLen(1),
    MaxLen(40),
]
CheckCode = Annotated[
    str,
    Label("校验码", "Check code", "编号旁边的十位字符，不分大小写", "Ten characters beside the number, in any case"),
    MinLen(1),
    MaxLen(40),
]
PrintedAt = Annotated[datetime, Label("打印时间", "Printed at")]
PrintedBy = Annotated[str, Label("打印人", "Printed by")]
Pages = Annotated[int | None, Label("页数", "Pages")]
