"""The fields of a case's record and of the question of which days it is asked."""

from datetime import date
from typing import Annotated

from shared.kernel.labels import Label

TrueOn = Annotated[
    date,
    Label("以某日为准", "As true on", "只看那一天结束以前发生的事", "Only what had happened by the end of that day"),
]
KnownOn = Annotated[
    date,
    Label(
        "按某日所知",
        "As known on",
        "只看那一天结束以前已经记下的；不填就是现在",
        "Only what was written down by its end; now if empty",
    ),
]
WithRecord = Annotated[bool, Label("核对日志", "With the record")]
JournalEntries = Annotated[int, Label("日志条数", "Entries of the journal")]
JournalHash = Annotated[str, Label("校验值", "Check value")]
JournalWhole = Annotated[bool, Label("日志完整", "The journal is whole")]
