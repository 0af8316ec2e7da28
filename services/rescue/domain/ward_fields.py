"""The fields of hospital wards and of their reports: type, bounds and words of each, once; see ``fields.py``."""

from typing import Annotated

from annotated_types import MaxLen, MinLen

from shared.kernel.labels import Label

WardName = Annotated[
    str,
    MaxLen(60),
    Label("病区", "Ward", "住院时填写，与病区账号写的一致", "In hospital; as the ward's account has it"),
]
BedNo = Annotated[
    str, Label("床号", "Bed", "住院时填写，例如 12", "In hospital, for example 12"), MinLen(1), MaxLen(20)
]
WardId = Annotated[str, Label("病区", "Ward"), MinLen(3), MaxLen(200)]
WardNote = Annotated[
    str,
    Label(
        "补充一句",
        "A word more",
        "例如：会说几句河南话。不要写姓名和病情",
        "For example: speaks a few words of Henan dialect. No names, no illness",
    ),
    MaxLen(100),
]
WardReportId = str
