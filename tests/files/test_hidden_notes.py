"""Notes that hide where no reader of the format looks for them are left out of what is kept, and what is kept plays."""

from __future__ import annotations

import io
import struct

import pikepdf
import pytest
from PIL import Image

from shared.files.jpeg_segments import without_camera
from shared.files.sniffing import ENOUGH, sniffed
from shared.files.worker import rewrite
from tests.files import samples

NOTE = b"where-it-was-made"


def box(kind: bytes, content: bytes, *, wide: bool = False) -> bytes:
    """One box of an MP4; ``wide``: with its size in eight bytes."""
    if wide:
        return struct.pack(">I4sQ", 1, kind, 16 + len(content)) + content
    return struct.pack(">I", 8 + len(content)) + kind + content


HIDDEN = {
    "behind the last frame of an MP3": samples.an_mp3() + NOTE * 9,
    "in an MP4's box of nobody": samples.an_m4a() + box(b"abcd", NOTE),
    "in an MP4's box of XML": samples.an_m4a() + box(b"xml ", NOTE),
    "in an MP4's wide box": samples.an_m4a() + box(b"uuid", NOTE, wide=True),
    "in an MP4's fragment": samples.an_m4a() + box(b"moof", box(b"udta", NOTE)),
}


def kept_of(content: bytes) -> bytes:
    """What is kept of this file."""
    copy = io.BytesIO()
    rewrite(*sniffed(content[:ENOUGH]), io.BytesIO(content), copy, io.BytesIO())
    return copy.getvalue()


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_hidden_note_of_a_recording_is_left_out(content: bytes) -> None:
    assert NOTE in content
    kept = kept_of(content)
    assert NOTE not in kept
    assert kept_of(kept) == kept, "what is kept is a recording still"


@pytest.mark.parametrize("progressive", [False, True])
def test_photograph_in_a_paper_keeps_its_pixels_alone(progressive: bool) -> None:
    photograph = samples.a_picture(progressive=progressive)
    thumbnail = b"\xff\xe0" + struct.pack(">H", 8 + len(NOTE)) + b"JFXX\0\x10" + NOTE
    second = photograph[:2] + thumbnail + photograph[2:] + NOTE
    kept = without_camera(second)
    assert NOTE not in kept
    assert samples.PLACE.encode() not in kept
    with Image.open(io.BytesIO(kept)) as found, Image.open(io.BytesIO(photograph)) as sent:
        assert found.tobytes() == sent.tobytes()


def test_photograph_without_an_end_stays_in_its_paper() -> None:
    photograph = samples.a_picture()[:-2]
    with pikepdf.new() as paper:
        paper.add_blank_page()
        image = paper.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=640, Height=480)
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        image.write(photograph, filter=pikepdf.Name.DCTDecode)
        paper.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        content = io.BytesIO()
        paper.save(content)
    with pikepdf.open(io.BytesIO(kept_of(content.getvalue()))) as paper:
        raw = paper.pages[0].Resources.XObject.Im0.read_raw_bytes()
    with Image.open(io.BytesIO(raw)) as picture:
        assert picture.load()
