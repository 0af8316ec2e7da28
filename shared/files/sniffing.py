"""What a file is, by its first bytes: which reader is to try it, or why none will. Its name is not believed."""

from shared.files import errors
from shared.kernel.files import FileKind

ENOUGH = 512
"""Bytes that are looked at."""
_KINDS: tuple[tuple[int, bytes, FileKind, str], ...] = (
    (0, b"\xff\xd8\xff", FileKind.PICTURE, "jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", FileKind.PICTURE, "png"),
    (8, b"WEBP", FileKind.PICTURE, "webp"),
    (0, b"%PDF-", FileKind.PAPER, "pdf"),
    (0, b"ID3", FileKind.SOUND, "mp3"),
    (0, b"OggS", FileKind.SOUND, "ogg"),
    (8, b"WAVE", FileKind.SOUND, "wav"),
    (0, b"#!AMR\n", FileKind.SOUND, "amr"),
)
_PICTURES = (b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0", b"8BPS", b"\0\0\0\x0cjP  ", b"\xff\x0a")
_HEIF = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif", b"avis")
_ARCHIVES = (
    b"PK",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"(\xb5/\xfd",
    b"{\\rtf",
)
_BLANK = b" \t\r\n\0"


def sniffed(begins: bytes) -> tuple[FileKind, str]:
    """The kind and the format that a file with this beginning says it has. Raises a FileRefused for any other."""
    if not begins:
        raise errors.FileEmpty
    for offset, magic, kind, form in _KINDS:
        if begins[offset : offset + len(magic)] == magic and (not offset or begins[:4] == b"RIFF"):
            return kind, form
    if begins[4:8] == b"ftyp":
        if begins[8:12] in _HEIF:
            raise errors.PictureFormatOther
        return FileKind.SOUND, "m4a"
    if begins[0] == 0xFF and len(begins) > 1 and begins[1] & 0xE0 == 0xE0 and begins[1] & 0x06:
        return FileKind.SOUND, "mp3"
    raise _why_not(begins)()


def _why_not(begins: bytes) -> type[errors.FileRefused]:
    if begins.startswith(_ARCHIVES) or begins[257:262] == b"ustar":
        return errors.FileIsArchive
    if begins.startswith(_PICTURES):
        return errors.PictureFormatOther
    if not begins.strip(_BLANK):
        return errors.FileBroken
    text = begins.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return errors.FileIsMarkup if text.replace(b"\0", b"").strip().startswith(b"<") else errors.FileTypeUnknown
