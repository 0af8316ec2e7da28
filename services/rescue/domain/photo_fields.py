"""The fields of photographs, recordings and scans of a case. All other fields stand in ``fields.py``."""

from typing import Annotated

from annotated_types import MinLen

from services.rescue.domain.fields import Text200
from shared.kernel.files import FileId, FileKind, Takes
from shared.kernel.labels import Label, LabelledEnum

PERSON, DECLARATION = "person", "declaration"
"""For what files are uploaded to a case: photographs and recordings of the person, and the signed declaration."""
USES = {
    PERSON: (FileKind.PICTURE, FileKind.SOUND),
    DECLARATION: (FileKind.PICTURE, FileKind.PAPER),
}


class PhotoShows(LabelledEnum):
    """What a photograph or a recording is of."""

    FACE = "face", "面部", "Face"
    BODY = "body", "全身", "Whole body"
    MARKS = "marks", "体表特征", "Marks on the body"
    BELONGINGS = "belongings", "衣着和随身物品", "Clothing and belongings"
    VOICE = "voice", "声音（口音）", "Voice (accent)"


PersonFile = Annotated[
    FileId,
    Label(
        "照片或者录音",
        "Photograph or recording",
        "只拍与寻亲有关的；照片里的拍摄地点和时间会去掉",
        "Only what helps to find the family; where and when it was taken is removed from it",
    ),
    Takes(PERSON, USES[PERSON]),
]
Shows = Annotated[PhotoShows, Label("内容", "Of what")]
PhotoNote = Annotated[
    Text200, Label("说明", "Note", "例如：左前臂的旧疤", "For example: an old scar on the left forearm")
]
RemovalReason = Annotated[
    Text200, Label("删除原因", "Why it is removed", "例如：拍错了人", "For example: it shows somebody else"), MinLen(1)
]
DeclarationScan = Annotated[
    FileId,
    Label(
        "声明书照片或者扫描件",
        "Photograph or scan of the declaration",
        "手机拍照即可，签名或者手印要看得清；原件照样存档",
        "A telephone's photograph will do; signature or fingerprint must be seen. The original is kept all the same",
    ),
    Takes(DECLARATION, USES[DECLARATION]),
]
