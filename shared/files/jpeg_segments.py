"""A JPEG without the segments in which cameras and programs write about it; its pixels are not touched."""

_KEPT_NOTES = ((0xE0, b"JFIF\0"), (0xEE, b"Adobe"))
"""JFIF, and Adobe's segment that says how the colours are to be read."""
_SCAN, _END = 0xDA, 0xD9
_WITHIN_A_SCAN = frozenset({0x00, 0xFF, *range(0xD0, 0xD8)})
"""What may follow 0xFF between the pixels: a stuffed byte, filling, and marks to begin again (ITU T.81, B.1.1.5)."""


def without_camera(jpeg: bytes) -> bytes:
    """The same picture without EXIF, GPS, XMP, colour profiles, comments and what stands behind its end; what is no
    JPEG stays as it is.
    """
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        kind, length = jpeg[at + 1], 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind == _END:
            break
        ends = _scan_end(jpeg, at + length) if kind == _SCAN else at + length
        if _is_kept(kind, jpeg[at + 4 : at + 9]):
            kept.append(jpeg[at:ends])
        at = ends
    return b"".join([*kept, b"\xff\xd9"])


def _is_kept(kind: int, begins: bytes) -> bool:
    is_note = 0xE0 <= kind <= 0xEF or kind == 0xFE
    return not is_note or any(kind == one and begins.startswith(name) for one, name in _KEPT_NOTES)


def _scan_end(jpeg: bytes, at: int) -> int:
    """Where the next segment begins behind the pixels from here on."""
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 1 < len(jpeg):
        if jpeg[at + 1] not in _WITHIN_A_SCAN:
            return at
        at += 1
    return len(jpeg)
