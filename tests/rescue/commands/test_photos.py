"""Adding and removing photographs and recordings: once for each cause, kept apart by what they are of."""

import pytest

from services.rescue.commands.add_photo import AddPhoto
from services.rescue.commands.leave_alone import LeaveAlone
from services.rescue.commands.remove_photo import RemovePhoto
from services.rescue.domain.answers import Answer
from services.rescue.domain.departure_kinds import AloneWay, DisorderSigns
from services.rescue.domain.person import AgeInterval, Person, Signs
from services.rescue.domain.photo_errors import ShowsOtherwise
from services.rescue.domain.photo_fields import DECLARATION, PERSON, PhotoShows
from shared.files.errors import FileNotThere
from shared.kernel.files import FileKind
from tests.builders_rescue import FANG, a_case, a_cause
from tests.rescue_in_memory import rescue_in_memory

ADD = AddPhoto(case_id="case-1", file="file-1", shows=PhotoShows.FACE, note=" 右眉有疤 ")


async def test_add_photo_keeps_the_file_once() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    rescue.files.upload("case-1", PERSON)
    for _ in range(2):
        await rescue.app.give(ADD, a_cause("add", FANG))
    case = await rescue.case()
    assert [(one.id, one.note) for one in case.photos.kept] == [("file-1", "右眉有疤")]
    assert case.file_ids == {"file-1"}
    assert set(rescue.files.kept) == {"file-1"}


async def test_add_photo_of_a_voice_takes_a_recording_alone() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    rescue.files.upload("case-1", PERSON, "file-1", FileKind.SOUND)
    with pytest.raises(ShowsOtherwise):
        await rescue.app.give(ADD, a_cause("add", FANG))
    assert rescue.files.kept == []


async def test_add_photo_of_a_file_that_was_never_sent_is_refused() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    with pytest.raises(FileNotThere):
        await rescue.app.give(ADD, a_cause("add", FANG))


async def test_remove_photo_lets_it_go_and_keeps_why() -> None:
    rescue = await rescue_in_memory().with_case(a_case().photographed())
    await rescue.app.give(RemovePhoto(case_id="case-1", photo_id="file-1", reason="拍错了人"), a_cause("remove", FANG))
    case = await rescue.case()
    assert (case.photos.kept, [one.reason for one in case.photos.removed]) == ([], ["拍错了人"])
    case.photos.forget_person()
    assert case.photos.removed == []


async def test_leave_alone_keeps_the_scan_of_the_declaration() -> None:
    signs = Signs(DisorderSigns.NOT_SEEN, "驻站医生")
    rescue = await rescue_in_memory().with_case(a_case(Person(age=Answer(AgeInterval(50, 60)), signs=signs)))
    rescue.files.upload("case-1", DECLARATION, "scan-1", FileKind.PAPER)
    leave = LeaveAlone(
        case_id="case-1", to=AloneWay.WENT_HOME, declaration="2026-041号", assessed_by="驻站医生", scan="scan-1"
    )
    await rescue.app.give(leave, a_cause("leave", FANG))
    assert (await rescue.case()).file_ids == {"scan-1"}
