"""Photographs and recordings: which are taken in, and which files a case holds."""

from dataclasses import replace

import pytest

from services.rescue.domain.photo_errors import PhotoThere, ShowsOtherwise
from services.rescue.domain.photo_fields import PhotoShows
from shared.kernel.files import FileKind
from tests.builders_rescue import ENTERED, FANG, HOUR, WENT_HOME, a_case, a_file, by

NOW = by(FANG, ENTERED)


def test_a_voice_is_heard_and_everything_else_is_seen() -> None:
    case = a_case().build()
    with pytest.raises(ShowsOtherwise):
        case.photos.add(a_file("file-1"), PhotoShows.VOICE, "", NOW)
    with pytest.raises(ShowsOtherwise):
        case.photos.add(a_file("file-1", FileKind.SOUND), PhotoShows.FACE, "", NOW)
    case.photos.add(a_file("file-1", FileKind.SOUND), PhotoShows.VOICE, "", NOW)
    assert [one.shows for one in case.photos.kept] == [PhotoShows.VOICE]


def test_a_photograph_is_kept_once() -> None:
    case = a_case().photographed().build()
    with pytest.raises(PhotoThere):
        case.photos.add(a_file("file-1"), PhotoShows.FACE, "", NOW)
    assert [one.id for one in case.photos.kept] == ["file-1"]


def test_a_case_holds_its_photographs_and_the_scan_of_the_declaration() -> None:
    case = a_case().photographed().build()
    assert case.file_ids == {"file-1"}
    case.custody.depart(replace(WENT_HOME, scan=a_file("scan-1")), by(FANG, ENTERED + HOUR))
    assert case.file_ids == {"file-1", "scan-1"}


def test_a_removed_photograph_is_held_no_longer() -> None:
    case = a_case().photographed().build()
    case.photos.remove("file-1", "拍的是别人", NOW)
    assert case.file_ids == frozenset()


def test_a_departure_without_a_scan_holds_no_file() -> None:
    case = a_case().build()
    case.custody.depart(WENT_HOME, by(FANG, ENTERED + HOUR))
    assert case.file_ids == frozenset()
