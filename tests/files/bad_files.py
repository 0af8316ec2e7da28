"""Bad files, made from a seed: cut off, with bits turned over, under a false head, empty, bombs, two kinds in one.

Each is a name that says how it was made, and its bytes. The same seed makes the same files.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pikepdf

from tests.files import samples

Make = Callable[[random.Random], bytes]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEADS = (
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"%PDF-1.7\n",
    b"RIFF\0\0\0\0WEBP",
    b"ID3\x03\0\0\0\0\0\0",
    b"OggS",
    b"#!AMR\n",
)


def _good() -> dict[str, bytes]:
    return {
        "jpeg": samples.a_picture(320, 240),
        "png": samples.a_picture(160, 120, "PNG"),
        "webp": samples.a_picture(160, 120, "WEBP"),
        "pdf": samples.a_paper(3),
        "pdf with scripts": samples.a_paper(2, script=True),
        "wav": samples.a_wav(0.5),
        "mp3": samples.an_mp3(1),
        "m4a": samples.an_m4a(),
        "ogg": samples.an_ogg(),
        "amr": samples.an_amr(1),
    }


GOOD = _good()


def _cut_off(chance: random.Random) -> bytes:
    whole = chance.choice([*GOOD.values()])
    return whole[: chance.randrange(1, len(whole))]


def _bits_turned(chance: random.Random) -> bytes:
    whole = bytearray(chance.choice([*GOOD.values()]))
    for _ in range(chance.choice([1, 3, 10, 100])):
        whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    return bytes(whole)


def _parts_moved(chance: random.Random) -> bytes:
    whole = chance.choice([*GOOD.values()])
    first, second = sorted(chance.randrange(len(whole)) for _ in range(2))
    return whole[:first] + whole[second:] + whole[first:second]


def _false_head(chance: random.Random) -> bytes:
    return chance.choice(HEADS) + chance.randbytes(chance.randrange(0, 4000))


def _noise(chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 4000))


def _one_in_another(chance: random.Random) -> bytes:
    first, second = chance.sample([*GOOD.values()], 2)
    return first + second


def _markup(chance: random.Random) -> bytes:
    around = chance.choice(
        [b"", b"\xef\xbb\xbf", b"  \n", b"\xff\xfe", b"<?xml version='1.0'?>", b"<!DOCTYPE html><html>"]
    )
    return around + SVG + chance.randbytes(chance.randrange(0, 50))


def _markup_behind_a_head(chance: random.Random) -> bytes:
    return chance.choice([*GOOD.values()]) + SVG


def _png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png_of(width: int, height: int, content: bytes, *more: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join(
        [b"\x89PNG\r\n\x1a\n", _png_chunk(b"IHDR", head), *more, _png_chunk(b"IDAT", content), _png_chunk(b"IEND", b"")]
    )


ZEROS = zlib.compress(bytes(20_000_000), 9)


def _png_bomb(chance: random.Random) -> bytes:
    side = chance.choice([7000, 30_000, 65_000, 2**31 - 1])
    return _png_of(side, side, ZEROS)


def _png_text_bomb(chance: random.Random) -> bytes:
    text = _png_chunk(b"zTXt", b"Comment\0\0" + ZEROS)
    return _png_of(1, 1, zlib.compress(b"\0\0\0\0"), *[text] * chance.randrange(1, 20))


def _jpeg_of_another_size(chance: random.Random) -> bytes:
    whole = bytearray(GOOD["jpeg"])
    at = whole.index(b"\xff\xc0") + 5
    whole[at : at + 4] = struct.pack(">HH", chance.choice([0, 1, 240, 65535]), chance.choice([0, 65535, 60000]))
    return bytes(whole)


def _archive(chance: random.Random) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(chance.choice(["word/document.xml", "a.jpg", "xl/workbook.xml"]), bytes(2_000_000))
    return kept.getvalue()


def _pdf_bomb(chance: random.Random) -> bytes:
    with pikepdf.new() as paper:
        paper.add_blank_page()
        bomb = pikepdf.Stream(paper, ZEROS)
        bomb.stream_dict = pikepdf.Dictionary(Filter=pikepdf.Name.FlateDecode)
        paper.pages[0].Contents = bomb
        kept = io.BytesIO()
        paper.save(kept, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return kept.getvalue()[: chance.choice([None, -1, -30])]


def _pdf_locked(_: random.Random) -> bytes:
    return samples.a_paper(1, encryption=pikepdf.Encryption(owner="o", user="u"))


def _pdf_limited(_: random.Random) -> bytes:
    return samples.a_paper(1, encryption=pikepdf.Encryption(owner="o", user=""))


def _pdf_of_many_pages(chance: random.Random) -> bytes:
    claimed = chance.choice([b"999999999", b"-1", b"[]"])
    return GOOD["pdf"].replace(b"/Count 3", b"/Count " + claimed)


def _pdf_in_a_circle(_: random.Random) -> bytes:
    catalogue = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    pages = b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    return b"%PDF-1.4\n" + catalogue + pages + b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"


def _pdf_nested(chance: random.Random) -> bytes:
    deep = chance.choice([100, 10_000, 200_000])
    return b"%PDF-1.4\n1 0 obj" + b"[" * deep + b"]" * deep + b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def _blank(chance: random.Random) -> bytes:
    return bytes([chance.choice([0, 32, 255])]) * chance.randrange(0, 3000)


def _program(chance: random.Random) -> bytes:
    return chance.choice([b"MZ", b"\x7fELF", b"#!/bin/sh\n", b"\xca\xfe\xba\xbe"]) + chance.randbytes(300)


def _endless_ogg(chance: random.Random) -> bytes:
    return GOOD["ogg"][:200] + (b"OggS" + chance.randbytes(40)) * 200


def _mp3_with_a_great_tag(chance: random.Random) -> bytes:
    return b"ID3\x04\0" + bytes([chance.choice([0, 0x10, 0xFF]), 127, 127, 127, 127]) + GOOD["mp3"]


def _mp4_boxes_in_boxes(chance: random.Random) -> bytes:
    inner = b""
    for _ in range(chance.choice([10, 3000])):
        inner = struct.pack(">I", 8 + len(inner)) + b"moov" + inner
    return b"\0\0\0\x10ftypM4A \0\0\0\0" + inner


KINDS: dict[str, Make] = {
    "cut off": _cut_off,
    "bits turned": _bits_turned,
    "parts moved": _parts_moved,
    "false head": _false_head,
    "noise": _noise,
    "one in another": _one_in_another,
    "markup": _markup,
    "markup behind": _markup_behind_a_head,
    "png bomb": _png_bomb,
    "png text bomb": _png_text_bomb,
    "jpeg of another size": _jpeg_of_another_size,
    "archive": _archive,
    "pdf bomb": _pdf_bomb,
    "pdf locked": _pdf_locked,
    "pdf limited": _pdf_limited,
    "pdf of many pages": _pdf_of_many_pages,
    "pdf in a circle": _pdf_in_a_circle,
    "pdf nested": _pdf_nested,
    "blank": _blank,
    "program": _program,
    "endless ogg": _endless_ogg,
    "great mp3 tag": _mp3_with_a_great_tag,
    "mp4 boxes": _mp4_boxes_in_boxes,
}


def bad_files(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """So many bad files, each kind in turn."""
    kinds = [*KINDS.items()]
    for number in range(count):
        name, make = kinds[number % len(kinds)]
        yield f"{name} #{number}", make(random.Random(f"{seed}/{number}"))
