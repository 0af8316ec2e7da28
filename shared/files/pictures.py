"""Pictures: decoded as a whole and written anew, upright, with nothing beside the pixels (EXIF, GPS, ICC, texts)."""

import warnings
from typing import BinaryIO

from PIL import Image, ImageFile, ImageOps

from shared.files import errors
from shared.files.facts import Facts
from shared.files.limits import LONGEST_SIDE, MOST_PIXELS, THUMBNAIL_SIDE
from shared.kernel.files import FileKind

FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
_FEW_COLOURS = ("1", "L", "P")


def rewrite(source: BinaryIO, form: str, target: BinaryIO, thumbnail: BinaryIO) -> Facts:
    """Write the picture and its thumbnail anew.

    Raises PictureTooLarge before anything is decoded, PictureMoves, and Pillow's errors for one that is damaged or cut
    off.
    """
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(source, formats=[FORMATS[form]]) as opened:
            return _written(opened, form, target, thumbnail)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise errors.PictureTooLarge(megapixels=MOST_PIXELS // 1_000_000) from error


def _written(opened: Image.Image, form: str, target: BinaryIO, thumbnail: BinaryIO) -> Facts:
    """A telephone's JPEG may hold a second picture beside the first, which alone is kept."""
    if form != "jpeg" and getattr(opened, "n_frames", 1) > 1:
        raise errors.PictureMoves
    drawn = form == "png" and opened.mode in _FEW_COLOURS and "transparency" not in opened.info
    if form == "jpeg":
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    opened.load()
    opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(opened)
    picture = picture if drawn else _opaque(picture)
    picture.info.clear()
    if drawn:
        picture.save(target, "PNG", optimize=True)
    else:
        picture.save(target, "JPEG", quality=88, progressive=True)
    small = _opaque(picture)
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    small.info.clear()
    small.save(thumbnail, "JPEG", quality=78)
    media_type, ending = ("image/png", "png") if drawn else ("image/jpeg", "jpg")
    return Facts(FileKind.PICTURE, media_type, ending, width=picture.width, height=picture.height)


def _opaque(picture: Image.Image) -> Image.Image:
    """The picture in RGB, on white where it is transparent."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    return picture.convert("RGB")
