"""The fields of who is responsible for a case, beside those of ``fields.py``."""

from typing import Annotated

from annotated_types import MaxLen, MinLen

from services.rescue.domain.fields import Text2000
from shared.kernel.labels import Label

Responsible = Annotated[str, MinLen(1), MaxLen(64), Label("责任人", "Responsible")]
USER_NAME = r"^[a-z][a-z0-9._-]{1,31}$"
"""What a user name looks like. Who has which roles the gateway alone knows, and offers only those who care for people;
here no more can be asked than that it may be somebody.
"""
GivenResponsible = Annotated[
    Responsible,
    Label("转交给", "Hand over to", "对方会收到通知", "The colleague gets a notification"),
]
HandoverNote = Annotated[
    Text2000,
    Label(
        "交接说明",
        "Note for the colleague",
        "例如：正在等公安答复，周四再问询",
        "For example: the police have not answered yet; speak with her again on Thursday",
    ),
]
Mine = Annotated[bool, Label("我负责的", "Mine")]
Unassigned = Annotated[bool, Label("没有责任人", "Nobody responsible")]
