"""Why a file is not taken: a sentence for each, with what to do instead. None tells of its name or content."""

from shared.kernel.errors import Conflict, Invalid, NotFound, Unavailable


class FileRefused(Invalid):
    """Base of what is wrong with a file itself."""

    slug = "file-refused"
    zh, en = "这个文件不能接收，请换一个。", "This file cannot be taken. Choose another one."


class FileEmpty(FileRefused):
    slug = "file-empty"
    zh, en = "这个文件是空的，请重新选择。", "This file is empty. Choose it again."


class FileTooLarge(FileRefused):
    status = 413
    slug = "file-too-large"
    zh = "文件太大，最多 {megabytes} MB。请缩小，或者分成几份。"
    en = "The file is too large: at most {megabytes} MB. Make it smaller, or split it."


class FileKindRefused(FileRefused):
    """A kind that is known, but not taken in this place."""

    slug = "file-kind-refused"
    zh, en = "这里不接收这种文件，只接收{kinds_zh}。", "This kind of file is not taken here, only: {kinds_en}."


class FileTypeUnknown(FileRefused):
    """By its content it is none of what is taken, whatever its name says."""

    slug = "file-type-unknown"
    zh = "看不出这是什么文件。只接收 JPEG、PNG、WebP 图片，PDF，以及 MP3、M4A、OGG、WAV、AMR 录音。"
    en = (
        "It is not known what this file is. Taken are JPEG, PNG and WebP pictures, PDF, and recordings in MP3, M4A, "
        "OGG, WAV and AMR."
    )


class FileIsMarkup(FileRefused):
    """SVG, HTML and XML may hold scripts."""

    slug = "file-is-markup"
    zh = "不接收 SVG、网页和 XML 文件，里面可能有程序。请另存为 JPEG、PNG 或者 PDF。"
    en = "SVG, web pages and XML are not taken: they may hold scripts. Save it as JPEG, PNG or PDF."


class FileIsArchive(FileRefused):
    slug = "file-is-archive"
    zh = "不接收 Office 文档和压缩包。文档请另存为 PDF，压缩包请解压后逐个上传。"
    en = "Office documents and archives are not taken. Save a document as PDF; unpack an archive and send its files."


class PictureFormatOther(FileRefused):
    """HEIC, TIFF, GIF, BMP: pictures that browsers do not all show."""

    slug = "picture-format-other"
    zh = "不接收这种图片格式（HEIC、TIFF、GIF、BMP）。请另存为 JPEG；苹果手机请在“设置-相机-格式”里选“兼容性最佳”。"
    en = (
        "This picture format (HEIC, TIFF, GIF, BMP) is not taken. Save it as JPEG; on an iPhone choose Most Compatible."
    )


class FileBroken(FileRefused):
    slug = "file-broken"
    zh, en = (
        "文件不完整或者已经损坏，打不开。请重新拍摄、扫描或者导出。",
        ("The file is cut off or damaged and cannot be opened. Take, scan or export it again."),
    )


class PictureTooLarge(FileRefused):
    slug = "picture-too-large"
    zh = "图片的尺寸太大，最多 {megapixels} 百万像素。请缩小以后再上传。"
    en = "The picture has too many pixels: at most {megapixels} million. Make it smaller."


class PictureMoves(FileRefused):
    slug = "picture-moves"
    zh, en = "不接收动图，请上传一张静止的图片。", "Moving pictures are not taken. Send a still one."


class PaperLocked(FileRefused):
    slug = "paper-locked"
    zh, en = (
        "PDF 有密码或者限制。请取消保护，另存以后再上传。",
        ("The PDF is protected. Remove the protection, save it, and send it again."),
    )


class PaperTooLong(FileRefused):
    slug = "paper-too-long"
    zh, en = "PDF 页数太多，最多 {pages} 页。请分成几份。", "The PDF has too many pages: at most {pages}. Split it."


class SoundTooLong(FileRefused):
    slug = "sound-too-long"
    zh, en = (
        "录音太长，最多 {minutes} 分钟。请分成几段。",
        ("The recording is too long: at most {minutes} minutes. Split it."),
    )


class SoundIsFilm(FileRefused):
    slug = "sound-is-film"
    zh, en = "不接收录像，只接收录音。", "Films are not taken, only recordings of sound."


class FileTooDemanding(FileRefused):
    """Checking it took more memory or time than any honest file needs."""

    slug = "file-too-demanding"
    zh, en = (
        "这个文件处理起来超出了限度，不能接收。请重新拍摄或者另存以后再试。",
        ("Checking this file goes beyond all bounds, so it is not taken. Take or save it anew, and try again."),
    )


class UploadBrokenOff(FileRefused):
    slug = "upload-broken-off"
    zh, en = "文件没有传完，请再传一次。", "The file did not arrive as a whole. Send it again."


class FilesBusy(Unavailable):
    slug = "files-busy"
    zh, en = "正在处理别的文件，请过一会儿再上传。", "Other files are being checked. Send yours again in a moment."


class FileNotThere(NotFound):
    """No such file of this aggregate, or none that this person may see."""

    slug = "file-not-there"
    zh, en = "没有这个文件，或者已经清除。", "There is no such file, or it has been removed."


class FileOutlived(Conflict):
    """It was uploaded, but nothing was done with it for a day."""

    slug = "file-outlived"
    zh, en = (
        "文件上传以后一直没有用，已经过期。请重新上传。",
        ("The file was uploaded, but not used for a day. Send it again."),
    )


class UseUnknown(Invalid):
    slug = "file-use-unknown"
    zh, en = "不清楚这个文件用在哪里，请刷新页面后重新上传。", "It is not known what this file is for. Reload the page."


class TooManyFiles(Conflict):
    slug = "too-many-files"
    zh, en = "这里的文件已经满了（{count} 个）。", "No more files fit here ({count} already)."


OF_A_FILE: tuple[type[FileRefused], ...] = (
    FileEmpty,
    FileTooLarge,
    FileKindRefused,
    FileTypeUnknown,
    FileIsMarkup,
    FileIsArchive,
    PictureFormatOther,
    FileBroken,
    PictureTooLarge,
    PictureMoves,
    PaperLocked,
    PaperTooLong,
    SoundTooLong,
    SoundIsFilm,
    FileTooDemanding,
    UploadBrokenOff,
)
"""Everything that may be wrong with a file itself."""
BY_SLUG = {kind.slug: kind for kind in OF_A_FILE}
