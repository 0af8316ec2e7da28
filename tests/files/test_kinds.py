"""Every kind of file that is taken: what is found of it, and that nothing of its maker is left beside the content."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from shared.files.errors import FileBroken
from shared.files.facts import Facts
from shared.files.sniffing import ENOUGH, sniffed
from shared.files.worker import rewrite
from shared.kernel.files import FileKind
from tests.files import samples


def written(content: bytes) -> tuple[Facts, bytes, bytes]:
    """What the check finds of this content, the copy, and the thumbnail; in this process, without its bounds."""
    kind, form = sniffed(content[:ENOUGH])
    copy, small = io.BytesIO(), io.BytesIO()
    facts = rewrite(kind, form, io.BytesIO(content), copy, small)
    return facts, copy.getvalue(), small.getvalue()


SOUNDS = {
    "audio/wav": samples.a_wav(),
    "audio/mpeg": samples.an_mp3(),
    "audio/amr": samples.an_amr(),
    "audio/mp4": samples.an_m4a(),
    "audio/ogg": samples.an_ogg(),
}


@pytest.mark.parametrize("media_type", SOUNDS)
def test_a_recording_keeps_its_sound_and_loses_where_it_was_made(media_type: str) -> None:
    content = SOUNDS[media_type]
    assert samples.PLACE.encode() in content or media_type == "audio/amr"
    facts, copy, small = written(content)
    assert (facts.kind, facts.media_type, facts.seconds, small) == (FileKind.SOUND, media_type, 2, b"")
    assert samples.PLACE.encode() not in copy
    assert written(copy)[0] == facts


@pytest.mark.parametrize(("form", "ending"), [("JPEG", "jpg"), ("PNG", "jpg"), ("WEBP", "jpg")])
def test_a_picture_keeps_its_pixels_and_loses_its_cameras_notes(form: str, ending: str) -> None:
    content = samples.a_picture(form=form, turned=True)
    assert samples.PLACE.encode() in content
    facts, copy, small = written(content)
    assert (facts.kind, facts.ending, facts.width, facts.height) == (FileKind.PICTURE, ending, 480, 640)
    assert samples.PLACE.encode() not in copy + small
    with Image.open(io.BytesIO(copy)) as picture:
        red, green, _ = picture.convert("RGB").getpixel((470, 10))
        assert (red > 150, green < 90) == (True, True), "the red corner is not where it was seen"


def test_a_scan_in_black_and_white_stays_sharp() -> None:
    content = io.BytesIO()
    Image.new("1", (2000, 2800), 1).save(content, "PNG")
    facts, copy, _ = written(content.getvalue())
    assert (facts.media_type, facts.width) == ("image/png", 2000)
    assert copy.startswith(b"\x89PNG")


def test_a_large_picture_is_kept_at_the_size_of_a_page() -> None:
    facts, _, small = written(samples.a_picture(6000, 4000))
    assert (facts.width, facts.height) == (4096, 2731)
    with Image.open(io.BytesIO(small)) as picture:
        assert picture.size == (320, 213)


def test_what_is_seen_through_becomes_white() -> None:
    content = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(content, "PNG")
    _, copy, _ = written(content.getvalue())
    with Image.open(io.BytesIO(copy)) as picture:
        assert picture.convert("RGB").getpixel((20, 20)) == (255, 255, 255)


def test_a_paper_loses_scripts_files_links_and_its_author() -> None:
    content = samples.a_paper(3, script=True)
    assert samples.PLACE.encode() in content
    facts, copy, small = written(content)
    assert (facts.media_type, facts.pages) == ("application/pdf", 3)
    with Image.open(io.BytesIO(small)) as picture:
        assert picture.size == (227, 320)
    for evil in (b"JavaScript", b"Launch", b"EmbeddedFile", b"http:", samples.PLACE.encode(), b"alert", b"evil"):
        assert evil not in copy, evil
    with pikepdf.open(io.BytesIO(copy)) as paper:
        assert len(paper.pages) == 3
        assert len(paper.pages[0].Annots) == 1, "the link is drawn still, and leads nowhere"


def test_a_photograph_in_a_paper_loses_its_cameras_notes() -> None:
    photograph = samples.a_picture(200, 100)
    with pikepdf.new() as paper:
        paper.add_blank_page()
        image = pikepdf.Stream(paper, photograph)
        image.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=200,
            Height=100,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        paper.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        content = io.BytesIO()
        paper.save(content)
    assert samples.PLACE.encode() in content.getvalue()
    _, copy, _ = written(content.getvalue())
    assert samples.PLACE.encode() not in copy
    with pikepdf.open(io.BytesIO(copy)) as paper:
        inner = paper.pages[0].Resources.XObject.Im0.read_raw_bytes()
    with Image.open(io.BytesIO(inner)) as picture:
        assert picture.size == (200, 100)


@pytest.mark.parametrize("left", [0.3, 0.6, 0.8, 0.9])
def test_a_paper_that_is_cut_off_is_whole_or_refused(left: float) -> None:
    content = samples.a_paper(40)
    try:
        facts, _, _ = written(content[: int(len(content) * left)])
    except (FileBroken, pikepdf.PdfError):
        return
    assert facts.pages == 40
