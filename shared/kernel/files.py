"""Files that belong to an aggregate: what it keeps of each, and how a field of a command asks for one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Protocol

from annotated_types import MaxLen, MinLen

from shared.kernel.cause import Actor
from shared.kernel.labels import Label, LabelledEnum, Schema, SchemaHandler
from shared.kernel.repository import Receipt


class FileKind(LabelledEnum):
    """What a file is, by its content; its name is never asked."""

    PICTURE = "picture", "图片", "Picture"
    PAPER = "paper", "PDF 文件", "PDF"
    SOUND = "sound", "录音", "Recording"


FileId = Annotated[str, MinLen(1), MaxLen(64)]
"""The id under which a service keeps a file that was uploaded to it."""
KindOfFile = Annotated[FileKind, Label("类型", "Kind")]
SizeOfFile = Annotated[int, Label("大小（字节）", "Size in bytes")]


@dataclass(frozen=True)
class FileRef:
    """What an aggregate keeps of a file: the content itself is sealed beside it, with the aggregate's key.

    ``size`` counts bytes; ``width`` and ``height`` are pixels of a picture, ``pages`` those of a paper, ``seconds`` the
    length of a recording. ``by`` uploaded it ``at``.
    """

    id: FileId
    kind: KindOfFile
    size: SizeOfFile
    by: Annotated[str, Label("上传人", "Uploaded by")]
    at: Annotated[datetime, Label("上传时间", "Uploaded at")]
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Takes:
    """Which kinds of file a field takes, as ``Annotated`` metadata on a FileId; ``x-file`` in its schema.

    ``use`` is the name under which the service lets such files be uploaded. On a list of ids, each is such a file.
    """

    use: str
    kinds: tuple[FileKind, ...]

    def __get_pydantic_json_schema__(self, core_schema: object, handler: SchemaHandler) -> Schema:
        """Put what is taken beside the field's own schema."""
        return {**handler(core_schema), "x-file": {"use": self.use, "kinds": [kind.value for kind in self.kinds]}}


class TakenFiles(Protocol):
    """Where a service keeps its files, as far as a command that names some needs it."""

    async def taken(self, owner: str, use: str, file_ids: Sequence[str], actor: Actor, /) -> tuple[FileRef, ...]:
        """What the owner keeps of these files, uploaded to it for this use."""

    async def keep(self, owner: str, refs: Sequence[FileRef], /) -> None:
        """Note that the owner has taken them."""


async def saved_with(
    files: TakenFiles,
    owner: str,
    use: str,
    file_ids: Sequence[str],
    actor: Actor,
    save: Callable[[tuple[FileRef, ...]], Awaitable[Receipt]],
) -> Receipt:
    """Save an aggregate with files that were uploaded for it; they are noted as taken once that is done.

    Raises FileNotThere, FileOutlived, and what ``save`` raises; the files are drafts still then.
    """
    refs = await files.taken(owner, use, file_ids, actor)
    receipt = await save(refs)
    await files.keep(owner, refs)
    return receipt
