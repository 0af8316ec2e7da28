"""Photographs and recordings of the person: what helps to find the family, and who may look at it is who cares."""

from dataclasses import dataclass, field

from services.rescue.domain import errors
from services.rescue.domain.fields import RecordedAt, RecordedBy
from services.rescue.domain.part import CasePart
from services.rescue.domain.photo_errors import NoSuchPhoto, PhotoThere, ShowsOtherwise
from services.rescue.domain.photo_events import PhotoAdded, PhotoRemoved
from services.rescue.domain.photo_fields import PhotoNote, PhotoShows, RemovalReason, Shows
from shared.kernel.act import Act
from shared.kernel.files import FileKind, FileRef


@dataclass(frozen=True)
class Photo:
    """One photograph or recording. It goes by the id of its file."""

    id: str
    file: FileRef
    shows: Shows
    note: PhotoNote
    by: RecordedBy
    at: RecordedAt


@dataclass(frozen=True)
class RemovedPhoto:
    """That one was removed, and why; nothing of what it showed is left."""

    shows: Shows
    reason: RemovalReason
    by: RecordedBy
    at: RecordedAt


@dataclass
class Photos(CasePart):
    """``kept`` are those that the case has now, in the order in which they came."""

    kept: list[Photo] = field(default_factory=list)
    removed: list[RemovedPhoto] = field(default_factory=list)

    def require_addable(self) -> None:
        """Also after the departure: the search may go on. Raises CaseClosed once the person was erased."""
        if self.case.erasure is not None:
            raise errors.CaseClosed

    def photo(self, photo_id: str) -> Photo:
        """One of them. Raises NoSuchPhoto."""
        found = next((one for one in self.kept if one.id == photo_id), None)
        if found is None:
            raise NoSuchPhoto
        return found

    def add(self, file: FileRef, shows: PhotoShows, note: str, act: Act) -> None:
        """Keep a file that shows the person, or lets them be heard. Raises CaseClosed, ShowsOtherwise, PhotoThere.

        Basis: 民发〔2015〕158号 (照片 is part of what a search notice and a comparison ask for).
        """
        self.require_addable()
        if (shows is PhotoShows.VOICE) is not (file.kind is FileKind.SOUND):
            raise ShowsOtherwise
        if any(one.id == file.id for one in self.kept):
            raise PhotoThere
        self.kept.append(Photo(file.id, file, shows, note.strip(), act.by, act.recorded_at))
        self.case.happened(PhotoAdded(case_id=self.case.id, act=act, file_id=file.id, shows=shows), shows)

    def remove(self, photo_id: str, reason: str, act: Act) -> None:
        """Remove what shows somebody else, or is not needed (个人信息保护法 第四十七条). Raises NoSuchPhoto."""
        self.require_addable()
        photo = self.photo(photo_id)
        self.kept.remove(photo)
        self.removed.append(RemovedPhoto(photo.shows, reason.strip(), act.by, act.recorded_at))
        removed = PhotoRemoved(case_id=self.case.id, act=act, file_id=photo_id, shows=photo.shows)
        self.case.happened(removed, photo.shows)

    def forget_person(self) -> None:
        """All of it shows the person."""
        self.kept, self.removed = [], []
