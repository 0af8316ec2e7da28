"""PDF files: written anew by qpdf without anything that acts, hides or tells of its makers.

Gone are scripts, actions that start or send something, files inside, forms in XML, films and sounds, names and dates of
those who made it, and what cameras wrote into its pictures. Links to web pages go too: nobody is led away from here,
and nothing of it is fetched from elsewhere.
"""

import zlib
from typing import BinaryIO

import pikepdf
import pypdfium2

from shared.files import errors
from shared.files.facts import Facts
from shared.files.jpeg_segments import without_camera
from shared.files.limits import MOST_PAGES, THUMBNAIL_SIDE
from shared.kernel.files import FileKind

_ACTING = (
    "/AA",
    "/AF",
    "/OpenAction",
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/XFA",
    "/Metadata",
    "/PieceInfo",
    "/RichMediaContent",
    "/SpiderInfo",
    "/Threads",
    "/URI",
    "/URLS",
)
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms", "/Ref")
"""What makes a stream one whose content lies in another file."""
_ACTIONS = ("/A", "/PA")
_HARMLESS = (pikepdf.Name.GoTo, pikepdf.Name.Named)
"""Actions that stay: they only turn pages. What would follow them goes, whatever it is."""
_NOT_PAPER = ("/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D")


def rewrite(source: BinaryIO, target: BinaryIO, thumbnail: BinaryIO) -> Facts:
    """Write the paper anew, and its first page as a small picture.

    One whose table of contents is gone was cut off: it is not repaired, for nobody would notice that pages are missing.
    Raises PaperLocked, PaperTooLong, FileBroken for one without pages, and qpdf's errors for one that is damaged.
    """
    try:
        paper = pikepdf.open(source, attempt_recovery=False)
    except pikepdf.PasswordError as error:
        raise errors.PaperLocked from error
    with paper:
        if paper.is_encrypted:
            raise errors.PaperLocked
        pages = len(paper.pages)
        if pages > MOST_PAGES:
            raise errors.PaperTooLong(pages=MOST_PAGES)
        if not pages:
            raise errors.FileBroken
        for thing in paper.objects:
            _disarm(thing)
        _disarm(paper.trailer)
        for name in ("/Info", "/ID"):
            if name in paper.trailer:
                del paper.trailer[name]
        paper.save(target, deterministic_id=True, fix_metadata_version=False)
    _draw(target, thumbnail)
    return Facts(FileKind.PAPER, "application/pdf", "pdf", pages=pages)


def _draw(paper: BinaryIO, thumbnail: BinaryIO) -> None:
    """The first page as it looks, small; what cannot be drawn goes without."""
    paper.seek(0)
    try:
        with pypdfium2.PdfDocument(paper) as drawn:
            page = drawn[0]
            small = page.render(scale=THUMBNAIL_SIDE / max(page.get_size())).to_pil().convert("RGB")
            small.save(thumbnail, "JPEG", quality=78)
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError, OSError):
        thumbnail.truncate(0)


def _disarm(thing: pikepdf.Object, depth: int = 0) -> None:
    """Take what acts or hides out of one object, and out of what stands directly in it."""
    if depth > 50:
        raise errors.FileBroken
    if isinstance(thing, pikepdf.Array):
        for inner in list(thing.as_list()):
            _direct(inner, depth)
        return
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    for name in _ACTING:
        if name in thing:
            del thing[name]
    _disarm_action(thing)
    if "/Annots" in thing and isinstance(thing["/Annots"], pikepdf.Array):
        thing["/Annots"] = pikepdf.Array([one for one in thing["/Annots"].as_list() if _is_drawn(one)])
    if isinstance(thing, pikepdf.Stream):
        for name in _ELSEWHERE:
            if name in thing:
                del thing[name]
        _clean_picture(thing)
    for name in list(thing.keys()):
        _direct(thing.get(name), depth)


def _disarm_action(thing: pikepdf.Dictionary | pikepdf.Stream) -> None:
    """Of the actions that a link or a heading has, leave only one that turns a page, and that alone. What names no
    kind of action is none: a font may be called A, too.
    """
    for name in _ACTIONS:
        action = thing.get(name)
        if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
            continue
        if action.get("/S") not in _HARMLESS:
            del thing[name]
        elif "/Next" in action:
            del action["/Next"]


def _direct(inner: object, depth: int) -> None:
    """Objects with a number of their own are met by themselves."""
    if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
        _disarm(inner, depth + 1)


def _is_drawn(annotation: object) -> bool:
    kind = annotation.get("/Subtype", "") if isinstance(annotation, pikepdf.Dictionary) else ""
    return bool(kind) and str(kind) not in _NOT_PAPER


def _clean_picture(stream: pikepdf.Stream) -> None:
    """A photograph inside keeps its pixels as they are, but not what the camera wrote beside them."""
    packed = stream.get("/Filter")
    filters = [*packed.as_list()] if isinstance(packed, pikepdf.Array) else [packed]
    if filters not in ([pikepdf.Name.DCTDecode], [pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]):
        return
    raw = stream.read_raw_bytes()
    photograph = zlib.decompressobj().decompress(raw) if len(filters) > 1 else raw
    kept = without_camera(photograph)
    if kept != photograph or photograph is not raw:
        colours = stream.get("/DecodeParms")
        if isinstance(colours, pikepdf.Array):
            colours = colours[-1] if len(colours) else None
        known = colours if isinstance(colours, pikepdf.Dictionary) else None
        stream.write(kept, filter=pikepdf.Name.DCTDecode, decode_parms=known)
