"""Files as people send them, made here: photographs with a camera's notes, papers, recordings; nothing is copied."""

from __future__ import annotations

import io
import struct
import wave
from typing import Any

import pikepdf
from PIL import Image

PLACE = "Fenghua29.65N121.41E"
"""Stands in the notes of every camera here, and may be found nowhere afterwards."""


def a_picture(width: int = 640, height: int = 480, form: str = "JPEG", *, turned: bool = False, **save: Any) -> bytes:
    """A photograph with EXIF and GPS notes of its camera; ``turned``: on its side, as telephones store them."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((200, 30, 30), (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = PLACE, 6 if turned else 1
    exif.get_ifd(0x8825)[29] = PLACE
    kept = io.BytesIO()
    picture.save(kept, form, exif=exif, **save)
    return kept.getvalue()


def a_paper(pages: int = 2, *, script: bool = False, **save: Any) -> bytes:
    """A PDF with an author; ``script``: one that acts when it is opened, hides a file, and sends a form."""
    with pikepdf.new() as paper:
        for _ in range(pages):
            paper.add_blank_page(page_size=(595, 842))
        with paper.open_metadata() as told:
            told["dc:creator"] = [PLACE]
        paper.docinfo["/Author"] = PLACE
        if script:
            paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
            paper.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))
            paper.attachments["evil.exe"] = b"MZ"
            link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
            link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://elsewhere.example/")
            paper.pages[0].Annots = pikepdf.Array([paper.make_indirect(link)])
        kept = io.BytesIO()
        paper.save(kept, **save)
        return kept.getvalue()


def a_wav(seconds: float = 2.0) -> bytes:
    """A recording of silence, 8,000 samples of 16 bits in a second, with a note of where it was made."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(16000 * seconds)))
    told = b"INFOICMT" + struct.pack("<I", len(PLACE)) + PLACE.encode()
    note = b"LIST" + struct.pack("<I", len(told)) + told
    whole = kept.getvalue() + note
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]


def an_mp3(seconds: float = 2.0) -> bytes:
    """A recording of silence, 32 kbit/s at 22,050 Hz (MPEG 2, layer III), with a tag of where it was made."""
    frame = b"\xff\xf3\x40\xc4" + bytes(104 - 4)
    tag = b"\x03" + PLACE.encode()
    text = b"TIT2" + struct.pack(">I", len(tag)) + b"\0\0" + tag
    size = len(text)
    head = b"ID3\x03\0\0" + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
    return head + text + frame * int(seconds * 22050 / 576)


def an_amr(seconds: float = 2.0) -> bytes:
    """A recording in the narrow band, 12.2 kbit/s."""
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * int(seconds * 50)


def an_m4a(seconds: float = 2.0, handler: bytes = b"soun") -> bytes:
    """The skeleton of an MP4 with one track, and a note of where it was made in its user data."""

    def box(kind: bytes, *inner: bytes) -> bytes:
        content = b"".join(inner)
        return struct.pack(">I", 8 + len(content)) + kind + content

    times = struct.pack(">IIIII", 0, 3_900_000_000, 3_900_000_000, 1000, int(seconds * 1000))
    mvhd = box(b"mvhd", times + bytes(80))
    tkhd = box(b"tkhd", struct.pack(">IIIII", 7, 3_900_000_000, 3_900_000_000, 1, 0) + bytes(64))
    mdhd = box(b"mdhd", times + bytes(4))
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(13))
    stsd = box(b"stsd", struct.pack(">II", 0, 0))
    media = box(b"mdia", mdhd, hdlr, box(b"minf", box(b"stbl", stsd)))
    told = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(PLACE), 0) + PLACE.encode()))
    moov = box(b"moov", mvhd, box(b"trak", tkhd, media), told)
    return box(b"ftyp", b"M4A \0\0\0\0M4A mp42") + moov + box(b"mdat", bytes(500))


def an_ogg() -> bytes:
    """Two seconds of Opus: a head, a page of comments that says where it was made, and one page of sound."""

    def page(flags: int, place: int, number: int, packet: bytes) -> bytes:
        laces = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
        head = b"OggS\0" + bytes([flags]) + struct.pack("<qII", place, 1, number)
        whole = head + bytes(4) + bytes([len(laces)]) + laces + packet
        return whole[:22] + struct.pack("<I", _ogg_sum(whole)) + whole[26:]

    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 0, 48000, 0, 0)
    note = b"COMMENT=" + PLACE.encode()
    tags = b"OpusTags" + struct.pack("<I", 0) + struct.pack("<II", 1, len(note)) + note
    return page(2, 0, 0, head) + page(0, 0, 1, tags) + page(4, 96000, 2, bytes(200))


def _ogg_sum(page: bytes) -> int:
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1 ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
    return total
